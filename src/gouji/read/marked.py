"""Reads marked text, the flat form that the stylesheets of `data/flatten` give a page or document.

Noncharacters stand for the ends of lines, for tables, rows, cells, boxes and links. A table that
only lays out the page (one column; tables or the bulk of the text in a cell) is unfolded into its
lines. Of a nested table in any other the text is kept, not the grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import NamedTuple

from lxml import etree

from gouji.data import load_text
from gouji.read.build import Range, RawCell, RawTable, Ruler, cell
from gouji.text.lines import Line

TABLE, TABLE_END, ROW, CELL, BOX, BOX_END, VALUE_END, LINK, LINK_END, LINE_END, NUMBER = (
    chr(code) for code in range(0xFDD0, 0xFDDB)
)
_MARK = re.compile(f"([{TABLE}{TABLE_END}{BOX_END}]|[{ROW}{CELL}{BOX}][^{VALUE_END}]*{VALUE_END})")
_BULK = 400
"""A cell with more characters than this, and most of its table's, holds a stretch of the page."""

Part = Range | RawTable


@dataclass(slots=True)
class Box:
    """A stretch of the marked text that the source keeps together, with its names there."""

    label: str
    start: int
    end: int = 0


class _Cell(NamedTuple):
    """A cell as marked: "2,3" spans columns and rows, "1,below" belongs to the cell above."""

    value: str
    start: int
    parts: list[Part]

    def ranges(self) -> Iterator[Range]:
        for part in self.parts:
            yield from part.ranges() if isinstance(part, RawTable) else (part,)


def ruled(text: str, parts: Iterable[Part]) -> list[Line | RawTable | None]:
    """Return the lines and tables of ranges and tables."""
    ruler = Ruler(text)
    return [ruler.line(*part) if isinstance(part, tuple) else part for part in parts]


def flatten(root: object, form: str) -> str:
    """Return an lxml tree as marked text; `form` names the stylesheet."""
    return str(_stylesheet(form)(root))


@cache
def _stylesheet(form: str) -> etree.XSLT:
    return etree.XSLT(etree.fromstring(load_text(f"flatten/{form}.xsl").encode()))


def read_marked(text: str) -> tuple[list[Part], list[Box]]:
    """Return lines (ranges) and tables of marked text, and its boxes; the first is the whole."""
    boxes, around = [Box("", 0, len(text))], list[Box]()
    sink = top = list[Part]()
    tables: list[tuple[list[Part], list[list[_Cell]]]] = []
    at = 0
    pieces = iter([*_MARK.split(text), LINE_END])
    for body, mark in zip(pieces, pieces, strict=True):
        for line in body.split(LINE_END):
            if line:
                sink.append((at, at + len(line)))
            at += len(line) + 1
        start = at - 1
        at = start + len(mark)
        kind = mark[0]
        if kind == CELL and tables and tables[-1][1]:
            tables[-1][1][-1].append(_Cell(mark[1:-1], start, sink := []))
        elif kind == ROW and tables:
            tables[-1][1].append([_Cell(f"{mark[1:-1] or 0},gap", start, [])])
        elif kind == BOX:
            around.append(Box(mark[1:-1], start))
        elif kind == BOX_END and around:
            boxes.append(around.pop())
            boxes[-1].end = start
        elif kind == TABLE:
            tables.append((sink, []))
        elif kind == TABLE_END and tables:
            sink, rows = tables.pop()
            sink += _settled(text, rows, boxes, start)
    return top, boxes


def _settled(
    text: str, rows: Sequence[Sequence[_Cell]], boxes: list[Box], end: int
) -> Iterator[Part]:
    """Yield a table, or its content where it only lays out the page; its cells are boxes then."""
    cells = [each for row in rows for each in row[1:]]
    starts = [each.start for each in cells]
    ends = [*starts[1:], end]
    nested = [part for each in cells for part in each.parts if isinstance(part, RawTable)]
    inside = sum(len(row) for table in nested for row in table.rows)
    sizes = [0]
    if any(after - start > _BULK for start, after in zip(starts, ends, strict=False)):
        sizes = [sum(stop - start for start, stop in each.ranges()) for each in cells]
    bulky = max(sizes) > max(_BULK, 0.7 * sum(sizes))
    if all(len(row) < 3 for row in rows) or inside > len(cells) or bulky:
        boxes += map(Box, repeat(""), starts, ends)
        yield from chain.from_iterable(each.parts for each in cells)
        return
    table = RawTable([row for row in _placed(text, rows) if row], certain=not nested)
    if any(table.ranges()):
        yield table


def _placed(text: str, rows: Sequence[Sequence[_Cell]]) -> Iterator[list[RawCell]]:
    """Yield the rows with each merged cell once, where it starts; it grows with later rows."""
    above: dict[int, tuple[list[RawCell], int]] = {}
    for left in range(len(rows), 0, -1):
        column, made = 0, list[RawCell]()
        for each in rows[-left]:
            wide, deep, down = _spans(each.value)
            if down == "below" and column in above:
                row, place = above[column]
                row[place] = row[place]._replace(row_span=row[place].row_span + 1)
            elif down != "gap":
                above[column] = made, len(made)
                made.append(cell(text, each.ranges(), min(deep, left), wide))
            column += wide
        yield made


@lru_cache(1024)
def _spans(value: str) -> tuple[int, int, str]:
    """Return the columns and rows that a cell spans, and the second as marked."""
    across, _, down = value.partition(",")
    wide, deep = (int(n) if n.isdecimal() and len(n) < 4 else 1 for n in (across, down))
    return wide, deep, down
