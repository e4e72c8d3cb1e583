from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.messages import catalogue, render
from gouji.model import Identity, Reconciliation, Report
from gouji.parse.forms import load_forms
from gouji.parse.outline import outline
from gouji.parse.tables import recognise
from gouji.read import read_path
from gouji.rules.engine import rules
from table_layouts import PRINT, a_document, row_a_line

SHARED = Path(__file__).parents[2].parent / "shared"
CODES = ("T201", "T202", "T203", "T204", "T301")
FORM = load_forms()["zfxxgk-2021"]
BALANCED = {"new_received": 12, "carried_in": 3, "granted": 11, "refused.state_secret": 2}
BALANCED |= {"concluded_total": 13, "carried_out": 2}


def a_report(cells=(), *, kind="applications", lines=False, form=FORM) -> Report:
    """A report of one table: zeros, a balanced 自然人 and 总计 column, and `cells` on top."""
    layout = form.tables[kind]
    values = {(row.key, column.key): "0" for row in layout.rows for column in layout.columns}
    if kind == "applications":
        for row, value in BALANCED.items():
            values[row, "natural_person"] = values[row, "total"] = str(value)
    for name, value in dict(cells).items():
        row, _, column = name.partition("@")
        for key in [column] if column else ["natural_person", "total"]:
            values[row, key] = str(value)
    part = PRINT[kind](layout, values)
    doc = a_document(row_a_line(part) if lines else part)
    form_id, tables = recognise(doc, ())
    return Report(doc, Identity("柳湾镇人民政府", year=2023), form_id, tables=tables)


def findings(cells=(), **options):
    report = a_report(cells, **options)
    return [f for code in CODES for f in rules()[code].check(report, Reconciliation())]


def fired(cells=(), **options):
    return [found.rule for found in findings(cells, **options)]


def test_a_balanced_table_is_silent():
    assert fired() == []


# ------------------------------------------------------------ one slip, one finding


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"new_received": 14}, "T201"),
        ({"carried_in": 0}, "T201"),
        ({"carried_out": 0}, "T201"),
        ({"concluded_total": 15}, "T201"),
        ({"granted": 10}, "T202"),
        ({"refused.internal_affairs": 1}, "T202"),
        ({"granted@total": 10}, "T203"),
        ({"concluded_total@natural_person": 12}, "T203"),
        ({"new_received@company": 1}, "T203"),
        ({"carried_out@total": 20}, "T204"),
        ({"carried_out": 20}, "T204"),
        ({"not_processed.repeated@total": -1}, "T204"),
        ({"granted@company": "0.5"}, "T204"),
    ],
)
def test_one_slip_is_reported_once(cells, rule):
    assert fired(cells) == [rule]


def test_two_slips_in_two_rows_are_two_findings():
    cells = {"granted@total": 10, "new_received@total": 15}
    assert fired(cells) == ["T203", "T203"]


def test_two_blocks_of_disputes_are_two_findings():
    cells = {"review@upheld": 10, "review@corrected": 1, "litigation_after_review@upheld": 5}
    assert fired(cells, kind="disputes") == ["T301", "T301"]


def test_change_may_be_negative_in_the_old_form():
    old = load_forms()["zfxxgk-2019"]
    cells = {"licences@change": -2, "procurement@amount": "12.5"}
    assert fired(cells, kind="disclosure", form=old) == []


def test_fees_may_have_decimals():
    assert fired({"fees@amount_wan": "41.06"}, kind="disclosure") == []
    assert fired({"fees@amount_wan": "-41.06"}, kind="disclosure") == ["T204"]


# ------------------------------------------------------------ what it says


def test_the_message_spells_the_arithmetic_out():
    cells = {"review@upheld": 10, "review@corrected": 1}
    (found,) = findings(cells, kind="disputes")
    assert render(found.message) == (
        "行政复议：维持 10 + 纠正 1 + 其他 0 + 尚未审结 0 = 11，总计印为 0"
    )
    assert "review: upheld 10 + corrected 1" in render(found.message, "en")
    assert (found.expected, found.actual, found.level) == (11, 0, "error")
    assert [evidence.text for evidence in found.evidence] == ["10", "1", "0"]


def test_one_cell_that_explains_a_row_and_a_column_is_named_with_both():
    (found,) = findings({"granted@total": 10})
    text = render(found.message)
    assert "予以公开的“总计”印为 10" in text
    assert "11" in text
    assert "各项办理结果之和" in text
    assert found.evidence[0].cell == ("applications", "granted", "total")


def test_a_cell_in_three_sums_names_all_three():
    (found,) = findings({"concluded_total@natural_person": 12})
    text = render(found.message)
    assert "新收加上年结转" in text
    assert "各项办理结果之和" in text


@pytest.mark.parametrize(
    ("cells", "hint"),
    [
        ({"new_received": 15}, "可能已含上年结转"),
        ({"concluded_total": 15, "granted": 13}, "可能已含结转下年度"),
        ({"new_received": 21}, "由 21 改为 12"),
        ({"granted@total": 110}, "由 110 改为 11"),
        ({"granted@other_organisation": 11, "granted@total": 0}, "错了一格"),
        ({"carried_in@total": 4}, "由 4 改为 3"),
    ],
)
def test_a_hint_names_a_likely_slip(cells, hint):
    hints = [render(found.hint) for found in findings(cells) if found.hint]
    assert any(hint in text for text in hints), hints


def test_an_uncertain_reading_blames_nobody():
    (found,) = findings({"granted": 10}, lines=True)
    assert (found.level, found.uncertain) == ("warning", True)


def test_every_message_renders_in_both_languages():
    keys = [key for key in catalogue() if key.startswith(tuple(f"{code}." for code in CODES))]
    assert keys
    cases = [{"new_received": 14}, {"granted": 10}, {"granted@total": 10}, {"carried_out": 20}]
    for cells in [*cases, {"granted@company": "0.5"}, {"concluded_total@company": 1}]:
        for found in findings(cells):
            for lang in ("zh", "en"):
                assert "{" not in render(found.message, lang)


# ------------------------------------------------------------ properties


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_single_changed_cell_is_one_finding(data):
    layout = FORM.tables["applications"]
    row = data.draw(st.sampled_from([row.key for row in layout.rows if not row.optional]))
    column = data.draw(st.sampled_from([column.key for column in layout.columns]))
    value = data.draw(st.integers(20, 9999))
    assert len(fired({f"{row}@{column}": value})) == 1


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("gucheng_2019.txt", {}),
        ("huaian_2024.pdf", {}),
        ("hongze_2023.pdf", {"T301": 2}),
        ("pingtan_2022.txt", {}),
    ],
)
def test_real_reports(name, wanted):
    doc = read_path(SHARED / "real" / name)
    form, tables = recognise(doc, outline(doc).sections)
    report = Report(doc, Identity(), form, tables=tables)
    found = Counter(f.rule for code in CODES for f in rules()[code].check(report, Reconciliation()))
    assert found == wanted
    assert all(cell.value != Decimal(-1) for table in tables for cell in table.cells)
