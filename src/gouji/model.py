"""The types every stage shares: what a file says, what a report means, and what an audit found.

All are frozen and slotted. A span is a half-open range of code points of `Document.text`, so
`span.of(document.text)` is always the surface that was seen. Nothing here reads, parses or prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

SectionRole = Literal["overview", "disclosure", "applications", "disputes", "problems", "other"]
TableKind = Literal["disclosure", "applications", "disputes"]
Reading = Literal["read", "decoded", "blank", "dash", "unread"]
Basis = Literal["sums", "prose"]
TableStatus = Literal["proved", "consistent", "disputed", "unread"]
CheckResult = Literal["agree", "differ", "not_assessable"]
Verdict = Literal["agrees", "agrees_as", "differs", "ambiguous", "not_comparable", "not_assessable"]
Kind = Literal[
    "problem", "remedy_taken", "remedy_planned", "achievement", "background", "none_declared"
]
RelationKind = Literal["part_whole", "flow", "ratio", "share", "growth", "enumeration"]
Level = Literal["error", "warning", "info"]
CellRef = tuple[str, str, str]
"""(table kind, row key, column key), e.g. ("applications", "new_received", "total")."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of `text` under this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """The file an audit speaks of; its identity is the hash, not the path."""

    uri: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source a block stands: page (from 1) or XPath."""

    page: int | None = None
    xpath: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one serialised table, in reading order."""

    span: Span
    kind: Literal["paragraph", "table"]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a layout table; a merged cell appears once, where it starts."""

    text: str
    span: Span
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A layout table as the file draws it: rows of cells in visual order, nothing interpreted.

    `certain` is false where the reader had to guess the cell borders.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    span: Span
    place: Place = Place()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """What the file says: one immutable text in reading order, its blocks and layout tables.

    Page furniture is removed (kept in `notes`), soft line breaks are joined, and each table is
    serialised once at its place: cells joined by tabs, rows by line feeds. `offsets` holds
    (text offset, source offset) pairs in ascending order, linear between two pairs.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ((0, 0),)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as an interval in its canonical unit.

    `low`/`high` are the bounds given by hedges and printed precision; an open bound is None.
    5.4万条 has amount 54000, low 53500, high 54500 and `high_exclusive`.
    """

    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    surface: str
    raw_unit: str = ""
    high_exclusive: bool = False

    def overlaps(self, other: Value) -> bool:
        """Tell whether some figure satisfies both intervals."""
        return _below(self, other) and _below(other, self)


def _below(a: Value, b: Value) -> bool:
    """Tell whether the lower end of `a` does not lie above the upper end of `b`."""
    if a.low is None or b.high is None:
        return True
    return a.low < b.high if b.high_exclusive else a.low <= b.high


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six fixed sections; `span` includes the heading line `heading`."""

    span: Span
    heading: Span
    number: str | None
    title: str
    role: SectionRole

    @property
    def body(self) -> Span:
        """The section without its heading."""
        return Span(self.heading.end, self.span.end)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a recognised table; `value` is None unless `reading` is read or decoded."""

    row: str
    column: str
    text: str
    value: Decimal | None
    unit: str
    reading: Reading
    span: Span
    basis: Basis | None = None
    candidates: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One equation of the form evaluated at one row, column or block of a table.

    `left` and `right` are the sums of the two sides (None where an operand is missing);
    `missing` names the cells that could not be used.
    """

    equation: str
    rule: str
    over: str
    left_cells: tuple[CellRef, ...]
    right_cells: tuple[CellRef, ...]
    left: Decimal | None
    right: Decimal | None
    result: CheckResult
    relation: str = "="
    missing: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid recognised as one of the form's tables.

    `status` is what the sums say, `reading_certain` what the layout says. `deviations` lists rows
    or columns the form does not have, or lacks ("extra row …", "one row (六)其他处理").
    """

    form: str
    kind: TableKind
    cells: tuple[Cell, ...]
    status: TableStatus
    reading_certain: bool
    span: Span
    checks: tuple[Check, ...] = ()
    deviations: tuple[str, ...] = ()

    def cell(self, row: str, column: str) -> Cell | None:
        """Return the cell at a row and column key, or None where the table lacks it."""
        for cell in self.cells:
            if cell.row == row and cell.column == column:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count stated in prose.

    `measure` is a canonical id of `domain/counts.md` or None, `label` the subject found in the
    text, `readings` the formulas its wording allows, the natural one first
    ("applications.new_received@total+applications.carried_in@total").
    """

    id: int
    value: Value
    span: Span
    measure: str | None = None
    label: str | None = None
    readings: tuple[str, ...] = ()
    period: str = "this_year"
    scope: str = "organ"
    hedge: str | None = None
    section: SectionRole | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A zero ("none") or completeness ("all") said in words, about the cells of `readings`."""

    id: int
    span: Span
    kind: Literal["none", "all"]
    subject: str | None
    readings: tuple[str, ...]
    scope: str = "organ"


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest stretch of prose that makes one claim, with its labels once classified.

    `group` numbers the list item it belongs to; `marker` is the item's list marker (一是);
    `role` tells a short heading from what explains it.
    """

    id: int
    span: Span
    text: str
    section: SectionRole | None
    heading: str | None
    group: int
    marker: str | None = None
    role: Literal["heading", "body"] = "body"
    kind: Kind | None = None
    topics: tuple[str, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A remedy that answers a problem (statement ids)."""

    problem: int
    remedy: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report this is and for which year; a field is None where the text does not tell.

    `names` are the names the organ uses for itself, the fullest first.
    """

    organ: str | None = None
    kind: str | None = None
    level: str | None = None
    region: str | None = None
    year: int | None = None
    title: Span | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the file means."""

    document: Document
    identity: Identity
    form: str | None
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    statements: tuple[Statement, ...] = ()
    pairs: tuple[Pair, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def text(self) -> str:
        """The document's normalised text."""
        return self.document.text

    def section(self, role: SectionRole) -> Section | None:
        """Return the section with a role, or None."""
        return next((section for section in self.sections if section.role == role), None)

    def table(self, kind: str) -> Table | None:
        """Return the table of a kind, or None."""
        return next((table for table in self.tables if table.kind == kind), None)

    def cell(self, ref: CellRef) -> Cell | None:
        """Return the cell a reference points to, or None."""
        table = self.table(ref[0])
        return table.cell(ref[1], ref[2]) if table else None

    def of_kind(self, *kinds: Kind) -> Iterator[Statement]:
        """Yield the statements labelled with one of `kinds`."""
        return (stmt for stmt in self.statements if stmt.kind in kinds)


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
class Message:
    """A key of the message catalogue and the values its template takes."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


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
