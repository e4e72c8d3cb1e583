"""No text, no bytes and no damaged file make a reader raise anything but `ReadError`."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generated import LAYOUTS
from gouji.errors import ReadError
from gouji.model import Document, Source
from gouji.read import docx, html, markdown, pdf, plain, read_bytes
from soak import damaged

READERS = {"plain": plain, "html": html, "docx": docx, "markdown": markdown, "pdf": pdf}
PIECES = [
    *("一、总体情况", "公开1204条。", "0", "𠀀", "\t", "\n", "\r", " ", "\u3000", "\0", "\x0c"),
    *("\ufdd0", "\ufdd3", "\ud800", "\u202e", "&#xFDD2;", "&nbsp;", "<!--", "<br", "<pre>"),
    *("<table>", "</table>", "<tr>", "<td colspan=3>", "<td rowspan=99999>", "<td colspan>"),
    *("<p>", "</p>", "<div hidden>", "</div>", "<ol><li>", "<a href=1>"),
    *("| 规章 | 0 |", "|---|", "# ", "**", "`", "[图](", "> ", "- ", "\\", "_"),
]
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = [
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>公开1条</w:t>", "<w:br/>"),
    *("<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "\ufdd2", "\ufdda,x,\ufdd6"),
    *("<w:tcPr><w:vMerge/></w:tcPr>", '<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>'),
    *("<w:pPr>", "</w:pPr>", '<w:pStyle w:val="a"/>', "<w:numPr>", '<w:numId w:val="1"/>'),
    *(f'<w:numPr><w:numId w:val="1"/><w:ilvl w:val="{n}"/></w:numPr>' for n in ("0", "-1", "x")),
]
LISTS = [
    *("<w:abstractNum>", '<w:abstractNum w:abstractNumId="1">', "</w:abstractNum>", "</w:lvl>"),
    *(f'<w:lvl w:ilvl="{n}">' for n in ("", "0", "1", "-1", "x")),
    *(f'<w:start w:val="{n}"/>' for n in ("0", "-9", "x", "9" * 30)),
    *(f'<w:numFmt w:val="{kind}"/>' for kind in ("decimalEnclosedCircle", "chineseCounting")),
    *('<w:lvlText w:val="%1、"/>', '<w:lvlText w:val="%%9"/>', "<w:lvlText/>"),
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
]
OBJECTS = [
    *(b"<<", b">>", b"[", b"]", b"(", b"1 0 obj", b"endobj", b"stream\n", b"endstream", b"xref"),
    *(b"/Kids [1 0 R]", b"/Type /Page", b"/Pages 1 0 R", b"/Root 1 0 R", b"/Length 7", b"BT"),
    *(b"-1", b"99999999999", b"trailer", b"startxref", b"%%EOF"),
]


def check(doc: Document) -> None:
    """Blocks follow one another; every cell stands in the text where it says."""
    end = -1
    for block in doc.blocks:
        assert end < block.span.start <= block.span.end <= len(doc.text)
        end = block.span.end
    for grid in doc.grids:
        assert all(cell.span.of(doc.text) == cell.text for row in grid.rows for cell in row)


def read_or_refused(reader: str, data: bytes) -> None:
    with suppress(ReadError):
        check(READERS[reader].read(data, Source("report", "", "", len(data))))


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_break_a_reader(reader: str, data: bytes) -> None:
    read_or_refused(reader, data)


@pytest.mark.parametrize("reader", ["plain", "html", "markdown"])
@settings(max_examples=120, deadline=None)
@given(text=TEXT, codec=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_no_text_breaks_a_reader(reader: str, text: str, codec: str) -> None:
    read_or_refused(reader, text.encode(codec, "replace"))


def some(parts: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), max_size=30).map("".join)


@pytest.mark.parametrize("closed", [True, False])
@settings(max_examples=100, deadline=None)
@given(body=some(PARTS), lists=some(LISTS))
def test_no_parts_break_the_word_reader(closed: bool, body: str, lists: str) -> None:
    members = {"document": f"<w:body>{body}</w:body>", "numbering": lists}
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, inner in members.items():
            whole = f"<w:{name} {WORD}>{inner}</w:{name}>"
            if closed:  # broken markup made whole, so that it gets past the parser
                recovered = etree.fromstring(whole.encode(), etree.XMLParser(recover=True))
                whole = etree.tostring(recovered, encoding="unicode")
            package.writestr(f"word/{name}.xml", whole)
    read_or_refused("docx", made.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(OBJECTS), max_size=40))
def test_no_objects_break_the_pdf_reader(objects: list[bytes]) -> None:
    read_or_refused("pdf", b"%PDF-1.4\n" + b"\n".join(objects))


@pytest.mark.parametrize("part", range(6))
def test_damaged_files_of_every_layout_are_read_or_refused(part: int) -> None:
    count = 7 * len(LAYOUTS)
    for number in range(part * count, (part + 1) * count):
        with suppress(ReadError):
            check(read_bytes(damaged(7, number)[1], uri=str(number)))
