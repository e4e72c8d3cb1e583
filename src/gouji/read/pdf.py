"""Reads PDF: characters and their boxes from PDFium, table borders from pdfplumber.

A character inside a ruled table belongs to the cell around it, any other to a line of prose.
pdfplumber runs only on pages whose text looks like a table or that follow a page ending in one.
Tables without borders stay lines. No OCR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, takewhile
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

from gouji.errors import ReadError
from gouji.model import Document, Source
from gouji.read.build import VISIBLE, RawCell, RawTable, build
from gouji.read.ruled import Box, Char, Plumber, Table
from gouji.text.lines import Line, measure, width, without_furniture

_STAMP = 20
"""A page with fewer characters holds a page number or a scanner's stamp, no text layer."""

_TABLE_WORDS = re.compile(
    "信息内容|本年制发|本年新制作|现行有效|处理决定数量|自然人|商业企业|法律服务机构|予以公开"
    "|结果维持|尚未审结|未经复议|计量单位|统计指标|指标名称"
)
# a figure, alone or after a label: 行政许可 550, not 公开信息 5500 余条
_FIGURE_LINE = re.compile(r"^(?:\S.{1,40}[ ])?-?\d[\d,.]*\s*$", re.MULTILINE)
_NUMBER = re.compile(r"[\d,.]+")


def read(data: bytes, source: Source) -> Document:
    """Read the bytes of a PDF file.

    Raises ReadError: "read.encrypted", "read.damaged", "read.image_only" (no text layer).
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            raw, pages, notes = _pages(pdf, Plumber(data))
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


def _pages(
    pdf: pypdfium2.PdfDocument, plumber: Plumber
) -> tuple[str, list[list[Line | Table]], list[str]]:
    """Return the text of all pages, ended by form feeds, the items of each page, and notes."""
    raw, notes = "", []
    pages: list[list[Line | Table]] = []
    for number in range(1, len(pdf) + 1):
        chars = list(_characters(pdf[number - 1]))
        seen = len(chars)
        text = "".join(char for char, _ in chars)
        tables: list[Table] = []
        follows = any(isinstance(item, Table) for item in (pages[-1][-3:] if pages else []))
        if follows or _shows_table(text) or len(text) < _STAMP:
            if asked := plumber.page(number):
                tables = asked[0]
                chars += _unseen(chars, asked[1])
                text = "".join(char for char, _ in chars)
            else:
                notes.append(f"table borders unread: page {number}")
        if not VISIBLE.search(text):
            notes.append(f"no text layer: page {number}")
        boxes = [box for _, box in chars]
        pages.append(list(_items(text, boxes, tables, len(raw), number, seen=seen)))
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
    x0, y0, x1, y1 = page.get_mediabox()
    with closing(page.get_textpage()) as textpage:
        for index in range(textpage.count_chars()):
            char = chr(min(pdfium.FPDFText_GetUnicode(textpage, index), 0x10FFFF))
            left, bottom, right, top = textpage.get_charbox(index)
            box = left - x0, y1 - top, right - x0, y1 - bottom
            wide, high = x1 - x0, y1 - y0
            for _ in range(page.get_rotation() // 90):
                box = high - box[3], box[0], high - box[1], box[2]
                wide, high = high, wide
            yield char, box


def _items(
    text: str, boxes: Sequence[Box], tables: Sequence[Table], base: int, page: int, *, seen: int
) -> Iterator[Line | Table]:
    """Drop the characters of a page into its tables; yield these among the lines left over.

    Characters after the first `seen` are out of order: their lines go where the page has them.
    """
    between: list[list[tuple[float, Line]]] = [[] for _ in range(len(tables) + 1)]

    def owner(index: int) -> tuple[Table, Box] | None:
        left, top, right, bottom = boxes[index]
        for table in tables:
            cell = table.cell_at((left + right) / 2, (top + bottom) / 2)
            if cell:
                return table, cell
        return None

    for match in re.finditer(r"[^\r\n]+", text):
        runs: list[tuple[tuple[Table, Box] | None, list[int]]] = []
        for at in (at for at in range(*match.span()) if VISIBLE.match(text, at)):
            where = owner(at)
            if not runs or where != runs[-1][0] or boxes[at][0] < boxes[runs[-1][1][-1]][0] - 1:
                runs.append((where, []))  # PDFium may run on where the next line goes back left
            runs[-1][1].append(at)
        for where, run in runs:
            first, end = run[0], run[-1] + 1
            if where:
                where[0].ranges[where[1]].append((base + first, base + end))
                continue
            (left, top, _, _), right = boxes[first], boxes[end - 1][2]
            line = Line(base + first, base + end, text[first:end], left, right, page)
            strip = between[sum(table.top < top for table in tables)]
            higher = (
                at for at in range(len(strip), 0, -1) if first < seen or strip[at - 1][0] < top
            )
            strip.insert(next(higher, 0), (top, line))
    for strip, table in zip(between, tables, strict=False):
        yield from (line for _, line in strip)
        if any(table.ranges.values()):
            yield table
    yield from (line for _, line in between[-1])


def _joined(raw: str, items: Iterable[Line | Table | None]) -> Iterator[Line | RawTable]:
    """Yield lines and tables; a table that goes on over the page is one, its header said once."""
    group: list[Table] = []
    rows: list[tuple[RawCell, ...]] = []
    for item in [*items, None]:
        if isinstance(item, Table) and group and item.continues(group[-1]):
            again = zip(item.rows(), rows, strict=False)
            skip = sum(1 for _ in takewhile(lambda pair: _is_header(raw, *pair), again))
            rows += item.rows()[skip:]
            group.append(item)
            continue
        if group:
            yield RawTable(rows, group[0].page, all(table.certain for table in group))
        group, rows = ([item], item.rows()) if isinstance(item, Table) else ([], [])
        if isinstance(item, Line):
            yield item


def _is_header(raw: str, row: Sequence[RawCell], head: Sequence[RawCell]) -> bool:
    """Tell whether a row says what a row above it says, and is not made of figures."""
    texts, other = (
        ["".join("".join(raw[slice(*part)].split()) for part in cell.ranges) for cell in cells]
        for cells in (row, head)
    )
    return texts == other and any(texts) and not any(map(_NUMBER.fullmatch, texts))
