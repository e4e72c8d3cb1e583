"""The summary page of one report in Markdown: the same parts as the page, tables for columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePath

from gouji.highlights import highlights
from gouji.model import Audit, Report, Statement, Summary
from gouji.output import parts
from gouji.output.place import mark, places
from gouji.output.voice import Style, Voice
from gouji.output.width import flat
from gouji.summary import figures, groups, key_measures, matters, topics, words

# what Markdown would take for its own: matches | and *; not “ or 。
_SPECIAL = re.compile(r"(?P<char>[\\`*_{}\[\]<>#|~])")


def page(audit: Audit, style: Style) -> str:
    """Return one audit as a Markdown document, ending in a line feed."""
    report, summary, voice = audit.report, audit.summary, style.voice
    file = PurePath(audit.source.uri).name
    if report is None or summary is None:
        head = [f"# {_plain(voice('page.unread', file=file))}"]
        return "\n\n".join([*head, *_findings(audit, voice), *_checked(audit, style)]) + "\n"
    digest = "".join(sentence.text for sentence in summary.digest)
    blocks = chain(
        [f"# {_plain(voice('page.title', who=parts.who(report.identity, voice)))}"],
        [_plain(f"{parts.what(report, voice)} · {file}")],
        [f"{voice('page.read')}: {_plain(parts.reading(report, voice))}"],
        [f"{voice('page.compared')}: {_plain(parts.comparing(audit, voice))}"],
        _figures(audit, report, voice),
        [f"## {parts.tally(Counter(f.level for f in audit.findings), voice)}"],
        _findings(audit, voice),
        _checked(audit, style),
        _problems(report, summary, voice),
        _under(voice("page.work"), (f"- {_plain(s.of(report.text))}" for s in highlights(report))),
        _under(voice("page.digest"), [_plain(digest)] if digest else []),
    )
    return "\n\n".join(blocks) + "\n"


def _under(title: str, lines: Iterable[str]) -> list[str]:
    text = "\n".join(lines)
    return [f"## {title.strip()}", text] if text else []


def _figures(audit: Audit, report: Report, voice: Voice) -> list[str]:
    known = figures(report, audit.reconciliation)
    told = [words(key, known[key], voice.lang) for key in key_measures() if key in known]
    return _under(voice("page.figures"), (f"- {_plain(text)}" for text in told))


def _findings(audit: Audit, voice: Voice) -> Iterator[str]:
    for finding in parts.by_weight(audit):
        where = places(audit.report, finding.evidence, voice) if audit.report else ""
        title = (
            f"{voice(f'level.{finding.level}')} {finding.rule} {parts.title(finding.rule, voice)}"
        )
        quotes = dict.fromkeys(flat(item.text) for item in finding.evidence if not item.cell)
        lines = [
            f"- **{title}** {_plain(where)}".rstrip(),
            f"  {_plain(voice.say(finding.message))}",
        ]
        lines += [f"  > {_plain(quote)}" for quote in quotes]
        yield "\n".join(lines)


def _checked(audit: Audit, style: Style) -> list[str]:
    """Return how many rules were checked, and what was not."""
    ran = [parts.ran(audit, style.voice) + style.voice("mark.stop")] if audit.report else []
    return ["\n".join(map(_plain, [*ran, *parts.unchecked(audit, style)]))]


def _problems(report: Report, summary: Summary, voice: Voice) -> list[str]:
    """Return every problem beside the remedies that answer it, gaps in view."""
    remedies = groups(report.of_kind("remedy_taken", "remedy_planned"))
    rows = [
        (
            f"{topics(matter.problems, voice.lang)}: {_said(matter.problems)}",
            "<br>".join(_said(remedies[group]) for group in matter.answers)
            or voice("page.no_remedy"),
        )
        for matter in matters(report, summary.unanswered)
    ]
    alone = [stmt.group for stmt in report.statements if stmt.id in summary.orphans]
    rows += [(voice("page.no_problem_for"), _said(remedies[group])) for group in alone]
    head = (voice("page.problems"), voice("page.remedies"))
    lines = [f"| {a} | {b} |" for a, b in (head, ("---", "---"), *rows)]
    return ["\n".join(lines)] if rows else [voice("page.no_problem")]


def _said(stmts: Sequence[Statement]) -> str:
    sign = mark(stmts[0].marker)
    return (f"{sign} " if sign else "") + "；".join(_plain(stmt.text) for stmt in stmts)


def _plain(text: str) -> str:
    """Return text on one line, so that Markdown shows it as it stands."""
    return _SPECIAL.sub(r"\\\g<char>", flat(text))
