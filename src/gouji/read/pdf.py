"""Reads PDF: characters and their boxes from PDFium, table borders from pdfplumber.

A character inside a ruled table belongs to the cell around it, any other to a line of prose.
pdfplumber runs only on pages whose text looks like a table or that follow a page ending in one.
Tables without borders stay lines. No OCR.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from itertools import chain, takewhile
from operator import attrgetter, itemgetter
from statistics import median
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import raw as pdfium

from gouji.errors import ReadError
from gouji.model import Document, Source
from gouji.read.build import VISIBLE, Range, RawCell, RawTable, build
from gouji.text.lines import Line, measure, width, without_furniture

logging.getLogger("pdfminer").addHandler(logging.NullHandler())

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as it is shown."""

Char = tuple[str, Box]

_STAMP = 20
"""A page with fewer characters holds a page number or a scanner's stamp, no text layer."""

_FAULTS = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pdfminer raises on damaged files: beside its own errors, whatever a wrong type leads to."""

_TABLE_WORDS = re.compile(
    "信息内容|本年制发|本年新制作|现行有效|处理决定数量|自然人|商业企业|法律服务机构|予以公开"
    "|结果维持|尚未审结|未经复议|计量单位|统计指标|指标名称"
)
# a figure, alone or after a label: 行政许可 550, not 公开信息 5500 余条
_FIGURE_LINE = re.compile(r"^(?:\S.{1,40}[ ])?-?\d[\d,.]*\s*$", re.MULTILINE)
_NUMBER = re.compile(r"[\d,.]+")


def read_pdf(data: bytes, source: Source) -> Document:
    """Read the bytes of a PDF file.

    Raises ReadError: "read.encrypted", "read.damaged", "read.image_only" (no text layer).
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            raw, pages, notes = _pages(pdf, _Plumber(data))
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise ReadError("read.encrypted" if locked else "read.damaged") from error
    if len(VISIBLE.findall(raw)) < _STAMP * len(pages):
        raise ReadError("read.image_only")
    items, removed = without_furniture(list(chain(*pages)), paged=True)
    lines = [item for item in items if isinstance(item, Line)]
    unit = median([2 * (line.right - line.left) / width(line.text) for line in lines] or [1])
    layout = measure(lines, unit=unit, certain=True)
    notes += [f"removed: {text}" for text in removed]
    return build(raw, _joined(raw, items), layout, source, notes, printed=True)


class _Table:
    """A ruled table on one page, into whose cells the characters of the page are dropped."""

    def __init__(self, page: int, cells: list[Box]) -> None:
        self.page = page
        self.left, self.top = min(c[0] for c in cells), min(c[1] for c in cells)
        self.right, self.bottom = max(c[2] for c in cells), max(c[3] for c in cells)
        self.columns = _edges(c[0] for c in cells)
        self._tops = _edges(c[1] for c in cells)
        self._ranges: dict[Box, list[Range]] = {cell: [] for cell in cells}
        self.certain = True

    def cell_at(self, x: float, y: float) -> Box | None:
        """Return the cell under a point of the table; one is made up where borders are missing."""
        if not (self.left <= x <= self.right and self.top <= y <= self.bottom):
            return None
        for cell in self._ranges:
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return cell
        row, column = _index(self._tops, y), _index(self.columns, x)
        right = [*self.columns, self.right][column + 1]
        made = (self.columns[column], self._tops[row], right, [*self._tops, self.bottom][row + 1])
        self._ranges[made] = []
        self.certain = False
        return made

    def put(self, cell: Box, part: Range) -> None:
        """Add a stretch of text to a cell."""
        self._ranges[cell].append(part)

    def rows(self) -> list[tuple[RawCell, ...]]:
        """Return the cells in visual order."""
        rows: defaultdict[int, list[tuple[int, RawCell]]] = defaultdict(list)
        for (left, top, right, bottom), ranges in self._ranges.items():
            row, column = _index(self._tops, top), _index(self.columns, left)
            deep = bisect_left(self._tops, bottom - 1) - row
            wide = bisect_left(self.columns, right - 1) - column
            rows[row].append((column, RawCell(tuple(ranges), deep, wide)))
        ordered = (sorted(rows[row], key=itemgetter(0)) for row in sorted(rows))
        return [tuple(cell for _, cell in row) for row in ordered]

    def continues(self, above: _Table) -> bool:
        """Tell whether this table can go on with the one that ended the page before."""
        aligned = abs(self.left - above.left) < 9 and abs(self.right - above.right) < 9
        return self.page == above.page + 1 and (aligned or len(self.columns) == len(above.columns))


class _Plumber:
    """Asks pdfplumber for a page; opens the file a second time, and only once one is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None

    def page(self, number: int) -> tuple[list[_Table], list[Char]] | None:
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
            _Table(number, [(c[0] - x, c[1] - y, c[2] - x, c[3] - y) for c in table.cells])
            for table in drawn
        )
        return sorted((t for t in found if len(t.columns) > 1), key=attrgetter("top")), chars


def _pages(
    pdf: pypdfium2.PdfDocument, plumber: _Plumber
) -> tuple[str, list[list[Line | _Table]], list[str]]:
    """Return the text of all pages, ended by form feeds, the items of each page, and notes."""
    raw, notes = "", []
    pages: list[list[Line | _Table]] = []
    for number in range(1, len(pdf) + 1):
        chars = list(_characters(pdf[number - 1]))
        text = "".join(char for char, _ in chars)
        tables: list[_Table] = []
        follows = any(isinstance(item, _Table) for item in (pages[-1][-3:] if pages else []))
        if follows or _shows_table(text) or len(text) < _STAMP:
            asked = plumber.page(number)
            if asked:
                tables = asked[0]
                chars += _unseen(chars, asked[1])
                text = "".join(char for char, _ in chars)
            else:
                notes.append(f"table borders unread: page {number}")
        if not VISIBLE.search(text):
            notes.append(f"no text layer: page {number}")
        pages.append(list(_items(text, [box for _, box in chars], tables, len(raw), number)))
        raw += text + "\f"
    return raw, pages, notes


def _unseen(seen: Iterable[Char], chars: Iterable[Char]) -> Iterator[Char]:
    """Yield `chars` where nothing was seen: PDFium drops lone ones of a font it cannot find."""
    places = {
        (int(left + right) // 8, int(top + bottom) // 8)
        for char, (left, top, right, bottom) in seen
        if VISIBLE.match(char)
    }
    yield "\n", (0, 0, 0, 0)
    for char, box in chars:
        left, top, right, bottom = (int(edge) // 4 for edge in box)
        if len(char) > 1 or not VISIBLE.match(char) or max(right - left, bottom - top) > 50:
            continue
        around = ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
        if places.isdisjoint(around):
            yield char, box


def _shows_table(text: str) -> bool:
    return _TABLE_WORDS.search(text) is not None or len(_FIGURE_LINE.findall(text)) > 2


def _characters(page: pypdfium2.PdfPage) -> Iterator[Char]:
    """Yield the characters of a page in PDFium's order, line breaks and spaces it adds included."""
    turn = page.get_rotation()
    x0, y0, x1, y1 = page.get_mediabox()
    with closing(page.get_textpage()) as textpage:
        for index in range(textpage.count_chars()):
            char = chr(min(pdfium.FPDFText_GetUnicode(textpage, index), 0x10FFFF))
            left, bottom, right, top = textpage.get_charbox(index)
            match turn:
                case 90:
                    yield char, (bottom - y0, left - x0, top - y0, right - x0)
                case 180:
                    yield char, (x1 - right, bottom - y0, x1 - left, top - y0)
                case 270:
                    yield char, (y1 - top, x1 - right, y1 - bottom, x1 - left)
                case _:
                    yield char, (left - x0, y1 - top, right - x0, y1 - bottom)


def _items(
    text: str, boxes: Sequence[Box], tables: Sequence[_Table], base: int, page: int
) -> Iterator[Line | _Table]:
    """Drop the characters of a page into its tables; yield these among the lines left over."""
    between: list[list[Line]] = [[] for _ in range(len(tables) + 1)]

    def owner(index: int) -> tuple[_Table, Box] | None:
        left, top, right, bottom = boxes[index]
        for table in tables:
            cell = table.cell_at((left + right) / 2, (top + bottom) / 2)
            if cell:
                return table, cell
        return None

    for match in re.finditer(r"[^\r\n]+", text):
        runs: list[tuple[tuple[_Table, Box] | None, list[int]]] = []
        for at in (at for at in range(*match.span()) if VISIBLE.match(text, at)):
            where = owner(at)
            if not runs or where != runs[-1][0] or boxes[at][0] < boxes[runs[-1][1][-1]][0] - 1:
                runs.append((where, []))  # PDFium may run on where the next line goes back left
            runs[-1][1].append(at)
        for where, run in runs:
            first, end = run[0], run[-1] + 1
            if where:
                where[0].put(where[1], (base + first, base + end))
                continue
            left, right = boxes[first][0], boxes[end - 1][2]
            strip = sum(table.top < boxes[first][1] for table in tables)
            line = Line(base + first, base + end, text[first:end], left, right, page)
            between[strip].append(line)
    for above, table in zip(between, tables, strict=False):
        yield from above
        if any(cell.ranges for row in table.rows() for cell in row):
            yield table
    yield from between[-1]


def _joined(raw: str, items: Iterable[Line | _Table | None]) -> Iterator[Line | RawTable]:
    """Yield lines and tables; a table that goes on over the page is one, its header said once."""
    group: list[_Table] = []
    rows: list[tuple[RawCell, ...]] = []
    for item in [*items, None]:
        if isinstance(item, _Table) and group and item.continues(group[-1]):
            again = zip(item.rows(), rows, strict=False)
            skip = sum(1 for _ in takewhile(lambda pair: _is_header(raw, *pair), again))
            rows += item.rows()[skip:]
            group.append(item)
            continue
        if group:
            yield RawTable(rows, group[0].page, all(table.certain for table in group))
        group, rows = ([item], item.rows()) if isinstance(item, _Table) else ([], [])
        if isinstance(item, Line):
            yield item


def _is_header(raw: str, row: Sequence[RawCell], head: Sequence[RawCell]) -> bool:
    """Tell whether a row says what a row above it says, and is not made of figures."""
    texts, other = (
        ["".join("".join(raw[slice(*part)].split()) for part in cell.ranges) for cell in cells]
        for cells in (row, head)
    )
    return texts == other and any(texts) and not any(map(_NUMBER.fullmatch, texts))


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
