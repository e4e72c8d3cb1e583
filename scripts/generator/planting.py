"""The register of planters: for each rule what it needs and how its fault is planted.

A planter acts before the writing (on the brief), after it (on the draft), or both. One that cannot
do its work in a report raises `Unplantable`; the report is then tried again with other figures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .draft import Brief, Draft
from .figures import Ref
from .marks import Count, Piece

BeforeWriting = Callable[[Brief], None]
AfterWriting = Callable[[Brief, Draft], None]
MODERN = (2021, 2022, 2023, 2024)
ALL_YEARS = (2019, 2020, *MODERN)


class Unplantable(Exception):
    """A report has no place for the fault."""


@dataclass(slots=True)
class Planter:
    """How one fault is planted: level and years it needs, whether figures must be lively."""

    code: str
    level: str | None = None
    years: tuple[int, ...] = ALL_YEARS
    lively: bool = False
    before: BeforeWriting | None = None
    after: AfterWriting | None = None


PLANTERS: dict[str, Planter] = {}


def needs(
    *codes: str, level: str | None = None, years: tuple[int, ...] = ALL_YEARS, lively: bool = False
) -> None:
    """Say what the planters of these rules need."""
    for code in codes:
        planter = PLANTERS.setdefault(code, Planter(code))
        planter.level, planter.years, planter.lively = level, years, lively


def before_writing(code: str) -> Callable[[BeforeWriting], BeforeWriting]:
    """Register what is done to the brief."""

    def register(function: BeforeWriting) -> BeforeWriting:
        PLANTERS.setdefault(code, Planter(code)).before = function
        return function

    return register


def after_writing(code: str) -> Callable[[AfterWriting], AfterWriting]:
    """Register what is done to the draft."""

    def register(function: AfterWriting) -> AfterWriting:
        PLANTERS.setdefault(code, Planter(code)).after = function
        return function

    return register


def insert(brief: Brief, draft: Draft, piece: Piece) -> None:
    """Put a sentence at the end of a paragraph of section one."""
    paragraphs = draft.sections["overview"].paragraphs
    places = [at for at, p in enumerate(paragraphs) if p.text.endswith("。")]
    at = brief.rng.choice(places)
    paragraphs[at] = paragraphs[at] + piece


def sentence(brief: Brief, key: str) -> Piece:
    """Write a sentence of a kind or give up."""
    piece = brief.writer.write(key)
    if piece is None:
        raise Unplantable(key)
    return piece


def spoken(brief: Brief, draft: Draft) -> set[Ref]:
    """Return the cells that the prose speaks of."""
    counts = [m for _, piece in draft.prose() for m in piece.marks if isinstance(m, Count)]
    return {ref for count in counts for r in count.readings for _, ref in brief.figures.refs(r)}


def alter(draft: Draft, by: int, *refs: Ref) -> None:
    """Change cells by an amount."""
    for ref in refs:
        value = draft.cells.get(ref)
        if value is None or value + by < 0:
            raise Unplantable(str(ref))
        draft.cells[ref] = value + Decimal(by)
