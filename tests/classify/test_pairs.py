from dataclasses import replace

from gouji.classify import orphans, unanswered
from gouji.classify.pairs import pairs
from gouji.model import Document, Identity, Report, Source, Span, Statement


def said(number, kind, text, *topics, group=None, marker="一是", attributes=()):
    return Statement(
        number,
        Span(0, len(text)),
        text,
        "problems",
        None,
        number if group is None else group,
        marker,
        kind=kind,
        topics=topics,
        attributes=attributes,
    )


def problem(number, text, *topics, **more):
    return said(number, "problem", text, *topics, **more)


def remedy(number, text, *topics, **more):
    return said(number, "remedy_planned", text, *topics, **more)


def linked(*statements):
    return {(pair.problem, pair.remedy): pair.why for pair in pairs(statements)}


def report_of(*statements):
    doc = Document(Source("x", "0" * 64, "text/plain", 0), "", ())
    return Report(doc, Identity(), None, statements=statements, pairs=pairs(statements))


def test_lists_of_equal_length_answer_each_other_item_by_item():
    found = linked(
        problem(0, "队伍建设有待加强", "staffing"),
        problem(1, "公开内容不够全面", "content"),
        remedy(2, "举办业务培训", "capacity"),
        remedy(3, "扩大公开范围", "content"),
    )
    assert found == {(0, 2): "ordinal", (1, 3): "ordinal"}


def test_items_of_unequal_lists_go_together_by_their_first_statements():
    found = linked(
        problem(0, "公开内容不够丰富", "content", group=0),
        problem(1, "更新也不够及时", "timeliness", group=0),
        problem(2, "没有经费", "funding", group=1),
        problem(3, "人员变动频繁", "staffing", group=2),
        remedy(4, "充实公开内容", "content", group=3),
        remedy(5, "每月通报", "oversight", group=3),
        remedy(6, "稳定队伍", "staffing", group=4),
        remedy(7, "开展轮训", "capacity", group=4),
    )
    assert set(found) == {(0, 4), (0, 5), (1, 4), (1, 5), (3, 6), (3, 7)}


def test_nothing_but_money_answers_a_want_of_money():
    found = linked(problem(0, "运维保障经费不足", "funding"), remedy(1, "加强运维保障", "platform"))
    assert found == {}


def test_topics_decide_where_the_lists_go_crosswise():
    found = linked(
        problem(0, "队伍建设有待加强", "staffing"),
        problem(1, "公开内容不够全面", "content"),
        remedy(2, "扩大公开范围", "content"),
        remedy(3, "配齐工作人员", "staffing"),
    )
    assert found == {(0, 3): "topic", (1, 2): "topic"}


def test_a_plan_in_the_item_of_a_problem_answers_it():
    found = linked(
        problem(0, "宣传力度不够", "publicity"),
        remedy(1, "下一步利用电视开展宣传", "channel", group=0),
    )
    assert found == {(0, 1): "echo"}


def test_wording_pairs_what_no_topic_pairs():
    found = linked(problem(0, "听证会开得少", "general"), remedy(1, "适当增加听证会", "engagement"))
    assert found == {(0, 1): "wording"}


def test_lead_ins_and_last_years_remedies_take_no_part():
    statements = (
        problem(0, "仍存在差距", "general", marker=None, attributes=("vague",)),
        problem(1, "内容不全", "content"),
        said(2, "remedy_taken", "已扩大公开范围", "content", attributes=("follow_up",)),
    )
    assert linked(*statements) == {}
    assert unanswered(report_of(*statements)) == (1,)


def test_an_answer_to_all_problems_outside_the_list_is_no_orphan():
    statements = (
        problem(0, "经费不足", "funding", group=0),
        remedy(1, "针对存在的问题，我镇将逐条落实责任", "content", group=1, marker=None),
        remedy(2, "引入智能校对", "digital", group=2),
    )
    assert orphans(report_of(*statements)) == (2,)


def test_groups_without_a_partner_are_named_by_their_first_statement():
    statements = (
        problem(0, "经费不足", "funding", group=0),
        problem(1, "没有列支经费", "funding", group=0),
        problem(2, "内容不全", "content", group=1),
        remedy(3, "细化公开内容", "content", group=2),
        remedy(4, "引入智能校对", "digital", group=3),
        remedy(5, "办好公开栏", "channel", group=4),
    )
    report = report_of(*statements)
    assert unanswered(report) == (0,)
    assert orphans(report) == (4, 5)


def test_pairs_depend_on_labels_only():
    one = problem(0, "内容不全", "content"), remedy(1, "细化内容", "content")
    other = tuple(replace(stmt, kind="achievement") for stmt in one)
    assert linked(*one)
    assert not linked(*other)


def test_a_paragraph_between_two_problems_answers_the_one_before():
    found = linked(
        problem(0, "规划公开的深度不够", "content"),
        remedy(1, "2024年底前上传全部图件", "platform", marker=None),
        problem(2, "栏目更新不及时", "platform", marker="二是"),
        remedy(3, "按月抽查", "oversight", marker=None),
    )
    assert found == {(0, 1): "echo", (2, 3): "echo"}


def test_a_problem_named_after_a_remedy_of_its_item_is_none_of_the_lists():
    statements = (
        problem(0, "栏目更新不及时", "platform"),
        problem(1, "解读形式单一", "interpretation"),
        remedy(2, "抓好网站管理", "platform", group=2),
        problem(3, "三个月未更新的栏目一律关停", "platform", group=2),
        remedy(4, "制作图解", "interpretation", group=4),
    )
    assert linked(*statements) == {(0, 2): "ordinal", (1, 4): "ordinal"}
    assert unanswered(report_of(*statements)) == ()


def test_a_remedy_read_into_the_first_problem_does_not_hide_the_list():
    found = linked(
        remedy(0, "决策预公开程度需进一步加强", "engagement", group=0),
        problem(1, "意见征集形式单一", "engagement", group=0),
        problem(2, "重点领域公开不深", "content", group=2),
        remedy(3, "丰富意见征集形式", "engagement", group=3),
        remedy(4, "深化重点领域公开", "content", group=4),
    )
    assert found == {(1, 3): "ordinal", (2, 4): "ordinal"}


def test_an_item_helps_a_problem_whose_topic_is_a_guess():
    guess = replace(problem(0, "普及范围有待拓宽", "content", group=0), scores={"content": 0.4})
    found = linked(
        guess,
        problem(1, "社会宣传力度不够", "publicity", group=0),
        problem(2, "公开内容不全", "content", group=2),
        remedy(3, "充实公开内容", "content", group=3),
        remedy(4, "加大宣传", "publicity", group=4),
        remedy(5, "充实服务信息", "content", group=5),
    )
    assert {(0, 4), (1, 4)} <= set(found)
    assert (0, 3) not in found
