"""How a clause begins, and what in it only looks like a deficiency."""

from __future__ import annotations

from gouji.text.cues import table


def opening(words: str) -> frozenset[str]:
    """Return which of "adverb" and "action" open folded `words`.

    >>> sorted(opening("进一步加强培训")), sorted(opening("内容不全"))
    (['action', 'adverb'], [])
    """
    found: set[str] = set()
    hits = table("clauses", "adverb", "action").at(words, 0)
    while hits:
        found.update(hit.group for hit in hits)
        if "action" in found:
            break
        hits = table("clauses", "adverb", "action").at(words, hits[0].end)
    return frozenset(found)


def without_echoes(words: str) -> tuple[str, bool]:
    """Return folded `words` without what they deny, prevent or echo, and whether they echo.

    >>> without_echoes("针对更新不及时,加强巡查")
    ('·······,加强巡查', True)
    """
    for name in ("neutral", "zero"):
        words = table("kinds", name).mask(words)
    bare = table("kinds", "echo").mask(words)
    return bare, bare != words
