"""Numbers that are no counts: names, titles, addresses, ranks, sessions, idioms."""

from __future__ import annotations

import re
from functools import cache

from gouji.data import load_toml
from gouji.parse.place import Expressions

_CLAUSE = re.compile(r"[,;。:\n]")
_words = Expressions("units", "words")


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the stretches of folded `text` in which no number is a count."""
    tried = (pattern for sign, pattern in _stretches() if sign.search(text))
    return [found.span() for pattern in tried for found in pattern.finditer(text)]


@cache
def _stretches() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    data = load_toml("exclusions.toml")["stretch"]
    return [(re.compile(each["needs"]), re.compile(each["pattern"])) for each in data]


@cache
def _neighbours(unit: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    data = load_toml("exclusions.toml")["neighbour"]
    about = [each for each in data if unit in each["units"]]
    return [(re.compile(f"(?:{e['before']})$"), re.compile(e.get("after", ""))) for e in about]


def excluded(text: str, start: int, end: int, unit: str) -> bool:
    """Tell whether the words around a number with `unit`, `text[start:end]`, make it no count."""
    first = max(0, start - 50)
    for before, after in _neighbours(unit):
        if after.match(text, end) and before.search(text, first, start):
            return True
    return False


def idiom(text: str, start: int, end: int, words: str) -> bool:
    """Tell whether the numeral `words` with its unit, `text[start:end]`, counts nothing.

    一 counts only before its fate (一件转入下年) or behind its noun at the end of a clause
    (行政复议一件), a bare 千 never (千家).
    """
    if _words.fate.match(text, end):
        return False
    before = _words.not_after.search(text, max(0, start - 4), start)
    if before or _words.not_before.match(text, end):
        return True
    if words in ("一", "二", "几", "数"):
        clause = _CLAUSE.split(text[max(0, start - 20) : start])[-1]
        alone = len(clause) < 2 or _words.routine.search(clause)
        return bool(alone) or not _words.end.match(text, end)
    return _words.round.fullmatch(words) is not None
