"""Where a figure stands and what it was found to count."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The text around a figure, folded and without layout spaces.

    `left` runs from the figure before (or the sentence's begin), `lead` from the sentence's begin,
    `item` from the passage's heading and begin, `right` to the next figure or punctuation.
    `group` is the kind of unit (case, item, event …), `unit_before` that of the figure before.
    """

    left: str
    lead: str
    right: str
    item: str
    group: str
    unit: str
    unit_before: str
    topic: str | None

    @property
    def tail(self) -> str:
        """What stands between the last punctuation and the figure."""
        return re.split(r"[,;:(。]", self.left)[-1]


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a figure counts; `label` is the subject found in the text."""

    measure: str | None
    label: str | None = None
    readings: tuple[str, ...] = ()


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern in a text."""
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)
