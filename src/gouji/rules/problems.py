"""R101, R103: whether the report states problems, and whether each is followed by a remedy."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.classify.pairs import ANSWERS, alike, list_items, related, strict, unanswered
from gouji.messages import say
from gouji.model import Finding, Message, Reconciliation, Report, Statement
from gouji.rules.engine import finding, rule
from gouji.text.cues import found
from gouji.text.fold import fold

QUOTED = 40
_SILENT = ("none_declared", "background")
_ALIKE = 0.4


@rule("R101", "no-problem-stated", level="warning", needs=("sections.problems",))
def no_problem_stated(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The fifth section must state problems (forms notice, section 五); 无 alone is an error."""
    section = report.section("problems")
    said = [stmt for stmt in report.statements if stmt.section == "problems"]
    if section is None or any(stmt.kind == "problem" for stmt in said):
        return
    title = section.title or section.heading.of(report.text).strip()
    none = next((stmt for stmt in said if stmt.kind == "none_declared"), None)
    if none and all(stmt.kind in _SILENT for stmt in said):
        message = say("R101.declared", section=title, said=_quote(none))
        yield finding(report, "R101", none.span, level="error", message=message)
    elif not said and not section.body.of(report.text).strip(" \t\n　。.:："):
        message = say("R101.empty", section=title)
        yield finding(report, "R101", section.heading, level="error", message=message)
    elif not any(map(_hints, said)):
        message = say("R101.absent", section=title)
        yield finding(report, "R101", section.heading, message=message)


@rule("R103", "problem-without-remedy", level="warning", needs=("statements",))
def problem_without_remedy(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Each problem stated must be followed by what is or will be done about it."""
    alone = unanswered(report)
    remedies = [
        stmt for stmt in report.of_kind(*ANSWERS) if stmt.section in ("problems", "other", None)
    ]
    by_group: dict[int, list[Statement]] = {}
    for stmt in report.of_kind("problem"):
        by_group.setdefault(stmt.group, []).append(stmt)
    groups = [by_group[stmt.group] for stmt in report.statements if stmt.id in alone]
    if groups and not remedies:
        first = groups[0][0]
        message = say("R103.none", count=len(groups), problem=_quote(first))
        yield _uncovered(report, [group[0] for group in groups], message)
        return
    items = list_items(report.statements)
    if sum(bool(item.problems) for item in items) != sum(bool(item.remedies) for item in items):
        for group in groups:
            if not any(_covers(stmt, remedy) for stmt in group for remedy in remedies):
                message = say("R103.message", problem=_quote(group[0]))
                yield _uncovered(report, group, message)


def _uncovered(report: Report, problems: list[Statement], message: Message) -> Finding:
    return finding(report, "R103", *(stmt.span for stmt in problems), message=message)


def _covers(problem: Statement, remedy: Statement) -> bool:
    """Tell whether a remedy may be meant for a problem, if only by a related topic or word."""
    wide = {near for topic in problem.topics for near in related(topic)}
    if wide.intersection(remedy.topics) or strict(problem):
        return bool(wide.intersection(remedy.topics))
    vague = "vague" in remedy.attributes and remedy.marker is not None
    return vague or alike(problem.text, remedy.text) >= _ALIKE


def _hints(stmt: Statement) -> bool:
    """Tell whether a statement speaks of a deficiency, if only to answer it (针对更新不及时)."""
    words = "".join(fold(stmt.text).split())
    return bool(found("kinds", words, "still", "deficient", "echo"))


def _quote(stmt: Statement) -> str:
    words = stmt.text.replace("\n", "")
    return words if len(words) <= QUOTED else words[:QUOTED] + "…"
