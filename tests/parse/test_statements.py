import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.data import load_toml
from gouji.model import Document, Source, Span
from gouji.parse.outline import Heading, Outline, Passage, outline, passages
from gouji.parse.statements import split
from gouji.text.cues import table

CLAUSES = load_toml("lexicon/clauses.toml")


def a_document(text):
    return Document(Source("x.txt", "0" * 64, "text/plain", len(text)), text, ())


def statements(*lines, headings=()):
    """The statements of the problems section whose paragraphs are `lines`."""
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    titles = tuple(
        Heading(Span(text.index(words), text.index(words) + len(words)), number, title, 2)
        for number, title in headings
        for words in [number + title]
    )
    plan = Outline(None, (), titles)
    return split(a_document(text), plan, tuple(Passage(span, "problems", None) for span in spans))


def texts(*lines, headings=()):
    return [stmt.text for stmt in statements(*lines, headings=headings)]


@pytest.mark.parametrize("group", CLAUSES)
def test_each_group_of_clause_cues_finds_its_sentences_and_no_others(group):
    cues = table("clauses", group)
    assert all(cues.found(sentence) for sentence in CLAUSES[group]["match"])
    assert not any(cues.found(sentence) for sentence in CLAUSES[group]["no_match"])


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("部分科室研判能力不足，答复文书有待规范，会商机制尚需完善，解读形式还不够丰富。", 4),
        ("公开平台建设不够完善、栏目设置不够合理、检索功能不够好用。", 3),
        ("个别单位存在人手不足、岗位变动多、交接慢的问题。", 1),
        ("虽取得一定成效，但仍存在差距。", 2),
        ("加强业务培训，切实提升服务能力，确保答复及时规范。", 1),
        ("针对更新不及时的问题，安排专人巡查。", 1),
        ("下一步，我局将严格按照上级要求，健全考核制度。", 1),
        ("宣传力度不够，下一步将利用电视、广播开展宣传。", 2),
        ("由于政务公开是一项长期的系统工程，公开机制还不够健全。", 2),
        ("丰富征集形式，将座谈会、听证会等多种方式用于征求意见。", 2),
        ("在公开内容、公开形式、公开渠道等方面仍有不足。", 1),
        ("通过文字、图表、动画等形式，提高解读效果。", 1),
        ("全年收到申请12件，其中自然人9件，均在法定期限内答复。", 1),
        ("群众想看的账目偏少，更新也不够及时。", 2),
        ("给每个村固定一名信息员，新上岗的先培训再上手，每半年组织一次学习。", 3),
        ("引用条款不准确，个别答复被上级机关纠正。", 2),
        ("统一统计口径，按月比对。", 2),
        ("个别单位解读内容简单、形式单一。", 2),
        ("仍有内容不全、质量不高等问题。", 1),
        ("窗口人员由会计兼任，时间难以保证。", 2),
        ("留言两日内办结，栏目明确每周更新。", 1),
        ("明确栏目每周更新，留言两日内办结。", 2),
        ("通过完善公示制度，规范公开程序。", 1),
        ("对照上级下发的标准目录，逐项梳理信息。", 1),
        ("落实《条例》《办法》要求，编制公开目录；修订公开指南！", 3),
    ],
)
def test_a_comma_cuts_only_between_two_predicates(sentence, parts):
    assert len(texts(sentence)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        "机构改革后职能交叉|个别股室报送信息拖拉|有的动态过了十来天才上网",
        "经办人员均为兼职|日常业务繁重|难以专心做公开工作",
        "多以文字解读为主|图表、视频等形式较少",
        "各科室之间配合不够紧密|信息报送不够及时|主动性不够",
        "专管员由会计兼任|调整频繁",
        "工作整体水平还不高|与群众的期盼还有差距",
        "工作虽取得一定进展|但与企业的期待相比，仍有不小差距",
        "被纠正的主要是检索不充分、说理不够",
        "人员大多身兼多岗、变动较快",
        "未就公开申请收取费用|无其他需要报告的事项",
        "对解读形式单一的问题，增加图解和动画|制作短视频8部",
        "公布意见征集结果|并向代表逐一反馈采纳理由",
        "抓好队伍建设|2025年计划举办培训三期",
        "2023年上半年将上线数据专栏|首批开放12类数据|以后按季度更新",
        "设置留言板块并安排专人回复|在社区服务站增设大字版专页，方便老人查阅",
        "利用大喇叭宣传《条例》|编印通俗易懂的明白纸",
        "加大培训力度|采取以会代训等方式，组织经办人员学习《条例》",
        "丰富解读形式|综合运用图文、动漫等形式开展解读，让群众看得懂",
        "提高检索体验，让群众找得到",
    ],
)
def test_each_predicate_makes_a_statement(parts):
    assert texts(parts.replace("|", "，") + "。") == parts.split("|")


def test_a_heading_of_several_claims_is_cut_and_a_slogan_is_not():
    found = statements(
        "一是加大宣传，抓实培训。印发手册。二是加强宣传引导，每季度举办一次开放日活动。"
    )
    assert [stmt.role for stmt in found] == ["heading", "body", "body", "body"]
    found = statements(
        "（一）各村公开进度不一，部分村公示栏更新缓慢。",
        "按月抽查。",
        headings=[("（一）", "各村公开进度不一，部分村公示栏更新缓慢")],
    )
    assert len(found) == 3
    assert len({stmt.group for stmt in found}) == 1


def test_markers_and_final_punctuation_stand_outside_the_span():
    found = statements("存在以下不足：一是内容不全面；二是更新不及时。")
    assert [stmt.text for stmt in found] == ["存在以下不足", "内容不全面", "更新不及时"]
    assert [stmt.marker for stmt in found] == [None, "一是", "二是"]
    assert len({stmt.group for stmt in found}) == 3


def test_what_the_blank_form_asks_for_is_no_statement():
    assert texts("（文字描述）", "（文字描述，不足在此处报告。）") == []
    assert texts("（一）公开内容不够全面。") == ["公开内容不够全面"]


def test_a_short_first_sentence_heads_its_group():
    found = statements("一是经费保障不足。没有列支专项经费，财政较为困难。二是人员少。")
    assert [stmt.role for stmt in found] == ["heading", "body", "body", "body"]
    assert [stmt.group for stmt in found] == [0, 0, 0, 1]


def test_what_announces_a_list_is_the_heading_of_its_items():
    found = statements("2023年，我镇将采取以下措施加以改进。一是加强培训。二是充实人员。")
    assert {stmt.heading for stmt in found[1:]} == {"2023年，我镇将采取以下措施加以改进"}


def test_a_sentence_before_the_first_item_announces_the_list():
    found = statements("工作中仍有一些问题。一是内容不全面。二是更新不及时。")
    assert found[1].heading == "工作中仍有一些问题"


def test_the_lead_in_ends_with_its_list():
    found = statements("主要表现在：一是内容不全。二是更新慢。", "针对问题，将落实责任；加强巡查。")
    assert [stmt.heading for stmt in found[-2:]] == [None, None]


def test_a_bare_sub_heading_is_context_and_one_that_acts_is_a_statement():
    found = statements(
        "（一）主要问题",
        "公开内容不全面。",
        "（二）坚持规范办理",
        "修订文书模板。",
        headings=[("（一）", "主要问题"), ("（二）", "坚持规范办理")],
    )
    assert [stmt.text for stmt in found] == ["公开内容不全面", "坚持规范办理", "修订文书模板"]
    assert {stmt.heading for stmt in found} == {"（一）主要问题"}
    assert found[1].role == "heading"
    assert found[1].group == found[2].group


def test_acting_sub_headings_stand_under_the_sentence_that_announced_them():
    found = statements(
        "2026年，我镇将逐一解决上述问题。",
        "（一）落实栏目责任。",
        "开展空白栏目清零行动。",
        "（二）充实力量。",
        "增配专职人员。",
        headings=[("（一）", "落实栏目责任"), ("（二）", "充实力量")],
    )
    assert {stmt.heading for stmt in found[1:]} == {"2026年，我镇将逐一解决上述问题"}


def test_a_bare_sub_heading_ends_the_list_above():
    found = statements(
        "（一）主要问题",
        "工作中仍有以下不足。",
        "1.丰富公开形式不够。",
        "（二）改进措施",
        "1.拓宽线下渠道。",
        "2.加强业务培训。",
        headings=[
            ("（一）", "主要问题"),
            ("1.", "丰富公开形式不够"),
            ("（二）", "改进措施"),
            ("1.", "拓宽线下渠道"),
            ("2.", "加强业务培训"),
        ],
    )
    assert [stmt.heading for stmt in found[-2:]] == ["（二）改进措施"] * 2


def test_wrapped_and_spaced_text_is_split_alike():
    assert texts("一 是 内容 不 全面 ， 更新 不够 及时 。") == ["内容 不 全面", "更新 不够 及时"]


def test_a_label_before_a_colon_is_context():
    found = statements("改进措施：加强培训。")
    assert [(stmt.text, stmt.heading) for stmt in found] == [("加强培训", "改进措施")]


def test_items_that_say_what_they_are():
    found = statements(
        "问题一：更新不及时。", "整改措施：按月巡查。", "问题二：形式单一。", "整改措施：办好专栏。"
    )
    assert [stmt.text for stmt in found] == ["更新不及时", "按月巡查", "形式单一", "办好专栏"]
    assert [stmt.group for stmt in found] == [0, 0, 1, 1]
    assert [stmt.heading for stmt in found] == ["问题一", "整改措施", "问题二", "整改措施"]


def test_labels_before_two_lists_in_one_paragraph():
    found = statements("存在问题：1.内容不全；2.更新慢。改进措施：1.充实内容；2.按月巡查。")
    assert [stmt.heading for stmt in found] == ["存在问题"] * 2 + ["改进措施"] * 2
    assert len({stmt.group for stmt in found}) == 4


def test_a_label_inside_an_item_does_not_reach_the_next_item():
    found = statements("1.数据少。措施：开放接口。2.检索难。措施：改造搜索。")
    assert [stmt.heading for stmt in found] == [None, "措施", None, "措施"]
    assert [stmt.group for stmt in found] == [0, 0, 1, 1]


def test_a_plan_ends_the_list_of_problems():
    found = statements("主要是：更新慢；检索难。下一步，我局将改造搜索；清理栏目。")
    assert [stmt.heading for stmt in found][-2:] == [None, None]


def test_a_marker_may_follow_the_verb_of_the_lead_in():
    assert texts("我局将一是加强培训；二是办好专栏。") == ["我局将", "加强培训", "办好专栏"]


def test_quotes_stay_balanced():
    assert texts("克服“重业务、轻公开”的倾向。") == ["克服“重业务、轻公开”的倾向"]
    assert texts("“重发布，轻解读。") == ["重发布，轻解读"]


PIECES = st.sampled_from(
    [
        *"，。；：、（）“”《》\n 1.",
        "一是",
        "（二）",
        "但",
        "下一步",
        "不够及时",
        "加强培训",
        "公开",
        "无",
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_split_never_raises_and_spans_lie_in_order_inside_the_passages(text):
    doc = a_document(text)
    plan = outline(doc)
    prose = passages(doc, plan, ())
    found = split(doc, plan, prose)
    ends = [0] + [stmt.span.end for stmt in found]
    for number, stmt in enumerate(found):
        assert stmt.id == number
        assert stmt.text == stmt.span.of(text) != ""
        assert ends[number] <= stmt.span.start
        assert any(passage.span.covers(stmt.span) for passage in prose)
    assert [stmt.group for stmt in found] == sorted(stmt.group for stmt in found)
