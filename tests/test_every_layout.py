"""The same report in every layout gives the same `Report` apart from spans.

Reports are only read and parsed, not classified. What a layout truly loses is named here: without
cell borders no reading is certain and an empty cell leaves no trace; where digits are glued
together a cell may stay unread, but none is wrong.
"""

from collections import Counter
from decimal import Decimal

import pytest

from generated import CODES, LAYOUTS, a_generated, file_name
from gouji.parse import parse
from gouji.read import read_bytes

SEEDS, CHUNKS = range(2000, 2200), 16
LEVELS = (None, None, "township", "county", "prefecture", "province", "state", "zone")
BORDERLESS = ("lines", "spaced", "glued")
OTHERS = [layout for layout in LAYOUTS if layout not in ("tsv", "pdf")]
"""Layouts compared with `tsv` in every report; PDF, which costs most, in every fifth."""
FAULTS = (
    *("T101", "T102", "T103", "T104", "T201", "T202", "T203", "T204", "T301"),
    *("S104", "S105", "S106", "S107", "S108", "S109", "S110"),
)
"""Rules whose faults in the tables are planted."""
LOST = {"S109": BORDERLESS, "S110": ("glued",)}
"""Where a fault leaves no trace: blank cells need borders, words break the glued digits."""
SPOKEN = [code for code in CODES if code[0] == "P"]
"""Rules whose faults are figures of the prose that contradict the tables."""


def a_report(seed):
    return a_generated(seed, level=LEVELS[seed % len(LEVELS)])


def parsed(made, layout):
    return parse(read_bytes(made.print(layout), uri=file_name(made, layout)))


def tight(text):
    return text and "".join(text.split())


def facts(report):
    """Everything but spans, in lists that can be compared; white space does not count."""
    who, title = report.identity, report.identity.title
    printed = tight(title.of(report.text)) if title else None
    return {
        "identity": [who.organ, who.kind, who.level, who.region, who.year, who.names, printed],
        "form": [report.form],
        "sections": [(s.role, s.number, tight(s.title)) for s in report.sections],
        "tables": [(t.kind, t.form, t.deviations) for t in report.tables],
        "statements": [
            (tight(s.text), s.section, tight(s.heading), s.group, s.marker, s.role)
            for s in report.statements
        ],
        "quantities": [
            (
                amount.amount,
                amount.low,
                amount.high,
                amount.unit,
                q.measure,
                tight(q.label),
                q.readings,
                q.period,
                q.scope,
                q.hedge,
                q.section,
            )
            for q in report.quantities
            for amount in [q.value]
        ],
        "claims": [
            (c.kind, c.subject, c.readings, c.scope, tight(c.span.of(report.text)))
            for c in report.claims
        ],
    }


def proofs(report):
    return {table.kind: table.status for table in report.tables}


def cells(report):
    return {
        (table.kind, cell.row, cell.column): (cell.value, cell.reading, cell.unit)
        for table in report.tables
        for cell in table.cells
    }


def printed(made):
    """The true figures by cell, None where no figure is printed."""
    return {
        (kind, row, column): None if value is None else Decimal(str(value))
        for kind, rows in made.truth["tables"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }


def figure(place, cell):
    value, _, unit = cell
    scaled = value is not None and place[2] == "amount" and unit == "万元"
    return value * 10_000 if scaled else value


def wrong(made, report, *, may_lack=False):
    """Cells that do not have the true figure; an unread one is forgiven where it `may_lack`."""
    found, truth = cells(report), printed(made)
    return [
        (place, value, found.get(place))
        for place, value in truth.items()
        if figure(place, found.get(place, (None, "unread", ""))) != value
        and not (may_lack and found[place][1] == "unread")
    ]


def compare(made, layouts):
    """The reference is the layout with tabs; whatever differs from it is returned."""
    plain = parsed(made, "tsv")
    told, differing = facts(plain), list(wrong(made, plain))
    for layout in layouts:
        report = parsed(made, layout)
        got, glued = facts(report), layout == "glued"
        differing += [
            (made.name, made.defects, layout, name, one, other)
            for name, known in told.items()
            for one, other in [(set(known) - set(got[name]), set(got[name]) - set(known))]
            if known != got[name]
        ]
        differing += [(made.name, layout, *each) for each in wrong(made, report, may_lack=glued)]
        same = cells(report) == cells(plain) and proofs(report) == proofs(plain)
        if not (glued or same):
            differing.append((made.name, layout, proofs(plain), proofs(report)))
        certain = {table.kind: table.reading_certain for table in report.tables}
        drawn = {table.kind: table.reading_certain for table in plain.tables}
        if certain != (dict.fromkeys(drawn, False) if layout in BORDERLESS else drawn):
            differing.append((made.name, layout, "reading_certain", drawn, certain))
        for kind, status in proofs(report).items() if glued else ():
            if status in ("proved", "disputed") and status != proofs(plain)[kind]:
                differing.append((made.name, "status", kind, status))
    return differing


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_same_report_in_every_layout(chunk):
    for seed in SEEDS[chunk::CHUNKS]:
        layouts = [*OTHERS, "pdf"] if seed % 5 == 1 else OTHERS
        assert compare(a_report(seed), layouts) == []


@pytest.mark.parametrize("code", FAULTS)
def test_the_same_report_with_a_fault_in_every_layout(code):
    lost = ("docx", *LOST.get(code, ()))
    for seed in range(2300, 2303):
        made = a_generated(seed, (code,))
        assert compare(made, [layout for layout in OTHERS if layout not in lost]) == []


@pytest.mark.parametrize("code", SPOKEN)
def test_prose_that_contradicts_a_glued_table_settles_no_cell_wrongly(code):
    for seed in range(2300, 2303):
        assert compare(a_generated(seed, (code,)), ["glued"]) == []


def test_of_glued_figures_nine_in_ten_are_right():
    tally = Counter()
    for made in map(a_report, SEEDS):
        found = cells(parsed(made, "glued"))
        tally.update(found[place][1] for place, value in printed(made).items() if value)
    assert tally["read"] + tally["decoded"] >= 0.9 * tally.total()
    assert tally["decoded"] > 0.5 * tally.total()
