"""Scores of a tagger: what counts as right, where topics count, what a probability is worth."""

import json

import pytest

from gouji.classify import Labels, StatementInput
from gouji.classify.evaluate import Row, evaluate, rows
from gouji.errors import UsageError


def row(kind, *topics, **more):
    return Row("a", StatementInput("字"), kind, topics, more.pop("attributes", ()), **more)


def test_right_labels_have_full_marks_and_no_errors():
    data = [row("problem", "funding", attributes=("others",)), row("background")]
    found = evaluate(data, [Labels("problem", ("funding",), {}, ("others",)), Labels("background")])
    marks = (found.kind_accuracy, found.problem_f1, found.topic_micro_f1, found.attribute_f1)
    assert marks == (1.0, 1.0, 1.0, 1.0)
    assert (found.errors, dict(found.confusion)) == ((), {})


def test_each_label_has_precision_recall_support_and_an_interval():
    data = [row("problem", "funding"), row("problem", "funding"), row("problem", "digital")]
    given = [Labels("problem", (topic,)) for topic in ("funding", "digital", "digital")]
    found = evaluate(data, given)
    funding, digital = found.labels["topic funding"], found.labels["topic digital"]
    assert (funding.precision, funding.recall, funding.support) == (1.0, 0.5, 2)
    assert (digital.precision, digital.recall, digital.support) == (0.5, 1.0, 1)
    assert found.topic_micro_f1 == pytest.approx(2 / 3)
    assert found.topic_macro_f1 == pytest.approx(2 / 3)
    assert funding.low <= funding.f1 <= funding.high


def test_topics_count_on_problems_and_remedies_only():
    data = [row("achievement", "funding"), row("problem", "digital")]
    found = evaluate(data, [Labels("achievement", ("capacity",)), Labels("problem", ("digital",))])
    assert (found.topic_micro_f1, found.topic_macro_f1) == (1.0, 1.0)


def test_a_second_reading_is_right_too_but_a_mixture_is_not():
    one = row("problem", "funding", other_kind="background", other_topics=("staffing",))
    assert evaluate([one], [Labels("problem", ("staffing",))]).topic_micro_f1 == 1.0
    assert evaluate([one], [Labels("problem", ("staffing", "funding"))]).topic_micro_f1 < 1.0
    assert evaluate([one], [Labels("background")]).kind_accuracy == 1.0
    assert evaluate([one], [Labels("achievement")]).kind_accuracy == 0.0


def test_confusions_are_counted_and_the_surest_errors_come_first():
    data = [row("problem", "funding"), row("problem", "funding")]
    given = [Labels("background", (), {"background": score}) for score in (0.5, 0.9)]
    found = evaluate(data, given)
    assert found.confusion == {"problem → background": 2}
    assert [error[3] for error in found.errors] == [0.9, 0.5]


@pytest.mark.parametrize(("score", "gap"), [(0.5, 0.0), (1.0, 0.5)])
def test_calibration_is_the_gap_between_score_and_share_of_right_labels(score, gap):
    data = [row("background"), row("achievement")]
    found = evaluate(data, [Labels("background", (), {"background": score})] * 2)
    assert found.calibration == pytest.approx(gap)


def test_no_rows_have_scores():
    assert evaluate([], []).kind_accuracy == 0.0


def test_the_statement_before_is_that_of_the_same_group(tmp_path):
    lines = [("甲", 1), ("乙", 1), ("丙", 2), ("丁", None), ("戊", None)]
    path = tmp_path / "labelled.jsonl"
    path.write_text(
        "\n".join(
            json.dumps({"id": text, "text": text, "kind": "problem", "group": group})
            for text, group in lines
        ),
        "utf-8",
    )
    assert [each.item.previous for each in rows(path)] == [None, "甲", None, None, None]


@pytest.mark.parametrize("line", ["{", '{"id": "a", "text": "甲"}', "[]"])
def test_a_faulty_line_is_named(tmp_path, line):
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"id": "a", "text": "甲", "kind": "problem"}\n' + line, "utf-8")
    with pytest.raises(UsageError, match=r"labelled\.jsonl:2"):
        rows(path)
