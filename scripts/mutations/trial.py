"""Audits a changed report and sets what gouji told against what had to be told."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.draft import Draft
from generator.judge import figures_of, judge, judge_claim
from generator.making import Generated
from generator.marks import Claim, Count
from gouji.audit import audit_bytes
from gouji.model import Audit, Finding, Span
from gouji.rules.engine import rules

from .faults import table_faults
from .mutation import Mutation, printed

SHORT = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in brief: its rule, its level, the message's evidence, whether it has a hint."""

    rule: str
    level: str
    quotes: str
    hinted: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A verdict by the truth and the one gouji gave; `None` where gouji left the count alone."""

    truth: str
    got: str | None
    text: str
    kind: str = "count"

    @property
    def right(self) -> bool:
        """Whether they are the same; what has no twin, or another's, may be left alone."""
        if self.truth in ("no_twin", "not_comparable"):
            return self.got in (None, "not_comparable", "not_assessable")
        return self.truth == self.got


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutation and what came of it; `status` is detected, missed, unbuilt or open."""

    seed: int
    kind: str
    family: str
    status: str
    must: tuple[str, ...]
    before: str
    after: str
    told: tuple[Told, ...]
    alarms: tuple[Told, ...]
    why_open: str = ""
    hinted: bool = False
    twice: bool = False
    verdicts: tuple[Compared, ...] = ()

    def __str__(self) -> str:
        rules_told = ", ".join(f"{told.rule} {told.level} {told.quotes}" for told in self.told)
        wanted = " or ".join(self.must) or f"nothing ({self.why_open})"
        return (
            f"seed {self.seed}, {self.kind}\n  before: {self.before}\n  after:  {self.after}\n"
            f"  expected: {wanted}\n  got: {rules_told or 'nothing'}"
        )


def audited(made: Generated, draft: Draft) -> Audit:
    """Return the audit of a draft printed as text."""
    return audit_bytes(printed(made, draft), uri="report.txt")


def crashes(audit: Audit) -> Iterator[Told]:
    """Yield the rules that crashed, as something told at level "crash"."""
    for code, outcome in audit.outcomes.items():
        if outcome.status == "crash":
            yield Told(code, "crash", outcome.detail.strip().rsplit("\n", 1)[-1], hinted=False)


def tried(made: Generated, base: Audit, mutation: Mutation, family: str) -> Trial:
    """Audit a mutation and judge what was told beyond what the report itself raises."""
    change = mutation.change
    audit = audited(made, change.draft)
    told = _new(base, audit)
    hits = [found for found in told if found.rule in mutation.must and _tells(found, mutation)]
    allowed = mutation.must | mutation.may
    alarms = [f for f in told if f.level == "error" and f.rule not in allowed]
    status = "open" if mutation.open else "detected" if hits else "missed"
    if status == "missed" and not mutation.must & set(rules()):
        status = "unbuilt"
    tables = [f for f in told if f.rule[0] == "T" and f.level == "error"]
    blank = None in [change.draft.cells[ref] for ref in change.refs]
    sound = (blank or not change.refs) and not table_faults(made, change.draft.cells)
    return Trial(
        seed=made.seed,
        kind=mutation.kind,
        family=family,
        status=status,
        must=tuple(sorted(mutation.must)),
        before=change.before,
        after=change.after,
        told=tuple(map(brief, told)),
        alarms=(*map(brief, alarms), *crashes(audit)),
        why_open=mutation.open,
        hinted=any(found.hint for found in hits),
        twice=len(change.refs) == 1 and len(tables) > 1,
        verdicts=tuple(verdicts(made, change.draft, audit)) if sound else (),
    )


def _new(base: Audit, audit: Audit) -> list[Finding]:
    """Return the findings that the unchanged report does not raise."""
    known = Counter((f.rule, _quotes(f)) for f in base.findings)
    found: list[Finding] = []
    for each in audit.findings:
        key = each.rule, _quotes(each)
        if known[key]:
            known[key] -= 1
        else:
            found.append(each)
    return found


def _quotes(found: Finding) -> str:
    return "|".join(evidence.text for evidence in found.evidence)


def brief(found: Finding) -> Told:
    """Return a finding in brief."""
    return Told(found.rule, found.level, _quotes(found)[:160], found.hint is not None)


def _tells(found: Finding, mutation: Mutation) -> bool:
    """Tell whether a finding quotes what was changed; of a table, a cell of a broken sum."""
    change = mutation.change
    if change.words:
        quotes = [squeezed(evidence.text) for evidence in found.evidence]
        words = [squeezed(word) for word in change.words]
        return any(w in q or (q in w and len(q) > SHORT) for q in quotes for w in words)
    cells = {evidence.cell for evidence in found.evidence if evidence.cell}
    rows = {ref[:2] for ref in change.refs}
    columns = {(ref[0], ref[2]) for ref in change.refs}
    return any(cell[:2] in rows or (cell[0], cell[2]) in columns for cell in cells) or not cells


# ------------------------------------------------------------------ verdicts


def squeezed(text: str) -> str:
    """Return text in one width, without white space."""
    return "".join(char for char, _ in _chars(text))


def _chars(text: str) -> Iterator[tuple[str, int]]:
    for at, char in enumerate(text):
        for part in unicodedata.normalize("NFKC", char):
            if not part.isspace():
                yield part, at


def verdicts(made: Generated, draft: Draft, audit: Audit) -> Iterator[Compared]:
    """Set the verdict of each count and claim of the prose against gouji's."""
    if audit.report is None:
        return
    figures = figures_of(made.form, draft.cells)
    links = {link.quantity: link.verdict for link in audit.reconciliation.links}
    said = {link.claim: link.verdict for link in audit.reconciliation.claims}
    counts = [(qty.span, links.get(qty.id)) for qty in audit.report.quantities]
    claims = [(claim.span, said.get(claim.id)) for claim in audit.report.claims]
    pairs = [*_chars(audit.report.text)]
    text, place = "".join(char for char, _ in pairs), 0
    for _, piece in draft.prose():
        start = text.find(squeezed(piece.text), place)
        if start < 0:
            continue
        place = start
        for mark in piece.marks:
            if not isinstance(mark, Count | Claim):
                continue
            left = start + len(squeezed(piece.text[: mark.start]))
            right = left + len(squeezed(piece.of(mark)))
            span = Span(pairs[left][1], pairs[right - 1][1] + 1)
            around = piece.text[max(0, mark.start - 30) : mark.end + 8]
            if isinstance(mark, Count):
                got = _at(counts, span)
                truth = _truth(mark, judge(mark, figures).verdict)
                if mark.also and {truth, got} == {"agrees", "agrees_as"}:
                    truth = str(got)  # another measure is as good, by which the reading is natural
                yield Compared(truth, got, around)
            elif mark.readings:
                truth = judge_claim(mark, figures).verdict
                yield Compared(truth, _at(claims, span), around, "claim")


def _truth(count: Count, verdict: str) -> str:
    return "not_comparable" if count.other or count.period == "last_year" else verdict


def _at(found: Iterable[tuple[Span, str | None]], span: Span) -> str | None:
    """Return the verdict on what stands at a place, the first that has one."""
    here = [told for other, told in found if other.start < span.end and span.start < other.end]
    return next((told for told in here if told), None)
