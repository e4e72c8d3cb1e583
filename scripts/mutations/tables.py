"""Mutations of the tables: a cell, two columns, a shifted row, a total typed with something else.

Each takes a random generator and a report and returns the changed cells, or None where the report
has no place for it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from generator.figures import APPLICANTS, BLOCKS, RESULTS, Ref
from generator.making import Generated
from generator.tables import figure

from .faults import counts_of
from .mutation import Change, with_cells

ALL = (*APPLICANTS, "total")
FLOW = ("new_received", "carried_in", "concluded_total", "carried_out")
Cells = dict[Ref, Decimal | None]
TableMutator = Callable[[Random, Generated], Change | None]
TABLES: dict[str, TableMutator] = {}


def _mutator(kind: str) -> Callable[[TableMutator], TableMutator]:
    def register(function: TableMutator) -> TableMutator:
        TABLES[kind] = function
        return function

    return register


def value(made: Generated, ref: Ref) -> Decimal:
    """Return what a cell of a report holds."""
    return made.draft.cells[ref] or Decimal(0)


def turned(number: Decimal, rng: Random) -> Decimal | None:
    """Return a whole number with two neighbouring digits exchanged, None where none differ."""
    text = f"{number:f}"
    places = [
        at
        for at in range(len(text) - 1)
        if text[at : at + 2].isdigit() and text[at] != text[at + 1] and (at or text[1] != "0")
    ]
    if not places:
        return None
    at = rng.choice(places)
    return Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def changed(made: Generated, values: Cells) -> Change | None:
    """Return the change that puts other values into cells, None where all stay as they are."""
    values = {ref: n for ref, n in values.items() if n != made.draft.cells[ref]}
    if not values:
        return None

    def told(cells: Cells) -> str:
        return ", ".join(
            f"{'.'.join(ref)}={'' if cells[ref] is None else figure(cells[ref] or Decimal(0))}"
            for ref in values
        )

    return Change(with_cells(made, values), told(made.draft.cells), told(values), tuple(values))


# ------------------------------------------------------------------ one cell


def _rows(made: Generated) -> list[str]:
    return list(dict.fromkeys(row for table, row, _ in made.draft.cells if table == "applications"))


def _outcomes(made: Generated) -> list[str]:
    return [row for row in _rows(made) if row not in FLOW]


def _places(made: Generated) -> dict[str, list[Ref]]:
    """Return the cells by what kind of cell they are."""
    outcomes = _outcomes(made)
    return {
        "outcome of one applicant": [("applications", r, c) for r in outcomes for c in APPLICANTS],
        "outcome in 总计": [("applications", r, "total") for r in outcomes],
        "row （七）总计": [("applications", "concluded_total", c) for c in ALL],
        "row of the flow": [("applications", r, c) for r in FLOW if r[:3] != "con" for c in ALL],
        "result of a dispute": [("disputes", b, r) for b in BLOCKS for r in RESULTS],
        "总计 of disputes": [("disputes", b, "total") for b in BLOCKS],
        "cell of table 二": [ref for ref in made.draft.cells if ref[0] == "disclosure"],
    }


def _a_cell(name: str, change: Callable[[Decimal, Random], Decimal | None]) -> TableMutator:
    """Return the mutator that changes one cell of a kind."""

    def mutate(rng: Random, made: Generated) -> Change | None:
        refs = _places(made)[name]
        rng.shuffle(refs)
        for ref in refs:
            new = change(value(made, ref), rng)
            if new is not None and new != value(made, ref):
                return changed(made, {ref: new})
        return None

    return mutate


def _step(number: Decimal, rng: Random) -> Decimal:
    return number + (rng.choice((-1, 1)) if number > 0 else 1)


PLACES = (
    "outcome of one applicant", "outcome in 总计", "row （七）总计", "row of the flow",
    "result of a dispute", "总计 of disputes", "cell of table 二",
)  # fmt: skip
for _name in PLACES:
    TABLES[f"±1: {_name}"] = _a_cell(_name, _step)
    TABLES[f"digits transposed: {_name}"] = _a_cell(_name, turned)
for _name in PLACES[:2]:
    TABLES[f"×10: {_name}"] = _a_cell(_name, lambda number, _: number * 10)


@_mutator("negative")
def negative(rng: Random, made: Generated) -> Change | None:
    """Print a sign before a figure."""
    refs = [ref for ref, n in made.draft.cells.items() if n and ref[2] != "change"]
    ref = rng.choice(refs) if refs else None
    return changed(made, {ref: -value(made, ref)}) if ref else None


@_mutator("cell left blank")
def blank(rng: Random, made: Generated) -> Change | None:
    """Leave a cell blank, every second time one that the prose speaks of."""
    readings = {reading for *_, count in counts_of(made.draft) for reading in count.readings[:1]}
    spoken = sorted({ref for reading in readings for _, ref in made.figures.refs(reading)})
    spoken = [ref for ref in spoken if ref in made.draft.cells]
    refs = spoken if spoken and rng.random() < 0.5 else [*made.draft.cells]
    return changed(made, {rng.choice(refs): None})


# ------------------------------------------------------------------ several cells


def _across(made: Generated, row: str) -> list[Decimal]:
    return [value(made, ("applications", row, column)) for column in ALL]


@_mutator("two columns swapped in a row")
def swapped_cells(rng: Random, made: Generated) -> Change | None:
    """Exchange two applicants of one row; the row still adds up."""
    rows = [row for row in _rows(made) if len(set(_across(made, row)[:6])) > 1]
    if not rows:
        return None
    row = rng.choice(rows)
    one = rng.choice(APPLICANTS)
    refs = [("applications", row, one)]
    others = [("applications", row, c) for c in APPLICANTS]
    others = [ref for ref in others if value(made, ref) != value(made, refs[0])]
    refs.append(rng.choice(others))
    return changed(made, {refs[0]: value(made, refs[1]), refs[1]: value(made, refs[0])})


@_mutator("two whole columns swapped")
def swapped_columns(rng: Random, made: Generated) -> Change | None:
    """Exchange two columns in all rows: of two applicants, or one with 总计."""
    one, other = rng.sample(ALL, 2)
    pairs = [(("applications", r, one), ("applications", r, other)) for r in _rows(made)]
    values = {a: value(made, b) for a, b in pairs} | {b: value(made, a) for a, b in pairs}
    return changed(made, dict(values))


@_mutator("two rows swapped")
def swapped_rows(rng: Random, made: Generated) -> Change | None:
    """Exchange two rows in all columns."""
    one, other = rng.sample(_rows(made), 2)
    pairs = [(("applications", one, c), ("applications", other, c)) for c in ALL]
    values = {a: value(made, b) for a, b in pairs} | {b: value(made, a) for a, b in pairs}
    return changed(made, dict(values))


@_mutator("a row shifted by one column")
def shifted_row(rng: Random, made: Generated) -> Change | None:
    """Move the figures of a row one column to the right; the first is then 0."""
    rows = [row for row in _rows(made) if any(_across(made, row))]
    if not rows:
        return None
    row = rng.choice(rows)
    figures = [Decimal(0), *_across(made, row)[:-1]]
    return changed(made, {("applications", row, c): n for c, n in zip(ALL, figures, strict=True)})


@_mutator("a column shifted by one row")
def shifted_column(rng: Random, made: Generated) -> Change | None:
    """Move the outcomes of a column one row down; the first is then 0."""
    column = rng.choice(ALL)
    rows = [*_outcomes(made), "concluded_total"]
    figures = [Decimal(0), *(value(made, ("applications", row, column)) for row in rows[:-1])]
    return changed(
        made, {("applications", r, column): n for r, n in zip(rows, figures, strict=True)}
    )


@_mutator("results of a dispute shifted by one")
def shifted_results(rng: Random, made: Generated) -> Change | None:
    """Move the results of a block one column to the right."""
    block = rng.choice(BLOCKS)
    columns = (*RESULTS, "total")
    figures = [Decimal(0), *(value(made, ("disputes", block, c)) for c in RESULTS)]
    return changed(made, {("disputes", block, c): n for c, n in zip(columns, figures, strict=True)})


@_mutator("new typed including carried in")
def with_carried_in(rng: Random, made: Generated) -> Change | None:
    """Type what was new together with what was carried in, in all columns or in one."""
    columns = rng.choice((ALL, (rng.choice(ALL),)))
    new = {("applications", "new_received", column): column for column in columns}
    values = {r: value(made, r) + value(made, (r[0], "carried_in", c)) for r, c in new.items()}
    return changed(made, dict(values))


@_mutator("（七）总计 typed including carried out")
def with_carried_out(rng: Random, made: Generated) -> Change | None:
    """Type what was concluded together with what was carried out, in all columns or in one."""
    columns = rng.choice((ALL, (rng.choice(ALL),)))
    done = {("applications", "concluded_total", column): column for column in columns}
    values = {r: value(made, r) + value(made, (r[0], "carried_out", c)) for r, c in done.items()}
    return changed(made, dict(values))


@_mutator("column total typed as the grand total")
def grand_total(rng: Random, made: Generated) -> Change | None:
    """Type the grand total into a column's （七）总计."""
    total = value(made, ("applications", "concluded_total", "total"))
    return changed(made, {("applications", "concluded_total", rng.choice(APPLICANTS)): total})
