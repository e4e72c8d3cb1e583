"""The narrative as reconciliation searches it: folded text, its counts, sentences and brackets.

Tables are blanked out, so that positions stay valid. What leads up to a count is its `label`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from gouji.data import load_toml
from gouji.model import Quantity, Report, Span
from gouji.text.cues import CueTable
from gouji.text.fold import fold

REACH = 800
# a full stop, or a line end that goes on with no list and no number: matches "3件。", not "3件;\n"
_END = re.compile(r"[。!?\n](?<![;:,、\n]\n)(?<!\d\n(?=\d))")
# matches "另有2件顺延至下年度答复", "2件结转"; not "上年结转"
LEFT_OVER = re.compile(
    r"(?<![年度])结转|顺延|延期|转下|正在(?:办|处|审)理|尚未(?:办结|审结|答复)|未[到满]"
)
# matches "因政府信息公开引发的行政复议", "复议后起诉", as the form says; not "公开审理行政复议案件"
_DISCLOSURE = re.compile(
    r"""信息公开|政务公开|公开(?:政府)?信息|申请公开|公开申请
    |复议后(?:再|又)?(?:起诉|提起)|未经(?:行政)?复议|直接(?:起诉|提起)""",
    re.VERBOSE,
)
# a heading, in which `asked` tells of requests: matches "(二)依申请公开情况"; not "五是公开"
_HEADING = re.compile(
    r"""^[ ]*(?:[一二三四五六七八九十]+、|\d+[、.](?!\d)|\([一二三四五六七八九十\d]+\))
    (?P<asked>[^。\n]{0,20}申请公开)?""",
    re.MULTILINE | re.VERBOSE,
)
# words set aside between two parts: "(占三成)", ",占32.6%", ",同比增长5%"; not ",占地20亩"
_ASIDE = re.compile(r"\([^()]*\)|占[^,;、。]*?%|\d[\d.]*%")
_CLAUSE = re.compile(r"[,;:、(]")
# what a clause says behind its count: "对3件|不予公开"
_BEHIND = re.compile(r"[^\d,;:、。()\n]*")


@cache
def cues(*groups: str) -> CueTable:
    """Return the cues of some groups of `data/relations.toml`."""
    data = load_toml("relations.toml")
    return CueTable({name: data[name] for name in groups})


class Prose:
    """The narrative of a report with its counts in order, and what stands around each."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = "".join(_narrative(report))
        self.counts = sorted(report.quantities, key=lambda qty: (qty.span.start, qty.span.end))
        self._starts = [qty.span.start for qty in self.counts]
        self._ends = [0, *(found.end() for found in _END.finditer(self.text)), len(self.text) + 1]
        self._brackets = list(_brackets(self.text))
        self._labels: dict[int, str] = {}
        self._inside: dict[int, Span | None] = {}

    def between(self, start: int, end: int) -> Sequence[Quantity]:
        """Return the counts that begin in a stretch of text."""
        return self.counts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def bracket(self, position: int) -> Span | None:
        """Return the innermost bracket around a position, without its signs."""
        if position not in self._inside:
            around = [span for span in self._brackets if span.start <= position <= span.end]
            self._inside[position] = max(around, default=None)
        return self._inside[position]

    def start(self, position: int) -> int:
        """Return where the sentence of a position begins."""
        return max(self._ends[bisect_right(self._ends, position) - 1], position - REACH)

    def end(self, position: int) -> int:
        """Return where the sentence of a position ends, or its bracket."""
        end = min(self._ends[bisect_right(self._ends, position)] - 1, position + REACH)
        around = self.bracket(position)
        return min(end, around.end) if around else end

    def sentence(self, span: Span) -> str:
        """Return the sentence around a place, with the one before where it goes on with 其中."""
        start, end = self.start(span.start), self._ends[bisect_right(self._ends, span.end)]
        if self.text.startswith("其中", start):
            start = self.start(start - 1)
        return self.text[start:end]

    def paragraph(self, span: Span) -> str:
        """Return what leads up to a place in its paragraph, and the paragraph or heading before."""
        start = self.text.rfind("\n", 0, span.start)
        return self.text[self.text.rfind("\n", 0, max(start, 0)) + 1 : span.start]

    def disclosed(self, span: Span) -> bool:
        """Tell whether a place surely speaks of disclosure: by section, heading or sentence."""
        section = self.report.section("disputes")
        inside = section is not None and section.span.covers(span)
        headings = [found["asked"] for found in _HEADING.finditer(self.text, 0, span.start)]
        said = bool(headings and headings[-1]) or _DISCLOSURE.search(self.sentence(span))
        return inside or bool(said)

    def gap(self, start: int, end: int) -> str:
        """Return the words of a stretch without bracketed words and shares."""
        return _ASIDE.sub("", self.text[start:end])

    def label(self, qty: Quantity) -> str:
        """Return the words that lead up to a count within its clause."""
        if qty.id not in self._labels:
            end = qty.span.start
            start = max(self.start(end), end - 60)
            before = max((other.span.end for other in self.between(start, end)), default=start)
            self._labels[qty.id] = _CLAUSE.split(self.gap(before, end))[-1].strip()
        return self._labels[qty.id]

    def plain(self, qty: Quantity) -> bool:
        """Tell whether the clause of a count names nothing but what all such counts are of."""
        behind = _BEHIND.match(self.text, qty.span.end)
        clause = self.label(qty) + (behind[0] if behind else "")
        return cues("plain").found(re.sub(r"\s", "", clause))

    def compares(self, qty: Quantity) -> bool:
        """Tell whether a count is a difference, or of last year, not a figure of its own."""
        return qty.period == "last_year" or cues("comparison").found(self.label(qty))


def _narrative(report: Report) -> Iterator[str]:
    place = 0
    for table in sorted(report.tables, key=lambda table: table.span):
        start, end = max(place, table.span.start), max(place, table.span.end)
        yield fold(report.text[place:start])
        yield " " * (end - start)
        place = end
    yield fold(report.text[place:])


def _brackets(text: str) -> Iterator[Span]:
    stack: list[int] = []
    for found in re.finditer(r"[()〔〕\n]", text):
        if found[0] in "(〔":
            stack.append(found.end())
        elif found[0] == "\n":
            stack.clear()
        elif stack:
            yield Span(stack.pop(), found.start())
