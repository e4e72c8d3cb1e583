"""Claims in words: none and all, against the cells that would have to be zero."""

import pytest

from gouji.reconcile.claims import claim_links
from gouji.reconcile.prose import Prose
from reconcile.build import a_report

NEW, OUT = "applications.new_received", "applications.carried_out"
BOTH = ("review.total", "litigation.total")


def only(text, *claim, **more):
    (link,) = claim_links(Prose(a_report(text, claims=[claim], **more)))
    return link


def test_none_agrees_with_zero_and_not_with_one():
    text, claim = "本年未收到申请。", ("未收到申请", "none", "applications", NEW)
    assert only(text, *claim).verdict == "agrees"
    link = only(text, *claim, cells={NEW: 1})
    assert link.verdict == "differs"
    assert link.contradicting == (("applications", "new_received", "total"),)


def test_every_cell_of_a_claim_counts():
    claim = ("无复议、诉讼", "none", "disputes", *BOTH)
    link = only("全年无复议、诉讼。", *claim, cells={"litigation_direct.total": 2})
    assert link.verdict == "differs"
    assert len(link.cells) == 3


def test_an_unread_cell_is_not_zero():
    link = only(
        "未收到申请。", "未收到申请", "none", None, NEW, cells={NEW: (None, "unread", None)}
    )
    assert link.verdict == "not_assessable"
    assert only("未发生追责。", "未发生追责", "none", None).verdict == "not_assessable"


def test_a_claim_about_another_year_or_unit_is_not_compared():
    claim = ("未收到申请", "none", None, NEW)
    assert only("2022年未收到申请。", *claim, cells={NEW: 2}).verdict == "not_comparable"
    assert only("2022年少，2023年未收到申请。", *claim, cells={NEW: 2}).verdict == "differs"


@pytest.mark.parametrize(
    ("text", "subject", "verdict"),
    [
        ("均已办结。", "completeness", "differs"),
        ("均在法定期限内答复。", "timeliness", "agrees"),
        ("除3件顺延外均已办结。", "completeness", "agrees"),
        ("3件结转下年。其余说明。均已办结。", "completeness", "differs"),
    ],
)
def test_all_is_contradicted_only_where_nothing_excuses_it(text, subject, verdict):
    words = text.rstrip("。").split("。")[-1]
    assert only(text, words, "all", subject, OUT, cells={OUT: 3}).verdict == verdict
    assert only(text, words, "all", subject, OUT).verdict == "agrees"
