"""The real reports beside the repository: nothing lost, nothing twice, tables row by row."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from gouji.model import Document
from gouji.read import read_bytes, read_path

REAL = Path(__file__).parents[2].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared reports are not here")
NUMBERS = re.compile(r"\d[\d.]*")


def rows(doc: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in doc.grids for row in grid.rows]


def row(doc: Document, label: str) -> list[str]:
    """The figures of the row that holds a cell beginning with `label`."""
    found = next(r for r in rows(doc) if any(text.startswith(label) for text in r))
    return [text for text in found if NUMBERS.fullmatch(text)]


def glyphs(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@pytest.mark.parametrize("name", ["huaian_2024.pdf", "hongze_2023.pdf"])
def test_pdf_text_is_whole_and_said_once(name: str) -> None:
    doc = read_path(REAL / name)
    with closing(pypdfium2.PdfDocument(REAL / name)) as pdf:
        seen = "".join(page.get_textpage().get_text_range() for page in pdf)
    removed = "".join(note.removeprefix("removed: ") for note in doc.notes)
    assert glyphs(doc.text + removed) == glyphs(seen)
    assert not re.search(r"^- \d+ -$", doc.text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("huaian_2024.pdf", 3),
        ("hongze_2023.pdf", 3),
        ("gucheng_2019.txt", 3),
        ("pingtan_2022.txt", 0),
    ],
)
def test_every_table_is_one_grid(name: str, tables: int) -> None:
    doc = read_path(REAL / name)
    assert len(doc.grids) == tables
    assert all(grid.certain for grid in doc.grids)


@pytest.mark.parametrize("name", ["huaian_2024.pdf", "hongze_2023.pdf", "gucheng_2019.txt"])
def test_serialised_tables_read_back(name: str) -> None:
    doc = read_path(REAL / name)
    again = read_bytes(doc.text.encode(), uri="again")
    assert [r for r in rows(again) if len(r) > 1] == [r for r in rows(doc) if len(r) > 1]
    assert again.text == doc.text


def test_the_applications_table_is_joined_over_the_page() -> None:
    doc = read_path(REAL / "huaian_2024.pdf")
    grid = doc.grids[1]
    assert len(grid.rows) == 28
    assert row(doc, "一、本年新收") == ["3001", "53", "0", "0", "61", "4", "3119"]
    assert row(doc, "1.本机关不掌握") == ["746", "12", "0", "0", "10", "1", "769"]
    assert row(doc, "2.没有现成信息") == ["11", "0", "0", "0", "0", "0", "11"]
    assert row(doc, "（七）总计") == ["2932", "53", "0", "0", "61", "4", "3050"]
    assert row(doc, "四、结转下年度") == ["103", "0", "0", "0", "0", "0", "103"]


def test_all_figures_of_the_tables_are_there() -> None:
    doc = read_path(REAL / "huaian_2024.pdf")
    assert row(doc, "行政规范性文件") == ["8", "26", "66"]
    assert row(doc, "行政事业性收费") == ["96171.6"]
    assert len(rows(doc)[-1]) == 15
    doc = read_path(REAL / "hongze_2023.pdf")
    assert row(doc, "行政规范性文件") == ["0", "5", "5"]
    assert row(doc, "行政事业性收费") == ["7730.28"]
    assert row(doc, "2.没有现成信息") == ["3", "0", "0", "0", "0", "0", "3"]
    assert rows(doc)[-1] == [
        "10",
        "1",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "5",
        "0",
        "0",
        "0",
        "0",
    ]
    figures = [r for grid in doc.grids[1:2] for r in grid.rows if r[-1].text.isdigit()]
    assert all(all(cell.text.isdigit() for cell in r[-7:]) for r in figures)


@pytest.mark.parametrize("name", ["huaian_2024", "hongze_2023"])
def test_prose_copied_from_the_pdf_into_a_text_file_reads_the_same(name: str) -> None:
    path = REAL / f"{name}.pdf"
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        copied = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    doc, copy = read_path(path), read_bytes(copied.encode(), uri="copy")
    prose = [b.span.of(doc.text) for b in doc.blocks if b.kind == "paragraph"]
    lines = {re.sub(r"\s", "", line) for line in copy.text.split("\n")}
    lost = [text for text in prose if re.sub(r"\s", "", text) not in lines]
    assert len(lost) <= 2  # without indents a paragraph that fills its last line runs on
