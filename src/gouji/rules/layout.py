"""S107–S110: the edition, the rows and columns, and the cells of the tables.

Only what stands in a grid the file itself draws, or was read beyond doubt, is judged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gouji.messages import say
from gouji.model import Cell, CellRef, Finding, Level, Reconciliation, Report, Span, Table
from gouji.parse.forms import Form, bare, load_forms
from gouji.parse.headings import compact
from gouji.rules.engine import finding, rule

MAX_WORDS = 20
_WORDS = re.compile(r"[一-鿿A-Za-z]")


@rule("S107", "wrong-form-edition", level="error", needs=("tables", "year", "form"))
def wrong_form_edition(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The edition printed in the heads of the tables must be that of the data year."""
    forms, year = load_forms(), report.identity.year or 0
    due = [form for form in forms.values() if form.first_year <= year]
    used = forms.get(report.form or "")
    if not due or used is None or used.id == due[-1].id or _printed(report, due[-1]):
        return
    if head := _printed(report, used):
        editions = {"first": used.first_year, "notice": used.notice, "wanted": due[-1].notice}
        said = say("S107.message", year=year, head=head.of(report.text), **editions)
        places = [span for span in (report.identity.title, head) if span]
        yield finding(report, "S107", *places, message=said)


def _printed(report: Report, form: Form) -> Span | None:
    """Return where the tables print a word that only `form` has."""
    page = compact(report.text)
    places = (page.find(word, table.span) for table in report.tables for word in form.edition)
    return next(filter(None, places), None)


@rule("S108", "altered-form-layout", level="warning", needs=("tables",))
def altered_form_layout(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The tables have the rows and columns of the form, no more and no fewer."""
    for table in report.tables:
        printed = bare(report.text[table.span.start : table.span.end + 3 * MAX_WORDS])
        notes = (note.split(" ", 2) for note in table.deviations)
        changes = [
            (f"@S108.{how}_{what}“{label}”", _beside(report, table, how, label))
            for how, what, label in (note for note in notes if len(note) == 3 and bare(note[2]))
            if (how == "missing") != (bare(label) in printed)  # a label lost in reading is no lack
        ]
        sound = all(cell.reading == "read" for cell in table.cells) or table.status == "proved"
        if changes and (sound or _well_read(report, table)):
            form, items = load_forms()[table.form].notice, "、".join(said for said, _ in changes)
            said = say("S108.message", table=_kind(table), notice=form, changes=items)
            yield finding(report, "S108", *(place for _, place in changes), message=said)


def _beside(report: Report, table: Table, how: str, label: str) -> Span | CellRef:
    """Return where a label is printed, or the cell beside the place where a missing row belongs."""
    place = compact(report.text).find(compact(label).text, table.span)
    if how != "missing" and place:
        return place
    layout = load_forms()[table.form].tables[table.kind]
    keys, there = [row.key for row in layout.rows], {cell.row for cell in table.cells}
    lost = next((at for at, row in enumerate(layout.rows) if row.label == label), 0)
    near = next((key for key in (*keys[lost::-1], *keys[lost:]) if key in there), "")
    return table.kind, near, next(c.column for c in table.cells if c.row == near)


@rule("S109", "blank-cell", level="warning", needs=("tables",))
def blank_cell(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Every cell takes a figure, 0 where there is none."""
    for table in report.tables:
        empty = [cell for cell in table.cells if cell.reading in ("blank", "dash")]
        if not _well_read(report, table):  # a dash is printed; nothing at all may be lost
            empty = [cell for cell in empty if cell.reading == "dash"]
        rows = {cell.row for cell in table.cells if cell not in empty}
        level: Level = "warning" if any(cell.row in rows for cell in empty) else "info"
        marks = "、".join(dict.fromkeys(f"“{cell.text.strip()}”" for cell in empty))
        cells = "、".join(_named(table, cell) for cell in empty[:8]) + "…" * (len(empty) > 8)
        said = say("S109.message", table=_kind(table), count=len(empty), marks=marks, cells=cells)
        if empty:
            refs = ((table.kind, cell.row, cell.column) for cell in empty)
            yield finding(report, "S109", *refs, level=level, message=said)


def _well_read(report: Report, table: Table) -> bool:
    """Tell whether the cells stand in a grid the file itself draws, or were read beyond doubt."""
    grids = report.document.grids
    return table.reading_certain or any(g.certain and g.span.overlaps(table.span) for g in grids)


def _kind(table: Table) -> str:
    return f"@ui.table.{table.kind}"


def _named(table: Table, cell: Cell) -> str:
    layout = load_forms()[table.form].tables[table.kind]
    row = next((row.label for row in layout.rows if row.key == cell.row), cell.row)
    column = next((c.label for c in layout.columns if c.key == cell.column), cell.column)
    return f"“{row}”的“{column}”"


@rule("S110", "non-numeric-cell", level="error", needs=("tables",))
def non_numeric_cell(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A cell of the tables takes digits only."""
    for table in report.tables:
        unread = [cell for cell in table.cells if cell.reading == "unread"]
        guessed = any(cell.reading == "decoded" for cell in table.cells)
        spans = Counter(cell.span for cell in table.cells)
        for cell in unread if len(unread) <= 0.2 * len(table.cells) else ():
            alone = not guessed and _stands_alone(report.text, cell.span)
            wordy = _WORDS.search(cell.text) and len(cell.text) <= MAX_WORDS
            if spans[cell.span] == 1 and wordy and (alone or _well_read(report, table)):
                name, ref = _named(table, cell), (table.kind, cell.row, cell.column)
                said = say("S110.message", table=_kind(table), cell=name, text=cell.text.strip())
                yield finding(report, "S110", ref, message=said)


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a cell fills what lies between two tabs or line feeds."""
    before, after = text[: span.start].rstrip(" "), text[span.end :].lstrip(" ")
    return before[-1:] in ("", "\n", "\t") and after[:1] in ("", "\n", "\t")
