"""One report printed in every layout: paragraphs, and tables as rows of (text, deep, wide)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

import docx

Cell = tuple[str, int, int]
Table = Sequence[Sequence[Cell]]
Flow = Sequence[str | Table]


def as_html(flow: Flow) -> str:
    return "\n".join(f"<p>{escape(x)}</p>" if isinstance(x, str) else _markup(x) for x in flow)


def _markup(table: Table) -> str:
    rows = (
        "".join(
            f'<td rowspan="{deep}" colspan="{wide}"><p><span>{escape(text)}</span></p></td>'
            for text, deep, wide in row
        )
        for row in table
    )
    return f"<table border=1><tbody><tr>{'</tr><tr>'.join(rows)}</tr></tbody></table>"


def placed(table: Table) -> tuple[int, list[tuple[int, int, Cell]]]:
    """The number of columns, and each cell with its row and column."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            found.append((row, column, cell))
            taken |= {(row + i, column + j) for i in range(cell[1]) for j in range(cell[2])}
            column += cell[2]
    return 1 + max(column for _, column in taken), found


def as_docx(flow: Flow) -> bytes:
    doc = docx.Document()
    for part in flow:
        if isinstance(part, str):
            doc.add_paragraph(part)
            continue
        width, cells = placed(part)
        table = doc.add_table(len(part), width)
        for row, column, (text, deep, wide) in cells:
            first = table.cell(row, column)
            first.merge(table.cell(row + deep - 1, column + wide - 1))
            first.text = text
    return saved(doc)


def saved(doc: Any) -> bytes:
    out = BytesIO()
    doc.save(out)
    return out.getvalue()


def as_markdown(flow: Flow, *, html_tables: bool = False) -> str:
    table = _markup if html_tables else _pipes
    return "\n\n".join(_marked(x) if isinstance(x, str) else table(x) for x in flow) + "\n"


def _marked(text: str) -> str:
    text = re.sub(r"([*_<>\[\]`#|])", r"\\\1", text)
    return f"## **{text}**" if re.match("[一二三六]、", text) else text


def _pipes(table: Table) -> str:
    width, cells = placed(table)
    grid = [[""] * width for _ in table]
    for row, column, cell in cells:
        grid[row][column] = _marked(cell[0]).removeprefix("## ")
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
