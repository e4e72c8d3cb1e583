"""Prints a report as PDF with reportlab: ruled tables that break over pages, page numbers.

Uses the CID font STSong-Light, which is not embedded. In some variants the label column of the
table of requests is written upright, one character a line, as narrow merged cells have it.
"""

from __future__ import annotations

import io

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from .layouts import Printable
from .tables import Cell, Grid, expand

FONT = "STSong-Light"
BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=12, leading=21, firstLineIndent=24, wordWrap="CJK"
)
TITLE = ParagraphStyle(
    "title", BODY, fontSize=18, leading=30, firstLineIndent=0, alignment=TA_CENTER
)
CELL = ParagraphStyle("cell", BODY, fontSize=8, leading=10, firstLineIndent=0, alignment=TA_CENTER)
WIDTH = 160 * mm
LABELLED = (2, 3, 6)
LONG = 23
"""Characters of a title on one line; reportlab would drop the one that does not fit."""


def as_pdf(report: Printable) -> bytes:
    """Return the file, the same bytes each time."""
    registerFont(UnicodeCIDFont(FONT))
    title = _safe(report.title)
    if len(title) > LONG:
        title = title.replace("政府信息公开", "<br/>政府信息公开", 1)
    story: list[Flowable] = [Paragraph(title, TITLE)]
    for _, content in report.blocks:
        if isinstance(content, str):
            story.append(Paragraph(_safe(content), BODY))
        else:
            story.append(_table(content, report.variant))
    made = io.BytesIO()
    page = SimpleDocTemplate(
        made, pagesize=A4, title=report.title, invariant=1, leftMargin=25 * mm, rightMargin=25 * mm
    )
    sign = "- {} -" if report.variant % 2 else "— {} —"

    def number(canvas: Canvas, doc: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, sign.format(doc.page))

    page.build(story, onFirstPage=number, onLaterPages=number)
    return made.getvalue()


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _table(grid: Grid, variant: int) -> Table:
    matrix = expand(grid)
    width = max(map(len, matrix))
    spans: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
    rows: list[list[Paragraph | str]] = []
    for r, line in enumerate(matrix):
        row: list[Paragraph | str] = []
        for c, (cell, first) in enumerate(line):
            row.append(Paragraph(_upright(cell, c, variant), CELL) if first else "")
            if first and (cell.rows > 1 or cell.columns > 1):
                spans.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
        rows.append(row)
    spans = [span for span in spans if variant % 4 or span[2][1] - span[1][1] < 12]
    parts = [*LABELLED, *[1.4] * (width - 3)] if width > 9 and width != 15 else [1] * width
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table(
        rows, colWidths=[WIDTH * part / sum(parts) for part in parts], style=[*style, *spans]
    )


def _upright(cell: Cell, column: int, variant: int) -> str:
    text = _safe(cell.text)
    if column == 0 and cell.rows > 12 and variant % 2:
        return "<br/>".join(text)
    return text.replace("\n", "<br/>")
