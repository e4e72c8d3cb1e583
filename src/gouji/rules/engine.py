"""Registers rules and runs them: selection, what a rule needs, skips with a reason, crashes kept.

A rule is a generator `(report, rec) -> Iterator[Finding]` decorated with its code, name and level.
A rule that raises becomes a `crash` outcome; it never stops the others.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gouji import model
from gouji.messages import say
from gouji.model import Evidence, Finding, Level, Outcome, Reconciliation, Report, Span

Quotable = Span | model.Quantity | model.CellRef
RuleFunction = Callable[[Report, Reconciliation], Iterator[Finding]]
Scope = Literal["document", "report", "series", "corpus"]
_RULES: dict[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with a stable code; `needs` names what a report must offer before it can run."""

    code: str
    name: str
    level: Level
    needs: tuple[str, ...]
    scope: Scope
    check: RuleFunction


def rule(
    code: str, name: str, *, level: Level, needs: tuple[str, ...] = (), scope: Scope = "report"
) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated generator as rule `code` (a code is never reused).

    `needs` entries: "sections", "sections.<role>", "tables", "tables.<kind>", "quantities",
    "statements", "form", "year", "organ", "level".
    """

    def register(check: RuleFunction) -> RuleFunction:
        if code in _RULES:
            raise ValueError(f"rule code {code} registered twice")
        _RULES[code] = Rule(code, name, level, needs, scope, check)
        return check

    return register


def rules() -> Mapping[str, Rule]:
    """Return all registered rules by code, in order of their codes."""
    return dict(sorted(_RULES.items()))


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules whose code begins with a `select` entry (all if none), less `ignore`."""
    wanted, unwanted = tuple(select) or "", tuple(ignore)
    codes = (code for code in rules() if code.startswith(wanted) and not code.startswith(unwanted))
    return tuple(_RULES[code] for code in codes)


def run(chosen: Iterable[Rule], report: Report, rec: Reconciliation) -> dict[str, Outcome]:
    """Run the report-scoped rules of `chosen` and return one outcome for each."""
    return {r.code: _run_one(r, report, rec) for r in chosen if r.scope == "report"}


def _run_one(chosen: Rule, report: Report, rec: Reconciliation) -> Outcome:
    missing = next((need for need in chosen.needs if not _offers(report, need)), None)
    if missing:
        return Outcome("skip", detail=missing)
    try:
        found = tuple(chosen.check(report, rec))
    except Exception:  # a rule's bug is an outcome, shown and never hidden
        return Outcome("crash", detail=traceback.format_exc(limit=-3))
    return Outcome("findings", found) if found else Outcome("pass")


def _offers(report: Report, need: str) -> bool:
    head, _, tail = need.partition(".")
    match head:
        case "sections":
            return any(tail in ("", section.role) for section in report.sections)
        case "tables":
            return any(tail in ("", t.kind) and t.status != "unread" for t in report.tables)
        case "quantities" | "statements" | "form":
            return bool(getattr(report, head))
        case "year" | "organ" | "level":
            return getattr(report.identity, head) is not None
    raise ValueError(f"unknown need {need!r}")


def finding(
    report: Report,
    code: str,
    *evidence: Quotable,
    message: model.Message | None = None,
    level: Level | None = None,
    expected: Decimal | None = None,
    actual: Decimal | None = None,
    hint: model.Message | None = None,
    **params: object,
) -> Finding:
    """Build a finding of rule `code` that quotes `evidence`.

    The message defaults to catalogue key `<code>.message` with `params`. A cell of a table whose
    reading is not certain makes the finding uncertain.
    """
    quoted = tuple(_quote(report, item) for item in evidence)
    tables = (report.table(item.cell[0]) for item in quoted if item.cell)
    return Finding(
        rule=code,
        name=_RULES[code].name,
        level=level or _RULES[code].level,
        message=message or say(f"{code}.message", **params),
        evidence=quoted,
        fingerprint=_fingerprint(report.identity, code, quoted),
        expected=expected,
        actual=actual,
        hint=hint,
        uncertain=any(table is not None and not table.reading_certain for table in tables),
    )


def plain(value: Decimal | None) -> str:
    """Return a figure as a message gives it, a dash for none."""
    return "—" if value is None else f"{value.normalize():f}"


def _quote(report: Report, item: Quotable) -> Evidence:
    if isinstance(item, tuple) and not isinstance(item, Span):
        cell = report.cell(item)
        return Evidence(cell.span if cell else Span(0, 0), cell.text if cell else "", item)
    span = item if isinstance(item, Span) else item.span
    return Evidence(span, span.of(report.text))


def _fingerprint(identity: model.Identity, code: str, evidence: Iterable[Evidence]) -> str:
    """Return the fingerprint of a finding over rule, organ, year and evidence without white space.

    Neither the message, nor a span, nor the path takes part, so that a decision on a finding
    survives re-runs and re-formatting.
    """
    quoted = ("/".join(item.cell or ()) + "".join(item.text.split()) for item in evidence)
    return fingerprint_of(code, identity.organ or "", str(identity.year or ""), *quoted)


def fingerprint_of(*parts: str) -> str:
    """Return the first 16 hex digits of the SHA-256 over `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
