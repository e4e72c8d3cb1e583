"""Judges counts and claims against the printed cells, reading by reading, and names the rules.

The verdicts are those of the contract; a count that fits no reading is `differs`, or `ambiguous`
where its verb allows several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .figures import APPLICANTS, BLOCKS, RESULTS, Figures, Ref
from .marks import Claim, Count
from .relations import share_holds

FLOW = ("new_received", "carried_in", "carried_out", "concluded_total")
DOCUMENTS = ("regulations", "normative_documents")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a count or claim comes to."""

    verdict: str
    cells: tuple[Ref, ...] = ()
    formula: str | None = None
    cells_sum: Decimal | None = None
    rule: str | None = None


def figures_of(form: str, cells: Mapping[Ref, Decimal | None]) -> Figures:
    """Return the printed cells as figures; blank cells are left out."""
    return Figures(form, {ref: value for ref, value in cells.items() if value is not None})


def judge(count: Count, printed: Figures) -> Verdict:
    """Return the verdict on a count."""
    if not count.readings or count.other or count.period != "this_year":
        return Verdict("no_twin")
    if "/" in count.readings[0]:
        formula = count.readings[0]
        try:
            holds = share_holds(count, printed)
        except KeyError:
            return Verdict("not_assessable", formula=formula)
        return Verdict(
            "agrees" if holds else "differs", (), formula, None, None if holds else "P110"
        )
    stated = count.amount / 10000 if count.unit == "元" else count.amount
    first: Verdict | None = None
    for place, reading in enumerate(count.readings):
        refs = tuple(ref for _, ref in printed.refs(reading))
        try:
            value = printed.value(reading)
        except KeyError:
            return Verdict("not_assessable", refs, reading)
        if value == stated:
            return Verdict("agrees_as" if place else "agrees", refs, reading, value)
        first = first or Verdict("differs", refs, reading, value)
    if first is None:
        raise AssertionError("a count has readings")
    rule = "P111" if count.ambiguous else rule_of(first.cells)
    return Verdict(
        "ambiguous" if count.ambiguous else "differs",
        first.cells,
        first.formula,
        first.cells_sum,
        rule,
    )


def rule_of(cells: tuple[Ref, ...]) -> str:
    """Return the P rule that a difference with these cells belongs to."""
    table, row, column = cells[0]
    if table == "disputes":
        return "P104"
    if table == "disclosure":
        return "P105" if row in DOCUMENTS else "P107" if row == "fees" else "P106"
    if column != "total":
        return "P103"
    return "P101" if row in FLOW else "P102"


def judge_claim(claim: Claim, printed: Figures) -> Verdict:
    """Return the verdict on something said to be none or all."""
    refs = tuple(ref for reading in claim.readings for _, ref in printed.refs(reading))
    if not refs:
        return Verdict("no_twin")
    try:
        holds = all(printed.value(reading) == 0 for reading in claim.readings)
    except KeyError:
        return Verdict("not_assessable", refs)
    if holds:
        return Verdict("agrees", refs)
    rule = "P112" if claim.subject == "fee" else "P108" if claim.kind == "none" else "P109"
    return Verdict("differs", refs, rule=rule)


def checks(cells: Mapping[Ref, Decimal | None]) -> tuple[int, list[str], int]:
    """Evaluate the sums of the tables: how many hold, which fail, how many cannot be assessed."""
    kinds = list(dict.fromkeys(row for table, row, _ in cells if table == "applications"))
    outcomes = [r for r in kinds if r not in FLOW]
    sums: list[tuple[str, list[Ref], list[Ref]]] = []
    for row in kinds:
        parts = [("applications", row, column) for column in APPLICANTS]
        sums.append((f"A-ROW {row}", parts, [("applications", row, "total")]))
    for column in (*APPLICANTS, "total"):
        at = {row: ("applications", row, column) for row in kinds}
        if "concluded_total" not in at or "carried_in" not in at:
            continue
        sums.append((f"A-SUM {column}", [at[r] for r in outcomes], [at["concluded_total"]]))
        left = [at["new_received"], at["carried_in"]]
        sums.append((f"A-FLOW {column}", left, [at["concluded_total"], at["carried_out"]]))
    for block in BLOCKS:
        parts = [("disputes", block, result) for result in RESULTS]
        sums.append((f"D-SUM {block}", parts, [("disputes", block, "total")]))
    return _evaluate(cells, sums)


def _evaluate(
    cells: Mapping[Ref, Decimal | None], sums: list[tuple[str, list[Ref], list[Ref]]]
) -> tuple[int, list[str], int]:
    passed, failed, open_ = 0, list[str](), 0
    for name, left, right in sums:
        values = [[cells.get(ref) for ref in side] for side in (left, right)]
        if any(value is None for side in values for value in side):
            open_ += 1
            continue
        one, other = (sum((v for v in side if v is not None), Decimal(0)) for side in values)
        if one == other:
            passed += 1
        else:
            failed.append(f"{name}: {one} != {other}")
    for row in DOCUMENTS:
        held = _stock(cells, row)
        passed += held
        failed += [] if held else [f"T-STOCK {row}"]
    return passed, failed, open_


def _stock(cells: Mapping[Ref, Decimal | None], row: str) -> bool:
    """Tell whether the stock of documents is plausible (T-STOCK, or published ≤ total in 2019)."""
    at = {
        column: value
        for table, r, column in cells
        if r == row and (value := cells[table, r, column]) is not None
    }
    if "issued" in at:
        return at.get("in_force", Decimal(0)) + at.get("repealed", Decimal(0)) >= at["issued"]
    return at.get("published_total", Decimal(0)) >= at.get("published", Decimal(0))
