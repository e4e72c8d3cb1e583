"""The demo reports against the truth beside them: every planted defect, and nothing else."""

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from factories import rules_fired
from gouji.audit import audit_path

CORPORA = Path(__file__).parents[1] / "corpora"
TRUTHS = {
    path.name.removesuffix(".truth.json"): json.loads(path.read_text("utf-8"))
    for path in sorted((CORPORA / "demo").glob("*.truth.json"))
}
each_report = pytest.mark.parametrize("name", TRUTHS)


@cache
def audited(name):
    return audit_path(CORPORA / "demo" / TRUTHS[name]["file"])


def test_there_is_a_truth_beside_each_report():
    reports = {p.stem for p in (CORPORA / "demo").iterdir() if p.suffix != ".json"}
    assert reports == set(TRUTHS)


@each_report
def test_the_truth_quotes_the_report_and_adds_up(name):
    flat = "".join(audited(name).report.text.split())
    truth = TRUTHS[name]
    for item in truth["quantities"] + truth["statements"] + truth["claims"] + truth["enumerations"]:
        assert flat.count("".join(item["quote"].split())) == 1, item["quote"]
    for item in truth["quantities"]:
        assert item["surface"] in item["quote"]


@each_report
def test_identity_form_and_sections(name):
    report, truth = audited(name).report, TRUTHS[name]
    identity = report.identity
    assert report.form == truth["form"]
    assert (identity.organ, identity.kind, identity.year) == (
        truth["organ"],
        truth["kind"],
        truth["year"],
    )
    assert identity.level == truth["level"]
    assert [section.role for section in report.sections] == [s["role"] for s in truth["sections"]]


@each_report
def test_every_cell_is_right(name):
    report = audited(name).report
    wanted = {
        (kind, row, column): None if value is None else Decimal(str(value))
        for kind, rows in TRUTHS[name]["tables"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }
    got = {(t.kind, c.row, c.column): c.value for t in report.tables for c in t.cells}
    assert got == wanted


@each_report
def test_every_count_is_found_and_no_other_number_is_taken_for_one(name):
    truth = TRUTHS[name]
    wanted = Counter("".join(item["surface"].split()) for item in truth["quantities"])
    report = audited(name).report
    got = Counter("".join(q.span.of(report.text).split()) for q in report.quantities)
    announced = "".join(item["quote"] for item in truth["enumerations"])
    assert wanted - got == {}
    assert [surface for surface in got - wanted if surface not in announced] == []


@each_report
def test_each_planted_defect_is_found_and_no_temptation_taken(name):
    truth, fired = TRUTHS[name], rules_fired(audited(name))
    planted = Counter(item["rule"] for item in truth["must_flag"])
    assert planted - fired == {}
    assert not {item["rule"] for item in truth["must_not_flag"]} & set(fired)
    errors = Counter(f.rule for f in audited(name).findings if f.level == "error")
    assert errors - planted == {}


def test_the_printed_report_says_what_its_source_says():
    printed = audited("department_2023").report
    source = audit_path(CORPORA / "sources/department_2023.txt").report
    assert [s.text for s in printed.statements] == [s.text for s in source.statements]
    assert [q.value.amount for q in printed.quantities] == [
        q.value.amount for q in source.quantities
    ]
    cells = [
        [(t.kind, c.row, c.column, c.value) for t in r.tables for c in t.cells]
        for r in (printed, source)
    ]
    assert cells[0] == cells[1]
