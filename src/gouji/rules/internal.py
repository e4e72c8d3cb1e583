"""X101, X102: the prose against itself; parts against their total, items against their number."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model import Finding, Reconciliation, Report, Span
from gouji.rules.engine import finding, rule


@rule("X101", "part-whole-mismatch", level="error", needs=("quantities",))
def part_whole_mismatch(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Parts listed after a stated total must add up to it, unless a table already disputes one."""
    counts = {qty.id: qty for qty in report.quantities}
    disputed = {link.quantity for link in rec.links if link.verdict == "differs"}
    for rel in rec.relations:
        if rel.kind != "part_whole" or rel.holds is not False or rel.whole is None:
            continue
        if not disputed.isdisjoint((rel.whole, *rel.parts)):
            continue
        whole, parts = counts[rel.whole], [counts[part] for part in rel.parts]
        total = sum(part.value.amount for part in parts)
        yield finding(
            report,
            "X101",
            whole,
            *parts,
            level="error" if rel.explicit else "warning",
            expected=rel.expected,
            actual=rel.actual,
            said=whole.span.of(report.text),
            number=len(parts),
            sum="+".join(f"{part.value.amount:f}" for part in parts),
            total=f"{total:f}{whole.value.unit}",
            difference=f"{abs(total - whole.value.amount):f}",
        )


@rule("X102", "enumeration-count-mismatch", level="warning", needs=("sections",))
def enumeration_count_mismatch(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A declared number of items must be the number of items listed."""
    for rel in rec.relations:
        if rel.kind == "enumeration" and rel.holds is False:
            first, last = rel.items[0].start, rel.items[-1].end
            before = rel.span.start < first
            said = Span(rel.span.start, first) if before else Span(last, rel.span.end)
            yield finding(
                report,
                "X102",
                said,
                *rel.items,
                expected=rel.expected,
                actual=rel.actual,
                said=said.of(report.text).strip("：:，,。 \n“”（(即"),
                declared=rel.expected,
                found=rel.actual,
            )
