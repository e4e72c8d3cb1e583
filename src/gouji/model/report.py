"""What a file means: identity, sections, tables, statements, counts and claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from gouji.model.document import Document, Span, Value

SectionRole = Literal["overview", "disclosure", "applications", "disputes", "problems", "other"]
TableKind = Literal["disclosure", "applications", "disputes"]
Reading = Literal["read", "decoded", "blank", "dash", "unread"]
Basis = Literal["sums", "prose"]
TableStatus = Literal["proved", "consistent", "disputed", "unread"]
CheckResult = Literal["agree", "differ", "not_assessable"]
Kind = Literal[
    "problem", "remedy_taken", "remedy_planned", "achievement", "background", "none_declared"
]
CellRef = tuple[str, str, str]
"""(table kind, row key, column key), e.g. ("applications", "new_received", "total")."""


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
    """One cell of a recognised table; `value` is None unless `reading` is read or decoded.

    An unread cell among glued digits keeps the values it may have as `candidates`, and the number
    of ways to cut these digits as `splits`.
    """

    row: str
    column: str
    text: str
    value: Decimal | None
    unit: str
    reading: Reading
    span: Span
    basis: Basis | None = None
    candidates: tuple[Decimal, ...] = ()
    splits: int = 0


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

    _rows: dict[str, dict[str, Cell]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def rows(self) -> Mapping[str, Mapping[str, Cell]]:
        """The cells by row and column key."""
        for cell in () if self._rows else self.cells:
            self._rows.setdefault(cell.row, {}).setdefault(cell.column, cell)
        return self._rows

    def cell(self, row: str, column: str) -> Cell | None:
        """Return the cell at a row and column key, or None where the table lacks it."""
        return self.rows.get(row, {}).get(column)


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
