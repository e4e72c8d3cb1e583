"""One engine for every equation of a form, over rows, columns or single cells of a table.

An operand that is blank, dashed, unread or not there makes the equation `not_assessable` and is
named; nothing is ever taken for zero. What a failing equation means is up to the rules.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from gouji.model import Cell, CellRef, Check, CheckResult, TableStatus
from gouji.parse.forms import LOCAL, Column, Equation, Layout, Row

Values = Mapping[CellRef, Decimal]
_RELATIONS = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}
_ZERO = Decimal(0)


def evaluate(layout: Layout, cells: Iterable[Cell]) -> tuple[Check, ...]:
    """Evaluate the equations of a table on its cells.

    Equations over cells yield one check for each cell that breaks them, or one that agrees.
    """
    found = {(layout.kind, cell.row, cell.column): cell.value for cell in cells}
    values = {ref: value for ref, value in found.items() if value is not None}
    rows = layout.at_hand(row for _, row, _ in found)
    local = sorted({row for _, row, _ in found if row.startswith(LOCAL)})
    checks: list[Check] = []
    for equation in layout.equations:
        if equation.over == "cells":
            checks += _over_cells(equation, values)
            continue
        across = equation.over == "rows"
        for place in filter(equation.concerns, rows if across else layout.columns):
            operands = place.columns if isinstance(place, Row) else rows
            left, right, extra = (
                tuple(
                    (layout.kind, place.key, key) if across else (layout.kind, key, place.key)
                    for key in keys
                )
                for keys in (
                    _named(equation.left, operands),
                    _named(equation.right, operands),
                    local if equation.open else (),
                )
            )
            if left and bool(right) == bool(equation.right):
                check = _check(equation, place.key, (left, right), values)
                checks.append(_unless_local(check, extra, values))
    return tuple(checks)


def status(cells: Iterable[Cell], checks: Iterable[Check]) -> TableStatus:
    """Return what the sums say of a table: proved only where all were assessed and hold."""
    checks = tuple(checks)
    if all(cell.value is None for cell in cells):
        return "unread"
    if any(check.result == "differ" for check in checks):
        return "disputed"
    sums = [check.result for check in checks if check.relation == "="]
    return "proved" if sums and set(sums) == {"agree"} else "consistent"


def _named(names: Iterable[str], operands: Iterable[Row | Column]) -> list[str]:
    """Return the keys of the operands that `names` stand for, by key or by group."""
    operands = tuple(operands)
    return [each.key for name in names for each in operands if name in (each.key, each.group)]


def _check(
    equation: Equation, over: str, sides: tuple[tuple[CellRef, ...], ...], values: Values
) -> Check:
    missing = tuple(ref for side in sides for ref in side if ref not in values)
    left, right = (
        None if set(side) & set(missing) else sum((values[ref] for ref in side), _ZERO)
        for side in sides
    )
    result: CheckResult = "not_assessable"
    if left is not None and right is not None:
        result = "agree" if _RELATIONS[equation.relation](left, right) else "differ"
    return Check(
        equation.id, equation.rule, over, *sides, left, right, result, equation.relation, missing
    )


def _unless_local(check: Check, local: tuple[CellRef, ...], values: Values) -> Check:
    """Return a check that differs as not assessable where a local row may belong to its sum."""
    if check.result == "agree" or not any(values.get(ref) for ref in local):
        return check
    return replace(check, result="not_assessable", missing=check.missing + local)


def _over_cells(equation: Equation, values: Values) -> Iterator[Check]:
    def holds(value: Decimal) -> bool:
        return value % 1 == 0 if equation.relation == "whole" else value >= 0

    looked = {ref: value for ref, value in values.items() if ref[2] not in equation.omit}
    wrong = [ref for ref, value in looked.items() if not holds(value)]
    result: CheckResult = "agree" if looked else "not_assessable"
    blank = Check(equation.id, equation.rule, "all", (), (), None, None, result, equation.relation)
    for ref in wrong:
        place = f"{ref[1]}@{ref[2]}"
        yield replace(blank, over=place, left_cells=(ref,), left=values[ref], result="differ")
    if not wrong:
        yield blank
