"""Relations between counts of the prose: what is a list, what it adds up to, what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.data import load_toml
from gouji.reconcile.link import links
from gouji.reconcile.prose import Prose, cues
from gouji.reconcile.relations import relations
from gouji.text.fold import fold
from reconcile.build import a_report

NEW, IN = "applications.new_received", "applications.carried_in"
DONE, OUT = "applications.concluded_total", "applications.carried_out"
PERSON, COMPANY = f"{NEW}@natural_person", f"{NEW}@company"


def found(text, *measures, kind="part_whole", **more):
    """The relations of a kind as (whole, parts, verdict); a partial list that holds is "bound"."""
    report = a_report(text, *measures, **more)
    said = {qty.id: qty.value.surface for qty in report.quantities}
    return [
        (
            said.get(rel.whole),
            " ".join(said[part] for part in rel.parts),
            "bound" if rel.partial and rel.holds else {True: "holds", False: "fails"}[rel.holds],
        )
        for rel in relations(Prose(report), links(report))
        if rel.kind == kind
    ]


HOLDING = [
    ("共公开90条。其中：动态类60条；公告类20条；其他类10条。", "90条", "60条 20条 10条"),
    ("共公开90条，其中动态60条、公告20条，其他10条。", "90条", "60条 20条 10条"),
    ("共公开90条（其中动态60条，公告30条），较上年增加5条。", "90条", "60条 30条"),
    ("规章9件（含新制定5件，修改3件，废止1件）。", "9件", "5件 3件 1件"),
    ("收到36件（市政府办7件、东湾区19件、西岭新区10件）。", "36件", "7件 19件 10件"),
    ("编发简报19期：党建7期、民生8期、环保4期。", "19期", "7期 8期 4期"),
    ("账号70个。其中微博29个，共发布300条；公众号41个，共发布500条。", "70个", "29个 41个"),
    ("接受咨询50人次，其中现场30人次，占60%；电话20人次，占40%。", "50人次", "30人次 20人次"),
    ("受理17件，办结71件，办结率100%。其中减免9件；出售7件；继承1件。", "17件", "9件 7件 1件"),
    ("公开90条，比上年增加20条，其中动态60条，公告30条。", "90条", "60条 30条"),
    ("公开90条，其中动态60条，公告30条，另有专报20条。", "90条", "60条 30条"),
    ("公开90条，其中动态60条，公告30条；召开发布会2次，发布稿件5条。", "90条", "60条 30条"),
    ("复议2件、诉讼1件，其中维持2件，撤诉1件。", "1件", "2件 1件"),
    ("共发布90条，其中：\n动态60条；\n公告30条。", "90条", "60条 30条"),
    ("共公开90条。按渠道分，网站60条，微信30条。", "90条", "60条 30条"),
    ("在公开的90条中，动态60条，公告30条。", "90条", "60条 30条"),
    ("公开90条，分为：动态类：60条，公告类：30条。", "90条", "60条 30条"),
    ("公开90条（主站60条〔要闻20条、公告40条〕，子站30条）。", "90条", "60条 30条"),
    ("维持3件、纠正1件、其他2件，合计6件。", "6件", "3件 1件 2件"),
    ("各镇公开20条，各局公开70条，全县共90条。", "90条", "20条 70条"),
    ("各镇公开20条，三个片区公开70条，全县共计90条。", "90条", "20条 70条"),
    ("公民17件，法人2件；信函8件，网络11件；以上合计均为19件。", "19件", "8件 11件"),
    ("受理20件。这些申请中，涉及征地的14件，涉及规划的6件。", "20件", "14件 6件"),
    ("收到留言90条，已回复80条，另有10条正在办理。", "90条", "80条 10条"),
]


@pytest.mark.parametrize(("text", "whole", "parts"), HOLDING)
def test_the_parts_add_up(text, whole, parts):
    assert (whole, parts, "holds") in found(text)
    assert not [rel for rel in found(text) if rel[2] == "fails"]


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("共公开90条。其中：动态类60条；公告类20条；其他类15条。", "90条", "60条 20条 15条"),
        ("共公开90条，其中动态60条、公告20条，其他5条。", "90条", "60条 20条 5条"),
        ("共公开90条（其中动态60条，公告35条）。", "90条", "60条 35条"),
        ("收到36件（市政府办7件、东湾区19件、西岭新区12件）。", "36件", "7件 19件 12件"),
        ("咨询50人次，其中现场30人次，占60%；电话10人次，占40%。", "50人次", "30人次 10人次"),
        ("收到36件（市政府办7件、东湾区19件、各乡镇12件）。", "36件", "7件 19件 12件"),
        ("维持3件、纠正1件、其他2件，合计7件。", "7件", "3件 1件 2件"),
        ("公开900000条，其中网站60条、微博30条。", "900000条", "60条 30条"),
        ("网站60条、微信30条，相加共80条。", "80条", "60条 30条"),
        ("发布解读90篇，其中图文解读50篇、视频解读20篇。", "90篇", "50篇 20篇"),
        ("承办建议提案90件，其中代表建议50件，委员提案20件。", "90件", "50件 20件"),
        ("公开1436条，其中政策702条、动态488条、发布会256条。", "1436条", "702条 488条 256条"),
        ("公开900条，其中动态60条、公告30条。", "900条", "60条 30条"),
        ("直接起诉9件（维持5件、纠正4件、其他1件）。", "9件", "5件 4件 1件"),
        ("公开36条，其中动态信息15条；公告信息210条。", "36条", "15条 210条"),
    ],
)
def test_the_parts_do_not_add_up(text, whole, parts):
    assert found(text) == [(whole, parts, "fails")]


@pytest.mark.parametrize(
    "text",
    [
        "公开90条，其中政策文件20条，政策解读5条。",
        "公开90条，其中动态60条。",
        "公开90条，包括动态20条、公告10条等。",
        "公开90条，主要有动态60条、公告20条。",
        "公开90条，其中动态60条、公告20条等。",
        "收到意见90条，采纳60条。",
        "文件90件，仅县政府名义的就有60件。",
        "发布解读90篇，其中图文解读50篇、视频解读20篇，其余为音频。",
        "承办建议提案90件，其中建议50件，提案20件，另有社情民意20件。",
    ],
)
def test_a_partial_list_only_bounds_the_whole(text):
    assert [verdict for *_, verdict in found(text)] == ["bound"]


@pytest.mark.parametrize(
    "text",
    [
        "公开90条，概况类47条，动态108条，目录69条。",
        "编发专刊48期584条。",
        "公开90条，其中网站90条，微信40条。",
        "公开90条，其中视频浏览量300人次。",
        "公开90条，其中动态60条，全年回复留言80条。",
        "公开90条，增长5%；开展培训3次，其中集中培训2次，参加120人次。",
        "公开90条。组织解读，其中文字稿20篇。",
        "公开9条（较上年增加20条）。",
        "发布90条，其中原创60条，被上级采用50条。",
        "公开90条。按渠道分，网站60条，微信20条。",
        "公开90条。按渠道分，网站60条，微信31条。",
        "收到12件，上年结转3件，共答复14件。",
        "公开90条，比上年增加20条，合计发布视频15条。",
    ],
)
def test_what_is_no_list_is_left_alone(text):
    assert not [rel for rel in found(text) if rel[2] == "fails"]


def test_channels_may_carry_the_same_thing():
    web, wechat = "published.by_channel.website", "published.by_channel.wechat"
    text = "公开90条，其中网站80条，微信70条。"
    assert found(text, "published.total", web, wechat) == []
    text = "公开1200条，其中网站900条，微信600条。"
    assert found(text, "published.total", web, wechat) == []
    text = "公开90条，其中网站62条，微信29条。"
    assert found(text, "published.total", web, wechat) == [("90条", "62条 29条", "fails")]


def test_lists_inside_lists():
    text = "公开119条，其中机构类20条，内有10条、4条、1条、5条；工作类99条，其中93条、1条、5条。"
    assert found(text) == [
        ("119条", "20条 99条", "holds"),
        ("20条", "10条 4条 1条 5条", "holds"),
        ("99条", "93条 1条 5条", "holds"),
    ]


def test_two_lists_of_one_sentence_do_not_mix():
    text = "行政复议8件，其中维持3件，尚未审结4件；行政诉讼5件，其中维持3件，尚未审结2件。"
    blocks = ("review.total", "review.upheld", "review.pending")
    measures = (*blocks, *(name.replace("review", "litigation") for name in blocks))
    assert found(text, *measures)[1] == ("5件", "3件 2件", "holds")
    assert ("8件", "3件 4件", "fails") not in found(text.replace("8件", "7件"), *measures)


def test_shares_may_be_of_what_the_parts_make():
    text = "办理68件，其中自然人55件（82.1%）、企业12件（17.9%）。"
    cells = {DONE: 68, PERSON: 55, COMPANY: 12}
    shares = found(text, DONE, PERSON, None, COMPANY, kind="share", cells=cells)
    assert [verdict for *_, verdict in shares] == ["holds", "holds"]


def test_results_of_disputes_leave_none_out():
    measures = ("review.total", "review.upheld", "review.corrected", "review.pending")
    text = "行政复议5件，其中维持3件、纠正2件、尚未审结2件。"
    assert found(text, *measures) == [("5件", "3件 2件 2件", "fails")]


def test_applicants_follow_their_total_without_a_cue():
    text = "收到申请75件，涉及自然人72件、商业企业3件。"
    assert found(text, NEW, PERSON, COMPANY) == [("75件", "72件 3件", "holds")]
    assert found(text.replace("72", "70"), NEW, PERSON, COMPANY) == [("75件", "70件 3件", "fails")]


def test_the_whole_may_be_new_and_carried_in():
    text = "新收申请12件，其中自然人14件，企业1件。"
    assert found(text, NEW, PERSON, COMPANY, cells={IN: 3})[0][2] == "holds"
    text = "新收申请12件，上年结转3件，其中自然人14件，企业1件。"
    assert found(text, NEW, IN, PERSON, COMPANY)[0][2] == "holds"


def test_outcomes_do_not_divide_what_was_carried_over():
    granted, partly = "applications.granted", "applications.partly_granted"
    text = "新收7件，上年结转2件，答复8件，转下年1件；其中予以公开5件，部分公开3件。"
    lists = found(text, NEW, IN, DONE, OUT, granted, partly)
    assert [each[1:] for each in lists if "5件" in each[1]] == [("5件 3件", "holds")]


def test_what_the_table_bears_out_is_not_called_wrong():
    granted, partly = "applications.granted", "applications.partly_granted"
    text = "答复20件，其中予以公开11件，部分公开5件，其他2件。"
    cells = {DONE: 20, granted: 11, partly: 5, "applications.other.rest": 2}
    measures = (DONE, granted, partly, "applications.other.rest")
    assert found(text.replace("20件", "21件"), *measures, cells=cells | {DONE: 21})[0][2] == "bound"
    assert found(text, *measures)[0][2] == "fails"
    text = "办理12件，自然人申请9件、企业申请4件。"
    assert found(text, DONE, PERSON, COMPANY, cells={DONE: 12, PERSON: 9, COMPANY: 4}) == []


def test_the_balance_of_a_sentence():
    text = "受理申请31件，答复30件（含上年结转3件，另有4件顺延到下年度）。"
    assert found(text, NEW, DONE, IN, OUT, kind="flow") == [(None, "31件 3件 30件 4件", "holds")]
    text = text.replace("4件", "9件")
    assert found(text, NEW, DONE, IN, OUT, kind="flow")[0][2] == "fails"


def test_shares_growth_and_rates():
    text = "咨询50人次，其中现场31人次，占62%；电话19人次（37.9%）。"
    assert found(text, kind="share") == [
        ("50人次", "31人次 62%", "holds"),
        ("50人次", "19人次 37.9%", "fails"),
    ]
    text = "公开信息由上年的80条增至100条，增长25%。"
    grown = [("100条", "80条 25%", "holds")]
    assert found(text, kind="growth", periods={0: "last_year"}) == grown
    assert found("收到申请12件，办结9件，办结率75%。", NEW, DONE, kind="ratio")[0][2] == "holds"


@pytest.mark.parametrize(
    ("text", "periods", "verdict"),
    [
        ("公开100条，比上年80条增加20条。", {1: "last_year"}, "holds"),
        ("公开100条，比上年80条增加30条。", {1: "last_year"}, "fails"),
        ("公开60条，比上年的80条少20条。", {1: "last_year"}, "holds"),
        ("公开60条，比上年的80条少12条。", {1: "last_year"}, "fails"),
        ("公开41条，较上年减少9条，降幅达18%。", {}, "holds"),
        ("公开41条，较上年减少9条，降幅达28%。", {}, "fails"),
        ("公开5.4条，上年为4.0条，增长35%。", {1: "last_year"}, "holds"),
    ],
)
def test_changes_in_figures_and_in_percent(text, periods, verdict):
    assert [told for *_, told in found(text, kind="growth", periods=periods)] == [verdict]


@pytest.mark.parametrize("group", load_toml("relations.toml"))
def test_each_cue_matches_its_sentences_and_no_others(group):
    data = load_toml("relations.toml")[group]
    assert [words for words in data["match"] if not cues(group).found(fold(words))] == []
    assert [words for words in data["no_match"] if cues(group).found(fold(words))] == []


WORDS = (
    *(
        "12件",
        "3件",
        "9件",
        "50%",
        "90条",
        "300余条",
        "其中",
        "（",
        "）",
        "：",
        "，",
        "；",
        "。",
        "\n",
    ),
    *("\n", "含", "等", "共", "自然人", "较上年", "占", "内有", "另有", "、", "动态"),
)
PIECES = st.sampled_from(WORDS)
MEASURES = st.sampled_from([NEW, IN, DONE, OUT, PERSON, "review.total", "review.upheld", None])


@given(st.lists(PIECES, max_size=25).map("".join), st.lists(MEASURES, max_size=8))
def test_any_text_has_relations_that_keep_their_promises(text, measures):
    report = a_report(text, *measures, cells={NEW: 12, IN: 3})
    for rel in relations(Prose(report), links(report)):
        ids = [qty.id for qty in report.quantities]
        assert {*rel.parts, *([rel.whole] if rel.whole is not None else [])} <= set(ids)
        assert 0 <= rel.span.start < rel.span.end <= len(text)
        assert rel.whole not in rel.parts
        assert rel.holds in (True, False)
