"""Zeros and completeness said in words (未收到申请, 均已办结): the cells that must then be 0.

Each entry of `claims.toml` is tried in the sentences that hold one of its literals. What a clause
only plans, demands or says of another year is no claim; neither is what it says of a subject the
entry does not know. A claim never stands for a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from gouji.data import load_toml
from gouji.model import Claim, Identity, Quantity
from gouji.parse.context import DISPUTES, Prose, period, scope
from gouji.parse.measures import blocks
from gouji.parse.place import fill

_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
_BEHIND = 3  # characters behind a claim that may still turn it (行政诉讼|败诉)
# matches before 均已结案 诉讼1件、复议2件 and 复议2件,诉讼1件; not 复议2件, 经复议后诉讼2件
_BOTH = re.compile(
    r"""(?<!经)(?<!经行政)复议(?!后)[^,;。:]*(?:\d[件起宗],[^,;。:\d经]{0,12})?(?:诉讼|应诉)
    |(?:诉讼|应诉)[^,;。:]*(?:\d[件起宗],[^,;。:\d经]{0,12})?(?<!经)复议(?!后)""",
    re.VERBOSE,
)
_Entry = tuple[Mapping[str, Any], re.Pattern[str], re.Pattern[str]]


@cache
def _entries(year: int | None) -> tuple[list[_Entry], re.Pattern[str], dict[str, list[int]]]:
    """Return the entries with pattern and exception, their literals, and who needs a literal."""
    data = load_toml("claims.toml")
    entries: list[_Entry] = []
    users: dict[str, list[int]] = {}
    for each in data["claim"]:
        for word in each["needs"]:
            users.setdefault(word, []).append(len(entries))
        texts = (each["pattern"], each.get("unless", "(?!)"))
        pattern, unless = (re.compile(fill(text, data["macros"], year)) for text in texts)
        entries.append((each, pattern, unless))
    return entries, re.compile("|".join(users)), users


def claims(
    texts: Iterable[Prose], identity: Identity, quantities: Iterable[Quantity]
) -> tuple[Claim, ...]:
    """Return the claims of the narrative in text order; the figures of `quantities` are none."""
    counted = {qty.span for qty in quantities}
    found: list[Claim] = []
    for text in texts:
        for claim in sorted(_claims(text, identity), key=lambda each: each.span):
            repeated = found and found[-1].span.overlaps(claim.span)
            if not repeated and not any(span.overlaps(claim.span) for span in counted):
                found.append(replace(claim, id=len(found)))
    return tuple(found)


def _claims(text: Prose, identity: Identity) -> Iterator[Claim]:
    entries, words, users = _entries(identity.year)
    needed = [
        (word.start(), number) for word in words.finditer(text.text) for number in users[word[0]]
    ]
    for number, where in sorted({(number, text.sentence(place)) for place, number in needed}):
        data, pattern, unless = entries[number]
        for match in pattern.finditer(text.text, *where):
            start, end = match.span()
            clause, topic = text.clause(start), _topic(text, data["topics"], start, end)
            if (
                topic == ""
                or any(first < end and start < last for first, last in text.quoted)
                or unless.search(text.text, clause, end + _BEHIND)
                or period(text, end, identity.year) != ("this_year", True)
            ):
                continue
            told = [(block, each) for block in blocks(topic) for each in data["readings"]]
            yield Claim(
                0,
                text.span(start, end),
                data["kind"],
                data["subject"].replace("{d}", topic or ""),
                tuple(dict.fromkeys(each.replace("{d}", block) for block, each in told)),
                scope(text, start, identity) or "organ",
            )


def _topic(text: Prose, wanted: list[str], start: int, end: int) -> str | None:
    """Return the topic in force at a match, "" where it is none of `wanted`."""
    stop = _CLAUSE_END.search(text.text, end)
    near = (end, min(end + 6, stop.start() if stop else end))
    topic = next((t for t in map(text.topic, near) if not wanted or t in wanted), "")
    if topic == "" or (wanted and topic in DISPUTES and not text.about_disclosure(start)):
        return ""
    before = text.clause(start)
    for _ in range(2):
        before = text.clause(max(before - 1, 0))
    return "both" if "both" in wanted and _BOTH.search(text.text, before, start) else topic
