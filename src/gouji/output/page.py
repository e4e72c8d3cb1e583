"""The summary page of one report for a person: who, what was read and compared, key figures,
findings worst first, problems beside their remedies, and a paragraph to paste into a notice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import PurePath

from gouji.model import Audit, Report, Span, Statement, Summary
from gouji.output.parts import (
    LEVELS,
    PAGE,
    by_weight,
    comparing,
    finding_lines,
    labelled,
    reading,
    unchecked,
    what,
    who,
)
from gouji.output.place import mark
from gouji.output.voice import Style, Voice
from gouji.output.width import pad, shorten, wrap
from gouji.summary import figures, groups, key_measures, matters, topic_name, words

LEFT = 42
BETWEEN = f"\n{'═' * PAGE}\n\n"
ALWAYS = ("applications.new_received", "review.total", "litigation.total")
"""Figures worth a word even where they are 0."""


def page(audit: Audit, style: Style) -> str:
    """Return the page of one audit, ending in a line feed."""
    report, summary = audit.report, audit.summary
    if report is None or summary is None:
        return "\n".join(_unread(audit, style)) + "\n"
    blocks = (
        _head(audit, report, style.voice),
        _checked(audit, report, style.voice),
        _findings(audit, report, style),
        _problems(report, summary, style.voice),
        labelled(style.voice("page.digest"), "".join(s.text for s in summary.digest)),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _unread(audit: Audit, style: Style) -> Iterator[str]:
    yield style.voice("page.unread", file=PurePath(audit.source.uri).name)
    for finding in audit.findings:
        yield from finding_lines(None, finding, style)
    yield from unchecked(audit, style)


def _head(audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    yield from wrap(voice("page.title", who=who(report.identity, voice)), PAGE)
    yield f"{what(report, voice)} · {PurePath(audit.source.uri).name}"


def _checked(audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    yield from labelled(voice("page.read"), reading(report, voice))
    yield from labelled(voice("page.compared"), comparing(audit, voice))
    known = figures(report, audit.reconciliation)
    told = [
        words(measure, known[measure], voice.lang)
        for measure in key_measures()
        if measure in known and (known[measure].value or measure in ALWAYS)
    ]
    if told:
        yield from labelled(voice("page.figures"), voice.join(told))


def _findings(audit: Audit, report: Report, style: Style) -> Iterator[str]:
    voice = style.voice
    found = by_weight(audit)
    yield tally(Counter(finding.level for finding in found), voice)
    for finding in found:
        yield from finding_lines(report, finding, style)
    ran = sum(item.status in ("pass", "findings") for item in audit.outcomes.values())
    yield voice("page.ran", count=ran)
    yield from unchecked(audit, style)


def tally(levels: Counter[str], voice: Voice) -> str:
    """Return the findings counted by level."""
    return "  ".join(f"{voice(f'level.{level}')} {levels[level]}" for level in LEVELS)


def _problems(report: Report, summary: Summary, voice: Voice) -> Iterator[str]:
    """Yield every group of problems beside the remedies that answer it, gaps in view."""
    found = matters(report, summary.unanswered)
    remedies = groups(report.of_kind("remedy_taken", "remedy_planned"))
    by_id = {stmt.id: stmt for stmt in report.statements}
    if not found:
        yield from labelled(voice("page.problems"), voice("page.no_problem"))
    else:
        yield pad(voice("page.problems"), LEFT + 2) + voice("page.remedies")
    for count, (stmts, answers) in enumerate(found, 1):
        right = [line for group in answers for line in _remedy(remedies[group])]
        yield from _beside(
            _problem(count, stmts, report, voice), right or [voice("page.no_remedy")]
        )
    right = [line for i in summary.orphans for line in _remedy(remedies[by_id[i].group])]
    if right:
        yield from _beside(wrap(voice("page.no_problem_for"), LEFT), right)


def _beside(left: list[str], right: list[str]) -> Iterator[str]:
    for a, b in zip_longest(left, right, fillvalue=""):
        yield f"{pad(a, LEFT)}  {b}".rstrip()


def _problem(count: int, stmts: list[Statement], report: Report, voice: Voice) -> list[str]:
    topics = dict.fromkeys(topic for stmt in stmts for topic in stmt.topics)
    head = " ".join((str(count), *(topic_name(topic, voice.lang) for topic in topics)))
    text = Span(stmts[0].span.start, stmts[-1].span.end).of(report.text)
    quote = voice("finding.quote", text=shorten(text, 100))
    return [*wrap(head, LEFT, rest="  "), *wrap(quote, LEFT, first="  ", rest="  ")]


def _remedy(stmts: list[Statement]) -> list[str]:
    sign = mark(stmts[0].marker)
    first = f"{sign} " if sign else ""
    return wrap(shorten(stmts[0].text, 80), PAGE - LEFT - 2, first=first, rest="  ")
