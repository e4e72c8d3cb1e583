"""Works out the list numbers that Word prints before paragraphs and keeps out of their text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": WORD}
_DIGITS: tuple[str, ...] = ("", *"一二三四五六七八九")
# the number formats that print 一, 十二; not ideographZodiac
_CHINESE = re.compile("chinese|japanese(?:Counting|Digital)|taiwanese|ideographDigital")


class _Level(NamedTuple):
    """How a level of a list is numbered: 一 in the pattern "%1、", from `start`."""

    form: str
    pattern: str
    start: int


class Lists:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(
        self, numbering: Iterable[etree._Element], styles: Iterable[etree._Element]
    ) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in numbering:
            for kind in root.iterfind("w:abstractNum", _NAMES):
                levels = {_depth(level): _level(level) for level in kind.iterfind("w:lvl", _NAMES)}
                self._levels[_name(kind, "abstractNumId")] = levels
            for each in root.iterfind("w:num", _NAMES):
                starts = {
                    _depth(level): int(_value(level, "w:startOverride") or 1) - 1
                    for level in each.iterfind("w:lvlOverride", _NAMES)
                }
                self._lists[_name(each, "numId")] = (_value(each, "w:abstractNumId"), starts)
        for style in (each for root in styles for each in root.iterfind("w:style", _NAMES)):
            number = style.find("w:pPr/w:numPr", _NAMES)
            if number is not None:
                inherited = _value(number, "w:numId"), _value(number, "w:ilvl")
                self._styles[_name(style, "styleId")] = inherited

    def next(self, number: str, depth: str, style: str) -> str:
        """Count one paragraph; return what is printed before it, "" where that is no number."""
        inherited, deeper = self._styles.get(style, ("", ""))
        number, depth = number or inherited, depth or deeper
        kind, starts = self._lists.get(number, ("", {}))
        levels, at = self._levels.get(kind, {}), int(depth or 0)
        if at not in levels:
            return ""
        counts = self._counts.setdefault(kind, {})
        counts |= starts
        starts.clear()  # a list begins anew only once
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for below in [each for each in counts if each > at]:
            del counts[below]
        label = levels[at].pattern
        for above, level in levels.items():
            label = label.replace(f"%{above + 1}", _written(counts.get(above, level.start), level))
        return label if label != levels[at].pattern else ""


def _written(number: int, level: _Level) -> str:
    if level.form.startswith("decimal"):
        return chr(0x245F + number) if "Circle" in level.form and number <= 20 else str(number)
    if not _CHINESE.match(level.form) or not 0 < number < 100:
        return ""
    tens, ones = divmod(number, 10)
    return _DIGITS[tens] * (tens > 1) + "十" * (tens > 0) + _DIGITS[ones]


def _level(node: etree._Element) -> _Level:
    start = int(_value(node, "w:start") or 1)
    return _Level(_value(node, "w:numFmt"), _value(node, "w:lvlText"), start)


def _depth(level: etree._Element) -> int:
    return int(_name(level, "ilvl") or 0)


def _name(node: etree._Element, attribute: str) -> str:
    return str(node.get(f"{{{WORD}}}{attribute}", ""))


def _value(node: etree._Element, path: str) -> str:
    found = node.find(path, _NAMES)
    return "" if found is None else _name(found, "val")
