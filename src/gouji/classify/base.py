"""What every tagger takes and gives, so that lexicon, linear and neural ones can be exchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gouji.model import Kind, SectionRole


@dataclass(frozen=True, slots=True)
class StatementInput:
    """A statement and its context. `previous` and `following` are its neighbours in its group."""

    text: str
    section: SectionRole | None = None
    heading: str | None = None
    previous: str | None = None
    following: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one statement; `scores` holds 0..1 for each label given."""

    kind: Kind
    topics: tuple[str, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()


class Classifier(Protocol):
    """A tagger. `name` goes into the versions of an audit, so it tells which weights were used."""

    @property
    def name(self) -> str:
        """How the audit names this tagger."""
        ...

    def label(self, items: Sequence[StatementInput]) -> list[Labels]:
        """Return the labels of `items`, in order."""
        ...
