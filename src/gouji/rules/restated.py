"""X105: a total of the year that is stated twice with two figures.

The same words in two sections are the same total beyond doubt; other words are it where nothing in
them narrows what the measure counts (`data/restated.toml`), which is told as a warning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations

from gouji.data import load_toml
from gouji.model import Finding, Level, Quantity, Reconciliation, Report
from gouji.parse.place import expression
from gouji.reconcile.link import agrees
from gouji.reconcile.prose import Prose
from gouji.rules.engine import finding, rule

_words = partial(expression, "restated", "words")


@dataclass(frozen=True, slots=True)
class _Total:
    """A count with what leads up to it in its sentence, and that without words that say little.

    `plain` tells that no word narrows what its measure counts.
    """

    count: Quantity
    lead: str
    subject: str
    plain: bool

    @property
    def yearly(self) -> bool:
        return _words("yearly").search(self.lead) is not None


@rule("X105", "restated-count-differs", level="error", needs=("quantities",))
def restated_count_differs(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A total of the year that is told twice is one figure."""
    prose, totals = Prose(report), defaultdict[tuple[str | None, str], list[_Total]](list)
    unfit = {part for rel in rec.relations for part in rel.parts if rel.kind == "part_whole"}
    unfit |= {link.quantity for link in rec.links if link.verdict == "differs"}
    agreed = {link.quantity for link in rec.links if agrees(link)}
    for qty in prose.counts:
        exact = qty.value.low == qty.value.high and qty.period == "this_year"
        if qty.measure and exact and qty.id not in unfit and not prose.compares(qty):
            totals[qty.measure, qty.value.unit].append(_total(prose, qty))
    for same in totals.values():
        told = set[frozenset[str]]()
        for one, other in combinations(same, 2):
            figures = frozenset(f"{each.count.value.amount:f}" for each in (one, other))
            level = None if agreed >= {one.count.id, other.count.id} else _level(one, other)
            if level and len(figures) == 2 and figures not in told:
                told.add(figures)
                first, second = (each.count.span.of(report.text) for each in (one, other))
                counts = (one.count, other.count)
                yield finding(report, "X105", *counts, level=level, first=first, second=second)


def _total(prose: Prose, qty: Quantity) -> _Total:
    lead = prose.text[prose.start(qty.span.start) : qty.span.start].split("\n")[-1]
    organ = prose.report.identity.organ or ""
    names = (organ[start:] for start in range(max(len(organ) - 3, 0)))
    lead = lead.replace(next((name for name in names if name in lead), "\n"), "")
    clauses = re.split("[,;:(]", lead)
    clauses = [_words("before").sub("", clause) for clause in clauses[:-1]] + clauses[-1:]
    narrowed = _plain(qty.measure or "").sub("", "".join(map(_subject, clauses)))
    return _Total(qty, lead, _subject(lead), not narrowed and bool(_subject(clauses[-1])))


def _subject(words: str) -> str:
    for name in ("summed", "whose", "filler"):
        words = _words(name).sub("", words)
    return words.strip()


@cache
def _plain(measure: str) -> re.Pattern[str]:
    """Return what matches the words that do not narrow a measure; nothing for one not listed."""
    entries = load_toml("restated.toml")["plain"]
    words = {w for e in entries if measure.startswith(tuple(e["measures"])) for w in e["words"]}
    return re.compile("|".join(sorted(words, key=len, reverse=True)) or "(?!)")


def _level(one: _Total, other: _Total) -> Level | None:
    """Return how surely two counts are the same total, None where they may not be."""
    yearly = one.yearly and other.yearly
    whose = {found[0] for each in (one, other) if (found := _words("whose").search(each.lead))}
    scopes = {each.count.scope for each in (one, other)}
    if len(whose) > 1 or (len(scopes) > 1 and scopes != {"organ", "area"}):
        return None
    summed = any(_words("summed").search(each.lead) for each in (one, other))
    apart = summed or one.count.section != other.count.section
    if yearly and apart and one.subject == other.subject and not re.search(r"\d|^$", one.subject):
        return "error"
    wide = len(scopes) > 1 and any(name.startswith("全") for name in whose)
    told = yearly if one.count.measure == "published.total" else one.yearly or other.yearly
    return "warning" if one.plain and other.plain and told and not wide else None
