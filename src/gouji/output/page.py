"""The summary page of one report for a person: who, what was read and compared, key figures,
findings worst first, problems beside their remedies, and a paragraph to paste into a notice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import PurePath

from gouji.highlights import highlights
from gouji.model import Audit, Report, Statement, Summary
from gouji.output import parts
from gouji.output.parts import PAGE, QUOTE, labelled
from gouji.output.place import mark
from gouji.output.voice import Style, Voice
from gouji.output.width import flat, pad, shorten, width, wrap
from gouji.summary import COURTS, Matter, figures, groups, key_measures, matters, topics, words

LEFT = 42
REMEDY = 80
BETWEEN = f"\n{'═' * PAGE}\n\n"
ALWAYS = ("applications.new_received", *COURTS)
"""Figures worth a word even where they are 0."""


def page(audit: Audit, style: Style) -> str:
    """Return the page of one audit, ending in a line feed."""
    report, summary, voice = audit.report, audit.summary, style.voice
    if report is None or summary is None:
        blocks = [[voice("page.unread", file=_file(audit)), *_findings(audit, style)]]
    else:
        title = voice("page.title", who=parts.who(report.identity, voice))
        levels = Counter[str](finding.level for finding in audit.findings)
        digest = "".join(sentence.text for sentence in summary.digest)
        blocks = [
            [*wrap(title, PAGE), f"{parts.what(report, voice)} · {_file(audit)}"],
            [*_checked(audit, report, voice)],
            [parts.tally(levels, voice), *_findings(audit, style)],
            [*_problems(report, summary, voice)],
            [*_work(report, voice)],
            labelled(voice("page.digest"), digest) if digest else [],
        ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _file(audit: Audit) -> str:
    return PurePath(audit.source.uri).name


def _checked(audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    yield from labelled(voice("page.read"), parts.reading(report, voice))
    yield from labelled(voice("page.compared"), parts.comparing(audit, voice))
    known = figures(report, audit.reconciliation)
    told = [
        words(measure, known[measure], voice.lang)
        for measure in key_measures()
        if measure in known and (known[measure].value or measure in ALWAYS)
    ]
    if told:
        yield from labelled(voice("page.figures"), voice.join(told, "comma"))


def _findings(audit: Audit, style: Style) -> Iterator[str]:
    for finding in parts.by_weight(audit):
        yield from parts.finding_lines(audit.report, finding, style)
    if audit.report:
        yield parts.ran(audit, style.voice) + style.voice("mark.stop")
    yield from parts.unchecked(audit, style)


def _problems(report: Report, summary: Summary, voice: Voice) -> Iterator[str]:
    """Yield every problem beside the remedies that answer it, gaps in view."""
    found = matters(report, summary.unanswered)
    remedies = groups(report.of_kind("remedy_taken", "remedy_planned"))
    if not found:
        yield from labelled(voice("page.problems"), voice("page.no_problem"))
    else:
        yield pad(voice("page.problems"), LEFT + 2) + voice("page.remedies")
    for count, matter in enumerate(found, 1):
        right = [line for group in matter.answers for line in _remedy(remedies[group])]
        left = _problem(count, matter, report, voice)
        yield from _beside(left, right or [voice("page.no_remedy")])
    alone = [stmt.group for stmt in report.statements if stmt.id in summary.orphans]
    right = [line for group in alone for line in _remedy(remedies[group])]
    if right:
        yield from _beside(wrap(voice("page.no_problem_for"), LEFT), right)


def _work(report: Report, voice: Voice) -> Iterator[str]:
    """Yield sentences of the overview that say what was done, quoted as they stand."""
    name = voice("page.work")
    for span in highlights(report):
        first, rest = f"{name}  ", " " * (width(name) + 2)
        yield from wrap(
            voice("finding.quote", text=flat(span.of(report.text))), PAGE, first=first, rest=rest
        )
        name = " " * width(name)


def _beside(left: list[str], right: list[str]) -> Iterator[str]:
    for a, b in zip_longest(left, right, fillvalue=""):
        yield f"{pad(a, LEFT)}  {b}".rstrip()


def _problem(count: int, matter: Matter, report: Report, voice: Voice) -> list[str]:
    stmts = matter.problems
    head = f"{count} {topics(stmts, voice.lang)}"
    text = report.text[stmts[0].span.start : stmts[-1].span.end]
    quote = voice("finding.quote", text=shorten(text, QUOTE))
    return [*wrap(head, LEFT, rest="  "), *wrap(quote, LEFT, first="  ", rest="  ")]


def _remedy(stmts: list[Statement]) -> list[str]:
    sign = mark(stmts[0].marker)
    first = f"{sign} " if sign else ""
    return wrap(shorten(stmts[0].text, REMEDY), PAGE - LEFT - 2, first=first, rest="  ")
