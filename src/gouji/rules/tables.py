"""T201–T204 and T301: figures that disagree inside one table, each slip reported once.

The equations are data and already evaluated (`Table.checks`); here the failing ones are gathered
into slips: one cell that explains a failing row and a failing column is one slip, and a sum over
an operand that is already in dispute is not counted again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from gouji.messages import say
from gouji.model import CellRef, Check, Finding, Message, Reconciliation, Report, Table
from gouji.rules.engine import finding, plain, rule

_RULES = {
    "T201": ("unbalanced-applications", "tables.applications"),
    "T202": ("outcome-sum-mismatch", "tables.applications"),
    "T203": ("applicant-sum-mismatch", "tables.applications"),
    "T204": ("impossible-cell", "tables"),
    "T301": ("dispute-sum-mismatch", "tables.disputes"),
}
_TOTAL = "total"
_DOMAIN = {">=": "T204.negative", "whole": "T204.fraction", "<=": "T204.exceeds"}
_FORMS = ("message", "both", "three")
"""Which template of a rule spells out a slip of one, two or three equations."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Failing equations with one cause; `cell` is the one that would explain them all."""

    rule: str
    checks: tuple[Check, ...]
    cell: CellRef | None = None


def slips(table: Table) -> Iterator[Slip]:
    """Yield the slips of a table, those that explain most first."""
    failing = [check for check in table.checks if check.result == "differ"]
    failing = [check for check in failing if not _follows(check, failing)]
    domain = [check for check in failing if check.relation != "="]
    sums = [check for check in failing if check.relation == "="]
    found = [Slip(c.rule, (c,), None if c.right_cells else c.left_cells[0]) for c in domain]
    found += _explained(table, sums)
    found += [Slip(check.rule, (check,)) for check in sums]
    disputed: set[CellRef] = set()
    for slip in found:
        cells = _cells(slip.checks)
        if disputed.isdisjoint(cells):
            disputed.update(cells)
            yield slip


def _cells(checks: Iterable[Check]) -> tuple[CellRef, ...]:
    return tuple(dict.fromkeys(r for c in checks for r in c.left_cells + c.right_cells))


def _follows(check: Check, failing: list[Check]) -> bool:
    """Tell whether the grand total fails only because the columns it adds up do."""
    others = [c for c in failing if c.equation == check.equation and c.over != _TOTAL]
    return check.over == _TOTAL and bool(others) and sum(map(_excess, others)) == _excess(check)


def _excess(check: Check) -> Decimal:
    return (check.right or Decimal(0)) - (check.left or Decimal(0))


def _repairs(check: Check) -> dict[CellRef, Decimal]:
    """Return by how much each cell alone would have to change for the sum to hold."""
    excess = _excess(check)
    return dict.fromkeys(check.left_cells, excess) | dict.fromkeys(check.right_cells, -excess)


def _explained(table: Table, sums: list[Check]) -> list[Slip]:
    """Return the cells that, changed by one amount, repair two or more sums and break none."""
    repaired: dict[tuple[CellRef, Decimal], list[Check]] = defaultdict(list)
    for check in sums:
        for repair in _repairs(check).items():
            repaired[repair].append(check)
    sound = _cells(c for c in table.checks if (c.relation, c.result) == ("=", "agree"))
    single = [
        Slip(next(c.rule for c in checks if c.over == ref[1]), tuple(checks), ref)
        for (ref, _), checks in repaired.items()
        if len(checks) > 1 and ref not in sound and any(c.over == ref[1] for c in checks)
    ]
    return sorted(single, key=lambda slip: -len(slip.checks))


def _findings(code: str, report: Report, rec: Reconciliation) -> Iterator[Finding]:
    for table in report.tables:
        for slip in slips(table):
            if slip.rule == code:
                check = slip.checks[0]
                yield finding(
                    report,
                    code,
                    *_evidence(report, slip),
                    message=_message(report, slip),
                    level=None if table.reading_certain else "warning",
                    expected=check.left if check.relation == "=" else None,
                    actual=check.right if check.relation == "=" else check.left,
                    hint=_hint(report, slip),
                )


for _code, (_name, _table) in _RULES.items():
    rule(_code, _name, level="error", needs=(_table,))(partial(_findings, _code))


def _evidence(report: Report, slip: Slip) -> tuple[CellRef, ...]:
    """Return the cells to quote: the one that explains, then the sums and what is not zero."""
    cells = [slip.cell] if slip.cell else []
    cells += [ref for check in slip.checks for ref in check.left_cells if _value(report, ref)]
    cells += [ref for check in slip.checks for ref in check.right_cells]
    return tuple(dict.fromkeys(cells)) or _cells(slip.checks)


def _message(report: Report, slip: Slip) -> Message:
    check, *more = slip.checks
    key = _DOMAIN.get(check.relation) or f"{check.rule}.{_FORMS[len(more)]}"
    params = _operands(report, check)
    for name, other in zip(("second", "third"), more, strict=False):
        params[name] = f"@T203.pair.{other.equation}"
        params |= {f"{name}_left": plain(other.left), f"{name}_right": plain(other.right)}
    if ref := slip.cell:
        params |= _place(ref) | {"value": plain(_value(report, ref))}
    return say(key, **params)


def _operands(report: Report, check: Check) -> dict[str, str]:
    """Return the sums of an equation by operand (a group of rows as one), for its template."""
    kind, row, column = check.left_cells[0]
    across = check.over == row
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for ref in check.left_cells + check.right_cells:
        name = ref[2] if across else ref[1].partition(".")[0]
        sums[name] += _value(report, ref) or Decimal(0)
    over = f"@link.row.{kind}.{row}" if across else f"@link.column.{column}"
    named = {name: plain(value) for name, value in sums.items()}
    return named | {"over": over, "left": plain(check.left), "right": plain(check.right)}


def _hint(report: Report, slip: Slip) -> Message | None:
    """Return the single change that would repair the sums, where it looks like a common slip."""
    check = slip.checks[0]
    values = {ref: _value(report, ref) or Decimal(0) for ref in _cells(slip.checks)}
    if check.relation != "=":
        return None
    if check.equation == "A-FLOW":
        carried_in, carried_out = values[check.left_cells[1]], values[check.right_cells[1]]
        if -_excess(check) == carried_in:
            return say("T201.new_includes_carried_in", value=plain(carried_in))
        if _excess(check) == carried_out:
            return say("T201.total_includes_carried_out", value=plain(carried_out))
    *figures, last = [values[ref] for ref in check.left_cells]
    if check.over == check.left_cells[0][1] and not check.right and sum(figures) == last:
        return say("T203.shifted")
    changed = {ref: values[ref] + change for ref, change in _repairs(check).items()}
    likely = [ref for ref, value in changed.items() if _same_digits(values[ref], value)]
    for ref in [slip.cell] if slip.cell else likely if len(likely) == 1 else []:
        key = "T203.digits" if ref in likely else "T203.repair"
        told = {"value": plain(values[ref]), "repaired": plain(changed[ref])}
        return say(key, **_place(ref), **told)
    return None


def _place(ref: CellRef) -> dict[str, str]:
    return {"row": f"@link.row.{ref[0]}.{ref[1]}", "column": f"@link.column.{ref[2]}"}


def _same_digits(value: Decimal, other: Decimal) -> bool:
    """Tell whether two figures differ by the order of their digits or by a zero at the end."""
    digits, changed = (plain(figure) for figure in (value, other))
    turned = sorted(digits) == sorted(changed) and not changed.startswith("0")
    return turned or value == 10 * other != 0 or other == 10 * value != 0


def _value(report: Report, ref: CellRef) -> Decimal | None:
    cell = report.cell(ref)
    return cell.value if cell else None
