"""X101–X107 on hand-made reports: arithmetic quoted, levels, one finding a list."""

import pytest

from gouji.messages import render
from gouji.reconcile import reconcile
from gouji.rules.engine import rules, run
from reconcile.build import a_report

CODES = ("X101", "X102", "X103", "X104", "X105", "X107")


def fired(text, *measures, **more):
    report = a_report(text, *measures, **more)
    outcomes = run([rules()[code] for code in CODES], report, reconcile(report))
    return [each for outcome in outcomes.values() for each in outcome.findings]


def test_the_arithmetic_is_told():
    (finding,) = fired("公开信息90条。其中：动态60条；公告20条；其他15条。")
    assert (finding.rule, finding.level) == ("X101", "error")
    assert (finding.expected, finding.actual) == (90, 95)
    told = "正文“90条”与其所列 3 项之和 60+20+15 = 95条不一致，相差 5"
    assert render(finding.message) == told
    assert [each.text for each in finding.evidence] == ["90条", "60条", "20条", "15条"]


def test_what_only_looks_short_is_a_warning():
    (finding,) = fired("公开信息90条，其中动态40条，公告30条，文件15条。")
    assert finding.level == "warning"


def test_a_list_without_a_cue_is_a_warning():
    new = "applications.new_received"
    text = "收到申请75件，涉及自然人70件、商业企业3件。"
    measures = (new, f"{new}@natural_person", f"{new}@company")
    (finding,) = fired(text, *measures, readings={0: (), 1: (), 2: ()})
    assert finding.level == "warning"


def test_one_slip_is_told_once():
    new = "applications.new_received"
    measures = (new, f"{new}@natural_person", f"{new}@company")
    text = "收到申请75件，其中自然人70件、企业3件、其他0件。"
    cells = {new: 75, f"{new}@natural_person": 72, f"{new}@company": 3}
    assert fired(text, *measures, cells=cells) == []


def test_items_against_their_number():
    text = "坚持“三个结合”：一是与改革结合；二是与服务结合。"
    (finding,) = fired(text)
    assert (finding.rule, finding.level) == ("X102", "warning")
    assert render(finding.message) == "“三个结合”与所列 2 项（一是、二是）不一致"
    assert "2 items" in render(finding.message, "en")
    assert [each.text for each in finding.evidence] == ["三个结合", "一是与改革结合；二是"]


def test_many_items_are_shown_shortly():
    names = "、".join(f"{name}社区" for name in "子丑寅卯辰巳午未")
    (finding,) = fired(f"建成九个部分：{names}。")
    assert "8 项（子社区、丑社区、…、未社区）" in render(finding.message)


def test_a_flow_that_does_not_balance():
    rows = ("new_received", "carried_in", "concluded_total", "carried_out")
    text = "新收31件，结转3件，办结30件，转下年9件。"
    measures = [f"applications.{row}" for row in rows]
    (finding,) = fired(text, *measures, readings=dict.fromkeys(range(4), ()))
    assert (finding.rule, finding.level) == ("X101", "error")
    assert "“31件”加上年结转“3件”，与办结“30件”加结转下年“9件”不一致" in render(finding.message)


def test_a_slip_of_scale_is_told_instead_of_the_sum():
    (finding,) = fired("公开信息50条，其中动态300000条，公告20条。")
    assert (finding.rule, finding.level) == ("X103", "error")
    assert "“300000条”疑多写或漏写“万”" in render(finding.message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "咨询50人次，其中现场31人次，占72%；电话19人次。",
            "“72%”与“31人次”占“50人次”的比例（62.00%）",
        ),
        ("收到意见40条，采纳30条，采纳率80%。", "“80%”与“30条”占“40条”的比例（75.00%）"),
    ],
)
def test_a_ratio_is_recomputed(text, said):
    (finding,) = fired(text)
    assert (finding.rule, finding.level) == ("X104", "warning")
    assert said in render(finding.message)


@pytest.mark.parametrize(
    "text",
    [
        "收到意见40条，采纳30条，采纳率75%。",
        "收到意见30条，上年结转10条，采纳30条，采纳率75%。",
        "收到意见40条，采纳30条，按期采纳率100%。",
        "收到意见40条，另有20条，采纳30条，采纳率100%。",
        "网上占60%，其他占40%。",
        "网上占60%，窗口占30%。",
        "网上占60%，窗口占40%；其他占50%。",
    ],
)
def test_what_fits_or_cannot_be_known_is_left_alone(text):
    assert fired(text) == []


def test_shares_that_leave_nothing_out_make_up_all():
    (finding,) = fired("网上占60%，其他占45%。")
    assert (finding.rule, finding.level) == ("X107", "warning")
    assert render(finding.message) == "正文各项占比之和（60% + 45% = 105%）与“100%”不一致"
