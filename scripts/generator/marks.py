"""Text that knows what it says: a `Piece` is a string with marks on stretches of it.

Marks carry the truth of the prose while it is being put together: counts, claims, enumerations,
statements, traps and planted faults. Joining pieces shifts the marks; nothing here is random.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as printed: its value, its measure, and the formulas it may be read as."""

    start: int
    end: int
    slot: str
    measure: str | None
    unit: str
    raw_unit: str
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    hedge: str | None
    readings: tuple[str, ...] = ()
    period: str = "this_year"
    roles: tuple[tuple[str, str], ...] = ()
    ambiguous: bool = False
    other: bool = False
    core: bool = False
    places: int = 0
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said to be none or all, with the formulas that must then be zero."""

    start: int
    end: int
    kind: str
    subject: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A declared number of items and the number that follows."""

    start: int
    end: int
    declared: int
    found: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its labels; `item` joins the statements of one item and their answers."""

    start: int
    end: int
    kind: str
    topics: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A planted fault: the rule it must raise (`must`), or a trap that must not raise it."""

    start: int
    end: int
    rule: str
    why: str
    must: bool = True


Mark = Count | Claim | Enumeration | Said | Flag


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and its marks, half-open code-point offsets into it."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Piece | str) -> Piece:
        """Join a piece or plain text to the end."""
        if isinstance(other, str):
            return Piece(self.text + other, self.marks)
        moved = tuple(shift(mark, len(self.text)) for mark in other.marks)
        return Piece(self.text + other.text, self.marks + moved)

    def of(self, mark: Mark) -> str:
        """Return what a mark covers."""
        return self.text[mark.start : mark.end]

    def flagged(self, rule: str, why: str, *, must: bool = True) -> Piece:
        """Return the piece with a planted fault over all of it."""
        flag = Flag(0, len(self.text), rule, why, must)
        return Piece(self.text, (*self.marks, flag))


def shift(mark: Mark, by: int) -> Mark:
    """Return the mark moved to the right."""
    return replace(mark, start=mark.start + by, end=mark.end + by)


def join(pieces: Iterable[Piece], between: str = "") -> Piece:
    """Join pieces with plain text between them."""
    whole = Piece()
    for number, piece in enumerate(pieces):
        whole = whole + (between if number else "") + piece
    return whole
