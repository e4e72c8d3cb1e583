"""R101–R108: whether problems are stated, are the organ's own, and are answered, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.classify.pairs import (
    ANSWERS,
    alike,
    list_items,
    matters,
    orphans,
    related,
    strict,
    unanswered,
)
from gouji.data import load_toml
from gouji.messages import say
from gouji.model import Finding, Message, Reconciliation, Report, Statement
from gouji.reconcile.formula import Evaluation, evaluate
from gouji.rules.engine import finding, rule
from gouji.text.cues import found, table
from gouji.text.fold import squeeze

QUOTED = 40
CORRECTED = "review.corrected+litigation.corrected"
REFUSED, CONCLUDED = "applications.refused", "applications.concluded_total"
FEW = 5
"""So many refusals, and fewer, tell nothing, whatever their share."""
HANDLING = {"request", "capacity"}
"""Topics of the problems that lost disputes and refusals may come from."""
_SILENT = ("none_declared", "background")
_ALIKE = 0.4
# a claim about problems: matches 没有发现突出问题; not 未收到投诉
_COUNTED = re.compile("问题|不足")


@rule("R101", "no-problem-stated", level="warning", needs=("sections.problems",))
def no_problem_stated(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The fifth section must state problems (forms notice, section 五); 无 alone is an error."""
    section = report.section("problems")
    said = [stmt for stmt in report.statements if stmt.section == "problems"]
    if section is None or any(stmt.kind == "problem" for stmt in said):
        return
    none = next((stmt for stmt in said if stmt.kind == "none_declared"), None)
    if none and all(stmt.kind in _SILENT for stmt in said):
        message = say("R101.declared", section=_title(report), said=_quote(none))
        yield finding(report, "R101", none.span, level="error", message=message)
    elif not said and not section.body.of(report.text).strip(" \t\n　。.:："):
        message = say("R101.empty", section=_title(report))
        yield finding(report, "R101", section.heading, level="error", message=message)
    elif (none and _COUNTED.search(none.text)) or not any(map(_hints, said)):
        message = say("R101.absent", section=_title(report))
        yield finding(report, "R101", section.heading, message=message)


@rule("R102", "remedy-without-problem", level="warning", needs=("statements",))
def remedy_without_problem(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A measure on a subject that no problem stated comes near, in the longer of two lists."""
    alone, items = orphans(report), list_items(report.statements)
    answers = [item.remedies for item in items if item.remedies]
    planned = [group for group in answers if group[0].marker and group[0].kind == ANSWERS[0]]
    problems = _problems(report)
    if not 0 < sum(bool(item.problems) for item in items) < len(answers):
        return
    means = {"general", *load_toml("taxonomy.toml")["means"]}
    for group in planned:
        own = means.isdisjoint(topic for stmt in group for topic in stmt.topics)
        near = any(_covers(problem, stmt) for problem in problems for stmt in group)
        if group[0].id in alone and own and not near:
            yield _told(report, "R102", group, say("R102.message", remedy=_quote(group[0])))


@rule("R103", "problem-without-remedy", level="warning", needs=("statements",))
def problem_without_remedy(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Each problem stated must be followed by what is or will be done about it."""
    alone, stated = unanswered(report), matters(report.statements)
    groups = [group for group in stated if group[0].id in alone]
    remedies = [
        stmt for stmt in report.of_kind(*ANSWERS) if stmt.section in ("problems", "other", None)
    ]
    if groups and not remedies:
        message = say("R103.none", count=len(groups), problem=_quote(groups[0][0]))
        yield _told(report, "R103", [group[0] for group in groups], message)
    elif len(stated) != sum(bool(item.remedies) for item in list_items(report.statements)):
        echoes = {pair.remedy for pair in report.pairs if pair.why == "echo"}
        taken = {pair.remedy for pair in report.pairs}
        done = {stmt.group for stmt in report.of_kind("achievement")}
        for group in groups:
            near = [
                b
                for stmt in group
                for b in remedies
                if b.id not in echoes and _covers(stmt, b)
                if b.id not in taken or {*stmt.topics} & {*b.topics}
            ]
            if not near and group[0].group not in done and not any(map(_looks_back, group)):
                message = say("R103.message", problem=_quote(group[0]))
                yield _told(report, "R103", group, message)


@rule("R104", "vague-problem", level="warning", needs=("statements",))
def vague_problem(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A problem needs an object, a figure or a cause; what only leads in to others needs none."""
    items = [item.problems for item in list_items(report.statements) if item.problems]
    for group in items or [_problems(report)]:
        if group and all("vague" in stmt.attributes for stmt in group):
            yield _told(report, "R104", group, say("R104.message", problem=_quote(group[0])))


@rule("R105", "no-follow-up-on-last-year", level="warning", needs=("sections.problems", "year"))
def no_follow_up(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The section is to tell what became of the problems (改进情况), last year's among them."""
    section = report.section("problems")
    done = any(stmt.section == "problems" for stmt in report.of_kind("remedy_taken"))
    if section and _problems(report) and not done and not any(map(_looks_back, report.statements)):
        yield finding(report, "R105", section.heading)


@rule("R106", "problem-only-of-others", level="info", needs=("statements",))
def problem_only_of_others(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Every problem is one of some units; only the heading of an item may be general."""
    items = [item.problems for item in list_items(report.statements) if item.problems]
    blamed = [stmt for group in items for stmt in group[:2] if "others" in stmt.attributes]
    if items and {stmt.group for stmt in blamed} == {group[0].group for group in items}:
        yield _told(report, "R106", blamed, say("R106.message", problem=_quote(blamed[0])))


@rule("R107", "figures-ignored", level="warning", needs=("sections.problems", "statements"))
def figures_ignored(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Lost disputes or mostly refusals, and not one problem with the handling of requests."""
    problems = _problems(report)
    if not problems or any(map(_on_handling, problems)):
        return
    lost, refused, all_ = (evaluate(key, report) for key in (CORRECTED, REFUSED, CONCLUDED))
    if lost and lost.value:
        yield _ignored(report, "corrected", lost)
    elif refused and all_ and _mostly(refused.value, all_.value):
        yield _ignored(report, "refused", refused, all_)


@rule("R108", "unmeasurable-remedy", level="info", needs=("statements",))
def unmeasurable_remedy(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A plan that only promises to do better, so that nobody can tell later whether it was kept."""
    groups: dict[int, list[Statement]] = {}
    for stmt in report.of_kind("remedy_planned"):
        if stmt.section == "problems":
            groups.setdefault(stmt.group if stmt.marker else -1, []).append(stmt)
    empty = [group[0] for group in groups.values() if all(map(_says_nothing, group))]
    if empty:
        yield _told(report, "R108", empty, say("R108.message", remedy=_quote(empty[0])))


def _told(report: Report, code: str, said: Sequence[Statement], message: Message) -> Finding:
    return finding(report, code, *(stmt.span for stmt in said), message=message)


def _mostly(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > FEW and 2 * part > whole


def _ignored(report: Report, key: str, *seen: Evaluation) -> Finding:
    counted = [ref for each in seen for ref in each.cells]
    cells = [ref for ref in counted if (cell := report.cell(ref)) and cell.value]
    amounts = {f"count{at}": f"{each.value:f}" for at, each in enumerate(seen)}
    message = say(f"R107.{key}", section=_title(report), **amounts)
    return finding(report, "R107", *cells, message=message)


def _problems(report: Report) -> list[Statement]:
    return [stmt for stmt in report.of_kind("problem") if stmt.section == "problems"]


def _title(report: Report) -> str:
    section = report.section("problems")
    return (section.title or section.heading.of(report.text).strip()) if section else ""


def _covers(problem: Statement, remedy: Statement) -> bool:
    """Tell whether a remedy may be meant for a problem, if only by a related topic or word."""
    wide = {near for topic in problem.topics for near in related(topic)}
    if wide.intersection(remedy.topics) or strict(problem):
        return bool(wide.intersection(remedy.topics))
    vague = "vague" in remedy.attributes and remedy.marker is not None
    return vague or alike(problem.text, remedy.text) >= _ALIKE


def _hints(stmt: Statement) -> bool:
    """Tell whether a statement speaks of a deficiency, if only to answer it (针对更新不及时)."""
    return bool(found("kinds", _folded(stmt), "still", "deficient", "echo"))


def _looks_back(stmt: Statement) -> bool:
    """Tell whether a statement is, or may be, about what was found lacking the year before."""
    return "follow_up" in stmt.attributes or table("remedies", "back").found(_folded(stmt))


def _on_handling(stmt: Statement) -> bool:
    named = table("remedies", "handling").found(_folded(stmt))
    return named or not HANDLING.isdisjoint(stmt.topics)


def _says_nothing(stmt: Statement) -> bool:
    return table("remedies", "empty").found(_folded(stmt).strip(",;。"))


def _folded(stmt: Statement) -> str:
    return squeeze(stmt.text)


def _quote(stmt: Statement) -> str:
    words = stmt.text.replace("\n", "")
    return words if len(words) <= QUOTED else words[:QUOTED] + "…"
