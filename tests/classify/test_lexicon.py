import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.classify import StatementInput, load_classifier
from gouji.classify.lexicon import context
from gouji.data import load_toml
from gouji.text.cues import table

SHARED = Path(__file__).parents[2].parent / "shared"
TAXONOMY = load_toml("taxonomy.toml")
TOPICS = load_toml("lexicon/topics.toml")
TAGGER = load_classifier("lexicon")
GROUPS = [
    (file, name)
    for file in ("kinds", "attributes", "remedies")
    for name in load_toml(f"lexicon/{file}.toml")
]


def labels(text, section="problems", heading=None, previous=None):
    return TAGGER.label([StatementInput(text, section, heading, previous)])[0]


@pytest.mark.parametrize(("file", "group"), GROUPS)
def test_each_group_of_cues_finds_its_sentences_and_no_others(file, group):
    entry, cues = load_toml(f"lexicon/{file}.toml")[group], table(file, group)
    assert all(cues.found(sentence) for sentence in entry["match"])
    assert not any(cues.found(sentence) for sentence in entry["no_match"])


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "_none"])
def test_each_topic_is_given_to_its_sentences_and_no_others(topic):
    entry = TOPICS[topic]
    assert all(topic in labels(sentence).topics for sentence in entry["match"])
    assert not any(topic in labels(sentence).topics for sentence in entry["no_match"])


def test_every_topic_of_the_taxonomy_has_cues_and_names():
    assert set(TOPICS) - {"_none"} == set(TAXONOMY["topics"]) - {"general"}
    assert all(
        entry["zh"] and entry["en"]
        for kind in ("kinds", "topics", "attributes")
        for entry in TAXONOMY[kind].values()
    )
    assert all(
        set(entry["near"]) <= set(TAXONOMY["topics"]) for entry in TAXONOMY["topics"].values()
    )
    assert all(set(entry.get("yields_to", ())) <= set(TOPICS) for entry in TOPICS.values())


@pytest.mark.parametrize(
    ("text", "section", "heading", "kind"),
    [
        ("服务意识有待加强", "problems", None, "problem"),
        ("经办人员更替频繁", "problems", "（一）存在问题", "problem"),
        ("业务培训仍需加强", "problems", None, "problem"),
        ("同先进地区比不无差距", "problems", None, "problem"),
        ("培训需要加强", "problems", "（一）主要问题", "problem"),
        ("将加强业务培训", "problems", None, "remedy_planned"),
        ("完善考核办法", "problems", "（二）改进措施", "remedy_planned"),
        ("避免公开不及时，建立提醒制度", "problems", None, "remedy_planned"),
        ("为解决人手不足，充实工作力量", "problems", None, "remedy_planned"),
        ("已补齐空白栏目6个", "problems", "（一）上年问题整改情况", "remedy_taken"),
        ("修订了答复文书模板", "problems", "改进情况", "remedy_taken"),
        ("着力整治账号更新不及时的问题", "overview", None, "achievement"),
        ("全年办理申请不足10件", "overview", None, "achievement"),
        ("未发生失泄密事件", "overview", None, "achievement"),
        ("对无人维护的账号予以注销", "overview", None, "achievement"),
        ("本报告根据《条例》编制", None, None, "background"),
        ("统计期限为2023年1月1日至12月31日", None, None, "background"),
        ("主要表现在", "problems", None, "background"),
        ("无", "problems", None, "none_declared"),
        ("本机关没有其他需要报告的事项", "other", None, "none_declared"),
        ("全年未收取信息处理费", "other", None, "none_declared"),
        ("全年收取信息处理费300元", "other", None, "achievement"),
    ],
)
def test_kinds_follow_the_cue_and_the_context(text, section, heading, kind):
    assert labels(text, section, heading).kind == kind


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("部门配合不够，信息上报滞后", {"coordination"}),
        ("对申请的答复不及时", {"request"}),
        ("留言回复不及时", {"engagement"}),
        ("栏目更新不及时", {"platform", "timeliness"}),
        ("“三公”经费公开不细", {"content"}),
        ("政策宣传不够深入", {"interpretation"}),
        ("条例宣传不够深入", {"publicity"}),
        ("依申请答复人员业务不熟", {"request", "capacity"}),
        ("完善考核机制", {"oversight"}),
        ("村级公开栏不够醒目", {"channel", "grassroots"}),
        ("公开水平有待提高", {"general"}),
        ("项目资金使用情况等内容偏少", {"content"}),
        ("逐项梳理项目资金并向社会公开", {"content"}),
        ("资金投入跟不上", {"funding"}),
        ("积极争取专项资金", {"funding"}),
        ("各栏目数据口径不一", {"content", "platform"}),
        ("个别答复口径前后不一", {"request"}),
        ("公开工作人员配备不足", {"staffing"}),
        ("一些学校对公开重视不够", {"awareness"}),
    ],
)
def test_the_specific_object_beats_the_generic_word(text, topics):
    assert set(labels(text).topics) == topics


def test_a_cue_inside_a_title_does_not_count():
    assert labels("《关于加强业务培训的通知》落实得不够好").topics == ("general",)


def test_traditional_characters_read_like_simplified_ones():
    assert labels("政策解讀形式不夠豐富").topics == labels("政策解读形式不够丰富").topics


def test_a_statement_without_an_object_takes_that_of_its_group():
    assert labels("形式还比较单一", previous="政策解读质量不高").topics == ("interpretation",)


def test_attributes():
    assert labels("个别单位更新不及时").attributes == ("others",)
    assert labels("部分栏目更新不及时").attributes == ()
    assert labels("工作水平有待提高").attributes == ("vague",)
    assert labels("去年反映的栏目空白已补齐").attributes == ("follow_up",)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("（一）存在的主要问题", "problem"),
        ("（二）改进措施", "planned"),
        ("针对以上不足，拟从以下方面努力：", "planned"),
        ("（一）上年问题整改情况", "taken"),
        ("五、存在的主要问题及改进情况", "mixed"),
        (None, "mixed"),
    ],
)
def test_the_heading_tells_what_to_expect(heading, expected):
    assert context("problems", heading) == expected


@given(st.text(max_size=60), st.text(max_size=20) | st.none())
def test_any_text_gets_labels_of_the_taxonomy(text, heading):
    found = labels(text, heading=heading)
    assert found.kind in TAXONOMY["kinds"]
    assert set(found.topics) <= set(TAXONOMY["topics"])
    assert len(found.topics) <= 3
    assert set(found.attributes) <= set(TAXONOMY["attributes"])
    assert set(found.scores) == {found.kind, *found.topics}
    assert all(0 <= score <= 1 for score in found.scores.values())


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_labels_agree_with_the_development_statements():
    path = SHARED / "gold/statements_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = TAGGER.label([StatementInput(r["text"], r["section"], r["heading"]) for r in rows])
    right = sum(row["kind"] == got.kind for row, got in zip(rows, found, strict=True))
    assert right / len(rows) >= 0.93
