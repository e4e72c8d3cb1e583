"""P101–P104 and P108 on hand-made reports: which rule speaks, at which level, what it quotes."""

from decimal import Decimal

import pytest

from gouji.messages import render
from gouji.model import Check
from gouji.reconcile import reconcile
from gouji.rules.engine import rules, run
from reconcile.build import a_report

NEW, IN = "applications.new_received", "applications.carried_in"
CODES = ("P101", "P102", "P103", "P104", "P108")


def fired(report):
    outcomes = run([rules()[code] for code in CODES], report, reconcile(report))
    assert {outcome.status for outcome in outcomes.values()} <= {"pass", "findings"}
    return [each for code in CODES for each in outcomes[code].findings]


@pytest.mark.parametrize(
    ("text", "measure", "code"),
    [
        ("新收申请14件。", NEW, "P101"),
        ("结转下年4件。", "applications.carried_out", "P101"),
        ("不予公开4件。", "applications.refused", "P102"),
        ("予以及部分公开4件。", "applications.granted+applications.partly_granted", "P102"),
        ("自然人4件。", f"{NEW}@natural_person", "P103"),
        ("诉讼4件。", "litigation.total", "P104"),
    ],
)
def test_each_difference_has_its_rule(text, measure, code):
    (finding,) = fired(a_report(text, measure))
    assert (finding.rule, finding.level) == (code, "error")
    assert finding.evidence[0].text.endswith("件")
    assert finding.evidence[1].cell is not None
    assert (finding.expected, finding.actual) == (0, int(finding.evidence[0].text[:-1]))


def test_both_sides_and_the_slip_are_told():
    text = "新收申请35件。"
    (finding,) = fired(a_report(text, NEW, cells={NEW: 32, IN: 3}))
    assert render(finding.message) == "申请数量：表中新收 32，与正文“35件”不一致"
    assert "32" in render(finding.message, "en")
    assert render(finding.hint) == "相差的 3 恰为上年结转数"


@pytest.mark.parametrize(
    ("readings", "more"),
    [
        ((NEW, f"{NEW}+{IN}"), {"cells": {NEW: 11, IN: 3}}),
        ((NEW, "applications.concluded_total"), {}),
        ((NEW,), {"scopes": {0: "sub_unit:柳湾镇"}}),
        ((NEW,), {"cells": {NEW: (None, "blank", None)}}),
        (("disclosure.x", "published.total"), {}),
        (("normative_documents.issued",), {}),
        ((f"{NEW}/{IN}",), {"cells": {NEW: 1, IN: 2}}),
    ],
)
def test_nothing_is_said_without_a_sure_difference(readings, more):
    assert fired(a_report("收到申请14件。", NEW, readings={0: readings}, **more)) == []


def test_a_doubtful_reading_is_a_warning():
    (finding,) = fired(a_report("收到申请14件。", NEW, certain=False))
    assert (finding.level, finding.uncertain) == ("warning", True)


def test_a_cell_in_dispute_is_a_warning():
    cells = (("disputes", "review", "total"),)
    check = Check("D-SUM", "T301", "review", cells, (), Decimal(0), Decimal(11), "differ")
    (finding,) = fired(a_report("复议11件。", "review.total", checks=(check,)))
    assert finding.level == "warning"


def test_a_long_group_quotes_only_what_is_not_zero():
    organisations = "applications.refused@organisations"
    cells = {"applications.refused.state_secret@company": 2}
    (finding,) = fired(a_report("不予公开4件。", organisations, cells=cells))
    assert [each.cell[2] for each in finding.evidence[1:]] == ["company"]


def test_a_contradicted_none_is_told_once_with_its_cells():
    claim = ("无复议诉讼", "none", "disputes", "review.total", "litigation.total")
    (finding,) = fired(a_report("全年无复议诉讼。", claims=[claim], cells={"review.total": 2}))
    assert (finding.rule, finding.level) == ("P108", "error")
    assert render(finding.message) == "正文称“无复议诉讼”，与表中行政复议 2 不一致"


def test_all_claims_are_left_to_another_rule():
    claim = ("均已办结", "all", "closed", "applications.carried_out")
    assert (
        fired(a_report("均已办结。", claims=[claim], cells={"applications.carried_out": 2})) == []
    )
