"""What the documentation shows is what happens: every command is run, every output compared."""

import doctest
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TWINS = ["README.md", "README.zh.md"]
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(?P<level>#+) .+$", re.MULTILINE)  # "## Use", not "#1"
LINK = re.compile(r"\]\((?P<target>[^)#:]+)\)")  # "](corpora/README.md)", not an address
LEFT_OUT = "…"


def fences(name, kind):
    text = (ROOT / name).read_text("utf-8")
    return [block["body"] for block in FENCE.finditer(text) if block["kind"] == kind]


def sessions():
    """Each command of the pages, and the output shown below it; the twins show the same."""
    pieces = [piece for body in fences(TWINS[0], "console") for piece in body.split("$ ") if piece]
    split = [piece.partition("\n") for piece in pieces]
    return [pytest.param(command, output, id=command) for command, _, output in split]


def argv(command):
    """The command as this environment runs it."""
    first, *rest = shlex.split(command)
    if first == "python":
        inner = ["--version"] if rest == ["scripts/test.py"] else []  # else it would call itself
        return [sys.executable, *rest, *inner]
    assert first == "gouji"
    return [Path(sys.executable).with_name(first), *rest]


def shown(output):
    """A pattern that matches what is shown; a line "…" stands for any lines left out."""
    lines = [".*" if line == LEFT_OUT else re.escape(line) for line in output.splitlines()]
    return re.compile("\n".join(lines), re.DOTALL)


@pytest.mark.parametrize(("command", "output"), sessions())
def test_the_command_prints_what_the_page_shows(command, output):
    run = subprocess.run(argv(command), cwd=ROOT, capture_output=True, check=False)
    text = run.stdout.decode().replace("\r\n", "\n").strip("\n")
    assert run.returncode in (0, 1), run.stderr.decode()
    assert not output or shown(output.strip("\n")).fullmatch(text), text


def test_the_python_of_the_page_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    shown_code = "\n".join(fences(TWINS[0], "python"))
    examples = doctest.DocTestParser().get_doctest(shown_code, {}, TWINS[0], TWINS[0], 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


@pytest.mark.parametrize("name", [*TWINS, "CHANGELOG.md", "corpora/README.md", "models/README.md"])
def test_the_links_of_the_page_lead_somewhere(name):
    page = ROOT / name
    targets = [page.parent / m["target"] for m in LINK.finditer(page.read_text("utf-8"))]
    assert [t for t in targets if not t.exists()] == []


def test_the_twins_show_the_same_under_as_many_headings():
    pages = [(ROOT / name).read_text("utf-8") for name in TWINS]
    levels = [[m["level"] for m in HEADING.finditer(FENCE.sub("", page))] for page in pages]
    blocks = [[m.group() for m in FENCE.finditer(page)] for page in pages]
    assert levels[0] == levels[1]
    assert blocks[0] == blocks[1]


def test_the_figures_of_the_page_are_those_of_the_demo():
    truths = [json.loads(p.read_text("utf-8")) for p in ROOT.glob("corpora/demo/*.truth.json")]
    rows = [row for truth in truths for table in truth["tables"].values() for row in table.values()]
    cells = sum(value is not None for row in rows for value in row.values())
    counts, planted, traps = (
        sum(len(truth[key]) for truth in truths)
        for key in ("quantities", "must_flag", "must_not_flag")
    )
    english, chinese = ((ROOT / name).read_text("utf-8") for name in TWINS)
    assert f"{cells} cells, {counts} counts, {planted} planted defects, and {traps} " in english
    assert f"{cells} 个单元格、{counts} 个计数、{planted} 处埋下的错误，还有 {traps} 处" in chinese
