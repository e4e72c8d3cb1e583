"""How a clause begins, and what in it only looks like a deficiency."""

from __future__ import annotations

from functools import lru_cache

from gouji.text.cues import table


def opening(words: str) -> tuple[bool, bool, int]:
    """Return whether adverbs and whether an action open folded `words`, and where adverbs end.

    >>> opening("进一步加强培训"), opening("内容不全")
    ((True, True, 3), (False, False, 0))
    """
    cues, place = table("clauses", "noun", "adverb", "action"), 0
    while hits := cues.at(words, place):
        if any(hit.group == "action" for hit in hits):
            return place > 0 or len(hits) > 1, True, place
        if hits[0].group == "noun":
            break
        place = hits[0].end
    return place > 0, False, place


@lru_cache(maxsize=2048)
def without_echoes(words: str) -> tuple[str, bool]:
    """Return folded `words` without what they deny, prevent or echo, and whether they echo.

    >>> without_echoes("针对更新不及时,加强巡查")
    ('·······,加强巡查', True)
    """
    for name in ("neutral", "zero"):
        words = table("kinds", name).mask(words)
    bare = table("kinds", "echo").mask(words)
    return bare, bare != words
