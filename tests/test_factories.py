"""The builders' own promises: a report that nobody changed is whole, and a change stays local."""

from decimal import Decimal

import pytest

from factories import PROSE, a_report, a_table, an_audit, from_page, rules_fired
from gouji.parse.forms import load_forms

FORMS = list(load_forms())


@pytest.mark.parametrize("form", FORMS)
def test_a_report_that_tells_of_last_year_has_all_cells_and_no_findings(form):
    told = {"other": "上年的问题已整改到位。" + PROSE["other"]}
    made = an_audit(form=form, year=load_forms()[form].first_year, sections=told)
    assert made.report.form == form
    assert {table.kind: table.status for table in made.report.tables} == {
        "disclosure": "consistent",
        "applications": "proved",
        "disputes": "proved",
    }
    assert len(made.report.sections) == 6
    assert rules_fired(made) == {}


def test_what_is_not_named_is_balanced_around_what_is():
    report = a_report(cells={"new_received": 12, "carried_in": 3, "carried_out@company": 1})
    values = {
        (row, column): report.cell(("applications", row, column)).value
        for row in ("granted", "concluded_total", "carried_out")
        for column in ("natural_person", "company", "total")
    }
    assert values["granted", "natural_person"] == 15
    assert values["concluded_total", "total"] == 14
    assert values["carried_out", "total"] == 1


def test_a_raw_cell_prints_as_it_stands():
    report = a_report(cells={"cell.applications.new_received@total": "—"})
    assert report.cell(("applications", "new_received", "total")).reading == "dash"


def test_a_table_by_hand_adds_up_like_one_that_was_read():
    table = a_table("disputes", {"review.upheld": 2, "review.pending": 1})
    assert table.cell("review", "total").value == Decimal(3)


def test_a_page_block_names_everything_it_changes():
    asked = from_page(
        "organ: 柳湾镇人民政府\nyear: 2020\noverview: 甲。\noverview: 乙：丙。\n"
        "heading.other: -\ntable.disputes: -\nreview.upheld: 2\npreamble: 前言。\n"
    )
    assert asked == {
        "organ": "柳湾镇人民政府",
        "year": 2020,
        "preamble": ["前言。"],
        "sections": {"overview": ["甲。", "乙：丙。"]},
        "headings": {"other": "-"},
        "drop_tables": ["disputes"],
        "cells": {"review.upheld": "2"},
    }
