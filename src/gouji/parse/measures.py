"""What a figure counts: a measure id and the cell formulas its wording allows.

The vocabulary is `measures.toml`. The trigger nearest to the figure wins, if the topic, the kind
of unit and the neighbours allow it. Members of a list take what they lack from the member before.
An unknown subject stays without measure and keeps its label. Items published by channel and
category are told in `published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from gouji.data import load_toml
from gouji.parse.context import DISPUTES
from gouji.parse.place import Assigned, Place, expression, expressions, fill, last_match
from gouji.parse.published import is_class, published

_RANK = 2.0  # characters of distance that one step of rank is worth
_AFTER = 1.5  # a trigger behind the figure loses to one equally near before it
_ASIDE = 2.0  # a trigger that a comma parts from the figure belongs to the figure before
_FARTHEST = 24
_CROSSED = re.compile(r"[,;(。]")
wording = partial(expression, "measures", "wording")
_compiled = cache(re.compile)


class Measure(NamedTuple):
    """One entry of `measures.toml`, its triggers and its conditions compiled."""

    entry: dict[str, Any]
    before: re.Pattern[str]
    after: re.Pattern[str]
    lead: re.Pattern[str]
    unless: re.Pattern[str]
    loose: re.Pattern[str]
    previous: re.Pattern[str]

    def cost(self, place: Place, before: Assigned | None) -> float | None:
        """Return how far the nearest trigger stands from the figure, None where there is none."""
        costs = list(self._distances(place))
        if not costs or self.unless.search(place.tail + place.right):
            return None
        fits = self.previous.match((before and before.measure) or "")
        return min(costs) - _RANK * float(self.entry.get("rank", 0)) if fits else None

    def _distances(self, place: Place) -> Iterator[float]:
        if found := last_match(self.before, place.left):
            gap = place.left[found.end() :]
            crossed = _CROSSED.search(gap)
            joined = not crossed or wording("neutral").fullmatch(gap, crossed.start())
            if joined and len(gap) <= _FARTHEST:
                aside = _ASIDE if gap.endswith(("、", ",", ";")) else 0
                yield len(gap) + (8 if crossed else 0) + aside - len(found[0]) / 100
        if found := self.after.search(place.right):
            yield _AFTER - len(found[0]) / 100
        if self.lead.search(place.lead):
            yield _FARTHEST


@cache
def _measures(year: int | None, group: str, topic: str | None, about: bool) -> list[Measure]:
    """Return the vocabulary that a place admits, with the years around `year` filled in."""
    data = load_toml("measures.toml")
    optional = dict.fromkeys(Measure._fields[1:], "(?!)") | {"previous": ""}
    return [
        Measure(
            entry,
            *(
                _compiled(fill(entry.get(key, default), data["macros"], year))
                for key, default in optional.items()
            ),
        )
        for entry in data["measure"]
        if group in entry["groups"] and topic in entry.get("topics", (topic,))
        if about or not entry.get("about")
    ]


def assign(place: Place, year: int | None, form: str | None, before: Assigned | None) -> Assigned:
    """Return what the figure at `place` counts; `before` is the member of the list before it."""
    if wording("change").search(place.left):
        return Assigned(None, place.tail)
    if place.left and before and before.measure and wording("same").fullmatch(place.left):
        return before
    row = _BLOCK_ROW.match(before.measure or "") if before else None
    inside = place.lead.rfind("(") > place.lead.rfind(")")
    if row and inside and place.topic in DISPUTES and wording("block").fullmatch(place.left):
        return _made(f"{{d}}.{row[1]}", (f"{{d}}.{row[1]}",), place, None)
    requested = place.topic in ("applications", *DISPUTES)
    if is_class(place) and not requested:
        return published(place, before) or Assigned(None)
    name, readings = _nearest(place, year, form, before)
    if place.group == "share":
        return Assigned(None, readings=readings)
    column = _column(place, before) if place.topic == "applications" else None
    if column and name in ("", "applications.other"):
        return _made("applications.new_received", _NEW, place, column)
    if name:
        return _made(name, readings, place, column)
    spoken = None if requested else published(place, before)
    return spoken or _follow(place, before) or Assigned(None, place.tail or None)


def _nearest(
    place: Place, year: int | None, form: str | None, before: Assigned | None
) -> tuple[str, tuple[str, ...]]:
    """Return id and readings of the measure with the nearest trigger; "" where there is none."""
    said = f"{place.lead}\n{place.right}"
    admitted = _measures(year, place.group, place.topic, place.about)
    ranked = [
        (cost, order)
        for order, measure in enumerate(admitted)
        if any(map(said.__contains__, measure.entry["needs"]))
        if (cost := measure.cost(place, before)) is not None
    ]
    if not ranked:
        return "", ()
    best = admitted[min(ranked)[1]]
    if other := best.entry.get("forms", {}).get(form):
        return other, (other,)
    loose = best.loose.search(place.tail)
    return best.entry["id"], () if loose else tuple(best.entry.get("readings", ()))


_NEW = ("applications.new_received", "applications.new_received+applications.carried_in")
# matches review.corrected+litigation.corrected and review.corrected; not review.total
_BLOCK_ROW = re.compile(r"(?:review|litigation)\.(?!total)([a-z]+)(?:\+litigation\.\1)?$")
_ROW_END = re.compile(r"(?<=[a-z])(?=\+|$)")


def _made(name: str, readings: tuple[str, ...], place: Place, column: str | None) -> Assigned:
    """Fill in the block of a dispute or the applicant column; 各 and 均 leave both blocks apart."""
    if "{d}" not in name:
        at = f"@{column}" if column else ""
        return Assigned(name + at, readings=tuple(_ROW_END.sub(at, each) for each in readings))
    parts = blocks(place.topic)
    filled = [[each.replace("{d}", part) for part in parts] for each in (name, *readings)]
    if wording("apart").search(place.left):
        return Assigned(filled[0][0], readings=tuple(each for row in filled[1:] for each in row))
    return Assigned("+".join(filled[0]), readings=tuple("+".join(row) for row in filled[1:]))


def joined(one: Assigned, other: Assigned) -> Assigned | None:
    """Return what 两项合计 counts behind two outcomes."""
    heads = [(each.measure or "").partition(".")[0] for each in (one, other)]
    if not (one.readings and other.readings and heads == ["applications"] * 2):
        return None
    name = f"{one.measure}+{(other.measure or '').partition('.')[2]}"
    return Assigned(name, readings=(f"{one.readings[0]}+{other.readings[0]}",))


def blocks(topic: str | None) -> tuple[str, ...]:
    """Return the blocks of the dispute table that a topic speaks of, as formula heads."""
    return ("review", "litigation") if topic == "both" else (topic or "",)


def _follow(place: Place, before: Assigned | None) -> Assigned | None:
    """Return what the member before counts where the text names nothing new (48期584条).

    Parts of a whole without table twin (119场,其中自主召开47场) count what the whole counts.
    """
    if before is None or before.measure is None:
        return None
    part = "其中" in place.lead and place.alike
    twin = before.readings or before.measure.startswith("published.")
    return before if wording("same").fullmatch(place.left) or (part and not twin) else None


def _column(place: Place, before: Assigned | None) -> str | None:
    """Return the applicant column the label at a figure names."""
    tail = wording("anybody").sub("", place.tail)
    for key, words in expressions("measures", "column", "words"):
        found = last_match(words, tail)
        if (found and len(tail) - found.end() <= 10) or words.match(place.right):
            return key
    listed = before is not None and "@" in (before.measure or "")
    return "other_organisation" if listed and re.fullmatch(r"其[他它]\w{0,3}", place.tail) else None
