"""The types every stage shares; all are frozen and slotted, none reads, parses or prints.

A span is a half-open range of code points of `Document.text`, so `span.of(document.text)` is always
the surface that was seen.
"""

from gouji.model.audit import (
    Audit,
    ClaimLink,
    Coverage,
    DigestSentence,
    Evidence,
    Finding,
    Level,
    Link,
    Message,
    Outcome,
    Reconciliation,
    Relation,
    RelationKind,
    Summary,
    Verdict,
)
from gouji.model.document import Block, Document, Grid, GridCell, Place, Source, Span, Value
from gouji.model.report import (
    Basis,
    Cell,
    CellRef,
    Check,
    CheckResult,
    Claim,
    Identity,
    Kind,
    Pair,
    Quantity,
    Reading,
    Report,
    Section,
    SectionRole,
    Statement,
    Table,
    TableKind,
    TableStatus,
)
