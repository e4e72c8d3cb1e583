"""One engine for every equation of a form, over rows, columns or single cells of a table.

An operand that is blank, dashed, unread, settled by prose or not there makes the equation
`not_assessable` and is named; nothing is ever taken for zero. What a failing equation means is up
to the rules.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from gouji.model import Cell, CellRef, Check, CheckResult, TableStatus
from gouji.parse.forms import LOCAL, Column, Equation, Layout, Row

Values = Mapping[CellRef, Decimal]
Refs = tuple[CellRef, ...]
_Place = tuple[Row | Column, Refs, Refs]
_RELATIONS = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}


def evaluate(layout: Layout, cells: Iterable[Cell]) -> tuple[Check, ...]:
    """Evaluate the equations of a table on its cells.

    Equations over cells yield one check for each cell that breaks them, or one that agrees.
    """
    found: dict[CellRef, Cell] = {(layout.kind, cell.row, cell.column): cell for cell in cells}
    proof = {ref: cell.value for ref, cell in found.items() if cell.basis != "prose"}
    values = {ref: value for ref, value in proof.items() if value is not None}
    rows = layout.at_hand(row for _, row, _ in found)
    local = sorted({row for _, row, _ in found if row.startswith(LOCAL)})
    checks: list[Check] = []
    for equation in layout.equations:
        if equation.over == "cells":
            checks += _over_cells(equation, values)
            continue
        for place in _places(layout, equation, rows):
            extra = _refs(layout, place[0], local) if equation.open else ()
            checks.append(_check(equation, place, extra, values))
    return tuple(checks)


def status(cells: Iterable[Cell], checks: Iterable[Check]) -> TableStatus:
    """Return what the sums say of a table: proved only where all were assessed and hold."""
    if all(cell.value is None for cell in cells):
        return "unread"
    results = [(check.relation, check.result) for check in checks]
    if any(result == "differ" for _, result in results):
        return "disputed"
    sums = {result for relation, result in results if relation == "="}
    return "proved" if sums == {"agree"} else "consistent"


@lru_cache(256)
def _places(layout: Layout, equation: Equation, rows: tuple[Row, ...]) -> tuple[_Place, ...]:
    """Return the rows or columns an equation holds at, with the cells of both its sides."""
    found = []
    for place in rows if equation.over == "rows" else layout.columns:
        named = defaultdict[str, list[str]](list)
        for each in place.columns if isinstance(place, Row) else rows:
            for name in {each.key, each.group}:
                named[name].append(each.key)
        left, right = (
            _refs(layout, place, [key for name in side for key in named[name]])
            for side in (equation.left, equation.right)
        )
        concerned = place.key in (equation.only or (place.key,)) and place.key not in equation.omit
        if concerned and left and bool(right) == bool(equation.right):
            found.append((place, left, right))
    return tuple(found)


def _refs(layout: Layout, place: Row | Column, keys: Iterable[str]) -> Refs:
    if isinstance(place, Row):
        return tuple((layout.kind, place.key, key) for key in keys)
    return tuple((layout.kind, key, place.key) for key in keys)


def _check(equation: Equation, place: _Place, local: Refs, values: Values) -> Check:
    """Evaluate one equation; a local row that is not zero may belong to a sum that differs."""
    over, left, right = place
    missing = tuple(ref for ref in left + right if ref not in values)
    one, other = (
        None if set(side) & set(missing) else sum((values[ref] for ref in side), Decimal(0))
        for side in (left, right)
    )
    result: CheckResult = "not_assessable"
    if one is not None and other is not None:
        result = "agree" if _RELATIONS[equation.relation](one, other) else "differ"
    if result != "agree" and any(values.get(ref) != 0 for ref in local):
        result, missing = "not_assessable", missing + local
    fixed = equation.id, equation.rule, over.key
    return Check(*fixed, left, right, one, other, result, equation.relation, missing)


def _over_cells(equation: Equation, values: Values) -> list[Check]:
    looked = {ref: value for ref, value in values.items() if ref[2] not in equation.omit}
    whole, fixed = equation.relation == "whole", (equation.id, equation.rule)
    differ: CheckResult = "differ"
    checks = [
        Check(*fixed, f"{ref[1]}@{ref[2]}", (ref,), (), n, None, differ, equation.relation)
        for ref, n in looked.items()
        if (n != n.to_integral_value() if whole else n < 0)
    ]
    result: CheckResult = "agree" if looked else "not_assessable"
    return checks or [Check(*fixed, "all", (), (), None, None, result, equation.relation)]
