from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Cell, Span
from gouji.parse.equations import evaluate, status
from gouji.parse.forms import Column, Equation, Layout, Row, load_forms

LAYOUT = load_forms()["zfxxgk-2021"].tables["applications"]
DISPUTES = load_forms()["zfxxgk-2021"].tables["disputes"]


def cells(layout, **changes):
    """Cells that are 0 but for `changes` (row__column=value); None is a blank cell."""
    values = {tuple(key.split("__")): value for key, value in changes.items()}
    made = []
    for row in layout.rows:
        for column in [] if row.optional else row.columns:
            value = values.get((row.key, column.key), 0)
            number, reading = (None, "blank") if value is None else (Decimal(value), "read")
            made.append(Cell(row.key, column.key, "", number, "件", reading, Span(0, 0)))
    return made


def results(layout, made):
    return {(c.equation, c.over): c.result for c in evaluate(layout, made) if c.relation == "="}


def test_an_empty_table_of_zeros_is_proved():
    made = cells(LAYOUT)
    checks = evaluate(LAYOUT, made)
    assert len([check for check in checks if check.relation == "="]) == 25 + 7 + 7
    assert status(made, checks) == "proved"


def test_both_sides_of_a_failing_sum():
    made = cells(DISPUTES, review__upheld=10, review__corrected=1)
    check = next(c for c in evaluate(DISPUTES, made) if c.result == "differ")
    assert (check.equation, check.rule, check.over) == ("D-SUM", "T301", "review")
    assert (check.left, check.right) == (11, 0)
    assert check.right_cells == (("disputes", "review", "total"),)
    assert status(made, [check]) == "disputed"


def test_a_blank_operand_is_named_and_never_zero():
    made = cells(LAYOUT, carried_in__company=None)
    checks = evaluate(LAYOUT, made)
    flow = next(c for c in checks if (c.equation, c.over) == ("A-FLOW", "company"))
    assert flow.result == "not_assessable"
    assert flow.left is None
    assert flow.right == 0
    assert flow.missing == (("applications", "carried_in", "company"),)
    assert status(made, checks) == "consistent"


def test_a_missing_row_is_named():
    made = [cell for cell in cells(LAYOUT) if cell.row != "granted"]
    total = next(c for c in evaluate(LAYOUT, made) if (c.equation, c.over) == ("A-SUM", "total"))
    assert total.missing == (("applications", "granted", "total"),)


def test_domains():
    made = cells(LAYOUT, granted__company=-1, carried_out__total="0.5")
    wrong = {(c.relation, c.over) for c in evaluate(LAYOUT, made) if c.rule == "T204" and c.left}
    assert (">=", "granted@company") in wrong
    assert ("whole", "carried_out@total") in wrong
    assert ("<=", "total") in wrong


def test_no_cell_read_is_unread():
    made = [Cell("granted", "total", "", None, "件", "blank", Span(0, 0))]
    assert status(made, evaluate(LAYOUT, made)) == "unread"


def test_an_equation_only_for_some_rows_skips_rows_without_its_columns():
    columns = tuple(Column(key, key, "件") for key in ("issued", "repealed", "in_force"))
    rows = (Row("a", "a", ("a",), columns), Row("b", "b", ("b",), columns[:1]))
    rows += (Row("c", "c", ("c",), columns),)
    stock = Equation(
        "T-STOCK", "T101", "rows", ("in_force", "repealed"), ("issued",), ">=", only=("a", "b")
    )
    layout = Layout("disclosure", rows, columns, (stock,), (), 0, 0)
    made = [
        Cell(row.key, column.key, "", Decimal(i), "件", "read", Span(0, 0))
        for row in rows
        for i, column in enumerate(reversed(row.columns))
    ]
    assert [(c.over, c.result) for c in evaluate(layout, made)] == [("a", "differ")]


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.integers(0, 40))
def test_a_sum_agrees_exactly_where_the_figures_do(parts, total):
    names = ("upheld", "corrected", "other", "pending")
    changes = {f"review__{name}": value for name, value in zip(names, parts, strict=True)}
    made = cells(DISPUTES, review__total=total, **changes)
    agrees = results(DISPUTES, made)["D-SUM", "review"] == "agree"
    assert agrees == (sum(parts) == total)
