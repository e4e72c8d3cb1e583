"""Where a figure stands, what it was found to count, and the expressions that tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from gouji.data import load_toml

_STOP = re.compile(r"[,;:(。]")
_YEARS = {"last": -1, "year": 0, "next": 1}


class Place(NamedTuple):
    """The text around a figure, folded and without layout spaces.

    `left` runs from the figure before (or the sentence's begin), `tail` from the last punctuation
    in it, `lead` from the sentence's begin, `right` to the next figure or punctuation, `behind` to
    the sentence's end; `passage` is all of it, `heading` what it stands under.
    `group` is the kind of unit (case, item, event …), `alike` tells that the figure before has the
    same unit, `about` that the place speaks of the disclosure of information.
    """

    left: str
    tail: str
    lead: str
    right: str
    behind: str
    passage: str
    at: int
    heading: str
    group: str
    alike: bool
    topic: str | None
    about: bool


def tail(left: str) -> str:
    """Return what stands behind the last punctuation of a text before a figure."""
    return _STOP.split(left)[-1]


class Assigned(NamedTuple):
    """What a figure counts; `label` is the subject found in the text."""

    measure: str | None
    label: str | None = None
    readings: tuple[str, ...] = ()


@cache
def expression(file: str, table: str, key: str) -> re.Pattern[str]:
    """Return the expression `key` of a table of `file`.toml, in verbose syntax."""
    return re.compile(load_toml(f"{file}.toml")[table][key], re.VERBOSE)


class Expressions:
    """The expressions of a table of `file`.toml as attributes, compiled when first asked for."""

    def __init__(self, file: str, table: str) -> None:
        self._place = (file, table)

    def __getattr__(self, key: str) -> re.Pattern[str]:
        found = expression(*self._place, key)
        setattr(self, key, found)
        return found


@cache
def expressions(file: str, table: str, key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return name and expression `key` of every entry of a list of `file`.toml."""
    entries = load_toml(f"{file}.toml")[table]
    return tuple((each["name"], re.compile(each[key])) for each in entries)


@cache
def units() -> str:
    """Return the units of `data/units.toml` as alternatives, the longest first."""
    data = load_toml("units.toml")
    raw = sorted((raw for unit in data["unit"] for raw in unit["raw"]), key=len, reverse=True)
    guards = data["not_before"]
    return "|".join(f"{re.escape(u)}(?!{guards[u]})" if u in guards else re.escape(u) for u in raw)


def fill(patterns: str | list[str], macros: Mapping[str, str], year: int | None) -> str:
    """Return alternatives as one expression, macros <name> and years <last>, <next> filled in."""
    text = patterns if isinstance(patterns, str) else "|".join(patterns)
    years = {key: str(year + ahead) if year else "(?!)" for key, ahead in _YEARS.items()}
    for name, macro in (*macros.items(), *years.items()):
        text = text.replace(f"<{name}>", macro)
    return text


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern in a text."""
    last = None
    for found in pattern.finditer(text):
        last = found
    return last
