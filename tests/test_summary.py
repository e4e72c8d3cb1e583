from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.model import (
    Cell,
    Check,
    Claim,
    ClaimLink,
    Link,
    Quantity,
    Reconciliation,
    Span,
    Table,
    Value,
)
from gouji.summary import figures, key_measures, matters, summarise, topics
from samples import TEXT, quantity, township


def a_table(kind, cells, **changes):
    made = [
        Cell(
            row,
            column,
            str(value),
            value if value is None else Decimal(value),
            "件",
            "read",
            Span(i, i + 1),
        )
        for i, ((row, column), value) in enumerate(cells.items())
    ]
    return Table("zfxxgk-2021", kind, tuple(made), "proved", True, Span(0, 9), **changes)


def with_tables(*tables, **changes):
    return replace(township().report, tables=tables, quantities=(), **changes)


def values(report):
    return {m: str(f.value) for m, f in figures(report, Reconciliation()).items()}


def test_a_figure_is_a_cell_and_a_group_the_sum_of_its_rows():
    table = a_table(
        "applications",
        {
            ("new_received", "total"): 12,
            ("refused.state_secret", "total"): 1,
            ("refused.internal_affairs", "total"): 2,
            ("new_received", "company"): 5,
        },
    )
    found = values(with_tables(table))
    assert (found["applications.new_received"], found["applications.refused"]) == ("12", "3")
    assert "applications.carried_in" not in found


def test_a_missing_cell_is_no_zero():
    table = a_table("applications", {("new_received", "total"): None})
    assert values(with_tables(table)) == {}


def test_lawsuits_are_direct_plus_after_review():
    table = a_table(
        "disputes",
        {
            ("review", "total"): 3,
            ("litigation_direct", "total"): 26,
            ("litigation_after_review", "total"): 20,
        },
    )
    found = values(with_tables(table))
    assert (found["review.total"], found["litigation.total"]) == ("3", "46")


def test_prose_fills_in_what_no_table_says_unless_it_says_two_things():
    report = replace(
        township().report,
        tables=(),
        quantities=(
            quantity(0, "90条", "published.total"),
            quantity(1, "50条", "meetings"),
            quantity(2, "30条", "meetings"),
            quantity(3, "30条", "accounts", hedge="about"),
            quantity(4, "30条", "columns", period="last_year"),
        ),
    )
    assert values(report) == {"published.total": "90"}


def test_a_figure_the_report_contradicts_is_marked_in_the_digest():
    ref = ("disputes", "review", "total")
    check = Check("D-SUM", "T301", "review", (), (ref,), Decimal(11), Decimal(0), "differ")
    cells = {
        ("review", "total"): 0,
        ("litigation_direct", "total"): 0,
        ("litigation_after_review", "total"): 0,
    }
    text = digest(with_tables(a_table("disputes", cells, checks=(check,))))
    assert "行政复议 0 件（与他处不符，待核），行政诉讼 0 件。" in text


def test_an_addend_of_a_failing_sum_and_one_of_several_cells_compared_is_not_disputed():
    refs = [("disputes", "review", column) for column in ("upheld", "corrected", "total")]
    sum_up = Check("D-SUM", "T301", "review", tuple(refs[:2]), (refs[2],), None, None, "differ")
    flow = replace(sum_up, left_cells=(refs[0],), right_cells=tuple(refs[1:]))
    cells = {ref[1:]: 1 for ref in refs}
    for check, marked in ((sum_up, ["review.total"]), (flow, [])):
        report = with_tables(a_table("disputes", cells, checks=(check,)))
        found = figures(report, Reconciliation())
        assert [m for m, figure in found.items() if figure.contested] == marked
    report = with_tables(a_table("disputes", cells))
    for differing, marked in ((refs[1:2], ["review.corrected"]), (refs[1:], [])):
        link = Link(0, tuple(differing), "", "differs")
        found = figures(report, Reconciliation(links=(link,)))
        assert [m for m, figure in found.items() if figure.contested] == marked


def test_a_figure_a_none_claim_denies_is_disputed():
    ref = ("disputes", "review", "total")
    report = with_tables(a_table("disputes", {ref[1:]: 1}))
    for kind, disputed in (("none", True), ("all", False)):
        claim = Claim(7, Span(0, 4), kind, "review.total", ())
        rec = Reconciliation(claims=(ClaimLink(7, (ref,), "differs", (ref,)),))
        found = figures(replace(report, claims=(claim,)), rec)
        assert found["review.total"].contested == disputed


def digest(report, lang="zh"):
    made = summarise(report, Reconciliation(), lang=lang)
    return "".join(sentence.text for sentence in made.digest)


def test_the_digest_counts_problems_and_gaps_and_is_short():
    audit = township()
    made = summarise(audit.report, audit.reconciliation)
    text = "".join(sentence.text for sentence in made.digest)
    assert "网站公开 90 条（与他处不符，待核）" in text
    assert "自述问题 3 项" in text
    assert len(text) <= 300
    for sentence in made.digest:
        assert sentence.spans
        assert all(0 <= s.start < s.end <= len(TEXT) for s in sentence.spans)
    assert (made.problems, made.remedies) == ((1, 2, 3, 4), (5, 6))


def told(found):
    return [([s.id for s in matter.problems], matter.answers) for matter in found]


def test_an_item_of_a_list_is_one_matter_with_the_groups_that_answer_it():
    found = matters(township().report, [3])
    assert told(found) == [([1, 2], (4,)), ([3], ()), ([4], (5,))]
    assert all(matter.listed for matter in found)


def unmarked(*, vague=()):
    report = township().report
    stmts = [
        replace(
            stmt,
            marker=None,
            group=1 if stmt.kind == "problem" else stmt.group,
            attributes=("vague",) if stmt.id in vague else (),
        )
        for stmt in report.statements
    ]
    return replace(report, statements=tuple(stmts))


def test_where_the_report_lists_nothing_each_statement_is_a_matter():
    found = matters(unmarked(), [])
    assert told(found) == [([1], (4,)), ([2], (4,)), ([3], (4, 5)), ([4], (5,))]
    assert "自述问题 4 处，" in digest(unmarked())
    assert "Problems stated: 4, " in digest(unmarked(), "en")


def test_a_vague_statement_is_no_matter_beside_others():
    assert told(matters(unmarked(vague=(1, 3)), [])) == [([2], (4,)), ([4], (5,))]


def test_a_single_item_is_no_list():
    report = township().report
    one = replace(report, statements=tuple(s for s in report.statements if s.id not in (3, 4)))
    assert told(matters(replace(one, pairs=one.pairs[:2]), [])) == [([1], (4,)), ([2], (4,))]


def test_a_lead_in_is_no_matter():
    report = township().report
    assert [m.problems[0].id for m in matters(report, [])] == [1, 4]


def test_the_catch_all_topic_stands_only_alone():
    general = replace(township().report.statements[1], topics=("general", "staffing"))
    assert topics([general], "zh") == "人员力量"
    assert topics([replace(general, topics=("general",))], "en") == "general"


def test_the_digest_speaks_the_language_of_the_run():
    text = digest(township().report, "en")
    assert text.isascii()
    assert "Problems listed: 3, about staffing, funding, publicity." in text


@pytest.mark.parametrize("longest", [300, 50])
def test_figures_give_way_where_the_digest_is_long(monkeypatch, longest):
    monkeypatch.setattr("gouji.summary.LONGEST", {"zh": longest})
    text = digest(township().report)
    assert len(text) <= longest
    assert ("网站公开" in text) == (longest == 300)
    assert "自述问题" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_without_problems_says_so(lang):
    report = replace(township().report, statements=(), pairs=())
    assert ("没有找到写明的问题" in digest(report)) == (lang == "zh") or "No stated" in digest(
        report, lang
    )


def test_every_key_measure_has_words():
    assert "applications.new_received" in key_measures()
    assert len(set(key_measures())) == len(key_measures())


def test_an_interval_is_told_by_its_amount():
    value = Value(Decimal(54000), Decimal(53500), Decimal(54500), "条", "5.4万条", "条")
    qty = Quantity(0, value, Span(0, 4), "published.total")
    assert values(replace(township().report, tables=(), quantities=(qty,))) == {
        "published.total": "54000"
    }
