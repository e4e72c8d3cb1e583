"""Finds ruled tables on a PDF page through pdfplumber, and sorts text into their cells.

Knows borders, not meanings: rows and columns are where lines are drawn. A frame that a page break
left open is closed; text that no border encloses gets a cell of its own and makes the table
uncertain.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import BytesIO
from operator import attrgetter, itemgetter
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from gouji.read.build import Range, RawCell

logging.getLogger("pdfminer").addHandler(logging.NullHandler())

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as it is shown."""

Char = tuple[str, Box]

_FAULTS = (
    *(PdfminerException, MalformedPDFException, PSException, ArithmeticError, AssertionError),
    *(AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)
"""What pdfminer raises on damaged files: beside its own errors, whatever a wrong type leads to."""


class Table:
    """A ruled table on one page, into whose cells the characters of the page are dropped."""

    def __init__(self, page: int, cells: list[Box]) -> None:
        self.page = page
        self.left, self.top = min(c[0] for c in cells), min(c[1] for c in cells)
        self.right, self.bottom = max(c[2] for c in cells), max(c[3] for c in cells)
        self.columns = _edges(c[0] for c in cells)
        self._tops = _edges(c[1] for c in cells)
        self.ranges: dict[Box, list[Range]] = {cell: [] for cell in cells}
        self.certain = True

    def cell_at(self, x: float, y: float) -> Box | None:
        """Return the cell under a point of the table; one is made up where borders are missing."""
        if not (self.left <= x <= self.right and self.top <= y <= self.bottom):
            return None
        for cell in self.ranges:
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return cell
        row, column = _index(self._tops, y), _index(self.columns, x)
        right = [*self.columns, self.right][column + 1]
        made = (self.columns[column], self._tops[row], right, [*self._tops, self.bottom][row + 1])
        self.ranges[made] = []
        self.certain = False
        return made

    def rows(self) -> list[tuple[RawCell, ...]]:
        """Return the cells in visual order."""
        rows: defaultdict[int, list[tuple[int, RawCell]]] = defaultdict(list)
        for (left, top, right, bottom), ranges in self.ranges.items():
            row, column = _index(self._tops, top), _index(self.columns, left)
            deep = bisect_left(self._tops, bottom - 1) - row
            wide = bisect_left(self.columns, right - 1) - column
            rows[row].append((column, RawCell(tuple(ranges), deep, wide)))
        ordered = (sorted(rows[row], key=itemgetter(0)) for row in sorted(rows))
        return [tuple(cell for _, cell in row) for row in ordered]

    def continues(self, above: Table) -> bool:
        """Tell whether this table can go on with the one that ended the page before."""
        aligned = abs(self.left - above.left) < 9 and abs(self.right - above.right) < 9
        return self.page == above.page + 1 and (aligned or len(self.columns) == len(above.columns))


class Plumber:
    """Asks pdfplumber for a page; opens the file a second time, and only once one is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None

    def page(self, number: int) -> tuple[list[Table], list[Char]] | None:
        """Return the ruled tables of a page from the top, and its characters; None if it fails."""
        try:
            self._pdf = self._pdf or pdfplumber.open(BytesIO(self._data))
            page = self._pdf.pages[number - 1]
            x, y = page.bbox[:2]
            chars = [
                (c["text"], (c["x0"] - x, c["top"] - y, c["x1"] - x, c["bottom"] - y))
                for c in page.chars
            ]
            lines = page.filter(_is_border)
            ends = _open_ends(lines.debug_tablefinder().edges)
            drawn = lines.find_tables({"explicit_horizontal_lines": ends})
            page.close()
        except _FAULTS:
            return None
        found = (
            Table(number, [(c[0] - x, c[1] - y, c[2] - x, c[3] - y) for c in table.cells])
            for table in drawn
        )
        return sorted((t for t in found if len(t.columns) > 1), key=attrgetter("top")), chars


def _is_border(item: dict[str, Any]) -> bool:
    """Tell whether a drawn object can be a table border; the shade behind text is none."""
    if item["object_type"] != "rect":
        return item["object_type"] in ("line", "curve")
    return bool(item["stroke"]) or min(item["width"], item["height"]) < 3


def _open_ends(edges: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the borders a page break leaves undrawn: lines across columns that end together."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    found: list[dict[str, Any]] = []
    for side in ("top", "bottom"):
        for y in _edges(edge[side] for edge in upright):
            across = [edge["x0"] for edge in upright if 0 <= edge[side] - y <= 1]
            x0, x1 = min(across), max(across)
            line = {"x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0}
            found.append({"object_type": "line", **line})
    return found


def _edges(values: Iterable[float]) -> list[float]:
    """Return the distinct values in order, those less than a point apart taken for one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 1:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return max(bisect_right(edges, value + 0.5) - 1, 0)
