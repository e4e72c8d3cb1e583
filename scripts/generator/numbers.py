"""How a figure is printed: plain, with separators, in Chinese numerals, rounded with a hedge.

Each way gives the surface without its unit and the interval that the surface allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

_DIGITS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
WAN = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Printed:
    """A surface without unit, the amount read from it, and its bounds."""

    surface: str
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    hedge: str | None = None
    places: int = 0


def plain(amount: Decimal, places: int = 0) -> Printed:
    """Print every digit."""
    value = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not places:
        return Printed(f"{value:f}", value, value, value)
    half = Decimal(5).scaleb(-places - 1)
    return Printed(f"{value:f}", value, value - half, value + half, places=places)


def exact(amount: Decimal, rng: Random, style: str) -> Printed:
    """Print a whole number in the report's style, small ones now and then in Chinese."""
    spoken = rng.random() < 0.06
    value = int(amount)
    if style == "chinese" and 2 < value <= 20 and spoken:
        return Printed(chinese(value), amount, amount, amount)
    text = f"{value:,}" if style == "commas" else str(value)
    if style == "wide":
        text = text.translate(_WIDE)
    return Printed(text, amount, amount, amount)


def hedged(amount: Decimal, rng: Random) -> Printed:
    """Print a rounded figure the way speeches do: 300余, 近2万, 1.2万, 约500, 4.1万余."""
    way, value = rng.choice(("more", "near", "wan", "about", "over", "lot")), int(amount)
    if value < 12:
        return plain(amount)
    if value >= 12000 and way in ("wan", "more"):
        tenth = Decimal(value // 1000) / 10
        text = f"{tenth.normalize():f}万"
        if way == "wan" and tenth % 1:
            half = Decimal("0.05") * WAN
            return Printed(text, tenth * WAN, tenth * WAN - half, tenth * WAN + half, places=1)
        return Printed(text + "余", tenth * WAN, tenth * WAN, None, "余")
    unit = 10 ** (len(str(value)) - 1)
    unit = unit // 10 if value // unit < 3 and unit >= 100 else unit
    below, above = Decimal(value // unit * unit), Decimal((value // unit + 1) * unit)
    if way == "near":
        return Printed("近" + short(above), above, None, above, "近")
    if way == "about":
        return Printed("约" + short(below), below, below * 95 / 100, below * 105 / 100, "约")
    if way == "over":
        return Printed(rng.choice(("超", "超过", "逾")) + short(below), below, below, None, "超")
    tail = rng.choice(("余", "余", "多"))
    return Printed(short(below) + tail, below, below, None, tail)


def short(amount: Decimal) -> str:
    """Write a round figure, from ten thousand on with 万 (30000 → 3万)."""
    return f"{(amount / WAN).normalize():f}万" if amount >= WAN else f"{amount:f}"


def chinese(number: int) -> str:
    """Spell a whole number below ten thousand in Chinese numerals."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number % 10] if number % 10 else "")
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(said)
    return said
