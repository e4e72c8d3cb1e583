"""T101–T104 and P112: figures that a table may print, but that can hardly be so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from gouji.messages import say
from gouji.model import CellRef, Finding, Reconciliation, Report
from gouji.parse.organs import describe
from gouji.reconcile.formula import figure
from gouji.rules.engine import finding, plain, rule
from gouji.rules.prose import OVERDUE
from gouji.rules.wording import listed

_DOCUMENTS = ("regulations", "normative_documents")
_SERVICES = ("licences", "other_services", "penalties", "coercion", "fees")
_Holds = tuple[str, Sequence[str], Sequence[str], Callable[[list[Decimal]], bool]]
# message, rows and columns of 表二, and what holds of the figures of each row
_HOLDS: tuple[_Holds, ...] = (
    ("T101.message", _DOCUMENTS, ("issued", "repealed", "in_force"), lambda n: n[0] <= n[1] + n[2]),
    ("T104.message", _DOCUMENTS, ("published", "published_total"), lambda n: n[0] <= n[1]),
    ("T104.items", _SERVICES, ("items_last_year", "change"), lambda n: sum(n) >= 0),
    ("T104.procurement", ("procurement",), ("projects", "amount"), lambda n: all(n) or not any(n)),
)
_LOW = ("county", "township", "zone")
_OFFICE = re.compile("政府办公[厅室]")
_MOST_WAN = 10**6
_FACTORS = [Decimal(10) ** power for power in (0, 1, 2, 3, 5, 6)]
"""What yuan in the prose are of a cell that was not filled in ten thousands of yuan."""


def _hold(code: str, report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The stock of documents, and the counts of the form of 2019, are within their bounds."""
    for key, rows, columns, holds in _HOLDS:
        for row in rows if key.startswith(code) else ():
            refs: list[CellRef] = [("disclosure", row, column) for column in columns]
            values = [n for ref in refs if (n := figure(report.cell(ref))) is not None]
            if len(values) == len(refs) and not holds(values):
                told = dict(zip(columns, map(plain, values), strict=True))
                said = say(key, row=f"@link.row.disclosure.{row}", **told)
                yield finding(report, code, *refs, message=said)


for _code, _name in {"T101": "implausible-stock", "T104": "inconsistent-published-total"}.items():
    rule(_code, _name, level="warning", needs=("tables.disclosure",))(partial(_hold, _code))


@rule("T102", "regulation-without-authority", level="warning", needs=("tables.disclosure", "level"))
def regulation_without_authority(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Only State Council departments, provinces and cities with districts make 规章."""
    who, name = report.identity, report.identity.organ or ""
    city = (describe(name).place("county") or "").endswith("市")  # of which rank, no name tells
    below = who.level in ("province", "prefecture") and who.kind != "government"
    if (who.level in _LOW and not (city and who.level == "county")) or (
        below and not _OFFICE.search(name)
    ):
        cells = [c for table in report.tables for c in table.cells if c.row == "regulations"]
        if refs := [("disclosure", c.row, c.column) for c in cells if (figure(c) or 0) > 0]:
            yield finding(report, "T102", *refs, organ=name)


@rule("T103", "suspicious-fee-unit", level="warning", needs=("tables.disclosure",))
def suspicious_fee_unit(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Fees are given in ten thousands of yuan."""
    ref: CellRef = ("disclosure", "fees", "amount_wan")
    fees = figure(report.cell(ref)) or Decimal(0)
    if report.identity.level in _LOW and fees >= _MOST_WAN:
        yield finding(report, "T103", ref, value=plain(fees))
    for qty in report.quantities if fees else ():
        yuan = qty.measure == "fees.amount_wan" and qty.value.unit == "元"
        if yuan and qty.value.amount in [fees * factor for factor in _FACTORS]:
            said = say("T103.prose", value=plain(fees), said=qty.span.of(report.text))
            yield finding(report, "T103", qty, ref, message=said)


@rule("P112", "information-fee-inconsistent", level="warning", needs=("tables.applications",))
def information_fee_inconsistent(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Where requests ended for an unpaid fee, section six tells of the notice to pay it."""
    if overdue := figure(report.cell(OVERDUE)):
        yield from listed("P112", report, rec, OVERDUE, value=plain(overdue))
