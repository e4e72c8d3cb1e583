"""What a figure counts: a measure id and the cell formulas its wording allows.

The vocabulary is `measures.toml`. The trigger nearest to the figure wins, if the topic, the kind
of unit and the neighbours allow it. Members of a list take what they lack from the member before.
An unknown subject stays without measure and keeps its label. Items published by channel and
category are told in `published`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gouji.data import load_toml
from gouji.parse.context import Prose
from gouji.parse.place import Assigned, Place, last_match
from gouji.parse.published import is_class, published

DISPUTES = ("review", "litigation", "litigation_direct", "litigation_after_review", "both")
_RANK = 2.0  # characters of distance that one step of rank is worth
_AFTER = 1.5  # a trigger behind the figure loses to one equally near before it
_FARTHEST = 24
# matches ",共", ",其中,": clauses that leave the subject to the one before; not ",印发通知"
_NEUTRAL = re.compile(
    r"[,;:(、]*(?:其中|共计?|合计|总计|累计|全年|已|均|达到?|为|有|数量|总数|件数|约|全部|总共|是|各|计|年内|今年)*[,:]?"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of `measures.toml`; `patterns` are its compiled triggers and conditions."""

    entry: Mapping[str, Any]
    patterns: Mapping[str, re.Pattern[str]]

    def cost(self, place: Place) -> float | None:
        """Return how far the nearest trigger stands from the figure, None where there is none."""
        topics = self.entry.get("topics")
        if topics and place.topic not in topics:
            return None
        if not any(word in place.lead or word in place.right for word in self.entry["needs"]):
            return None
        if self._finds("unless", place.tail + place.right):
            return None
        costs = list(self._distances(place))
        return min(costs) - _RANK * self.entry.get("rank", 0) if costs else None

    def told(self, place: Place, form: str | None) -> tuple[str, tuple[str, ...]]:
        """Return id and readings in the form at hand; a loose verb leaves no reading."""
        if other := self.entry.get("forms", {}).get(form):
            return other, (other,)
        loose = self._finds("loose", place.tail)
        return self.entry["id"], () if loose else tuple(self.entry.get("readings", ()))

    def _finds(self, key: str, text: str) -> re.Match[str] | None:
        return self.patterns[key].search(text) if key in self.patterns else None

    def _distances(self, place: Place) -> Iterator[float]:
        if "before" in self.patterns and (found := last_match(self.patterns["before"], place.left)):
            gap = place.left[found.end() :]
            crossed = re.search(r"[,;(。]", gap)
            if len(gap) <= _FARTHEST and (not crossed or _NEUTRAL.fullmatch(gap, crossed.start())):
                yield len(gap) + (8 if crossed else 0) - len(found[0]) / 100
        if found := self._finds("after", place.right):
            yield _AFTER - len(found[0]) / 100
        if self._finds("lead", place.lead):
            yield _FARTHEST


@cache
def _measures(year: int | None, group: str) -> tuple[Measure, ...]:
    """Return the vocabulary of a unit group with the years around `year` filled in."""
    data = load_toml("measures.toml")
    years = {"last": -1, "year": 0, "next": 1}
    macros = data["macros"] | {k: str(year + v) if year else "(?!)" for k, v in years.items()}
    return tuple(
        Measure(entry, {k: _compiled(fill(entry[k], macros)) for k in _PATTERNS if k in entry})
        for entry in data["measure"]
        if group in entry["groups"]
    )


_PATTERNS = ("before", "after", "lead", "unless", "loose")


def fill(patterns: str | list[str], macros: Mapping[str, str]) -> str:
    """Return alternatives as one expression with the macros `<name>` written out."""
    text = patterns if isinstance(patterns, str) else "|".join(patterns)
    for name, macro in macros.items():
        text = text.replace(f"<{name}>", macro)
    return text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# matches 较上年增加|12件; not 新增|5个
_CHANGE = re.compile(
    r"(?:增加|减少|增长|下降|上升|提高|净增|(?<![至最不])[多少]|(?<![新递])增|减)(?:了|约|近)?$"
)


def assign(place: Place, year: int | None, form: str | None, before: Assigned | None) -> Assigned:
    """Return what the figure at `place` counts; `before` is the member of the list before it."""
    if place.group == "share":
        return _ratio(place)
    if _CHANGE.search(place.left):
        return Assigned(None, place.tail)
    if is_class(place) and place.topic not in ("applications", *DISPUTES):
        return published(place, before) or Assigned(None)
    ranked = [
        (cost, order, entry)
        for order, entry in enumerate(_measures(year, place.group))
        if (cost := entry.cost(place)) is not None
    ]
    best = min(ranked)[2] if ranked else None
    name, readings = best.told(place, form) if best else ("", ())
    column = _column(place, before) if place.topic == "applications" else None
    if column and name in ("", "applications.other"):
        return _made("applications.new_received", _NEW, place, column)
    if name:
        return _made(name, readings, place, column)
    spoken = None if place.topic in ("applications", *DISPUTES) else published(place, before)
    return spoken or _follow(place, before) or Assigned(None, place.tail or None)


_NEW = ("applications.new_received", "applications.new_received+applications.carried_in")


# matches 行政复议、行政诉讼各|1件, 均为|0件
_APART = re.compile(r"(?:各|均)(?:[为是有]|发生|收到)*$")


def _made(name: str, readings: tuple[str, ...], place: Place, column: str | None) -> Assigned:
    """Fill in the block of a dispute or the applicant column; 各 and 均 leave both blocks apart."""
    if "{d}" not in name:
        at = f"@{column}" if column else ""
        spelled = (re.sub(r"(?<=[a-z])(?=\+|$)", at, each) for each in readings)
        return Assigned(name + at, readings=tuple(spelled))
    parts = blocks(place.topic)
    filled = [[each.replace("{d}", part) for part in parts] for each in (name, *readings)]
    if _APART.search(place.left):
        return Assigned(filled[0][0], readings=tuple(each for row in filled[1:] for each in row))
    return Assigned("+".join(filled[0]), readings=tuple("+".join(row) for row in filled[1:]))


def blocks(topic: str | None) -> tuple[str, ...]:
    """Return the blocks of the dispute table that a topic speaks of, as formula heads."""
    return ("review", "litigation") if topic == "both" else (topic or "",)


def _follow(place: Place, before: Assigned | None) -> Assigned | None:
    """Return what the member before counts where the text names nothing new (48期584条).

    Parts of a whole without table twin (119场,其中自主召开47场) count what the whole counts.
    """
    if before is None or before.measure is None:
        return None
    part = "其中" in place.lead and place.unit == place.unit_before
    twin = before.readings or before.measure.startswith("published.")
    return before if not place.left or (part and not twin) else None


# matches 公民、法人和其他组织 (everybody); not 法人和其他组织 (the organisations)
_ANYBODY = re.compile(
    r"(?:公民|自然人|个人)[、,和及或与]+(?:企业|法人)(?:[、和及或与]|或者|以及)*(?:其[他它])?(?:社会)?(?:组织)?"
)


def _column(place: Place, before: Assigned | None) -> str | None:
    """Return the applicant column the label at a figure names."""
    tail = _ANYBODY.sub("", place.tail)
    for key, words in _columns():
        found = last_match(words, tail)
        if (found and len(tail) - found.end() <= 10) or words.match(place.right):
            return key
    listed = before is not None and "@" in (before.measure or "")
    return "other_organisation" if listed and re.fullmatch(r"其[他它]\w{0,3}", place.tail) else None


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (each["key"], re.compile(each["words"])) for each in load_toml("measures.toml")["column"]
    )


def _ratio(place: Place) -> Assigned:
    """Return the share of applications that a percentage states, if it states one."""
    for topic, words, reading in _ratios():
        if place.topic == topic and words.search(place.left):
            return Assigned(None, readings=(reading,))
    return Assigned(None)


@cache
def _ratios() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    data = load_toml("measures.toml")["ratio"]
    return tuple((each["topic"], re.compile(each["before"]), each["reading"]) for each in data)


class Topics:
    """What each place of a passage speaks of: the last topic word before it."""

    def __init__(self, text: Prose) -> None:
        pattern, sticky = _topic_words()
        default = _default(text)
        held = current = default
        self._places: list[int] = [0]
        self._topics: list[str | None] = [default]
        events = [(found.end(), found.lastgroup) for found in pattern.finditer(text.text)]
        stops: list[tuple[int, str | None]] = [(stop, None) for stop in text.stops]
        for place, name in sorted(events + stops, key=lambda event: event[0]):
            if name is None:
                current = held
            elif name != "weak":
                current = name
                held = name if name in sticky else held
            elif held == "applications":
                current = held
            self._places.append(place)
            self._topics.append(current)

    @staticmethod
    def of(label: str) -> str | None:
        """Return the topic a label names by itself."""
        found = _topic_words()[0].search(label)
        return found.lastgroup if found and found.lastgroup != "weak" else None

    def at(self, place: int) -> str | None:
        """Return the topic at a place."""
        return self._topics[bisect_right(self._places, place) - 1]


@cache
def _topic_words() -> tuple[re.Pattern[str], frozenset[str]]:
    data = load_toml("measures.toml")
    topics = data["topic"]
    weak = "|".join(topic["weak"] for topic in topics if "weak" in topic)
    branches = [f"(?P<{topic['id']}>{topic['words']})" for topic in topics]
    sticky = frozenset(topic["id"] for topic in topics if topic.get("sticky"))
    words = "|".join([*branches, f"(?P<weak>{weak})"])
    return re.compile(f"(?=[{data['topic_starts']}])(?:{words})"), sticky


def _default(text: Prose) -> str | None:
    """Return the topic of a passage before its first topic word: that of its heading or section."""
    found = _topic_words()[0].search(text.heading)
    if found and found.lastgroup in ("applications", *DISPUTES):
        return found.lastgroup
    if text.heading and text.section == "overview":
        return None
    return {"applications": "applications", "disputes": "both"}.get(text.section or "")
