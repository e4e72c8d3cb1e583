"""Cuts one sentence where a comma parts two predicates (`domain/taxonomy.md`).

Works on folded text without white space. A lead-in (针对…,) and a purpose clause (确保…) stay with
their action; a deficiency, an action, a contrast (但…) of their own make a statement of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from gouji.text.clauses import opening, without_echoes
from gouji.text.cues import table

MIN_CLAUSE = 4
MIN_LISTED = 7
DEFICITS = ("still", "deficient", "need")
# hides the commas of 《甲、乙》, “一快、二准”, 1,200 and (县、乡); not the marker (一)
_PROTECTED = re.compile(
    r"""“[^“”]{0,80}” | "[^"]{0,80}" | 《[^《》]{0,100}》 | \[[^\[\]]{0,60}\] | \d,(?=\d{3})
      | \((?![一二三四五六七八九十\d]{1,3}\))[^()]{0,200}\)""",
    re.VERBOSE,
)
# matches 由于公开是一项长期性工作; not 因人少
_CAUSE = re.compile(r"(?:由于|因为|因|受)(?=.{8})")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch between two commas: where its deficiency stands and what else it does.

    `led` opens like a lead-in, `leads` is nothing more; `results` opens a purpose clause and
    `turns` a contrast.
    """

    start: int
    end: int
    deficit: int | None
    acts: bool
    led: bool
    leads: bool
    results: bool
    turns: bool

    @property
    def size(self) -> int:
        """Its length in characters."""
        return self.end - self.start


def hide(words: str) -> str:
    """Return `words` with titles, quotations, brackets and thousands masked."""
    return _PROTECTED.sub(lambda held: "·" * len(held[0]), words)


def deficit(bare: str) -> int | None:
    """Return where the first deficiency of a text without echoes stands, or None."""
    hits = (hit.start for name in DEFICITS for hit in table("kinds", name).hits(bare))
    return min(hits, default=None)


def clauses(words: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence, cut where a comma and then where a 、 parts predicates."""
    hidden, bare = hide(words), without_echoes(words)[0]
    for start, end in _cut(words, hidden, bare, ",", (0, len(words))):
        for first, last in _cut(words, hidden, bare, "、", (start, end)):
            if last > first:
                yield first, last


def _cut(
    words: str, hidden: str, bare: str, comma: str, within: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    begin, end = within
    held = list(table("clauses", "phrase").hits(hidden))
    commas = [at for at in range(begin, end) if hidden[at] == comma]
    bounds = pairwise([begin - 1, *commas, end])
    parts = [_clause(words[a + 1 : z], bare[a + 1 : z], a + 1) for a, z in bounds]
    left = parts[0]
    for at, place in enumerate(commas, start=1):
        whole = any(phrase.start < place < phrase.end for phrase in held)
        if not whole and _parts(words, left, _reach(parts, at), listed=comma == "、"):
            yield begin, place
            begin, left = parts[at].start, parts[at]
        else:
            left = _join(left, parts[at], listed=comma == "、")
    yield begin, end


def _clause(part: str, bare: str, start: int) -> _Clause:
    lack = deficit(bare)
    led = table("clauses", "lead").opens(part)
    ends = table("clauses", "lead_end").found(part)
    if led:
        leads = ends or not table("clauses", "action").found(part[2:])
    else:
        leads = ends and table("clauses", "led").opens(part)
    return _Clause(
        start,
        start + len(part),
        lack,
        "action" in opening(part),
        led,
        (leads and lack is None) or len(part) < 2,
        lack is None and table("clauses", "result").opens(part),
        table("clauses", "contrast").opens(part),
    )


def _reach(parts: list[_Clause], at: int) -> _Clause:
    """Return clause `at`, joined, where it only leads in, to what it leads in to."""
    right = parts[at]
    for following in parts[at + 1 :]:
        if not right.leads:
            break
        right = _join(right, following)
    return right


def _join(left: _Clause, right: _Clause, *, listed: bool = False) -> _Clause:
    lack = left.deficit
    if lack is None and right.deficit is not None:
        lack = right.start - left.start + right.deficit
    acts = right.acts and right.size > MIN_CLAUSE if listed else left.acts or right.acts
    leads = left.leads and right.leads
    return replace(left, end=right.end, deficit=lack, acts=acts, leads=leads)


def _parts(words: str, left: _Clause, right: _Clause, *, listed: bool) -> bool:
    """Tell whether a comma between two clauses parts two statements."""
    if left.size < MIN_CLAUSE or right.size < MIN_CLAUSE:
        return False
    if listed:
        if left.deficit is not None and (right.deficit or 0) >= 2:
            return min(left.size, right.size) >= MIN_LISTED - 1
        item = left.acts and right.acts and not (left.led or right.results)
        return item and left.size > MIN_CLAUSE and right.size >= MIN_LISTED
    if right.turns:
        return True
    if left.leads or right.results:
        return False
    if right.deficit is None:
        return right.acts
    if left.deficit is None:
        return left.acts or bool(_CAUSE.match(words, left.start))
    return right.deficit >= 2 or table("clauses", "owns").opens(words[right.start : right.end])
