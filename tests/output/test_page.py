from dataclasses import replace

import pytest

from gouji.model import Coverage, Outcome, Reconciliation, Summary
from gouji.output.listing import Listing
from gouji.output.page import page
from gouji.output.place import mark, places
from gouji.output.voice import Style, Voice
from gouji.output.width import width
from samples import at, finding, linked, township, unread

LANGS = ("zh", "en")


@pytest.fixture(autouse=True)
def titles(monkeypatch):
    """Titles of rules are written elsewhere; here each is made of its code."""
    said = {"zh": "{} 的标题", "en": "Title of {}"}
    monkeypatch.setattr(
        "gouji.output.parts.title", lambda code, voice: said[voice.lang].format(code)
    )


def quiet_audit():
    """An audit in which nothing was found, because there was nothing to look at."""
    audit = township()
    report = replace(audit.report, tables=(), quantities=(), claims=(), statements=(), pairs=())
    return replace(
        audit,
        report=report,
        reconciliation=Reconciliation(),
        coverage=Coverage(0, 0, {}, 0, 0, {}, {}),
        outcomes={"X101": Outcome("skip", detail="quantities"), "S101": Outcome("pass")},
        summary=Summary({}, (), (), (), (), ()),
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_township(golden, lang):
    golden(f"township.{lang}.txt", page(township(), Style(Voice(lang))))


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_of_findings(golden, lang):
    listing = Listing(Style(Voice(lang)))
    text = "".join(map(listing, (township(), quiet_audit(), unread()))) + listing.closing()
    golden(f"check.{lang}.txt", text)


@pytest.mark.parametrize("made", [township(), quiet_audit(), unread()])
@pytest.mark.parametrize("lang", LANGS)
def test_no_line_is_wider_than_the_page(made, lang):
    text = page(made, Style(Voice(lang), verbose=True))
    assert [line for line in text.splitlines() if width(line) > 80] == []


def test_nothing_found_and_nothing_looked_at_do_not_look_alike():
    text = page(quiet_audit(), Style(Voice()))
    assert "未找到规定的三张表" in text
    assert "正文中没有找到计数" in text
    assert "未查规则 1 条" in text
    assert "报告中没有找到写明的问题" in text


def test_skipped_rules_are_named_with_their_reason_on_request():
    assert "P101" in page(township(), Style(Voice()))
    assert "没有读出依申请公开表" not in page(township(), Style(Voice()))
    assert "没有读出依申请公开表" in page(township(), Style(Voice(), verbose=True))


def test_a_crash_is_shown_and_called_a_bug():
    assert "规则 X102 运行出错" in page(township(), Style(Voice()))


def test_an_uncertain_reading_is_said():
    assert "表格读取不确定：" in page(township(), Style(Voice()))


def test_a_problem_without_a_remedy_shows_the_gap():
    assert "2 经费保障                                  —— 未见对应措施" in page(
        township(), Style(Voice())
    )


def test_the_place_is_section_heading_and_item():
    report = township().report
    said = [
        places(report, finding("S202", quote).evidence, Voice())
        for quote in ("队伍不稳", "专项经费")
    ]
    assert said == ["五·一", "一（一）"]
    assert places(report, finding("T201", cell=True).evidence, Voice()) == "三 表"
    assert places(report, finding("S202", "柳湾街道").evidence, Voice()) == "标题"
    assert at("队伍不稳").of(report.text) == "队伍不稳"


def test_a_difference_no_rule_reports_is_never_called_nothing_found():
    audit = replace(linked(), outcomes={"S101": Outcome("pass")})
    text = Listing(Style(Voice()))(audit)
    assert "未发现问题" not in text
    assert "另有 2 处核对不一致，没有规则列为发现：“90条”、“50条”" in text
    assert "另有 2 处" in page(audit, Style(Voice()))
    told = replace(audit, outcomes={"X101": Outcome("findings", (finding("X101", "90条"),))})
    assert "另有 1 处核对不一致，没有规则列为发现：“50条”" in page(told, Style(Voice()))
    assert "未发现问题" in Listing(Style(Voice()))(quiet_audit())


def test_the_mark_of_a_heading():
    marks = [
        mark(t) for t in ("（二）渠道", "(3) 解读", "二是", "第三，", "3.解读", "2023年工作", None)
    ]
    assert marks == ["（二）", "（3）", "二", "三", "3", "", ""]


def test_colour_marks_the_level_only():
    plain, colour = page(township(), Style(Voice())), page(township(), Style(Voice(), colour=True))
    assert "\x1b" not in plain
    assert colour.replace("\x1b[31m", "").replace("\x1b[33m", "").replace("\x1b[0m", "") == plain


def test_long_quotations_are_shortened_in_the_middle():
    audit = township()
    found = replace(finding("X101", "90条"), message=finding("X101", TEXT_LINE).message)
    text = page(replace(audit, outcomes={"X101": Outcome("findings", (found,))}), Style(Voice()))
    assert "……" in text


TEXT_LINE = "\n".join(township().report.text.splitlines()[2:4])
