from pathlib import Path

import pytest

from factories import an_audit
from gouji.audit import audit_path
from gouji.data import load_toml

SHARED = Path(__file__).parents[2].parent / "shared"
OBJECTS = load_toml("lexicon/contradictions.toml")["object"]


def findings(overview, problems):
    sections = {"problems": f"{problems}。", "other": "无其他需要报告的事项。"}
    audit = an_audit(f"{overview}。", sections=sections)
    return audit.outcomes["X106"].findings


@pytest.mark.parametrize("thing", OBJECTS, ids=lambda thing: thing["id"])
def test_each_thing_tells_contradictions_from_lookalikes(thing):
    assert all(len(findings(yes, no)) == 1 for yes, no in thing["match"])
    assert not any(findings(yes, no) for yes, no in thing["no_match"])


def test_both_sides_are_quoted_in_the_order_of_the_text():
    (finding,) = findings("全镇落实专项经费", "全镇没有安排专项经费。将列入预算")
    assert [evidence.text for evidence in finding.evidence] == ["落实专项经费", "没有安排专项经费"]


def test_one_thing_is_reported_once():
    problems = "没有专项经费。没有列支专项经费。将列入预算"
    assert len(findings("落实专项经费。安排专项经费", problems)) == 1


def test_a_plan_affirms_nothing():
    assert not findings("没有专项经费", "经费不足。下一步，落实专项经费")


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("gucheng_2019.txt", 1),
        ("hongze_2023.pdf", 0),
        ("huaian_2024.pdf", 0),
        ("pingtan_2022.txt", 0),
    ],
)
def test_real_reports(name, times):
    assert len(audit_path(SHARED / "real" / name).outcomes["X106"].findings) == times
