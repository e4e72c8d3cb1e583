"""X106: one thing affirmed in one place of the report and denied in another.

Which things, and in which words, is data (`lexicon/contradictions.toml`). Plans, last year's state
and claims about some units or a wider area are not held against the organ's own claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from gouji.data import load_toml
from gouji.messages import say
from gouji.model import Finding, Reconciliation, Report, Span, Statement
from gouji.rules.engine import finding, rule
from gouji.text.cues import table
from gouji.text.fold import fold, squeeze

# drops what does not tell two rules apart: 政务公开考核制度 and 考核制度 are one
_FILLER = re.compile("政府信息公开|政务公开|信息公开|工作|相应|相关|有关|的|了")
_YEAR = re.compile(r"20\d\d(?=年)")
_BEFORE = 8
_Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place where a thing is affirmed or denied, and for whom."""

    statement: int
    span: Span
    what: str
    limits: tuple[bool, bool]


@rule("X106", "contradictory-claims", level="warning", needs=("statements",))
def contradictory_claims(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """What one passage says exists, another must not say is lacking."""
    told = [stmt for stmt in report.statements if _told(stmt, report.identity.year)]
    for affirm, deny in _objects():
        yes = [c for s in told if s.kind != "remedy_planned" for c in _claims(s, affirm)]
        no = [claim for stmt in told for claim in _claims(stmt, deny)] if yes else []
        for a, b in ((a, b) for a in yes for b in no if _opposed(a, b)):
            spans = sorted((a.span, b.span))
            first, second = (span.of(report.text) for span in spans)
            message = say("X106.message", first=first, second=second)
            yield finding(report, "X106", *spans, message=message)
            break


def _opposed(yes: _Claim, no: _Claim) -> bool:
    return yes.statement != no.statement and yes.what == no.what and yes.limits == no.limits


def _told(stmt: Statement, year: int | None) -> bool:
    """Tell whether a statement speaks of the report's own year."""
    words = squeeze(stmt.text)
    others = {said for said in _YEAR.findall(words) if said != str(year)}
    return not (others and year) and not table("attributes", "last_year").found(words)


@lru_cache(1024)
def _squeezed(text: str) -> tuple[str, list[int]]:
    folded = fold(text)
    index = [at for at, char in enumerate(folded) if not char.isspace()]
    return table("kinds", "echo").mask("".join([folded[at] for at in index])), index


def _claims(stmt: Statement, patterns: _Patterns) -> Iterator[_Claim]:
    words, index = _squeezed(stmt.text)
    part, area, unreal = _limits()
    for pattern in patterns:
        for hit in pattern.finditer(words):
            if not unreal.search(words[max(0, hit.start() - _BEFORE) : hit.start()]):
                start, end = _inner(words, hit.start(), hit.end())
                span = Span(stmt.span.start + index[start], stmt.span.start + index[end - 1] + 1)
                what = _FILLER.sub("", hit.groupdict().get("what") or "")
                limits = (bool(part.search(words)), bool(area.search(words)))
                yield _Claim(stmt.id, span, what, limits)


def _inner(words: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the punctuation a pattern needed on its left."""
    return (start + 1 if words[start] in ",。;:" else start), end


@cache
def _objects() -> tuple[tuple[_Patterns, _Patterns], ...]:
    """Return of each thing the patterns that affirm it and those that deny it."""
    entries = load_toml("lexicon/contradictions.toml")["object"]
    return tuple((_compiled(each["affirm"]), _compiled(each["deny"])) for each in entries)


@cache
def _limits() -> _Patterns:
    limits = load_toml("lexicon/contradictions.toml")["limits"]
    return _compiled("|".join(limits[name]) for name in ("part", "area", "unreal"))


def _compiled(patterns: Iterable[str]) -> _Patterns:
    return tuple(map(re.compile, patterns))
