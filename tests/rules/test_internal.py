"""X101 and X102 on hand-made reports: arithmetic quoted, levels, one finding a list."""

from gouji.messages import render
from gouji.reconcile import reconcile
from gouji.rules.engine import rules, run
from reconcile.build import a_report


def fired(text, *measures, **more):
    report = a_report(text, *measures, **more)
    outcomes = run([rules()[code] for code in ("X101", "X102")], report, reconcile(report))
    return [each for outcome in outcomes.values() for each in outcome.findings]


def test_the_arithmetic_is_told():
    (finding,) = fired("公开信息90条。其中：动态60条；公告20条；其他15条。")
    assert (finding.rule, finding.level) == ("X101", "error")
    assert (finding.expected, finding.actual) == (90, 95)
    assert "60+20+15 = 95条" in render(finding.message)
    assert "相差 5" in render(finding.message)
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
    assert render(finding.message) == "“三个结合”所称 3 项，与所列 2 项不一致"
    assert "declares 3 items" in render(finding.message, "en")
