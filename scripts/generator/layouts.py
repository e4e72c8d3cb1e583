"""Prints a report as text: one cell a line, tabs, spaces, glued, and Markdown pipes.

All layouts hold the same title, paragraphs and cells; only what stands between them differs. The
glued page loses every separator inside tables, as a crawler leaves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .tables import Cell, Grid, expand


@dataclass(frozen=True, slots=True)
class Printable:
    """A report ready to print: blocks in order, each a heading, a paragraph or a table."""

    title: str
    blocks: tuple[tuple[str, str | Grid], ...]
    organ: str
    year: int
    variant: int


def _lines(report: Printable, table: Callable[[Grid], Iterable[str]]) -> Iterable[str]:
    yield report.title
    for _, content in report.blocks:
        if isinstance(content, str):
            yield content
        else:
            yield from table(content)


def as_tsv(report: Printable) -> bytes:
    """One row a line, cells set apart by tabs; what a merged cell covers is empty."""
    return _encode(report, "\n".join(_lines(report, _tab_rows)) + "\n")


def _tab_rows(grid: Grid) -> Iterable[str]:
    for line in expand(grid):
        cells = [_flat(cell) if first else "" for cell, first in line]
        text = "\t".join(cells)
        yield text.rstrip("\t") if cells[0] and not any(cells[1:]) else text


def as_txt(report: Printable) -> bytes:
    """One cell a line behind a tab, rows set apart by empty lines, as copied from a document."""
    return _encode(report, "\n".join(_lines(report, _tab_cells)) + "\n")


def _tab_cells(grid: Grid) -> Iterable[str]:
    for at, line in enumerate(expand(grid)):
        cells: list[str] = []
        for place, (cell, first) in enumerate(line):
            if first:
                cells.append("\t" + cell.text)
            elif place == 0 or line[place - 1][0] is not cell:
                cells.append("\t")  # the rest of a cell that began in a row above
        yield from ([""] if at else [])
        yield from cells
    yield from ("", "")


def as_lines(report: Printable) -> bytes:
    """One cell a line without any indent."""
    return _encode(report, "\n".join(_lines(report, _bare_cells)) + "\n")


def _bare_cells(grid: Grid) -> Iterable[str]:
    for row in grid:
        yield from (_flat(cell) for cell in row)


def as_spaced(report: Printable) -> bytes:
    """One row a line, cells set apart by spaces."""
    return _encode(report, "\n".join(_lines(report, _spaced_rows)) + "\n")


def _spaced_rows(grid: Grid) -> Iterable[str]:
    return (" ".join(_flat(cell) for cell in row) for row in grid)


def as_glued(report: Printable) -> bytes:
    """A crawled page: the crawler's header, then all in one line, table digits run together."""
    published = f"{report.year + 1}-02-1{report.variant % 10} 1{report.variant % 10}:05"
    header = [f"标题: {report.title}", f"发布时间: {published}", "文号: ", "发布机构: "]
    header += ["栏目: 政府信息公开年报", f"{'=' * 20} 正文 {'=' * 20}"]
    parts: list[str] = []
    for _, content in report.blocks:
        parts.append(content if isinstance(content, str) else _glue(content, report.variant))
    return _encode(report, "\n".join([*header, " ".join(parts)]) + "\n")


def _glue(grid: Grid, variant: int) -> str:
    """Run a table together; every second page keeps the spaces of its row of disputes."""
    text = ""
    for row in grid:
        spaced = len(row) == 15 and variant % 2 == 0
        figures = [_flat(cell) for cell in row if not cell.head]
        labels = "".join(
            _flat(cell) + (" " if cell.columns == 1 and variant % 3 == 0 else "")
            for cell in row
            if cell.head
        )
        text += labels + (" " + " ".join(figures) + " " if spaced else "".join(figures))
    return text


def as_markdown(report: Printable) -> bytes:
    """Pipes; long tables are cut into several by the converter, each with a head of its own."""
    parts = [f"# {report.title}", ""]
    for kind, content in report.blocks:
        if isinstance(content, str):
            parts += [f"## {content}" if kind == "heading" else content, ""]
        else:
            parts += [*_pipes(content, report.variant), ""]
    return _encode(report, "\n".join(parts))


def _pipes(grid: Grid, variant: int) -> Iterable[str]:
    lines = expand(grid)
    repeated = variant % 2 == 0  # some converters repeat merged text, others leave it out
    cut = {12, 20} if variant % 3 == 0 and len(lines) > 24 else set()
    width = max(map(len, lines))
    for at, line in enumerate(lines):
        if at in cut:
            yield ""
        cells = [_flat(cell) if first or repeated else "" for cell, first in line]
        cells += [""] * (width - len(cells))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        if at == 0 or at in cut:
            yield "|" + " --- |" * width


def _flat(cell: Cell) -> str:
    return cell.text.replace("\n", "")


def _encode(report: Printable, text: str) -> bytes:
    """Encode as offices do: mostly UTF-8, now and then with a mark or in GB 18030."""
    codec = {5: "utf-8-sig", 6: "gb18030"}.get(report.variant % 8, "utf-8")
    return text.encode(codec)
