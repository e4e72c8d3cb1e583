"""Compare a declared number of items (“三个结合”, 六个部分) with the items that are listed.

Judged only where they surely are listed: a series of markers (一是 … 三是) right after the number,
or names set apart by punctuation after 即 or a colon. Names may hold 及 or 和 themselves, so their
number is a range; a list that ends in 等 only bounds it. What stays doubtful is no relation.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from gouji.data import load_toml
from gouji.model import Relation, Report, Span
from gouji.parse.place import expression
from gouji.reconcile.prose import Prose

DIGITS = "一二三四五六七八九十"
REACH = 300
SHORT = 6
_words = partial(expression, "enumerations", "list")


def enumerations(prose: Prose) -> tuple[Relation, ...]:
    """Return the declared numbers whose items are listed, in order of their places."""
    report, text = prose.report, prose.text
    found = (
        _series(report, text, number)
        or _named(report, text, number)
        or _alike(report, text, number)
        or _before(report, number)
        for number in _words("number").finditer(text)
    )
    return tuple(rel for rel in found if rel)


def _series(report: Report, text: str, number: re.Match[str]) -> Relation | None:
    match = _words("series").match(text, number.end())
    if match is None:
        return None
    around = (s.span.end for s in report.sections if s.span.start <= number.start() < s.span.end)
    declared, end = _value(number), next(around, len(text))
    items, cut = _markers(text, match["first"], match.start("first"), end)
    short, long = len(items) < declared, len(items) > declared
    cut = cut or match["first"] == "首先"
    apart = re.search(r"[。\n]", text[items[0].end : items[-1].start])
    doubtful = (short and cut) or (long and apart and match["first"][-1] not in "是要,、")
    listed = len(items) > 1 and declared > 1 and not doubtful
    return _made(report, number, items, len(items)) if listed else None


def _markers(text: str, first: str, start: int, end: int) -> tuple[tuple[Span, ...], bool]:
    """Return the markers counting up from the first, and whether they may go on after another.

    A series inside an item stands in its paragraph and begins with no words of its own.
    """
    style, ordinals = load_toml("enumerations.toml")["style"][first[:2]], [*DIGITS]
    if first.strip("(")[0] == "1":
        ordinals = [str(number) for number in range(1, 20)]
    marks = [re.compile(style.replace("{}", ordinal)) for ordinal in ordinals]
    marks[0] = marks[0] if "{}" in style else re.compile(first)
    found = [Span(start, start + len(first))]
    again = marks[0].search(text, found[0].end, end)
    for mark in marks[1:]:
        place = mark.search(text, found[-1].end, again.start() if again else end)
        if place is None:
            break
        found.append(Span(*place.span()))
    after = text[found[-1].end : again.start()] if again else ""
    lead = re.split(r"[。;\n]", after)[1:]
    over = "\n" in after and "\n" not in text[start : found[-1].end]
    over = over or (bool(lead) and _words("anew").search(lead[-1]) is not None)
    return tuple(found), again is not None and not over


def _named(report: Report, text: str, number: re.Match[str]) -> Relation | None:
    match = _words("names").match(text, number.end())
    if match is None or text.startswith("、", number.start() - 1):
        return None
    group = "inside" if match["inside"] is not None else "after"
    names, actual = _split(text, Span(*match.span(group)), _value(number))
    short = abs(actual - _value(number)) == 1 and len(names) > 2
    full = short and min(name.end - name.start for name in names) > 2
    what = _words("what").match(text, number.end())
    kin = what is not None and all(what[0] in name.of(text) for name in names)
    more = re.match(r",([^、,;。\n]*)", text[match.end() : match.end() + REACH])
    kin = kin and not (more and what and more[1].strip(what[0]) != more[1])
    ended = group == "inside" or not text.startswith(",", match.end())
    sure = group == "after" or match["sure"] is not None or full
    counted = sum(map(int, re.findall(r"\d+", match[group]))) == _value(number)  # parts: 解读1个
    clear = len(names) > 1 and all(name.end - name.start <= 30 for name in names) and not counted
    partial = re.search(r"等[^、;]{0,6}$", match[group]) is not None
    listed = clear and (kin or actual == _value(number) or (ended and sure))
    return _made(report, number, names, actual, partial) if listed else None


def _alike(report: Report, text: str, number: re.Match[str]) -> Relation | None:
    """Return a list set apart by commas, each item of which repeats what was counted."""
    match = _words("alike").match(text, number.end())
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
    clause = _words("break").split(text[max(0, end - REACH) : end])[-1]
    etc = _words("etc").search(clause)
    if "、" not in clause or clause.endswith("、") or etc is None:
        return None
    start, partial = end - len(clause), etc["etc"] is not None
    names, actual = _split(text, Span(start, start + etc.start()), declared)
    off = len(names) - declared if partial else abs(actual - declared)
    agrees = off <= 0
    whole = etc["all"] == "共" or _words("from").match(clause)
    plain = len(names) > 3 and all(name.end - name.start <= SHORT for name in names[1:])
    plain = plain and not _words("collective").search(names[-1].of(text))
    near = len(names) > 2 and off == 1 and (whole or plain) and not partial
    beyond = partial and plain and off > 0
    made_up = _words("made_up").match(text, number.end())
    bare = not any(re.search(r"\d", name.of(text)) for name in names[1:])
    listed = len(names) > 1 and (agrees or (bare and (near or beyond or made_up)))
    return _made(report, number, names, actual, partial) if listed else None


def _split(text: str, span: Span, declared: int) -> tuple[tuple[Span, ...], int]:
    """Split a list into its names; return them and their number, the nearest to the declared one.

    Conjunctions between names may add to their number.
    """
    words = _words("joined").sub(lambda match: "·" * len(match[0]), span.of(text))
    parts = list(re.finditer(r"[^;]+" if ";" in words else r"[^、]+", words))
    spans = tuple(Span(span.start + part.start(), span.start + part.end()) for part in parts)
    most = len(spans) + len(_words("conjunction").findall(words))
    return spans, max(len(spans), min(most, declared))


def _made(
    report: Report,
    match: re.Match[str],
    items: tuple[Span, ...],
    actual: int,
    partial: bool = False,
) -> Relation:
    declared, start = Decimal(_value(match)), match.start("number")
    stop = items[0].start if items[0].start > start else start + 14
    phrase = _words("phrase").match(match.string, start, stop)
    at = Span(start, phrase.end() if phrase else match.end())
    holds, found = actual <= declared if partial else actual == declared, Decimal(actual)
    whole = next((qty.id for qty in report.quantities if qty.span.overlaps(at)), None)
    return Relation("enumeration", at, whole, (), partial, holds, declared, found, items=items)


def _value(match: re.Match[str]) -> int:
    number = match["number"].replace("两", "二")
    return int(number) if number.isdigit() else DIGITS.index(number) + 1
