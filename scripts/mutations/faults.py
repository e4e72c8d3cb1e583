"""All that is wrong in a draft by the identities of the form: equations, counts, claims, lists.

This is the independent judge of the mutations. It knows the tables' figures and the marks of the
prose, evaluates what `domain/identities.md` states, and has never heard of gouji.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.draft import Draft
from generator.figures import APPLICANTS, Ref
from generator.judge import checks, figures_of, judge, judge_claim
from generator.making import Generated
from generator.marks import Claim, Count, Enumeration, Piece
from generator.relations import relations

EQUATIONS = {"A-ROW": "T203", "A-SUM": "T202", "A-FLOW": "T201", "D-SUM": "T301"}
RELATIONS = {"growth": "X104", "share": "X107"}
LOCAL = ("township", "county", "zone")
ROUNDED = Decimal("0.005")
WAN = Decimal(10000)
Cells = Mapping[Ref, Decimal | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken, by what: an equation, a count, a claim, a relation of counts."""

    rule: str
    what: str
    where: int = -1


def table_faults(made: Generated, cells: Cells) -> list[Fault]:
    """Return the equations and domains of the tables that do not hold."""
    names = [told.partition(":")[0] for told in checks(cells)[1]]
    found = [Fault(EQUATIONS[name.split()[0]], name) for name in names if name[0] != "T"]
    found += [Fault("T204", f"T-DOM {ref}") for ref in cells if not _possible(ref, cells[ref])]
    columns = (*APPLICANTS, "total")
    found += [Fault("T204", f"A-DOM {column}") for column in columns if _exceeds(cells, column)]
    if made.form == "zfxxgk-2021":
        return found + _documents_2021(made, cells)
    return found + _documents_2019(cells)


def _possible(ref: Ref, value: Decimal | None) -> bool:
    if value is None or ref[2] == "change":
        return True
    return value >= 0 and (ref[2] in ("amount_wan", "amount") or value % 1 == 0)


def _exceeds(cells: Cells, column: str) -> bool:
    rows = ("new_received", "carried_in", "carried_out")
    new, before, left = (cells.get(("applications", row, column)) for row in rows)
    return None not in (new, before, left) and (left or 0) > (new or 0) + (before or 0)


def _documents_2021(made: Generated, cells: Cells) -> list[Fault]:
    def value(row: str, column: str) -> Decimal:
        return cells.get(("disclosure", row, column)) or Decimal(0)

    found = [
        Fault("T101", row)
        for row in ("regulations", "normative_documents")
        if value(row, "in_force") + value(row, "repealed") < value(row, "issued")
    ]
    local = made.organ.level in LOCAL  # a department higher up may count those of its government
    if (
        local
        and not made.organ.makes_rules
        and any(value("regulations", column) for column in ("issued", "repealed", "in_force"))
    ):
        found.append(Fault("T102", "regulations"))
    if local and value("fees", "amount_wan") >= 10**6:
        found.append(Fault("T103", "fees"))
    return found


def _documents_2019(cells: Cells) -> list[Fault]:
    def value(row: str, column: str) -> Decimal:
        return cells.get(("disclosure", row, column)) or Decimal(0)

    found = [
        Fault("T104", row)
        for row in ("regulations", "normative_documents")
        if value(row, "published_total") < value(row, "published")
    ]
    found += [
        Fault("T104", row)
        for row in ("licences", "other_services", "penalties", "coercion", "fees")
        if value(row, "items_last_year") + value(row, "change") < 0
    ]
    if bool(value("procurement", "projects")) != bool(value("procurement", "amount")):
        found.append(Fault("T104", "procurement"))
    return found


def counts_of(draft: Draft) -> list[tuple[int, Piece, Count]]:
    """Return the counts of the prose in order, each with its paragraph and the place of that."""
    return [
        (place, piece, mark)
        for place, (_, piece) in enumerate(draft.prose())
        for mark in sorted(piece.marks, key=lambda m: m.start)
        if isinstance(mark, Count)
    ]


def prose_faults(made: Generated, draft: Draft) -> list[Fault]:
    """Return the counts, claims, relations and enumerations of the prose that do not hold."""
    figures = figures_of(made.form, draft.cells)
    counts = [count for *_, count in counts_of(draft)]
    found: list[Fault] = []
    for at, count in enumerate(counts):
        verdict = judge(count, figures)
        if verdict.rule and not _rounded(count, verdict.cells_sum):
            found.append(Fault(verdict.rule, f"count {count.slot}", at))
    for relation in relations(counts):
        members = [i for i in (relation.whole, *relation.parts) if i is not None]
        if not relation.holds and not _round_shares(relation.kind, [counts[i] for i in members]):
            broken = RELATIONS.get(relation.kind, "X101")
            found += [Fault(broken, f"{relation.kind} {relation.arithmetic}", i) for i in members]
    for _, piece in draft.prose():
        for mark in piece.marks:
            if isinstance(mark, Claim) and (rule := judge_claim(mark, figures).rule):
                found.append(Fault(rule, f"claim {mark.subject}"))
            if isinstance(mark, Enumeration) and not _lists(mark):
                found.append(Fault("X102", f"{mark.declared} declared, {mark.found} listed"))
    return found


def _rounded(count: Count, cells: Decimal | None) -> bool:
    """Tell whether a fee in yuan is that of the table, which has two decimals of 万元."""
    return count.unit == "元" and cells is not None and abs(count.amount / WAN - cells) < ROUNDED


def _round_shares(kind: str, shares: list[Count]) -> bool:
    """Tell whether shares miss 100 % by no more than half a unit of each one's last digit."""
    spare = sum((Decimal(5).scaleb(-share.places - 1) for share in shares), Decimal(0))
    return kind == "share" and abs(sum((share.amount for share in shares), Decimal(-100))) <= spare


def _lists(mark: Enumeration) -> bool:
    return mark.declared >= mark.found if mark.open else mark.declared == mark.found
