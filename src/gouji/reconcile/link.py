"""Compare each count with the cells it speaks of: verdict, the reading taken, why, a likely slip.

Every reading the wording allows is evaluated before a verdict is given, and figures are intervals:
they agree where they overlap. `differs` is kept for wording that can only mean these cells; what
may mean something else is `ambiguous`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from gouji.messages import say
from gouji.model import Link, Message, Quantity, Relation, Report, Verdict
from gouji.reconcile.formula import Evaluation, evaluate, figure, keys, parse, printed, spell
from gouji.reconcile.lists import LEAST, subject
from gouji.reconcile.prose import LEFT_OVER, Prose, cues
from gouji.reconcile.values import exactly, rounded, scaled

FIRST_YEAR_WITH_TABLES = 2019
# names what the tables count: matches "信访类申请", "复议"; not "信访件"
_OWN = re.compile(r"申请|答复|复议|诉讼")
# says that what follows may be an outcome: matches "办理结果中,予以公开"; not "不予公开的处罚信息"
_HANDLED = re.compile(r"申请|答复|办结|[办处]理(?:结果|情况)")
# matches ",占办结总数的|27%", "(占|23.2%", "(|17.46%": the share that a count is; not ",占地|20亩"
_SHARE = re.compile(r"[,(\s]*(?:约?占(?!地)(?P<whole>[^,;。、()\d]*)|\()(?:约|达)?")
# what a share may be of, by its words: 占办结总数, 占申请总量
_WHOLES = (
    (re.compile("办结|答复|办理"), ("concluded_total",)),
    (re.compile("收到|受理|新收|申请"), ("new_received", "concluded_total")),
)
_CONCLUDED = ("concluded_total", "new_received", "new_received+applications.carried_in")
# whose count it is, told by its last character: matches "全区", "我镇", "本机关"; not "安全"
_WHOSE = re.compile(r"[全我本](?:[省市县区旗州镇乡局委厅院办]|街道|机关|单位|系统)")
_YUAN = {"元": Decimal(1), "万元": Decimal(10000)}


def links(report: Report) -> tuple[Link, ...]:
    """Return one link for every count of this year whose measure has cells in the form."""
    this_year = ("this_year", str(report.identity.year))
    counts = [qty for qty in report.quantities if qty.period in this_year]
    return tuple(link for qty in counts if (link := _link(report, qty)))


def shares(prose: Prose, links: Sequence[Link]) -> Iterator[Link]:
    """Yield a link for every share (占办结总数的27%) of a count that the table bears out.

    What is a share of another count of its paragraph is left to the relations.
    """
    told = ("agrees", "agrees_as", "not_assessable")
    borne = {link.quantity: link.formula for link in links if link.verdict in told}
    taken = {link.quantity for link in links}
    for part, qty in pairwise(prose.counts):
        said = _SHARE.fullmatch(prose.text, part.span.end, qty.span.start)
        formula = borne.get(part.id, "")
        if not said or qty.value.unit != "%" or qty.id in taken or qty.period != "this_year":
            continue
        wholes = list(_wholes(formula, said["whole"] or ""))
        readings = tuple(f"{formula}/{whole}" for whole in wholes)
        link = _link(prose.report, replace(qty, readings=readings)) if readings else None
        start = prose.start(part.span.start)
        bases = prose.between(prose.start(max(start - 1, 0)), part.span.start)
        if link and (agrees(link) or not any(_divides(part, base, qty) for base in bases)):
            yield link


def _wholes(formula: str, words: str) -> Iterator[str]:
    """Yield what an applicant's or an outcome's count may be a share of, the likeliest first."""
    head, column = subject(formula)
    if head != "applications" or column == "channel":
        return
    row, _, applicant = formula.removeprefix("applications.").partition("@")
    if applicant:
        yield re.sub("@[a-z_]+", "", formula)
        yield f"applications.{row.partition('+')[0]}"
        return
    if column != "outcome":
        return
    named = next((rows for words_of, rows in _WHOLES if words_of.search(words)), ())
    for whole in dict.fromkeys((*named, *_CONCLUDED)):
        yield f"applications.{whole}"
    if "." in row and "+" not in row:
        yield f"applications.{row.partition('.')[0]}"


def _divides(part: Quantity, base: Quantity, percent: Quantity) -> bool:
    """Tell whether a share is that of one count in another."""
    if base.value.unit != part.value.unit or not base.value.amount:
        return False
    ratio = 100 * part.value.amount / base.value.amount
    return rounded(percent.value).overlaps(exactly(ratio))


def reconsidered(
    prose: Prose, links: Sequence[Link], relations: Sequence[Relation]
) -> tuple[Link, ...]:
    """Return the links with `differs` made `not_comparable` where the count may mean another thing.

    So it may where its measure is stated again, beside another figure in one sentence or above it
    with a figure that the table bears out, and its own words are `narrower`; where it is the only
    part of a list that holds for which the table has cells, for then the list divides its total
    otherwise; and where the prose speaks of something `elsewhere`.
    """
    linked = {link.quantity: link for link in links}
    counts = {qty.id: qty for qty in prose.counts if qty.id in linked}
    whole = (rel for rel in relations if rel.kind == "part_whole" and rel.holds and not rel.partial)
    lists = (rel.parts for rel in whole if rel.explicit and len(rel.parts) > 1)
    strange = {part for parts in lists if len(counts.keys() & set(parts)) == 1 for part in parts}

    def restated(qty: Quantity, link: Link) -> bool:
        place = prose.start(qty.span.start)
        again = [
            other
            for other in counts.values()
            if other.measure == qty.measure and other.id != qty.id
            if qty.measure or linked[other.id].formula == link.formula
            if (other.value.amount != qty.value.amount and prose.start(other.span.start) == place)
            or (agrees(linked[other.id]) and qty.value.amount < (link.expected or 0))
        ]
        return any(narrower(qty, other) for other in again)

    def narrower(qty: Quantity, other: Quantity) -> bool:
        """Tell whether a count's words or place make it less than another of its measure."""
        start, end = prose.start(qty.span.start), qty.span.start
        before = prose.between(start, end)
        whose = [_WHOSE.findall(prose.label(each)) for each in (qty, other)]
        reason = "." in (qty.measure or "").partition(".")[2]  # the measure has all its words
        return (
            (all(whose) and whose[0][-1][-1] != whose[1][-1][-1])
            or (other in before and cues("whole", "some").found(prose.text[other.span.end : end]))
            or not (reason or prose.plain(qty))
            or cues("narrower").found(prose.gap(start, end - len(prose.label(qty))))
            or not all(borne(each) for each in before if each.value.unit == qty.value.unit)
        )

    def borne(qty: Quantity) -> bool:
        return prose.compares(qty) or (qty.id in linked and agrees(linked[qty.id]))

    def elsewhere(qty: Quantity, link: Link) -> bool:
        """Tell whether a count is of another thing: a difference, other business, what is left."""
        table, label = link.cells[0][0], prose.label(qty)
        if "/" in link.formula:
            return LEFT_OVER.search(prose.sentence(qty.span)) is not None
        if prose.compares(qty):
            return True
        if table != "disclosure" and cues("foreign").found(label) and not _OWN.search(label):
            return not (qty.measure or "").startswith("applications.not_processed")
        if table == "disputes":
            led = prose.text[: qty.span.start].rstrip().endswith(";")
            return led or not (prose.disclosed(qty.span) or resulting(qty))
        before = prose.between(prose.start(qty.span.start), qty.span.start)[-1:]
        alike = any(each.measure is None and each.value.unit == qty.value.unit for each in before)
        outcome = subject(qty.measure) == ("applications", "outcome")
        said = qty.section == "applications" or _HANDLED.search(prose.paragraph(qty.span))
        return (alike and qty.measure == "applications.other") or (outcome and not said)

    def resulting(qty: Quantity) -> bool:
        """Tell whether other disputes of a sentence are borne out, more than chance would."""
        place = prose.start(qty.span.start)
        beside = (other for other in counts.values() if prose.start(other.span.start) == place)
        disputes = (other for other in beside if subject(other.measure)[0] == "disputes")
        return sum(other.value.amount for other in disputes if borne(other)) >= LEAST

    def judged(link: Link) -> Link:
        qty = counts[link.quantity]
        if link.verdict not in ("differs", "ambiguous") or qty.scope not in ("organ", "area"):
            return link
        if not (qty.id in strange or elsewhere(qty, link) or restated(qty, link)):
            return link
        why = say("link.why.restated", **link.why.params) if link.why else None
        return replace(link, verdict="not_comparable", why=why, hint=None)

    return tuple(map(judged, links))


def agrees(link: Link) -> bool:
    """Tell whether the table bears a count out, in its natural or another reading."""
    return link.verdict in ("agrees", "agrees_as")


def _link(report: Report, qty: Quantity) -> Link | None:
    formulas = [formula for formula in qty.readings if parse(formula)]
    natural = evaluate(formulas[0], report) if formulas else None
    if natural is None:
        due = (report.identity.year or FIRST_YEAR_WITH_TABLES) >= FIRST_YEAR_WITH_TABLES
        why = say("link.why.no_table", said=f"“{qty.value.surface}”")
        absent = Link(qty.id, (), "".join(formulas[:1]), "not_assessable", why=why)
        return absent if formulas and due else None
    if qty.scope not in ("organ", "area"):
        table = report.table(natural.cells[0][0])
        filled = any(map(figure, table.cells if table else ()))  # one of zeros tells of no part
        over = filled and natural.value is not None and qty.value.amount > natural.value
        exceeds = over and qty.scope[:3] == "sub" and report.identity.kind != "vertical"
        return _made(qty, natural, *(("ambiguous", "exceeds") if exceeds else ("not_comparable",)))
    if _fits(report, qty, natural):
        return _made(qty, natural, "agrees")
    others = [each for formula in formulas[1:] if (each := evaluate(formula, report))]
    others = [each for each in others if all(printed(report, ref) for ref in each.cells)]
    if fitting := next((found for found in others if _fits(report, qty, found)), None):
        return _made(qty, fitting, "agrees_as")
    if any(found.value is None for found in (natural, *others)):
        return _made(qty, natural, "not_assessable")
    rows = {ref[:2] for ref in natural.cells}
    if any(rows.isdisjoint(ref[:2] for ref in found.cells) for found in others):
        return _made(qty, natural, "ambiguous")
    return _made(qty, natural, "differs", hint=next(_slips(report, qty, natural), None))


def _fits(report: Report, qty: Quantity, found: Evaluation) -> bool:
    """Tell whether the stated figure and the cells overlap, in the unit the prose uses."""
    first = report.cell(found.cells[0])
    if found.value is None or first is None:
        return False
    stated = rounded(qty.value) if "/" in found.formula else qty.value
    factors = [Decimal(1)]
    if stated.unit in _YUAN and first.unit in _YUAN:
        # 采购总金额 is printed without a unit
        units = _YUAN if first.column == "amount" and "元" not in first.text else (first.unit,)
        factors = [_YUAN[unit] / _YUAN[stated.unit] for unit in units]
    exact, near = exactly(found.value), rounded(exactly(found.value))
    return any(stated.overlaps(exact if f == 1 else scaled(near, f)) for f in factors)


def _made(
    qty: Quantity, found: Evaluation, verdict: Verdict, why: str = "", hint: Message | None = None
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
    if said != total and sorted(str(said)) == sorted(str(total)):
        yield say("link.hint.transposed")
    for factor in (10, 100, 1000, 10000):
        if said in (total * factor, total / factor) or (said == total and factor == 10000):
            yield say("link.hint.scale", factor=factor)
    table, at = report.table(kind), f"@{column}" if kind == "applications" else ""
    same = [
        f"{'applications.' if at else ''}{each.row}{at or f'.{each.column}'}"
        for each in (table.cells if table else ())
        if figure(each) == said > 1
        if (each.row == row if kind == "disputes" else each.column == column)
    ]
    if len(same) == 1 and (sums := parse(same[0])):
        yield say("link.hint.neighbour", value=said, cell=keys(sums[0][0]))
