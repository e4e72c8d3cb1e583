"""What is changed in a report, and the changed draft printed like the report it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.draft import Draft
from generator.figures import Ref
from generator.layouts import Printable, as_tsv
from generator.making import Generated
from generator.marks import Mark, Piece
from generator.tables import Grid, tables


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the draft after it, before → after for people, and where it was made.

    `refs` are the cells that were changed, `words` what now stands at the changed place of the
    prose; a finding that tells of the change quotes one of them. `claim` is the subject of the
    claim that the change contradicts.
    """

    draft: Draft
    before: str
    after: str
    refs: tuple[Ref, ...] = ()
    words: tuple[str, ...] = ()
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change with what must be told of it.

    At least one rule of `must` has to fire; those of `may` can follow from it; any other error is a
    false alarm. `open` says why nothing has to be told.
    """

    kind: str
    change: Change
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    open: str = ""


def with_cells(made: Generated, values: Mapping[Ref, Decimal | None]) -> Draft:
    """Return the draft with other values in some cells, printed plainly."""
    draft = copied(made.draft)
    for ref, value in values.items():
        draft.cells[ref] = value
        draft.printed.pop(ref, None)
    return draft


def with_piece(draft: Draft, place: int, piece: Piece) -> Draft:
    """Return the draft with another paragraph at a place of `draft.prose()`."""
    changed = copied(draft)
    for paragraphs in (
        changed.preamble,
        *(section.paragraphs for section in changed.sections.values()),
        changed.tail,
    ):
        if place < len(paragraphs):
            paragraphs[place] = piece
            return changed
        place -= len(paragraphs)
    raise IndexError(place)


def copied(draft: Draft) -> Draft:
    """Return a draft whose cells and paragraphs can be changed."""
    made = replace(draft, cells=dict(draft.cells), printed=dict(draft.printed))
    made.preamble, made.tail = [*draft.preamble], [*draft.tail]
    made.sections = deepcopy(draft.sections)
    return made


def spliced(piece: Piece, mark: Mark, text: str, new: Mark | None = None) -> Piece:
    """Return the paragraph with `text` where a mark was, which `new` then covers."""
    grown = len(text) - (mark.end - mark.start)

    def moved(other: Mark) -> Mark:
        if other is mark:
            return replace(new or mark, start=mark.start, end=mark.end + grown)
        start = other.start + (grown if other.start >= mark.end else 0)
        return replace(other, start=start, end=other.end + (grown if other.end >= mark.end else 0))

    words = piece.text[: mark.start] + text + piece.text[mark.end :]
    return Piece(words, tuple(moved(other) for other in piece.marks))


def printed(made: Generated, draft: Draft) -> bytes:
    """Print a changed draft as text with tabs, as the report itself is printed."""
    words = (piece.text for _, piece in draft.prose())
    content: dict[str, Iterator[str | Grid]] = {
        "paragraph": iter([*words]),
        "table": iter(tables(draft).values()),
    }
    blocks = tuple(
        (kind, next(content[kind]) if kind in content else old)
        for kind, old in made.printable.blocks
    )
    return as_tsv(Printable(draft.title.text, blocks, made.organ.name, made.year, 0))
