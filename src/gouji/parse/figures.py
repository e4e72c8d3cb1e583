"""Numbers with a unit as they stand in prose: value, bounds, unit.

What is a name, title, address, rank or idiom falls out (`exclusions`). Bare numbers count only as
members of a list whose other members have a unit (概况类47, 动态10078).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from gouji.data import load_toml
from gouji.model import Value
from gouji.parse.context import Prose
from gouji.parse.exclusions import excluded, idiom
from gouji.parse.place import Expressions, units
from gouji.text.numerals import FORMAL, NUMBER, NUMERALS, Number, exactly, hedged, numeral, read

_TEN_THOUSAND = Decimal(10000)
LONGEST, MOST = 40, Decimal(10) ** 15
"""Characters of a figure, and an amount, from which on it counts nothing."""
# no count but some number: matches 33012819800101001, 0.1234567; not 150370699, 2.35
_ENDLESS = re.compile(r"\d(?:[, \n]?\d){13}|\.\d{7}")


class Figure(NamedTuple):
    """A number with its unit as it stands in `Prose.text`."""

    start: int
    end: int
    number: Number
    unit: str
    raw_unit: str
    group: str

    def value(self, surface: str) -> Value:
        """Return the figure as the model's value."""
        n = self.number
        return Value(n.amount, n.low, n.high, self.unit, surface, self.raw_unit, n.high_exclusive)


@cache
def _units() -> tuple[dict[str, tuple[str, str]], frozenset[str], re.Pattern[str]]:
    """Return raw unit → (canonical, group), the raw units words may count, and the pattern."""
    data = load_toml("units.toml")
    known = {raw: (unit["name"], unit["group"]) for unit in data["unit"] for raw in unit["raw"]}
    wordable = {raw for unit in data["unit"] if unit.get("words", True) for raw in unit["raw"]}
    pattern = rf"""(?<![\d.第])(?:(?!(?<=[{NUMERALS}])[{NUMERALS}])
        {NUMBER}\n?(?P<unit>(?:{units()})(?:[(]次[)])?|{data["figures"]["bare"]})
      | {data["figures"]["share"]})"""
    return known, frozenset(wordable), re.compile(pattern, re.VERBOSE)


_HEAD = re.compile(f"[0-9{NUMERALS}{FORMAL}上数几若翻]")
_RANGE = "至到~—-"
_words = Expressions("units", "figures")


def figures(prose: Prose) -> list[Figure]:
    """Return the counts of a passage in order."""
    text, pattern, end = prose.text, _units()[2], 0
    found: list[Figure] = []
    naked: list[re.Match[str]] = []
    if "." in text:
        text = _words.marker.sub(lambda marker: " " * len(marker[0]), text)
    for head in _HEAD.finditer(text):
        start = head.start()
        if start < end:
            continue
        if match := pattern.match(text, start):
            end = match.end()
            if not prose.is_quoted(start):
                found += _figure(text, match)
        elif head[0].isdecimal() and (match := _words.naked.match(text, start)):
            naked.append(match)
    bare = [
        match
        for match in naked
        if not (excluded(text, *match.span(), "") or prose.is_quoted(match.start()))
    ]
    return _with_bare(text, found, bare) if bare else found


def _figure(text: str, found: re.Match[str]) -> Iterator[Figure]:
    """Yield the figure a match stands for, if it is one."""
    if len(found[0]) > LONGEST or _ENDLESS.search(found[0]):
        return
    known, wordable, _ = _units()
    start, end = found.span()
    around = text[max(0, start - 6) : start], text[end : end + 3]
    raw, words = found["unit"], found["words"]
    if raw is None:
        unit = "倍" if found["doubled"] else "%"
        yield Figure(start, end, hedged(_share(found), *around), unit, unit, "share")
        return
    plain = raw.removesuffix("(次)")
    number, (unit, group) = hedged(read(found), *around), known.get(plain, ("", ""))
    sure = number.hedge is not None and number.hedge not in "几数"
    named = plain not in wordable and not sure
    if words and (named or idiom(text, start, end, "" if sure else words)):
        return
    ranged = text[max(0, start - 1)] in _RANGE
    first = _words.ranged.search(text, max(0, start - 8), start) if ranged else None
    if (first and first["named"]) or (plain and excluded(text, start, end, plain)):
        return
    if number.amount >= MOST:
        return
    if first and 0 < (low := Decimal(first["low"])) < number.amount == number.low:
        start, number = first.start(), number._replace(amount=low, low=low, hedge=first[0][-1])
    if unit == "元" and set(found["scale"] or words or "") & {"万", "亿"}:
        number, unit = number.scaled(1 / _TEN_THOUSAND), "万元"
    yield Figure(start, end, number, unit, raw, group)


def _share(found: re.Match[str]) -> Number:
    """Return 百分之三十五, 三成, 四成半, 一半 or 三分之一 as a percentage, 翻两番 as 4 times."""
    if found["doubled"] or found["moiety"]:
        return exactly({"一": 2, "两": 4}.get(found["doubled"], 50))
    if found["of"]:
        return exactly(round(Decimal(100 * numeral(found["part"])) / numeral(found["of"]), 3))
    if found["tenths"]:
        return exactly(numeral(found["tenths"] + (found["half"].replace("半", "五") or "零")))
    if found["percent"][0].isdecimal():
        return exactly(Decimal(found["percent"]))
    whole, _, part = found["percent"].partition("点")
    return exactly(Decimal(f"{numeral(whole)}.{numeral(part)}" if part else numeral(whole)))


def _with_bare(text: str, found: list[Figure], naked: list[re.Match[str]]) -> list[Figure]:
    """Add the unitless members of lists, each next to a count whose unit it shares."""
    members = list(found)
    for match in (*naked, *reversed(naked)):
        start, end = match.span()
        at = bisect(members, start, key=lambda each: each.start)
        if at and members[at - 1].start == start:
            continue
        beside = [e for e in members[max(at - 1, 0) : at] if _linked(text, e.end, start)]
        beside += [e for e in members[at : at + 1] if _linked(text, end, e.start)]
        if beside and beside[0].group not in ("", "share", "money"):
            number = exactly(Decimal(match[0].replace(",", "")))
            bare = beside[0]._replace(start=start, end=end, number=number, raw_unit="")
            members.insert(at, bare)
    return members


def _linked(text: str, start: int, end: int) -> bool:
    """Tell whether the words between two numbers are those between members of one list."""
    if text[start:end] in ("、", "和"):
        return _words.bare_list.search(text, max(0, end - 60), end) is not None
    return _words.link.fullmatch(text, start, end) is not None
