"""Plain text: decoding, tables drawn with tabs, paragraphs, and the way back to the source."""

from __future__ import annotations

import codecs
import string
from contextlib import suppress
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.errors import ReadError
from gouji.model import Document
from gouji.read import LIMIT, read_bytes, read_path


def read(text: str) -> Document:
    return read_bytes(text.encode(), uri="report.txt")


def rows(doc: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in doc.grids for row in grid.rows]


def blocks(doc: Document) -> list[str]:
    return [block.span.of(doc.text) for block in doc.blocks]


def reason(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, uri="x")
    return caught.value.reason


STACKED = """二、主动公开政府信息情况
\t第二十条第（一）项

\t信息内容
\t本年制发件数
\t现行有效件数

\t行政规范性
文件
\t3
\t

三、收到和处理政府信息公开申请情况
\t一、本年新收政府信息公开申请数量
\t0
\t12


四、其他
无
"""


def test_cells_one_a_line_become_a_grid() -> None:
    doc = read(STACKED)
    assert rows(doc) == [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "现行有效件数"],
        ["行政规范性文件", "3", ""],
        ["一、本年新收政府信息公开申请数量", "0", "12"],
    ]
    assert blocks(doc)[0] == "二、主动公开政府信息情况"
    assert blocks(doc)[1].endswith("行政规范性文件\t3\t")
    assert blocks(doc)[-2:] == ["四、其他", "无"]


def test_the_text_of_a_document_reads_back_to_the_same_rows() -> None:
    doc = read(STACKED)
    again = read(doc.text)
    assert rows(again) == rows(doc)
    assert again.text == doc.text


def test_rows_with_tabs_become_a_grid() -> None:
    doc = read("二、情况\n信息内容\t制发件数\t废止件数\n规章\t0\t0\n\t（二）部分公开\t\t1\n以上。")
    assert rows(doc) == [
        ["信息内容", "制发件数", "废止件数"],
        ["规章", "0", "0"],
        ["", "（二）部分公开", "", "1"],
    ]
    assert blocks(doc)[-1] == "以上。"


@pytest.mark.parametrize(
    "text",
    [
        "\t一、总体情况\n\t云岭县高度重视政务公开工作，全年公开信息120条，取得较好成效。\n\t（二）依申请公开",
        "一、\t总体情况\n2、\t主动公开\n云岭县公开信息。",
        "\t一、总体情况\n\n\t（一）主动公开\n\n\t（二）依申请公开",
        "联系电话：0571-1234567\t传真：0571-7654321\n全文见网站。",
    ],
)
def test_indented_prose_is_no_table(text: str) -> None:
    doc = read(text)
    assert doc.grids == ()
    assert "".join(doc.text.split()) == "".join(text.split())


def test_a_section_heading_indented_like_a_cell_stays_a_paragraph() -> None:
    doc = read("\t二、主动公开情况\n\n\t信息内容\n\t件数\n\n\t规章\n\t2\n\n\t三、其他\n\n\t无。")
    assert blocks(doc) == ["二、主动公开情况", "信息内容\t件数\n规章\t2", "三、其他", "无。"]


def test_a_flattened_table_keeps_its_lines() -> None:
    lines = ["结果维持", "结果纠正", "总计", "0 1 2 0 3", "规章 0 0 0", "行政许可 550"]
    assert read("\n".join(lines)).text.split("\n") == lines


def test_a_crawlers_header_stays() -> None:
    text = "标题: 云岭县年报\n文号: \n原文链接: https://example.invalid/a\n==== 正文 ====\n正文。"
    assert read(text).text.split("\n") == [line.strip() for line in text.split("\n")]


def test_words_cut_by_a_page_number_are_joined() -> None:
    above = "云岭县人民政府持续扩大公开范围，切实保障人民群众的知"
    doc = read(f"{above}\n\n- 3 -\n\n情权和监督权。\n二、主动公开")
    assert blocks(doc) == [above + "情权和监督权。", "二、主动公开"]
    assert doc.notes == ("removed: - 3 -",)


def test_invisible_characters_go_and_offsets_lead_back() -> None:
    raw = "\ufeff一、总\u200b体\u00ad情况\r\n　　公开\uf0b7信息12条。\r\n"
    doc = read_bytes(raw.encode(), uri="x")
    assert doc.text == "一、总体情况\n公开信息12条。"
    assert source_of(doc, raw.lstrip("\ufeff")) == doc.text.replace("\n", "")


def source_of(doc: Document, raw: str) -> str:
    """What the offsets point to, for every character that came from the source."""
    found = ""
    for index, char in enumerate(doc.text):
        if char not in "\n\t":
            text_at, source_at = [pair for pair in doc.offsets if pair[0] <= index][-1]
            found += raw[source_at + index - text_at]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "云岭县2023年政府信息公开工作年度报告：全年公开120条，同比增长5%。"
    doc = read_bytes(text.encode(encoding), uri="x")
    assert doc.text == text
    assert doc.notes == ()


def test_a_cut_file_is_still_utf8_and_a_dirty_one_is_noted() -> None:
    prose = "云岭县全年主动公开政府信息一百二十条。" * 20
    assert read_bytes(prose.encode()[:-1], uri="x").notes == ("undecodable as utf-8: 1",)
    dirty = prose.encode("gb18030") + b"\xff\xff" + prose.encode("gb18030")
    assert read_bytes(dirty, uri="x").notes[0].startswith("undecodable as gb18030")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "read.empty"),
        (" \r\n\u3000\u200b\t".encode(), "read.empty"),
        (codecs.BOM_UTF16_LE, "read.empty"),
        (b"- 1 -\n\n- 2 -", "read.empty"),
        (bytes(range(256)) * 4, "read.binary"),
        (b"\x00" * 50, "read.binary"),
        (b"PK\x03\x04....xl/workbook.xml", "read.unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "read.unsupported"),
        (b"From: x\nMIME-Version: 1.0\n\n=E5", "read.unsupported"),
        (b"<?xml version='1.0'?><w:wordDocument>", "read.unsupported"),
        (b"\xff\xd8\xff\xe0", "read.unsupported"),
        (b"a" * (LIMIT + 1), "read.too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reasons(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_a_file_that_cannot_be_opened(tmp_path) -> None:
    with pytest.raises(ReadError) as caught:
        read_path(tmp_path)
    assert caught.value.reason == "read.io"
    assert caught.value.params["cause"]


def test_reads_a_path_and_says_what_it_is(tmp_path) -> None:
    path = tmp_path / "年报.docx"
    path.write_text("一、总体情况", encoding="utf-8")
    source = read_path(path).source
    assert (source.uri, source.media_type, source.size) == (str(path), "text/plain", 18)


def check(doc: Document) -> None:
    """Every span lies in the text and says what it claims; blocks follow one another."""
    end = -1
    for block in doc.blocks:
        assert end < block.span.start <= block.span.end <= len(doc.text)
        end = block.span.end
    for grid in doc.grids:
        for row in grid.rows:
            for cell in row:
                assert cell.span.of(doc.text) == cell.text
                assert not set(cell.text) & set("\t\n")
                assert grid.span.covers(cell.span)
    assert list(doc.offsets) == sorted(set(doc.offsets))
    assert not set(doc.text) & set("\r\x0b\x0c\x00\ufeff\u200b")


@pytest.mark.parametrize("number", ["三、", "三．", "三."])
def test_a_heading_between_two_tables_belongs_to_neither(number: str) -> None:
    doc = read(f"规章\t0\t1\n{number}收到和处理政府信息公开申请情况\n（见附件）\n结果维持\t0\t1\n")
    assert rows(doc) == [["规章", "0", "1"], ["结果维持", "0", "1"]]
    assert blocks(doc)[1:3] == [f"{number}收到和处理政府信息公开申请情况", "（见附件）"]


ALPHABET = "一二、。（）：0123.—甲乙丙丁 \t\t\t\n\n\n\r\x0c\u3000\u200b-" + string.ascii_letters[:4]


@given(st.text(alphabet=ALPHABET, max_size=400))
def test_any_text_is_read_and_no_visible_character_lost(text: str) -> None:
    with suppress(ReadError):
        doc = read(text)
        check(doc)
        removed = "".join(note.removeprefix("removed: ") for note in doc.notes)
        shown = sorted(c for c in text if not c.isspace() and c != "\u200b")
        assert sorted(c for c in doc.text + removed if not c.isspace()) == shown


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        check(read_bytes(data, uri="x"))


CELLS = st.text(alphabet="规章其他0123.（）—", max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=5), min_size=2, max_size=6))
def test_serialised_rows_read_back(table: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in table)
    if not any(map(str.strip, chain(*table))):
        return
    doc = read("二、主动公开政府信息情况\n" + text + "\n三、其他。")
    assert rows(doc) == table
    assert rows(read(doc.text)) == table
