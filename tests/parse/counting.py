"""Shared by the tests of counts: a passage from a sentence, and tables of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.model import Block, Claim, Document, Identity, Quantity, SectionRole, Source, Span
from gouji.parse.claims import claims
from gouji.parse.context import narrative
from gouji.parse.outline import Passage
from gouji.parse.quantities import quantities

COUNTY = Identity(organ="云岭县人民政府", kind="government", level="county", year=2023)


def a_document(text: str) -> Document:
    return Document(
        Source("test.txt", "0" * 64, "text/plain", len(text)),
        text,
        (Block(Span(0, len(text)), "paragraph"),),
    )


def counted(
    text: str,
    *,
    section: SectionRole | None = "overview",
    heading: str | None = None,
    identity: Identity = COUNTY,
    form: str | None = "zfxxgk-2021",
) -> tuple[Quantity, ...]:
    doc = a_document(text)
    texts = narrative(doc, [Passage(Span(0, len(text)), section, heading)])
    return quantities(doc, texts, identity, form)


def claimed(
    text: str, *, section: SectionRole | None = "overview", heading: str | None = None
) -> tuple[Claim, ...]:
    doc = a_document(text)
    texts = narrative(doc, [Passage(Span(0, len(text)), section, heading)])
    return claims(texts, COUNTY, quantities(doc, texts, COUNTY, None))


def table(rows: str) -> Iterator[tuple[str, list[tuple[Decimal, str | None]]]]:
    """Yield (sentence, [(amount, measure)]) of lines "sentence => 12 measure | 3 -"."""
    for row in filter(None, (line.strip() for line in rows.splitlines())):
        sentence, _, expected = row.partition(" => ")
        pairs = [pair.split() for pair in expected.split("|") if pair.strip()]
        yield sentence, [(Decimal(amount), None if name == "-" else name) for amount, name in pairs]


def found(
    text: str,
    *,
    section: SectionRole | None = "overview",
    heading: str | None = None,
    form: str | None = "zfxxgk-2021",
) -> list[tuple[Decimal, str | None]]:
    counts = counted(text, section=section, heading=heading, form=form)
    return [(qty.value.amount, qty.measure) for qty in counts]
