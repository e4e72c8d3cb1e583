from pathlib import Path

import pytest

from factories import an_audit
from gouji.audit import audit_path
from gouji.text.cues import table

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


def test_money_missing_in_a_paragraph_of_problems_is_named_by_itself():
    text = "人手偏少，没有公开工作经费，栏目更新不及时。下一步，配备专职人员，按月更新栏目。"
    (finding,) = found(problems(text), "R103")
    assert [evidence.text for evidence in finding.evidence] == ["没有公开工作经费"]


def test_a_remedy_of_another_problem_covers_none_that_is_only_near():
    text = (
        "（一）栏目更新不及时。对此，将按月通报更新情况。"
        "（二）网民留言互动性不强。（三）解读形式单一。对此，将制作图解。"
    )
    (finding,) = found(problems(text), "R103")
    assert finding.evidence[0].text == "网民留言互动性不强"


def test_a_vague_item_is_named_and_a_lead_in_to_others_is_not():
    audit = problems(
        "公开工作仍有差距。一是工作水平有待提高。二是栏目更新不及时。下一步，按月更新。"
    )
    (finding,) = found(audit, "R104")
    assert [evidence.text for evidence in finding.evidence] == ["工作水平有待提高"]


def test_figures_ignored_quotes_the_cells():
    audit = an_audit(
        sections={"problems": "栏目更新不及时。下一步，按月更新。"},
        cells={"review.corrected": 2, "litigation_after_review.corrected": 1},
    )
    (finding,) = found(audit, "R107")
    assert {evidence.cell for evidence in finding.evidence} == {
        ("disputes", "review", "corrected"),
        ("disputes", "litigation_after_review", "corrected"),
    }
    assert finding.message.params["count0"] == "3"


def test_refusals_are_no_share_of_a_total_that_is_not_there():
    audit = an_audit(
        sections={"problems": "栏目更新不及时。下一步，按月更新。"},
        cells={"applications.refused.state_secret": 9, "applications.concluded_total": "—"},
    )
    assert not found(audit, "R107")
    assert audit.outcomes["R107"].status == "pass"


def test_plans_that_say_nothing_are_one_finding():
    text = "一是栏目更新不及时。二是人手偏少。下一步，一是加强公开工作。二是不断提升整体水平。"
    (finding,) = found(problems(text), "R108")
    assert len(finding.evidence) == 2


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("gucheng_2019.txt", "R103 R105"),
        ("hongze_2023.pdf", "R105"),
        ("huaian_2024.pdf", "R105 R106 R107"),
        ("pingtan_2022.txt", "R105 R107"),
    ],
)
def test_real_reports(name, codes):
    audit = audit_path(SHARED / "real" / name)
    assert [f.rule for f in audit.findings if f.rule.startswith("R")] == codes.split()


def test_a_long_run_of_empty_words_takes_no_longer_than_it_is():
    assert not table("remedies", "empty").found("更好再上" * 2000 + "甲")
