"""X101–X105, X107: the prose against itself; parts, items, shares, and what is stated twice.

A count that a table already disputes is left to the P rules, so that one slip is told once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations

from gouji.messages import say
from gouji.model import Finding, Level, Quantity, Reconciliation, Relation, Report, Span
from gouji.reconcile.prose import Prose
from gouji.reconcile.values import scaled, summed
from gouji.rules.engine import finding, rule

_WAN = Decimal(10000)
_SHORT, _LISTED = 60, 6
_SIGNS = "：:，,。；; \n“”（）("
# says that a count is of the whole year: matches "2023年,全县共公开信息"; not "公开信息"
_YEARLY = re.compile(r"[全当]年|一年来|年度|本年|年内|(?<!\d)20\d\d年")
# says that what follows sums up: matches "综合各渠道,2023年", "据统计,全年"; not "汇总表"
_SUMMED = re.compile(
    r"总(?:体|的)?(?:来)?看|综上(?:所述)?|综合[^,]{2,6}(?=,)|(?:据|经)?(?:不完全|初步)?(?:统计|汇总)+(?=,)"
)
# whose figure follows: matches "全县", "我街道", "全系统"; not "网站"
_WHOSE = re.compile(
    r"[全我本](?:街道|[省市县区]?系统|[市县区省州旗镇乡局厅委办校院]|单位|机关|部门)|[省市县区][局委办厅]"
)
# words that leave the subject as it is: matches "共", "通过各种渠道", "各类政府"; not "网站"
_FILLER = re.compile(
    rf"""{_SUMMED.pattern}|{_WHOSE.pattern}|全年|[本当]年度?|年内|一年来|20\d\d年度?|累计|[总合]计|总?共计?
    |截[至止][^,]{{0,12}}[底末日](?=,)|(?:依托|通过|利用)各[^,]{{0,8}}(?:渠道|平台|途径)|政府(?=信息)|主动|各类
    |(?:的?总[数量])为?|^[一二三四五六七八九十]是|[,了已]""",
    re.VERBOSE,
)


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
            yield _told(
                report,
                "X101.message",
                rel,
                counts,
                level="error" if rel.explicit else "warning",
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
            names = [item.of(report.text).strip(_SIGNS) for item in rel.items]
            first, *_, last = rel.items
            short = last.end - first.start <= _SHORT
            yield finding(
                report,
                "X102",
                rel.span,
                *((Span(first.start, last.end),) if short else (first, last)),
                expected=rel.expected,
                actual=rel.actual,
                said=rel.span.of(report.text),
                items="、".join(names if len(names) <= _LISTED else [*names[:2], "…", names[-1]]),
                found=rel.actual,
            )


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


@rule("X105", "restated-count-differs", level="error", needs=("quantities",))
def restated_count_differs(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The same total of the year, told in the same words in two sections or summed up, is one."""
    prose, totals = Prose(report), defaultdict[tuple[str | None, ...], list[Quantity]](list)
    leads = dict[int, str]()
    unfit = {part for rel in rec.relations for part in rel.parts if rel.kind != "growth"}
    unfit |= {link.quantity for link in rec.links if link.verdict == "differs"}
    for qty in prose.counts:
        lead = prose.text[prose.start(qty.span.start) : qty.span.start].split("\n")[-1]
        subject = _FILLER.sub("", lead) if _YEARLY.search(lead) else ""
        exact = qty.value.low == qty.value.high and qty.period == "this_year"
        plain = subject and not (re.search(r"\d", subject) or prose.compares(qty))
        if qty.measure and exact and plain and qty.id not in unfit:
            leads[qty.id] = lead
            scope = qty.scope if qty.scope not in ("organ", "area") else ""
            totals[qty.measure, qty.value.unit, scope, subject].append(qty)
    for one, other in chain.from_iterable(combinations(same, 2) for same in totals.values()):
        told = [leads[one.id], leads[other.id]]
        apart = one.section != other.section or any(map(_SUMMED.search, told))
        whose = {found[0] for found in map(_WHOSE.search, told) if found}
        if apart and len(whose) < 2 and one.value.amount != other.value.amount:
            first, second = one.span.of(report.text), other.span.of(report.text)
            yield finding(report, "X105", one, other, first=first, second=second)


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
    counts: list[Quantity],
    *,
    level: Level | None = None,
    **params: object,
) -> Finding:
    return finding(
        report,
        key.partition(".")[0],
        *counts,
        message=say(key, **params),
        level=level,
        expected=rel.expected,
        actual=rel.actual,
    )
