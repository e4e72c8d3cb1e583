"""The house rules a machine can check: style, types, imports, sizes, data, stray addresses."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gouji.messages import catalogue
from gouji.rules import rules
from gouji.rules.pages import page, title

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
DATA = sorted((ROOT / "src/gouji/data").rglob("*.toml"))
CHECKS = {
    "ruff": ["check", "."],
    "ruff-format": ["format", "--check", "."],
    "mypy": ["--no-error-summary"],
    "lint-imports": [],
}
STRAY = re.compile(
    r"""
      pypi\.org | pythonhost[e]d | index-[u]rl       # a package registry
    | /(?:work|root|home|Users)/\w                          # a path of somebody's machine
    """,
    re.VERBOSE,
)
SILENCED = re.compile(r"#\s*(?:type:\s*ignore|noqa)|pragma:\s*no\s*cover|mark\.x?(?:skip|fail)\b")


def files():
    """Everything a clone holds, as far as it is text."""
    folders = ("src", "tests", "scripts", "corpora", "models", ".ci")
    found = [p for p in ROOT.iterdir() if p.is_file()]
    found += [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file()]
    return [p for p in found if p.suffix not in {".pdf", ".pyc", ".safetensors"}]


@pytest.mark.parametrize("name", CHECKS)
def test_the_checker_has_nothing_to_say(name):
    program = Path(sys.executable).with_name(name.partition("-format")[0])
    tool = shutil.which(program)
    assert tool, f"{program.name} is missing: pip install -e .[test]"
    run = subprocess.run(
        [tool, *CHECKS[name]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_longer_than_400_lines():
    lines = {p.relative_to(ROOT).as_posix(): len(p.read_bytes().splitlines()) for p in SOURCES}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_the_whole_does_not_grow_further_past_its_budget():
    # the design allows 8 000 lines; this many stand, so the limit may only be lowered towards it
    assert sum(len(p.read_bytes().splitlines()) for p in SOURCES) <= 13_124


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    hits = {p.name: m[0] for p in files() if (m := STRAY.search(p.read_text("utf-8")))}
    assert hits == {}


def test_no_checker_is_silenced():
    looked_at = SOURCES + sorted((ROOT / "scripts").glob("*.py"))
    hits = {p.name: m[0] for p in looked_at if (m := SILENCED.search(p.read_text("utf-8")))}
    assert hits == {}


@pytest.mark.parametrize(
    "path", DATA, ids=lambda p: p.relative_to(ROOT / "src/gouji/data").as_posix()
)
def test_the_data_file_parses(path):
    assert tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("code", rules())
def test_the_rule_has_a_page_with_a_title_and_messages(code):
    assert page(code)
    assert title(code)
    spoken = [key for key in catalogue() if key.startswith(f"{code}.")]
    assert spoken or code == "S001"  # S001 speaks with the reader's own messages
