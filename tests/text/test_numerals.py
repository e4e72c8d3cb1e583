from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.text.numerals import NUMBER, NUMERALS, hedged, numeral, read

ONE = re.compile(NUMBER, re.VERBOSE)


def number(text):
    return read(ONE.fullmatch(text))


@pytest.mark.parametrize(
    ("text", "amount", "low", "high"),
    [
        ("171", 171, 171, 171),
        ("3,119", 3119, 3119, 3119),
        ("3 119", 3119, 3119, 3119),
        ("1 2", 12, 12, 12),
        ("1,045,300", 1045300, 1045300, 1045300),
        ("5.4万", 54000, 53500, 54500),
        ("4.14万", 41400, 41350, 41450),
        ("3170万", 31700000, 31695000, 31705000),
        ("2亿", 200000000, 150000000, 250000000),
        ("3千", 3000, 2500, 3500),
        ("58.5", "58.5", "58.45", "58.55"),
        ("4万余", 40000, 40000, None),
        ("3多万", 30000, 30000, None),
        ("10万+", 100000, 100000, None),
        ("300余", 300, 300, None),
        ("20多", 20, 20, None),
        ("十二", 12, 12, 12),
        ("两百", 200, 200, 200),
        ("三千二百余", 3200, 3200, None),
        ("一百零五", 105, 105, 105),
        ("廿六", 26, 26, 26),
        ("卅", 30, 30, 30),
        ("〇", 0, 0, 0),
        ("十几", 11, 11, 19),
        ("几十", 20, 20, 99),
        ("数百", 200, 200, 999),
        ("数百一廿", 240, 240, 1199),
        ("上千", 1000, 1000, None),
        ("百余", 100, 100, None),
        ("十来", 10, 10, None),
        ("若干", 2, 2, None),
        ("两万", 20000, 15000, 25000),
        ("十二万", 120000, 115000, 125000),
        ("二十六", 26, 26, 26),
        ("三万五千", 35000, 35000, 35000),
        ("1万8千", 18000, 17500, 18500),
        ("2万3百", 20300, 20250, 20350),
        ("五六", 5, 5, 6),
        ("三四十", 30, 30, 40),
        ("十七八", 17, 17, 18),
    ],
)
def test_a_number_and_its_bounds(text, amount, low, high):
    found = number(text)
    expected = tuple(None if value is None else Decimal(value) for value in (amount, low, high))
    assert (found.amount, found.low, found.high) == expected


def test_a_line_break_inside_a_number_goes_with_it():
    found = ONE.search("电话咨询1 0\n6人次")
    assert found
    assert read(found).amount == 106
    assert ONE.search("3\n12条")[0] == "3"
    assert ONE.search("12月3\n5条")[0] == "12"


def test_a_list_is_not_a_thousands_separator():
    assert [found[0] for found in ONE.finditer("17,24")] == ["17", "24"]


@pytest.mark.parametrize(
    ("before", "text", "behind", "low", "high", "hedge"),
    [
        ("培训约", "200", "人", 190, 210, "约"),
        ("共大约", "200", "", 190, 210, "大约"),
        ("", "20", "左右", 19, 21, "左右"),
        ("发放近", "300", "份", None, 300, "近"),
        ("不足", "5", "件", None, 5, "不足"),
        ("超过", "30", "次", 30, None, "超过"),
        ("逾", "30", "次", 30, None, "逾"),
        ("不少于", "4", "次", 4, None, "不少于"),
        ("满意率", "90", "以上", 90, None, "以上"),
        ("附近", "3", "个", 3, 3, None),
        ("最近", "3", "次", 3, 3, None),
        ("共", "12", "件", 12, 12, None),
        ("共", "12", "以上述", 12, 12, None),
    ],
)
def test_the_words_around_open_or_narrow_the_bounds(before, text, behind, low, high, hedge):
    found = hedged(number(text), before, behind)
    assert (found.low, found.high, found.hedge) == (low, high, hedge)


WORDS = """约 大约 大概 左右 近 将近 接近 不足 不到 不满 少于 低于 不超 不超过 超 超过 突破
不少于 不低于 不下 不下于 至少 逾 高于 近了 约为"""


@pytest.mark.parametrize("word", WORDS.split())
def test_every_word_before_a_figure_hedges_it(word):
    assert hedged(number("30"), f"收到{word}", "").hedge is not None


def test_about_a_rounded_figure_keeps_the_wider_bound():
    found = hedged(number("1万"), "约", "")
    assert (found.low, found.high) == (5000, 15000)


def spelled(value: int) -> str:
    digits, places, text = "零一二三四五六七八九", ["千", "百", "十", ""], ""
    for digit, place in zip(f"{value:04d}", places, strict=True):
        text += digits[int(digit)] + place if digit != "0" else "零"
    return re.sub("零+", "零", text).strip("零") or "零"


@given(st.integers(0, 9999))
def test_every_numeral_below_ten_thousand(value):
    assert numeral(spelled(value)) == value


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_numerals_with_ten_thousands(high, low):
    text = spelled(high) + "万" + (("零" if low < 1000 else "") + spelled(low) if low else "")
    assert numeral(text) == high * 10000 + low


@given(st.text("0123456789., 余多来几数上+" + NUMERALS, max_size=12))
def test_whatever_matches_lies_within_its_bounds(text):
    for found in ONE.finditer(text):
        got = read(found)
        assert got.low is None or got.low <= got.amount
        assert got.high is None or got.amount <= got.high


@given(st.integers(0, 10**9))
def test_separators_and_spaces_change_nothing(value):
    assert number(f"{value:,}").amount == value
    assert number(f"{value:,}".replace(",", " ")).amount == value


@given(st.decimals(0, 9999, places=2), st.sampled_from("万亿"))
def test_a_scaled_figure_is_the_middle_of_its_interval(value, scale):
    got = number(f"{value}{scale}")
    assert got.high_exclusive
    assert got.high - got.amount == got.amount - got.low
