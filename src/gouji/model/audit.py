"""What an audit found: links and their verdicts, relations, findings, outcomes, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from gouji.model.document import Source, Span
from gouji.model.report import CellRef, Report

Verdict = Literal["agrees", "agrees_as", "differs", "ambiguous", "not_comparable", "not_assessable"]
RelationKind = Literal["part_whole", "flow", "ratio", "share", "growth", "enumeration"]
Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Message:
    """A key of the message catalogue and the values its template takes."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """What a count was compared with, and the verdict.

    `formula` is the reading taken, `why` the reason in words a clerk understands (a key of the
    message catalogue with its parameters is rendered by the caller), `hint` a likely slip.
    """

    quantity: int
    cells: tuple[CellRef, ...]
    formula: str
    verdict: Verdict
    expected: Decimal | None = None
    why: Message | None = None
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """The verdict on a claim; `cells` are those that were looked at."""

    claim: int
    cells: tuple[CellRef, ...]
    verdict: Verdict
    contradicting: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about several counts of the prose, checked by arithmetic.

    For `part_whole` the sum of `parts` (quantity ids) must overlap `whole`; with `partial` it only
    may not exceed it. For `enumeration`, `expected` is the declared and `actual` the found number.
    `explicit` is true where the wording itself announces the list (其中, brackets).
    """

    kind: RelationKind
    span: Span
    whole: int | None
    parts: tuple[int, ...]
    partial: bool
    holds: bool | None
    expected: Decimal | None
    actual: Decimal | None
    explicit: bool = True
    items: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was looked at: counts found, linked and judged, relations, and what was not."""

    quantities: int
    linked: int
    verdicts: Mapping[str, int]
    relations: int
    relations_hold: int
    unlinked: Mapping[str, int]
    tables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Everything that was compared in one report."""

    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[ClaimLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage a finding rests on, quoted as it stands, and the table cell it is, if it is one."""

    span: Span
    text: str
    cell: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement, both sides quoted. `uncertain` marks one that rests on a doubtful reading."""

    rule: str
    name: str
    level: Level
    message: Message
    evidence: tuple[Evidence, ...]
    fingerprint: str
    expected: Decimal | None = None
    actual: Decimal | None = None
    hint: Message | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did on one report; `detail` is the reason of a skip or the text of a crash."""

    status: Literal["pass", "findings", "skip", "crash"]
    findings: tuple[Finding, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DigestSentence:
    """One sentence of the digest and the spans that back it."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Key figures by measure id, the digest, and the statements that carry problems and remedies.

    `unanswered` and `orphans` hold the first statement id of each group without a partner.
    """

    figures: Mapping[str, Decimal]
    digest: tuple[DigestSentence, ...]
    problems: tuple[int, ...]
    remedies: tuple[int, ...]
    unanswered: tuple[int, ...]
    orphans: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The product: one report, or one file that could not be read (`report` is None)."""

    source: Source
    versions: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    report: Report | None = None
    reconciliation: Reconciliation = Reconciliation()
    coverage: Coverage | None = None
    summary: Summary | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, by rule code."""
        return tuple(f for code in sorted(self.outcomes) for f in self.outcomes[code].findings)
