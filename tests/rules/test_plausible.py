"""Figures that can hardly be so: who may make rules, in which unit fees are, what a stock holds."""

import pytest

from factories import an_audit, rules_fired
from gouji.messages import render


def said(code, **options):
    return [render(f.message) for f in an_audit(**options).findings if f.rule == code]


@pytest.mark.parametrize(
    ("organ", "allowed"),
    [
        ("云岭县人民政府", False),
        ("柳湾镇人民政府", False),
        ("平潭综合实验区管委会", False),
        ("淮安市教育局", False),
        ("江苏省财政厅", False),
        ("国家税务总局淮安市税务局", False),
        ("淮安市人民政府", True),
        ("淮安市人民政府办公室", True),
        ("江苏省人民政府", True),
        ("教育部", True),
        ("临江市人民政府", True),  # a city of unknown rank
        ("某某服务中心", True),  # an organ of unknown level
    ],
)
def test_who_may_make_regulations(organ, allowed):
    cells = {"regulations.issued": 1, "regulations.in_force": 2}
    assert bool(said("T102", organ=organ, cells=cells)) is not allowed


def test_the_figures_of_a_stock_are_told():
    cells = {"normative_documents.issued": 9, "normative_documents.in_force": 6}
    assert said("T101", cells=cells) == ["规范性文件：制发 9 件，现行有效 6 件加废止 0 件不足此数"]


def test_a_blank_cell_settles_nothing():
    cells = {"normative_documents.issued": 9, "cell.normative_documents.in_force": "—"}
    assert said("T101", cells=cells) == []


@pytest.mark.parametrize(
    ("wan", "prose", "fires"),
    [
        ("85230", "85230元", True),
        ("8.523", "85230元", False),
        ("8.523", "8.523万元", False),
        ("852.3", "85230元", True),
        ("7.9", "85230元", False),
    ],
)
def test_yuan_in_the_prose_are_ten_thousand_times_the_cell(wan, prose, fires):
    cells = {"fees.amount_wan": wan}
    assert bool(said("T103", prose=f"全年行政事业性收费{prose}。", cells=cells)) is fires


def test_an_unpaid_fee_is_told_by_one_rule():
    cells = {"new_received": 5, "other.fee_overdue": 2}
    fired = rules_fired(an_audit(cells=cells, sections={"other": "全年未收取信息处理费。"}))
    assert (fired["P112"], fired["P108"]) == (1, 0)


def test_the_messages_of_the_form_of_2019_render_in_both_languages():
    cells = {"normative_documents.published": 3, "cell.licences.change": -5}
    made = an_audit(year=2020, cells=cells | {"procurement.projects": 2})
    found = [f for f in made.findings if f.rule == "T104"]
    assert len(found) == 3
    assert all("{" not in render(f.message, lang) for f in found for lang in ("zh", "en"))
