"""What a slot of a wording counts: its true amount, its measure and its readings.

Cell slots take their amount from the tables, shares and growth from two figures, free slots from
the report's other figures. `Unfit` says that the figure is not there or has the wrong sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from .data import load
from .figures import Figures


class Unfit(Exception):
    """A wording says what is not true of this report."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure to be printed, before anyone decides how."""

    value: Decimal
    unit: str
    measure: str | None = None
    readings: tuple[str, ...] = ()
    period: str = "this_year"
    ambiguous: bool = False
    other: bool = False
    places: int | None = None
    also: str | None = None


def amount(name: str, figures: Figures) -> Amount:
    """Return what a slot counts in a report. Raises Unfit, KeyError for an unknown slot."""
    head, _, tail = name.partition(".")
    if tail:
        return _compared(head, tail, figures)
    slots = load("slots")
    if name in slots["share"]:
        part, _, whole = str(slots["share"][name]["r"]).partition("/")
        below = figures.value(whole)
        if not below:
            raise Unfit(name)
        share = figures.value(part) / below * 100
        return Amount(share, "%", None, (f"{part}/{whole}",), places=0 if share == 100 else 1)
    if name in slots["cell"]:
        return _cell(slots["cell"][name], figures)
    if name not in figures.free:
        entry = slots["free"][name]
        raise Unfit(f"{name} {entry['u']}")
    entry = slots["free"][name]
    return Amount(
        Decimal(figures.free[name]), entry["u"], entry.get("m"), other=entry.get("other", False)
    )


def _cell(entry: dict[str, Any], figures: Figures) -> Amount:
    try:
        value = figures.value(entry.get("said", entry["r"][0]))
    except KeyError as missing:
        raise Unfit(str(missing)) from missing
    places = entry.get("places")
    if places is not None:
        places = max(0, min(places, -int(value.normalize().as_tuple().exponent)))
    return Amount(
        value,
        entry["u"],
        entry["m"],
        tuple(entry["r"]),
        ambiguous=entry.get("ambiguous", False),
        also=entry.get("am"),
        places=places,
    )


def _compared(how: str, slot: str, figures: Figures) -> Amount:
    """Return a figure that sets this year's against last year's."""
    now, before = amount(slot, figures), figures.last.get(slot)
    if not before:
        raise Unfit(slot)
    change = now.value - before
    if how == "last":
        return Amount(before, now.unit, now.measure, period="last_year")
    if change == 0 or (how in ("growth", "more", "times")) != (change > 0):
        raise Unfit(slot)
    if how in ("more", "fewer"):
        return Amount(abs(change), now.unit)
    if how == "times":
        if now.value % before or now.value / before < 2:
            raise Unfit(slot)
        return Amount(now.value / before, "倍")
    return Amount(abs(change) / before * 100, "%", places=1)


@cache
def known(name: str) -> bool:
    """Tell whether a slot exists at all."""
    head, _, tail = name.partition(".")
    slots = load("slots")
    if tail:
        return head in ("last", "growth", "drop", "more", "fewer", "times") and (
            tail in slots["free"] or tail in slots["compared"]
        )
    return any(name in slots[group] for group in ("cell", "share", "free"))
