"""The page on accuracy: written from mutations and planted faults, the same for the same seed."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from generated import CODES
from mutations import KINDS, Compared, Sample, Trial
from mutations.sample import Clean
from mutations.trial import Told

evaluate = import_module("evaluate")
PAGE = Path(__file__).parents[2] / "docs/accuracy.md"
HEADINGS = [
    "How accurate gouji is", "Targets", "Verdicts", "Rules", "Kinds of mutation",
    "Why a change was left open",
]  # fmt: skip


def cells(page, first):
    """The rest of the row that begins with a cell."""
    row = re.search(rf"^\| {re.escape(first)} \| (.*) \|$", page, re.MULTILINE)
    assert row, f"no row {first} in\n{page}"
    return row[1].split(" | ")


@pytest.fixture(scope="module")
def page():
    return evaluate.evaluation(seed=2, count=8, planted=0, jobs=1)


def test_the_same_seed_writes_the_same_page(page):
    assert evaluate.evaluation(seed=2, count=8, planted=0, jobs=1) == page


@pytest.mark.parametrize("text", ["made", "kept"])
def test_the_page_has_its_parts_and_every_kind_of_mutation(page, text):
    page = page if text == "made" else PAGE.read_text("utf-8")
    assert re.findall("^#+ (.+)$", page, re.MULTILINE)[: len(HEADINGS)] == HEADINGS
    for family, kind in KINDS:
        assert f"| {family} | {kind} | " in page


def test_the_page_in_the_repository_tells_of_every_rule_that_can_be_planted():
    page = PAGE.read_text("utf-8")
    for code in CODES:
        assert f"| {code} | " in page


def test_a_planted_fault_is_told_and_one_that_is_not_there_is_no_hit():
    assert evaluate.plant(("T201", 3)) == evaluate.Planted("T201", True, ())
    assert evaluate.plant(("S107", 3)).found


def a_trial(status, must, *told, alarms=()):
    told = tuple(Told(rule, "error", "", hinted=False) for rule in told)
    wrong = tuple(Told(rule, "error", "", hinted=False) for rule in alarms)
    why = "nobody states it" if status == "open" else ""
    return Trial(1, "figure ±1", "prose", status, must, "1", "2", told, wrong, why)


def test_rates_are_counted_by_rule_kind_and_verdict():
    verdicts = (Compared("agrees", "agrees", ""), Compared("agrees", None, ""),
                Compared("no_twin", "differs", ""), Compared("differs", "differs", ""))  # fmt: skip
    made = Sample(
        (
            a_trial("detected", ("P101", "X105"), "X105"),
            a_trial("missed", ("P101", "X105"), "P102", alarms=("P102",)),
            a_trial("open", ()),
        ),
        (Clean(1, (Told("T203", "error", "", hinted=False),), verdicts),),
    )
    told = evaluate.Planted("T201", False, ("P104",))
    page = "\n".join(
        [
            evaluate._targets(made),
            evaluate._verdicts(made),
            evaluate._by_rule(made, [told]),
            evaluate._by_kind(made),
            evaluate._left_open(made),
        ]
    )
    assert cells(page, "prose mutations detected")[0] == "50.0%"
    assert cells(page, "errors on 1 consistent reports")[0] == "1"
    assert cells(page, "count | agrees")[0] == "50.0% (1/2)"
    assert cells(page, "count | differs")[:2] == ["100.0% (1/1)", "50.0% (1/2)"]
    assert cells(page, "P101 | application-count-differs")[0] == "0.0% (0/1)"
    assert cells(page, "X105 | restated-count-differs")[0] == "100.0% (1/1)"
    assert cells(page, "T201 | unbalanced-applications")[1] == "0.0% (0/1)"
    assert cells(page, "P102 | outcome-count-differs")[3] == "1"
    assert cells(page, "P104 | dispute-count-differs")[3] == "1"
    assert cells(page, "prose | figure ±1") == ["50.0% (1/2)", "0", "1", "1"]
    assert cells(page, "1")[0] == "nobody states it"


def test_the_command_writes_the_page(tmp_path, page):
    out = tmp_path / "docs/page.md"
    evaluate.main(seed=2, count=8, planted=0, jobs=1, out=out)
    assert out.read_text("utf-8") == page
