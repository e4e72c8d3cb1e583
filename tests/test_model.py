"""Spans and intervals: what every later comparison rests on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Span, Value


def a_value(low, high, *, open_end=False) -> Value:
    amount = Decimal(low if low is not None else high if high is not None else 0)
    bounds = (None if low is None else Decimal(low), None if high is None else Decimal(high))
    return Value(amount, *bounds, "件", "", high_exclusive=open_end)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (a_value(5, 5), a_value(5, 5), True),
        (a_value(5, 5), a_value(6, 6), False),
        (a_value(53500, 54500, open_end=True), a_value(53500, 53500), True),
        (a_value(53500, 54500, open_end=True), a_value(54500, 54500), False),
        (a_value(300, None), a_value(312, 312), True),
        (a_value(300, None), a_value(299, 299), False),
        (a_value(None, 80), a_value(79, 79), True),
    ],
)
def test_figures_agree_when_their_intervals_meet(a, b, expected):
    assert a.overlaps(b) is expected
    assert b.overlaps(a) is expected


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_span_relations_follow_from_its_characters(a, width, b, other):
    one, two = Span(a, a + width), Span(b, b + other)
    first, second = set(range(one.start, one.end)), set(range(two.start, two.end))
    assert one.overlaps(two) == bool(first & second)
    assert one.covers(two) == (second <= first)


def test_a_span_returns_its_surface():
    assert Span(2, 4).of("收到15件") == "15"
