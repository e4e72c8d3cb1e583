"""Zeros and completeness said in words (未收到申请, 均已办结): the cells that must then be 0.

Each entry of `claims.toml` is tried where one of its literals occurs and its topic is in force.
What a clause only plans, demands or says of another year is no claim; neither is what it says of
a subject the entry does not know. A claim never stands for a count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gouji.data import load_toml
from gouji.model import Claim, Document, Identity, Quantity
from gouji.parse.context import Prose, period, prose, scope
from gouji.parse.exclusions import spans
from gouji.parse.measures import DISPUTES, Topics, blocks, fill
from gouji.parse.outline import Passage

_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
_YEAR = re.compile(r"(?<!\d)(20\d\d) ?年")
_BEHIND = 3  # characters behind a claim that may still turn it (行政诉讼|败诉)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of `claims.toml` and its compiled patterns."""

    data: Mapping[str, Any]
    pattern: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def _entries() -> tuple[_Entry, ...]:
    data = load_toml("claims.toml")
    return tuple(
        _Entry(
            each,
            re.compile(fill(each["pattern"], data["macros"])),
            re.compile(each.get("unless", "(?!)")),
        )
        for each in data["claim"]
    )


def claims(
    doc: Document, passages: Iterable[Passage], quantities: Iterable[Quantity]
) -> tuple[Claim, ...]:
    """Return the claims of the narrative in text order; the figures of `quantities` are none."""
    counted = [qty.span for qty in quantities]
    years = Counter(_YEAR.findall(doc.text)).most_common(1)
    year = int(years[0][0]) if years else None
    found: list[Claim] = []
    for passage in passages:
        text = prose(doc, passage)
        for claim in sorted(_claims(text, year), key=lambda each: each.span):
            last = found[-1].span if found else None
            repeated = last is not None and last.overlaps(claim.span)
            if not repeated and not any(span.overlaps(claim.span) for span in counted):
                found.append(claim)
    return tuple(
        Claim(number, each.span, each.kind, each.subject, each.readings, each.scope)
        for number, each in enumerate(found)
    )


def _claims(text: Prose, year: int | None) -> Iterator[Claim]:
    hits = [
        (entry, match.start(), match.end())
        for entry in _entries()
        if any(word in text.text for word in entry.data["needs"])
        for match in entry.pattern.finditer(text.text)
    ]
    if not hits:
        return
    topics, quoted = Topics(text), spans(text.text)
    for entry, start, end in hits:
        stop = _CLAUSE_END.search(text.text, end)
        behind = min(end + 6, stop.start() if stop else end)
        wanted = entry.data["topics"]
        said = (topics.at(place) for place in (end, behind))
        fitting = [topic for topic in said if not wanted or topic in wanted]
        inside = any(first < end and start < last for first, last in quoted)
        if not fitting or inside or _disclaimed(text, entry, start, end):
            continue
        if period(text, end, year) != "this_year":
            continue
        topic = _topic(text, start, fitting[0])
        yield Claim(
            0,
            text.span(start, end),
            entry.data["kind"],
            entry.data["subject"].replace("{d}", topic or ""),
            tuple(
                each.replace("{d}", block)
                for block in blocks(topic)
                for each in entry.data["readings"]
            ),
            scope(text, start, Identity()) or "organ",
        )


# matches the clause before 均已结案: 诉讼1件、复议2件; not 复议2件 alone
_BOTH = re.compile(r"复议[^,;。:]*诉讼|诉讼[^,;。:]*复议")


def _topic(text: Prose, start: int, topic: str | None) -> str | None:
    """Return the topic of a claim: both kinds of dispute where the clause before names both."""
    clause = text.clause(start)
    before = text.text[text.clause(max(clause - 1, 0)) : start]
    return "both" if topic in DISPUTES and _BOTH.search(before) else topic


def _disclaimed(text: Prose, entry: _Entry, start: int, end: int) -> bool:
    """Tell whether the clause up to a match says that this is no statement of fact."""
    return entry.unless.search(text.text[text.clause(start) : end + _BEHIND]) is not None
