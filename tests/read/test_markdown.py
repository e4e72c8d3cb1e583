"""Markdown: marks gone and the way back kept, pipe tables as converters cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Document
from gouji.read import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), uri="report.md")


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in read(text).grids for row in grid.rows]


def test_marks_go_and_offsets_lead_back() -> None:
    raw = "# 一、总体**情况**\n\n公开*信息*12条，见[网站](http://a.invalid/b_c)。\n\n- 加强培训\n"
    doc = read(raw)
    assert doc.source.media_type == "text/markdown"
    assert doc.text == "一、总体情况\n公开信息12条，见网站。\n加强培训"
    for index, char in enumerate(doc.text.replace("\n", " ")):
        at, source = [pair for pair in doc.offsets if pair[0] <= index][-1]
        assert char in (raw[source + index - at], " ")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1\\.属于国家秘密", "1.属于国家秘密"),
        ("2 * 3 * 4，甲_乙_丙", "2 * 3 * 4，甲_乙_丙"),
        ("~~旧~~`新`![图](a.png)", "旧新"),
        ("> 引文<br>", "引文"),
        ("---", ""),
        ("#1号", "#1号"),
    ],
)
def test_marks(raw: str, text: str) -> None:
    assert read(f"# 一、总体情况\n\n{raw}").text == f"一、总体情况\n{text}".strip()


def test_a_table_that_a_converter_cut_is_whole_again() -> None:
    text = """二、主动公开

| 信息内容 | 制发 | 有效 |
|:--|--:|---|
| 规章 | 0 | 1 |

| 行政规范性<br>文件 | **3** | |
| --- | --- | --- |
| 行政许可 | 1\\|2 | 550 |

三、其他"""
    assert rows(text) == [
        ["信息内容", "制发", "有效"],
        ["规章", "0", "1"],
        ["行政规范性文件", "3", ""],
        ["行政许可", "1|2", "550"],
    ]


def test_rows_without_outer_pipes() -> None:
    assert rows("# 甲\n\n规章 | 0 | 1\n---|---|---\n许可 | 2 | 3\n") == [
        ["规章", "0", "1"],
        ["许可", "2", "3"],
    ]


CELLS = st.text(alphabet="规章其他0123.（）—", max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=5), min_size=2, max_size=6))
def test_pipe_tables_read_back(table: list[list[str]]) -> None:
    text = "\n".join(f"| {' | '.join(row)} |" for row in table)
    if any(cell for row in table for cell in row):
        assert rows(f"二、情况\n\n{text}\n\n三、其他。") == table
