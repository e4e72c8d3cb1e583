"""Finds the headings of the six sections: candidates first, then the best assignment in order.

Works on folded text without white space, so that headings spread out, cut over two lines or glued
into one long paragraph look alike. A candidate needs a place where a heading can stand and a title
like those of `data/sections.toml`; which candidates are the sections is decided for all at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args

from gouji.data import load_toml
from gouji.model import SectionRole, Span
from gouji.text.fold import fold
from gouji.text.numerals import numeral

ROLES: tuple[SectionRole, ...] = get_args(SectionRole)
MAX_TITLE = 45
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
# inside a line: …落实到位。二、 or 0000四、 — but not “第二、 nor 二十三、
_INLINE = re.compile(
    r"""(?<![第十二三四五六七八九“《〈<"])(?:[一二三四五六七八九]、|第[一二三四五六]部分[:、]?)
      | (?<=[。;!?)”])[1-6l][、.](?!\d)""",
    re.VERBOSE,
)
# 总体情况 2023年 ends well; 总体情况较好, 总体情况、主动公开… are mentions
_LEADER = re.compile(r"[.…·]*\d{0,3}")
_END_WORD = re.compile(r"(?:情况|概况|概述|事项|措施|打算|方面|问题|计划|方向)$")
_LISTED = frozenset("、,;”’》)")
_GOES_ON = _LISTED | frozenset("的和及与等中里较也仍还")
_STOP = frozenset("。:.;")
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_MARKS = frozenset("#*\ufeff\u200b")


@dataclass(frozen=True, slots=True)
class Compact:
    """Folded text without white space and Markdown marks; `index` leads back to the text.

    `breaks` are the positions where a line or cell begins, `gaps` those after any white space.
    """

    text: str
    index: tuple[int, ...]
    breaks: frozenset[int]
    gaps: frozenset[int]

    def span(self, start: int, end: int) -> Span:
        """Return the span, in the text, of a non-empty range of this one."""
        return Span(self.index[start], self.index[end - 1] + 1)


def compact(text: str) -> Compact:
    """Return `text` folded and without white space."""
    chars: list[str] = []
    index: list[int] = []
    breaks, gaps = {0}, {0}
    for position, char in enumerate(fold(text)):
        if char.isspace():
            gaps.add(len(chars))
            if text[position] in "\n\t":
                breaks.add(len(chars))
        elif char not in _MARKS:
            chars.append(char)
            index.append(position)
    ends = {len(chars)}
    return Compact("".join(chars), tuple(index), frozenset(breaks | ends), frozenset(gaps | ends))


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


@dataclass(frozen=True, slots=True)
class RoleTitles:
    """What the headings of one section say; see `data/sections.toml`."""

    pattern: re.Pattern[str]
    official: frozenset[str]
    weak: frozenset[str]
    follows: tuple[str, ...]


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile an expression of `data/sections.toml`, its `{fragments}` filled in."""
    for _ in range(2):
        for name, fragment in load_toml("sections.toml")["fragments"].items():
            source = source.replace(f"{{{name}}}", fragment)
    return re.compile(source, re.VERBOSE)


@cache
def role_titles() -> tuple[RoleTitles, ...]:
    """Return the titles of the sections, in the order of `ROLES`."""
    found: dict[str, dict[str, Any]] = {r["id"]: r for r in load_toml("sections.toml")["role"]}
    return tuple(
        RoleTitles(
            pattern(found[role]["pattern"]),
            frozenset(found[role]["official"]),
            frozenset(found[role].get("weak", ())),
            tuple(found[role].get("follows", ())),
        )
        for role in ROLES
    )


def ordinal(text: str, position: int = 0) -> tuple[str | None, int | None, int]:
    """Return style, value and end of the ordinal of folded `text` at `position`.

    >>> ordinal("六、其他"), ordinal("(二)依申请"), ordinal("总体情况")
    (('han', 6, 2), ('paren', 2, 3), (None, None, 0))
    """
    found = ORDINAL.match(text, position)
    if not found:
        return None, None, position
    style = found.lastgroup if found.lastgroup != "nth" else "part"
    digits = found["nth"] or found[style or 0]
    return style, 1 if digits == "l" else _value(digits), found.end()


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    roman = unicodedata.normalize("NFKC", digits)
    return _ROMAN.index(roman) + 1 if roman in _ROMAN else numeral(digits)


def sections(c: Compact) -> tuple[Candidate, ...]:
    """Return the headings of the sections, at most one a role, in the order of the form."""
    found = sorted(candidates(c), key=lambda candidate: (candidate.start, candidate.end))
    starts = {candidate.start for candidate in found}
    found = [replace(x, score=x.score - 2) if _is_listed(c, x, starts) else x for x in found]
    plain = [x for x in found if x.style not in ("paren", "paren_digit") or x.certain]
    chosen = _best(plain)
    return chosen if len(chosen) >= 3 else max(chosen, _best(found), key=len)


def _is_listed(c: Compact, candidate: Candidate, starts: set[int]) -> bool:
    """Tell whether another heading, or a page number and another, follows at once (目录)."""
    page = _LEADER.match(c.text, candidate.end)
    return (page.end() if page else candidate.end) in starts


def candidates(c: Compact) -> Iterator[Candidate]:
    """Yield every place that could be a section heading, with its score."""
    inline = {found.start() for found in _INLINE.finditer(c.text)}
    stops = sorted(c.breaks)
    following = dict(zip(stops, [*stops[1:], len(c.text)], strict=True))
    for start in sorted(c.breaks | inline):
        if not c.text[start - 1 : start] or c.text[start - 1] not in "“《〈<":
            line_end = following.get(start)
            two = following.get(line_end, line_end) if line_end is not None else None
            yield from _at(c, start, [stop for stop in (line_end, two) if stop is not None])


def _at(c: Compact, start: int, stops: list[int]) -> Iterator[Candidate]:
    """Yield the candidates at `start`; `stops` are where its line and the next one end."""
    style, value, title = ordinal(c.text, start)
    for role, wanted in enumerate(role_titles()):
        end = _title_end(c, title, stops, wanted.pattern, style is not None)
        slip = end is None and style is not None
        if slip:
            end = _slip_end(c, title, wanted.official)
        if end is None:
            continue
        words = c.text[title:end]
        below = c.text[end : end + 60].lstrip("。").partition("。")[0]
        followed = any(mark in below for mark in wanted.follows)
        weak = words in wanted.weak and not followed
        official = words in wanted.official
        if not stops and not (official or slip or followed or start in c.gaps or _after(c, start)):
            continue
        alone = bool(stops) and (end in c.breaks or (end + 1 in c.breaks and c.text[end] in _STOP))
        score = (4 if official else 2 if weak else 3) + 3 * followed
        score += (style is not None) + (value == role + 1) + bool(stops) + alone
        end += end < len(c.text) and c.text[end] in _STOP
        certain = official and alone and value == role + 1
        yield Candidate(start, title, end, role, style, value, weak, certain, score)


def _after(c: Compact, start: int) -> bool:
    """Tell whether a sentence or a row of figures ends before `start`."""
    return start == 0 or c.text[start - 1] in "。;!?)”:" or c.text[start - 1].isdigit()


def _title_end(
    c: Compact, title: int, stops: list[int], wanted: re.Pattern[str], numbered: bool
) -> int | None:
    """Return where a title at `title` ends: with its line, or, after an ordinal, before prose."""
    lines = [stop - (c.text[stop - 1 : stop] in _STOP) for stop in stops]
    fitting = [
        end
        for end in lines
        if title < end <= title + MAX_TITLE and wanted.fullmatch(c.text, title, end)
    ]
    if fitting:
        complete = _END_WORD.search(c.text[title : fitting[0]])
        return fitting[0] if complete else fitting[-1]
    found = wanted.match(c.text, title) if numbered else None
    if not found or found.end() == title or _cut(c, title, found.end()) > 1:
        return None
    return found.end() if _ends_well(c, title, found.end()) else None


def _ends_well(c: Compact, title: int, end: int) -> bool:
    follower = c.text[end : end + 1]
    if end in c.gaps or follower in _STOP:
        return follower not in _LISTED
    return bool(_END_WORD.search(c.text[title:end])) and follower not in _GOES_ON


def _cut(c: Compact, start: int, end: int) -> int:
    return sum(position in c.breaks for position in range(start + 1, end))


def _slip_end(c: Compact, title: int, official: frozenset[str]) -> int | None:
    """Return the end of an official title at `title` written with one or two slips."""
    for wanted in official:
        window = c.text[title : title + len(wanted) + 2]
        if sum(char in window for char in wanted) < len(wanted) - 2:
            continue
        slips, length = _prefix_distance(wanted, window)
        if slips <= max(1, len(wanted) // 8) and _ends_well(c, title, title + length):
            return title + length
    return None


def _prefix_distance(wanted: str, window: str) -> tuple[int, int]:
    """Return the least edit distance of `wanted` to a prefix of `window`, and that prefix's length.

    >>> _prefix_distance("总体情况", "总休情况良好")
    (1, 4)
    """
    row = list(range(len(window) + 1))
    for i, char in enumerate(wanted, 1):
        previous, row = row, [i]
        for j, other in enumerate(window, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (char != other)))
    return min((slips, abs(j - len(wanted)), j) for j, slips in enumerate(row))[::2]


def _best(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the chain of candidates, rising in place and role, with the highest total score."""
    chains: list[tuple[int, tuple[Candidate, ...]]] = []
    for candidate in found:
        before = [
            (total + _link(chain[-1], candidate), chain)
            for total, chain in chains
            if chain[-1].end <= candidate.start and chain[-1].role < candidate.role
        ]
        total, chain = max(before, key=lambda pair: pair[0], default=(0, ()))
        total, chain = (total, chain) if total > 0 else (0, ())
        chains.append((total + candidate.score, (*chain, candidate)))
    return max(chains, key=lambda pair: pair[0], default=(0, ()))[1]


def _link(a: Candidate, b: Candidate) -> int:
    """Return what it adds or costs that heading `b` follows heading `a`."""
    if a.style != b.style:
        return -4 if a.weak or b.weak else -1
    rising = a.value is None or b.value is None or a.value < b.value
    return 1 if rising else -1
