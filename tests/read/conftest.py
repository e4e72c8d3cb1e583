"""PDFs made on the fly: invented organs, a CID font that needs no font file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BASE = {"fontName": FONT, "wordWrap": "CJK"}
STYLES = {
    "title": ParagraphStyle("title", fontSize=22, leading=30, alignment=1, **BASE),
    "body": ParagraphStyle("body", fontSize=16, leading=28, firstLineIndent=32, **BASE),
    "flat": ParagraphStyle("flat", fontSize=12, leading=18, **BASE),
}
RULED = ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))
PLAIN = ("FONT", (0, 0), (-1, -1), FONT, 10)

MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Return a function from (style, text) pairs and tables to the bytes of a PDF."""
    return pdf


def pdf(
    flow: Sequence[tuple[str, str] | Table],
    *,
    foot: str = "",
    head: str = "",
    landscape: bool = False,
    **options: Any,
) -> bytes:
    def furniture(canvas: Any, doc: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(300, 30, foot.format(doc.page))
        canvas.drawString(80, 810, head)

    out = BytesIO()
    size = A4[::-1] if landscape else A4
    doc = SimpleDocTemplate(out, pagesize=size, leftMargin=80, rightMargin=80, **options)
    made = [Paragraph(x[1], STYLES[x[0]]) if isinstance(x, tuple) else x for x in flow]
    doc.build(made, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


@pytest.fixture(scope="session")
def make_table() -> Callable[..., Table]:
    """Return a function from rows of texts to a ruled table."""

    def table(
        rows: Sequence[Sequence[str]], *styles: Any, ruled: bool = True, **more: Any
    ) -> Table:
        rules = [PLAIN, *([RULED] if ruled else []), *styles]
        return Table(rows, style=TableStyle(rules), **more)

    return table
