"""Structure rules on whole reports: what they say, and what they must leave alone."""

import json
from pathlib import Path

import pytest

from factories import an_audit, rules_fired
from gouji.audit import audit_path
from gouji.messages import render

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold/reports").glob("*.json")) if SHARED.exists() else []
MINE = ("S101", "S102", "S106", "S107", "S109", "S110", "S111", "S202")


def said(made, code):
    return [render(f.message) for f in made.findings if f.rule == code]


def fired(made):
    return {code for code in rules_fired(made) if code in MINE}


def test_a_plain_report_fires_none():
    assert fired(an_audit("2023年，我县公开信息120条。")) == set()


def test_a_missing_section_is_named():
    made = an_audit(drop_sections=["other"])
    assert "却没有“其他需要报告的事项”" in said(made, "S101")[0]


def test_a_misnumbered_heading_is_quoted_with_all_numbers():
    made = an_audit(headings={"disputes": "三、政府信息公开行政复议、行政诉讼情况"})
    (message,) = said(made, "S102")
    assert "一、二、三、三、五、六" in message
    assert "“三、政府信息公开行政复议、行政诉讼情况”" in message
    assert "“五、" not in message


def test_missing_tables_are_one_finding_that_quotes_the_reference():
    made = an_audit(drop_tables=["disclosure", "disputes"], sections={"disputes": "详见附件2。"})
    (message,) = said(made, "S106")
    assert "主动公开政府信息情况" in message
    assert "详见附件2" in message


def test_the_wrong_edition_quotes_its_head():
    (message,) = said(an_audit(year=2022, form="zfxxgk-2019"), "S107")
    assert "2022" in message
    assert "本年新制作数量" in message


def test_blank_cells_are_one_finding_a_table():
    cells = {"cell.applications.new_received@company": "—", "cell.applications.granted@total": "/"}
    (message,) = said(an_audit(cells=cells), "S109")
    assert "2格" in message
    assert "“一、本年新收政府信息公开申请数量”的“商业企业”" in message


def test_a_wholly_blank_row_is_a_hint():
    row = ("issued", "repealed", "in_force")
    made = an_audit(cells={f"cell.regulations.{column}": "—" for column in row})
    assert [f.level for f in made.findings if f.rule == "S109"] == ["info"]


def test_words_in_a_cell_are_quoted():
    (message,) = said(an_audit(cells={"cell.licences.decisions": "若干"}), "S110")
    assert "若干" in message


SELF = [
    ("柳湾街道办事处", "我街道、我区、我市、本街道、本办", None),
    ("柳湾街道办事处", "我镇", "“我镇”"),
    ("柳湾镇人民政府", "我镇、本镇、我县、我市、全镇", None),
    ("柳湾镇人民政府", "我乡", "“我乡”"),
    ("柳湾镇人民政府", "我局", "“我局”"),
    ("云岭县人民政府", "我县、我市、我省、我州", None),
    ("云岭县人民政府", "我镇", "“我镇”"),
    ("云岭县人民政府", "我区", "“我区”"),
    ("云岭县人民政府", "自治区部署后，我区", None),
    ("青石区人民政府", "我区、我市", None),
    ("青石区人民政府", "我县", "“我县”"),
    ("临江市人民政府", "我市", None),
    ("临江市人民政府", "我县", "“我县”"),
    ("淮安市教育局", "我局、我市、全市", None),
    ("淮安市教育局", "我县", "“我县”"),
    ("淮安市发展和改革委员会", "我委、我市", None),
    ("淮安市发展和改革委员会", "我局", "“我局”"),
    ("云岭县教育局", "我局、我县、我市", None),
    ("云岭县教育局", "我镇", "“我镇”"),
    ("恩施州人民政府", "我州、我省", None),
    ("恩施州人民政府", "我市", "“我市”"),
    ("江苏省财政厅", "我厅、我省", None),
    ("江苏省财政厅", "我市", "“我市”"),
    ("北京市财政局", "我局、我市", None),
    ("平潭综合实验区", "我区、我市、我委", None),
    ("云岭县人民医院", "我院、我县", None),
    ("教育部", "我部、我国", None),
    ("柳湾街道办事处", "《我镇我家》、“我镇变化”、自我局限、基本市场", None),
]


@pytest.mark.parametrize(("organ", "words", "quoted"), SELF)
def test_an_organ_may_call_itself_by_its_kind_only(organ, words, quoted):
    made = an_audit(f"2023年，{words}公开工作稳步推进。", organ=organ)
    messages = said(made, "S202")
    assert (messages == []) if quoted is None else (quoted in messages[0])


def test_another_place_as_author_is_an_error():
    made = an_audit(organ="柳湾镇人民政府", preamble="本报告由青石镇人民政府编制。")
    assert [f.level for f in made.findings if f.rule == "S202"] == ["error"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_reports_fire_what_their_truth_says(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    wanted = {item["rule"] for item in gold["must_flag"] if item["rule"] in MINE}
    assert fired(audit_path(SHARED / "real" / gold["file"])) == wanted
