from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.data import load_toml, names
from gouji.parse.forms import KINDS, bare, likenesses, load_forms

FORMS = load_forms()


def examples():
    for name in names("forms"):
        data = load_toml(name)
        for kind, table in data["table"].items():
            for label, row in table.get("examples", {}).items():
                yield pytest.param(data["id"], kind, label, row, id=f"{data['id']} {label}")


def by_row(layout, label):
    keys = [row.key for row in layout.rows]
    return dict(zip(keys, likenesses(layout, bare(label)), strict=True))


@pytest.mark.parametrize(("form", "kind", "label", "row"), list(examples()))
def test_labels_name_their_row_and_nothing_else(form, kind, label, row):
    likeness = by_row(FORMS[form].tables[kind], label)
    best = max(likeness, key=likeness.__getitem__)
    assert (best if likeness[best] else "") == row


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_printed_label_names_its_own_row(form):
    for layout in form.tables.values():
        for row in layout.rows:
            likeness = by_row(layout, row.label)
            assert likeness[row.key] == max(likeness.values()) == 1.0


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_equations_name_what_the_table_has(form):
    for layout in form.tables.values():
        rows = {name for row in layout.rows for name in (row.key, row.group)}
        columns = {name for column in layout.columns for name in (column.key, column.group)}
        for equation in layout.equations:
            known = columns if equation.over == "rows" else rows
            assert known.issuperset(equation.left + equation.right), equation.id
            assert (rows if equation.over == "rows" else columns).issuperset(equation.only)
            assert equation.rule[0] == "T"


def test_the_forms_have_the_cells_of_the_official_ones():
    counts = {
        form.id: [
            sum(len(row.columns) for row in form.tables[kind].rows if not row.optional)
            for kind in KINDS
        ]
        for form in FORMS.values()
    }
    assert counts == {"zfxxgk-2019": [22, 161, 15], "zfxxgk-2021": [10, 175, 15]}


def test_words_of_an_edition_are_printed_by_no_other():
    for form in FORMS.values():
        for other in FORMS.values():
            if other is not form:
                assert not set(form.edition) & set(other.edition)


def test_a_group_printed_as_one_row_replaces_its_rows():
    layout = FORMS["zfxxgk-2021"].tables["applications"]
    usual = [row.key for row in layout.at_hand([])]
    assert "other.rest" in usual
    assert "other" not in usual
    stray = [row.key for row in layout.at_hand(["other"])]
    assert "other" in stray
    assert "other.rest" not in stray
    assert [row.key for row in layout.at_hand(["other", "other.rest"])] == usual


@given(st.text(max_size=60))
def test_any_label_has_a_likeness(label):
    found = by_row(FORMS["zfxxgk-2019"].tables["applications"], label)
    assert all(0 <= likeness <= 1 for likeness in found.values())
