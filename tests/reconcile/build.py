"""Reports made by hand for the tests of this package: a sentence, its counts, a few cells."""

import re
from decimal import Decimal

from gouji.model import (
    Block,
    Cell,
    Claim,
    Document,
    Identity,
    Quantity,
    Report,
    Section,
    Source,
    Span,
    Table,
    Value,
)

COUNT = re.compile(
    r"(?P<digits>\d+(?:\.\d+)?)(?P<more>余?)(?P<unit>[件条个期场次篇%]|人次|万元|元)"
)
APPLICANTS = (
    *("natural_person", "company", "research_institute", "social_organisation"),
    *("legal_service", "other_organisation", "total"),
)
ROWS = (
    *("new_received", "carried_in", "granted", "partly_granted", "refused.state_secret"),
    *("refused.process_information", "concluded_total", "other.rest", "carried_out"),
)


def a_report(
    text,
    *measures,
    readings=None,
    cells=None,
    claims=(),
    year=2023,
    certain=True,
    scopes=None,
    periods=None,
    checks=(),
):
    """Build a report of one section; `measures` go to the counts of `text` in order.

    `cells` are "applications.new_received" → figure (natural persons and total alike), with
    "@column" for one cell, a tuple (reading, basis) for one that was not read.
    """
    counts = [
        _count(number, match, measures, readings or {}, scopes or {}, periods or {})
        for number, match in enumerate(COUNT.finditer(text))
    ]
    span = Span(0, len(text))
    document = Document(Source("made.txt", "0", "text/plain", 1), text, (Block(span, "paragraph"),))
    return Report(
        document=document,
        identity=Identity(organ="云岭县人民政府", kind="government", level="county", year=year),
        form="zfxxgk-2021",
        sections=(Section(span, Span(0, 0), "一", "总体情况", "overview"),),
        tables=tuple(_tables(cells or {}, certain, checks, len(text))),
        quantities=tuple(counts),
        claims=tuple(
            Claim(number, Span(at := text.index(words), at + len(words)), kind, subject, formulas)
            for number, (words, kind, subject, *formulas) in enumerate(claims)
        ),
    )


def _count(number, match, measures, readings, scopes, periods):
    amount = Decimal(match["digits"])
    high = None if match["more"] else amount
    measure = measures[number] if number < len(measures) else None
    default = (measure,) if measure and not measure.startswith("published") else ()
    return Quantity(
        id=number,
        value=Value(amount, amount, high, match["unit"], match[0], match["unit"]),
        span=Span(*match.span()),
        measure=measure,
        readings=tuple(readings.get(number, default)),
        scope=scopes.get(number, "organ"),
        period=periods.get(number, "this_year"),
    )


def _tables(given, certain, checks, end):
    kinds = {
        "applications": [(row, column, 0) for row in ROWS for column in APPLICANTS],
        "disputes": [
            (row, column, 0)
            for row in ("review", "litigation_direct", "litigation_after_review")
            for column in ("upheld", "corrected", "other", "pending", "total")
        ],
        "disclosure": [("fees", "amount_wan", 0), ("normative_documents", "issued", 0)],
    }
    for kind, rows in kinds.items():
        figures = {(row, column): (value, "read", None) for row, column, value in rows}
        for name, value in given.items():
            head, _, column = name.partition("@")
            row = head.removeprefix("applications.")
            if row == head:
                row, _, column = head.partition(".")
            state = value if isinstance(value, tuple) else (value, "read", None)
            if (row, column or "total") in figures:
                figures[row, column or "total"] = state
                if not column:
                    figures[row, "natural_person"] = state
        yield Table(
            form="zfxxgk-2021",
            kind=kind,
            cells=tuple(
                Cell(
                    row,
                    column,
                    str(value),
                    None if value is None else Decimal(str(value)),
                    "万元" if column == "amount_wan" else "件",
                    reading,
                    Span(end, end),
                    basis,
                )
                for (row, column), (value, reading, basis) in figures.items()
            ),
            status="proved",
            reading_certain=certain,
            span=Span(end, end),
            checks=checks,
        )
