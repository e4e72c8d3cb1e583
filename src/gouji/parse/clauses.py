"""Cuts one sentence where a comma parts two predicates (`domain/taxonomy.md`).

Works on folded text without white space. A lead-in (针对…,) and a purpose clause (确保…) stay with
their action; a deficiency, an action, a contrast (但…) of their own make a statement of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise

from gouji.text.clauses import opening, without_echoes
from gouji.text.cues import table

MIN_CLAUSE = 4
MIN_SUBJECT = 2
MAX_END = 6
MIN_LISTED = 7
# hides the commas of 《甲、乙》, “一快、二准”, 1,200 and (县、乡); not the marker (一)
_PROTECTED = re.compile(
    r"""“[^“”]{0,80}” | "[^"]{0,80}" | 《[^《》]{0,100}》 | \[[^\[\]]{0,60}\] | ,(?<=\d,)(?=\d{3})
      | \((?![一二三四五六七八九十\d]{1,3}\))[^()]{0,200}\)""",
    re.VERBOSE,
)
# drops what stands before the noun: 下发的标准目录 → 标准目录
_MODIFIER = re.compile("^.*的|(?:政务|信息)公开")


def hide(words: str) -> str:
    """Return `words` with titles, quotations, brackets and thousands masked."""
    return _PROTECTED.sub(lambda held: "·" * len(held[0]), words)


def deficits(bare: str) -> list[int]:
    """Return where the deficiencies of a text without echoes stand."""
    return [hit.start for hit in table("kinds", "still", "deficient", "need").hits(bare)]


def clauses(words: str, hidden: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence, cut where a comma and then where a 、 parts predicates.

    `hidden` is what `hide` makes of `words`.
    """
    if "," not in hidden and "、" not in hidden:
        yield 0, len(words)
        return
    lacks = deficits(words) and deficits(without_echoes(words)[0])
    held = [range(hit.start, hit.end) for hit in table("clauses", "phrase").hits(hidden)]
    marks = [at for at, char in enumerate(hidden) if char in ",、"]
    free = [at for at in marks if not any(at in phrase for phrase in held)] if held else marks
    commas = [at for at in free if hidden[at] == ","]
    for begin, end in _cut(words, lacks, (0, len(words)), commas, _parted):
        lists = [at for at in free if begin < at < end and hidden[at] == "、"]
        long = lacks or any(z - a > MIN_LISTED for a, z in pairwise([*lists, end]))
        if not (lists and long) or table("clauses", "gathers").found(hidden[begin:end]):
            yield begin, end
        else:
            yield from _cut(words, lacks, (begin, end), lists, _listed)


class _Clause:
    """A stretch between two commas.

    `lack` is where its deficiency stands, `acts` whether an action opens it, behind adverbs up to
    `plain`.
    """

    def __init__(self, words: str, start: int, end: int, lacks: list[int]) -> None:
        self.words, self.start, self.end = words[start:end], start, end
        at = bisect_left(lacks, start)
        self.lack = lacks[at] - start if at < len(lacks) and lacks[at] < end else None
        _, self.acts, self.plain = opening(self.words)

    @property
    def owns(self) -> bool:
        """Whether its deficiency has a subject of its own, or needs none."""
        if self.lack is None:
            return False
        return self.lack - self.plain >= MIN_SUBJECT or self.opens("owns")

    def opens(self, group: str) -> bool:
        """Tell whether a cue of `group` opens it."""
        return table("clauses", group).opens(self.words)

    @property
    def tells(self) -> bool:
        """Whether it has a predicate that is neither a deficiency nor an action at its head."""
        return table("clauses", "predicate").found(self.words)

    @property
    def names(self) -> bool:
        """Whether it ends in a noun that what follows says something of."""
        return table("clauses", "lead_end").found(self.words[-MAX_END:])

    @property
    def leads(self) -> bool:
        """Whether it only leads in to the next clause."""
        if self.lack is not None or len(self.words) < MIN_SUBJECT:
            return self.lack is None
        leads = self.opens("lead")
        if not (leads or self.opens("led")):
            return False
        rest = _MODIFIER.sub("", hide(self.words)[2:])
        acts = table("clauses", "action").found(rest)
        return self.names or (leads and (self.opens("means") or not acts))

    @property
    def results(self) -> bool:
        """Whether it opens a purpose clause."""
        return self.lack is None and self.opens("result")


_Parts = Callable[[list[_Clause], _Clause, _Clause], bool]


def _cut(
    words: str, lacks: list[int], within: tuple[int, int], commas: list[int], parts: _Parts
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `within`, cut at those of `commas` where two statements part."""
    begin, end = within
    if not commas:
        yield within
        return
    edges = [begin - 1, *commas, end]
    row = [_Clause(words, a + 1, z, lacks) for a, z in pairwise(edges) if z > a + 1]
    kept = row[:1]
    for at, clause in enumerate(row[1:], start=1):
        main = next((part for part in row[at:-1] if not part.leads), row[-1])
        long = clause.start - 1 - begin >= MIN_CLAUSE <= main.end - clause.start
        if long and parts(kept, clause, main):
            yield begin, clause.start - 1
            begin, kept = clause.start, []
        kept.append(clause)
    yield begin, end


def _parted(kept: list[_Clause], right: _Clause, main: _Clause) -> bool:
    """Tell whether a comma parts two statements; `main` is what `right` leads in to, or itself."""
    if right.opens("contrast"):
        return True
    if right.results or all(part.leads for part in kept):
        return False
    if right.opens("some") or table("kinds", "none").opens(right.words):
        return True
    lacking = any(part.lack is not None for part in kept)
    acting = any(part.acts for part in kept)
    if main.lack is not None:
        own = main.owns or main.opens("shifts")
        return own if lacking else acting or (own and (kept[-1].tells or not kept[-1].names))
    return main.acts or (main.tells and (lacking or acting or kept[-1].tells))


def _listed(kept: list[_Clause], right: _Clause, main: _Clause) -> bool:
    """Tell whether a 、 parts two statements rather than two things."""
    left = kept[-1]
    if left.lack is not None and right.lack is not None:
        return right.owns
    items = left.acts and right.acts and not (kept[0].opens("lead") or right.results)
    return items and len(left.words) > MIN_CLAUSE and len(main.words) >= MIN_LISTED
