"""P101–P111 on hand-made reports: which rule speaks, at which level, what it quotes."""

from decimal import Decimal

import pytest

from gouji.messages import render
from gouji.model import Check
from gouji.reconcile import reconcile
from gouji.rules.engine import rules, run
from reconcile.build import a_report

NEW, IN = "applications.new_received", "applications.carried_in"
CODES = [f"P{number}" for number in range(101, 112)]


def fired(report):
    outcomes = run([rules()[code] for code in CODES], report, reconcile(report))
    assert {outcome.status for outcome in outcomes.values()} <= {"pass", "findings"}
    return [each for code in CODES for each in outcomes[code].findings]


@pytest.mark.parametrize(
    ("text", "measure", "code"),
    [
        ("新收申请14件。", NEW, "P101"),
        ("结转下年4件。", "applications.carried_out", "P101"),
        ("申请不予公开4件。", "applications.refused", "P102"),
        ("申请予以及部分公开4件。", "applications.granted+applications.partly_granted", "P102"),
        ("自然人4件。", f"{NEW}@natural_person", "P103"),
        ("信息公开诉讼4件。", "litigation.total", "P104"),
        ("规范性文件4件。", "normative_documents.issued", "P105"),
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
        ((NEW,), {"scopes": {0: "other"}}),
        ((NEW,), {"cells": {NEW: (None, "blank", None)}}),
        (("disclosure.x", "published.total"), {}),
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
    (finding,) = fired(a_report("信息公开复议11件。", "review.total", checks=(check,)))
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
    assert render(finding.message) == "正文称“无复议诉讼”，与表中“行政复议 2”不一致"


def test_a_contradicted_all_is_a_warning_of_its_own():
    claim, cells = (
        ("均已办结", "all", "closed", "applications.carried_out"),
        "applications.carried_out",
    )
    (finding,) = fired(a_report("均已办结。", claims=[claim], cells={cells: 2}))
    assert (finding.rule, finding.level) == ("P109", "warning")
    assert render(finding.message) == "正文称“均已办结”，与表中“结转下年度 2”不一致"


def test_an_amount_is_told_in_its_unit():
    (finding,) = fired(a_report("收费12元。", "fees.amount_wan", cells={"fees.amount_wan": "12"}))
    assert (finding.rule, finding.level) == ("P107", "error")
    assert render(finding.hint) == "疑为单位或数量级之误（相差 10000 倍）"


def test_a_share_is_a_warning_that_shows_its_arithmetic():
    report = a_report("办结率60%。", None, readings={0: (f"{NEW}/{IN}",)}, cells={NEW: 1, IN: 2})
    (finding,) = fired(report)
    assert (finding.rule, finding.level) == ("P110", "warning")
    assert render(finding.message) == "比例：表中新收 1 ÷ 上年结转 2 = 50%，与正文“60%”不一致"


def test_a_rate_beside_what_is_left_over_is_not_called_wrong():
    readings = {1: (f"{NEW}/{IN}",)}
    text = "2件结转下年，办结率100%。"
    assert fired(a_report(text, readings=readings, cells={NEW: 1, IN: 2})) == []


def test_wording_with_several_readings_is_a_warning():
    readings = {0: (NEW, "applications.concluded_total")}
    (finding,) = fired(a_report("办理申请14件。", NEW, readings=readings))
    assert (finding.rule, finding.level) == ("P111", "warning")
    assert "口径不止一种" in render(finding.message)


def test_a_decoded_cell_is_a_warning():
    (finding,) = fired(a_report("收到申请14件。", NEW, cells={NEW: (9, "decoded", "sums")}))
    assert finding.level == "warning"


@pytest.mark.parametrize("text", ["全年行政复议11件。", "公开审理行政复议案件11件。"])
def test_a_dispute_told_without_disclosure_is_never_an_error(text):
    assert fired(a_report(text, "review.total")) == []
    assert fired(a_report(f"因信息公开引发案件。其中{text}", "review.total"))


def test_a_win_is_not_compared_where_only_others_are_spoken_of():
    claim = ("均胜诉", "all", "upheld", "litigation.corrected")
    cells = {"litigation_direct.corrected": 2}
    assert fired(a_report("应诉案件均胜诉。", claims=[claim], cells=cells)) == []
    assert len(fired(a_report("信息公开案件均胜诉。", claims=[claim], cells=cells))) == 1
