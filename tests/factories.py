"""Builders for tests: a whole report as text, run through the real pipeline, and objects by hand.

`a_text` writes a complete, consistent report and changes only what a test names; every label comes
from the form data. A cell is named `<row>[@column]` in table applications and `<row>.<column>` in
the other two, with or without the table's name before it; `cell.` before a name gives raw text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import get_args

from gouji.audit import DEFAULTS, audit_bytes
from gouji.classify import classify_report, load_classifier
from gouji.config import Settings
from gouji.messages import render
from gouji.model import (
    Audit,
    Block,
    Cell,
    CellRef,
    Document,
    Quantity,
    Report,
    SectionRole,
    Source,
    Span,
    Statement,
    Table,
    TableKind,
    Value,
)
from gouji.parse import parse
from gouji.parse.forms import Form, Layout, load_forms
from gouji.read import read_bytes
from gouji.reconcile import reconcile
from table_layouts import PRINT

ROLES = get_args(SectionRole)
HEADINGS = {
    "overview": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
PROSE = {
    "overview": "本机关主动公开信息，办理依申请公开，先审后发，维护平台，接受考核、评议和问责。",
    "problems": "一是政策解读形式不够丰富。下一步，将制作图解、动画等政策解读产品。",
    "other": "信息处理费按规定公布，没有其他需要报告的事项。",
}
Prose = str | Sequence[str]


def a_text(
    prose: str | None = None,
    *,
    cells: Mapping[str, object] | None = None,
    sections: Mapping[str, Prose] | None = None,
    organ: str = "云岭县人民政府",
    year: int = 2023,
    form: str | None = None,
    title: str | None = None,
    preamble: Prose = (),
    headings: Mapping[str, str] | None = None,
    drop_tables: Sequence[str] = (),
    drop_sections: Sequence[str] = (),
    raw: str | None = None,
) -> str:
    """The text of a report; `prose` is what section 一 says, `raw` replaces everything."""
    if raw is not None:
        return raw
    edition = load_forms()[form or _edition(year)]
    told = dict(PROSE) | dict(sections or {}) | ({"overview": prose} if prose else {})
    heads = HEADINGS | dict(headings or {})
    tables = a_filling(edition, cells or {})
    lines = [title or f"{organ}{year}年政府信息公开工作年度报告", *_paragraphs(preamble)]
    for role in ROLES:
        if role in drop_sections or heads[role] == "-":
            continue
        lines += [heads[role], *_paragraphs(told.get(role, ()))]
        if role in edition.tables and role not in drop_tables:
            table = PRINT[role](edition.tables[role], tables[role])
            lines += ["\t".join(row) for row in table]
    return "\n".join(lines) + "\n"


def an_audit(prose: str | None = None, *, settings: Settings = DEFAULTS, **changes) -> Audit:
    """The audit of a report written by `a_text`."""
    data = a_text(prose, **changes).encode()
    return audit_bytes(data, uri="report.txt", settings=settings)


def a_report(prose: str | None = None, **changes) -> Report:
    """The report that `a_text` writes, read, parsed and classified."""
    doc = read_bytes(a_text(prose, **changes).encode(), uri="report.txt")
    return classify_report(parse(doc), load_classifier(DEFAULTS.tagger))


def verdicts(made: Report | Audit) -> list[str]:
    """The verdicts on the counts that were linked, in order of the text."""
    return [link.verdict for link in _links(made)]


def why(made: Report | Audit) -> str:
    """What the links say about how a count was read, in Chinese."""
    return "\n".join(render(link.why) for link in _links(made) if link.why)


def rules_fired(made: Audit) -> Counter[str]:
    """How often each rule fired; a rule that crashed is an error of the test."""
    crashed = {c: o.detail for c, o in made.outcomes.items() if o.status == "crash"}
    assert not crashed, crashed
    return Counter(found.rule for found in made.findings)


def from_page(block: str) -> dict[str, object]:
    """What a fenced `report` block of a rule page asks of `a_text`."""
    asked: dict[str, object] = {"cells": {}, "headings": {}, "drop_tables": []}
    told: defaultdict[str, list[str]] = defaultdict(list)
    for line in filter(str.strip, block.splitlines()):
        key, _, value = (part.strip() for part in line.partition(":"))
        if key in ROLES or key == "preamble":
            told[key].append(value)
        elif key in ("organ", "form", "title"):
            asked[key] = value
        elif key == "year":
            asked[key] = int(value)
        elif key == "raw":
            asked[key] = value.replace("\\n", "\n")
        elif key.startswith("heading."):
            asked["headings"][key.removeprefix("heading.")] = value
        elif key.startswith("table."):
            asked["drop_tables"].append(key.removeprefix("table."))
        else:
            asked["cells"][key] = value
    if "preamble" in told:
        asked["preamble"] = told.pop("preamble")
    return asked | {"sections": dict(told)}


# ---------------------------------------------------------------- the tables of a text


def a_filling(form: Form, cells: Mapping[str, object]) -> dict[str, dict[tuple[str, str], str]]:
    """What each cell prints: what is asked for, sums that hold around it, 0 elsewhere."""
    numbers: dict[CellRef, Decimal] = {}
    printed: dict[CellRef, str] = {}
    for name, value in cells.items():
        for ref in _refs(form, name.removeprefix("cell.")):
            number = None if name.startswith("cell.") else _number(value)
            if number is None:
                printed[ref] = str(value)
            else:
                numbers[ref] = number
    _balance_applications(form.tables["applications"], numbers)
    for row in form.tables["disputes"].rows:
        parts = ("upheld", "corrected", "other", "pending")
        given = [numbers.get(("disputes", row.key, part), Decimal(0)) for part in parts]
        numbers.setdefault(("disputes", row.key, "total"), sum(given, Decimal(0)))
    return {
        kind: {
            (row.key, column.key): printed.get(ref) or str(numbers.get(ref, 0))
            for row in layout.rows
            for column in row.columns
            for ref in [(kind, row.key, column.key)]
        }
        for kind, layout in form.tables.items()
    }


def _balance_applications(layout: Layout, numbers: dict[CellRef, Decimal]) -> None:
    """Fill in totals of rows, then `granted` and `concluded_total` of each column."""
    rows = [row.key for row in layout.rows if not row.optional]
    *applicants, total = [column.key for column in layout.columns]
    outcomes = [r for r in rows if r not in ("new_received", "carried_in", "carried_out")]
    outcomes.remove("concluded_total")

    def at(row: str, column: str) -> Decimal:
        return numbers.get(("applications", row, column), Decimal(0))

    def settle(row: str, column: str, value: Decimal) -> None:
        numbers.setdefault(("applications", row, column), value)

    for row in {row for kind, row, _ in numbers if kind == "applications"}:
        settle(row, total, sum((at(row, column) for column in applicants), Decimal(0)))
    for column in (*applicants, total):
        there = at("new_received", column) + at("carried_in", column) - at("carried_out", column)
        settle("granted", column, max(there - sum(at(r, column) for r in outcomes[1:]), Decimal(0)))
        settle("concluded_total", column, sum((at(r, column) for r in outcomes), Decimal(0)))


def _refs(form: Form, name: str) -> list[CellRef]:
    """The cells a name stands for; a row of applications without a column: 自然人 and 总计."""
    row, _, column = name.removeprefix("applications.").partition("@")
    if row in {item.key for item in form.tables["applications"].rows}:
        columns = [column] if column else ["natural_person", "total"]
        return [("applications", row, key) for key in columns]
    row, _, column = name.rpartition(".")
    for kind in ("disclosure", "disputes"):
        for item in form.tables[kind].rows:
            if item.key == row.removeprefix(f"{kind}."):
                assert column in {c.key for c in item.columns}, f"{row} has no column {column}"
                return [(kind, item.key, column)]
    raise KeyError(f"{form.id} has no cell {name!r}")


def _edition(year: int) -> str:
    """The form whose years have begun by `year`, the newest such one."""
    return [form.id for form in load_forms().values() if form.first_year <= max(year, 2019)][-1]


def _paragraphs(prose: Prose) -> list[str]:
    return prose.splitlines() if isinstance(prose, str) else list(prose)


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _links(made: Report | Audit):
    rec = made.reconciliation if isinstance(made, Audit) else reconcile(made)
    return sorted(rec.links, key=lambda link: link.quantity)


# ---------------------------------------------------------------- objects by hand


def a_document(text: str, *, uri: str = "report.txt") -> Document:
    """A document of one paragraph a line, its text taken as it stands."""
    blocks = [Block(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text)]
    return Document(Source(uri, "0" * 64, "text/plain", len(text.encode())), text, tuple(blocks))


def a_span(text: str, surface: str, *, nth: int = 0) -> Span:
    """Where `surface` stands in `text`, the first time or the `nth` time after."""
    start = [m.start() for m in re.finditer(re.escape(surface), text)][nth]
    return Span(start, start + len(surface))


def a_quantity(text: str, surface: str, *, nth: int = 0, **changes) -> Quantity:
    """The exact count printed as `surface` ("15件") in `text`."""
    digits, unit = re.fullmatch(r"([\d.]+)(\D*)", surface).groups()
    amount = Decimal(digits)
    value = Value(amount, amount, amount, unit, surface, unit)
    return Quantity(**({"id": 0, "value": value, "span": a_span(text, surface, nth=nth)} | changes))


def a_table(
    kind: TableKind, cells: Mapping[str, object], *, form="zfxxgk-2021", **changes
) -> Table:
    """A table all of whose cells were read: those of `cells`, balanced as in `a_text`."""
    edition = load_forms()[form]
    units = {(r.key, c.key): c.unit for r in edition.tables[kind].rows for c in r.columns}
    filled = a_filling(edition, cells)[kind]
    made = [
        Cell(row, column, text, Decimal(text), units[row, column], "read", Span(0, 0))
        for (row, column), text in filled.items()
    ]
    basis = {"status": "proved", "reading_certain": True, "span": Span(0, 0)}
    return Table(**({"form": form, "kind": kind, "cells": tuple(made)} | basis | changes))


def a_statement(text: str, *, whole: str | None = None, **changes) -> Statement:
    """A statement of section 五, standing alone or in the text `whole`."""
    usual = {"id": 0, "section": "problems", "heading": None, "group": 0}
    return Statement(**({"span": a_span(whole or text, text), "text": text} | usual | changes))
