"""Check by arithmetic what the prose says about its own counts: parts, flows, shares, growth.

A list is read in every way its wording allows (fewer parts, nested ones left out, another total of
the sentence, new and carried in together) before it is called wrong; what stays doubtful only
bounds its total or is left out, because a false alarm costs more than a missed slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import accumulate, groupby, takewhile

from gouji.model import Link, Quantity, Relation, RelationKind, Span, Value
from gouji.parse.place import expression
from gouji.reconcile.formula import figure
from gouji.reconcile.link import agrees
from gouji.reconcile.lists import (
    CARRIED,
    FLOW,
    Listing,
    adding_up,
    divided_alike,
    divides,
    listings,
    parts_of,
    subject,
    summed_up,
)
from gouji.reconcile.prose import Prose, cues
from gouji.reconcile.values import above, exactly, mistyped, rounded, scaled, summed

_HUNDRED = Decimal(100)
_words = partial(expression, "sums", "change")


def relations(prose: Prose, links: Sequence[Link]) -> tuple[Relation, ...]:
    """Return every relation between counts of the prose, in order of their places."""
    found = list(_part_whole(prose, links))
    found += [share for rel in found for share in _shares(prose, rel)]
    for _, counts in groupby(prose.counts, lambda qty: prose.start(qty.span.start)):
        sentence = list(counts)
        found += [*_flows(sentence), *_rates(prose, sentence)]
        found += [*_totals(prose, sentence), *_growths(prose, sentence)]
    return tuple(sorted(found, key=lambda rel: (rel.span, rel.kind)))


def _part_whole(prose: Prose, links: Sequence[Link]) -> Iterator[Relation]:
    """Yield each stated total with the parts listed for it, judged once."""
    agreed = frozenset(link.quantity for link in links if agrees(link))
    taken = set[tuple[int | None, int]]()
    lists = [*listings(prose), *_by_measure(prose), *summed_up(prose)]
    for listing in (*sorted(lists, key=lambda each: each.opening == "some"), *adding_up(prose)):
        rel = _fitting(prose, listing) or _wanting(prose, listing, agreed)
        pairs = {(rel.whole, part) for part in rel.parts} if rel else set()
        free = listing.opening != "alone" or {part for _, part in taken}.isdisjoint(
            (listing.wholes[0].id, *(part.id for part in listing.parts))
        )
        if rel and free and taken.isdisjoint(pairs):
            taken |= pairs
            yield rel


def _by_measure(prose: Prose) -> Iterator[Listing]:
    """Yield the lists only measures announce: a total, then its applicants or results."""
    for whole in prose.counts:
        if not subject(whole.measure)[0] or whole.measure in CARRIED:
            continue
        following = prose.between(whole.span.end, prose.end(whole.span.end))
        parts = list(takewhile(partial(divides, whole.measure), following))
        if len(parts) > 1:
            yield from parts_of(prose, "", whole.span.end, (whole,), parts)


def _fitting(prose: Prose, listing: Listing) -> Relation | None:
    """Return the reading of a list that adds up.

    A bracket, and the results of disputes, hold all that is surely their own.
    """
    bracket, measure = listing.opening in ("(", "〔"), listing.wholes[0].measure
    own = [divides(measure, part) for part in listing.parts[: listing.certain]]
    results = subject(measure)[0] == "disputes" and all(own)
    least = listing.certain if (bracket or results) and listing.closed else 2
    for whole in listing.wholes:
        for parts in _readings(listing.parts[:: -1 if listing.opening == "sum" else 1], least):
            total = summed([part.value for part in parts])
            if any(stated.overlaps(total) for stated in _sums(prose, listing, whole)):
                ordered = sorted(parts, key=lambda qty: qty.span)
                announced = bracket or listing.opening == "whole"
                return _listed(whole, ordered, True, explicit=announced)
    return None


def _wanting(prose: Prose, listing: Listing, agreed: frozenset[int]) -> Relation | None:
    """Return what is wrong with a list that does not add up, or that it bounds, or None.

    A list of counts that the tables bear out (`agreed`) is never called wrong.
    """
    whole, parts = listing.wholes[0], listing.parts[: listing.certain]
    total, one = summed([part.value for part in parts]), len(parts) == 1
    over = all(above(total, stated) for stated in _sums(prose, listing, whole))
    divided = not one or listing.opening == "whole" or divides(whole.measure, parts[0])
    sure = listing.closed and listing.adjacent and divided
    if not over and not sure and one and listing.opening in ("whole", "some"):
        return _listed(whole, parts, True, partial=True)
    slip = not one and listing.opening != "" and _one_slip(whole, parts)
    excused = over and _overlapping(whole, parts)
    known = agreed.issuperset(qty.id for qty in (whole, *parts))
    applications = subject(whole.measure)[0] == "applications"  # received or answered ones
    ambiguous = known and over and applications
    loose = not sure or listing.opening in ("view", "alone")
    if loose or ambiguous or (excused and not slip):
        return None
    bounds = (one and not over) or listing.opening == "some" or listing.open_ended or known
    wrong = (listing.complete or over) and not (bounds or excused)
    rest, least = whole.value.amount - total.amount, min(part.value.amount for part in parts)
    near = len(parts) > 2 and 0 < rest <= least / 2
    told = wrong or near or slip or (listing.opening and divided_alike(prose, whole, parts))
    announced = listing.opening in ("whole", "(", "〔")
    partial, explicit = bounds or not told, wrong and announced
    return _listed(whole, parts, partial and not over, partial=partial, explicit=explicit)


def _one_slip(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether one figure, mistyped as figures are, is all that parts and total differ by."""
    off = whole.value.amount - summed([part.value for part in parts]).amount
    figures = [(whole.value, whole.value.amount - off)]
    figures += [(part.value, part.value.amount + off) for part in parts]
    exact = ((each.amount, real) for each, real in figures if each.low == each.high)
    alike = len({part.value.raw_unit for part in parts}) == 1
    return alike and any(mistyped(said, real) for said, real in exact)


def _sums(prose: Prose, listing: Listing, whole: Quantity) -> Iterator[Value]:
    """Yield what parts may add up to: their total, with the totals before, or carried in."""
    place = listing.wholes.index(whole)
    for end in range(place + 1, len(listing.wholes) + 1):
        yield summed([other.value for other in listing.wholes[place:end]])
    column = (whole.measure or "").partition("@")[2] or "total"
    carried = figure(prose.report.cell(("applications", "carried_in", column)))
    if subject(whole.measure)[0] == "applications" and carried:
        yield summed([whole.value, exactly(carried)])


def _overlapping(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether one thing may be counted in several parts, as on several channels."""
    names = {part.measure or "" for part in parts} - {whole.measure}
    channels = any(name.startswith("published.by_channel") for name in names)
    fits = not any(above(part.value, whole.value) for part in parts)
    repeated = any(part.value.amount == whole.value.amount for part in parts)
    return fits and (channels or (repeated and subject(whole.measure)[0] != "disputes"))


def _readings(parts: tuple[Quantity, ...], least: int) -> Iterator[tuple[Quantity, ...]]:
    """Yield the ways to read two or more parts: all, without nested ones, cut short."""
    if len(parts) > 1:
        yield parts
        yield _without_nested(parts)
        yield from (parts[:length] for length in range(len(parts) - 1, max(least, 2) - 1, -1))


def _without_nested(parts: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Leave out runs of parts that add up to the part before them."""
    kept: list[Quantity] = []
    while parts:
        head, *rest = parts
        kept.append(head)
        sums = list(accumulate(part.value.amount for part in rest))[1:]
        nested = sums.index(head.value.amount) + 2 if head.value.amount in sums else 0
        parts = tuple(rest[nested:])
    return tuple(kept)


def _listed(whole: Quantity, parts: Sequence[Quantity], holds: bool, **more: bool) -> Relation:
    total, counts = summed([part.value for part in parts]), (whole, *parts)
    return _relation("part_whole", counts, holds, whole.value.amount, total.amount, **more)


def _relation(
    kind: RelationKind,
    counts: Sequence[Quantity],
    holds: bool,
    expected: Decimal,
    actual: Decimal,
    *,
    whole: bool = True,
    partial: bool = False,
    explicit: bool = True,
) -> Relation:
    """Build a relation between counts, the first of which is the whole, if there is one."""
    places = [qty.span for qty in counts]
    span = Span(min(places).start, max(places).end)
    of, parts = counts[0].id if whole else None, tuple(qty.id for qty in counts[whole:])
    return Relation(kind, span, of, parts, partial, holds, expected, actual, explicit)


def _ratio(
    kind: RelationKind, whole: Quantity, part: Quantity, percent: Quantity, ratio: Decimal
) -> Relation:
    holds = rounded(percent.value).overlaps(exactly(100 * ratio))
    counts = (whole, part, percent)
    return _relation(kind, counts, holds, round(100 * ratio, 2), percent.value.amount)


def _shares(prose: Prose, rel: Relation) -> Iterator[Relation]:
    """Yield the share printed after each part, against part ÷ whole, or ÷ what the parts make."""
    within = {qty.id: qty for qty in prose.between(rel.span.start, rel.span.end)}
    whole, *parts = (within[each] for each in (rel.whole, *rel.parts) if each in within)
    before = prose.between(prose.start(whole.span.start), whole.span.start)
    sole = all(qty.value.unit != whole.value.unit for qty in before)
    for part in parts if whole.value.amount else ():
        for percent in prose.between(part.span.end, part.span.end + 12)[:1]:
            said = prose.text[part.span.end : percent.span.start]
            if percent.value.unit == "%" and _words("share").fullmatch(said):
                amount, bases = part.value.amount, (whole.value.amount, rel.actual)
                found = [_ratio("share", whole, part, percent, amount / b) for b in bases if b]
                fitting = [each for each in found if each.holds]
                yield from fitting[:1] or (found[:1] if sole else [])


def _totals(prose: Prose, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield the shares of a list (占50%, 其他占20%) that leaves nothing out, against 100 %."""
    shares = [q for q in counts if q.value.unit == "%" and _words("part").search(prose.label(q))]
    if len(shares) < 2:
        return
    words = prose.text[prose.start(shares[0].span.start) : shares[-1].span.end]
    between = prose.between(shares[0].span.start, shares[-1].span.end)
    listed = cues("exhaustive").found(words) and not re.search("其中|;", words)
    if listed and all(qty.value.unit == "%" for qty in between):
        total = summed([rounded(qty.value) for qty in shares])
        holds = total.overlaps(exactly(_HUNDRED))
        yield _relation("share", shares, holds, _HUNDRED, total.amount, whole=False)


def _flows(counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield the balance new + carried in = concluded + carried out where a sentence states it."""
    parts = [q for row in FLOW[:4] for q in counts if q.measure == f"applications.{row}"]
    if len(parts) == len({qty.measure for qty in parts}) == 4:
        got, left = (summed([qty.value for qty in side]) for side in (parts[:2], parts[2:]))
        holds = got.overlaps(left) or parts[0].value.overlaps(left)
        yield _relation("flow", parts, holds, got.amount, left.amount, whole=False)


def _rates(prose: Prose, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield a rate (办结率) against the count of its verb (办结) and the total before that."""
    for at, rate in enumerate(counts):
        done = counts[at - 1] if at > 1 and rate.value.unit == "%" else None
        name = _words("rate").search(prose.label(rate)) if done else None
        if not done or not name or _words("done").sub("", prose.label(done)) != name["verb"]:
            continue
        same = (qty for qty in counts[: at - 1] if qty.value.unit == done.value.unit)
        bases = [qty for qty in same if not prose.compares(qty)]
        amounts = [qty.value.amount for qty in bases]
        for base in {*amounts, *accumulate(amounts)}:
            if base >= done.value.amount > 0:
                found = _ratio("ratio", bases[0], done, rate, done.value.amount / base)
                if found.holds or len(bases) == 1:
                    yield found


def _growths(prose: Prose, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield a change (增长20%, 多4件, 是…的3倍) against this and last year's count beside it."""
    changes = [(q, found) for q in counts if (found := _change(prose, q))]
    told = [q for q, _ in changes]
    past = [q for q in counts if q.period not in ("this_year", "cumulative") and q not in told]
    bases = [q for q in past if q.value.unit not in ("%", "倍")]
    units = {qty.value.unit for qty in bases or told if qty.value.unit not in ("%", "倍")}
    same = [q for q in counts if q.value.unit in units and q not in (*told, *bases)]
    now = [q for q in same if not prose.compares(q)]
    if len(units) != 1 or len(now) != 1 or len(bases) > 1:
        return
    differences = [(q, found) for q, found in changes if q.value.unit in units]
    for qty, change in changes if len(changes) == len({q.value.unit for q in told}) else ():
        if bases:
            base, before = bases[0], bases[0].value
        elif len(differences) == 1 and qty is not differences[0][0]:
            base, down = differences[0][0], differences[0][1]["down"]
            before = summed([now[0].value, scaled(base.value, Decimal(1 if down else -1))])
        else:
            continue
        if before.amount > 0:
            yield _growth(now[0], base, before, qty, change)


def _change(prose: Prose, qty: Quantity) -> re.Match[str] | None:
    """Return the words that make a count a change, for a share anywhere in its label."""
    if qty.value.unit == "%":
        return _words("growth").search(prose.label(qty))
    return _words("times" if qty.value.unit == "倍" else "more").fullmatch(prose.label(qty))


def _growth(
    now: Quantity, base: Quantity, before: Value, qty: Quantity, change: re.Match[str]
) -> Relation:
    """Hold a change against what it is since `before`, stated as `base`."""

    def change_of(new: Decimal | None, old: Decimal | None) -> Decimal | None:
        if new is None or not old:
            return None
        if qty.value.unit not in ("%", "倍"):
            return new - old
        times = new / old
        return times if change["times"] else (times - 1) * (100 if qty.value.unit == "%" else 1)

    sign = Decimal(-1 if change["down"] else 1)
    ends = change_of(now.value.low, before.high), change_of(now.value.high, before.low)
    amount = (change_of(now.value.amount, before.amount) or Decimal(0)) * sign
    real = scaled(replace(now.value, amount=amount * sign, low=ends[0], high=ends[1]), sign)
    low, high = (real.high, real.low) if change["down"] else (real.low, real.high)
    holds = rounded(qty.value).overlaps(replace(real, low=low, high=high, high_exclusive=False))
    expected = round(amount, 2)
    return _relation("growth", (now, base, qty), holds, expected, qty.value.amount)
