import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from factories import a_text
from gouji.classify.corrections import fingerprint
from gouji.cli.app import app

PROGRAM = [sys.executable, "-c", "from gouji.cli import main; main()"]
LATE = "政策解读形式不够丰富"
LABELLED = [
    {"id": "a", "text": LATE, "kind": "problem", "topics": ["interpretation"]},
    {"id": "b", "text": "下一步加强培训", "kind": "remedy_planned", "topics": ["capacity"]},
    {"id": "c", "text": "公开经费不足", "kind": "background", "topics": []},
]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GOUJI_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args, **more):
    return CliRunner().invoke(app, [*args], **more)


def objects(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("tagger", ["linear", "lexicon"])
def test_lines_and_json_are_labelled_in_order(tagger):
    given = {"id": "s7", "text": LATE, "section": "problems", "heading": "存在的问题", "more": 1}
    text = f"\ufeff公开经费不足\r\n\n{json.dumps(given)}\n" + '{"text": "加强培训", "id": null}'
    done = run("classify", "--tagger", tagger, input=text)
    assert (done.exit_code, done.stderr) == (0, "")
    made = objects(done)
    assert [(each["id"], each["kind"]) for each in made[:2]] == [(1, "problem"), ("s7", "problem")]
    assert made[2]["id"] == 4
    keys = ["id", "text", "kind", "topics", "scores", "attributes", "fingerprint"]
    assert all(list(each) == keys for each in made)
    assert made[1]["fingerprint"] == fingerprint(LATE, "problems")
    assert made[0]["text"] == "公开经费不足"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("line", "word"),
    [
        (b"{broken", "JSON"),
        (b'{"id": 1}', "text"),
        (b'{"text": " "}', "text"),
        (b'{"text": "x", "section": "fees"}', "disputes"),
        (b'{"text": "x", "heading": 5}', "heading"),
        (b'{"text": "x", "id": []}', "id"),
        (b"\xb2\xbb\xd7\xe3", "UTF-8"),
        (b'{"a":' * 9999, "JSON"),
    ],
)
def test_a_bad_line_is_one_note_and_the_others_are_done(here, line, word, lang):
    (here / "lines.txt").write_bytes("一\n".encode() + line + "\n三\n".encode())
    done = run("classify", "lines.txt", "--lang", lang)
    assert done.exit_code == 1
    assert [each["id"] for each in objects(done)] == [1, 3]
    (note,) = done.stderr.splitlines()
    assert "lines.txt:2: " in note
    assert word in note


def test_standard_input_is_answered_as_it_comes():
    with subprocess.Popen(
        [*PROGRAM, "classify"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        for text in (LATE, "加强培训"):
            program.stdin.write(f"{text}\n".encode())
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["text"] == text
        program.stdin.close()
        assert program.wait() == 0


def test_lines_longer_than_a_batch(here):
    lines = [f"第{number}项内容不够全面" * 30 for number in range(700)]
    (here / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
    made = objects(run("classify", "lines.txt", "--tagger", "lexicon"))
    assert [each["text"] for each in made] == lines


def test_files_that_are_not_there_or_would_be_overwritten(here):
    (here / "lines.txt").write_text("一", encoding="utf-8")
    for args in (["none.txt"], ["lines.txt", "-o", "lines.txt"], ["lines.txt", "--labels", "no"]):
        done = run("classify", *args)
        assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert (here / "lines.txt").read_text(encoding="utf-8") == "一"
    assert run("classify", "lines.txt", "-o", "made.jsonl").stdout == ""
    assert json.loads((here / "made.jsonl").read_text(encoding="utf-8"))["text"] == "一"


def test_corrections_count_and_the_idle_ones_are_told(here):
    rows = f"text,kind\n{LATE},background\n没有这一句,problem\n"
    (here / "mine.csv").write_text(rows, encoding="utf-8")
    for _ in range(2):
        done = run("classify", "--labels", "mine.csv", input=LATE)
        assert objects(done)[0]["kind"] == "background"
        (note,) = done.stderr.splitlines()
        assert "mine.csv" in note
        assert "3" in note
    bad = here / "bad.csv"
    bad.write_text("text,kind\nx,nothing\n", encoding="utf-8")
    done = run("classify", "--labels", "bad.csv", input=LATE)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "bad.csv:2" in done.stderr


@pytest.mark.parametrize("command", [["check"], ["classify"], ["model", "evaluate"]])
@pytest.mark.parametrize("damage", [None, "{", "{}"])
def test_a_missing_or_damaged_model_is_one_line_that_says_what_to_do(
    here, monkeypatch, command, damage
):
    broken = here / "broken"
    if damage:
        broken.mkdir()
        (broken / "vocab.json").write_text(damage, encoding="utf-8")
        (broken / "weights.safetensors").write_bytes(b"none")
    (here / "lines.txt").write_text(LATE, encoding="utf-8")
    monkeypatch.setattr("gouji.classify.linear.folder", lambda *_: broken)
    done = run(*command, "lines.txt", "--lang", "en")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert str(broken) in done.stderr
    assert "--tagger lexicon" in done.stderr
    assert "bug" not in done.stderr


def test_the_tagger_alone_takes_its_settings_from_a_file_or_from_none(here):
    (here / "mine.toml").write_text('tagger = "lexicon"\n', encoding="utf-8")
    (here / "gouji.toml").write_text('tagger = "nothing"\n', encoding="utf-8")
    rows = "\n".join(json.dumps(each, ensure_ascii=False) for each in LABELLED)
    (here / "rows.jsonl").write_text(rows, encoding="utf-8")
    for command in (["classify"], ["model", "evaluate"]):
        codes = [
            run(*command, "rows.jsonl", *more).exit_code
            for more in ([], ["--config", "mine.toml"], ["--isolated"])
        ]
        assert codes == [2, 0, 0]


@pytest.mark.parametrize("args", [["check"], ["summary"], ["inspect", "--as", "audit"]])
def test_audits_take_corrections_from_option_and_configuration(here, args):
    (here / "report.txt").write_text(a_text("全年收到政府信息公开申请3件。"), encoding="utf-8")
    (here / "sub").mkdir()
    (here / "sub" / "mine.csv").write_text("text,kind\n没有这一句,problem\n", encoding="utf-8")
    (here / "gouji.toml").write_text('labels = "sub/mine.csv"\n', encoding="utf-8")
    command, *rest = args
    told = run(command, "report.txt", *rest)
    assert f"{here / 'sub' / 'mine.csv'}" in told.stderr
    assert not run(command, "report.txt", *rest, "--isolated").stderr
    assert "mine.csv" in run(command, "report.txt", *rest, "--labels", "sub/mine.csv").stderr
    if command != "inspect":
        assert not run(command, "report.txt", "-q").stderr
        made = json.loads(run(command, "report.txt", "--format", "json").stdout)
        assert "+labels-" in made[0]["versions"]["model"]


def test_what_classify_calls_a_statement_corrects_it_in_its_report(here):
    (here / "report.txt").write_text(a_text("全年收到政府信息公开申请3件。"), encoding="utf-8")

    def seen(*args):
        done = run("inspect", "report.txt", "--as", "audit", *args)
        return json.loads(done.stdout)["statements"], done.stderr

    before, _ = seen()
    lines = "\n".join(json.dumps({k: each[k] for k in ("text", "section")}) for each in before)
    (mark, *_) = [each["fingerprint"] for each in objects(run("classify", input=lines))]
    (here / "mine.csv").write_text(f"fingerprint,kind\n{mark},none_declared\n", encoding="utf-8")
    after, told = seen("--labels", "mine.csv")
    assert before[0]["kind"] != "none_declared"
    assert (after[0]["kind"], after[0]["scores"]) == ("none_declared", {"none_declared": 1.0})
    assert after[1:] == before[1:]
    assert told == ""


def test_models_are_listed_and_have_a_card():
    assert "zfxxgk-linear-v1" in run("model", "list").stdout
    assert run("--lang", "en", "model", "list").stdout.startswith("model ")
    assert run("model", "card").stdout == run("model", "card", "zfxxgk-linear-v1").stdout
    assert run("model", "card").stdout.startswith("# zfxxgk-linear-v1")
    done = run("model", "card", "../x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "zfxxgk-linear-v1" in done.stderr


def test_a_tagger_is_scored_in_text_and_json(here):
    lines = "\n".join(json.dumps(each) for each in LABELLED)
    (here / "gold.jsonl").write_text(lines, encoding="utf-8")
    args = ["model", "evaluate", "gold.jsonl", "--tagger", "lexicon"]
    made = json.loads(run(*args, "--format", "json").stdout)
    assert (made["tagger"], made["statements"]) == ("lexicon", 3)
    assert made["kind_accuracy"] == pytest.approx(2 / 3)
    assert made["labels"]["kind problem"]["precision"] == 0.5
    assert made["confusion"] == {"background → problem": 1}
    (worst,) = made["errors"]
    assert (worst["id"], worst["text"], worst["told"]) == ("c", "公开经费不足", "problem")
    for lang, words in {"zh": ["精确率", "0.667"], "en": ["precision", "0.667"]}.items():
        text = run(*args, "--lang", lang).stdout
        assert all(word in text for word in [*words, "background → problem", "公开经费不足"])


def test_labelled_files_that_cannot_be_read(here):
    (here / "bad.jsonl").write_text("{}", encoding="utf-8")
    (here / "gbk.jsonl").write_bytes("不足".encode("gbk"))
    for name in ("none.jsonl", "bad.jsonl", "gbk.jsonl"):
        done = run("model", "evaluate", name)
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
        assert name in done.stderr


def test_every_model_command_has_help_in_either_language():
    for name in ([], ["list"], ["card"], ["evaluate"]):
        for lang, word in {"zh": "语言：", "en": "Language:"}.items():
            done = run("model", *name, "--help", "--lang", lang) if name else run("model", "--help")
            assert done.exit_code == 0
            assert not name or word in done.stdout
    assert run("model").exit_code == 2
