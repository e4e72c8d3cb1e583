"""Compare each count with the cells it speaks of: verdict, the reading taken, why, a likely slip.

Every reading the wording allows is evaluated before a verdict is given, and figures are intervals:
they agree where they overlap. `differs` is kept for wording that can only mean these cells; what
may mean something else is `ambiguous`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.messages import say
from gouji.model import Link, Message, Quantity, Relation, Report, Verdict
from gouji.reconcile.formula import Evaluation, evaluate, figure, keys, parse, spell
from gouji.reconcile.lists import Prose
from gouji.reconcile.values import exactly, rounded

FIRST_YEAR_WITH_TABLES = 2019
_FACTORS = {("万元", "元"): Decimal(10000), ("元", "万元"): Decimal("0.0001")}


def links(report: Report) -> tuple[Link, ...]:
    """Return one link for every count of this year whose measure has cells in the form."""
    this_year = ("this_year", str(report.identity.year))
    counts = [qty for qty in report.quantities if qty.period in this_year]
    return tuple(link for qty in counts if (link := _link(report, qty)))


def reconsidered(
    report: Report, links: Sequence[Link], relations: Sequence[Relation]
) -> tuple[Link, ...]:
    """Return the links with `differs` made `ambiguous` where the count may be of something else.

    So it may be where its measure is stated again: beside another figure in one sentence, or above
    it with a figure that the table bears out; and where it is the only part of a list that holds
    for which the table has cells, for then the list divides its total by something else.
    """
    prose, linked = Prose(report), {link.quantity: link for link in links}
    counts = [qty for qty in report.quantities if qty.id in linked]
    strange = {
        part
        for rel in relations
        if rel.kind == "part_whole" and rel.holds and not rel.partial
        if len(rel.parts) > 1 and len(linked.keys() & set(rel.parts)) == 1
        for part in rel.parts
    }

    def restated(qty: Quantity, link: Link) -> bool:
        place = prose.start(qty.span.start)
        return any(
            (other.value.amount != qty.value.amount and prose.start(other.span.start) == place)
            or (agrees(linked[other.id]) and qty.value.amount < (link.expected or 0))
            for other in counts
            if other.measure == qty.measure and other.id != qty.id
        )

    doubtful = {
        qty.id
        for qty in counts
        if linked[qty.id].verdict == "differs"
        if qty.id in strange or restated(qty, linked[qty.id])
    }
    return tuple(_doubted(link) if link.quantity in doubtful else link for link in links)


def agrees(link: Link) -> bool:
    """Tell whether the table bears a count out, in its natural or another reading."""
    return link.verdict in ("agrees", "agrees_as")


def _doubted(link: Link) -> Link:
    why = say("link.why.restated", **link.why.params) if link.why else None
    return replace(link, verdict="ambiguous", why=why, hint=None)


def _link(report: Report, qty: Quantity) -> Link | None:
    formulas = [formula for formula in qty.readings if parse(formula)]
    readings = [found for formula in formulas if (found := evaluate(formula, report))]
    if not readings or readings[0].formula != formulas[0]:
        due = (report.identity.year or FIRST_YEAR_WITH_TABLES) >= FIRST_YEAR_WITH_TABLES
        why = say("link.why.no_table", said=f"“{qty.value.surface}”")
        absent = Link(qty.id, (), "".join(formulas[:1]), "not_assessable", why=why)
        return absent if formulas and due else None
    natural = readings[0]
    if qty.scope not in ("organ", "area"):
        over = qty.scope.startswith("sub_unit") and qty.value.amount > (natural.value or 0)
        exceeds = over and natural.value is not None
        return _made(qty, natural, *(("ambiguous", "exceeds") if exceeds else ("not_comparable",)))
    fitting = next((found for found in readings if _fits(report, qty, found)), None)
    if fitting:
        return _made(qty, fitting, "agrees" if fitting is natural else "agrees_as")
    if any(found.value is None for found in readings):
        return _made(qty, natural, "not_assessable")
    if _several_things(readings):
        return _made(qty, natural, "ambiguous")
    return _made(qty, natural, "differs", hint=next(_slips(report, qty, natural), None))


def _fits(report: Report, qty: Quantity, found: Evaluation) -> bool:
    """Tell whether the stated figure and the cells overlap, in the unit the prose uses."""
    first = report.cell(found.cells[0])
    if found.value is None or first is None:
        return False
    stated = rounded(qty.value) if "/" in found.formula else qty.value
    factor = _FACTORS.get((first.unit, stated.unit), Decimal(1))
    return stated.overlaps(exactly(found.value * factor))


def _several_things(readings: Sequence[Evaluation]) -> bool:
    """Tell whether some reading shares no row with the natural one."""
    first = {ref[:2] for ref in readings[0].cells}
    return any(first.isdisjoint(ref[:2] for ref in found.cells) for found in readings[1:])


def _made(
    qty: Quantity,
    found: Evaluation,
    verdict: Verdict,
    why: str | None = None,
    *,
    hint: Message | None = None,
) -> Link:
    reason = say(f"link.why.{why or verdict}", said=f"“{qty.value.surface}”", cells=spell(found))
    return Link(qty.id, found.cells, found.formula, verdict, found.value, reason, hint)


def _slips(report: Report, qty: Quantity, found: Evaluation) -> Iterator[Message]:
    """Yield the slips that would explain the stated figure, the likeliest first."""
    said, total, (kind, row, column) = qty.value.amount, found.value, found.cells[0]
    if not said or not total or "/" in found.formula or qty.value.low != qty.value.high:
        return

    def cell(row: str, column: str) -> Decimal:
        return figure(report.cell((kind, row, column))) or Decimal(0)

    def across(column: str) -> Decimal:
        return sum((cell(ref[1], column) for ref in found.cells), Decimal(0))

    if column == "total" and said == across("natural_person"):
        yield say("link.hint.natural_person", value=said)
    if len(found.cells) > 1 and said == cell(row, column):
        yield say("link.hint.first_row", value=said)
    if kind == "disputes" and column == "total" and said == total - across("pending"):
        yield say("link.hint.without_pending", value=said)
    if kind == "applications" and abs(said - total) == cell("carried_in", column):
        yield say("link.hint.carried_in", value=abs(said - total))
    if sorted(str(said)) == sorted(str(total)):
        yield say("link.hint.transposed")
    for factor in (10, 100, 1000, 10000):
        if said in (total * factor, total / factor):
            yield say("link.hint.scale", factor=factor)
    table = report.table(kind)
    same = [
        f"applications.{each.row}@{column}"
        if kind == "applications"
        else f"{each.row}.{each.column}"
        for each in (table.cells if table else ())
        if figure(each) == said > 1
        if (each.row == row if kind == "disputes" else each.column == column)
    ]
    if len(same) == 1 and (sums := parse(same[0])):
        yield say("link.hint.neighbour", value=said, cell=keys(sums[0][0]))
