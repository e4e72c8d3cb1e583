import pytest

from gouji.classify import StatementInput, classify_report, load_classifier, taxonomy_version
from gouji.classify.base import Labels
from gouji.errors import UsageError
from gouji.model import Document, Identity, Report, Source, Span, Statement


def a_report(*statements):
    text = "\n".join(statements)
    made, at = [], 0
    for number, words in enumerate(statements):
        made.append(
            Statement(number, Span(at, at + len(words)), words, "problems", None, number, "一是")
        )
        at += len(words) + 1
    doc = Document(Source("x.txt", "0" * 64, "text/plain", len(text)), text, ())
    return Report(doc, Identity(), None, statements=tuple(made))


class Counting:
    """A tagger that counts its calls and calls everything a vague plan."""

    name = "counting"
    calls = 0

    def label(self, items):
        self.calls += 1
        return [Labels("remedy_planned", ("general",), {"general": 0.5}, ("vague",)) for _ in items]


def test_the_taggers_of_this_version():
    assert load_classifier("lexicon").name == "lexicon"
    assert load_classifier("linear").name == "zfxxgk-linear-v1"
    assert taxonomy_version()


@pytest.mark.parametrize("name", ["spacy:model", "transformer:dir"])
def test_taggers_of_later_versions_say_so(name):
    with pytest.raises(UsageError, match="later version"):
        load_classifier(name)


def test_an_unknown_tagger_is_a_usage_error():
    with pytest.raises(UsageError, match="not known"):
        load_classifier("oracle")


def test_all_statements_are_labelled_in_one_call():
    tagger = Counting()
    report = classify_report(a_report("认真整改", "抓好落实"), tagger)
    assert tagger.calls == 1
    assert {stmt.kind for stmt in report.statements} == {"remedy_planned"}


def test_nothing_to_label_is_no_error():
    assert classify_report(a_report(), load_classifier("lexicon")).pairs == ()


def test_a_remedy_without_an_object_takes_the_topic_of_its_problem():
    report = a_report("政策解读形式不够丰富", "部门之间配合不够", "认真加以改进", "加强部门沟通")
    labelled = classify_report(report, load_classifier("lexicon"))
    assert labelled.statements[2].topics == ("interpretation",)
    assert labelled.statements[2].attributes == ()


def test_the_context_of_an_input_is_optional():
    assert load_classifier("lexicon").label([StatementInput("内容不全面")])[0].kind == "problem"
