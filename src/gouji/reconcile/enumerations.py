"""Compare a declared number of items (“三个结合”, 六个部分) with the items that are listed.

Judged only where they surely are listed: a series of markers (一是 … 三是) right after the number,
or names set apart by punctuation after 即 or a colon. Names may hold 及 or 和 themselves, so their
number is a range; a list that ends in 等 only bounds it. What stays doubtful is no relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gouji.model import Relation, Report, Span
from gouji.text.fold import fold

DIGITS = "一二三四五六七八九十"
REACH = 300
# the declared number: matches "五个落实", "6个板块"; not "十二个", "第三个", "3个月", "网站和2个"
_NUMBER = rf"""
    (?<![\d第.,\[{DIGITS}百千万和及与]) (?P<number>[{DIGITS}两]|1\d|\d)
    (?:个|大|项|类|种|点|条|方面|部分)(?!月|工作日|小时|百分点|年|以上)
"""
# matches "“三个结合”:一是"; not "三个结合,推进公开"
_SERIES = re.compile(
    _NUMBER
    + r"""[^,。;:、()\n\d]{0,20}[:。;]?\s{0,4}(?<=[:。;\s])
    (?P<first>一是|第一[,、是]|\(一\)|1[.、](?!\d)|\(1\))""",
    re.VERBOSE,
)
# matches "“五个落实”(即甲、乙)", "六个部分:甲、乙。"; not "三个方面:一是"
_NAMES = re.compile(
    rf"""(?<!、){_NUMBER}[^,。;:、()\n\d]{{0,10}}
    (?:\((?P<sure>即|分别(?:是|为))?:?(?P<inside>[^()。:\n]{{2,{REACH}}})\)
      |(?:,?(?:即|分别(?:是|为)):?|:)(?!.是|第|\d)(?P<after>[^,。:()\n]{{2,{REACH}}})(?=[。\n]|$))""",
    re.VERBOSE,
)
# matches what stands before the number of "设甲、乙、丙6个栏目"; `etc` that of "甲、乙等8个领域"
_BEFORE = re.compile(rf"(?P<names>[^,。;:()“”\n]{{2,{REACH}}}?)(?P<etc>等)?共?计?$")
# matches "6个部分|组成", "六部分|组成"
_MADE_UP = re.compile(r"(?:部分|板块|章节|内容)?(?:组成|构成)")
# names that hold a sign of their own: 《甲、乙》, "收到和处理", "问题及改进", "复议、提起行政诉讼"
_JOINED = re.compile(
    r"""《[^》]*》|“[^”]*”|收到(?:和|、|与)处理|(?:问题|不足|原因)(?:以及|及|和|与|、)[^、,。]{0,6}(?:改进|整改|打算|措施|对策|情况)
    |(?:复议|诉讼)(?:、|和|及|与)[^、,。]{0,4}(?:诉讼|复议)|(?:收费|费用)(?:及|和|、)减免
    |目录(?:及|和|与|、)指南|指南(?:及|和|与|、)目录""",
    re.VERBOSE,
)
_CONJUNCTION = re.compile(r"以及|及|和|与|并")
_STYLES = {
    "一是": [rf"(?<![统唯逐专单之第十]){ordinal}是" for ordinal in DIGITS],
    "第一": [rf"第{ordinal}[,、是]" for ordinal in DIGITS],
    "(一": [rf"\({ordinal}\)" for ordinal in DIGITS],
    "(1": [rf"\({number}\)" for number in range(1, 20)],
    "1.": [rf"(?<![\d.]){number}\.(?!\d)" for number in range(1, 20)],
    "1、": [rf"(?<![\d.]){number}、" for number in range(1, 20)],
}


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a list, how many they may be at most, and whether 等 leaves it open."""

    spans: tuple[Span, ...]
    most: int
    open_ended: bool

    def count(self, declared: int) -> int:
        """Return the possible number of names nearest to the declared one."""
        return max(len(self.spans), min(self.most, declared))


def enumerations(report: Report) -> tuple[Relation, ...]:
    """Return the declared numbers whose items are listed, in order of their places."""
    text = fold(report.text)
    found = {
        rel.span: rel
        for rel in (*_preceding(report, text), *_named(report, text), *_series(report, text))
        if not any(table.span.overlaps(rel.span) for table in report.tables)
    }
    return tuple(found[span] for span in sorted(found))


def _series(report: Report, text: str) -> Iterator[Relation]:
    for match in _SERIES.finditer(text):
        around = (s.span.end for s in report.sections if s.span.start <= match.start() < s.span.end)
        declared, end = _value(match), next(around, len(text))
        items, cut = _markers(text, match["first"], match.start("first"), end)
        short, long = len(items) < declared, len(items) > declared
        doubtful = (short and cut) or (long and match["first"][-1] not in "是,、")
        if len(items) > 1 and declared > 1 and not doubtful:
            yield _made(report, match, items, len(items))


def _markers(text: str, first: str, start: int, end: int) -> tuple[tuple[Span, ...], bool]:
    """Return the markers counting up from the first, and whether the series begins anew after."""
    marks = [re.compile(pattern) for pattern in _STYLES[first[:2]]]
    found = [Span(start, start + len(first))]
    again = marks[0].search(text, found[0].end, end)
    for mark in marks[1:]:
        place = mark.search(text, found[-1].end, again.start() if again else end)
        if place is None:
            break
        found.append(Span(*place.span()))
    return tuple(found), again is not None


def _named(report: Report, text: str) -> Iterator[Relation]:
    for match in _NAMES.finditer(text):
        group = "inside" if match["inside"] is not None else "after"
        names = _split(text, Span(*match.span(group)))
        actual = names.count(_value(match))
        sure = group == "after" or match["sure"] is not None
        clear = all(span.end - span.start <= 30 for span in names.spans)
        if clear and len(names.spans) > 1 and (sure or actual == _value(match)):
            yield _made(report, match, names.spans, actual, partial=names.open_ended)


def _preceding(report: Report, text: str) -> Iterator[Relation]:
    """Yield the lists before their number; unless 组成 follows, only what agrees is a list."""
    for match in re.finditer(_NUMBER, text, re.VERBOSE):
        start = max(0, match.start() - REACH)
        before = _BEFORE.search(text[start : match.start()])
        if before is None or "、" not in before["names"]:
            continue
        names = _split(text, Span(start + before.start(), start + before.end("names")))
        declared, open_ended = _value(match), before["etc"] is not None
        actual = names.count(declared)
        agrees = len(names.spans) <= declared if open_ended else actual == declared
        if len(names.spans) > 1 and (agrees or _MADE_UP.match(text, match.end())):
            yield _made(report, match, names.spans, actual, partial=open_ended)


def _split(text: str, span: Span) -> _Names:
    """Split a list into its names; conjunctions between names may add to their number."""
    words = _JOINED.sub(lambda match: "·" * len(match[0]), span.of(text))
    parts = list(re.finditer(r"[^;]+" if ";" in words else r"[^、]+", words))
    spans = tuple(Span(span.start + part.start(), span.start + part.end()) for part in parts)
    most = len(spans) + len(_CONJUNCTION.findall(words))
    return _Names(spans, most, re.search(r"等[^、;]{0,6}$", words) is not None)


def _made(
    report: Report,
    match: re.Match[str],
    items: tuple[Span, ...],
    actual: int,
    *,
    partial: bool = False,
) -> Relation:
    declared, at = _value(match), Span(*match.span("number"))
    return Relation(
        kind="enumeration",
        span=Span(min(at.start, items[0].start), max(match.end("number"), items[-1].end)),
        whole=next((qty.id for qty in report.quantities if qty.span.overlaps(at)), None),
        parts=(),
        partial=partial,
        holds=actual <= declared if partial else actual == declared,
        expected=Decimal(declared),
        actual=Decimal(actual),
        items=items,
    )


def _value(match: re.Match[str]) -> int:
    number = match["number"].replace("两", "二")
    return int(number) if number.isdigit() else DIGITS.index(number) + 1
