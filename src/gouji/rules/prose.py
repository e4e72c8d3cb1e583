"""P101–P104, P108: what the prose says against the cells of the report's own tables.

A rule speaks only where the verdict is `differs`: no reading the wording allows fits the table.
Where the table was not read with certainty, or a cell is in dispute inside its own table, the
finding is a warning, for the prose may well be right.
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.messages import say
from gouji.model import CellRef, Finding, Level, Link, Reconciliation, Report
from gouji.reconcile.formula import evaluate, figure, spell
from gouji.reconcile.lists import FLOW
from gouji.rules.engine import RuleFunction, finding, rule

SHOWN = 4
_RULES = {
    "P101": ("application-count-differs", "applications"),
    "P102": ("outcome-count-differs", "applications"),
    "P103": ("applicant-count-differs", "applications"),
    "P104": ("dispute-count-differs", "disputes"),
}


def _differs(code: str) -> RuleFunction:
    def check(report: Report, rec: Reconciliation) -> Iterator[Finding]:
        counts = {qty.id: qty for qty in report.quantities}
        for link in rec.links:
            if link.verdict != "differs" or not link.why or _code(link) != code:
                continue
            qty = counts[link.quantity]
            yield finding(
                report,
                code,
                qty,
                *_telling(report, link.cells),
                message=say(f"{code}.message", **link.why.params),
                level=_level(report, link.cells),
                expected=link.expected,
                actual=qty.value.amount,
                hint=link.hint,
            )

    return check


for _each, (_name, _table) in _RULES.items():
    rule(_each, _name, level="error", needs=(f"tables.{_table}",))(_differs(_each))


@rule("P108", "none-claim-contradicted", level="error", needs=("tables",))
def none_claim_contradicted(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """What the prose says did not occur must be zero in the tables."""
    claims = {claim.id: claim for claim in report.claims}
    for link in rec.claims:
        claim, cells = claims[link.claim], _telling(report, link.contradicting)
        if claim.kind != "none" or link.verdict != "differs":
            continue
        readings = [found for each in claim.readings if (found := evaluate(each, report))]
        told = [found for found in readings if not set(cells).isdisjoint(found.cells)]
        yield finding(
            report,
            "P108",
            claim.span,
            *cells,
            level=_level(report, cells),
            said=claim.span.of(report.text),
            cells=" + ".join(spell(found) for found in told),
        )


def _code(link: Link) -> str | None:
    """Return the rule a difference belongs to; shares and table two have rules of their own."""
    kind, row, column = link.cells[0]
    if "/" in link.formula or kind == "disclosure":
        return None
    if kind == "disputes":
        return "P104"
    return "P103" if column != "total" else "P101" if row in FLOW else "P102"


def _telling(report: Report, cells: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Return the cells worth quoting: all of a few, else those that are not zero."""
    few = len(cells) <= SHOWN
    return tuple(ref for ref in cells if few or figure(report.cell(ref)))[:SHOWN]


def _level(report: Report, cells: tuple[CellRef, ...]) -> Level:
    tables = [table for table in report.tables if any(ref[0] == table.kind for ref in cells)]
    checks = (check for table in tables for check in table.checks if check.result == "differ")
    disputed = {ref for check in checks for ref in (*check.left_cells, *check.right_cells)}
    sure = all(table.reading_certain for table in tables) and disputed.isdisjoint(cells)
    return "error" if sure else "warning"
