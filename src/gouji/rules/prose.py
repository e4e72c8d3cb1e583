"""P101–P111: what the prose says, in figures and in words, against the report's own tables.

A rule speaks only where no reading that the wording allows fits the table. Where a cell was not
read with certainty, or is in dispute inside its own table, an error becomes a warning, for the
prose may well be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gouji.messages import say
from gouji.model import CellRef, Finding, Level, Link, Reconciliation, Report
from gouji.reconcile.formula import evaluate, figure, spell
from gouji.reconcile.lists import FLOW
from gouji.rules.engine import finding, rule, rules

SHOWN = 4
OVERDUE: CellRef = ("applications", "other.fee_overdue", "total")
"""Requests that ended for an unpaid fee: P112 tells of them."""
_COUNTS: dict[str, tuple[str, Level, str]] = {
    "P101": ("application-count-differs", "error", "tables.applications"),
    "P102": ("outcome-count-differs", "error", "tables.applications"),
    "P103": ("applicant-count-differs", "error", "tables.applications"),
    "P104": ("dispute-count-differs", "error", "tables.disputes"),
    "P105": ("document-count-differs", "error", "tables.disclosure"),
    "P106": ("decision-count-differs", "error", "tables.disclosure"),
    "P107": ("fee-amount-differs", "error", "tables.disclosure"),
    "P110": ("share-differs", "warning", "tables.applications"),
    "P111": ("ambiguous-count-differs", "warning", "tables"),
}
_CLAIMS: dict[str, tuple[str, Level, str]] = {
    "P108": ("none-claim-contradicted", "error", "none"),
    "P109": ("all-claim-contradicted", "warning", "all"),
}
_DISCLOSED = {"regulations": "P105", "normative_documents": "P105", "fees": "P107"}
_DISCLOSED |= {"procurement": "P107"}


def _code(link: Link) -> str | None:
    """Return the rule that tells of a link, None where there is nothing to tell."""
    if link.verdict != "differs":
        return "P111" if link.verdict == "ambiguous" else None
    if "/" in link.formula:
        return "P110"
    kind, row, column = link.cells[0]
    if kind == "applications":
        return "P103" if column != "total" else "P101" if row in FLOW else "P102"
    return "P104" if kind == "disputes" else _DISCLOSED.get(row, "P106")


def _counts(code: str, report: Report, rec: Reconciliation) -> Iterator[Finding]:
    counts = {qty.id: qty for qty in report.quantities}
    for link in rec.links:
        if _code(link) == code and link.why:
            yield finding(
                report,
                code,
                counts[link.quantity],
                *_telling(report, link.cells),
                message=say(f"{code}.message", **link.why.params),
                level=_level(report, code, link.cells),
                expected=link.expected,
                actual=counts[link.quantity].value.amount,
                hint=link.hint,
            )


def _claims(code: str, report: Report, rec: Reconciliation) -> Iterator[Finding]:
    claims = {claim.id: claim for claim in report.claims}
    for link in rec.claims:
        claim, cells = claims[link.claim], _telling(report, link.contradicting)
        ours = claim.kind == _CLAIMS[code][2] and OVERDUE not in link.contradicting
        if ours and link.verdict == "differs":
            readings = [found for each in claim.readings if (found := evaluate(each, report))]
            told = [spell(each) for each in readings if not set(cells).isdisjoint(each.cells)]
            yield finding(
                report,
                code,
                claim.span,
                *cells,
                level=_level(report, code, cells),
                said=claim.span.of(report.text),
                cells="@link.and".join(told),
            )


for _each, (_name, _usual, _table) in _COUNTS.items():
    rule(_each, _name, level=_usual, needs=(_table,))(partial(_counts, _each))
for _each, (_name, _usual, _) in _CLAIMS.items():
    rule(_each, _name, level=_usual, needs=("tables",))(partial(_claims, _each))


def _telling(report: Report, cells: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Return the cells worth quoting: all of a few, else those that are not zero."""
    few = len(cells) <= SHOWN
    return tuple(ref for ref in cells if few or figure(report.cell(ref)))[:SHOWN]


def _level(report: Report, code: str, cells: tuple[CellRef, ...]) -> Level:
    """Return the rule's level, at most a warning where the tables leave any doubt."""
    tables = [table for table in report.tables if any(ref[0] == table.kind for ref in cells)]
    checks = (check for table in tables for check in table.checks if check.result == "differ")
    doubted = {ref for check in checks for ref in (*check.left_cells, *check.right_cells)}
    read = all(cell is not None and cell.reading == "read" for cell in map(report.cell, cells))
    sure = read and all(table.reading_certain for table in tables) and doubted.isdisjoint(cells)
    return rules()[code].level if sure else "warning"
