"""What a figure counts: a measure id and the cell formulas its wording allows.

The vocabulary is `measures.toml`. The trigger nearest to the figure wins, if the topic, the kind
of unit and the neighbours allow it. Members of a list take what they lack from the member before.
An unknown subject stays without measure and keeps its label. Items published by channel and
category are told in `published`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import add
from typing import Any, NamedTuple

from gouji.data import load_toml
from gouji.parse.context import DISPUTES
from gouji.parse.place import Assigned, Expressions, Place, expressions, fill, last_match, tail
from gouji.parse.published import is_listed, published

_RANK = 2.0  # characters of distance that one step of rank is worth
_AFTER = 1.5  # a trigger behind the figure loses to one equally near before it
_ASIDE = 2.0  # a trigger that a comma parts from the figure belongs to the figure before
_FARTHEST = 24
_SHORT = 4  # characters of the longest word of a change
_CROSSED = re.compile(r"[,;(。]")
wording = Expressions("measures", "wording")
_compiled = cache(re.compile)


class Measure(NamedTuple):
    """One entry of `measures.toml`, its triggers and its conditions compiled."""

    entry: dict[str, Any]
    needs: frozenset[str]
    rank: float
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    loose: re.Pattern[str] | None
    previous: re.Pattern[str] | None

    def cost(self, place: Place, before: Assigned | None) -> float | None:
        """Return how far the nearest trigger stands from the figure, None where there is none."""
        costs: list[float] = []
        unless = self.unless
        if self.before and (found := last_match(self.before, place.left)):
            gap = place.left[found.end() :]
            crossed = _CROSSED.search(gap)
            joined = not crossed or wording.neutral.fullmatch(gap, crossed.start())
            if joined and len(gap) <= _FARTHEST and not (crossed and unless and unless.search(gap)):
                aside = _ASIDE if gap.endswith(("、", ",", ";")) else 0
                costs.append(len(gap) + (8 if crossed else 0) + aside - len(found[0]) / 100)
        if self.after and (found := self.after.search(place.right)):
            costs.append(_AFTER - len(found[0]) / 100)
        if self.behind and self.behind.match(place.behind):
            costs.append(0)
        if self.lead and self.lead.search(place.lead):
            costs.append(_FARTHEST)
        if not costs or (unless and unless.search(place.tail + place.right)):
            return None
        if self.previous and not self.previous.match((before and before.measure) or ""):
            return None
        return min(costs) - self.rank


@cache
def _measures(year: int | None, group: str, topic: str | None, about: bool) -> list[Measure]:
    """Return the vocabulary that a place admits, with the years around `year` filled in."""
    data = load_toml("measures.toml")
    return [
        Measure(
            entry,
            frozenset(entry["needs"]),
            _RANK * float(entry.get("rank", 0)),
            *(
                _compiled(fill(entry[key], data["macros"], year)) if key in entry else None
                for key in Measure._fields[3:]
            ),
        )
        for entry in data["measure"]
        if group in entry["groups"] and topic in entry.get("topics", (topic,))
        if about or not entry.get("about")
    ]


@cache
def _needed() -> dict[str, list[str]]:
    """Return what the vocabulary needs, by its first two characters."""
    words = {word for entry in load_toml("measures.toml")["measure"] for word in entry["needs"]}
    return {start: list(same) for start, same in groupby(sorted(words), lambda word: word[:2])}


@lru_cache(8)
def _held(passage: str) -> frozenset[str]:
    """Return the words of the vocabulary that a passage holds."""
    words = _needed()
    begun = words.keys() & {*passage, *map(add, passage, passage[1:])}
    return frozenset(
        word for start in begun for word in words[start] if len(word) < 3 or word in passage
    )


@lru_cache(32)
def _spoken(
    passage: str, year: int | None, group: str, topic: str | None, about: bool
) -> list[tuple[Measure, list[str]]]:
    """Return what of the vocabulary a place admits and its passage has the words for, with them."""
    held = _held(passage)
    admitted = _measures(year, group, topic, about)
    return [(each, list(each.needs & held)) for each in admitted if not each.needs.isdisjoint(held)]


def assign(place: Place, year: int | None, form: str | None, before: Assigned | None) -> Assigned:
    """Return what the figure at `place` counts; `before` is the member of the list before it."""
    ruled = wording.condition.search(f"{place.left}|{place.behind[:20]}")
    if ruled or wording.change.search(place.left, max(0, len(place.left) - _SHORT)):
        return Assigned(None, place.tail)
    if place.left and before and before.measure and wording.same.fullmatch(place.left):
        return before
    row = _BLOCK_ROW.match(before.measure or "") if before else None
    inside = place.lead.rfind("(") > place.lead.rfind(")")
    if row and inside and place.topic in DISPUTES and wording.block.fullmatch(place.left):
        return _made(f"{{d}}.{row[1]}", (f"{{d}}.{row[1]}",), place, None)
    requested = place.topic in ("applications", *DISPUTES)
    if is_listed(place, before) and not requested and place.topic != "messages":
        return published(place, before) or Assigned(None)
    found = _nearest(place, year, form, before)
    if place.group == "share":
        return found._replace(measure=None)
    column = _column(place, before) if place.topic == "applications" else None
    if column and found.measure in ("", "applications.other"):
        name, at, last = ((before.measure if before else "") or "").partition("@")
        whole = wording.below.search(place.left) and not wording.came_in.search(place.lead)
        if before and (at or whole) and _ROW.fullmatch(name):
            told = tuple(each.replace(f"@{last}", "") for each in before.readings)
            return _made(name, told if at else (*told[:1], *_NEW), place, column)
        return _made(_NEW[0], _NEW, place, column)
    if found.measure:
        return _made(found.measure, found.readings, place, column)
    spoken = None if requested else published(place, before)
    return spoken or _follow(place, before) or Assigned(None, place.tail or None)


def _nearest(place: Place, year: int | None, form: str | None, before: Assigned | None) -> Assigned:
    """Return what the nearest trigger says is counted, "" where there is none.

    Outcomes and channels may share a figure (不予处理及其他处理|5件).
    """
    best = _best(place, year, before)
    if best is None:
        return Assigned("")
    loose = best.loose and best.loose.search(place.tail)
    name = best.entry.get("forms", {}).get(form)
    readings = (name,) if name else tuple(best.entry.get("readings", ()))
    assigned = Assigned(name or best.entry["id"], readings=() if loose else readings)
    name = assigned.measure or ""
    family = next((each for each in _FAMILIES if each.match(name)), None) if best.before else None
    found = last_match(best.before, place.left) if family and best.before else None
    joint = _CONJUNCTION.search(place.left, 0, found.start()) if found else None
    if family is _OUTCOME and found and wording.and_more.match(place.left, found.end()):
        return Assigned(None, place.tail)
    if family and found and joint and found.end() == len(place.left):
        left = place.left[: joint.start()]
        rest = place._replace(left=left, tail=tail(left), right="", behind="")
        other = _best(rest, year, None)
        last = last_match(other.before, rest.left) if other and other.before else None
        if other and last and last.end() == joint.start() and family.match(other.entry["id"]):
            return _added([_nearest(rest, year, form, None), assigned])
    return assigned


def _best(place: Place, year: int | None, before: Assigned | None) -> Measure | None:
    """Return the measure with the nearest trigger."""
    said = f"{place.lead}\n{place.right}"
    admitted = _spoken(place.passage, year, place.group, place.topic, place.about)
    ranked = [
        (cost, order)
        for order, (measure, words) in enumerate(admitted)
        if any(map(said.__contains__, words))
        if (cost := measure.cost(place, before)) is not None
    ]
    return admitted[min(ranked)[1]][0] if ranked else None


_NEW = ("applications.new_received", "applications.new_received+applications.carried_in")
# matches review.corrected+litigation.corrected and review.corrected; not review.total
_BLOCK_ROW = re.compile(r"(?:review|litigation)\.(?!total)([a-z]+)(?:\+litigation\.\1)?$")
# matches what one figure may cover several of
_OUTCOME = re.compile(r"applications\.(?:granted|partly|refused|unavailable|not_proc|other)")
_FAMILIES = (_OUTCOME, re.compile(r"applications\.by_channel"))
_CONJUNCTION = re.compile(r"(?:[、和及与或]|以及)$")
# matches a row that may be of some applicants only; not applications.new_received
_ROW = re.compile(r"applications\.(?!new_received|carried|by_channel)[a-z_.]+")
_ROW_END = re.compile(r"(?<=[a-z])(?=\+|$)")


def _made(name: str, readings: tuple[str, ...], place: Place, column: str | None) -> Assigned:
    """Fill in the block of a dispute or the applicant column; 各 and 均 leave both blocks apart."""
    if "{d}" not in name:
        at = f"@{column}" if column else ""
        told = tuple(_ROW_END.sub(at, each) for each in readings) if at else readings
        return Assigned(name + at, readings=told)
    parts = blocks(place.topic)
    filled = [[each.replace("{d}", part) for part in parts] for each in (name, *readings)]
    if wording.apart.search(place.left):
        return Assigned(filled[0][0], readings=tuple(each for row in filled[1:] for each in row))
    return Assigned("+".join(filled[0]), readings=tuple("+".join(row) for row in filled[1:]))


def total(members: Sequence[Assigned]) -> Assigned | None:
    """Return what the sum of list members counts, None where that has no name."""
    names = [each.measure or "" for each in members]
    plain = {name.partition("@")[0] for name in names}
    heads, rows = ({name.rpartition(".")[at] for name in plain} for at in (0, 2))
    if "" in plain:
        return None
    if plain == {names[0]}:
        return members[0]
    if heads <= {"published.by_channel", "published.by_category"}:
        return Assigned("published.total", "信息")
    if all(map(_FAMILIES[1].match, names)) or plain == {"applications.new_received"}:
        return Assigned(_NEW[0], readings=_NEW)
    if len(plain) == 1:
        return Assigned(min(plain), readings=tuple(plain))
    if plain == {"applications.new_received", "applications.carried_in"}:
        return Assigned("applications.handled", readings=_NEW[::-1])
    if heads <= set(DISPUTES) and len(heads) == 1 and "total" not in rows:
        whole, pending = (f"{block}.{row}" for block in heads for row in ("total", "pending"))
        return Assigned(whole, readings=(whole, f"{whole}-{pending}"))
    if heads <= set(DISPUTES) and len(rows) == 1:
        return _added(members)
    outcomes = all(map(_OUTCOME.match, names)) and len(names) <= 3
    return _added(members) if outcomes or heads == {"staff"} else None


def _added(members: Sequence[Assigned]) -> Assigned:
    """Return the sum of several measures and of the readings all of them have."""
    distinct = list(dict.fromkeys(each.measure or "" for each in members))
    head = distinct[0].partition(".")[0] + "."
    short = [distinct[0], *(name.removeprefix(head) for name in distinct[1:])]
    readings = zip(*(each.readings for each in dict.fromkeys(members)), strict=False)
    return Assigned("+".join(short), readings=tuple("+".join(row) for row in readings))


def blocks(topic: str | None) -> tuple[str, ...]:
    """Return the blocks of the dispute table that a topic speaks of, as formula heads."""
    return ("review", "litigation") if topic == "both" else (topic or "",)


def _follow(place: Place, before: Assigned | None) -> Assigned | None:
    """Return what the member before counts where the text names nothing new (48期584条).

    Parts of a whole without table twin (119场,其中自主召开47场) count what the whole counts.
    """
    if before is None or before.measure is None:
        return None
    part = "其中" in place.lead and place.alike and not wording.undergone.match(place.right)
    twin = before.readings or before.measure.startswith("published.")
    if wording.same.fullmatch(place.left) or (part and not twin):
        return before
    level = part and wording.level.fullmatch(place.left)
    return Assigned(before.measure, before.label) if level else None


def _column(place: Place, before: Assigned | None) -> str | None:
    """Return the applicant column the label at a figure names."""
    mainly = wording.mainly.sub("", place.left)
    asked = wording.anybody.sub("", tail(mainly))
    right = wording.asked_by.sub("", place.right)
    for key, words in expressions("measures", "column", "words"):
        found = last_match(words, asked)
        if (found and len(asked) - found.end() <= 10) or words.match(right):
            return key
    listed = "@" in ((before.measure if before else "") or "")
    others = listed and re.fullmatch(r"、?其[他它]\w{0,3}", place.tail)
    return "other_organisation" if others else None
