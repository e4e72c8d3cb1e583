from pathlib import Path

import pytest

from factories import an_audit
from gouji.audit import audit_path

SHARED = Path(__file__).parents[2].parent / "shared"


def problems(text):
    return an_audit(sections={"problems": text})


def found(audit, code):
    return audit.outcomes[code].findings


@pytest.mark.parametrize("text", ["无。", "暂无。", "本年度无存在的问题。"])
def test_nothing_but_none_is_an_error(text):
    assert [f.level for f in found(problems(text), "R101")] == ["error"]


def test_text_without_a_problem_is_a_warning():
    audit = problems("组织业务培训。编印工作手册。")
    assert [f.level for f in found(audit, "R101")] == ["warning"]


@pytest.mark.parametrize(
    "text", ["更新不够及时。", "针对更新不及时，已落实专人。", "与上级要求相比仍有差距。"]
)
def test_a_problem_however_stated_passes(text):
    assert not found(problems(text), "R101")


def test_the_group_without_a_remedy_is_named_once():
    audit = problems("一是经费不足。没有列支经费。二是解读形式单一。下一步，制作政策图解。")
    (finding,) = found(audit, "R103")
    assert [evidence.text for evidence in finding.evidence] == ["经费不足", "没有列支经费"]


def test_no_remedy_at_all_is_one_finding():
    (finding,) = found(problems("一是内容不全面。二是人员配备不足。"), "R103")
    assert len(finding.evidence) == 2
    assert finding.message.key == "R103.none"


def test_a_plan_for_something_else_does_not_answer_a_want_of_money():
    text = "一是经费投入不足。二是解读形式单一。下一步，加强组织保障，扩大公开范围，制作图解。"
    (finding,) = found(problems(text), "R103")
    assert finding.evidence[0].text == "经费投入不足"


def test_a_remedy_on_a_related_topic_is_enough():
    assert not found(
        problems("一是人手不足。二是内容不全面。下一步，举办培训，扩大公开范围，办好网站。"), "R103"
    )


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
    audit = audit_path(SHARED / "real" / name)
    assert len(found(audit, "R103")) == times
    assert not found(audit, "R101")
