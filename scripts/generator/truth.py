"""Writes the truth of a report in the schema of the gold: cells, counts, claims, statements, flags.

Everything is taken from the marks of the prose and the printed cells; quotes are stretched until
they stand only once in the whole text without white space.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .draft import Draft
from .judge import Verdict, checks, figures_of, judge, judge_claim
from .marks import Claim, Count, Enumeration, Mark, Piece, Said
from .organs import Organ
from .relations import relations

Json = dict[str, Any]
AREA = re.compile("全[省市县区镇乡]|全局|系统|各单位")
CORE = ("published", "applications", "review", "litigation", "normative", "regulations", "licences",
        "penalties", "coercion", "fees", "procurement", "information_fee")  # fmt: skip
_DIGITS = re.compile(r"\d[\d.,]*")
_SPACE = re.compile(r"\s+")


class NoQuoteError(Exception):
    """A stretch cannot be quoted so that it stands once only."""


@dataclass(slots=True)
class Quoting:
    """Finds quotes that stand once in the report's text."""

    text: str
    found: dict[str, int] = field(default_factory=dict)

    def once(self, quote: str) -> bool:
        """Tell whether a quote stands exactly once."""
        needle = squeezed(quote)
        if needle not in self.found:
            self.found[needle] = self.text.count(needle)
        return self.found[needle] == 1

    def around(self, piece: Piece, mark: Mark, *, least: int = 10) -> str:
        """Return a stretch around a mark, in which the mark's own text comes first."""
        text, surface = piece.text, piece.of(mark)
        pattern = re.compile(r"(?<![\d.,])" + re.escape(squeezed(surface)))
        for before in (*range(least, 60), 400):
            start = max(0, mark.start - before)
            quote = text[start : mark.end]
            hit = pattern.search(squeezed(quote))
            first = hit is not None and hit.end() == len(squeezed(quote))
            if first and self.once(quote):
                return _SPACE.sub("", quote)
        for after in range(1, 60):
            for before in range(0, 60, 3):
                quote = text[max(0, mark.start - before) : mark.end + after]
                lead = squeezed(text[max(0, mark.start - before) : mark.start])
                hit = pattern.search(squeezed(quote))
                if hit is not None and hit.start() == len(lead) and self.once(quote):
                    return _SPACE.sub("", quote)
        raise NoQuoteError(surface)

    def stretch(self, piece: Piece, mark: Mark) -> str:
        """Return a stretch as it stands, with more on both sides until it is unique."""
        for more in range(0, 60):
            quote = piece.text[max(0, mark.start - more) : mark.end + more]
            if self.once(quote):
                return _SPACE.sub("", quote)
        return _SPACE.sub("", piece.of(mark))


def squeezed(text: str) -> str:
    """Return text as the scorer compares it: NFKC, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def truth(draft: Draft, organ: Organ, year: int, form: str, text: str) -> Json:
    """Return the truth of a draft; `text` is all that it prints. Raises NoQuoteError."""
    quoting = Quoting(squeezed(text))
    printed = figures_of(form, draft.cells)
    made = _Truth(draft, quoting)
    for role, piece in draft.prose():
        made.read(role, piece)
    passed, failed, open_ = checks(draft.cells)
    quantities = [made.quantity(*entry, printed) for entry in made.counts]
    counts = [count for _, count in made.counts]
    claims = [made.claim(piece, claim, printed) for piece, claim in made.claims]
    related = [_relation(r) for r in relations(counts)]
    statements = [made.statement(*entry) for entry in made.said]
    flags = made.flags + _flags(quantities, claims, related) + draft.flags
    flags += [
        _flag("X102", e["quote"], f"{e['declared']} declared, {e['found']} found")
        for e in made.enumerations
        if not e["holds"]
    ]
    return {
        "organ": organ.name,
        "kind": organ.kind,
        "level": organ.level,
        "year": year,
        "form": form,
        "sections": [{"role": role, "heading": s.heading} for role, s in draft.sections.items()],
        "aspects": draft.aspects,
        "tables": _tables(draft),
        "table_checks": {"passed": passed, "failed": failed, "not_assessable": open_},
        "quantities": [_public(quantity) for quantity in quantities],
        "relations": related,
        "claims": [_public(claim) for claim in claims],
        "enumerations": made.enumerations,
        "statements": statements,
        **_pairs([said for _, _, said in made.said]),
        "must_flag": flags,
        "must_not_flag": made.traps + _agreed(quantities),
        "may_flag": _maybe(draft, made, quantities),
        "not_quantities": made.not_counts,
        "series": [],
        "notes": "generated; every figure, sentence and name is invented",
    }


@dataclass(slots=True)
class _Truth:
    """Collects the marks of a report in order."""

    draft: Draft
    quoting: Quoting
    counts: list[tuple[Piece, Count]] = field(default_factory=list)
    claims: list[tuple[Piece, Claim]] = field(default_factory=list)
    said: list[tuple[str | None, Piece, Said]] = field(default_factory=list)
    enumerations: list[Json] = field(default_factory=list)
    flags: list[Json] = field(default_factory=list)
    traps: list[Json] = field(default_factory=list)
    not_counts: list[Json] = field(default_factory=list)

    def read(self, role: str | None, piece: Piece) -> None:
        """Take up the marks of a paragraph."""
        for mark in sorted(piece.marks, key=lambda m: (m.start, m.end)):
            if isinstance(mark, Count):
                self.counts.append((piece, mark))
            elif isinstance(mark, Claim):
                self.claims.append((piece, mark))
            elif isinstance(mark, Said):
                self.said.append((role, piece, mark))
            elif isinstance(mark, Enumeration):
                self.enumerations.append(self.enumeration(piece, mark))
            else:
                told = self.flags if mark.must else self.traps
                told.append(_flag(mark.rule, piece.of(mark), mark.why))
        self._others(piece)

    def _others(self, piece: Piece) -> None:
        """Note the digits that are no counts."""
        taken = [(m.start, m.end) for m in piece.marks if isinstance(m, Count | Enumeration)]
        for digits in _DIGITS.finditer(piece.text):
            if any(start < digits.end() and digits.start() < end for start, end in taken):
                continue
            quote = piece.text[max(0, digits.start() - 8) : digits.end() + 6]
            if self.quoting.once(quote):
                quote = _SPACE.sub("", quote)
                self.not_counts.append({"quote": quote, "surface": digits[0]})

    def enumeration(self, piece: Piece, mark: Enumeration) -> Json:
        holds = mark.open or mark.declared == mark.found
        found: int | str = f"{mark.found} + 等 (bound only)" if mark.open else mark.found
        quote = self.quoting.stretch(piece, mark)
        return {"quote": quote, "declared": mark.declared, "found": found, "holds": holds}

    def quantity(self, piece: Piece, count: Count, printed: Any) -> Json:
        """Return a count with its verdict; keys with an underscore are for the flags."""
        verdict: Verdict = judge(count, printed)
        sentence = piece.text[: count.start].rsplit("。", 1)[-1]
        made: Json = {
            "quote": self.quoting.around(piece, count),
            "surface": piece.of(count),
            "amount": number(count.amount),
            "unit": count.unit,
            "measure": count.measure,
            "period": count.period,
            "scope": "other" if count.other else "area" if AREA.search(sentence) else "organ",
            "cells": [list(ref) for ref in verdict.cells],
            "verdict": verdict.verdict,
            "core": bool(count.roles or verdict.cells) or (count.measure or "").startswith(CORE),
        }
        if count.hedge or count.low != count.high:
            made |= {"hedge": count.hedge, "low": number(count.low), "high": number(count.high)}
        if count.also:
            made["alt_measure"] = count.also
        if verdict.cells_sum is not None:
            made["cells_sum"] = number(verdict.cells_sum)
        if verdict.formula and (
            verdict.verdict != "agrees" or "/" in verdict.formula or "+" in verdict.formula
        ):
            made["formula"] = verdict.formula
        if verdict.verdict in ("differs", "ambiguous", "agrees") and self._disputed(verdict):
            made["alt_verdict"] = "not_assessable"
        if count.period == "last_year" and count.measure:
            made["alt_verdict"] = "not_comparable"
        return made | {"_rule": verdict.rule, "_slot": count.slot}

    def _disputed(self, verdict: Verdict) -> bool:
        failing = " ".join(checks(self.draft.cells)[1])
        return bool(failing) and any(
            cell[0] in ("applications", "disputes") for cell in verdict.cells
        )

    def claim(self, piece: Piece, claim: Claim, printed: Any) -> Json:
        """Return a claim with its verdict."""
        verdict = judge_claim(claim, printed)
        relation = (
            "P-INFOFEE" if claim.subject == "fee" else "P-NONE" if claim.kind == "none" else "P-ALL"
        )
        return {
            "quote": self.quoting.stretch(piece, claim),
            "kind": claim.kind,
            "relation": relation,
            "cells": [list(ref) for ref in verdict.cells],
            "verdict": verdict.verdict,
            "_rule": verdict.rule,
        }

    def statement(self, role: str | None, piece: Piece, said: Said) -> Json:
        """Return a statement with its labels."""
        text = _SPACE.sub("", piece.of(said))
        made: Json = {
            "quote": text if self.quoting.once(text) else self.quoting.stretch(piece, said),
            "kind": said.kind,
            "topics": list(said.topics),
            "attributes": [a for a in said.attributes if a != "or_background"],
            "section": role,
        }
        if made["quote"] != text:
            made["statement"] = text
        if said.alt:
            made["alt"] = {"topics": list(said.alt)}
        if "or_background" in said.attributes:
            made |= {"alt": {"kind": "background"}, "optional": True}
        return made


def number(value: Decimal | None) -> int | float | None:
    """Return a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _public(entry: Json) -> Json:
    return {key: value for key, value in entry.items() if not key.startswith("_")}


def _flag(rule: str, about: str, why: str) -> Json:
    return {"rule": rule, "about": about, "why": why, "scope": "report"}


def _relation(relation: Any) -> Json:
    kept = ("kind", "whole", "parts", "partial", "holds", "arithmetic")
    made = {key: getattr(relation, key) for key in kept}
    return made | {"parts": list(relation.parts)}


def _flags(quantities: list[Json], claims: list[Json], related: list[Json]) -> list[Json]:
    """Return the faults that follow from the verdicts; one slip is told once."""
    found = [
        _flag(q["_rule"], q["quote"], f"{q['surface']} against {q.get('cells_sum')}")
        for q in quantities
        if q["_rule"]
    ]
    found += [_flag(c["_rule"], c["quote"], "the cells are not zero") for c in claims if c["_rule"]]
    for relation in related:
        members = [relation["whole"], *relation["parts"]]
        blamed = any(i is not None and quantities[i]["_rule"] for i in members)
        if relation["holds"] or blamed:
            continue
        rule = {"growth": "X104", "share": "X107"}.get(relation["kind"], "X101")
        whole = relation["whole"]
        if rule == "X101" and whole is not None and quantities[whole]["surface"].count("万"):
            rule = "X103"
        quote = quantities[whole if whole is not None else relation["parts"][0]]["quote"]
        found.append(_flag(rule, quote, relation["arithmetic"]))
    return found


def _agreed(quantities: list[Json]) -> list[Json]:
    """Return the traps that lie in counts that agree by another reading."""
    rules = {"applications": "P101", "review": "P104", "litigation": "P104"}
    found = []
    for q in quantities:
        if q["verdict"] == "agrees_as":
            rule = (
                "P103"
                if "@" in (q["measure"] or "")
                else rules.get((q["measure"] or "").partition(".")[0], "P101")
            )
            found.append(_flag(rule, q["quote"], f"{q['surface']} agrees as {q['formula']}"))
    return found


def _maybe(draft: Draft, made: _Truth, quantities: list[Json]) -> list[Json]:
    """Return what is neither a hit nor a false alarm."""
    planted = {flag["rule"] for flag in (*made.flags, *draft.flags)}
    follows = any("follow_up" in said.attributes for _, _, said in made.said)
    found = [] if follows or "R105" in planted else [_flag("R105", "no follow-up on last year", "")]
    titles = " ".join(section.title for section in draft.sections.values())
    found += [_flag("S103", titles, "a variant of a title")] if "S103" not in planted else []
    found += [
        _flag(r, "a matter of taste", "")
        for r in ("R106", "R108", "W103", "R104")
        if r not in planted
    ]
    if any(q["_rule"] for q in quantities):
        found.append(_flag("X101", "parts or whole differ from the table", ""))
    if any(q.get("alt_verdict") == "not_assessable" for q in quantities):
        found += [
            _flag(r, "rests on a disputed cell", "") for r in ("P101", "P102", "P103", "P104")
        ]
    return found


def _pairs(said: list[Said]) -> Json:
    """Pair problems and remedies of one item; say which are left alone."""
    answers = ("remedy_planned", "remedy_taken")
    problems = [i for i, s in enumerate(said) if s.kind == "problem" and s.item is not None]
    remedies = [i for i, s in enumerate(said) if s.kind in answers and s.item is not None]
    pairs = [[p, r] for p in problems for r in remedies if said[p].item == said[r].item]
    answered, used = {p for p, _ in pairs}, {r for _, r in pairs}
    return {
        "pairs": pairs,
        "unanswered": [p for p in problems if p not in answered],
        "orphans": [r for r in remedies if r not in used],
    }


def _tables(draft: Draft) -> Json:
    made: Json = {}
    for (table, row, column), value in draft.cells.items():
        if draft.shape.get(table) != "absent":
            made.setdefault(table, {}).setdefault(row, {})[column] = number(value)
    return made
