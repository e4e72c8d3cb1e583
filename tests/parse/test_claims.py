# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.data import load_toml
from parse.counting import claimed

ENTRIES = load_toml("claims.toml")["claim"]
BLOCKS = ("review", "litigation", "litigation_direct", "litigation_after_review", "both")


def subjects(entry):
    return {entry["subject"].replace("{d}", block) for block in BLOCKS}


@pytest.mark.parametrize(
    ("entry", "sentence", "wanted"),
    [
        (entry, sentence, wanted)
        for entry in ENTRIES
        for key, wanted in (("match", True), ("no_match", False))
        for sentence in entry[key]
    ],
)
def test_every_example_of_the_vocabulary(entry, sentence, wanted):
    said = {claim.subject for claim in claimed(sentence, section=entry.get("section", "overview"))}
    assert bool(said & subjects(entry)) is wanted
    assert not wanted or any(word in sentence for word in entry["needs"])


DISPUTES = ("review.total", "litigation.total")
OUT = ("applications.carried_out",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，我镇未收到政府信息公开申请，未发生行政复议、行政诉讼。", [("none", ("applications.new_received",)), ("none", DISPUTES)]),
        ("全年无政府信息公开申请，无行政复议和行政诉讼案件。", [("none", ("applications.new_received",)), ("none", DISPUTES)]),
        ("没有因政府信息公开被申请行政复议、提起行政诉讼的情况。", [("none", DISPUTES)]),
        ("本单位依申请公开数量为零。", [("none", ("applications.new_received",))]),
        ("收到信息公开申请3件，均已按时答复，无结转下年度办理件。", [("all", OUT), ("none", OUT)]),
        ("收到信息公开申请12件，均在法定期限内办结，未引起行政复议和行政诉讼。", [("all", OUT), ("none", DISPUTES)]),
        ("本年度未收取信息处理费。", [("none", ("applications.other.fee_overdue",))]),
        ("未收到依申请公开申请，亦无收费及减免情况。", [("none", ("applications.new_received",)), ("none", ("applications.other.fee_overdue",))]),
        ("上年未收到信息公开申请，今年收到3件。", []),
        ("未经复议直接起诉1件。", []),
        ("申请人无正当理由逾期不补正1件。", []),
        ("本机关无法提供的政府信息公开申请3件。", []),
        ("确保依申请公开事项全部按时答复。", []),
        ("要求各单位均在法定期限内答复信息公开申请。", []),
        ("群众留言全部办结。", []),
        ("人大代表建议和政协提案均已按时办结。", []),
        ("未收到网上申请，收到信函申请1件。", []),
        ("未发生因政务公开工作被投诉举报的情况。", []),
        ("印发《关于未收到政府信息公开申请的说明》。", []),
        ("行政复议纠错率为零。", []),
    ],
)  # fmt: skip
def test_claims_of_a_sentence(text, expected):
    assert [(claim.kind, claim.readings) for claim in claimed(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有行政复议，没有行政诉讼。", [("none", DISPUTES)]),
        ("零复议、零诉讼、零败诉。", [("none", ("review.total",)), ("none", ("litigation.total",)), ("all", ("litigation.corrected",))]),
        ("行政复议2件，其中1件尚未审结，无行政诉讼。", [("none", ("litigation.total",))]),
        ("行政复议4件，行政诉讼1件，均已审结。", [("all", ("review.pending", "litigation.pending"))]),
        ("行政复议4件，维持4件；行政诉讼1件，均已审结。", [("all", ("litigation.pending",))]),
        ("行政诉讼3件，均判决驳回原告诉讼请求。", [("all", ("litigation.corrected", "litigation.pending"))]),
        ("全年行政应诉案件3件、行政复议案件4件，均已结案。", [("all", ("review.pending", "litigation.pending"))]),
        ("行政复议3件，均予以维持；行政诉讼2件，维持1件。", [("all", ("review.corrected", "review.pending"))]),
    ],
)  # fmt: skip
def test_claims_of_disputes(text, expected):
    said = claimed(text, section="disputes")
    assert [(claim.kind, claim.readings) for claim in said] == expected
    assert not claimed(text)


def test_a_claim_about_time_says_so():
    [claim] = claimed("收到信息公开申请3件，均在法定期限内答复。")
    assert claim.subject == "timeliness"


def test_the_topic_of_the_section_decides_whose_a_verb_is():
    assert claimed("均已按时办结。", section="applications")
    assert not claimed("均已按时办结。", section="problems")


ALPHABET = "，。、；未没有无零均全部都收到受理申请公开政府信息行政复议诉讼维持办结答复结转下年度上在法定期限内费收取为0"


@given(st.text(ALPHABET, max_size=60), st.sampled_from([None, "applications", "disputes"]))
def test_any_text_yields_claims_that_stand_in_it(text, section):
    found = claimed(text, section=section)
    assert [claim.id for claim in found] == list(range(len(found)))
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    assert all(claim.span.of(text) for claim in found)
