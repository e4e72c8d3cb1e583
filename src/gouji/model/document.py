"""What a file says: one immutable text, its blocks and layout tables; figures as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of `text` under this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """The file an audit speaks of; its identity is the hash, not the path."""

    uri: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source a block stands: page (from 1) or XPath."""

    page: int | None = None
    xpath: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one serialised table, in reading order."""

    span: Span
    kind: Literal["paragraph", "table"]
    place: Place = Place()


class GridCell(NamedTuple):
    """One cell of a layout table; a merged cell appears once, where it starts."""

    text: str
    span: Span
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A layout table as the file draws it: rows of cells in visual order, nothing interpreted.

    `certain` is false where the reader had to guess the cell borders.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    span: Span
    place: Place = Place()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """What the file says: one immutable text in reading order, its blocks and layout tables.

    Page furniture is removed (kept in `notes`), soft line breaks are joined, and each table is
    serialised once at its place: cells joined by tabs, rows by line feeds. `offsets` holds
    (text offset, source offset) pairs in ascending order, linear between two pairs.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ((0, 0),)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as an interval in its canonical unit.

    `low`/`high` are the bounds given by hedges and printed precision; an open bound is None.
    5.4万条 has amount 54000, low 53500, high 54500 and `high_exclusive`.
    """

    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    surface: str
    raw_unit: str = ""
    high_exclusive: bool = False

    def overlaps(self, other: Value) -> bool:
        """Tell whether some figure satisfies both intervals."""
        return _below(self, other) and _below(other, self)


def _below(a: Value, b: Value) -> bool:
    """Tell whether the lower end of `a` does not lie above the upper end of `b`."""
    if a.low is None or b.high is None:
        return True
    return a.low < b.high if b.high_exclusive else a.low <= b.high
