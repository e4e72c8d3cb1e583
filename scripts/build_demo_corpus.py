"""Print `corpora/sources/*.txt` as the PDF files of the demo corpus.

The sources are plain text with the three tables as rows of tab-separated cells; an empty cell is
the rest of a merged one. Needs reportlab (the `test` extra). Run it after a source has changed.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
FONT = "STSong-Light"
BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=12, leading=21, firstLineIndent=24, wordWrap="CJK"
)
TITLE = ParagraphStyle(
    "title", BODY, fontSize=18, leading=30, firstLineIndent=0, alignment=TA_CENTER
)
CELL = ParagraphStyle("cell", BODY, fontSize=8, leading=10, firstLineIndent=0, alignment=TA_CENTER)
WIDTH = 160 * mm
LABELLED = [2, 3, 6, *[1.4] * 7]
Span = tuple[str, tuple[int, int], tuple[int, int]]


def build(source: Path, target: Path) -> None:
    """Print one source as a PDF, the same bytes each time."""
    registerFont(UnicodeCIDFont(FONT))
    lines = source.read_text(encoding="utf-8").splitlines()
    story: list[Flowable] = [Paragraph(lines[0], TITLE)]
    for has_cells, group in groupby(lines[1:], key=is_row):
        rows = [line.split("\t") for line in group]
        story += [a_table(rows)] if has_cells else [Paragraph(row[0], BODY) for row in rows]
    page = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        title=lines[0],
        invariant=1,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
    )
    page.build(story, onFirstPage=page_number, onLaterPages=page_number)


def is_row(line: str) -> bool:
    """Tell whether a line of a source is a table row (a lone cell is the name of a block)."""
    return "\t" in line or line.startswith("第二十条")


def a_table(rows: list[list[str]]) -> Table:
    """Draw rows of cells with all borders, an empty cell merged into its neighbour."""
    width = max(map(len, rows))
    grid = [row + [""] * (width - len(row)) for row in rows]
    cells = [[Paragraph(text, CELL) for text in row] for row in grid]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    parts = LABELLED if width == len(LABELLED) else [1] * width
    columns = [WIDTH * part / sum(parts) for part in parts]
    return Table(cells, colWidths=columns, style=[*style, *merged(grid)])


def merged(grid: list[list[str]]) -> list[Span]:
    """Return reportlab's spans: an empty cell joins its left neighbour, at the ends the upper."""
    corner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            starts = not any(row[: c + 1])
            ends = c == len(row) - 1 and bool(row[c - 1])
            at = (r - 1, c) if starts or ends else (r, c - 1)
            corner[r, c] = (r, c) if text else corner[at]
    last = {first: place for place, first in corner.items()}
    return [("SPAN", (c, r), (c2, r2)) for (r, c), (r2, c2) in last.items() if (r, c) != (r2, c2)]


def page_number(canvas: Canvas, page: SimpleDocTemplate) -> None:
    """Print the page number the way an office does."""
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, f"- {page.page} -")


if __name__ == "__main__":
    for path in sorted((CORPORA / "sources").glob("*.txt")):
        build(path, CORPORA / "demo" / f"{path.stem}.pdf")
