"""Finds the headings of the six sections: candidates first, then the best assignment in order.

Works on folded text without white space, so that headings spread out, cut over two lines or glued
into one long paragraph look alike. A candidate needs a place where a heading can stand and a title
like those of `data/sections.toml`; which candidates are the sections is decided for all at once.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Any, get_args

from gouji.data import load_toml
from gouji.model import SectionRole, Span
from gouji.text.fold import fold
from gouji.text.numerals import numeral

ROLES: tuple[SectionRole, ...] = get_args(SectionRole)
MAX_TITLE, MAX_REACH = 45, 100
# 一、 · 第一部分： · (一) · 1. · l、 · Ⅰ. — but not the 20 of 2023年
ORDINAL = re.compile(
    r"""(?P<part>第(?P<nth>[一二三四五六七八九十\d]{1,2})(?:部分|章|节|篇))[、.:,]?
      | [(](?P<paren>[一二三四五六七八九十]{1,3})[)][、.]?
      | [(](?P<paren_digit>\d{1,2})[)]
      | (?P<han>[一二三四五六七八九十]{1,3})[、.,:·]?
      | (?P<digit>\d{1,2}(?!\d)|l(?=[、.]))[、.,]?
      | (?P<roman>[Ⅰ-Ⅻ]|(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})(?=[、.,:]))[、.,:]?""",
    re.VERBOSE,
)
# what may be a title: 2023年总体情况 — but not the figures of 予以公开000, nor a cell of them
_REACH = re.compile(r"(?:20\d\d|[^\d。;])[^\d。;]*(?:20\d\d[^\d。;]*)*")
# inside a line: …落实到位。二、 or 0000四． — but not “第二、 nor 二十三、
_INLINE = re.compile(
    r"(?<![第十二三四五六七八九“《〈<\"])(?:[一二三四五六七八九][、.]|第[一二三四五六]部分[:、]?)"
)
# after a sentence or a space: 2、主动公开 — but not 2.5
_INLINE_DIGIT = re.compile(r"[1-6l][、.](?!\d)")
# the dots and page number of 总体情况……3
_LEADER = re.compile(r"[.…·]*\(?\d{0,3}\)?")
# 总体情况 2023年 ends well; 总体情况较好, 总体情况、主动公开… are mentions
_END_WORD = re.compile(r"(?:情况|概况|概述|事项|措施|打算|方面|问题|计划|方向)$")
_LISTED = frozenset("、,;”’》)")
_GOES_ON = _LISTED | frozenset("的和及与等中里较也仍还")
_STOP = frozenset("。:.;")
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_MARKS = "#*\ufeff\u200b"
# white space and Markdown marks: the 　 and the ## of a heading; not 、
_SKIPPED = re.compile(rf"[\s{_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Compact:
    """Folded text without white space; `index` leads back to the text.

    `breaks` are the positions where a line or cell begins, `gaps` those after any white space.
    """

    text: str
    index: Sequence[int]
    breaks: frozenset[int] = frozenset()
    gaps: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> Span:
        """Return the span, in the text, of a non-empty range of this one."""
        return Span(self.index[start], self.index[end - 1] + 1)

    def within(self, span: Span) -> str:
        """Return what of this one stands in a span of the text."""
        return self.text[slice(*self._range(span))]

    def find(self, words: str, span: Span) -> Span | None:
        """Return where, in a span of the text, some words without white space first stand."""
        at = self.text.find(words, *self._range(span))
        return self.span(at, at + len(words)) if at >= 0 else None

    def _range(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.index, span.start), bisect_left(self.index, span.end)


@lru_cache(16)
def compact(text: str) -> Compact:
    """Return `text` folded and without white space and Markdown marks."""
    folded = fold(text)
    index, gaps, breaks, at = list[int](), {0}, {0}, 0
    for skipped in _SKIPPED.finditer(folded + "\n"):
        index += range(at, skipped.start())
        at = skipped.end()
        if white := skipped[0].strip(_MARKS):
            gaps.add(len(index))
            if "\n" in white or "\t" in white:
                breaks.add(len(index))
    return Compact(squeezed(folded), index, frozenset(breaks), frozenset(gaps))


def squeezed(text: str) -> str:
    """Return `text` without white space and Markdown marks."""
    return _SKIPPED.sub("", text)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the heading of section `role` (an index of `ROLES`).

    `weak` titles may be those of sub-headings; `certain` is the official title with its number.
    """

    start: int
    title: int
    end: int
    role: int
    style: str | None
    value: int | None
    weak: bool
    certain: bool
    score: int


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile an expression of `data/sections.toml`, its `{fragments}` filled in."""
    for _ in range(2):
        for name, fragment in load_toml("sections.toml")["fragments"].items():
            source = source.replace(f"{{{name}}}", fragment)
    return re.compile(source, re.VERBOSE)


def cue(table: str, key: str = "pattern") -> re.Pattern[str]:
    """Return the expression `key` of a table of `data/sections.toml`."""
    return pattern(load_toml("sections.toml")[table][key])


@cache
def titles() -> Mapping[SectionRole, Mapping[str, Any]]:
    """Return what the headings of each section say, the entries of `data/sections.toml`."""
    return {entry["id"]: entry for entry in load_toml("sections.toml")["role"]}


def ordinal(text: str, position: int = 0) -> tuple[str | None, int | None, int]:
    """Return style, value and end of the ordinal of folded `text` at `position`.

    >>> ordinal("六、其他"), ordinal("(二)依申请"), ordinal("总体情况")
    (('han', 6, 2), ('paren', 2, 3), (None, None, 0))
    """
    found = ORDINAL.match(text, position)
    if not found:
        return None, None, position
    style = found.lastgroup if found.lastgroup != "nth" else "part"
    digits = unicodedata.normalize("NFKC", found["nth"] or found[style or 0]).replace("l", "1")
    if digits.isdecimal():
        return style, int(digits), found.end()
    roman = digits in _ROMAN
    return style, _ROMAN.index(digits) + 1 if roman else numeral(digits), found.end()


def sections(c: Compact) -> tuple[Candidate, ...]:
    """Return the headings of the sections, at most one a role, in the order of the form."""
    found = sorted(candidates(c), key=attrgetter("start", "end"))
    starts = {candidate.start for candidate in found}
    for i, listed in enumerate(found):  # another heading follows at once: a list of contents
        page = _LEADER.match(c.text, listed.end)
        if page and page.end() in starts:
            found[i] = replace(listed, score=listed.score - 2)
    plain = [x for x in found if x.style not in ("paren", "paren_digit") or x.certain]
    chosen = _best(plain)
    return chosen if len(chosen) >= 3 else max(chosen, _best(found), key=len)


def candidates(c: Compact) -> Iterator[Candidate]:
    """Yield every place that could be a section heading, with its score."""
    following = dict(pairwise(sorted(c.breaks)))
    inside = {found.start() for found in _INLINE.finditer(c.text)}
    digits = (found.start() for found in _INLINE_DIGIT.finditer(c.text))
    inside |= {at for at in digits if at in c.gaps or c.text[at - 1 : at] in "。;!?)”"}
    for start in sorted(c.breaks | inside):
        last, stop = c.text[start - 1 : start], following.get(start)
        stops = [stop, following.get(stop, stop)] if stop else []
        ended = last in "。;!?)”:" or last.isdigit() or start in c.gaps
        if not last or last not in "“《〈<":
            yield from _at(c, start, stops, ended)


def _at(c: Compact, start: int, stops: list[int], ended: bool) -> Iterator[Candidate]:
    """Yield the candidates at `start`; `stops` are where its line and the next one end.

    Inside a line, where there are none, a free title needs a sentence `ended` before it.
    """
    style, value, title = ordinal(c.text, start)
    if not c.breaks.isdisjoint(range(start + 1, title)):  # a cell above, 0, and 1、
        return
    lines = [stop - (c.text[stop - 1 : stop] in _STOP) for stop in stops]
    near = [end for end in lines if title < end <= title + MAX_TITLE]
    if not style and not near:
        return
    found = _REACH.match(c.text, title, title + MAX_REACH if style else near[-1])
    reach = found[0] if found else ""
    for role, wanted in enumerate(titles().values()):
        if not pattern(wanted["needs"]).search(reach):
            continue
        known = _title_end(c, title, near, pattern(wanted["pattern"]), style)
        end = known or (_slip_end(c, title, wanted["official"]) if style else None)
        if end is None:
            continue
        words, below = c.text[title:end], c.text[end : end + 60].lstrip("。").partition("。")[0]
        followed = any(mark in below for mark in wanted["follows"])
        official, weak = words in wanted["official"], words in wanted["weak"] and not followed
        if not stops and known and not (official or followed or ended):
            continue
        alone = bool(stops) and (end in c.breaks or (end + 1 in c.breaks and c.text[end] in _STOP))
        score = (4 if official else 2 if weak else 3) + 3 * followed
        score += (style is not None) + (value == role + 1) + bool(stops) + alone
        end += end < len(c.text) and c.text[end] in _STOP
        certain = official and alone and value == role + 1
        yield Candidate(start, title, end, role, style, value, weak, certain, score)


def _title_end(
    c: Compact, title: int, near: list[int], wanted: re.Pattern[str], style: str | None
) -> int | None:
    """Return where a title at `title` ends: with a line, or, after an ordinal, before prose."""
    if fitting := [end for end in near if wanted.fullmatch(c.text, title, end)]:
        complete = _END_WORD.search(c.text[title : fitting[0]])
        return fitting[0] if complete else fitting[-1]
    found = wanted.match(c.text, title) if style else None
    if not found or found.end() == title:
        return None
    cuts = sum(place in c.breaks for place in range(title + 1, found.end()))
    return found.end() if cuts < 2 and _ends_well(c, title, found.end()) else None


def _ends_well(c: Compact, title: int, end: int) -> bool:
    follower = c.text[end : end + 1]
    if end in c.gaps or follower in _STOP:
        return follower not in _LISTED
    return bool(_END_WORD.search(c.text[title:end])) and follower not in _GOES_ON


def _slip_end(c: Compact, title: int, official: Sequence[str]) -> int | None:
    """Return the end of an official title at `title` written with one or two slips."""
    for wanted in official:
        size = len(wanted)
        if sum(map(c.text[title : title + size + 2].__contains__, wanted)) < size - 2:
            continue
        for length in (size, size - 1, size + 1):
            words = c.text[title : title + length]
            blocks = SequenceMatcher(None, wanted, words).get_matching_blocks()
            slips = max(size, length) - sum(block.size for block in blocks)
            if slips <= max(1, size // 8) and _ends_well(c, title, title + length):
                return title + length
    return None


def _best(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the chain of candidates, rising in place and role, with the highest total score.

    Of the chains that end alike only the best goes on, so that long lists of headings cost little.
    """
    chains: dict[object, tuple[int, tuple[Candidate, ...]]] = {None: (0, ())}
    for x in found:
        before = [
            (total + _link(chain, x), chain)
            for total, chain in chains.values()
            if not chain or (chain[-1].end <= x.start and chain[-1].role < x.role)
        ]
        total, chain = max(before, key=itemgetter(0))
        made, ending = (total + x.score, (*chain, x)), (x.role, x.style, x.value, x.weak)
        chains[ending] = max(chains.get(ending, made), made, key=itemgetter(0))
    return max(chains.values(), key=itemgetter(0))[1]


def _link(chain: Sequence[Candidate], following: Candidate) -> int:
    """Return what it adds or costs that a heading follows a chain."""
    if not chain:
        return 0
    last = chain[-1]
    if last.style != following.style:
        return -4 if last.weak or following.weak else -1
    return -1 if last.value and following.value and last.value >= following.value else 1
