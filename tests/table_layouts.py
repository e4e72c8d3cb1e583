"""Prints one table in many layouts: grids as readers make them, and running text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gouji.model import Block, Document, Grid, GridCell, Source, Span
from gouji.parse.forms import Layout

Values = Mapping[tuple[str, str], str]
Part = str | Sequence[Sequence[str]]
CHAPTER = "三、本年度办理结果"
GROUPS = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other": "（六）其他处理",
}
TURNS = {
    "regulations": "第二十条第（一）项",
    "licences": "第二十条第（五）项",
    "penalties": "第二十条第（六）项",
    "fees": "第二十条第（八）项",
    "procurement": "第二十条第（九）项",
}
BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def a_document(*parts: Part, certain: bool = True) -> Document:
    """A document of paragraphs (text) and grids (rows of cell texts), serialised as readers do."""
    text, blocks, grids = "", [], []
    for part in parts:
        start, rows = len(text), []
        for row in [] if isinstance(part, str) else part:
            cells = []
            for cell in row:
                cells.append(GridCell(cell, Span(len(text), len(text) + len(cell))))
                text += cell + "\t"
            text = text[:-1] + "\n"
            rows.append(tuple(cells))
        text += part + "\n" if isinstance(part, str) else ""
        span = Span(start, len(text) - 1)
        blocks.append(Block(span, "paragraph" if isinstance(part, str) else "table"))
        if rows:
            grids.append(Grid(tuple(rows), span, certain=certain))
    return Document(Source("report.txt", "", "text/plain", 0), text, tuple(blocks), tuple(grids))


def usual(layout: Layout) -> list[str]:
    return [row.key for row in layout.rows if not row.optional]


def applications(
    layout: Layout, values: Values, rows: Iterable[str] | None = None, *, covered: bool = False
) -> Part:
    """Labels on up to three levels; where `covered`, a merged cell leaves empty cells below it."""
    printed: set[str] = set()
    lines = [[BALANCE, "申请人情况"], ["自然人", "法人或其他组织", "总计"], ORGANISATIONS]
    wanted = list(rows or usual(layout))
    for row in [row for row in layout.rows if row.key in wanted]:
        above = [] if row.label[1] == "、" else [CHAPTER]
        above += [GROUPS[row.group]] if "." in row.key else []
        labels = ["" if label in printed else label for label in above]
        printed.update(above)
        figures = [values[row.key, column.key] for column in row.columns]
        lines.append([*(label for label in labels if label or covered), row.label, *figures])
    return lines


def disclosure(layout: Layout, values: Values) -> Part:
    rows: list[list[str]] = []
    for row in layout.rows:
        if row.key in TURNS:
            rows += [[TURNS[row.key]], ["信息内容", *(column.label for column in row.columns)]]
        rows.append([row.label, *(values[row.key, column.key] for column in row.columns)])
    return rows


def disputes(layout: Layout, values: Values) -> Part:
    figures = [values[row.key, column.key] for row in layout.rows for column in layout.columns]
    head = [["行政复议", "行政诉讼"], [*RESULTS, "未经复议直接起诉", "复议后起诉"], RESULTS * 2]
    return [*head, figures]


PRINT = {"applications": applications, "disclosure": disclosure, "disputes": disputes}


def row_a_line(part: Part) -> str:
    return "\n".join(" ".join(row) for row in part)


def cell_a_line(part: Part) -> str:
    return "\n".join("\n".join(row) for row in part)


def one_paragraph(part: Part) -> str:
    """Labels and numbers in one run, spaces only between numbers, as careless copies have it."""
    text = ""
    for cell in (cell for row in part for cell in row):
        text += f" {cell}" if text[-1:].isdigit() and cell[:1].isdigit() else cell
    return text
