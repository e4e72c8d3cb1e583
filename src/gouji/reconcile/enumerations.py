"""Compare a declared number of items (“三个结合”, 六个部分) with the items that are listed.

Judged only where they surely are listed: a series of markers (一是 … 三是) right after the number,
or names set apart by punctuation after 即 or a colon. Names may hold 及 or 和 themselves, so their
number is a range; a list that ends in 等 only bounds it. What stays doubtful is no relation.
"""

from __future__ import annotations

import re
from decimal import Decimal

from gouji.model import Relation, Report, Span
from gouji.reconcile.prose import Prose

DIGITS = "一二三四五六七八九十"
REACH = 300
# the declared number: matches "五个落实", "6个板块"; not "十二个", "第三个", "3个月", "网站和2个"
_NUMBER = re.compile(
    rf"""(?<![\d第.,\[{DIGITS}百千万和及与]) (?P<number>[{DIGITS}两]|1\d|\d)
    (?:个|大|项|类|种|点|条|方面|部分|级|处|张|位一体)(?!月|工作日|小时|百分点|年|以上)""",
    re.VERBOSE,
)
# the declared phrase, from its number on: matches "六个部分|:", "五个到位|”(即"
_PHRASE = re.compile(r"[^,。;:、()“”\s]{1,14}")
# what follows the number: matches "|结合”:一是"; not "|结合,推进公开"
_SERIES = re.compile(
    r"""[^,。;:、()\n\d]{0,20}[:。;]?\s{0,4}(?<=[:。;\s])
    (?P<first>一是|第一[,、是]|\(一\)|1[.、](?!\d)|\(1\))""",
    re.VERBOSE,
)
# the same: matches "|落实”(即甲、乙)", "|:甲、乙。"; not "|:一是"
_NAMES = re.compile(
    rf"""[^,。;:、()\n\d]{{0,10}}
    (?:\((?P<sure>即|分别(?:是|为))?:?(?P<inside>[^()。:\n]{{2,{REACH}}})\)
      |(?:,?(?:即|分别(?:是|为)):?|:)(?!.是|第|\d)(?P<after>[^,。:()\n]{{2,{REACH}}})(?=[。\n]|$))""",
    re.VERBOSE,
)
# what parts a list before its number from the words before: "设甲、乙、丙|6个栏目"
_BREAK = re.compile(r"[,。;:()“”\n]")
# matches the end of "甲、乙|等8个领域", "甲、乙|共3个部分"
_ETC = re.compile(r"(?P<etc>等)?(?P<all>共?)计?$")
# matches "6个部分|组成", "六部分|组成"
_MADE_UP = re.compile(r"(?:部分|板块|章节|内容)?(?:组成|构成)")
# what the clause of a whole list begins with: matches "从甲、乙、丙|五个环节"
_FROM = re.compile(r"(?:从|围绕|聚焦|按照|针对)")
# matches "结合”:与甲结合,与乙结合" of "三个结合"
_ALIKE = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2})[”\"]?[:,]即?(?P<after>[^。;:\n]{4,150})(?=[。;\n]|$)"
)
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


def enumerations(prose: Prose) -> tuple[Relation, ...]:
    """Return the declared numbers whose items are listed, in order of their places."""
    report, text = prose.report, prose.text
    found = (
        _series(report, text, number)
        or _named(report, text, number)
        or _alike(report, text, number)
        or _before(report, number)
        for number in _NUMBER.finditer(text)
    )
    return tuple(rel for rel in found if rel)


def _series(report: Report, text: str, number: re.Match[str]) -> Relation | None:
    match = _SERIES.match(text, number.end())
    if match is None:
        return None
    around = (s.span.end for s in report.sections if s.span.start <= number.start() < s.span.end)
    declared, end = _value(number), next(around, len(text))
    items, cut = _markers(text, match["first"], match.start("first"), end)
    short, long = len(items) < declared, len(items) > declared
    doubtful = (short and cut) or (long and match["first"][-1] not in "是,、")
    listed = len(items) > 1 and declared > 1 and not doubtful
    return _made(report, number, items, len(items)) if listed else None


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


def _named(report: Report, text: str, number: re.Match[str]) -> Relation | None:
    match = _NAMES.match(text, number.end())
    if match is None or text.startswith("、", number.start() - 1):
        return None
    group = "inside" if match["inside"] is not None else "after"
    names, actual = _split(text, Span(*match.span(group)), _value(number))
    short = abs(actual - _value(number)) == 1 and len(names) > 2
    full = short and min(name.end - name.start for name in names) > 2
    sure = group == "after" or match["sure"] is not None or actual == _value(number) or full
    clear = len(names) > 1 and all(name.end - name.start <= 30 for name in names)
    partial = re.search(r"等[^、;]{0,6}$", match[group]) is not None
    return _made(report, number, names, actual, partial=partial) if clear and sure else None


def _alike(report: Report, text: str, number: re.Match[str]) -> Relation | None:
    """Return a list set apart by commas, each item of which repeats what was counted."""
    match = _ALIKE.match(text, number.end())
    if match is None:
        return None
    start = match.start("after")
    parts = re.finditer(r"[^,、]+", match["after"])
    items = [Span(start + part.start(), start + part.end()) for part in parts]
    alike = len(items) > 1 and all(match["what"] in item.of(text) for item in items)
    return _made(report, number, tuple(items), len(items)) if alike else None


def _before(report: Report, number: re.Match[str]) -> Relation | None:
    """Return a list before its number; unless it is surely whole, only what agrees is a list."""
    text, end, declared = number.string, number.start(), _value(number)
    end -= text.startswith(("“", '"'), end - 1)
    clause = _BREAK.split(text[max(0, end - REACH) : end])[-1]
    etc = _ETC.search(clause)
    if "、" not in clause or etc is None:
        return None
    start, partial = end - len(clause), etc["etc"] is not None
    names, actual = _split(text, Span(start, start + etc.start()), declared)
    agrees = len(names) <= declared if partial else actual == declared
    whole = etc["all"] == "共" or _FROM.match(clause)
    near = whole and not partial and len(names) > 2 and abs(actual - declared) == 1
    listed = len(names) > 1 and (agrees or near or _MADE_UP.match(text, number.end()))
    return _made(report, number, names, actual, partial=partial) if listed else None


def _split(text: str, span: Span, declared: int) -> tuple[tuple[Span, ...], int]:
    """Split a list into its names; return them and their number, the nearest to the declared one.

    Conjunctions between names may add to their number.
    """
    words = _JOINED.sub(lambda match: "·" * len(match[0]), span.of(text))
    parts = list(re.finditer(r"[^;]+" if ";" in words else r"[^、]+", words))
    spans = tuple(Span(span.start + part.start(), span.start + part.end()) for part in parts)
    most = len(spans) + len(_CONJUNCTION.findall(words))
    return spans, max(len(spans), min(most, declared))


def _made(
    report: Report,
    match: re.Match[str],
    items: tuple[Span, ...],
    actual: int,
    *,
    partial: bool = False,
) -> Relation:
    declared, start = _value(match), match.start("number")
    stop = items[0].start if items[0].start > start else start + 14
    phrase = _PHRASE.match(match.string, start, stop)
    at = Span(start, phrase.end() if phrase else match.end())
    return Relation(
        kind="enumeration",
        span=at,
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
