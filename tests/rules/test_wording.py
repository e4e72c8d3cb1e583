"""The rules on words: the examples of their data, run both ways, and what they say."""

import pytest

from factories import an_audit, rules_fired
from gouji.data import load_toml
from gouji.messages import render

DATA = {code: told for code, told in load_toml("wording.toml").items() if code != "rules"}
OVERDUE = {"new_received": 5, "other.fee_overdue": 2}
WHERE = {"preamble": "preamble", "problems": "problems", "last": "other", "other": "other"}


def examples(key):
    return [
        pytest.param(code, group.get("where"), line, id=f"{code}-{group['patterns'][0][:8]}-{at}")
        for code, groups in DATA.items()
        for group in groups
        for at, line in enumerate(group[key])
    ]


def audited(where, line, **options):
    """The audit of a report with `line` where its group looks for it."""
    place, told = WHERE.get(where, "overview"), line.split("\n")
    sections = {} if place == "preamble" else {place: told}
    preamble = told if place == "preamble" else ()
    return an_audit(sections=sections, preamble=preamble, cells=OVERDUE, **options)


def said(made, code):
    return [render(found.message) for found in made.findings if found.rule == code]


@pytest.mark.parametrize(("code", "where", "line"), examples("match"))
def test_a_group_finds_its_examples(code, where, line):
    assert rules_fired(audited(where, line))[code] == 1


@pytest.mark.parametrize(("code", "where", "line"), examples("no_match"))
def test_a_group_leaves_its_counter_examples_alone(code, where, line):
    assert rules_fired(audited(where, line))[code] == 0


def test_all_places_are_one_finding_in_the_order_of_the_text():
    made = an_audit("建立统一的的流程。栏目设置设置合理，流程统一的的。")
    (found,) = [found for found in made.findings if found.rule == "W102"]
    assert render(found.message) == "文字重复：“的的”、“设置设置”"
    assert [evidence.text for evidence in found.evidence] == ["的的", "设置设置", "的的"]


def test_a_heading_and_the_text_after_it_are_no_repetition():
    assert said(an_audit("主动公开 公开信息90条。"), "W102") == []


def test_another_year_in_the_preamble_is_an_error_and_both_sides_are_quoted():
    made = an_audit(preamble="现将云岭县2021年政府信息公开工作情况报告如下。")
    (found,) = [found for found in made.findings if found.rule == "S201"]
    assert found.level == "error"
    assert ["2023" in e.text or "2021" in e.text for e in found.evidence] == [True, True]


def test_the_year_is_that_of_the_report_not_of_the_examples():
    line = "2019年，我镇把公开工作列入重要议程。"
    assert said(an_audit(line, year=2020), "S201")
    assert not said(an_audit(line, year=2022), "S201")


def test_terms_are_outdated_from_the_year_they_went():
    line = "会同县工商行政管理局公开监管信息。"
    assert said(an_audit(line, year=2019), "W104")
    assert not said(an_audit(line, year=2018, drop_tables=["disclosure"]), "W104")


@pytest.mark.parametrize(
    ("title", "lacking"),
    [
        ("2023年政府信息公开工作年度报告", "单位名称"),
        ("政府信息公开工作年度报告", "单位名称、年度"),
        ("云岭县教育局2023年度报告", "“政府信息公开年度报告”字样"),
        ("云岭县教育局政府信息公开工作年度报告\n（2023年度）", None),
        ("云岭县教育局\n2023年政府信息公开工作年度报告", None),
        ("云岭县教育局二〇二三年政府信息公开工作年度报告", None),
    ],
)
def test_a_title_names_organ_year_and_kind(title, lacking):
    messages = said(an_audit(title=title), "S112")
    assert messages == ([] if lacking is None else [f"标题“{title}”缺少{lacking}"])


def test_a_mention_in_the_preamble_is_no_title():
    made = an_audit(
        title="政府信息公开年度报告", preamble="现将云岭县2023年政府信息公开工作情况报告如下。"
    )
    assert said(made, "S112") == ["标题“政府信息公开年度报告”缺少单位名称、年度"]


@pytest.mark.parametrize(
    ("prose", "units"),
    [
        ("全年收到申请5件次，答复5份。", "“5件次”、“5份”"),
        ("推出图解12篇、视频3条，累计推送50次。", "“3条”、“50次”"),
        ("公开信息584条，编发简报48期。", None),
        ("推出图解12篇、视频3条，网站访问50次。", None),
    ],
)
def test_units_are_mixed_among_requests_or_between_a_list_and_its_total(prose, units):
    messages = said(an_audit(prose), "W103")
    assert messages == ([] if units is None else [f"同一类数量用了不同的单位：{units}"])


def test_every_message_renders_in_english():
    lines = [
        ("preamble", "本报告由办公室编制。"),
        (None, "2022年，本局更新更新专栏，申请5件次、答复5份。"),
    ]
    for where, line in lines:
        for found in audited(where, line, title="年度报告").findings:
            assert "{" not in render(found.message, "en")
