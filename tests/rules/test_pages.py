"""Every rule page is help and fixture at once: its examples are run, those that fire and not."""

import re
from pathlib import Path

import pytest

from factories import an_audit, from_page, rules_fired
from gouji.rules import page, rules

DOCS = Path(__file__).parents[2] / "src/gouji/rules/docs"
HEADINGS = ["查什么", "为什么", "依据", "不一致示例", "一致示例", "已知局限"]
PAGES = sorted(path.stem for path in DOCS.glob("*.md"))
FIRES, PASSES = "不一致示例", "一致示例"
HEADING = re.compile(r"^## (?P<title>\S+)\n", re.MULTILINE)  # "## 依据\n", not "### 依据\n"
BLOCK = re.compile(r"^```report\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def parts(code):
    """The sections of a page by heading, in order."""
    _, *pieces = HEADING.split(page(code))
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def examples(title):
    return [
        pytest.param(code, block["body"], id=f"{code}-{number}")
        for code in PAGES
        for number, block in enumerate(BLOCK.finditer(parts(code).get(title, "")), start=1)
    ]


def test_each_rule_has_a_page_and_each_page_a_rule():
    assert list(rules()) == PAGES


@pytest.mark.parametrize("code", PAGES)
def test_the_page_has_its_title_and_headings(code):
    first, _, rest = page(code).partition("\n")
    assert re.fullmatch(rf"# {code} {rules()[code].name} · \S.*", first)
    assert list(parts(code)) == HEADINGS
    assert all(text.strip() for text in parts(code).values())
    assert "```" not in BLOCK.sub("", rest)


@pytest.mark.parametrize("title", [FIRES, PASSES])
@pytest.mark.parametrize("code", PAGES)
def test_the_page_has_at_least_two_examples_each_way(code, title):
    assert len(BLOCK.findall(parts(code)[title])) >= 2


@pytest.mark.parametrize(("code", "block"), examples(FIRES))
def test_the_example_fires_exactly_once(code, block):
    assert rules_fired(an_audit(**from_page(block)))[code] == 1


@pytest.mark.parametrize(("code", "block"), examples(PASSES))
def test_the_example_does_not_fire(code, block):
    assert rules_fired(an_audit(**from_page(block)))[code] == 0
