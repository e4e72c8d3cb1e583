"""Find in the prose a stated total followed by the figures it consists of.

A list is opened by a cue (其中, 含 …), by a bracket or a colon right after a total, or by measures
alone. It ends with the sentence, its bracket, or a word that leads out of it. What may or may not
belong is kept but not `certain`: arithmetic decides which reading of the list holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise

from gouji.model import Quantity, Span
from gouji.parse.place import expression
from gouji.reconcile.prose import Prose, cues
from gouji.reconcile.values import above

FLOW = ("new_received", "carried_in", "concluded_total", "carried_out", "handled")
RESULTS = ("upheld", "corrected", "other", "pending")
LEAST = 5  # what adds up to less may do so by chance
# no whole that outcomes divide
CARRIED = ("applications.carried_in", "applications.carried_out")
# matches in "published.by_channel.wechat" all but the last part; not "applications.granted"
_DIVISION = re.compile(r"\w+\.by_\w+(?=\.)")
_words = partial(expression, "sums", "list")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of parts and the totals it may belong to, the nearest first.

    `opening` is the cue group or sign that opens it, "" where only measures do, "sum" where its
    total follows, "alone" where arithmetic alone tells. The first `certain` parts surely belong
    together; `closed` says that the list surely ends with them, `adjacent` that no count stands
    between total and list, `complete` that a part or the shares leave nothing out, `open_ended`
    that 等 or a rest without a count says there is more.
    """

    opening: str
    wholes: tuple[Quantity, ...]
    parts: tuple[Quantity, ...]
    certain: int
    closed: bool
    adjacent: bool
    complete: bool
    open_ended: bool


def listings(prose: Prose) -> Iterator[Listing]:
    """Yield the lists that words, brackets or colons open."""
    words = [
        (Span(hit.start, hit.end), hit.group)
        for hit in cues("whole", "some", "view").hits(prose.text)
    ]
    led = {start for at, _ in words for start in range(at.start - 3, at.start)}
    signs = [(Span(*sign.span()), sign[0]) for sign in _words("sign").finditer(prose.text)]
    spans = [at for at, _ in words]
    starts = [at.start for at in spans]
    for at, opening in words + [(at, sign) for at, sign in signs if at.start not in led]:
        later = spans[bisect_left(starts, at.end) :]
        yield from _opened(prose, opening, at, later)
    for hit in cues("taken").hits(prose.text):
        yield from _opened(prose, "some", Span(hit.start, hit.end), ())


def _opened(prose: Prose, opening: str, at: Span, later: Sequence[Span]) -> Iterator[Listing]:
    wholes = list(_wholes(prose, opening, at.start))
    if not wholes:
        return
    limit, level = prose.end(at.end), prose.bracket(at.end)
    inside = [q for q in prose.between(at.end, limit) if prose.bracket(q.span.start) == level]
    first, alike = (inside[0].span.end, prose.label(inside[0])) if inside else (limit, "")
    nested = [
        Span(start, limit if (end := prose.text.find(";", start, limit)) < 0 else end)
        for start, cue in ((span.start, span.of(prose.text)) for span in later)
        if first <= start < limit and prose.bracket(start) == level and cue not in alike
    ]
    outer = [q for q in inside if not any(span.covers(q.span) for span in nested)]
    if outer and opening == "whole" and subject(outer[0].measure) == ("applications", "outcome"):
        wholes = [qty for qty in wholes if qty.measure not in CARRIED]
    units = dict.fromkeys(qty.value.unit for qty in wholes if qty.value.unit != "%")
    for unit in units if outer else ():
        same = tuple(qty for qty in wholes if qty.value.unit == unit)
        yield from parts_of(prose, opening, at.end, same, outer)


def _wholes(prose: Prose, opening: str, start: int) -> Iterator[Quantity]:
    """Yield the totals a list that opens at `start` may belong to, the nearest first."""
    first, around = prose.start(start), prose.bracket(start)
    before = prose.between(first, start)
    if not before and opening in ("whole", "view") and not prose.text[first:start].strip(" ,("):
        before = prose.between(prose.start(first - 1), first)
    if opening not in ("whole", "view"):
        touching = _words("pause" if opening == "some" else "tail")
        tail = prose.text[before[-1].span.end : start] if before else "-"
        before = before[-1:] if touching.fullmatch(tail) else ()
    for qty in reversed(before):
        if prose.bracket(qty.span.start) in (None, around) and not prose.compares(qty):
            yield qty


def parts_of(
    prose: Prose, opening: str, start: int, wholes: tuple[Quantity, ...], counts: Sequence[Quantity]
) -> Iterator[Listing]:
    """Yield the list that counts after an opening make up, if they do."""
    parts: list[Quantity] = []
    certain, closed, position, separator = 0, True, start, ""
    disputes = subject(wholes[0].measure)[0] == "disputes"

    def beyond(qty: Quantity) -> bool:
        scaled = "万" in qty.value.surface and "万" not in wholes[0].value.surface
        units = all(each.scope.startswith("sub_unit") for each in (parts[0], qty))
        kin = scaled or units or _kin(prose, parts[0], qty)
        return not kin and above(qty.value, wholes[0].value)

    for qty in counts:
        if qty.value.unit != wholes[0].value.unit or prose.compares(qty):
            continue
        gap = prose.gap(position, qty.span.start)
        if parts and cues("stop").found(gap):
            break
        if certain == len(parts):
            ends = bool(parts) and (
                (";" in gap and (separator == "," or beyond(qty)))
                or ("+" not in (wholes[0].measure or "") and conflict(parts[-1], qty))
            )
            result = disputes and divides(wholes[0].measure, qty)
            doubtful = bool(parts) and not result and _doubtful(gap, prose.label(parts[0]))
            certain += not (ends or doubtful)
            closed = ends or not doubtful
            separator = separator or ("" if not parts else ";" if ";" in gap else ",")
        parts.append(qty)
        position = qty.span.end
    if parts and not conflict(wholes[0], parts[0], broadly=True):
        between = prose.between(wholes[0].span.end, start)
        adjacent = all(other.value.unit == "%" or prose.compares(other) for other in between)
        complete = _complete(prose, wholes[0], parts[:certain])
        more = _words("more").match(prose.text, parts[certain - 1].span.end) is not None
        yield Listing(opening, wholes, tuple(parts), certain, closed, adjacent, complete, more)


def _doubtful(gap: str, first_label: str) -> bool:
    """Tell whether the words before a count may begin another topic."""
    gap = gap.rstrip(": ")
    *clauses, last = (clause.strip() for clause in re.split(r"[,;:]", gap))
    head = len(gap) - len(last.lstrip("、和及与以"))
    return (
        any(char.isdecimal() for char in gap)
        or any(clause and not cues("comparison").found(clause) for clause in clauses)
        or any(
            gap[hit.start : hit.end] not in first_label
            for hit in cues("verb", "adverb").hits(gap)
            if hit.group == "adverb" or (hit.group == "verb" and hit.start == head)
        )
    )


def summed_up(prose: Prose) -> Iterator[Listing]:
    """Yield the lists whose total follows them: 维持3件、纠正2件,合计5件."""
    for whole in prose.counts:
        start = prose.start(whole.span.start)
        before = prose.between(start, whole.span.start)
        gap = prose.gap(before[-1].span.end, whole.span.start) if len(before) > 1 else "-"
        said = _words("sum").fullmatch(gap)
        if not said or not said[0].strip(",;"):
            continue
        level, parts = prose.bracket(whole.span.start), list[Quantity]()
        for qty in reversed(before):
            if qty.value.unit == "%" or prose.bracket(qty.span.start) != level:
                continue
            if qty.measure is None and qty.value.unit == "个":
                continue  # of a name: 三个片区
            if qty.value.unit != whole.value.unit or prose.compares(qty):
                break
            parts.insert(0, qty)
        if len(parts) < 2:
            continue
        gaps = [prose.gap(a.span.end, b.span.start) for a, b in pairwise(parts)]
        plain = not any(_doubtful(gap, prose.label(parts[0])) for gap in gaps)
        alone = all(q.value.unit not in ("%", whole.value.unit) for q in before if q not in parts)
        sure = said["sure"] is not None and plain and alone
        yield Listing("sum", (whole,), tuple(parts), len(parts), sure, True, sure, False)


def adding_up(prose: Prose) -> Iterator[Listing]:
    """Yield what follows a total without a word that says so and adds up to it."""
    for whole in prose.counts:
        if whole.value.unit == "%" or whole.value.amount < LEAST:
            continue
        parts, total = list[Quantity](), Decimal(0)
        for qty in prose.between(whole.span.end, prose.end(whole.span.end)):
            if qty.value.unit == whole.value.unit:
                parts.append(qty)
                total += qty.value.amount
            if total >= whole.value.amount:
                break
        adds_up = len(parts) > 1 and total == whole.value.amount
        if adds_up and not any(map(prose.compares, (whole, *parts))):
            yield Listing("alone", (whole,), tuple(parts), len(parts), False, True, False, False)


def _complete(prose: Prose, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether a part (其他, all applicants), shares or measures leave nothing out."""
    head, measure = (parts[0].measure or "").partition(".")[0] + ".", whole.measure or ""
    names = {(part.measure or "").removeprefix(head) for part in parts}
    columns = {(part.measure or "").partition("@")[2] for part in parts} - {""}
    around = prose.between(parts[0].span.end, parts[-1].span.end + 20)
    shares = [qty.value.amount for qty in around if qty.value.unit == "%"]
    return (
        ("natural_person" in columns and len(columns) > 1)
        or (len(names) > 1 and names == {e.removeprefix(head) for e in measure.split("+")})
        or (len(shares) == len(parts) > 1 and abs(sum(shares, Decimal(-100))) < 1)
        or any(cues("exhaustive").found(prose.label(part)) for part in parts)
    )


def subject(measure: str | None) -> tuple[str, str]:
    """Return whether a measure counts applications or disputes, and by what it divides them."""
    head, _, tail = (measure or "").partition(".")
    if head == "applications":
        row = tail.partition("+")[0]
        channel = "channel" if row.startswith("by_channel") else "outcome"
        return head, "applicant" if "@" in tail else "flow" if row in FLOW else channel
    if head.startswith(("review", "litigation")):
        return "disputes", head.partition("_")[0]
    return "", ""


def divides(total: str | None, part: Quantity) -> bool:
    """Tell whether a count is an applicant, a channel or a result of what a total counts."""
    (thing, division), (other, divides) = subject(total), subject(part.measure)
    block, _, row = (total or "").rpartition(".")
    if thing == "disputes":
        return row == "total" and part.measure in {f"{block}.{result}" for result in RESULTS}
    return thing == other and division == "flow" != divides


def divided_alike(prose: Prose, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether words say that parts make up their total: 分别为, a kind, the total's name.

    Categories may be picked.
    """
    if _words("exactly").search(prose.gap(whole.span.end, parts[0].span.start)):
        return True
    picked = any((part.measure or "").startswith("published.by_category") for part in parts)
    ends = {prose.label(part)[-2:] for part in parts}
    named = len(ends) == len(parts) > 1 and all(end in prose.label(whole) for end in ends)
    return not picked and (named or all(_kin(prose, parts[0], part) for part in parts[1:]))


def _kin(prose: Prose, one: Quantity, other: Quantity) -> bool:
    """Tell whether two counts are of one kind, by measure or by how their labels end."""
    tails = {prose.label(qty)[-2:] for qty in (one, other)}
    kinds = [_DIVISION.match(qty.measure or "") for qty in (one, other)]
    alike = len({kind[0] for kind in kinds if kind}) == 1 and all(kinds)
    return alike or (len(tails) == 1 and len(min(tails)) == 2)


def conflict(one: Quantity, other: Quantity, *, broadly: bool = False) -> bool:
    """Tell whether two counts speak of different things, or divide one thing differently."""
    pairs = list(zip(subject(one.measure), subject(other.measure), strict=True))
    return any(a and b and a != b for a, b in pairs[: 1 if broadly else 2])
