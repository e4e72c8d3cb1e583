"""The number grammar of `domain/counts.md`: digits or Chinese numerals, scale, hedge, interval.

`NUMBER` is the regex of one number with its scale and hedge, to be built into a larger pattern;
`read` turns a match of it into bounds, `hedged` narrows or opens them by the words just before and
behind. Text is expected folded (`text.fold`) and without the spaces layout puts between characters.
Which numbers are counts, and of what, is the caller's business.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_SHORT = str.maketrans(
    dict(zip(FORMAL, "一二三四五六七八九十百千", strict=True)) | {"廿": "二十", "卅": "三十"}
)
# matches 五六|次, 三四|十件, 十七八|人; not 二三四, 二〇二三
_EITHER = re.compile(
    "(?<![零〇一二三四五六七八九])(?:一二|两三|二三|三四|四五|五六|六七|七八|八九)(?=[十百千万]|$)"
)
_APART = re.compile("[, \n]")
NUMERALS = "零〇○一二两三四五六七八九十百千万亿廿卅"

# matches 3 119, 1,136, 1(line end)126, 5.4万余, 1万8千, 三千二百余, 五六, 玖拾捌; not 17,24件, 陆
NUMBER = rf"""
(?: (?P<digits> \d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?
              | \d{{1,3}}(?:[ ]\d{{3}})+(?![ ]?\d)
              | (?<=[一-鿿])(?<![年月第])\d(?:[ ]?\d){{0,2}}\n\d(?:[ ]?\d){{0,5}}(?=[ ]?[^\W\d_])
              | \d(?:[ ]\d)+(?![ ]?\d)
              | \d++(?:\.\d+)? )
    (?P<inner>[余多])? (?P<scale>[十百千]?[万亿](?P<rest>\d{{1,4}}[千百万]?(?![\d.,%]))?|[百千])?
  | (?P<words>(?:[上数几](?=[十百千万亿]))?[{NUMERALS}]+几?|若干|[{FORMAL}零万]{{2,}}) )
(?P<more>[余多来+])?"""

# matches 约|200人, 近|百场, 不少于|3次, 不下|40万; not 附近|3个, 名列超|
_BEFORE = re.compile(
    r"(?:(?P<about>大?约|大概|左右)|(?P<below>将近|接近|(?<![附最就靠临远邻新])近|不足|不到|不满"
    r"|(?<!不)[少低]于|不超过?)|(?P<above>(?<!不)超过?|突破|不[少低]于|不下于?|至少|逾|高于))[了为]?$"
)
_HEDGES = frozenset("约概右近足到满于超过破下少逾了为")  # how `_BEFORE` ends
# matches 90%|以上, 200人|左右; not 12件|以上述
_BEHIND = re.compile(r"(?P<above>以上(?!述)|之多)|(?P<about>左右|上下)|(?P<below>以下|以内)")


class Number(NamedTuple):
    """A figure as printed: its value, its bounds (None is open), and the word that hedges it."""

    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    high_exclusive: bool = False
    hedge: str | None = None

    def scaled(self, factor: Decimal) -> Number:
        """Return the same figure in another unit."""
        low, high = (None if e is None else _plain(e * factor) for e in (self.low, self.high))
        return self._replace(amount=_plain(self.amount * factor), low=low, high=high)


def exactly(amount: Decimal | int) -> Number:
    """Return a number without hedge."""
    amount = Decimal(amount)
    return Number(amount, amount, amount)


def read(found: re.Match[str]) -> Number:
    """Return the number of a match of `NUMBER`, its own hedge (余/多/来/几/数) included.

    >>> read(re.compile(NUMBER, re.VERBOSE).match("5.4万"))
    Number(amount=Decimal('54000'), low=Decimal('53500'), high=Decimal('54500'), \
high_exclusive=True, hedge=None)
    """
    words, inner, more = found.group("words", "inner", "more")
    number, more = _words(words) if words else _digits(found), inner or more
    return Number(number.amount, number.amount, None, hedge=more) if more else number


def hedged(number: Number, before: str, behind: str) -> Number:
    """Return `number` with the bounds that the words around it give; 约 means five per cent."""
    said = before[-1:] in _HEDGES and _BEFORE.search(before)
    found = said or _BEHIND.match(behind)
    if not found:
        return number
    amount, word = number.amount, found[found.lastgroup or 0]
    if found["below"]:
        return Number(amount, None, amount, hedge=word)
    if found["above"]:
        return Number(amount, amount, None, hedge=word)
    low, high, spread = number.low or amount, number.high or amount, abs(amount) / 20
    return Number(amount, min(amount - spread, low), max(amount + spread, high), hedge=word)


def _digits(found: re.Match[str]) -> Number:
    text, scale, rest = found.group("digits", "scale", "rest")
    text = _APART.sub("", text)
    if not scale and "." not in text:
        return exactly(int(text))
    rest = rest or ""
    scale = (scale or "").removesuffix(rest)
    factor, step = (_factor(each) for each in (scale, rest.lstrip("0123456789")))
    if rest:
        amount = Decimal(text) * factor + Decimal(rest.rstrip("千百万")) * step
        return _rounded(amount, step) if step > 1 else exactly(amount)
    return _rounded(Decimal(text) * factor, factor.scaleb(-len(text.partition(".")[2])))


def _factor(scale: str) -> Decimal:
    factor = Decimal(1)
    for char in scale:
        factor *= _PLACES.get(char) or _SCALES[char]
    return factor


def _rounded(amount: Decimal, step: Decimal) -> Number:
    """Return the interval of all figures that are printed as `amount` in steps of `step`."""
    low, high = _plain(amount - step / 2), _plain(amount + step / 2)
    return Number(_plain(amount), low, high, high_exclusive=True)


def _plain(value: Decimal) -> Decimal:
    """Return a value without trailing zeros and without an exponent."""
    return Decimal(f"{value.normalize():f}")


def _words(text: str) -> Number:
    text = text.translate(_SHORT)
    if (either := _EITHER.search(text)) and text == text.strip("上数几"):
        first, last = (text[: either.start()] + each + text[either.end() :] for each in either[0])
        low, high = Decimal(numeral(first)), Decimal(numeral(last))
        return Number(low, low, high, hedge=either[0])
    several = text[0] if text[0] in "上数几" else ""
    amount = Decimal(numeral(text.strip("上数几"))) if text != "若干" else Decimal(2)
    if several in ("数", "几"):
        return Number(2 * amount, 2 * amount, 10 * amount - 1, hedge=several)
    if text.endswith("几"):
        return Number(amount + 1, amount + 1, amount + 9, hedge="几")
    if several or text == "若干":
        return Number(amount, amount, None, hedge=several or text)
    scale = _SCALES.get(text[-1])
    return _rounded(amount, Decimal(scale)) if scale and len(text) > 1 else exactly(amount)


def numeral(text: str) -> int:
    """Return the value of a Chinese numeral, positional (二〇二三) or with places.

    >>> [numeral(word) for word in ("两百", "三千二百", "一百零五", "廿六", "十二万", "二〇二三")]
    [200, 3200, 105, 26, 120000, 2023]
    """
    text = text.translate(_SHORT)
    if not set(text) & (_PLACES.keys() | _SCALES.keys()):
        return int("".join(str(_DIGITS[char]) for char in text) or "0")
    total = part = digit = 0
    for place, char in enumerate(text):
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            implied = 1 if not digit and (not place or char == "十") else digit
            part, digit = part + implied * _PLACES[char], 0
        else:
            total = (total + part + digit or 1) * _SCALES[char]
            part = digit = 0
    return total + part + digit
