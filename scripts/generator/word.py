"""Prints a report as DOCX: merged cells, a header and a footer, runs cut in the middle.

The time stamps of the file are fixed, so that one report gives the same bytes each time.
"""

from __future__ import annotations

import datetime
import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

from .layouts import Printable
from .tables import Grid, expand

STAMP = (1980, 1, 1, 0, 0, 0)


def as_docx(report: Printable) -> bytes:
    """Return the file."""
    doc = Document()
    fixed = datetime.datetime(2020, 1, 1)
    doc.core_properties.created = doc.core_properties.modified = fixed
    if report.variant % 2:
        doc.sections[0].header.paragraphs[0].text = report.organ
        doc.sections[0].footer.paragraphs[0].text = "- 1 -"
    title = doc.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(report.title).bold = True
    for kind, content in report.blocks:
        if isinstance(content, str):
            paragraph = doc.add_paragraph()
            half = len(content) // 3
            paragraph.add_run(content[:half]).bold = kind == "heading"
            paragraph.add_run(content[half:]).bold = kind == "heading"
        else:
            _table(doc, content)
    made = io.BytesIO()
    doc.save(made)
    return _stamped(made.getvalue())


def _table(doc: WordDocument, grid: Grid) -> None:
    matrix = expand(grid)
    width = max(map(len, matrix))
    table = doc.add_table(len(matrix), width)
    table.style = "Table Grid"
    cells = [list(row.cells) for row in table.rows]
    for r, line in enumerate(matrix):
        for c, (cell, first) in enumerate(line):
            if not first:
                continue
            place = cells[r][c]
            if cell.rows > 1 or cell.columns > 1:
                place = place.merge(cells[r + cell.rows - 1][c + cell.columns - 1])
            place.text = cell.text


def _stamped(data: bytes) -> bytes:
    """Write the archive again with one time stamp for all its members."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(info))
    return made.getvalue()
