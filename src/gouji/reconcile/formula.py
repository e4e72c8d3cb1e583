"""The formula language of readings: parse, expand to cells of a report, evaluate, spell out.

A formula is `sum [ "/" sum ]`, a sum `term { ("+"|"-") term }`, a term a measure id whose first
part names the table or block (`applications.refused@company`, `litigation.upheld`). A group stands
for all its rows in the form at hand. Nothing is inferred: a cell that was not read, or was decoded
from prose, is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gouji.messages import Lang, catalogue, fill
from gouji.model import Cell, CellRef, Report
from gouji.parse.forms import load_forms

_ORGANISATIONS = "company research_institute social_organisation legal_service other_organisation"
COLUMNS = {"organisations": _ORGANISATIONS.split()}
BLOCKS = {"litigation": ("litigation_direct", "litigation_after_review")}
DISPUTES = ("review", "litigation", *BLOCKS["litigation"])
DISCLOSURE = ["regulations", "normative_documents", "licences", "other_services"]
DISCLOSURE += ["penalties", "coercion", "fees", "procurement"]
# matches "-applications.other.rest@total"; not "applications" (no row)
_TERM = re.compile(r"(?P<sign>[+-]?)(?P<id>[a-z_]+(?:\.[a-z_]+)+)(?:@(?P<column>[a-z_]+))?")


@dataclass(frozen=True, slots=True)
class Term:
    """One signed measure of a formula; `row` may be a group, `column` a group of columns."""

    sign: int
    table: str
    row: str
    column: str

    def read(self, report: Report) -> dict[CellRef, Decimal | None]:
        """Return the cells the term adds up in this report's table, None for a missing one."""
        table = report.table(self.table)
        columns, group = COLUMNS.get(self.column, [self.column]), f"{self.row}."
        found = {
            (self.table, row, column): figure(cells[column])
            for row, cells in (table.rows if table else {}).items()
            if row == self.row or row.startswith(group)
            for column in columns
            if column in cells
        }
        rows = dict.fromkeys(row for _, row, _ in found) or [self.row]
        absent = {(self.table, row, column): None for row in rows for column in columns}
        return absent | found


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A formula on one report: its cells, its value, the terms of its sums with theirs."""

    formula: str
    cells: tuple[CellRef, ...]
    value: Decimal | None
    terms: tuple[tuple[tuple[Term, Decimal | None], ...], ...]


@cache
def parse(formula: str) -> tuple[tuple[Term, ...], ...]:
    """Return the one or two sums of a formula, none where it names no table cell."""
    sums = [_sum(part) for part in formula.replace(" ", "").split("/")]
    return tuple(sums) if len(sums) < 3 and all(sums) else ()


def _sum(text: str) -> tuple[Term, ...]:
    found = list(_TERM.finditer(text))
    terms = [_terms(match) for match in found]
    signed = all(bool(match["sign"]) == bool(match.start()) for match in found)
    known = signed and all(terms) and "".join(match[0] for match in found) == text
    return tuple(term for part in terms for term in part) if known else ()


def _terms(match: re.Match[str]) -> list[Term]:
    head, _, tail = match["id"].partition(".")
    sign = -1 if match["sign"] == "-" else 1
    if head == "applications":
        return [Term(sign, head, tail, match["column"] or "total")]
    if head in DISPUTES:
        return [Term(sign, "disputes", row, tail) for row in BLOCKS.get(head, (head,))]
    return [Term(sign, "disclosure", head, tail)] if head in DISCLOSURE else []


def evaluate(formula: str, report: Report) -> Evaluation | None:
    """Evaluate a formula (with "/" in percent); None where it has no table in this report."""
    sums = parse(formula)
    if not sums or not all(report.table(term.table) for part in sums for term in part):
        return None
    read = [[(term, term.read(report)) for term in part] for part in sums]
    terms = tuple(tuple((term, _added(cells)) for term, cells in part) for part in read)
    cells = dict.fromkeys(ref for part in read for _, cells in part for ref in cells)
    value: Decimal | None = None
    if not any(amount is None for part in terms for _, amount in part):
        first, *rest = (sum(term.sign * (amount or 0) for term, amount in part) for part in terms)
        value = Decimal(first) if not rest else 100 * Decimal(first) / rest[0] if rest[0] else None
    return Evaluation(formula, tuple(cells), value, terms)


def _added(cells: dict[CellRef, Decimal | None]) -> Decimal | None:
    known = [value for value in cells.values() if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(cells) else None


def figure(cell: Cell | None) -> Decimal | None:
    """Return what a cell may serve as proof of: as read, or decoded from its table's own sums."""
    return None if cell is None or cell.basis == "prose" else cell.value


def printed(report: Report, ref: CellRef) -> bool:
    """Tell whether the form of a report has a cell; one of another edition says nothing.

    Nor does a part of what a report has in one row: 其他处理 undivided.
    """
    group = ref[1].rpartition(".")[0]
    if report.cell((ref[0], group, ref[2])):
        return False
    form = load_forms().get(report.form or "")
    if form is None:
        return True
    rows = (row for kind, table in form.tables.items() if kind == ref[0] for row in table.rows)
    return any(row.key == ref[1] and ref[2] in {c.key for c in row.columns} for row in rows)


def spell(found: Evaluation) -> str:
    """Spell an evaluation out, with "@key" for names: 新收 12 + 上年结转 3 = 15."""
    sums = [
        " ".join(f"{'+-'[t.sign < 0]} {keys(t)}{_plain(value)}" for t, value in part)[2:]
        for part in found.terms
    ]
    if len(sums) > 1:
        long = (len(part) > 1 for part in found.terms)
        sums = [
            f"@link.open{s}@link.close" if each else s for s, each in zip(sums, long, strict=True)
        ]
    words = " ÷ ".join(sums)
    if found.value is None or len(found.terms) == len(found.terms[0]) == 1:
        return words
    return f"{words} ={_plain(round(found.value, 2))}{'%' if len(sums) > 1 else ''}"


def name(term: Term, lang: Lang) -> str:
    """Return the short name of a term's row and column: 新收（自然人）."""
    return fill(keys(term), lang)


def keys(term: Term) -> str:
    """Return the same with "@key" in place of names, for the parameter of a message."""
    row, column = f"link.row.{term.table}.{term.row}", f"link.column.{term.column}"
    words = f"@{row}" if row in catalogue() else term.row
    if term.column == "total":
        return words
    return f"{words}@link.open{f'@{column}' if column in catalogue() else term.column}@link.close"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f" {value.normalize():f}"
