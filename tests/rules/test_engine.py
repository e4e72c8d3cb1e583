"""The rule engine: selection, skips with a reason, crashes kept, fingerprints that last."""

import dataclasses

import pytest

from gouji.model import Block, Document, Identity, Reconciliation, Report, Source, Span
from gouji.rules import engine


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(engine, "_RULES", {})
    return engine


def a_bare_report(text: str = "全年收到申请15件。") -> Report:
    span = Span(0, len(text))
    source = Source("a.txt", "0" * 64, "text/plain", len(text))
    doc = Document(source, text, (Block(span, "paragraph"),))
    return Report(doc, Identity(organ="云岭县人民政府", year=2023), None)


def run_all(report: Report):
    return engine.run(engine.selected(), report, Reconciliation())


def test_a_rule_that_finds_nothing_passes(registry):
    registry.rule("Z901", "never-fires", level="error")(lambda report, rec: iter(()))
    assert run_all(a_bare_report())["Z901"].status == "pass"


def test_a_rule_that_lacks_what_it_needs_is_skipped_with_the_need_named(registry):
    registry.rule("Z901", "n", level="error", needs=("tables.disputes",))(lambda r, c: iter(()))
    outcome = run_all(a_bare_report())["Z901"]
    assert (outcome.status, outcome.detail) == ("skip", "tables.disputes")


def test_a_rule_that_raises_is_a_crash_and_the_others_still_run(registry):
    def broken(report, rec):
        raise ZeroDivisionError("our bug")
        yield

    registry.rule("Z901", "broken", level="error")(broken)
    registry.rule("Z902", "sound", level="error")(lambda report, rec: iter(()))
    outcomes = run_all(a_bare_report())
    assert outcomes["Z901"].status == "crash"
    assert "our bug" in outcomes["Z901"].detail
    assert outcomes["Z902"].status == "pass"


def test_an_unknown_need_is_a_programming_error(registry):
    registry.rule("Z901", "n", level="error", needs=("moon",))(lambda r, c: iter(()))
    with pytest.raises(ValueError, match="moon"):
        run_all(a_bare_report())


def test_a_code_is_never_reused(registry):
    registry.rule("Z901", "first", level="error")(lambda report, rec: iter(()))
    with pytest.raises(ValueError, match="Z901"):
        registry.rule("Z901", "second", level="error")(lambda report, rec: iter(()))


def test_select_and_ignore_work_by_prefix(registry):
    for code in ("Z101", "Z102", "Z201"):
        registry.rule(code, code.lower(), level="info")(lambda report, rec: iter(()))
    chosen = registry.selected(select=("Z1",), ignore=("Z102",))
    assert [r.code for r in chosen] == ["Z101"]


def test_a_fingerprint_survives_moved_and_reflowed_evidence(registry):
    registry.rule("Z901", "n", level="warning")(lambda report, rec: iter(()))
    plain = a_bare_report("收到申请15件。")
    moved = a_bare_report("前言。\n收到申请 15\n件。")
    first = registry.finding(plain, "Z901", Span(0, 7))
    second = registry.finding(moved, "Z901", Span(4, 13))
    assert first.fingerprint == second.fingerprint
    other_year = dataclasses.replace(plain, identity=Identity(organ="云岭县人民政府", year=2022))
    assert registry.finding(other_year, "Z901", Span(0, 7)).fingerprint != first.fingerprint
