import pytest

from gouji.classify import (
    Labels,
    StatementInput,
    chosen_classifier,
    classify_report,
    load_classifier,
)
from gouji.classify.corrections import fingerprint, training_rows
from gouji.config import Settings
from gouji.errors import ConfigError, UsageError
from gouji.model import Document, Identity, Report, Source, Span, Statement

LATE = "政策解读形式不够丰富"


def chosen(folder, *rows, head="text,kind,topics,attributes", lang="zh", encoding="utf-8"):
    path = folder / "corrections.csv"
    path.write_text("\n".join((head, *rows)), encoding=encoding)
    return chosen_classifier(Settings(tagger="lexicon", labels=str(path), lang=lang))


def only(tagger, text, section=None) -> Labels:
    return tagger.label([StatementInput(text, section)])[0]


def test_a_fingerprint_is_of_folded_text_and_section():
    assert fingerprint("經費 不足", "problems") == fingerprint("经费\n不足", "problems")
    assert fingerprint("经费不足", "problems") != fingerprint("经费不足", None)
    assert fingerprint("2023年", None) == fingerprint("２０２３年", None)
    assert len(fingerprint("\ud800", None)) == 16


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_entry_sets_what_its_cells_name(tmp_path, encoding):
    plain = only(load_classifier("lexicon"), LATE)
    tagger = chosen(tmp_path, f"{LATE},,channel;digital,", encoding=encoding)
    found = only(tagger, LATE)
    assert (found.kind, found.topics) == (plain.kind, ("channel", "digital"))
    assert found.scores == {plain.kind: plain.scores[plain.kind], "channel": 1.0, "digital": 1.0}
    assert only(tagger, "别的内容不全面") == only(load_classifier("lexicon"), "别的内容不全面")


def test_a_text_holds_everywhere_and_a_fingerprint_in_its_section_and_first(tmp_path):
    mark = fingerprint(LATE, "problems")
    head = "fingerprint,text,kind,topics,attributes"
    tagger = chosen(tmp_path, f"{mark},,,funding,", f",{LATE},,staffing,", head=head)
    told = [only(tagger, LATE, section).topics for section in ("problems", "other", None)]
    assert told == [("funding",), ("staffing",), ("staffing",)]


def test_a_kind_without_topics_has_none_and_a_problem_has_one(tmp_path):
    tagger = chosen(tmp_path, f"{LATE},background,,", "依据条例,problem,,")
    assert only(tagger, LATE) == Labels("background", (), {"background": 1.0}, ())
    assert only(tagger, "依据条例").topics == ("general",)


def test_a_dash_means_none_and_a_topic_takes_vague_away(tmp_path):
    vague = "工作还存在不足"
    assert only(load_classifier("lexicon"), vague).attributes == ("vague",)
    assert only(chosen(tmp_path, f"{vague},,funding,"), vague).attributes == ()
    assert only(chosen(tmp_path, f"{vague},,,-"), vague).attributes == ()
    assert only(chosen(tmp_path, f"{vague},,,others；vague"), vague).attributes == (
        "others",
        "vague",
    )


def test_a_remedy_whose_topics_are_set_does_not_take_those_of_its_problem(tmp_path):
    texts = (LATE, "部门之间配合不够", "认真加以改进", "加强部门沟通")
    doc = Document(Source("x.txt", "0" * 64, "text/plain", 0), "", ())
    made = [
        Statement(at, Span(0, 0), text, "problems", None, at, "一是")
        for at, text in enumerate(texts)
    ]
    report = Report(doc, Identity(), None, statements=tuple(made))
    taken = classify_report(report, load_classifier("lexicon")).statements[2]
    kept = classify_report(report, chosen(tmp_path, "认真加以改进,,general,")).statements[2]
    assert (taken.topics, kept.topics) == (("interpretation",), ("general",))


def test_entries_that_were_never_met_are_told_by_line_and_once_a_run(tmp_path):
    rows = (f"{LATE},problem,,", "没有这一句,problem,,", "也没有,,,")
    assert chosen(tmp_path, *rows).unmatched() == [2, 3]
    tagger = chosen(tmp_path, *rows)
    only(tagger, LATE)
    assert chosen(tmp_path, *rows).unmatched() == [3]
    assert tagger.unmatched() == [2, 3]


def test_the_name_goes_by_the_content(tmp_path):
    one, two = chosen(tmp_path, f"{LATE},problem,,"), chosen(tmp_path, f"{LATE},background,,")
    assert one.name.startswith("lexicon+labels-")
    assert one.name != two.name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("head", "row", "where", "what"),
    [
        ("text,kind,colour", "x,problem,red", ":1", "colour"),
        ("kind,topics", "problem,funding", ":1", "fingerprint"),
        ("", "", ":1", "fingerprint"),
        ("text,kind", "x,problme", ":2", "problme"),
        ("text,kind", "x,问题;problem", ":2", "问题"),
        ("text,kind", "x,-", ":2", "-"),
        ("text,topics", "x,funding;fund", ":2", "fund"),
        ("text,attributes", "x,vage", ":2", "vage"),
        ("text,kind", "x,problem,extra", ":2", "2"),
        ("text,kind", " ,problem", ":2", "text"),
        ("fingerprint,kind", "1.23457E+15,problem", ":2", "1.23457e"),
        ("text,kind", "x,problem\nx,background", ":3", "2"),
        ("text,kind", '"x"y,problem', ":2", "corrections.csv"),
    ],
)
def test_what_is_not_understood_is_told_with_file_and_line(tmp_path, head, row, where, what, lang):
    with pytest.raises(ConfigError) as error:
        chosen(tmp_path, row, head=head, lang=lang)
    told = str(error.value)
    assert told.startswith(f"{tmp_path / 'corrections.csv'}{where}")
    assert what in told


def test_a_file_of_another_encoding_or_none_at_all(tmp_path):
    with pytest.raises(ConfigError, match="UTF-8"):
        chosen(tmp_path, f"{LATE},problem,,", encoding="gbk")
    with pytest.raises(UsageError, match=r"none\.csv"):
        chosen_classifier(Settings(labels=str(tmp_path / "none.csv")))


def test_rows_with_text_kind_and_topics_can_be_learnt_from(tmp_path):
    mark = fingerprint(LATE, None)
    rows = ("一,problem,funding;staffing,vague", "二,problem,,", "三,background,,", "四,,funding,")
    chosen(tmp_path, *rows)
    found = training_rows(tmp_path / "corrections.csv")
    assert [(r.id, r.item.text, r.kind, r.topics, r.attributes) for r in found] == [
        ("corrections-2", "一", "problem", ("funding", "staffing"), ("vague",)),
        ("corrections-4", "三", "background", (), ()),
    ]
    chosen(tmp_path, f"{mark},background", head="fingerprint,kind")
    assert training_rows(tmp_path / "corrections.csv") == []
