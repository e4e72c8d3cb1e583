import json
import os
import subprocess
import sys
from dataclasses import replace

import jsonschema
import pytest
from typer.testing import CliRunner

from gouji.cli.app import COMMANDS, app
from gouji.messages import catalogue
from gouji.model import Message, Outcome
from gouji.output.schema import schema
from samples import TEXT, finding, township, unread

HEAVY = ("pypdfium2", "pdfplumber", "jieba", "sklearn", "spacy", "torch", "msgspec", "rich")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with two reports and one file that cannot be read; audits are made by hand."""

    def audit(path, settings):
        made = unread() if "bad" in str(path) else township()
        if "fine" in str(path):
            made = replace(made, outcomes={})
        elif "crash" not in str(path):
            made = replace(made, outcomes={k: o for k, o in made.outcomes.items() if k != "X102"})
        return replace(made, source=replace(made.source, uri=str(path)))

    monkeypatch.setattr("gouji.audit.audit_path", audit)
    monkeypatch.setattr("gouji.audit.audit_bytes", lambda data, uri, settings: audit(uri, settings))
    monkeypatch.setattr("gouji.output.parts.title", lambda code, voice: f"title of {code}")
    monkeypatch.chdir(tmp_path)
    for name in ("one.txt", "fine.txt", "bad.txt", "crash.txt"):
        (tmp_path / name).write_text("x")
    return tmp_path


def run(*args, **more):
    return CliRunner().invoke(app, [*args], **more)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["fine.txt"], 0),
        (["one.txt"], 1),
        (["one.txt", "--fail-on", "never"], 0),
        (["bad.txt"], 1),
        (["bad.txt", "--fail-on", "never"], 0),
        (["fine.txt", "crash.txt", "one.txt"], 2),
        (["missing.txt"], 2),
        (["one.txt", "--format", "sarif"], 2),
        (["one.txt", "--no-such-option"], 2),
        (["one.txt", "--select", "Q9"], 2),
        (["one.txt", "--tagger", "nonsense"], 2),
        (["one.txt", "--fail-on", "sometimes"], 2),
        (["one.txt", "--stdin-name", "x"], 2),
        (["one.txt", "--output", "one.txt"], 2),
        ([], 2),
    ],
)
@pytest.mark.parametrize("command", ["check", "summary"])
def test_exit_codes(here, command, args, code):
    done = run(command, *args)
    assert done.exit_code == code, done.output
    if code == 2 and "crash.txt" not in args:
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1


def test_the_run_goes_on_after_a_bad_file_and_a_crash(here):
    done = run("check", "bad.txt", "crash.txt", "fine.txt")
    assert [name for name in ("bad.txt:", "crash.txt:", "fine.txt:") if name in done.stdout] == [
        "bad.txt:",
        "crash.txt:",
        "fine.txt:",
    ]
    assert "Traceback" not in done.output
    assert "Traceback" in run("check", "crash.txt", "--debug").stderr


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.parametrize("command", ["check", "summary"])
def test_an_audit_that_cannot_be_written_is_a_crash_and_the_run_goes_on(
    here, monkeypatch, command, form
):
    broken = replace(finding("X101", "90条"), message=Message("no.such.key"))
    outcomes = {"one.txt": {"X101": Outcome("findings", (broken,))}, "fine.txt": {}}
    audits = {name: replace(township(), outcomes=found) for name, found in outcomes.items()}
    monkeypatch.setattr("gouji.audit.audit_path", lambda path, settings: audits[path])
    done = run(command, "one.txt", "fine.txt", "--format", form)
    assert done.exit_code == 2
    assert "KeyError" in done.stdout
    assert done.stdout.count("Traceback") == 0
    made = {"json": json.loads, "jsonl": lambda text: list(map(json.loads, text.splitlines()))}
    if form in made:
        assert [each["identity"] is None for each in made[form](done.stdout)] == [True, False]


def test_json_is_an_array_and_jsonl_a_line_each(here):
    made = json.loads(run("check", "one.txt", "bad.txt", "--format", "json").stdout)
    lines = run("summary", "one.txt", "bad.txt", "--format", "jsonl").stdout.splitlines()
    assert [m["source"]["uri"] for m in made] == ["one.txt", "bad.txt"]
    assert [json.loads(line) for line in lines] == made
    for each in made:
        jsonschema.validate(each, schema())


def test_pages_are_parted_by_a_rule(here):
    assert run("summary", "one.txt").stdout.count("═" * 80) == 0
    assert run("summary", "one.txt", "fine.txt", "bad.txt").stdout.count("═" * 80) == 2


def test_quiet_drops_the_closing_line_and_notes(here):
    (here / "picture.png").write_text("x")
    loud, quiet = run("check", "."), run("check", ".", "-q")
    assert "4 个文件" in loud.stdout
    assert loud.stderr
    assert "4 个文件" not in quiet.stdout
    assert not quiet.stderr


def test_output_goes_to_a_file_in_utf8(here):
    done = run("summary", "one.txt", "-o", "page.txt")
    assert done.stdout == ""
    assert "柳湾街道" in (here / "page.txt").read_text(encoding="utf-8")
    assert run("summary", "one.txt", "-o", "no/page.txt").exit_code == 2


def test_standard_input_has_a_name(here):
    done = run("check", "-", "--stdin-name", "fine", "--format", "jsonl", input="x")
    assert json.loads(done.stdout)["source"]["uri"] == "fine"


def test_english_everywhere(here):
    done = run("check", "one.txt", "--lang", "en")
    assert "Error X101 " in done.stdout
    assert "没有" not in done.stdout.replace("没有公开工作专项经费", "")
    assert "No such option" in run("--lang", "en", "check", "--zzz").stderr
    assert "Rules" not in run("--help").stdout
    assert "Explain one rule." in run("--lang", "en", "--help").stdout
    assert (
        run("--lang", "en", "check", "fine.txt").stdout
        == run("check", "fine.txt", "--lang", "en").stdout
    )


def test_inspect_prints_the_text_exactly_and_the_audit_with_it(here):
    assert run("inspect", "one.txt", "--as", "document").stdout == TEXT
    done = run("inspect", "one.txt", "--as", "audit")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["text"] == TEXT
    assert "人手偏少" in run("inspect", "one.txt", "--as", "statements").stdout


def test_inspect_of_an_unread_file(here):
    done = run("inspect", "bad.txt", "--as", "tables")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert json.loads(run("inspect", "bad.txt", "--as", "audit").stdout)["identity"] is None
    assert run("inspect", "one.txt", "--as", "nothing").exit_code == 2
    assert run("inspect", ".", "--as", "tables").exit_code == 2


def test_rules_and_one_rule(here):
    assert "X101" in run("rules").stdout
    assert {"code", "name", "level", "scope", "title"} == set(
        json.loads(run("rules", "--format", "json").stdout)[0]
    )
    assert run("rule", "x101").stdout.startswith("# X101 part-whole-mismatch")
    english = run("rule", "X101", "--lang", "en").stdout.splitlines()
    assert english[0] == "X101 part-whole-mismatch · title of X101"
    assert english[1] == "Level: Error. Scope: report. The page below is in Chinese."
    assert english[3].startswith("# X101")
    unknown = run("rule", "X10")
    assert unknown.exit_code == 2
    assert "X107" in unknown.stderr or "X101" in unknown.stderr


def test_config_prints_values_and_origins(here, monkeypatch):
    (here / "gouji.toml").write_text('select = ["X"]\n')
    monkeypatch.setenv("GOUJI_TAGGER", "lexicon")
    lines = {line.split()[0]: line for line in run("config").stdout.splitlines()}
    assert lines["select"].split()[1:] == ["X", str(here / "gouji.toml")]
    assert lines["tagger"].endswith("GOUJI_TAGGER")
    assert "默认" in lines["fail-on"]
    (here / "gouji.toml").write_text("selekt = []\n")
    done = run("check", "one.txt")
    assert done.exit_code == 2
    assert "select" in done.stderr
    assert run("check", "one.txt", "--isolated").exit_code == 1


def test_version_names_model_and_taxonomy():
    done = run("--version")
    assert done.exit_code == 0
    assert all(word in done.stdout for word in ("gouji", "model", "taxonomy"))


def test_every_option_and_command_has_help():
    for args in ([], *([name] for name in COMMANDS)):
        done = run(*args, "--help")
        assert done.exit_code == 0
    assert {f"ui.help.{name}" for name in COMMANDS} <= set(catalogue())


def test_help_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['gouji', '--help']\n"
        "from gouji.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "gbk", "big5", "utf-16", "latin-1"])
def test_no_code_page_fails(encoding, tmp_path):
    name = tmp_path / "报告·é.txt"
    name.write_text("不是报告", encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"}
    for form in ("text", "json"):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from gouji.cli import main; main()",
                "check",
                str(name),
                "--format",
                form,
            ],
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        if form == "json":
            made = json.loads(done.stdout.decode(encoding))
            assert made[0]["source"]["uri"] == str(name)


def test_a_folder_for_output_gets_a_file_a_report_and_each_bad_file_a_line(here):
    done = run("summary", str(here), "-o", "out", "--format", "markdown")
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        "crash.md",
        "fine.md",
        "one.md",
    ]
    assert (here / "out" / "one.md").read_text("utf-8").startswith("# ")
    assert len([line for line in done.stderr.splitlines() if "bad.txt" in line]) == 1


def test_files_of_one_name_do_not_overwrite_each_other(here):
    (here / "a").mkdir()
    (here / "a" / "one.txt").write_text("x")
    (here / "out").mkdir()
    run("summary", "one.txt", "a/one.txt", "-o", "out")
    assert sorted(path.name for path in (here / "out").iterdir()) == ["one-2.txt", "one.txt"]


def test_only_summary_knows_markdown(here):
    assert run("check", "one.txt", "--format", "markdown").exit_code == 2
