"""Check by arithmetic what the prose says about its own counts: parts, flows, shares, growth.

A list is read in every way its wording allows (fewer parts, nested ones left out, another total of
the sentence, new and carried in together) before it is called wrong; what stays doubtful only
bounds its total or is left out, because a false alarm costs more than a missed slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gouji.model import Link, Quantity, Relation, RelationKind, Report, Span, Value
from gouji.reconcile.formula import figure
from gouji.reconcile.link import agrees
from gouji.reconcile.lists import FLOW, Listing, Prose, listings, parts_of, subject
from gouji.reconcile.values import above, exactly, rounded, summed

# matches ",占32.6%" and "(占32.6%" after a part; not ",同比增长5%"
_SHARE = re.compile(r"[,(\s]*(?:约?占[^,;。、()\d]*|\()(?:约|达)?")
# matches ",增长20%" and, as `down`, ",下降20%"; not "占20%"
_GROWTH = re.compile(r"(?P<down>减少|下降|降低)|增加|增长|上升|提高|提升")
_DONE_RATE = re.compile(r"(?:办结|答复|回复|办理)率[为达到约]*$")


def relations(report: Report, links: Sequence[Link]) -> tuple[Relation, ...]:
    """Return every relation between counts of the prose, in order of their places."""
    prose = Prose(report)
    found = list(_part_whole(report, prose, links))
    found += [share for rel in found for share in _shares(prose, rel)]
    for _, counts in groupby(prose.counts, lambda qty: prose.start(qty.span.start)):
        sentence = list(counts)
        found += [*_flows(sentence), *_rates(prose, sentence), *_growths(prose, sentence)]
    return tuple(sorted(found, key=lambda rel: (rel.span, rel.kind)))


def _part_whole(report: Report, prose: Prose, links: Sequence[Link]) -> Iterator[Relation]:
    """Yield each stated total with the parts listed for it, judged once."""
    agreed = frozenset(link.quantity for link in links if agrees(link))
    judge, taken = _Judge(report, agreed), set[tuple[int | None, int]]()
    lists = [*listings(prose), *_by_measure(prose)]
    for listing in sorted(lists, key=lambda each: each.opening == "some"):
        rel = judge.relation(listing)
        pairs = {(rel.whole, part) for part in rel.parts} if rel else set()
        if rel and taken.isdisjoint(pairs):
            taken |= pairs
            yield rel


def _by_measure(prose: Prose) -> Iterator[Listing]:
    """Yield the lists only measures announce: a total, then its applicants or results."""
    for whole in prose.counts:
        parts: list[Quantity] = []
        for qty in prose.between(whole.span.end, prose.end(whole.span.end)):
            if not _child(whole.measure, qty.measure):
                break
            parts.append(qty)
        if len(parts) > 1:
            yield from parts_of(prose, "", whole.span.end, (whole,), parts)


def _child(whole: str | None, part: str | None) -> bool:
    thing, division = subject(whole)
    if thing == "disputes":
        results = (whole or "").removesuffix("total")
        return results != whole and (part or "").startswith(results) and part != whole
    other, divides = subject(part)
    return other == thing and division == "flow" and divides in ("applicant", "channel", "outcome")


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges lists of one report; `agreed` are the counts its tables bear out."""

    report: Report
    agreed: frozenset[int]

    def relation(self, listing: Listing) -> Relation | None:
        """Return the reading of a list that holds, else what is surely wrong, else None."""
        for whole in listing.wholes:
            for parts in _readings(listing.parts):
                total = summed([part.value for part in parts])
                if any(stated.overlaps(total) for stated in self._totals(listing, whole)):
                    return _made(whole, parts, True, explicit=_announced(listing))
        whole, parts = listing.wholes[0], listing.parts[: listing.certain]
        total = summed([part.value for part in parts])
        over, one = above(total, whole.value), len(parts) == 1
        sure = listing.closed and listing.adjacent and (listing.opening == "whole" or not one)
        if not sure or (over and _overlapping(whole, parts)):
            return None
        bounds = one or listing.opening == "some" or listing.open_ended
        bounds = bounds or self.agreed.issuperset(qty.id for qty in (whole, *parts))
        wrong = (over or listing.complete) and not bounds
        short = whole.value.amount - total.amount
        near = len(parts) > 2 and 0 < short < min(part.value.amount for part in parts)
        partial = bounds or not (wrong or near)
        explicit = wrong and _announced(listing)
        return _made(whole, parts, partial and not over, partial=partial, explicit=explicit)

    def _totals(self, listing: Listing, whole: Quantity) -> Iterator[Value]:
        """Yield what parts may add up to: their total, with the totals before, or carried in."""
        place = listing.wholes.index(whole)
        for end in range(place + 1, len(listing.wholes) + 1):
            yield summed([other.value for other in listing.wholes[place:end]])
        column = (whole.measure or "").partition("@")[2] or "total"
        carried = figure(self.report.cell(("applications", "carried_in", column)))
        if subject(whole.measure)[0] == "applications" and carried:
            yield summed([whole.value, exactly(carried)])


def _announced(listing: Listing) -> bool:
    return listing.opening in ("whole", "(")


def _overlapping(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether one thing may be counted in several parts, as on several channels."""
    channels = any((part.measure or "").startswith("published.by_channel") for part in parts)
    fits = not any(above(part.value, whole.value) for part in parts)
    return fits and (channels or any(p.value.amount == whole.value.amount for p in parts))


def _readings(parts: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, ...]]:
    """Yield the ways to read two or more parts: all, without nested ones, cut short."""
    if len(parts) > 1:
        yield parts
        yield _without_nested(parts)
        yield from (parts[:length] for length in range(len(parts) - 1, 1, -1))


def _without_nested(parts: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Leave out runs of parts that add up to the part before them."""
    kept: list[Quantity] = []
    rest = parts
    while rest:
        head, rest = rest[0], rest[1:]
        kept.append(head)
        sums = [sum(part.value.amount for part in rest[:end]) for end in range(2, len(rest) + 1)]
        if head.value.amount in sums:
            rest = rest[sums.index(head.value.amount) + 2 :]
    return tuple(kept)


def _made(
    whole: Quantity,
    parts: Sequence[Quantity],
    holds: bool,
    *,
    partial: bool = False,
    explicit: bool = False,
) -> Relation:
    return Relation(
        kind="part_whole",
        span=Span(whole.span.start, parts[-1].span.end),
        whole=whole.id,
        parts=tuple(part.id for part in parts),
        partial=partial,
        holds=holds,
        expected=whole.value.amount,
        actual=sum((part.value.amount for part in parts), Decimal(0)),
        explicit=explicit,
    )


def _shares(prose: Prose, rel: Relation) -> Iterator[Relation]:
    """Yield the share printed after each part, against part ÷ whole."""
    within = {qty.id: qty for qty in prose.between(rel.span.start, rel.span.end)}
    whole, *parts = (within[each] for each in (rel.whole, *rel.parts) if each in within)
    for part in parts:
        for percent in prose.between(part.span.end, part.span.end + 12)[:1]:
            said = prose.text[part.span.end : percent.span.start]
            if percent.value.unit == "%" and _SHARE.fullmatch(said) and whole.value.amount:
                ratio = 100 * part.value.amount / whole.value.amount
                yield _ratio("share", whole, part, percent, ratio)


def _ratio(
    kind: RelationKind, whole: Quantity, part: Quantity, percent: Quantity, ratio: Decimal
) -> Relation:
    places = [qty.span for qty in (whole, part, percent)]
    return Relation(
        kind=kind,
        span=Span(min(places).start, max(places).end),
        whole=whole.id,
        parts=(part.id, percent.id),
        partial=False,
        holds=rounded(percent.value).overlaps(exactly(ratio)),
        expected=round(ratio, 2),
        actual=percent.value.amount,
    )


def _flows(counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield the balance new + carried in = concluded + carried out where a sentence states it."""
    parts = [q for row in FLOW[:4] for q in counts if q.measure == f"applications.{row}"]
    if len(parts) == len({qty.measure for qty in parts}) == 4:
        got, left = (summed([qty.value for qty in side]) for side in (parts[:2], parts[2:]))
        places = [qty.span for qty in parts]
        yield Relation(
            kind="flow",
            span=Span(min(places).start, max(places).end),
            whole=None,
            parts=tuple(qty.id for qty in parts),
            partial=False,
            holds=got.overlaps(left) or parts[0].value.overlaps(left),
            expected=got.amount,
            actual=left.amount,
        )


def _rates(prose: Prose, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield a rate of completion against the received and concluded counts of its sentence."""
    got = [q for q in counts if q.measure == "applications.new_received"]
    done = [q for q in counts if q.measure == "applications.concluded_total"]
    rates = [q for q in counts if q.value.unit == "%" and _DONE_RATE.search(prose.label(q))]
    if len(got) == len(done) == len(rates) == 1 and got[0].value.amount:
        ratio = 100 * done[0].value.amount / got[0].value.amount
        yield _ratio("ratio", got[0], done[0], rates[0], ratio)


def _growths(prose: Prose, counts: Sequence[Quantity]) -> Iterator[Relation]:
    """Yield a growth in percent against this and last year's count of its sentence."""
    bases = [q for q in counts if q.period == "last_year" and q.value.unit != "%"]
    rates = [(q, _GROWTH.search(prose.label(q))) for q in counts if q.value.unit == "%"]
    same = [q for q in counts if bases and q.value.unit == bases[0].value.unit]
    now = [q for q in same if not prose.compares(q)]
    if len(bases) == len(rates) == len(now) == 1 and rates[0][1] and bases[0].value.amount:
        change = 100 * (now[0].value.amount / bases[0].value.amount - 1)
        falls = rates[0][1]["down"] is not None
        yield _ratio("growth", now[0], bases[0], rates[0][0], -change if falls else change)
