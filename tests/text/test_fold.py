"""Folding keeps every offset and unifies what patterns should not have to list."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.data import load_text
from gouji.text.fold import fold, squeeze


@given(st.text())
def test_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
@example("\uf91b")  # a compatibility form of a traditional character
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２３，４５６．７％", "123,456.7%"),
        ("（ａ）：Ｂ；", "(a):B;"),
        ("政府資訊公開條例", "政府资讯公开条例"),
        ("後續開展復議與訴訟", "后续开展复议与诉讼"),
        ("「甲」『乙』﹃丙﹄", "“甲”“乙”“丙”"),
        ("⽂件⼀件⺠政", "文件一件民政"),
        ("2019—2023年，3～5件", "2019-2023年,3-5件"),
        ("公开——服务", "公开——服务"),
        ("1\u30002\u00a03", "1 2 3"),
        ("甲\t乙\n丙", "甲\t乙\n丙"),
        ("①二〇二三年○", "①二〇二三年○"),
    ],
)
def test_unifies(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_simplified_prose_stays() -> None:
    prose = "乾坤湾镇著名瞭望台，藉此一并公布。"
    assert fold(prose) == prose.replace("，", ",")


def test_the_table_of_pairs_is_well_formed() -> None:
    pairs = [
        line for line in load_text("traditional.txt").splitlines() if line[:1] not in ("", "#")
    ]
    left, right = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    assert all(len(pair) == 2 for pair in pairs)
    assert len(left) == len(pairs)
    assert not left & right


def test_squeezed_text_has_no_white_space():
    assert squeeze("政 府\u3000資訊\n公開") == "政府资讯公开"
