"""PDF: paragraphs over lines and pages, ruled tables, and files that cannot be read."""

from __future__ import annotations

import random
from contextlib import closing, suppress
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from gouji.errors import ReadError
from gouji.model import Document
from gouji.read import read_bytes

SENTENCE = (
    "柳湾镇人民政府健全工作机制，压实工作责任，全年通过网站发布信息1204条，其中政策文件36件；"
)
HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def paragraph(number: int, times: int = 3) -> str:
    return f"（{'一二三四五六七八'[number]}）" + SENTENCE * times + "取得实效。"


def read(data: bytes) -> Document:
    return read_bytes(data, uri="report.pdf")


def rows(doc: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in doc.grids for row in grid.rows]


def blocks(doc: Document) -> list[str]:
    return [block.span.of(doc.text) for block in doc.blocks]


def reason(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data)
    return caught.value.reason


@pytest.mark.parametrize("style", ["body", "flat"])
@pytest.mark.parametrize("foot", ["- {} -", "第 {} 页 共 9 页", "{}"])
def test_paragraphs_are_joined_over_lines_and_pages(make_pdf, style, foot) -> None:
    texts = ["一、总体情况", *(paragraph(n, 3 + n) for n in range(8))]
    doc = read(make_pdf([(style, text) for text in texts], foot=foot))
    assert blocks(doc) == texts
    assert doc.notes[0] == "removed: " + foot.format(1)
    assert {block.place.page for block in doc.blocks} >= {1, 2}


def test_running_headers_go(make_pdf) -> None:
    texts = [paragraph(n, 8) for n in range(6)]
    doc = read(make_pdf([("body", text) for text in texts], head="柳湾镇年报"))
    assert blocks(doc) == ["柳湾镇年报", *texts]


def test_a_title_of_two_lines_is_one_paragraph(make_pdf) -> None:
    title = "柳湾镇人民政府办公室2023年度政府信息公开工作报告"
    doc = read(make_pdf([("title", title), ("body", paragraph(0)), ("body", paragraph(1))]))
    assert blocks(doc) == [title, paragraph(0), paragraph(1)]


def test_a_table_stands_between_its_paragraphs(make_pdf, make_table) -> None:
    table = [HEADS, ["规章", "0", "0", "—"], ["行政规范性文件", "3", "", "96171.6"]]
    flow = [("body", "二、主动公开"), make_table(table), ("body", "三、依申请公开情况如下。")]
    doc = read(make_pdf(flow))
    assert rows(doc) == table
    assert blocks(doc) == [
        "二、主动公开",
        "\n".join(map("\t".join, table)),
        "三、依申请公开情况如下。",
    ]
    assert doc.grids[0].place.page == 1


def test_merged_cells_appear_once_with_their_spans(make_pdf, make_table) -> None:
    table = [
        ["第二十条第（一）项", "", "", ""],
        ["本年度办理结果", "（一）予以公开", "1", "2"],
        ["", "（二）部分公开", "3", "4"],
    ]
    flow = [make_table(table, ("SPAN", (0, 0), (-1, 0)), ("SPAN", (0, 1), (0, 2)))]
    (grid,) = read(make_pdf(flow)).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["第二十条第（一）项"],
        ["本年度办理结果", "（一）予以公开", "1", "2"],
        ["（二）部分公开", "3", "4"],
    ]
    assert grid.rows[0][0].column_span == 4
    assert (grid.rows[1][0].row_span, grid.rows[1][0].column_span) == (2, 1)


def test_line_breaks_in_a_cell_are_joined(make_pdf, make_table) -> None:
    table = [["商 业 企\n业", "96171.\n6", "Open\nData", "结果\n维\n持"], HEADS]
    joined = ["商业企业", "96171.6", "Open Data", "结果维持"]
    assert rows(read(make_pdf([make_table(table)])))[0] == joined


@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_over_pages_is_one_and_its_header_said_once(make_pdf, make_table, repeat) -> None:
    table = [HEADS, *([f"第{n}项申请", "0", str(n), "0"] for n in range(80))]
    doc = read(make_pdf([make_table(table, repeatRows=repeat)], foot="- {} -"))
    assert len(doc.grids) == 1
    assert rows(doc) == table


def test_a_table_after_prose_on_the_next_page_is_another(make_pdf, make_table) -> None:
    first = make_table([HEADS, *(["规章", "0", "0", "0"] for _ in range(30))])
    flow = [
        first,
        ("body", "三、收到和处理申请情况"),
        ("body", paragraph(0, 6)),
        make_table([HEADS] * 3),
    ]
    assert len(read(make_pdf(flow)).grids) == 2


def test_an_open_frame_at_the_page_break_is_closed() -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(600, 300))
    for page, label in enumerate(["（四）无", "法提供"]):
        canvas.setFont("STSong-Light", 10)
        for n in range(3):
            y = 200 - 20 * n
            canvas.drawString(160, y, f"{page * 3 + n + 1}.本机关不予处理")
            canvas.drawString(320, y, "自然人" if n == page == 0 else str(n))
            if n or page:
                canvas.line(150, y + 14, 400, y + 14)
        canvas.drawString(60, 160, label)
        for x in (50, 150, 300, 400):
            canvas.line(x, 154, x, 214)
        canvas.line(50, 214 if page == 0 else 154, 400, 214 if page == 0 else 154)
        canvas.showPage()
    canvas.save()
    doc = read(out.getvalue())
    assert [[c for c in row if c] for row in rows(doc)] == [
        ["（四）无", "1.本机关不予处理", "自然人"],
        ["2.本机关不予处理", "1"],
        ["3.本机关不予处理", "2"],
        ["法提供", "4.本机关不予处理", "0"],
        ["5.本机关不予处理", "1"],
        ["6.本机关不予处理", "2"],
    ]
    assert len(doc.grids) == 1


def test_a_table_without_borders_keeps_its_lines(make_pdf, make_table) -> None:
    table = [HEADS, ["规章", "0", "0", "0"], ["行政规范性文件", "3", "1", "12"]]
    doc = read(make_pdf([("body", paragraph(0)), make_table(table, ruled=False)]))
    assert doc.grids == ()
    assert blocks(doc)[1:] == [" ".join(row) for row in table]


def test_a_frame_around_prose_is_no_table(make_pdf, make_table) -> None:
    frame = [["信息内容：" + SENTENCE * 3]]
    doc = read(make_pdf([("body", paragraph(0)), make_table(frame)]))
    assert doc.grids == ()
    assert "".join(blocks(doc)).replace("\n", "") == paragraph(0) + frame[0][0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(turn) -> None:
    table = [["信息内容", "制发件数"], ["规章", "7"], ["行政规范性文件数量", "12"]]
    out = BytesIO()
    canvas = Canvas(out, pagesize=(842, 842))
    canvas.setPageRotation(turn)
    canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (842, 842), 270: (0, 842)}[turn])
    canvas.rotate(turn)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(100, 740, "二、主动公开政府信息情况")
    for row, texts in enumerate(table):
        for column, text in enumerate(texts):
            canvas.drawString(110 + 200 * column, 706 - 20 * row, text)
    canvas.grid([100, 300, 500], [660, 680, 700, 720])
    canvas.save()
    doc = read(out.getvalue())
    assert rows(doc) == table
    assert blocks(doc)[0] == "二、主动公开政府信息情况"


def test_offsets_lead_back_to_the_text_of_the_pages(make_pdf) -> None:
    data = make_pdf([("body", paragraph(n, 6)) for n in range(6)], foot="- {} -")
    doc = read(data)
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        raw = "".join(page.get_textpage().get_text_range() + "\f" for page in pdf)
    ends = [*(at for at, _ in doc.offsets[1:]), len(doc.text)]
    for (start, source), end in zip(doc.offsets, ends, strict=True):
        seen = doc.text[start:end].rstrip("\n")
        assert raw[source : source + len(seen)] == seen


def test_reasons(make_pdf, make_table) -> None:
    data = make_pdf([("body", paragraph(0))])
    assert reason(b"%PDF-1.4\nnothing") == "read.damaged"
    assert reason(data[: len(data) // 3]) == "read.damaged"
    assert reason(make_pdf([make_table([["", ""], ["", ""]])])) == "read.image_only"
    assert reason(make_pdf([("body", paragraph(0))], encrypt="secret")) == "read.encrypted"


def test_a_page_without_text_is_noted(make_pdf) -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(100, 700, SENTENCE)
    canvas.showPage()
    canvas.rect(10, 10, 50, 50)
    canvas.showPage()
    canvas.save()
    assert read(out.getvalue()).notes == ("no text layer: page 2",)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9), cut=st.floats(0.2, 1), hits=st.integers(0, 40))
def test_mutated_files_are_read_or_refused(make_pdf, make_table, seed, cut, hits) -> None:
    table = make_table([HEADS, ["规章", "0", "0", "0"]])
    data = bytearray(make_pdf([("body", paragraph(0)), table], pageCompression=seed % 2))
    chance = random.Random(seed)
    for _ in range(hits):
        data[chance.randrange(len(data))] = chance.randrange(256)
    data = data[: max(10, int(cut * len(data)))]
    with suppress(ReadError):
        doc = read(b"%PDF-1.4" + bytes(data[8:]))
        for grid in doc.grids:
            assert all(cell.span.of(doc.text) == cell.text for row in grid.rows for cell in row)
