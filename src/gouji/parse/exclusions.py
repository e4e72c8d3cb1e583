"""Numbers that are no counts: names, titles, dates, addresses, ranks, idioms.

`spans` returns the stretches of a passage inside which no number counts (`exclusions.toml`),
`idiom` judges a Chinese numeral with its unit by its neighbours (两个方面, 一次性).
"""

from __future__ import annotations

import re
from functools import cache

from gouji.data import load_toml

# matches 申请一件, (the end); not 一件实事
_END = re.compile(r"$|[,;。、!)\n]")
_ROUTINE = re.compile(r"每|至少|逢|一?[年月季周]$|进行$|任何|哪怕")
_ROUND = re.compile(r"[百千万亿]+|十[万亿]")


@cache
def _patterns() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    entries = load_toml("exclusions.toml")["exclusion"]
    return tuple((frozenset(each["needs"]), re.compile(each["pattern"])) for each in entries)


def spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches of folded `text` in which no number is a count."""
    present = set(text)
    return [
        found.span()
        for needs, pattern in _patterns()
        if not needs.isdisjoint(present)
        for found in pattern.finditer(text)
    ]


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_toml("units.toml")["words"]
    return re.compile(f"(?:{words['not_after']})$"), re.compile(words["not_before"])


def idiom(text: str, start: int, end: int, words: str) -> bool:
    """Tell whether the numeral `words` with its unit, `text[start:end]`, counts nothing.

    一 counts only behind its noun at the end of a clause (行政复议一件), a bare 千 never (千家).
    """
    after, before = _words()
    if after.search(text, max(0, start - 4), start) or before.match(text, end):
        return True
    if words in ("一", "二", "几", "数"):
        clause = re.split(r"[,;。:\n]", text[max(0, start - 20) : start])[-1]
        return not _END.match(text, end) or len(clause) < 2 or bool(_ROUTINE.search(clause))
    return _ROUND.fullmatch(words) is not None
