from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.data import load_toml
from gouji.model import Section, Span, Table
from gouji.parse.forms import load_forms
from gouji.parse.outline import outline
from gouji.parse.place import expression
from gouji.parse.table_text import read_value, unit_of
from gouji.parse.tables import recognise
from gouji.read import read_path
from table_layouts import (
    BALANCE,
    ORGANISATIONS,
    PRINT,
    RESULTS,
    a_document,
    applications,
    cell_a_line,
    disclosure,
    disputes,
    one_paragraph,
    row_a_line,
    usual,
)

SHARED = Path(__file__).parents[2].parent / "shared"
FORMS = load_forms()
NEW, OLD = FORMS["zfxxgk-2021"], FORMS["zfxxgk-2019"]
KINDS = ("disclosure", "applications", "disputes")
real = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")


def numbers(layout, start=0):
    """A different number in every cell, so that no two can be confused."""
    places = [(row.key, column.key) for row in layout.rows for column in row.columns]
    return {place: str(start + i) for i, place in enumerate(places)}


def zeros(layout):
    return dict.fromkeys(numbers(layout), "0")


def read(*parts, sections=(), **options) -> dict[str, Table]:
    doc = a_document(*parts, **options)
    _, tables = recognise(doc, sections)
    for table in tables:
        for cell in table.cells:
            assert table.span.covers(cell.span)
            assert "".join(cell.text.split()) == "".join(cell.span.of(doc.text).split())
    return {table.kind: table for table in tables}


def texts(table: Table) -> dict[tuple[str, str], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def expected(layout, values):
    return {place: text for place, text in values.items() if place[0] in usual(layout)}


# ------------------------------------------------------------ the same cells in every layout


LAYOUTS = {
    "one grid": lambda part: [part],
    "a grid a page": lambda part: [part[: len(part) // 2], part[len(part) // 2 :]],
    "half grid, half text": lambda part: [
        part[: len(part) // 2],
        row_a_line(part[len(part) // 2 :]),
    ],
    "a row a line": lambda part: [row_a_line(part)],
    "a cell a line": lambda part: [cell_a_line(part)],
    "a grid of one column": lambda part: [[[" ".join(row)] for row in part]],
    "one paragraph": lambda part: [one_paragraph(part)],
    "characters apart": lambda part: [
        [[" ".join(cell) if not cell.isdecimal() else cell for cell in row] for row in part]
    ],
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("form", [OLD, NEW], ids=lambda form: form.id)
@pytest.mark.parametrize("kind", KINDS)
def test_every_layout_gives_the_same_cells(kind, form, name):
    layout = form.tables[kind]
    values = numbers(layout, 100)
    others = [disclosure(form.tables["disclosure"], zeros(form.tables["disclosure"]))]
    parts = LAYOUTS[name](PRINT[kind](layout, values))
    found = read("前文。", *(others if kind != "disclosure" else []), *parts, "后文12件。")[kind]
    assert texts(found) == expected(layout, values)
    assert found.form == form.id
    assert found.reading_certain == (name in ("one grid", "a grid a page", "characters apart"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_figures_survive_any_layout(data):
    form = data.draw(st.sampled_from([OLD, NEW]))
    layout = form.tables["applications"]
    figure = st.integers(0, 999_999).map(str)
    values = {place: data.draw(figure) for place in numbers(layout)}
    part = applications(layout, values, covered=data.draw(st.booleans()))
    shape = LAYOUTS[data.draw(st.sampled_from(sorted(set(LAYOUTS) - {"one paragraph"})))]
    assert texts(read(*shape(part))["applications"]) == expected(layout, values)


@settings(max_examples=60, deadline=None)
@given(st.text("0123 4.,-—无件年（）自然人结果维持纠正其他尚未审结总计规章\n", max_size=80))
def test_noise_never_raises(noise):
    layout = NEW.tables["disputes"]
    read(row_a_line(disputes(layout, zeros(layout))) + noise, noise)
    read([[noise, *RESULTS], [*RESULTS, noise]], noise)


# ------------------------------------------------------------ what organs and readers do to a form


def test_a_value_row_of_its_own_for_each_block_of_disputes():
    blocks = []
    for i, name in enumerate(["行政复议", "未经复议直接起诉", "复议后起诉"]):
        blocks += [[name], RESULTS, [str(10 * i + j) for j in range(5)]]
    found = read(blocks)["disputes"]
    assert found.cell("litigation_direct", "corrected").value == 11
    assert found.cell("litigation_after_review", "total").value == 24


def test_disputes_turned_on_their_side():
    rows = [[name, *(str(10 * i + j) for i in range(3))] for j, name in enumerate(RESULTS)]
    found = read([["", "行政复议", "未经复议直接起诉", "复议后起诉"], *rows])["disputes"]
    assert found.cell("litigation_direct", "corrected").value == 11
    assert found.cell("review", "total").value == 4


def test_one_row_for_other_outcomes_in_the_new_form():
    layout = NEW.tables["applications"]
    rows = [key for key in usual(layout) if not key.startswith("other")] + ["other"]
    found = read(
        disclosure(NEW.tables["disclosure"], zeros(NEW.tables["disclosure"])),
        applications(layout, zeros(layout), rows),
    )["applications"]
    assert found.form == "zfxxgk-2021"
    assert found.cell("other", "total").value == 0
    assert found.status == "proved"
    assert found.deviations == ("one row （六）其他处理",)


def test_a_column_added_for_all_organisations():
    layout = NEW.tables["applications"]
    values = numbers(layout)
    part = [list(row) for row in applications(layout, values)]
    for row in part[3:]:
        row.insert(-1, "777")
    part[2].append("法人小计")
    found = read(part)["applications"]
    assert texts(found) == expected(layout, values)
    assert found.deviations == ("extra column 小计",)


def test_a_row_of_the_organs_own_is_kept_apart():
    layout = NEW.tables["applications"]
    part = list(applications(layout, zeros(layout)))
    part.insert(-2, ["4.转送其他机关办理", "1", "0", "0", "0", "0", "0", "1"])
    found = read(part)["applications"]
    assert found.cell("local.1", "total").value == 1
    assert found.cell("concluded_total", "total").value == 0
    assert any(note.startswith("extra row") for note in found.deviations)


def test_a_local_row_makes_a_failing_outcome_sum_not_assessable():
    layout = NEW.tables["applications"]
    one = {"natural_person": "1", "total": "1"}
    values = zeros(layout) | {
        (row, c): v for row in ("new_received", "concluded_total") for c, v in one.items()
    }
    part = list(applications(layout, values))
    part.insert(-2, ["4.转送其他机关办理", "1", "0", "0", "0", "0", "0", "1"])
    found = read(part)["applications"]
    assert {check.result for check in found.checks} == {"agree", "not_assessable"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("2.其他法律行政法规禁止公开", "２、其他法律、行政法规 禁止公开"),
        ("3.其他", "3、其他"),
        ("（七）总计", "总计"),
        ("四、结转下年度继续办理", "结转下年度继续办理"),
        ("3.危及“三安全一稳定”", "3.危及「三安全一穩定」"),
    ],
)
def test_labels_as_people_type_them(before, after):
    layout = NEW.tables["applications"]
    values = numbers(layout)
    part = [
        [after if cell == before else cell for cell in row] for row in applications(layout, values)
    ]
    assert texts(read(part)["applications"]) == expected(layout, values)


@pytest.mark.parametrize("values_below", [False, True])
def test_a_label_cut_in_two_by_a_page_break(values_below):
    layout = NEW.tables["applications"]
    values = numbers(layout)
    part = list(applications(layout, values))
    at = next(i for i, row in enumerate(part) if "3.补正后申请内容仍不明确" in row)
    figures, blanks = part[at][1:], [""] * 7
    halves = [figures, blanks] if not values_below else [blanks, figures]
    part[at : at + 1] = [["3.补正后申请", *halves[0]], ["内容仍不明确", *halves[1]]]
    assert texts(read(part[: at + 1], part[at + 1 :])["applications"]) == expected(layout, values)


def test_a_group_label_cut_in_two():
    layout = NEW.tables["applications"]
    values = numbers(layout)
    part = list(applications(layout, values))
    at = next(i for i, row in enumerate(part) if "（四）无法提供" in row)
    part[at] = ["（四）无", *part[at][1:]]
    part[at + 1] = ["法提供", *part[at + 1]]
    assert texts(read(part[: at + 1], part[at + 1 :])["applications"]) == expected(layout, values)


def test_a_head_split_over_rows_and_repeated_on_every_page():
    layout = NEW.tables["applications"]
    values = numbers(layout)
    part = list(applications(layout, values))
    halves = [[name[:2] for name in ORGANISATIONS], [name[2:] for name in ORGANISATIONS]]
    head = [["（本列数据的勾稽关系为：第一项加第二项之和，", "申请人"], *part[1:2], *halves]
    pages = [[*head, *part[start : start + 9]] for start in range(3, len(part), 9)]
    assert texts(read(*pages)["applications"]) == expected(layout, values)


def test_a_label_column_written_upright():
    layout = NEW.tables["applications"]
    values = numbers(layout)
    groups = {"三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"}
    part = [
        ["\n".join(cell) if cell in groups else cell for cell in row]
        for row in applications(layout, values, covered=True)
    ]
    assert texts(read(part)["applications"]) == expected(layout, values)


def test_a_label_column_that_lost_its_ends():
    layout = NEW.tables["applications"]
    values = numbers(layout)
    part = [
        [cell if cell.isdecimal() else cell[:11] for cell in row]
        for row in applications(layout, values)
    ]
    assert texts(read(part)["applications"]) == expected(layout, values)


def test_a_blank_total_column_is_read_as_blank():
    layout = NEW.tables["applications"]
    values = numbers(layout) | {(row, "total"): "" for row in usual(layout)}
    found = read(applications(layout, values))["applications"]
    assert texts(found) == expected(layout, values)
    assert {cell.reading for cell in found.cells if cell.column == "total"} == {"blank"}
    rows = {check.result for check in found.checks if check.equation == "A-ROW"}
    assert rows == {"not_assessable"}


def test_figures_that_a_converter_repeats_under_a_repeated_head():
    layout = NEW.tables["disclosure"]
    values = zeros(layout) | {("licences", "decisions"): "31", ("fees", "amount_wan"): "2.50"}
    part = [
        row if len(row) > 2 else row * 4 if len(row) == 1 else [row[0], *row[1:] * 3]
        for row in disclosure(layout, values)
    ]
    assert texts(read(part)["disclosure"]) == values


def test_equal_figures_under_two_heads_are_not_repetitions():
    layout = OLD.tables["disclosure"]
    values = dict.fromkeys(numbers(layout), "7")
    part = [[*row, *[""] * (4 - len(row))] for row in disclosure(layout, values)]
    assert texts(read(part)["disclosure"]) == values


@pytest.mark.parametrize("shape", ["one grid", "a row a line", "a cell a line"])
@pytest.mark.parametrize("column", ["natural_person", "research_institute", "total"])
def test_words_instead_of_a_figure_cost_one_cell(shape, column):
    layout = NEW.tables["applications"]
    values = numbers(layout) | {("unavailable.not_held", column): "暂无统计"}
    found = read(*LAYOUTS[shape](applications(layout, values)))["applications"]
    assert texts(found) == expected(layout, values)
    unread = [(cell.row, cell.column) for cell in found.cells if cell.reading == "unread"]
    assert unread == [("unavailable.not_held", column)]


@pytest.mark.parametrize("place", [0, 7, 14])
@pytest.mark.parametrize("shape", ["one grid", "a row a line", "a cell a line"])
def test_words_in_the_row_of_disputes_cost_one_cell(shape, place):
    layout = NEW.tables["disputes"]
    values = numbers(layout)
    worded = list(values)[place]
    found = read(*LAYOUTS[shape](disputes(layout, values | {worded: "待核"})))["disputes"]
    assert texts(found) == values | {worded: "待核"}


def test_a_remark_in_a_cell_does_not_end_the_row():
    layout = NEW.tables["disclosure"]
    values = zeros(layout) | {("normative_documents", "issued"): "22（其中修订16件）"}
    for shape in ("one grid", "a row a line", "a cell a line"):
        found = read(*LAYOUTS[shape](disclosure(layout, values)))["disclosure"]
        assert texts(found) == values
        assert found.cell("normative_documents", "issued").value == 22


def test_blank_and_dash_are_not_zero():
    layout = NEW.tables["applications"]
    values = numbers(layout) | {("carried_in", "company"): "", ("carried_in", "total"): "—"}
    found = read(applications(layout, values))["applications"]
    assert found.cell("carried_in", "company").reading == "blank"
    assert found.cell("carried_in", "total").reading == "dash"
    assert found.cell("carried_in", "total").value is None
    assert not found.reading_certain
    flow = next(c for c in found.checks if c.equation == "A-FLOW" and c.over == "company")
    assert flow.result == "not_assessable"
    assert flow.missing == (("applications", "carried_in", "company"),)


def test_words_where_a_number_belongs_are_unread():
    layout = NEW.tables["applications"]
    values = numbers(layout) | {("granted", "legal_service"): "详见附件"}
    cell = read(applications(layout, values))["applications"].cell("granted", "legal_service")
    assert (cell.reading, cell.value, cell.text) == ("unread", None, "详见附件")


def test_an_empty_form_is_unread():
    layout = NEW.tables["applications"]
    found = read(applications(layout, dict.fromkeys(numbers(layout), "")))["applications"]
    assert found.status == "unread"
    assert {cell.reading for cell in found.cells} == {"blank"}


def test_signs_and_units_of_the_old_form():
    layout = OLD.tables["disclosure"]
    values = zeros(layout) | {
        ("licences", "change"): "+4",
        ("penalties", "change"): "减4",
        ("procurement", "amount"): "12.5万元",
    }
    found = read(disclosure(layout, values))["disclosure"]
    assert found.cell("licences", "change").value == 4
    assert found.cell("penalties", "change").value == -4
    amount = found.cell("procurement", "amount")
    assert (amount.value, amount.unit, amount.text) == (Decimal("12.5"), "万元", "12.5万元")
    assert found.status == "consistent"


def test_a_change_written_with_a_word_is_one_figure_among_spaced_ones():
    layout = OLD.tables["disclosure"]
    values = zeros(layout) | {
        ("penalties", "items_last_year"): "129",
        ("penalties", "change"): "增2",
        ("penalties", "decisions"): "21969",
    }
    found = read(row_a_line(disclosure(layout, values)))["disclosure"]
    row = [cell.value for cell in found.cells if cell.row == "penalties"]
    assert row == [129, 2, 21969]


# ------------------------------------------------------------ glued digits


def test_glued_digits_are_kept_unread_and_a_single_cell_is_read():
    layout = NEW.tables["disclosure"]
    values = zeros(layout) | {
        ("normative_documents", "issued"): "12",
        ("normative_documents", "repealed"): "4",
        ("licences", "decisions"): "3058",
        ("fees", "amount_wan"): "41.06",
    }
    glued = "".join(cell for row in disclosure(layout, values) for cell in row)
    found = read(glued + "三、收到")["disclosure"]
    assert found.cell("normative_documents", "issued").reading == "unread"
    assert found.cell("normative_documents", "in_force").text == "1240"
    assert found.cell("regulations", "in_force").reading == "decoded"
    assert found.cell("licences", "decisions").value == 3058
    assert found.cell("fees", "amount_wan").value == Decimal("41.06")
    assert not found.reading_certain


def test_a_glued_row_is_decoded_only_where_its_sum_proves_it():
    layout = NEW.tables["applications"]
    rows = applications(layout, zeros(layout))
    glued = {
        "（一）予以公开": "2100003",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "1000002",
    }
    lines = [f"{''.join(row[:-7])}{glued.get(row[-8], '0000000')}" for row in rows[3:]]
    head = f"{BALANCE}申请人情况自然人法人或其他组织总计{''.join(ORGANISATIONS)}"
    found = read(head + "".join(lines))["applications"]
    assert found.cell("granted", "company").value == 1
    assert found.cell("granted", "company").basis == "sums"
    assert found.cell("partly_granted", "total").reading == "unread"
    assert found.cell("carried_out", "total").reading == "decoded"


# ------------------------------------------------------------ what is no table of a form


def test_other_grids_are_left_alone():
    grid = [
        ["类别", "数量"],
        ["行政许可", "12"],
        ["行政处罚", "4"],
        ["行政强制", "0"],
        ["规章", "1"],
    ]
    assert recognise(a_document("执法情况如下：", grid), ()) == (None, ())


def test_counts_in_prose_are_no_table():
    prose = (
        "全年收到申请9件，其中自然人5件，商业企业1件、科研机构0件、社会公益组织0件、法律服务机构2件、其他1件。"
        "行政复议3件，结果维持1件，结果纠正1件，其他结果0件，尚未审结1件；行政诉讼0件。"
    )
    assert recognise(a_document(prose), ()) == (None, ())


def test_prose_that_names_the_columns_stays_outside_the_table():
    layout = NEW.tables["applications"]
    prose = "其中自然人5件，商业企业1件、科研机构0件、社会公益组织0件、法律服务机构2件。"
    doc = a_document(prose, applications(layout, zeros(layout)), "（一）另有说明3件。")
    _, (table,) = recognise(doc, ())
    assert table.span == doc.grids[0].span


def test_a_heading_is_not_part_of_the_table():
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    layout = NEW.tables["disputes"]
    doc = a_document(heading + one_paragraph(disputes(layout, numbers(layout))))
    span = Span(0, len(heading))
    section = Section(Span(0, len(doc.text)), span, "四", heading[2:], "disputes")
    _, (table,) = recognise(doc, (section,))
    assert table.span == Span(len(heading), len(doc.text) - 1)


# ------------------------------------------------------------ values


@pytest.mark.parametrize("kind", ["figure", "dash"])
def test_examples_of_cells(kind):
    told, wanted = load_toml("cells.toml")[kind], expression("cells", kind, "pattern")
    assert [text for text in told["match"] if not wanted.fullmatch(text)] == []
    assert [text for text in told["no_match"] if wanted.fullmatch(text)] == []


def test_examples_of_values_in_text():
    told, wanted = load_toml("cells.toml")["value"], expression("cells", "value", "pattern")
    for text, *values in [*told["match"], *([text] for text in told["no_match"])]:
        assert [found[0] for found in wanted.finditer(text)] == values


@pytest.mark.parametrize(
    ("text", "unit", "value", "clean"),
    [
        ("０", "件", "0", True),
        ("１２４", "件", "124", True),
        ("4166.241619", "万元", "4166.241619", True),
        ("251000元", "元", "251000", True),
        ("251000元", "万元", "25.1", True),
        ("+4", "项", "4", True),
        ("1,204", "件", "1204", True),
        ("1，204", "件", "1204", True),
        ("3 119", "件", "3119", False),
        ("31\n19", "件", "3119", False),
        ("+2", "项", "2", True),
        ("-1", "项", "-1", True),
        ("减4", "项", "-4", True),
        ("增2", "项", "2", True),
        ("7件", "件", "7", True),
        ("185277.44元", "元", "185277.44", True),
        ("12.5万元", "元", "125000", True),
        ("5000元", "万元", "0.5", True),
        ("22（其中修订16件）", "件", "22", False),
    ],
)
def test_values(text, unit, value, clean):
    assert read_value(text, unit) == (Decimal(value), "read", clean)


@pytest.mark.parametrize(
    "text", ["", " ", "—", "——", "-", "/", "无", "不适用", "见附件", "007", "1.2.3"]
)
def test_what_is_no_number_is_never_zero(text):
    assert read_value(text, "件")[0] is None


@given(st.text(max_size=20))
def test_reading_a_value_never_raises(text):
    value, reading, _ = read_value(text, "件")
    assert (value is None) == (reading != "read")


# ------------------------------------------------------------ real reports


@real
@pytest.mark.parametrize("name", ["gucheng_2019.txt", "huaian_2024.pdf", "hongze_2023.pdf"])
def test_every_cell_of_real_tables(name):
    truth = json.loads((SHARED / f"gold/reports/{name.partition('.')[0]}.json").read_text("utf-8"))
    doc = read_path(SHARED / "real" / name)
    form, tables = recognise(doc, outline(doc).sections)
    assert form == truth["form"]
    for table in tables:
        wanted = {
            (r, c): v for r, row in truth["tables"][table.kind].items() for c, v in row.items()
        }
        got = {(cell.row, cell.column): float(cell.value) for cell in table.cells}
        assert {place: got.get(place) for place in wanted} == wanted
    failed = [check for table in tables for check in table.checks if check.result == "differ"]
    assert len(failed) == len(truth["table_checks"]["failed"])


def test_an_amount_printed_in_ten_thousands_keeps_its_unit():
    assert unit_of("12.5万元", "元") == "万元"
    assert unit_of("185元", "元") == "元"
    assert unit_of("251000元", "万元") == "万元"
