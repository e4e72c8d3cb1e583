"""Word documents: what prints and what does not, list numbers, and files that cannot be read."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml

from gouji.errors import ReadError
from gouji.model import Document
from gouji.read import read_bytes
from read import flows

SPACES = " ".join(
    f'xmlns:{name}="http://schemas.{address}"'
    for name, address in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


def xml(tag: str, inner: str, attributes: str = "") -> str:
    return f"<w:{tag} {SPACES} {attributes}>{inner}</w:{tag}>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return xml("p", "".join(runs))


def made(*body: str, numbering: str = "") -> bytes:
    doc = docx.Document()
    for part in body:
        doc.element.body.insert(len(doc.element.body) - 1, parse_xml(part))
    if numbering:
        lists = doc.part.numbering_part.element
        lists.insert(0, parse_xml(xml("abstractNum", numbering, 'w:abstractNumId="77"')))
        lists.append(parse_xml(xml("num", '<w:abstractNumId w:val="77"/>', 'w:numId="77"')))
    return flows.saved(doc)


def read(data: bytes) -> Document:
    return read_bytes(data, uri="report.docx")


def lines(*body: str, numbering: str = "") -> list[str]:
    return read(made(*body, numbering=numbering)).text.split("\n")


def reason(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data)
    return caught.value.reason


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


def test_insertions_are_read_deletions_and_hidden_text_are_not() -> None:
    tracked = (
        f'<w:ins w:id="1">{run("信息12条")}</w:ins>'
        '<w:del w:id="2"><w:r><w:delText>99条</w:delText></w:r></w:del>'
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    assert lines(paragraph(run("公开"), tracked, hidden, run("。"))) == ["公开信息12条。"]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'
    assert lines(paragraph(mark, run("主动")), paragraph(run("公开"))) == ["主动公开"]


def test_controls_links_breaks_and_tabs() -> None:
    control = xml("sdt", f"<w:sdtPr/><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent>")
    link = f'<w:hyperlink w:anchor="x">{run("链接")}</w:hyperlink>'
    assert lines(control, paragraph(link, "<w:r><w:br/></w:r>", run("下"))) == [
        "控件",
        "链接",
        "下",
    ]
    assert lines(paragraph(run("甲"), "<w:r><w:tab/></w:r>", run("乙"))) == ["甲 乙"]


def test_text_boxes_follow_their_paragraph_and_are_said_once() -> None:
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box("新框")}</wps:txbx>'
        f"</mc:Choice><mc:Fallback>{box('新框')}</mc:Fallback></mc:AlternateContent>"
    )
    inside = f"<w:r>{twice}</w:r>"
    assert lines(paragraph(run("前"), inside, run("后"))) == ["前后", "新框"]
    nested = box("内")
    for _ in range(30):
        nested = f"<w:txbxContent><w:p><w:r>{nested}</w:r></w:p></w:txbxContent>"
    assert lines(paragraph(run("外"), f"<w:r>{nested}</w:r>")) == ["外", "内"]


LEVELS = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    for depth, (form, pattern) in enumerate(
        [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
)


def numbered(depth: int, text: str) -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
    return paragraph(f"<w:pPr>{number}</w:pPr>", run(text))


def test_list_numbers_are_restored() -> None:
    depths = [0, 1, 1, 2, 2, 0, 1]
    body = [numbered(depth, "项") for depth in depths]
    assert lines(*body, numbering=LEVELS) == [
        "一、项",
        "（一）项",
        "（二）项",
        "1.项",
        "2.项",
        "二、项",
        "（一）项",
    ]
    many = [numbered(0, "章") for _ in range(21)]
    assert lines(*many, numbering=LEVELS)[9:12] == ["十、章", "十一、章", "十二、章"]
    assert lines(*many, numbering=LEVELS)[20] == "二十一、章"
    assert lines(numbered(2, "2023年"), numbering=LEVELS) == ["1. 2023年"]


def test_numbers_of_styles_are_restored_and_bullets_are_not() -> None:
    doc = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        doc.add_paragraph("加强培训", style=style)
    assert read(flows.saved(doc)).text.split("\n") == ["1.加强培训", "2.加强培训", "加强培训"]


def test_headers_and_footers_go_into_the_notes() -> None:
    doc = docx.Document()
    doc.add_paragraph("正文。")
    doc.sections[0].header.paragraphs[0].text = "柳湾镇年报"
    doc.sections[0].footer.paragraphs[0].text = "第1页"
    report = read(flows.saved(doc))
    assert report.text == "正文。"
    assert report.notes == ("removed: 柳湾镇年报", "removed: 第1页")


def test_a_table_that_begins_behind_the_margin_keeps_its_merged_cells() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    start, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    gap = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    rows = [
        cell("甲") + cell("乙", start) + cell("丙"),
        gap + cell("", below) + cell("丁"),
        cell("戊", '<w:gridSpan w:val="2"/>') + cell("己"),
    ]
    table = xml("tbl", "".join(f"<w:tr>{row}</w:tr>" for row in rows))
    (grid,) = read(made(table)).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["甲", "乙", "丙"],
        ["丁"],
        ["戊", "己"],
    ]
    assert (grid.rows[0][1].row_span, grid.rows[2][0].column_span) == (2, 2)


def test_reasons() -> None:
    data = made(paragraph(run("正文")))
    assert reason(data[: len(data) // 2]) == "read.damaged"
    assert reason(b"PK\x03\x04....word/document.xml") == "read.damaged"
    assert reason(made()) == "read.empty"
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert reason(locked) == "read.encrypted"
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", " " * (17 << 20))
    assert reason(out.getvalue()) == "read.too_large"
