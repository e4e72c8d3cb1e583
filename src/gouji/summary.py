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
from gouji.messages import Lang, catalogue, join, render, say
from gouji.model import DigestSentence, Quantity, Reconciliation, Report, Span, Statement, Summary
from gouji.reconcile.formula import Evaluation, evaluate

PREFIX = "ui.figure."
FLOW = ("new_received", "carried_in", "concluded_total", "carried_out")
COURTS = ("review.total", "litigation.total")
PUBLISHED = ("published.total", "published.by_channel.website")
TOPICS = 5
LONGEST: Mapping[Lang, int] = {"zh": 300, "en": 600}
"""Characters of a digest to paste into a notice; the last figures give way where it has more."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure and where it stands: a table, or `stated` in prose; `contested` elsewhere."""

    value: Decimal
    spans: tuple[Span, ...]
    stated: bool = False
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """A problem as the report counts it: an item of its list, or else one statement.

    `answers` are the groups of remedies that answer it, `listed` is true for an item.
    """

    problems: tuple[Statement, ...]
    answers: tuple[int, ...]
    listed: bool


def summarise(report: Report, rec: Reconciliation, *, lang: Lang = "zh") -> Summary:
    """Return the summary of a report whose statements are classified and paired."""
    found = figures(report, rec)
    alone = unanswered(report)
    return Summary(
        figures={measure: figure.value for measure, figure in found.items()},
        digest=_digest(report, found, matters(report, alone), lang),
        problems=tuple(stmt.id for stmt in report.of_kind("problem")),
        remedies=tuple(stmt.id for stmt in report.of_kind("remedy_taken", "remedy_planned")),
        unanswered=alone,
        orphans=orphans(report),
    )


def key_measures() -> tuple[str, ...]:
    """Return the measures that count as key figures, in the order of the catalogue."""
    return tuple(key.removeprefix(PREFIX) for key in catalogue() if key.startswith(PREFIX))


def figures(report: Report, rec: Reconciliation) -> dict[str, Figure]:
    """Return the figures known: from tables read for sure, else from prose that says one thing."""
    sure = {t.kind for t in report.tables if t.reading_certain or t.status == "proved"}
    found: dict[str, Figure] = {}
    for measure in key_measures():
        seen = evaluate(measure, report)
        if seen and seen.value is not None and sure.issuperset(ref[0] for ref in seen.cells):
            spans = tuple(cell.span for ref in seen.cells if (cell := report.cell(ref)))
            found[measure] = Figure(seen.value, spans, contested=_contested(seen, report, rec))
    return _stated(report, rec) | found


def _contested(seen: Evaluation, report: Report, rec: Reconciliation) -> bool:
    """Tell whether the figure itself is disputed; an operand of a failing sum is not.

    It is as the printed total of a sum, as what a count differs from, or as what a claim denies.
    """
    failing = (c for t in report.tables for c in t.checks if c.result == "differ")
    totals = {c.right_cells[0] for c in failing if c.relation == "=" and len(c.right_cells) == 1}
    differing = [link.cells for link in rec.links if link.verdict == "differs"]
    denied = {claim.id for claim in report.claims if claim.kind == "none"}
    judged = [link for link in rec.claims if link.claim in denied and link.verdict == "differs"]
    disputed = totals.union(*(link.contradicting for link in judged))
    return not disputed.isdisjoint(seen.cells) or seen.cells in differing


def _stated(report: Report, rec: Reconciliation) -> dict[str, Figure]:
    """Return what the prose states for this year, for the organ or its area, without a hedge."""
    stated: dict[str, list[Quantity]] = {}
    for qty in report.quantities:
        own = qty.period == "this_year" and qty.scope in ("organ", "area") and not qty.hedge
        if own and qty.measure and "+" not in qty.measure:
            stated.setdefault(qty.measure, []).append(qty)
    broken = {r.whole for r in rec.relations if r.kind == "part_whole" and r.holds is False}
    return {
        measure: Figure(first.value.amount, (first.span,), True, first.id in broken)
        for measure, (first, *others) in stated.items()
        if all(qty.value.amount == first.value.amount for qty in others)
    }


def groups(stmts: Iterable[Statement]) -> dict[int, list[Statement]]:
    """Return statements by the list item they belong to, in the order of the text."""
    found: dict[int, list[Statement]] = {}
    for stmt in stmts:
        found.setdefault(stmt.group, []).append(stmt)
    return found


def matters(report: Report, alone: Iterable[int]) -> list[Matter]:
    """Return the problems of a report, each with what answers it.

    `alone` are the first ids of groups without an answer; a general lead-in, neither answered nor
    alone, is no matter of its own.
    """
    group_of = {stmt.id: stmt.group for stmt in report.statements}
    gaps = {group_of[i] for i in alone}

    def answers(stmts: Iterable[Statement]) -> tuple[int, ...]:
        ids = {stmt.id for stmt in stmts}
        return tuple(sorted({group_of[p.remedy] for p in report.pairs if p.problem in ids}))

    by_group = groups(report.of_kind("problem"))
    told = [s for group, s in by_group.items() if group in gaps or answers(s)]
    marked = [stmts[0].group for stmts in told if any(stmt.marker for stmt in stmts)]
    found: list[Matter] = []
    for stmts in told:
        if len(marked) > 1 and stmts[0].group in marked:
            found.append(Matter(tuple(stmts), answers(stmts), listed=True))
        else:
            exact = [s for s in stmts if "vague" not in s.attributes and s.topics != ("general",)]
            found += [
                Matter((stmt,), answers([stmt]) or answers(stmts), listed=False)
                for stmt in exact or stmts
            ]
    return found


def topics(found: Iterable[Statement], lang: Lang) -> str:
    """Return the names of what statements are about, the catch-all only where it stands alone."""
    ids = list(dict.fromkeys(topic for stmt in found for topic in stmt.topics))
    told = [topic for topic in ids if topic != "general"] or ids
    known: Mapping[str, Mapping[str, str]] = load_toml("taxonomy.toml")["topics"]
    names = join([known[topic][lang] for topic in told[:TOPICS]], lang)
    return _say("digest.and_others", lang, names=names) if len(told) > TOPICS else names


def words(measure: str, figure: Figure, lang: Lang) -> str:
    """Return a key figure in words, marked where only prose states it or the report contradicts."""
    text = _say(f"figure.{measure}", lang, value=f"{figure.value.normalize():f}")
    if figure.stated:
        text = _say("digest.by_prose", lang, text=text)
    return _say("digest.contested", lang, text=text) if figure.contested else text


def _digest(
    report: Report, found: Mapping[str, Figure], told: Sequence[Matter], lang: Lang
) -> tuple[DigestSentence, ...]:
    counted, stated = list(_counted(found, lang)), list(_stated_problems(report, told, lang))
    while counted and sum(len(sentence.text) for sentence in counted + stated) > LONGEST[lang]:
        counted.pop()
    return (*counted, *stated)


def _counted(found: Mapping[str, Figure], lang: Lang) -> Iterator[DigestSentence]:
    published = next(([measure] for measure in PUBLISHED if measure in found), [])
    for measures in ([f"applications.{row}" for row in FLOW], COURTS, published):
        part = {measure: found[measure] for measure in measures if measure in found}
        if part:
            text = join([words(m, figure, lang) for m, figure in part.items()], lang, mark="comma")
            text = _say("digest.sentence", lang, text=text[0].upper() + text[1:])
            yield DigestSentence(text, tuple(span for f in part.values() for span in f.spans))


def _stated_problems(
    report: Report, told: Sequence[Matter], lang: Lang
) -> Iterator[DigestSentence]:
    kind = "items" if all(matter.listed for matter in told) else "statements"
    gaps = [matter for matter in told if not matter.answers]
    for key, each in {kind: told, "gaps": gaps}.items():
        stmts = [stmt for matter in each for stmt in matter.problems]
        if stmts:
            text = _say(f"digest.{key}", lang, count=len(each), topics=topics(stmts, lang))
            yield DigestSentence(text, tuple(stmt.span for stmt in stmts))
    section = report.section("problems")
    if section and not told:
        said = [s.span for s in report.of_kind("none_declared") if s.section == "problems"]
        text = _say(f"digest.{'none_declared' if said else 'no_problem'}", lang)
        yield DigestSentence(text, tuple(said) or (section.span,))


def _say(key: str, lang: Lang, **params: object) -> str:
    return render(say(f"ui.{key}", **params), lang)
