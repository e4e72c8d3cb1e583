"""What `contract.md` promises of the program as a whole, each run in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from factories import a_text
from gouji.output.schema import schema

PROGRAM = [sys.executable, "-c", "from gouji.cli import main; main()"]
BROKEN = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "noise.txt": bytes(range(256)) * 40,
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "letter.txt": "关于召开会议的通知\n各科室：\n请准时参加。\n".encode(),
    "word.docx": b"PK\x03\x04" + b"\0" * 60,
}
CONSISTENT = "全年收到政府信息公开申请3件。"
WRONG = "全年收到政府信息公开申请5件。"


@pytest.fixture
def reports(tmp_path):
    """A consistent report, one that contradicts its table, and files that are no reports."""
    cells = {"applications.new_received": 3}
    for name, prose in {"good.txt": CONSISTENT, "sub/bad.txt": WRONG}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(a_text(prose, cells=cells), encoding="utf-8")
    for name, content in BROKEN.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def run(folder, *args, code=None, **more):
    """Run gouji in `folder`; `more` are variables of the environment, or `input`."""
    given = more.pop("input", None)
    bare = {k: v for k, v in os.environ.items() if not k.startswith("GOUJI_")}
    done = subprocess.run(
        [*PROGRAM, *args],
        cwd=folder,
        input=given,
        env=bare | {"PYTHONUTF8": "1"} | more,
        capture_output=True,
        check=False,
    )
    assert code in (None, done.returncode), done.stderr.decode("utf-8", "replace")
    return done


def objects(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_input_is_a_finding_that_says_why(reports, name):
    for command in ("check", "summary"):
        done = run(reports, command, name, code=1)
        assert "S001" in done.stdout.decode()
        assert done.stderr == b""
    (made,) = objects(run(reports, "check", name, "--format", "jsonl", code=1))
    assert (made["identity"], made["findings"][0]["rule"]) == (None, "S001")
    run(reports, "check", name, "--fail-on", "never", code=0)


def test_a_folder_goes_on_after_failures_and_every_file_is_told(reports):
    done = run(reports, "check", ".", "--format", "jsonl", code=1)
    made = objects(done)
    assert len(made) == len(BROKEN) + 2
    for each in made:
        jsonschema.validate(each, schema())
    assert sum(each["identity"] is not None for each in made) == 2
    assert len(done.stderr.splitlines()) == 1  # the picture passed over


def test_data_on_stdout_notes_on_stderr_nothing_else_said(reports):
    loud, quiet = run(reports, "check", "."), run(reports, "check", ".", "-q")
    assert b"gouji:" in loud.stderr
    assert b"gouji:" not in loud.stdout
    assert quiet.stderr == b""


def test_levels_decide_the_exit_code(reports):
    bad = str(Path("sub", "bad.txt"))
    run(reports, "check", "good.txt", "--select", "P,T", code=0)
    run(reports, "check", bad, "--select", "P", code=1)
    run(reports, "check", bad, "--select", "P", "--ignore", "P101", code=0)
    run(reports, "check", bad, "--select", "T", code=0)
    run(reports, "check", bad, "--select", "T", "--extend-select", "P101", code=1)
    run(reports, "check", bad, "--fail-on", "never", code=0)


def test_select_and_ignore_go_by_prefix(reports):
    (made,) = objects(run(reports, "check", "good.txt", "--format", "jsonl", "--select", "T,X1"))
    assert {code[0] for code in made["outcomes"]} == {"T", "X"}
    (made,) = objects(run(reports, "check", "good.txt", "--format", "jsonl", "--ignore", "T,X1"))
    assert not {"T", "X"} & {code[0] for code in made["outcomes"]}


def test_files_folders_globs_lists_and_standard_input(reports):
    def names(*paths, **more):
        made = objects(run(reports, "check", *paths, "--format", "jsonl", **more))
        return [Path(each["source"]["uri"]).as_posix() for each in made]

    (reports / "list.txt").write_text("good.txt\nsub\n", encoding="utf-8")
    assert names("good.txt", "sub") == ["good.txt", "sub/bad.txt"]
    assert names("sub/*.txt", "good.*") == ["sub/bad.txt", "good.txt"]
    assert names("@list.txt") == ["good.txt", "sub/bad.txt"]
    given = (reports / "good.txt").read_bytes()
    assert names("-", "--stdin-name", "云岭.txt", input=given) == ["云岭.txt"]


def test_command_line_before_environment_before_file(reports):
    (reports / "gouji.toml").write_text('select = ["T"]\nfail-on = "never"\n', encoding="utf-8")
    bad = str(Path("sub", "bad.txt"))
    run(reports, "check", bad, code=0)
    run(reports, "check", bad, "--isolated", code=1)
    run(reports, "check", bad, "--select", "P", code=0)
    run(reports, "check", bad, "--select", "P", code=1, GOUJI_FAIL_ON="error")
    run(reports, "check", bad, code=1, GOUJI_SELECT="P", GOUJI_FAIL_ON="error")
    run(reports, "check", bad, "--fail-on", "never", code=0, GOUJI_FAIL_ON="error")
    (reports / "other.toml").write_text('fail-on = "error"\n', encoding="utf-8")
    run(reports, "check", bad, "--config", "other.toml", code=1)


def test_language_by_option_and_by_environment(reports):
    english = run(reports, "summary", "good.txt", "--lang", "en").stdout
    assert run(reports, "summary", "good.txt", GOUJI_LANG="en").stdout == english
    assert b"Digest" in english
    assert "要点" in run(reports, "summary", "good.txt").stdout.decode()
    (made,) = objects(run(reports, "check", "good.txt", "--format", "jsonl", "--lang", "en"))
    assert made["summary"]["digest"][0]["text"].startswith("Applications received 3")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437"])
@pytest.mark.parametrize(
    "args",
    [
        ["check", "."],
        ["summary", "good.txt", "--fail-on", "never"],
        ["inspect", "good.txt", "--as", "tables"],
        ["inspect", "good.txt", "--as", "document"],
        ["rules"],
        ["rule", "X101"],
        ["config"],
        ["--help"],
        ["check", "--help"],
        ["check", "没有.txt"],
    ],
)
def test_every_command_prints_on_every_code_page(reports, encoding, args):
    done = run(reports, *args, PYTHONIOENCODING=encoding)
    assert done.returncode == {"check": 1}.get(args[0], 0) or args[1] in ("--help", "没有.txt")
    assert b"Error:" not in done.stderr
    if "--help" not in args:  # Typer writes UTF-8 where the code page is ASCII
        done.stdout.decode(encoding)


def test_a_reader_that_closes_early_is_no_bug(reports):
    with subprocess.Popen(
        [*PROGRAM, "inspect", "good.txt", "--as", "audit"],
        cwd=reports,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_version_line_names_program_model_and_taxonomy(reports):
    words = run(reports, "--version", code=0).stdout.decode().split(" · ")
    assert [word.split()[0] for word in words] == ["gouji", "model", "taxonomy"]
    (made,) = objects(run(reports, "check", "good.txt", "--format", "jsonl"))
    assert made["versions"] == dict(word.split() for word in words)
