"""Builds a `Document` from ranges of the decoded source, keeping the way back to it.

Invisible characters go, and inside table cells spaces between Chinese characters; nothing else
changes. Which ranges make a line or a cell is the readers' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gouji.model import Block, Document, Grid, GridCell, Place, Source, Span
from gouji.text.lines import (
    Layout,
    Line,
    is_page_number,
    measure,
    paragraphs,
    width,
    without_furniture,
)

Range = tuple[int, int]
_JUNK = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"
)
_HAN = "\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff，。；：、！？（）《》“”"
_EDGES = " \t\xa0\u3000\ufdd9"
"""What often stands around a text and does not show; a line end of marked text is one."""

VISIBLE = re.compile(rf"[^\s{_JUNK}]")
_DROP = re.compile(rf"[{_JUNK}]+")
# as _DROP, and in a cell the spaces of 商 业 企 业, not those of 0 0
_DROP_IN_CELL = re.compile(rf"[{_JUNK}]+|(?<=[{_HAN}])[ \xa0\u3000]+(?=[{_HAN}])")
# as _DROP, and on a printed page the spaces of 电话 ： 0571 and 健康 。, not those of 2024 年
_DROP_ON_PAGE = re.compile(
    rf"[{_JUNK}]+|(?<![ ])[ ]+(?=[，。；：、！？）》”])|(?<=[，。；：、（《“])[ ]+"
)


class RawCell(NamedTuple):
    """A table cell as ranges of the source, one for each of its lines."""

    ranges: tuple[Range, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class RawTable:
    """A layout table as rows of raw cells, the page it begins on, and whether borders are sure."""

    rows: Sequence[Sequence[RawCell]]
    page: int | None = None
    certain: bool = True

    def ranges(self) -> Iterator[Range]:
        """Return the ranges of its cells in order."""
        return (part for row in self.rows for each in row for part in each.ranges)

    @property
    def start(self) -> int:
        """Return where its text begins; a table without text begins nowhere."""
        return next(self.ranges())[0]


class Ruler:
    """Makes lines of ranges of a source without edges of its own: columns are counted."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self.page = 1

    def line(self, start: int, end: int) -> Line | None:
        """Return the line of a range, None where nothing shows; a page number ends a page."""
        first, last = trim(self._raw, start, end)
        if first == last:
            return None
        left = width(_DROP.sub("", self._raw[start:first]).replace("\t", "    "))
        text, page = self._raw[first:last], self.page
        self.page += is_page_number(text)
        return Line(first, last, text, left, left + width(text), page)


def cell(raw: str, parts: Iterable[Range], row_span: int = 1, column_span: int = 1) -> RawCell:
    """Return the cell made of these ranges, as far as something shows in them."""
    trimmed = [trim(raw, start, end) for start, end in parts]
    return RawCell(tuple([part for part in trimmed if part[0] < part[1]]), row_span, column_span)


def trim(raw: str, start: int, end: int) -> Range:
    """Return the range without invisible characters at its ends, empty where nothing shows."""
    text = raw[start:end]
    shown = text.strip(_EDGES)
    if shown.isprintable():  # which no junk is
        if len(shown) < end - start:
            start += text.index(shown)
        return start, start + len(shown)
    first = VISIBLE.search(raw, start, end)
    while first and not VISIBLE.match(raw, end - 1):
        end -= 1
    return (first.start(), end) if first else (start, start)


def compose(
    raw: str,
    items: Sequence[Line | RawTable | None],
    source: Source,
    notes: Sequence[str],
    *,
    paged: bool = False,
) -> Document:
    """Build the document of a source without margins: page furniture out, hard wrapping undone."""
    kept, removed = without_furniture(items, paged=paged)
    layout = measure([item for item in kept if isinstance(item, Line)], unit=2, certain=False)
    return build(raw, kept, layout, source, [*notes, *(f"removed: {text}" for text in removed)])


def build(
    raw: str,
    items: Iterable[Line | RawTable | None],
    layout: Layout | None,
    source: Source,
    notes: Iterable[str],
    *,
    printed: bool = False,
) -> Document:
    """Build the document: lines joined into paragraphs, tables between them; None ends a run.

    On a `printed` page spaces around Chinese punctuation come from justified lines and go.
    """
    builder = _Builder(raw)
    run: list[Line] = []
    for item in [*items, None]:
        if isinstance(item, Line):
            run.append(item)
            continue
        for group in paragraphs(run, layout):
            ranges = [(line.start, line.end) for line in group]
            builder.paragraph(ranges, printed=printed, page=group[0].page if printed else None)
        run = []
        if item:
            builder.grid(item)
    return Document(
        source,
        "\n".join(builder.texts),
        tuple(builder.blocks),
        tuple(builder.grids),
        tuple(notes),
        tuple(builder.offsets) or ((0, 0),),
    )


class _Builder:
    """Collects the texts of the blocks, each with its place in `raw`, the decoded source."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.texts: list[str] = []
        self.offsets: list[tuple[int, int]] = []
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self._length, self._shift = 0, -1

    def paragraph(self, ranges: Sequence[Range], *, printed: bool, page: int | None) -> None:
        """Append a paragraph."""
        start = self._begin()
        self.texts.append(self._join(ranges, _DROP_ON_PAGE if printed else _DROP))
        self.blocks.append(Block(Span(start, self._length), "paragraph", Place(page=page)))

    def grid(self, table: RawTable) -> None:
        """Append a table: rows by line feeds, cells by tabs; a row that shows nothing goes."""
        start = self._begin()
        made: list[tuple[GridCell, ...]] = []
        for row in table.rows:
            if len(row) > 1 or any(cell.ranges for cell in row):
                self._length += len(made) > 0
                made.append(tuple(self._cells(row)))
        self.texts.append("\n".join(["\t".join([cell.text for cell in row]) for row in made]))
        span, place = Span(start, self._length), Place(page=table.page)
        self.grids.append(Grid(tuple(made), span, place, table.certain))
        self.blocks.append(Block(span, "table", place))

    def _begin(self) -> int:
        self._length += len(self.blocks) > 0
        return self._length

    def _cells(self, row: Sequence[RawCell]) -> Iterator[GridCell]:
        start = self._length
        for ranges, deep, wide in row:
            text = self._join(ranges, _DROP_IN_CELL) if ranges else ""
            yield GridCell(text, Span(start, self._length), deep, wide)
            start = self._length = self._length + 1
        self._length -= 1

    def _join(self, ranges: Sequence[Range], drop: re.Pattern[str]) -> str:
        """Return the text of ranges, which goes on from where the document ends."""
        raw, base, text = self.raw, self._length, ""
        for start, end in ranges:
            piece = raw[start:end]
            if text and _spaced(text[-1], piece[0]):
                text += " "
            kept = [(start, end)]
            if " " in piece or not piece.isprintable():
                holes = [edge for hole in drop.finditer(raw, start, end) for edge in hole.span()]
                kept = list(pairwise((start, *holes, end)))[::2]
            for first, last in kept:
                if first < last and first - base - len(text) != self._shift:
                    self._shift = first - base - len(text)
                    self.offsets.append((base + len(text), first))
                text += raw[first:last]
        self._length += len(text)
        return text if text.isprintable() else text.replace("\t", " ")


def _spaced(left: str, right: str) -> bool:
    """Tell whether a line break stands for a space: between Latin words, not inside a number."""
    both = left + right
    return both.isascii() and both.isalnum() and not both.isdigit()
