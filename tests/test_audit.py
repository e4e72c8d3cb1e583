"""The whole pipeline at its edges: what is no report, cannot be read, or breaks by our fault."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gouji.audit as pipeline
from gouji.audit import audit_bytes, audit_path
from gouji.config import Settings

SHARED = Path(__file__).parents[1].parent / "shared"


def fired(audit) -> set[str]:
    return {finding.rule for finding in audit.findings}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "read.empty"),
        ("关于召开春耕工作会议的通知。各村：定于周五开会。".encode(), "read.not_a_report"),
        (b"%PDF-1.7\nbroken", "read.damaged"),
        (b"PK\x03\x04 not really a zip", "read.unsupported"),
    ],
)
def test_a_file_that_is_no_report_yields_one_finding_with_the_reason(data, reason):
    audit = audit_bytes(data, uri="x")
    assert [finding.message.key for finding in audit.findings] == [reason]
    assert audit.report is None


def test_a_file_that_cannot_be_opened_is_a_finding_not_an_exception(tmp_path):
    assert fired(audit_path(tmp_path)) == {"S001"}


def test_our_own_bug_on_one_file_is_a_crash_outcome(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("our bug")

    monkeypatch.setattr(pipeline, "parse", broken)
    audit = audit_bytes("一、总体情况".encode(), uri="x.txt")
    assert audit.outcomes["S001"].status == "crash"
    assert "our bug" in audit.outcomes["S001"].detail


def test_selected_rules_are_the_only_ones_run():
    text = "云岭县2023年政府信息公开工作年度报告\n一、总体情况\n无。\n二、主动公开政府信息情况\n"
    audit = audit_bytes(text.encode(), uri="x.txt", settings=Settings(select=("X1",)))
    assert set(audit.outcomes) <= {"S001"} | {c for c in audit.outcomes if c.startswith("X1")}


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared real reports")
@pytest.mark.parametrize("name", ["gucheng_2019.txt", "huaian_2024.pdf", "hongze_2023.pdf"])
def test_everything_found_in_a_real_report_is_a_span_of_its_text(name):
    report = audit_path(SHARED / "real" / name).report
    assert report
    for stmt in report.statements:
        assert stmt.span.of(report.text) == stmt.text
    for qty in report.quantities:
        assert qty.span.of(report.text) == qty.value.surface
    numbers = [q.id for q in report.quantities]
    assert numbers == list(range(len(numbers)))


NOISE = "一二三、（）其中申请件公开条0123456789。，；\n\t未收到复议诉讼万余%"


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=NOISE, max_size=300))
def test_no_text_breaks_the_pipeline(noise):
    head = "云岭县2023年政府信息公开工作年度报告\n一、总体情况\n"
    audit = audit_bytes((head + noise).encode(), uri="x.txt")
    assert all(outcome.status != "crash" for outcome in audit.outcomes.values())


def test_an_audit_depends_on_the_bytes_only():
    text = "云岭县2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请3件。\n"
    one, two = (audit_bytes(text.encode(), uri="a.txt") for _ in range(2))
    assert dataclasses.asdict(one) == dataclasses.asdict(two)
