"""A report being written: its brief (who, when, with which faults) and its draft (text, tables).

Both are plain records that the composing modules fill and the planters of faults change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from .figures import Figures, Ref
from .marks import Piece
from .organs import Organ
from .writer import Writer

ROLES = ("overview", "disclosure", "applications", "disputes", "problems", "other")
ASPECTS = ("proactive", "on_request", "management", "platform", "oversight")
NOTICES = {"zfxxgk-2019": "国办公开办函〔2019〕60号", "zfxxgk-2021": "国办公开办函〔2021〕30号"}


def form_of(year: int) -> str:
    """Return the edition of the form that is due for a data year."""
    return "zfxxgk-2019" if year < 2021 else "zfxxgk-2021"


@dataclass(slots=True)
class Brief:
    """What is to be written; planters set `skip`, `want` and the like before the writing."""

    rng: Random
    organ: Organ
    year: int
    form: str
    figures: Figures
    writer: Writer
    topics: list[str] = field(default_factory=list)
    skip: set[str] = field(default_factory=set)
    want: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Section:
    """A section's number as printed, its title and its paragraphs."""

    number: str
    title: str
    paragraphs: list[Piece] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The line above the section."""
        return self.number + self.title


@dataclass(slots=True)
class Draft:
    """A written report: prose by section, cells as printed, and what the tables look like."""

    title: Piece
    preamble: list[Piece]
    sections: dict[str, Section]
    aspects: dict[str, str | None]
    cells: dict[Ref, Decimal | None]
    printed: dict[Ref, str] = field(default_factory=dict)
    shape: dict[str, str] = field(default_factory=dict)
    tail: list[Piece] = field(default_factory=list)
    flags: list[dict[str, object]] = field(default_factory=list)

    def flag(
        self, rule: str, about: str, why: str, *, scope: str = "report", count: int = 1
    ) -> None:
        """Record a planted fault that no stretch of prose carries."""
        entry = {"rule": rule, "about": about, "why": why, "scope": scope}
        self.flags += [dict(entry) for _ in range(count)]

    def prose(self) -> list[tuple[str | None, Piece]]:
        """Return all paragraphs of prose in order, each with the role of its section."""
        found: list[tuple[str | None, Piece]] = [(None, piece) for piece in self.preamble]
        for role, section in self.sections.items():
            found += [(role, piece) for piece in section.paragraphs]
        return found + [(None, piece) for piece in self.tail]
