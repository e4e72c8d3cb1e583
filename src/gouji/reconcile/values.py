"""Arithmetic of figures as intervals: exact, rounded in print, summed, compared."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gouji.model import Value


def exactly(amount: Decimal) -> Value:
    """Return an exact figure as an interval."""
    return Value(amount, amount, amount, "", str(amount))


def rounded(value: Value) -> Value:
    """Widen a printed share to half a unit of its last digit; an open end stays open."""
    exponent = value.amount.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    low = None if value.low is None else min(value.low, value.amount - half)
    high = None if value.high is None else max(value.high, value.amount + half)
    return Value(value.amount, low, high, value.unit, value.surface)


def summed(values: Sequence[Value]) -> Value:
    """Return the sum of intervals; an open end stays open."""
    return Value(
        amount=sum((value.amount for value in values), Decimal(0)),
        low=_added([value.low for value in values]),
        high=_added([value.high for value in values]),
        unit=values[0].unit,
        surface="",
        high_exclusive=any(value.high_exclusive for value in values),
    )


def _added(ends: Sequence[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return sum(known, Decimal(0)) if len(known) == len(ends) else None


def above(one: Value, other: Value) -> bool:
    """Tell whether an interval lies wholly above another."""
    return one.low is not None and other.high is not None and one.low > other.high
