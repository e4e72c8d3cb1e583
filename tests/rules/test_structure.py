"""Structure rules on whole reports: what they say, and what they must leave alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from factories import a_document, a_span, a_table, a_text, an_audit, rules_fired
from gouji.audit import audit_path
from gouji.data import load_toml
from gouji.messages import render
from gouji.model import Cell, Identity, Reconciliation, Report, Span
from gouji.parse.headings import compact, pattern, titles
from gouji.rules import rules

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold/reports").glob("*.json")) if SHARED.exists() else []
MINE = tuple(code for code in rules() if code[0] == "S" and code != "S001")
DATA = load_toml("sections.toml")
TOPICS = [*DATA["aspect"], *DATA["accountability"], {"id": "fee"} | DATA["fee"]]


def said(made, code):
    return [render(f.message) for f in made.findings if f.rule == code]


def fired(made):
    return {code for code in rules_fired(made) if code in MINE}


def test_a_plain_report_fires_none():
    assert fired(an_audit()) == set()


@pytest.mark.parametrize("entry", TOPICS, ids=lambda entry: entry["id"])
def test_what_the_overview_must_speak_of_holds_its_examples(entry):
    cue = pattern(entry["pattern"])
    assert [line for line in entry["match"] if not cue.search(compact(line).text)] == []
    assert [line for line in entry["no_match"] if cue.search(compact(line).text)] == []


@pytest.mark.parametrize("entry", DATA["aspect"], ids=lambda entry: entry["id"])
def test_sub_headings_and_strong_cues_hold_their_examples(entry):
    for cue, found, missed in [("head", "heads", "no_heads"), ("strong", "strongly", "weakly")]:
        wanted = pattern(entry[cue])
        assert [line for line in entry[found] if not wanted.search(compact(line).text)] == []
        assert [line for line in entry[missed] if wanted.search(compact(line).text)] == []


@pytest.mark.parametrize("role", titles())
def test_accepted_titles_are_those_of_the_form_and_no_odd_ones(role):
    official = f"{ORDINALS[role]}、{titles()[role]['official'][0]}"
    assert "S103" not in fired(an_audit(headings={role: official}))
    for line in titles()[role]["odd"]:
        assert "S103" in fired(an_audit(headings={role: line})), line


def test_a_title_unlike_any_is_told_by_its_number_and_not_called_missing():
    made = an_audit(headings={"problems": "五．工作体会与努力方向"})
    assert "“工作体会与努力方向”（“存在的主要问题及改进情况”）" in said(made, "S103")[0]
    assert "S101" not in fired(made)


def test_a_row_of_the_form_is_no_strange_title():
    made = an_audit(drop_sections=["disputes"], sections={"applications": "四、结转下年度继续办理"})
    assert said(made, "S103") == []


ASPECTS = ["主动公开。公开90条。", "依申请公开。收到申请5件。", "政府信息管理。先审后发。"]


@pytest.mark.parametrize(
    ("first", "absent"), [("在网站公开信息。", "平台建设"), ("新设网站专栏2个。", None)]
)
def test_the_one_aspect_without_a_sub_heading_needs_a_strong_cue(first, absent):
    told = [*ASPECTS, f"监督保障。{first}"]
    prose = "\n".join(f"（{n}）{words}" for n, words in zip("一二三四", told, strict=True))
    messages = said(an_audit(prose, organ="柳湾镇人民政府"), "S104")
    assert messages == ([] if absent is None else [f"总体情况应写五个方面，正文未见：{absent}"])


def test_a_missing_section_is_named():
    made = an_audit(drop_sections=["other"])
    assert "却没有“其他需要报告的事项”" in said(made, "S101")[0]


def test_a_misnumbered_heading_is_quoted_with_all_numbers():
    made = an_audit(headings={"disputes": "三、政府信息公开行政复议、行政诉讼情况"})
    (message,) = said(made, "S102")
    assert "一、二、三、三、五、六" in message
    assert "“三、政府信息公开行政复议、行政诉讼情况”" in message
    assert "“五、" not in message


def test_a_second_report_in_the_file_is_told_and_left_alone():
    made = an_audit(raw=a_text() + a_text(organ="青石县人民政府", year=2022))
    (message,) = said(made, "S102")
    assert "青石县人民政府2022年" in message
    assert (made.report.identity.year, len(made.report.sections)) == (2023, 6)
    assert fired(made) == {"S102"}


def test_a_title_at_the_head_of_every_page_is_no_second_report():
    title, rest = a_text().split("\n", 1)
    pages = rest.replace("四、政府", f"{title}\n四、政府").replace("六、", f"{title}\n六、")
    assert "S102" not in fired(an_audit(raw=f"{title}\n{pages}"))


def test_absent_aspects_are_one_finding():
    made = an_audit("全年公开信息90条，收到申请3件，均已答复。", organ="云岭县教育局")
    assert said(made, "S104") == [
        "总体情况应写五个方面，正文未见：政府信息管理、平台建设、监督保障"
    ]


ORDINALS = dict(zip(titles(), "一二三四五六", strict=True))
OVERSEEN = "公开信息90条，受理申请3件，先审后发，用好网站。"


@pytest.mark.parametrize(
    ("organ", "told", "absent"),
    [
        ("云岭县人民政府", "加强培训。", "工作考核、社会评议、责任追究结果"),
        ("淮安市人民政府", "纳入绩效考核，开展社会评议。", "责任追究结果"),
        ("平潭综合实验区管委会", "纳入考核，未发生责任追究。", "社会评议"),
        ("云岭县人民政府", "考评占4分，满意度98%，无人被问责。", None),
        ("柳湾镇人民政府", "加强培训。", None),
        ("柳湾街道办事处", "加强培训。", None),
        ("云岭县教育局", "加强培训。", None),
        ("云岭县人民政府办公室", "加强培训。", None),
    ],
)
def test_governments_tell_of_assessment_review_and_sanctions(organ, told, absent):
    messages = said(an_audit(OVERSEEN + told, organ=organ), "S105")
    assert messages == [] if absent is None else messages[0].endswith(f"：{absent}")


@pytest.mark.parametrize(
    ("year", "other", "quoted"),
    [
        (2021, "无", "“无”"),
        (2024, "", "空白"),
        (2023, "没有其他需要报告的事项。", "“没有其他需要报告的事项。”"),
        (2023, "2023年，无收取信息处理费情况。", None),
        (2023, "我局未就申请收取任何费用。", None),
        (2023, "信息处理费：0元。", None),
        (2023, "详见附件3。", None),
        (2020, "无", None),
    ],
)
def test_section_six_states_the_fees_from_2021(year, other, quoted):
    messages = said(an_audit(year=year, sections={"other": other}), "S113")
    assert messages == [] if quoted is None else messages[0].endswith(quoted)


def test_fees_told_elsewhere_count():
    made = an_audit("全年收到申请3件，未收取信息处理费。", sections={"other": "无"})
    assert "S113" not in fired(made)


ONE_ROW = "（六）其他处理"


def test_an_altered_layout_names_what_changed():
    head, _, tail = a_text().partition("1.申请人无正当理由逾期")
    _, _, tail = tail.partition("3.其他\t")
    text = head[: head.rindex("\n") + 1] + f"{ONE_ROW}\t{tail}"
    assert said(an_audit(raw=text), "S108") == [
        f"依申请公开表与〔2021〕30号格式的行列不一致：只印成一行“{ONE_ROW}”"
    ]


def test_an_altered_layout_quotes_the_label_or_the_row_above_a_missing_one():
    whole = a_text()
    lines = [line for line in whole.split("\n") if "属于行政执法案卷" not in line]
    (found,) = [f for f in an_audit(raw="\n".join(lines)).findings if f.rule == "S108"]
    assert found.evidence[0].cell == (
        "applications",
        "refused.process_information",
        "natural_person",
    )
    added = whole.replace("（七）总计", "（八）其他情形\t0\t0\t0\t0\t0\t0\t0\n（七）总计")
    (found,) = [f for f in an_audit(raw=added).findings if f.rule == "S108"]
    assert "其他情形" in found.evidence[0].text


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


@pytest.mark.parametrize(
    ("printed", "quoted"), [("2\n见合同价\n三、", "见合同价"), ("2见合同价\n三、", None)]
)
def test_words_alone_on_their_line_are_a_cell_even_without_a_grid(printed, quoted):
    text = f"政府集中采购\n{printed}"
    cells = {f"{row}.{column}": 0 for row, column in [("licences", "decisions")]}
    table = a_table("disclosure", cells, form="zfxxgk-2019", reading_certain=False)
    word = Cell("procurement", "amount", "见合同价", None, "元", "unread", a_span(text, "见合同价"))
    kept = tuple(c for c in table.cells if (c.row, c.column) != (word.row, word.column))
    table = replace(table, cells=(*kept, word), span=Span(0, len(text)))
    report = Report(a_document(text), Identity(), "zfxxgk-2019", tables=(table,))
    found = list(rules()["S110"].check(report, Reconciliation()))
    assert [f.evidence[0].text for f in found] == ([quoted] if quoted else [])


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


@pytest.mark.parametrize(
    ("organ", "sentence", "quoted"),
    [
        ("国家税务总局云岭县税务局", "青石县税务局党委听取汇报2次。", "“青石县税务局”"),
        ("云岭县教育局", "2023年，青石县教育局认真贯彻条例。", "“青石县教育局”"),
        ("云岭县柳湾镇人民政府", "2023年，青石镇严格落实条例。", "“青石镇”"),
        ("柳湾街道办事处", "青石街道办事处全年公开30条。", "“青石街道办事处”"),
        ("国家税务总局云岭县税务局", "云岭县税务局党委听取汇报2次。", None),
        ("国家税务总局云岭县税务局", "淮安市税务局党委听取汇报2次。", None),
        ("国家税务总局云岭县税务局", "云岭县财政局全年移交文件3件。", None),
        ("云岭县教育局", "青石县财政局认真配合。赴青石县教育局学习。", None),
        ("云岭县人民政府", "柳湾镇坚持每月公示。青石镇人民政府全年公开30条。", None),
        ("云岭县柳湾镇人民政府", "2023年，各村镇认真自查。2023年，全县乡镇坚持公示。", None),
        ("云岭县柳湾镇人民政府", "“青石镇人民政府认真落实”一文被转载。", None),
    ],
)
def test_the_same_office_of_another_place_is_no_subject(organ, sentence, quoted):
    messages = said(an_audit(f"本年工作有序。{sentence}", organ=organ), "S202")
    assert (messages == []) if quoted is None else (quoted in messages[0])


def test_another_place_as_author_is_an_error():
    made = an_audit(organ="柳湾镇人民政府", preamble="本报告由青石镇人民政府编制。")
    assert [f.level for f in made.findings if f.rule == "S202"] == ["error"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_reports_fire_what_their_truth_says(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    wanted = {item["rule"] for item in gold["must_flag"] if item["rule"] in MINE}
    allowed = wanted | {item["rule"] for item in gold["may_flag"]}
    assert wanted <= fired(audit_path(SHARED / "real" / gold["file"])) <= allowed
