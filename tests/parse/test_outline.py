"""Headings in every shape, the sections they make, and the prose between them."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import a_document
from gouji.data import load_toml
from gouji.model import Span, Table
from gouji.parse.headings import ROLES, candidates, compact, ordinal, pattern
from gouji.parse.outline import outline, passages
from gouji.read import read_path
from gouji.text.cues import CueTable
from gouji.text.fold import fold

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold/reports").glob("*.json")) if SHARED.exists() else []
DATA = load_toml("sections.toml")
SIX = [
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]  # fmt: skip
TITLE = "云岭县水利局2023年政府信息公开工作年度报告"


def plan(*lines):
    return outline(a_document("\n".join(lines)))


def shape(made):
    return [(s.role, s.number) for s in made.sections]


def prose(*lines, tables=()):
    doc = a_document("\n".join(lines))
    found = passages(doc, outline(doc), tables)
    return [(p.section, p.heading, p.span.of(doc.text)) for p in found]


def roles_of(line):
    """The roles a line could be the heading of, standing between two paragraphs."""
    c = compact(f"前文。\n{line}\n2023年，我镇认真落实各项要求。")
    return {ROLES[x.role] for x in candidates(c) if x.start == 3}


def examples(which):
    return [(r["id"], line) for r in DATA["role"] for line in r[which]]


@pytest.mark.parametrize(("role", "line"), examples("match"))
def test_a_heading_is_known_in_every_variant(role, line):
    assert role in roles_of(line)


@pytest.mark.parametrize(("role", "line"), examples("no_match"))
def test_what_only_looks_like_a_heading_is_none(role, line):
    assert role not in roles_of(line)


@pytest.mark.parametrize("role", DATA["role"], ids=lambda role: role["id"])
def test_every_title_holds_what_its_role_needs_though_two_characters_slip(role):
    needed = pattern(role["needs"])
    assert [line for line in role["match"] if not needed.search(compact(line).text)] == []
    for title in role["official"]:
        slips = 1 + (len(title) > 15)
        for at in range(len(title) - slips + 1):
            assert needed.search(title[:at] + "讹" * slips + title[at + slips :])


def test_words_are_found_within_a_span_of_the_text():
    text = "前　文 词语\n后 词\t语。"
    c = compact(text)
    assert c.within(Span(2, 9)) == "文词语后"
    assert c.find("词语", Span(7, len(text))) == Span(9, 12)
    assert c.find("词语", Span(0, 5)) is None


METHODS = {
    "furniture": "match", "label": "match", "unnamed": "fullmatch", "preamble": "search",
    "named": "search", "sentence": "search", "elsewhere": "search",
}  # fmt: skip


@pytest.mark.parametrize("which", [*METHODS, "subheading"])
def test_the_other_patterns_hold_their_examples(which):
    entry = DATA[which]

    def found(line):
        if which == "subheading":
            return pattern(entry["plain"]).fullmatch(fold(line))
        return getattr(pattern(entry["pattern"]), METHODS[which])(compact(line).text)

    assert [line for line in entry["match"] if not found(line)] == []
    assert [line for line in entry["no_match"] if found(line)] == []


@pytest.mark.parametrize("entry", DATA["outside"], ids=lambda entry: entry["kind"])
def test_headings_outside_the_six_hold_their_examples(entry):
    def found(line):
        words = compact(line).text
        places = {0, ordinal(words)[2]}
        method = pattern(entry["pattern"])
        match = method.fullmatch if entry["kind"] == "topic" else method.match
        return any(match(words, place) for place in places)

    assert [line for line in entry["match"] if not found(line)] == []
    assert [line for line in entry["no_match"] if found(line)] == []


def test_residue_holds_its_examples():
    groups = load_toml("residue.toml")
    table = CueTable(groups)

    def found(line):
        return {hit.group for hit in table.hits(fold(line))}

    for name, entry in groups.items():
        assert [line for line in entry["match"] if name not in found(line)] == []
        assert [line for line in entry["no_match"] if found(line)] == []


def test_six_sections_cover_the_text_from_the_first_heading():
    made = plan(TITLE, *SIX)
    assert [s.role for s in made.sections] == list(ROLES)
    assert all(
        a.span.end == b.span.start for a, b in zip(made.sections, made.sections[1:], strict=False)
    )


def test_numbers_may_be_wrong_or_restart():
    lines = ["1、 总体情况", *SIX[1:5], "6、 其他需要报告的事项"]
    assert shape(plan(TITLE, *lines))[0] == ("overview", "1")
    assert shape(plan(TITLE, *lines))[-1] == ("other", "6")


def test_lost_numbers_leave_the_sections():
    made = plan(TITLE, *(line.partition("、")[2] for line in SIX))
    assert shape(made) == [(role, None) for role in ROLES]


def test_a_long_paragraph_holds_all_headings():
    text = (
        f"{TITLE} 本报告由概述等组成。 {SIX[0]} 2023年，公开90条。{SIX[1]}第二十条第（一）项规章000"
        f"{SIX[2]}（勾稽关系）一、本年新收政府信息公开申请数量 0000000四、结转下年度继续办理 000"
        f"0000 {SIX[3]}结果维持 0 {SIX[4]} 仍有不足。 {SIX[5]} 无。"
    )
    made = plan(text)
    assert [s.role for s in made.sections] == list(ROLES)
    assert made.sections[4].title == "存在的主要问题及改进情况"


def test_a_heading_may_be_cut_over_two_lines():
    made = plan(TITLE, *SIX[:3], "四、政府信息公开行政复议、", "行政诉讼情况", *SIX[4:])
    assert made.sections[3].title == "政府信息公开行政复议、行政诉讼情况"


def test_a_list_of_contents_is_not_the_report():
    doc = a_document(
        "\n".join([TITLE, "目录", *SIX, *(x for line in SIX for x in (line, "正文若干。"))])
    )
    assert outline(doc).sections[0].span.start > doc.text.index(SIX[5])


@pytest.mark.parametrize("leader", ["\t", "……………", "...........  ", " （", "\n", " - "])
def test_a_list_of_contents_may_print_page_numbers(leader):
    contents = [f"{line}{leader}{page}" for page, line in enumerate(SIX, 1)]
    contents.insert(1, f"（一）主动公开情况{leader}1")
    lines = [TITLE, "目  录", *contents, TITLE, *(x for line in SIX for x in (line, "正文若干。"))]
    doc = a_document("\n".join(lines))
    made = outline(doc)
    assert [s.role for s in made.sections] == list(ROLES)
    assert made.sections[0].span.start == doc.text.rindex(SIX[0])


def test_a_number_never_runs_over_two_cells():
    lines = [f"{line}\n正文。\n0\t0" for line in ("1、总体情况", *(f"1、{x[2:]}" for x in SIX[1:]))]
    assert [s.number for s in plan(TITLE, *lines).sections] == ["1"] * 6


def test_the_first_of_two_reports_is_taken():
    body = [x for line in SIX for x in (line, "公开工作有序推进，群众满意。" * 20)]
    doc = a_document("\n".join([TITLE, *body, TITLE.replace("水利", "教育"), *body]))
    made = outline(doc)
    assert [s.role for s in made.sections] == list(ROLES)
    assert made.sections[-1].span.end == doc.text.index("云岭县教育局")
    assert max(p.span.end for p in passages(doc, made, ())) < doc.text.index("云岭县教育局")


def test_long_texts_take_no_long_time():
    lines = ["二、主动公开情况", "三、依申请公开情况", "（一）完善制度机制。"] * 4000
    assert plan(TITLE, *lines, *SIX).sections


def test_mentions_in_prose_are_no_headings():
    line = "报告由总体情况、主动公开政府信息情况和其他需要报告的事项组成，见“二、主动公开情况”。"
    assert plan(TITLE, line).sections == ()


def test_aspects_of_the_overview_are_not_taken_for_sections():
    lines = ["1.主动公开情况", "公开20条。", "2.依申请公开情况", "收到3件。"]
    made = plan(TITLE, SIX[0], *lines, *SIX[1:])
    assert [s.role for s in made.sections] == list(ROLES)
    assert [h.title for h in made.headings][:2] == ["主动公开情况", "依申请公开情况"]


def test_a_lost_heading_does_not_move_to_a_subheading():
    made = plan(TITLE, SIX[0], "（一）主动公开情况", "公开90条。", "第二十条第（一）项", *SIX[2:])
    assert "disclosure" not in [s.role for s in made.sections]


def test_sections_may_be_numbered_in_brackets():
    lines = [f"（{line[0]}）{line[2:]}" for line in SIX]
    assert [s.role for s in plan(TITLE, *lines).sections] == list(ROLES)


def test_an_overview_without_heading_starts_with_the_prose():
    doc = a_document("\n".join([
        TITLE, "根据条例，现将2023年度工作情况报告如下：",
        "2023年，我局坚持公开为常态，更新专栏七个，公开信息120条。", *SIX[1:],
    ]))  # fmt: skip
    first = outline(doc).sections[0]
    assert (first.role, first.number, first.heading.start) == ("overview", None, first.heading.end)
    assert first.span.of(doc.text).startswith("2023年，我局")


def test_other_topics_and_annexes_end_a_section():
    lines = [
        TITLE, "一、概述", "我局重视。", "二、主动公开政府信息情况", "公开90条。",
        "三、依申请公开情况", "未收到。", "四、收费及减免情况", "未收费。",
        "五、行政复议、行政诉讼情况", "未发生。", "六、存在的主要问题", "人手不足。",
        "七、改进措施", "加强培训。", "附件：云岭县水利局政府信息公开情况统计表",
        "公开信息数 条 90",
    ]  # fmt: skip
    found = {text: (section, heading) for section, heading, text in prose(*lines)}
    assert found["未收费。"] == (None, "四、收费及减免情况")
    assert found["加强培训。"][0] == "problems"
    assert not any("90" in text and "条 90" in text for text in found)


def test_passages_carry_section_and_nearest_subheading():
    lines = [
        TITLE,
        SIX[0],
        "引导语在此。",
        "（一）完善制度，规范公开。建立机制。",
        "(二)平台建设",
        "栏目六个。",
    ]
    assert prose(*lines, *SIX[1:]) == [
        ("overview", None, "引导语在此。"),
        ("overview", "（一）完善制度，规范公开", "（一）完善制度，规范公开。建立机制。"),
        ("overview", "(二)平台建设", "(二)平台建设"),
        ("overview", "(二)平台建设", "栏目六个。"),
    ]


def test_passages_split_a_long_paragraph_at_subheadings_and_leave_out_tables():
    text = (
        f"{SIX[0]} 引导。（一）主动公开方面 公开90条。（二）依申请公开方面 未收到。 "
        f"{SIX[1]}规章000 {SIX[4]} 不足。"
    )
    doc = a_document(text)
    start = text.index("规章000")
    table = Table("zfxxgk-2021", "disclosure", (), "unread", False, Span(start, start + 5))
    found = passages(doc, outline(doc), (table,))
    assert [p.span.of(text) for p in found] == [
        "引导。", "（一）主动公开方面", "公开90条。", "（二）依申请公开方面", "未收到。", "不足。",
    ]  # fmt: skip


def test_on_a_page_of_one_line_a_space_after_a_sentence_ends_a_line():
    page = [
        SIX[0], "引导。", SIX[1], SIX[4], "目前仍有以下问题：", "一是栏目少。", "我镇将改进。",
        SIX[5], "无。", "柳湾镇人民政府", "2024年1月20日",
    ]  # fmt: skip
    for lines in (page, [line.replace("、", "．") for line in page]):
        apart, joined = ("\n".join(lines), " ".join(lines))
        docs = [a_document(f"{TITLE}\n{text}") for text in (apart, joined)]
        plans = [outline(doc) for doc in docs]
        kept = [
            [(p.section, p.heading, p.span.of(doc.text)) for p in passages(doc, plan, ())]
            for doc, plan in zip(docs, plans, strict=True)
        ]
        assert kept[0] == kept[1]
        assert [s.role for s in plans[1].sections] == [
            "overview",
            "disclosure",
            "problems",
            "other",
        ]


def test_a_space_in_an_ordinary_line_ends_nothing():
    assert [text for *_, text in prose(TITLE, SIX[0], "公开90条。 其中网站60条。", *SIX[1:])] == [
        "公开90条。 其中网站60条。"
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("电话咨询10", "6 人次，", True), ("建立制度1", "2项，", True), ("刊发2", "版，", True),
        ("公开3", "12条", True), ("公开3", "条，", True), ("修订2", "部门规章", False),
        ("序号1", "2023年全年", False), ("共3", "2个方面，", False),
    ],
)  # fmt: skip
def test_a_count_cut_by_a_line_end_goes_on(upper, lower, joined):
    found = [text for *_, text in prose(TITLE, SIX[0], upper, lower, *SIX[1:])]
    assert (f"{upper}\n{lower}" in found) is joined


def test_subheadings_know_their_depth_but_counts_are_none():
    made = plan(
        TITLE,
        SIX[0],
        "（一）渠道建设",
        "1.网站。首页设专栏。",
        "2.查阅点。设在档案馆。",
        "（二）全年收到申请3件。",
        *SIX[1:],
    )
    assert [(h.number, h.title, h.depth) for h in made.headings] == [
        ("（一）", "渠道建设", 2), ("1", "网站", 3), ("2", "查阅点", 3),
    ]  # fmt: skip


def test_page_headers_are_no_prose():
    lines = [
        f"标题: {TITLE}",
        "发布时间: 2024-01-20 10:00",
        "索引号：0001",
        "======== 正文 ========",
        SIX[0],
        "正文。",
        *SIX[1:],
    ]
    assert [text for _, _, text in prose(*lines)] == ["正文。"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_reports_have_their_sections(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    doc = read_path(SHARED / "real" / gold["file"])
    made = outline(doc)
    found = [(s.role, "".join(s.heading.of(doc.text).split())) for s in made.sections]
    assert found == [(s["role"], "".join(s["heading"].split())) for s in gold["sections"]]
    printed = ["".join(h.span.of(doc.text).split()) for h in made.headings]
    aspects = ["".join(quote.split()) for quote in gold["aspects"].values() if quote]
    assert set(aspects) <= set(printed)


SNIPPETS = st.sampled_from([
    *SIX, TITLE,
    "（一）主动公开情况", "1.", "l、", "Ⅰ.", "一、", "第一部分",
    "附件：", "统计表", "情况", "，", "。", "\n", "\t", " ", "　",
    "3件", "“", "”", "改进措施", "标题: ", "----", "2023年",
])  # fmt: skip


@settings(deadline=None)  # the first example loads the data files
@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=6)), max_size=30).map("".join))
def test_any_text_gives_spans_inside_it_in_order(text):
    doc = a_document(text)
    made = outline(doc)
    found = passages(doc, made, ())
    for spans in ([s.span for s in made.sections], [p.span for p in found]):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.span.covers(s.heading) for s in made.sections)
    assert all("\n" not in p.span.of(text) for p in found)
