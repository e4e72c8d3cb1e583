"""Reads plain text: tables drawn with tabs become grids, the rest paragraphs.

Two layouts are known: one cell a line, indented by a tab, rows set apart by empty lines; and one
row a line, cells set apart by tabs (as `Document.text` itself writes tables). A table flattened in
any other way stays as lines, for whoever recognises tables in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.model import Document, Source
from gouji.read.build import VISIBLE, Range, RawCell, RawTable, Ruler, cell, compose
from gouji.read.sniff import decode
from gouji.text.lines import SECTION, Line

_LINE = re.compile(r"([^\r\n\x0b\x0c\x85\u2028\u2029]*)(\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\Z)")
# a list number that lost its automatic tab, which is no table: 一、→总体情况, not 一→0
_NUMBERED = re.compile(r"[ \u3000]*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+\t[^\t]*")
# an indented paragraph, not the cell （一）予以公开: it ends a sentence or is longer than any label
_PROSE = re.compile(r"\t[^\t]{20,}[。；：！？]\s*|\t[^\t]{61,}")
# what may go on with the cell above: 不予公开; neither 四、结转下年, 四．结转下年 nor a sentence
_SHORT = re.compile(rf"(?!{SECTION.pattern}|[一二三四五六七八九十]{{1,3}}[.．])[^。]{{1,30}}")
# the head of a block of table 二 that stands alone: 第二十条第（一）项, not 第二十条的规定
_BLOCK = re.compile(r"第.{1,4}条\s*第?[（(].[）)]项")
# a cell that holds a figure or nothing: 12, 3.5万元, +1, —; not 1.属于国家秘密
_FIGURE = re.compile(r"[\s\d,.，．+%/／—－-]*(?:万?元|[件条项个])?\s*")

# Lines by kind: b blank, c cell, n cell that begins like a section heading, r row, l block head,
# s short text, t other text. A section heading alone is none of a table's cells.
_HEADING = re.compile(r"(?<![crn])n(?![crn])")
_REGION = re.compile(r"l?[cr](?:[cr]|[sl]+(?=[cr])|b+(?=l?[cr]))*")


def read(data: bytes, source: Source) -> Document:
    """Read the bytes of a text file. Raises ReadError "read.binary" where they are no text."""
    raw, notes = decode(data)
    return read_text(raw, source, notes)


def read_text(raw: str, source: Source, notes: list[str]) -> Document:
    """Read a text."""
    return compose(raw, list(_items(raw)), source, notes, paged="\x0c" in raw)


def _items(raw: str) -> Iterator[Line | RawTable | None]:
    """Yield lines, tables, and None for each empty line, in order."""
    places = [(match.span(1), match[2] == "\x0c") for match in _LINE.finditer(raw)]
    kinds = "".join(_kind(raw[start:end]) for (start, end), _ in places)
    kinds = _HEADING.sub("t", kinds).replace("n", "c")
    tables = {found.start(): found for found in _REGION.finditer(kinds)}
    inside = 0
    ruler = Ruler(raw)
    for at, ((start, end), breaks) in enumerate(places):
        if at in tables:
            region = tables[at]
            rows = _rows(raw, [place for place, _ in places[at : region.end()]], region[0])
            if rows:
                yield RawTable(rows)
                inside = region.end()
        if at >= inside:
            yield ruler.line(start, end)
        ruler.page += breaks


def _kind(line: str) -> str:
    text = line.strip()
    if "\t" not in line:
        if not VISIBLE.search(line):
            return "b"
        return "l" if _BLOCK.fullmatch(text) else "s" if _SHORT.fullmatch(text) else "t"
    if _NUMBERED.fullmatch(line) or _PROSE.fullmatch(line):
        return "t"
    if line.rfind("\t") > 0:
        return "r"
    return "n" if SECTION.match(text) else "c"


def _rows(raw: str, lines: Sequence[Range], kinds: str) -> list[tuple[RawCell, ...]]:
    """Return the rows of a region; none where it is indented prose and no table."""
    made: list[list[list[Range]]] = [[]]
    for (start, end), kind in zip(lines, kinds, strict=True):
        if kind == "b":
            made.append([])
        elif "r" in kinds:
            made.append([[part] for part in _fields(raw, start, end)])
        elif kind == "c" or not made[-1]:
            made[-1].append([(start, end)])
        else:
            made[-1][-1].append((start, end))
    rows = [tuple(cell(raw, parts) for parts in row) for row in made if row]
    if "r" in kinds:
        wide = sum(len(row) > 1 for row in rows) > 1 or any(len(row) > 2 for row in rows)
        return rows if wide else []
    cells = [each for row in rows for each in row]
    figures = any(all(_FIGURE.fullmatch(raw, *part) for part in each.ranges) for each in cells)
    return rows if figures and len(cells) > 2 and len(rows) < len(cells) else []


def _fields(raw: str, start: int, end: int) -> Iterator[Range]:
    for part in raw[start:end].split("\t"):
        yield start, start + len(part)
        start += len(part) + 1
