from __future__ import annotations

import json
import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model import Cell, Quantity, Span, Table, Value
from gouji.parse import parse
from gouji.parse.equations import evaluate, status
from gouji.parse.forms import load_forms
from gouji.parse.glued import decode, settle_by_prose
from gouji.parse.tables import recognise
from gouji.read import read_path
from table_layouts import PRINT, a_document, usual

SHARED = Path(__file__).parents[2].parent / "shared"
FORMS = load_forms()
NEW = FORMS["zfxxgk-2021"]
APPLICATIONS, DISPUTES, DISCLOSURE = (
    NEW.tables[kind] for kind in ("applications", "disputes", "disclosure")
)
FIGURES = dict[str, list[int]]


# ------------------------------------------------------------ tables as organs might fill them


def shares(rng, weights):
    """Random shares that follow `weights`, some of them nothing."""
    drawn = [rng.expovariate(1) * weight * (rng.random() < 0.7) for weight in weights]
    return drawn if any(drawn) else weights


def some_applications(rng: random.Random) -> FIGURES:
    """A consistent table of a township, a county, a city or a province: mostly zeros."""
    most = rng.choice([9, 60, 60, 400, 400, 3000, 12000])
    rows = usual(APPLICATIONS)
    outcomes = rows[2:-2]
    new, before = rng.randint(0, most), rng.choice([0, 0, rng.randint(0, most // 12 + 1)])
    after = min(new + before, rng.choice([0, 0, rng.randint(0, most // 12 + 1)]))
    people = shares(rng, [0.0, 8, 0.4, 0.5, 1.5, 1.2])
    people[0] = sum(people) * rng.choice([1, 5, 30])
    fates = shares(rng, [8, 3, *([0.5] * (len(outcomes) - 2))])
    table = {row: [0] * 6 for row in rows}
    for i in range(new + before):
        who = rng.choices(range(6), people)[0]
        table["new_received" if i < new else "carried_in"][who] += 1
        done = rng.choices(outcomes, fates)[0] if i >= after else "carried_out"
        table[done][who] += 1
        table["concluded_total"][who] += i >= after
    return {row: [*figures, sum(figures)] for row, figures in table.items()}


def some_disputes(rng: random.Random) -> FIGURES:
    most = rng.choice([0, 3, 3, 9, 9, 40, 300])
    results = [shares(rng, [5.0, 1, 2, 2]) for _ in range(3)]
    blocks = [Counter(rng.choices(range(4), own, k=rng.randint(0, most))) for own in results]
    rows = [[block[i] for i in range(4)] for block in blocks]
    return {r.key: [*own, sum(own)] for r, own in zip(DISPUTES.rows, rows, strict=True)}


def slipped(rng: random.Random, table: FIGURES) -> FIGURES:
    """The table with one slip: miscounted, digits turned, a total forgotten, figures swapped."""
    changed = {row: list(figures) for row, figures in table.items()}
    while changed == table:
        row = rng.choice([row for row in table if any(table[row])] or list(table))
        own, at = changed[row], rng.randrange(len(table[row]))
        kind = rng.choice(["count", "digits", "total", "swap"])
        if kind == "count":
            own[at] = max(0, own[at] + rng.choice([-1, 1]))
        elif kind == "digits":
            own[at] = int(str(own[at])[::-1]) if own[at] % 10 else own[at]
        elif kind == "total":
            own[-1] = max(0, own[-1] + rng.choice([-3, -2, -1, 1, 2, 5]))
        else:
            own[at], own[at - 1] = own[at - 1], own[at]
    return changed


def printed(table: FIGURES, layout, *, rng: random.Random | None = None) -> list[Cell]:
    """The cells of a table in glued rows; with `rng` some borders are seen."""
    joined = [
        "".join(str(n) + (" " if rng and rng.random() < 0.3 else "") for n in figures).strip()
        for figures in table.values()
    ]
    if layout.kind == "disputes":
        joined = ["".join(joined)] * len(joined)
    starts = [0 if layout.kind == "disputes" else 100 * i for i in range(len(joined))]
    return [
        Cell(row, column.key, text, None, "件", "unread", Span(start, start + len(text)))
        for row, text, start in zip(table, joined, starts, strict=True)
        for column in layout.columns
    ]


def glue(figures: list[int]) -> str:
    return "".join(map(str, figures))


def values(cells) -> dict[tuple[str, str], int | None]:
    return {(c.row, c.column): None if c.value is None else int(c.value) for c in cells}


def truth(table: FIGURES, layout) -> dict[tuple[str, str], int]:
    return {
        (row, column.key): figure
        for row, figures in table.items()
        for column, figure in zip(layout.columns, figures, strict=True)
    }


def zeros(layout) -> FIGURES:
    return {key: [0] * len(layout.columns) for key in usual(layout)}


def balanced(*outcomes: list[int]) -> FIGURES:
    """A table of applications with these outcomes, the first granted, and nothing carried over."""
    table = zeros(APPLICATIONS)
    for key, figures in zip(usual(APPLICATIONS)[2:], outcomes, strict=False):
        table[key] = figures
    table["new_received"] = table["concluded_total"] = [
        sum(own) for own in zip(*outcomes, strict=True)
    ]
    return table


# ------------------------------------------------------------ measured


@pytest.mark.parametrize("seen", [False, True], ids=["glued", "half glued"])
@pytest.mark.parametrize(
    ("make", "layout", "least"),
    [(some_applications, APPLICATIONS, 0.99), (some_disputes, DISPUTES, 0.6)],
    ids=["applications", "disputes"],
)
def test_most_figures_are_decoded_and_none_is_wrong(make, layout, least, seen):
    rng = random.Random(20240101)
    wanted: Counter[bool] = Counter()
    for _ in range(120):
        table = make(rng)
        found = values(decode(layout, printed(table, layout, rng=rng if seen else None)))
        for place, figure in truth(table, layout).items():
            assert found[place] in (None, figure)
            if figure:
                wanted[found[place] == figure] += 1
    assert wanted[True] >= least * wanted.total()


@pytest.mark.parametrize("seen", [False, True], ids=["glued", "half glued"])
@pytest.mark.parametrize(
    ("make", "layout"),
    [(some_applications, APPLICATIONS), (some_disputes, DISPUTES)],
    ids=["applications", "disputes"],
)
def test_a_slip_is_never_repaired(make, layout, seen):
    rng = random.Random(20240102)
    for _ in range(120):
        intended = make(rng)
        table = slipped(rng, intended)
        if [glue(row) for row in table.values()] == [glue(row) for row in intended.values()]:
            continue  # the page prints the very digits of the consistent table
        found = values(decode(layout, printed(table, layout, rng=rng if seen else None)))
        for place, figure in truth(table, layout).items():
            assert found[place] in (None, figure)


# ------------------------------------------------------------ what settles a cell


def test_a_row_of_applications_is_cut_by_its_sum_and_the_columns():
    table = balanced([11, 0, 0, 0, 0, 0, 11], [1, 10, 0, 0, 0, 0, 11], [60, 3, 0, 0, 0, 0, 63])
    cells = decode(APPLICATIONS, printed(table, APPLICATIONS))
    assert values(cells) == truth(table, APPLICATIONS) | {
        (row, column): None  # the first two rows may change places
        for row in ("granted", "partly_granted")
        for column in ("natural_person", "company")
    }
    assert {cell.basis for cell in cells if cell.value is not None} == {"sums"}


def test_what_stays_unread_keeps_its_candidates_and_their_number():
    table = balanced([11, 0, 0, 0, 0, 0, 11], [1, 10, 0, 0, 0, 0, 11])
    cells = {(c.row, c.column): c for c in decode(APPLICATIONS, printed(table, APPLICATIONS))}
    cell = cells["granted", "natural_person"]
    assert (cell.reading, cell.value, cell.text) == ("unread", None, "110000011")
    assert (cell.candidates, cell.splits) == ((Decimal(1), Decimal(11)), 2)


def test_a_row_of_disputes():
    table = {
        "review": [1, 1, 0, 0, 2],
        "litigation_direct": [4, 0, 0, 1, 5],
        "litigation_after_review": [1, 0, 1, 0, 2],
    }
    cells = decode(DISPUTES, printed(table, DISPUTES))
    assert values(cells) == truth(table, DISPUTES)
    assert [cell.span.start for cell in cells] == list(range(15))


def test_one_slip_leaves_unread_what_it_could_explain():
    """Whether 12 made 12, or 1 and 20 made 21 with its digits turned, the digits do not tell."""
    table = {
        "review": [0] * 5,
        "litigation_direct": [12, 0, 0, 0, 12],
        "litigation_after_review": [0] * 5,
    }
    found = values(decode(DISPUTES, printed(table, DISPUTES)))
    assert found["litigation_direct", "upheld"] is None
    assert found["litigation_direct", "total"] == 12


def test_figures_that_break_the_sum_of_outcomes_still_obey_the_flow():
    table = balanced([20, 0, 0, 0, 0, 1, 21])
    table["partly_granted"] = [6, 0, 0, 0, 0, 0, 6]
    found = values(decode(APPLICATIONS, printed(table, APPLICATIONS)))
    assert found["new_received", "natural_person"] == 20
    assert found["concluded_total", "total"] == 21
    assert found["partly_granted", "total"] == 6  # needs no cutting
    assert found["granted", "natural_person"] is None


def test_a_row_whose_own_sum_fails_is_unread():
    table = balanced([20, 0, 0, 0, 0, 1, 22])
    found = values(decode(APPLICATIONS, printed(table, APPLICATIONS)))
    assert {found["granted", column.key] for column in APPLICATIONS.columns} == {None}


def test_a_local_row_may_belong_to_the_sum_of_outcomes():
    table = balanced([21, 3, 0, 0, 0, 0, 24])
    table["granted"] = [20, 3, 0, 0, 0, 0, 23]
    cells = printed(table | {"local.1": [1, 0, 0, 0, 0, 0, 1]}, APPLICATIONS)
    found = values(decode(APPLICATIONS, cells))
    assert found["concluded_total", "natural_person"] == 21
    assert found["local.1", "total"] == 1


def test_a_missing_row_takes_its_equations_with_it():
    table = balanced([110, 3, 0, 0, 0, 0, 113], [1, 0, 0, 0, 0, 0, 1])
    del table["refused.state_secret"]
    found = values(decode(APPLICATIONS, printed(table, APPLICATIONS)))
    assert found["new_received", "total"] == 114
    assert found["carried_out", "total"] == 0


def test_digits_without_end_are_given_up():
    cells = printed(
        {key: [1111, 111, 11, 1, 1, 11, 1246] for key in zeros(APPLICATIONS)}, APPLICATIONS
    )
    assert {cell.reading for cell in decode(APPLICATIONS, cells)} == {"unread"}
    text = "1" * 9999
    cells = [
        Cell("review", c.key, text, None, "件", "unread", Span(0, 9999)) for c in DISPUTES.columns
    ]
    assert list(decode(DISPUTES, cells)) == cells


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [APPLICATIONS, DISPUTES, DISCLOSURE, FORMS["zfxxgk-2019"].tables["disclosure"]]
    ),
    st.lists(st.text("0123 1\u3000０９.—", min_size=1, max_size=24), min_size=30, max_size=30),
    st.dictionaries(st.sampled_from(["review", "granted"]), st.integers(0, 30).map(Decimal)),
)
def test_any_text_decodes_to_what_stands_there(layout, texts, said):
    cells = [
        Cell(row.key, column.key, text, None, "件", "unread", Span(50 * i, 50 * i + len(text)))
        for i, (row, text) in enumerate(zip(layout.rows, texts, strict=False))
        for column in row.columns
    ]
    found = decode(layout, cells, {(row, "total"): figure for row, figure in said.items()})
    assert [(c.row, c.column) for c in found] == [(c.row, c.column) for c in cells]
    for old, cell in zip(cells, found, strict=True):
        assert old.span.covers(cell.span)
        assert cell.text == old.text[cell.span.start - old.span.start :][: len(cell.text)]
        assert (cell.reading == "decoded") == (cell.value is not None) == (cell.basis is not None)
        if cell.value is not None:
            assert Decimal(cell.text) == cell.value
            assert str(int(cell.text)) == cell.text.translate(str.maketrans("０９", "09"))


# ------------------------------------------------------------ without sums; prose


def disclosed(*figures: int, regulations: str = "000") -> Table:
    texts = {"regulations": regulations, "normative_documents": "".join(map(str, figures))}
    cells = decode(
        DISCLOSURE,
        [
            Cell(row, column, text, None, "件", "unread", Span(40 * i, 40 * i + len(text)))
            for i, (row, text) in enumerate(texts.items())
            for column in ("issued", "repealed", "in_force")
        ],
    )
    checks = evaluate(DISCLOSURE, cells)
    return Table(NEW.id, "disclosure", cells, status(cells, checks), False, Span(0, 90), checks)


def count(amount: int, reading: str, scope: str = "organ") -> Quantity:
    value = Value(*[Decimal(amount)] * 3, unit="件", surface=f"{amount}件")
    return Quantity(0, value, Span(100, 103), readings=(reading,), scope=scope)


def of_documents(table: Table) -> list[int | None]:
    keys = ("issued", "repealed", "in_force")
    return [values(table.cells)["normative_documents", key] for key in keys]


def test_without_sums_only_single_digits_are_certain_and_only_where_zeros_are_printed():
    assert of_documents(disclosed(2, 0, 5)) == [2, 0, 5]
    assert of_documents(disclosed(2, 1, 5)) == [2, 1, 5]
    assert of_documents(disclosed(2, 1, 5, regulations="")) == [None] * 3
    assert of_documents(disclosed(12, 4, 60)) == [None] * 3


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([("issued", 35), ("in_force", 412)], [35, 7, 412]),
        ([("in_force", 412)], [None] * 3),  # 3|57|412 too
        ([("issued", 35), ("in_force", 999)], [None] * 3),
        ([("issued", 35), ("in_force", 412), ("in_force", 413)], [None] * 3),
        ([("repealed", 0)], [None] * 3),
        ([], [None] * 3),
    ],
)
def test_prose_settles_a_row_it_fixes(said, wanted):
    counts = [count(amount, f"normative_documents.{key}") for key, amount in said]
    (table,) = settle_by_prose([disclosed(35, 7, 412)], counts)
    assert of_documents(table) == wanted
    assert {cell.basis for cell in table.cells if cell.row == "normative_documents"} == {
        "prose" if wanted[0] else None
    }


def test_figures_of_a_part_or_of_several_cells_do_not_speak():
    table = disclosed(35, 7, 412)
    part = [count(35, "normative_documents.issued", "sub_unit:财政科")]
    part += [count(412, "normative_documents.in_force", "sub_unit:财政科")]
    assert settle_by_prose([table], part) == (table,)
    assert settle_by_prose([table], [count(447, "normative_documents.issued+x.y")]) == (table,)


def test_prose_settles_disputes_that_one_slip_left_open():
    figures = {
        "review": [0] * 5,
        "litigation_direct": [12, 0, 0, 0, 12],
        "litigation_after_review": [0] * 5,
    }
    cells = decode(DISPUTES, printed(figures, DISPUTES))
    checks = evaluate(DISPUTES, cells)
    table = Table(NEW.id, "disputes", cells, status(cells, checks), False, Span(0, 90), checks)
    (table,) = settle_by_prose([table], [count(12, "litigation_direct.upheld")])
    assert values(table.cells) == truth(figures, DISPUTES)
    assert table.cell("litigation_direct", "upheld").basis == "prose"
    assert table.cell("litigation_direct", "total").basis == "sums"
    check = next(check for check in table.checks if check.over == "litigation_direct")
    assert check.result == "not_assessable"  # what prose settled proves nothing
    assert table.status == "consistent"


# ------------------------------------------------------------ in a document


def test_a_page_without_separators():
    figures = {
        "applications": truth(
            balanced([63, 8, 0, 0, 0, 2, 73], [9, 1, 0, 0, 0, 0, 10]), APPLICATIONS
        ),
        "disclosure": {
            (row.key, column.key): 0 for row in DISCLOSURE.rows for column in row.columns
        }
        | {("licences", "decisions"): 3058},
        "disputes": dict.fromkeys(
            ((row.key, column.key) for row in DISPUTES.rows for column in DISPUTES.columns), 0
        ),
    }
    text = "".join(
        cell
        for kind in ("disclosure", "applications", "disputes")
        for row in PRINT[kind](NEW.tables[kind], {k: str(v) for k, v in figures[kind].items()})
        for cell in row
    )
    form, tables = recognise(a_document("前文。", text), ())
    assert form == NEW.id
    assert {table.kind: values(table.cells) for table in tables} == figures
    assert not any(table.reading_certain for table in tables)
    assert {table.kind: table.status for table in tables} == {
        "disclosure": "consistent",
        "applications": "proved",
        "disputes": "proved",
    }


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_every_cell_of_a_real_page_without_separators():
    gold = json.loads((SHARED / "gold/reports/pingtan_2022.json").read_text("utf-8"))["tables"]
    report = parse(read_path(SHARED / "real/pingtan_2022.txt"))
    found = {
        table.kind: {
            (c.row, c.column): None if c.value is None else float(c.value) for c in table.cells
        }
        for table in report.tables
    }
    assert found == {
        kind: {(row, column): float(n) for row, own in rows.items() for column, n in own.items()}
        for kind, rows in gold.items()
    }
    prose = {
        (c.row, c.column) for table in report.tables for c in table.cells if c.basis == "prose"
    }
    assert prose == {("normative_documents", key) for key in ("issued", "repealed", "in_force")}
