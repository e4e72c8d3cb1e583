"""Reads marked text, the flat form that the stylesheets of `data/flatten` give a page or document.

Noncharacters stand for the ends of lines, for tables, rows, cells, boxes and links. A table that
only lays out the page (one column; tables or the bulk of the text in a cell) is unfolded into its
lines. Of a nested table in any other the text is kept, not the grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from gouji.data import load_text
from gouji.read.build import Range, RawCell, RawTable, Ruler, cell
from gouji.text.lines import Line

TABLE, TABLE_END, ROW, CELL, BOX, BOX_END, VALUE_END, LINK, LINK_END, LINE_END, NUMBER = (
    chr(code) for code in range(0xFDD0, 0xFDDB)
)
_TOKEN = re.compile(
    f"(?P<mark>[{TABLE}{TABLE_END}{BOX_END}]|[{ROW}{CELL}{BOX}](?P<value>[^{VALUE_END}]*){VALUE_END})"
    f"|[^{TABLE}-{BOX_END}{LINE_END}]+"
)
_BULK = 400
"""A cell with more characters than this, and most of its table's, holds a stretch of the page."""

Part = Range | RawTable


@dataclass(slots=True)
class Box:
    """A stretch of the marked text that the source keeps together, with its names there."""

    label: str
    start: int
    end: int = 0


@dataclass(slots=True)
class _Cell:
    """A cell as marked: "2,3" spans columns and rows, "1,below" belongs to the cell above."""

    value: str
    start: int
    parts: list[Part] = field(default_factory=list)
    deep: int = 1

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
    for found in _TOKEN.finditer(text):
        mark, value, start = found["mark"] or " ", found["value"] or "", found.start()
        if mark == " ":
            sink.append(found.span())
        elif mark[0] == BOX:
            around.append(Box(value, start))
        elif mark == BOX_END and around:
            boxes.append(around.pop())
            boxes[-1].end = start
        elif mark == TABLE:
            tables.append((sink, []))
        elif mark == TABLE_END and tables:
            sink, rows = tables.pop()
            sink += _settled(text, rows, boxes, start)
        elif mark[0] == ROW and tables:
            tables[-1][1].append([_Cell(f"{value or 0},gap", start)])
        elif mark[0] == CELL and tables and tables[-1][1]:
            tables[-1][1][-1].append(_Cell(value, start))
            sink = tables[-1][1][-1][-1].parts
    return top, boxes


def _settled(
    text: str, rows: Sequence[Sequence[_Cell]], boxes: list[Box], end: int
) -> Iterator[Part]:
    """Yield a table, or its content where it only lays out the page; its cells are boxes then."""
    cells = [each for row in rows for each in row[1:]]
    sizes = [sum(stop - start for start, stop in each.ranges()) for each in cells]
    nested = [part for each in cells for part in each.parts if isinstance(part, RawTable)]
    inside = sum(len(row) for table in nested for row in table.rows)
    bulk = max(sizes, default=0)
    if (
        all(len(row) < 3 for row in rows)
        or inside > len(cells)
        or bulk > max(_BULK, 0.7 * sum(sizes))
    ):
        for each, after in zip(cells, [*(other.start for other in cells[1:]), end], strict=False):
            boxes.append(Box("", each.start, after))
            yield from each.parts
        return
    table = RawTable([row for row in _placed(text, rows) if row], certain=not nested)
    if any(table.ranges()):
        yield table


def _placed(text: str, rows: Sequence[Sequence[_Cell]]) -> Iterator[tuple[RawCell, ...]]:
    """Yield the rows with each merged cell once, where it starts."""
    above: dict[int, _Cell] = {}
    kept: list[list[tuple[_Cell, int]]] = []
    for number, row in enumerate(rows):
        column = 0
        kept.append([])
        for each in row:
            across, _, down = each.value.partition(",")
            wide = _count(across)
            if down == "below" and column in above:
                above[column].deep += 1
            elif down != "gap":
                above[column] = each
                each.deep = min(_count(down), len(rows) - number)
                kept[-1].append((each, wide))
            column += wide
    for made in kept:
        yield tuple(cell(text, each.ranges(), each.deep, wide) for each, wide in made)


def _count(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 4 else 1
