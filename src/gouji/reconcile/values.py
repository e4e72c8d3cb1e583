"""Arithmetic of figures as intervals: exact, scaled, rounded in print, summed, compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.model import Value


def exactly(amount: Decimal) -> Value:
    """Return an exact figure as an interval."""
    return Value(amount, amount, amount, "", str(amount))


def scaled(value: Value, factor: Decimal) -> Value:
    """Return a figure times a factor; an open end stays open."""
    low, high = (None if end is None else end * factor for end in (value.low, value.high))
    return replace(value, amount=value.amount * factor, low=low, high=high)


def rounded(value: Value) -> Value:
    """Widen a printed share to half a unit of its last digit (三成: 5 %); an open end stays so."""
    exponent = value.amount.as_tuple().exponent
    digit = 1 if value.surface.endswith("成") else exponent if isinstance(exponent, int) else 0
    half = Decimal(5).scaleb(digit - 1)
    low = None if value.low is None else min(value.low, value.amount - half)
    high = None if value.high is None else max(value.high, value.amount + half)
    return replace(value, low=low, high=high)


def summed(values: Sequence[Value]) -> Value:
    """Return the sum of intervals; an open end stays open."""
    lows, highs = [value.low for value in values], [value.high for value in values]
    return Value(
        amount=sum((value.amount for value in values), Decimal(0)),
        low=None if None in lows else sum(filter(None, lows), Decimal(0)),
        high=None if None in highs else sum(filter(None, highs), Decimal(0)),
        unit=values[0].unit,
        surface="",
        high_exclusive=any(value.high_exclusive for value in values),
    )


def above(one: Value, other: Value) -> bool:
    """Tell whether an interval lies wholly above another."""
    return one.low is not None and other.high is not None and one.low > other.high


def mistyped(said: Decimal, real: Decimal) -> bool:
    """Tell whether a figure is another but for 1, a 0, 万, two digits turned or one digit wrong.

    One wrong digit tells something only where figures have four digits or more, no round ones.
    """
    if real <= 0 or said % 1 or real % 1:
        return False
    one, other = f"{said:.0f}", f"{real:.0f}"
    wrong = [at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1]
    turned = len(wrong) == 2 and wrong[1] - wrong[0] == 1 and sorted(one) == sorted(other)
    precise = min(len(one.rstrip("0")), len(other.rstrip("0"))) > 3
    digits = len(one) == len(other) and (turned or (len(wrong) == 1 and precise))
    large, small = max(said, real), min(said, real)
    return digits or large - small == 1 or large in (small * 10, small * 10_000)
