"""The formula language: what parses, which cells it names, what it is worth, how it is spelt."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.messages import render, say
from gouji.reconcile.formula import evaluate, parse, spell
from reconcile.build import a_report

WORDS = (
    *(
        "applications.new_received",
        "applications.refused@company",
        "review.total",
        "fees.amount_wan",
    ),
    *("applications.carried_in@organisations", "published.total", "x", ".y", "+", "-", "/", "@"),
)
TERMS = st.sampled_from(WORDS)


def worth(formula, **cells):
    report = a_report("", cells={name.replace("__", "."): value for name, value in cells.items()})
    return evaluate(formula, report).value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("applications.new_received", 12),
        ("applications.new_received+applications.carried_in", 15),
        ("applications.new_received - applications.carried_in", 9),
        ("applications.refused", 7),
        ("applications.refused@natural_person", 7),
        ("applications.refused@organisations", 0),
        ("applications.refused.state_secret", 2),
        ("litigation.total", 5),
        ("review.total+litigation.total", 6),
        ("applications.carried_in/applications.new_received", 25),
        ("applications.other", 4),
    ],
)
def test_a_formula_adds_up_its_cells(formula, value):
    cells = {
        "applications.new_received": 12,
        "applications.carried_in": 3,
        "applications.refused.state_secret": 2,
        "applications.refused.process_information": 5,
        "applications.other.rest": 4,
        "litigation_direct.total": 2,
        "litigation_after_review.total": 3,
        "review.total": 1,
    }
    assert evaluate(formula, a_report("", cells=cells)).value == value


@pytest.mark.parametrize(
    "state", [(None, "blank", None), (None, "unread", None), (3, "decoded", "prose")]
)
def test_an_operand_that_proves_nothing_leaves_no_value(state):
    report = a_report("", cells={"applications.new_received": 9, "applications.carried_in": state})
    found = evaluate("applications.new_received+applications.carried_in", report)
    assert found.value is None
    assert found.cells == (
        ("applications", "new_received", "total"),
        ("applications", "carried_in", "total"),
    )


def test_a_cell_decoded_from_the_sums_counts():
    report = a_report("", cells={"applications.new_received": (9, "decoded", "sums")})
    assert evaluate("applications.new_received", report).value == 9


def test_nothing_is_divided_by_zero():
    assert (
        worth("applications.carried_in/applications.new_received", applications__new_received=0)
        is None
    )


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "published.total",
        "applications",
        "applications.a*2",
        "review.total/a/b",
        "+",
        "applications.by_channel.online+published.total",
    ],
)
def test_what_names_no_cell_has_no_value(formula):
    assert parse(formula) == ()
    assert evaluate(formula, a_report("")) is None


def spelt(formula, report, lang="zh"):
    found = say("link.why.agrees", cells=spell(evaluate(formula, report)), said="")
    return render(found, lang)


def test_the_arithmetic_is_spelt_out_in_both_languages():
    cells = {"applications.new_received@company": 2, "applications.carried_in": 3}
    report, formula = a_report("", cells=cells), "applications.new_received@company"
    both = f"{formula}+applications.carried_in"
    assert "新收（商业企业） 2 + 上年结转 3 = 5" in spelt(both, report)
    assert "newly received (companies) 2 + carried in 3 = 5" in spelt(both, report, "en")
    assert "未经复议直接起诉 0 + 复议后起诉 0 = 0" in spelt("litigation.total", report)
    assert "上年结转 3 ÷ 新收（商业企业） 2 = 150%" in spelt(
        f"applications.carried_in/{formula}", report
    )


@given(st.lists(TERMS, max_size=8).map("".join) | st.text(max_size=40))
def test_any_text_is_a_formula_or_is_not(formula):
    report = a_report("", cells={"applications.new_received": 12})
    found = evaluate(formula, report)
    assert found is None or found.value is None or isinstance(found.value, Decimal)
    assert found is None or spell(found)
