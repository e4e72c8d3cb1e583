"""Verdicts on counts: readings before a verdict, intervals, scope, what a slip may have been."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.messages import render
from gouji.reconcile import coverage, reconcile
from gouji.reconcile.link import links
from reconcile.build import a_report

NEW, IN = "applications.new_received", "applications.carried_in"
DONE, OUT = "applications.concluded_total", "applications.carried_out"


def only(text, *readings, measure=None, **more):
    (link,) = links(a_report(text, measure or readings[0], readings={0: readings}, **more))
    return link


def test_the_natural_reading_agrees():
    link = only("收到申请12件。", NEW, f"{NEW}+{IN}", cells={NEW: 12, IN: 3})
    assert (link.verdict, link.formula) == ("agrees", NEW)
    assert link.cells == (("applications", "new_received", "total"),)


def test_handled_includes_carried_in():
    link = only("收到申请15件。", NEW, f"{NEW}+{IN}", cells={NEW: 12, IN: 3})
    assert (link.verdict, link.expected) == ("agrees_as", 15)
    assert "新收 12 + 上年结转 3 = 15" in render(link.why)
    assert "newly received 12 + carried in 3 = 15" in render(link.why, "en")


def test_no_reading_fits():
    link = only("收到申请14件。", NEW, f"{NEW}+{IN}", cells={NEW: 12, IN: 3})
    assert (link.verdict, link.expected, link.formula) == ("differs", 12, NEW)
    assert "“14件”" in render(link.why)


def test_wording_of_several_things_is_ambiguous():
    assert only("办理申请14件。", DONE, NEW, cells={NEW: 12, DONE: 11}).verdict == "ambiguous"


@pytest.mark.parametrize("said", ["100余件", "12余件"])
def test_figures_agree_where_they_overlap(said):
    assert only(f"收到申请{said}。", NEW, cells={NEW: 117}).verdict == "agrees"


def test_a_blank_operand_is_not_zero():
    link = only("收到申请14件。", NEW, f"{NEW}+{IN}", cells={NEW: 12, IN: (None, "blank", None)})
    assert link.verdict == "not_assessable"
    assert only("收到1件。", NEW, cells={NEW: (1, "decoded", "prose")}).verdict == "not_assessable"


def test_a_reading_that_can_be_evaluated_may_still_agree():
    cells = {NEW: 12, IN: (None, "blank", None)}
    assert only("收到申请12件。", NEW, f"{NEW}+{IN}", cells=cells).verdict == "agrees"


@pytest.mark.parametrize(
    ("scope", "said", "verdict"),
    [
        ("area", 12, "agrees"),
        ("sub_unit:柳湾镇", 5, "not_comparable"),
        ("sub_unit:柳湾镇", 13, "ambiguous"),
        ("other", 13, "not_comparable"),
    ],
)
def test_a_narrower_scope_is_not_compared(scope, said, verdict):
    assert only(f"收到申请{said}件。", NEW, cells={NEW: 12}, scopes={0: scope}).verdict == verdict


def test_a_part_above_a_total_of_zero_is_told_where_the_table_is_filled_in():
    sub_unit = {"cells": {DONE: 3}, "scopes": {0: "sub_unit:柳湾镇"}}
    assert only("收到申请2件。", NEW, **sub_unit).verdict == "ambiguous"
    assert only("收到申请2件。", NEW, scopes={0: "sub_unit:柳湾镇"}).verdict == "not_comparable"


@pytest.mark.parametrize("period", ["last_year", "2022", "cumulative"])
def test_other_years_are_not_linked(period):
    report = a_report("收到申请12件。", NEW, cells={NEW: 12}, periods={0: period})
    assert links(report) == ()


@pytest.mark.parametrize(
    ("said", "verdict"), [("66.7%", "agrees"), ("66.6%", "differs"), ("67%", "agrees")]
)
def test_a_share_is_rounded_to_its_last_digit(said, verdict):
    link = only(
        f"办结率{said}。", f"{DONE}/{NEW}+{IN}", measure="x", cells={NEW: 2, IN: 1, DONE: 2}
    )
    assert link.verdict == verdict


@pytest.mark.parametrize("absent", ["applications.other.fee_overdue", "regulations.made"])
def test_a_reading_of_cells_that_the_report_cannot_have_is_left_out(absent):
    report = a_report("其他处理4件。", readings={0: ("applications.other", absent)})
    tables = [
        replace(
            table,
            cells=tuple(
                replace(cell, row="other") if cell.row == "other.rest" else cell
                for cell in table.cells
            ),
        )
        for table in report.tables
    ]
    (link,) = links(replace(report, tables=tuple(tables)))
    assert link.verdict in ("differs", "ambiguous")


def test_yuan_and_ten_thousand_yuan_are_converted():
    cells = {"fees.amount_wan": "12.5"}
    assert only("收费125000元。", "fees.amount_wan", cells=cells).verdict == "agrees"
    assert only("收费12.5万元。", "fees.amount_wan", cells=cells).verdict == "agrees"
    assert only("收费12.5元。", "fees.amount_wan", cells=cells).verdict == "differs"
    assert only(
        "收费124699元。", "fees.amount_wan", cells={"fees.amount_wan": "12.47"}
    ).verdict == ("agrees")
    assert only("收费125699元。", "fees.amount_wan", cells=cells).verdict == "differs"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (30, "link.hint.natural_person"),
        (35, "link.hint.carried_in"),
        (23, "link.hint.transposed"),
        (320, "link.hint.scale"),
        (28, "link.hint.neighbour"),
        (99, None),
    ],
)
def test_the_likely_slip_is_named(said, hint):
    cells = {NEW: 32, f"{NEW}@natural_person": 30, IN: 3, DONE: 28}
    link = only(f"收到申请{said}件。", NEW, cells=cells)
    assert link.verdict == "differs"
    assert (link.hint and link.hint.key) == hint
    assert link.hint is None or (render(link.hint) and render(link.hint, "en"))


def test_the_first_row_of_a_group_may_have_been_meant():
    cells = {"applications.refused.state_secret": 2, "applications.refused.process_information": 5}
    link = only("不予公开2件。", "applications.refused", cells=cells)
    assert link.hint.key == "link.hint.first_row"
    assert render(link.why).startswith("表中不予公开各项 7")


def test_concluded_cases_only_may_have_been_meant():
    cells = {"review.total": 170, "review.pending": 36}
    assert only("复议134件。", "review.total", cells=cells).hint.key == "link.hint.without_pending"
    both = ("review.total", "review.total-review.pending")
    assert only("复议134件。", *both, cells=cells).verdict == "agrees_as"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("收到申请12件。一季度收到申请4件。", "not_comparable"),
        ("收到申请12件。再次说明收到申请14件。", "differs"),
        ("收到申请12件，历年收到申请90件。", "not_comparable"),
        ("收到申请12件。收到申请12件。", "agrees"),
        ("收到申请12件。综上，全年共收到政府信息公开申请11件。", "differs"),
        ("全县收到申请12件。本机关收到申请11件。", "not_comparable"),
        ("收到申请12件，其中收到申请2件。", "not_comparable"),
        ("收到申请12件。收到涉及征地的申请2件。", "not_comparable"),
        ("收到申请12件。在征地领域，收到申请2件。", "not_comparable"),
        ("收到申请12件。全年收到2件信访类申请。", "not_comparable"),
        ("收到申请12件。收到申请比上年多出2件。", "not_comparable"),
    ],
)
def test_a_figure_stated_again_may_be_of_something_else(text, last):
    report = a_report(text, NEW, NEW, cells={NEW: 12})
    assert [link.verdict for link in reconcile(report).links] == ["agrees", last]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("（二）依申请公开情况。被申请行政复议14件。", "differs"),
        ("（二）依申请公开\n被申请行政复议14件。", "differs"),
        ("（一）主动公开情况。被申请行政复议14件。", "not_comparable"),
        ("（二）依申请公开\n略。\n（三）法治建设\n被申请行政复议14件。", "not_comparable"),
        ("被申请行政复议14件，未经复议的诉讼另计。", "differs"),
        ("被申请行政复议14件，维持9件。", "differs"),
        ("被申请行政复议14件，维持8件。", "not_comparable"),
    ],
)
def test_a_dispute_is_of_disclosure_by_heading_by_the_words_of_the_form_or_by_results(
    text, verdict
):
    measures = ("review.total", "review.upheld")[: text.count("件")]
    report = a_report(text, *measures, cells={"review.total": 13, "review.upheld": 9})
    assert reconcile(report).links[0].verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("收到申请3件（涉及上年结转1件）；办结2件。办结3件。", "differs"),
        ("收到申请3件，涉及上年结转1件；办结2件。办结3件。", "not_comparable"),
    ],
)
def test_a_bracket_closed_before_a_count_makes_it_no_narrower(text, verdict):
    cells = {NEW: 3, IN: 1, DONE: 3}
    report = a_report(text, NEW, IN, DONE, DONE, cells=cells)
    assert reconcile(report).links[2].verdict == verdict


def test_a_list_of_another_kind_is_not_compared_by_one_part():
    text = "收到申请12件，其中土地类5件、规划类4件、其他类3件。"
    report = a_report(text, NEW, None, None, "applications.other", cells={NEW: 12})
    assert [link.verdict for link in reconcile(report).links] == ["agrees", "not_comparable"]


@pytest.mark.parametrize(
    ("text", "cells", "verdict"),
    [
        ("不予公开3件，占办结总数的25%。", {DONE: 12}, "agrees"),
        ("不予公开3件，占办结总数的27%。", {DONE: 12, NEW: 13, IN: 0}, "differs"),
        ("不予公开3件（占25.0%）。", {DONE: 12}, "agrees"),
        ("不予公开3件（23.1%）。", {DONE: 12, NEW: 13}, "agrees_as"),
        ("不予公开3件，占办结总数的27%。", {}, "not_assessable"),
    ],
)
def test_a_share_of_a_count_is_held_against_the_table(text, cells, verdict):
    part = "applications.refused.state_secret"
    report = a_report(text, part, cells={part: 3, **cells})
    assert [link.verdict for link in reconcile(report).links] == ["agrees", verdict]


def test_a_share_of_another_count_of_the_prose_is_no_share_of_the_table():
    part = "applications.refused.state_secret"
    report = a_report("土地类6件，其中不予公开3件，占50%。", None, part, cells={part: 3, DONE: 12})
    assert [link.verdict for link in reconcile(report).links] == ["agrees"]


@pytest.mark.parametrize(("year", "count"), [(2012, 0), (2022, 1)])
def test_without_a_table_nothing_is_claimed(year, count):
    report = replace(a_report("收到申请12件。", NEW, year=year), tables=())
    found = links(report)
    assert [link.verdict for link in found] == ["not_assessable"] * count
    assert all(link.cells == () for link in found)


def test_coverage_counts_what_was_and_was_not_looked_at():
    text = "收到申请12件，公开信息90条，其中动态60条、公告30条，另有5次。"
    report = a_report(text, NEW, "published.total", cells={NEW: 12})
    rec = reconcile(report)
    found = coverage(report, rec)
    assert (found.quantities, found.linked, found.verdicts["agrees"]) == (5, 1, 1)
    assert found.unlinked == {"no_twin": 1, "unknown_measure": 3}
    assert (found.relations, found.relations_hold) == (1, 1)
    assert found.tables["applications"] == "proved"
    assert found.linked + sum(found.unlinked.values()) == found.quantities
    assert sum(found.verdicts.values()) == Decimal(found.linked)
