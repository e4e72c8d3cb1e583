"""X101–X104, X107: the prose against itself; parts, items, scale and shares.

A count that a table already disputes is left to the P rules, so that one slip is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.messages import say
from gouji.model import Finding, Quantity, Reconciliation, Relation, Report, Span
from gouji.reconcile.values import scaled, summed
from gouji.rules.engine import finding, rule

_WAN = Decimal(10000)
_SHORT, _LISTED = 60, 6
_SIGNS = "：:，,。；; \n“”（）("


@rule("X101", "part-whole-mismatch", level="error", needs=("quantities",))
def part_whole_mismatch(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Parts listed after a stated total must add up to it, and both sides of a flow agree."""
    for rel, counts in _broken(report, rec, "flow"):
        new, before, done, left = (qty.span.of(report.text) for qty in counts)
        yield _told(report, "X101.flow", rel, counts, new=new, before=before, done=done, left=left)
    for rel, counts in _broken(report, rec, "part_whole"):
        if not _slipped(rel, counts):
            whole, *parts = counts
            total = summed([part.value for part in parts]).amount
            facts: dict[str, object] = {
                "said": whole.span.of(report.text),
                "number": len(parts),
                "sum": "+".join(f"{part.value.amount:f}" for part in parts),
                "total": f"{total:f}{whole.value.unit}",
                "difference": f"{abs(total - whole.value.amount):f}",
            }
            yield _told(report, "X101.message", rel, counts, sure=rel.explicit, **facts)


@rule("X102", "enumeration-count-mismatch", level="warning", needs=("sections",))
def enumeration_count_mismatch(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A declared number of items must be the number of items listed."""
    for rel in rec.relations:
        if rel.kind == "enumeration" and rel.holds is False:
            names = [item.of(report.text).strip(_SIGNS) for item in rel.items]
            items = "、".join(names if len(names) <= _LISTED else [*names[:2], "…", names[-1]])
            first, *_, last = rel.items
            short = last.end - first.start <= _SHORT
            places = (rel.span, *((Span(first.start, last.end),) if short else (first, last)))
            said, found = rel.span.of(report.text), rel.actual
            yield _told(report, "X102.message", rel, places, said=said, items=items, found=found)


@rule("X103", "scale-slip", level="error", needs=("quantities",))
def scale_slip(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A total or a part that is 10 000 times off has 万 too much or too little."""
    for rel, counts in _broken(report, rec, "part_whole", bounds=True):
        if slip := _slipped(rel, counts):
            whole, *parts = (f"“{qty.span.of(report.text)}”" for qty in counts)
            said, listed = slip.span.of(report.text), "、".join(parts)
            yield _told(report, "X103.message", rel, counts, said=said, whole=whole, parts=listed)


@rule("X104", "ratio-mismatch", level="warning", needs=("quantities",))
def ratio_mismatch(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A stated percentage must be that of the counts beside it."""
    for rel, counts in _broken(report, rec, "share", "ratio", "growth"):
        if rel.whole is not None:
            key = "X104.growth" if rel.kind == "growth" else "X104.message"
            whole, part, said = (qty.span.of(report.text) for qty in counts)
            ratio = f"{rel.expected:f}{counts[-1].value.unit}"
            yield _told(report, key, rel, counts, whole=whole, part=part, said=said, ratio=ratio)


@rule("X107", "shares-do-not-total", level="warning", needs=("quantities",))
def shares_do_not_total(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The shares of a list that leaves nothing out must add up to 100 percent."""
    for rel, counts in _broken(report, rec, "share"):
        if rel.whole is None:
            shares = " + ".join(qty.span.of(report.text) for qty in counts)
            yield _told(report, "X107.message", rel, counts, sum=shares, total=rel.actual)


def _broken(
    report: Report, rec: Reconciliation, *kinds: str, bounds: bool = False
) -> Iterator[tuple[Relation, list[Quantity]]]:
    """Yield the relations that do not hold, with their counts, the whole first.

    With `bounds` also those that hold only because a partial list may fall short of its total.
    """
    counts = {qty.id: qty for qty in report.quantities}
    disputed = {link.quantity for link in rec.links if link.verdict == "differs"}
    for rel in rec.relations:
        ids = rel.parts if rel.whole is None else (rel.whole, *rel.parts)
        wrong = rel.holds is False or (bounds and rel.partial)
        if rel.kind in kinds and wrong and disputed.isdisjoint(ids):
            yield rel, [counts[each] for each in ids]


def _slipped(rel: Relation, counts: list[Quantity]) -> Quantity | None:
    """Return the figure that, 10 000 times larger or smaller, would make two or more parts fit.

    In a list that may be partial a part of whole items may well be that small.
    """
    bounded = all(None not in (qty.value.low, qty.value.high) for qty in counts)
    for slip in counts if bounded and len(counts) > 2 else ():
        small = slip is not counts[0] and rel.holds and slip.value.amount % 1 == 0
        for factor in () if small else (1 / _WAN, _WAN):
            values = [scaled(q.value, factor) if q is slip else q.value for q in counts]
            if values[0].overlaps(summed(values[1:])):
                return slip
    return None


def _told(
    report: Report,
    key: str,
    rel: Relation,
    places: Sequence[Span | Quantity],
    *,
    sure: bool = True,
    **params: object,
) -> Finding:
    return finding(
        report,
        key.partition(".")[0],
        *places,
        message=say(key, **params),
        level=None if sure else "warning",
        expected=rel.expected,
        actual=rel.actual,
    )
