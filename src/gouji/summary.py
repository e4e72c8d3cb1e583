"""What one report comes to: key figures, problems and remedies, and a short digest with its spans.

A figure is a cell of the report's table, and only where there is none a count of the prose; it is
never inferred. The digest is built from templates: every sentence states what the spans show, and
a figure the report contradicts elsewhere is marked as to be verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.classify.pairs import orphans, unanswered
from gouji.data import load_toml
from gouji.messages import Lang, catalogue, render, say
from gouji.model import (
    DigestSentence,
    Reconciliation,
    Report,
    Span,
    Statement,
    Summary,
)
from gouji.reconcile.formula import evaluate

PREFIX = "ui.figure."
FLOW = ("new_received", "carried_in", "concluded_total", "carried_out")
TOPICS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure and where it stands: a table, or `stated` in prose; `contested` elsewhere."""

    value: Decimal
    spans: tuple[Span, ...]
    stated: bool = False
    contested: bool = False


def summarise(report: Report, rec: Reconciliation, *, lang: Lang = "zh") -> Summary:
    """Return the summary of a report whose statements are classified and paired."""
    found = figures(report, rec)
    open_problems = tuple(unanswered(report))
    return Summary(
        figures={measure: figure.value for measure, figure in found.items()},
        digest=tuple(_digest(report, found, open_problems, lang)),
        problems=tuple(stmt.id for stmt in report.of_kind("problem")),
        remedies=tuple(stmt.id for stmt in report.of_kind("remedy_taken", "remedy_planned")),
        unanswered=open_problems,
        orphans=tuple(orphans(report)),
    )


def key_measures() -> tuple[str, ...]:
    """Return the measures that count as key figures, in the order of the catalogue."""
    return tuple(key.removeprefix(PREFIX) for key in catalogue() if key.startswith(PREFIX))


def figures(report: Report, rec: Reconciliation) -> dict[str, Figure]:
    """Return the figures known: from tables read for sure, else from prose that says one thing."""
    failing = [c for table in report.tables for c in table.checks if c.result == "differ"]
    against = {ref for check in failing for ref in (*check.left_cells, *check.right_cells)}
    against |= {ref for link in rec.links if link.verdict == "differs" for ref in link.cells}
    sure = {
        table.kind for table in report.tables if table.reading_certain or table.status == "proved"
    }
    found: dict[str, Figure] = {}
    for measure in key_measures():
        seen = evaluate(measure, report)
        if seen and seen.value is not None and sure.issuperset(ref[0] for ref in seen.cells):
            spans = tuple(cell.span for ref in seen.cells if (cell := report.cell(ref)))
            contested = not against.isdisjoint(seen.cells)
            found[measure] = Figure(seen.value, spans, contested=contested)
    return _stated(report, rec) | found


def _stated(report: Report, rec: Reconciliation) -> dict[str, Figure]:
    """Return what the prose states for this year, for the organ or its area, without a hedge."""
    stated: dict[str, list[Figure]] = {}
    broken = {r.whole for r in rec.relations if r.holds is False}
    for qty in report.quantities:
        own = qty.period == "this_year" and qty.scope in ("organ", "area")
        if qty.measure and own and not qty.hedge:
            contested = qty.id in broken
            figure = Figure(qty.value.amount, (qty.span,), stated=True, contested=contested)
            stated.setdefault(qty.measure, []).append(figure)
    return {
        measure: group[0]
        for measure, group in stated.items()
        if len({figure.value for figure in group}) == 1 and "+" not in measure
    }


def groups(stmts: Iterable[Statement]) -> dict[int, list[Statement]]:
    """Return statements by the list item they belong to, in the order of the text."""
    found: dict[int, list[Statement]] = {}
    for stmt in stmts:
        found.setdefault(stmt.group, []).append(stmt)
    return found


def matters(report: Report, alone: Iterable[int]) -> list[tuple[list[Statement], list[int]]]:
    """Return each group of problems with the groups of remedies that answer it.

    `alone` are the first ids of groups without an answer; a general lead-in, neither answered nor
    alone, is no matter of its own.
    """
    group_of = {stmt.id: stmt.group for stmt in report.statements}
    gaps = {group_of[i] for i in alone}
    found = []
    for group, stmts in groups(report.of_kind("problem")).items():
        ids = {stmt.id for stmt in stmts}
        answers = sorted({group_of[pair.remedy] for pair in report.pairs if pair.problem in ids})
        if answers or group in gaps:
            found.append((stmts, answers))
    return found


def topic_name(topic: str, lang: Lang) -> str:
    """Return the name of a topic of the taxonomy."""
    names: Mapping[str, str] = load_toml("taxonomy.toml")["topics"][topic]
    return names[lang]


def _digest(
    report: Report,
    found: Mapping[str, Figure],
    alone: Sequence[int],
    lang: Lang,
) -> Iterator[DigestSentence]:
    flow = {f"applications.{row}": f for row in FLOW if (f := found.get(f"applications.{row}"))}
    courts = {m: f for m in ("review.total", "litigation.total") if (f := found.get(m))}
    published = next(
        (m for m in ("published.total", "published.by_channel.website") if m in found), ""
    )
    for part in (flow, courts, {published: found[published]} if published else {}):
        if part:
            yield _sentence(part, lang)
    yield from _matters(report, alone, lang)


def _sentence(part: Mapping[str, Figure], lang: Lang) -> DigestSentence:
    told = _say("mark.comma", lang).join(words(m, figure, lang) for m, figure in part.items())
    text = _say("digest.sentence", lang, text=told)
    return DigestSentence(text, tuple(span for f in part.values() for span in f.spans))


def words(measure: str, figure: Figure, lang: Lang) -> str:
    """Return a key figure in words, marked where only prose states it or the report contradicts."""
    text = _say(f"figure.{measure}", lang, value=f"{figure.value.normalize():f}")
    if figure.stated:
        text = _say("digest.by_prose", lang, text=text)
    return _say("digest.contested", lang, text=text) if figure.contested else text


def _matters(report: Report, alone: Sequence[int], lang: Lang) -> Iterator[DigestSentence]:
    found = matters(report, alone)
    if not found:
        said = [s for s in report.of_kind("none_declared") if s.section == "problems"]
        section = report.section("problems")
        if said:
            yield DigestSentence(_say("digest.none_declared", lang), tuple(s.span for s in said))
        elif section:
            yield DigestSentence(_say("digest.no_problem", lang), (section.span,))
        return
    spans = tuple(stmt.span for stmts, _ in found for stmt in stmts)
    names = _topics((stmts for stmts, _ in found), lang)
    yield DigestSentence(_say("digest.problems", lang, count=len(found), topics=names), spans)
    gaps = [stmts for stmts, answers in found if not answers]
    if gaps:
        text = _say("digest.gaps", lang, count=len(gaps), topics=_topics(gaps, lang))
        yield DigestSentence(text, tuple(stmt.span for stmts in gaps for stmt in stmts))


def _topics(found: Iterable[Sequence[Statement]], lang: Lang) -> str:
    topics = list(dict.fromkeys(t for stmts in found for stmt in stmts for t in stmt.topics))
    names = _say("mark.list", lang).join(topic_name(topic, lang) for topic in topics[:TOPICS])
    return _say("digest.and_others", lang, names=names) if len(topics) > TOPICS else names


def _say(key: str, lang: Lang, **params: object) -> str:
    return render(say(f"ui.{key}", **params), lang)
