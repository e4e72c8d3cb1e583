"""The pieces the summary page and the list of findings share; nothing is decided here.

Who and what, what was read, what was compared with what, one finding, and what was not checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from gouji.model import (
    Audit,
    Coverage,
    Finding,
    Identity,
    Level,
    Report,
    SectionRole,
    Table,
    TableKind,
    Verdict,
)
from gouji.output.place import clipped, places
from gouji.output.records import outcome
from gouji.output.voice import Style, Voice
from gouji.output.width import flat, pad, shorten, width, wrap
from gouji.rules import rules
from gouji.rules.pages import title as page_title

PAGE = 80
LEVELS: tuple[Level, ...] = get_args(Level)
ROLES: tuple[SectionRole, ...] = get_args(SectionRole)
TABLES: tuple[TableKind, ...] = get_args(TableKind)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
COLOURS: Mapping[Level, str] = {"error": "31", "warning": "33", "info": "36"}


def title(code: str, voice: Voice) -> str:
    """Return the title of a rule: from its page in Chinese, from its name in English."""
    if voice.lang == "en":
        return rules()[code].name.replace("-", " ").capitalize()
    return page_title(code)


def who(identity: Identity, voice: Voice) -> str:
    """Return organ and year in words."""
    return voice(
        "page.who",
        organ=identity.organ or voice("page.no_organ"),
        year=identity.year or voice("page.no_year"),
    )


def what(report: Report, voice: Voice) -> str:
    """Return the kind of organ and the edition of the form in words."""
    level, kind = report.identity.level or "unknown", report.identity.kind or "unknown"
    usual = voice("organ.any", level=voice(f"level.of.{level}"), kind=voice(f"kind.{kind}"))
    organ = voice.word(f"ui.organ.{level}-{kind}", usual)
    year = (report.form or "").rpartition("-")[2]
    return f"{organ} · {voice('page.edition', year=year) if year else voice('page.no_edition')}"


def labelled(name: str, text: str) -> list[str]:
    """Return a labelled paragraph with a hanging indent."""
    return wrap(text, PAGE, first=f"{name}  ", rest=" " * (width(name) + 2))


def reading(report: Report, voice: Voice) -> str:
    """Say which sections and tables were found, and whether the tables' sums hold."""
    missing = [voice(f"role.{role}") for role in ROLES if not report.section(role)]
    if len(missing) == len(ROLES):
        sections = voice("read.no_section")
    elif missing:
        sections = voice("read.sections_missing", names=voice.join(missing, "list"))
    else:
        sections = voice("read.sections")
    return voice.join((sections, _tables(report, voice)), "semicolon")


def _tables(report: Report, voice: Voice) -> str:
    states: dict[str, list[str]] = {}
    for kind in TABLES:
        states.setdefault(_state(report.table(kind)), []).append(voice(f"table.{kind}"))
    if len(states) == 1:
        return voice(f"read.all.{next(iter(states))}")
    parts = (voice(f"read.some.{s}", names=voice.join(n, "list")) for s, n in states.items())
    return voice.join(parts, "semicolon")


def _state(table: Table | None) -> str:
    if table is None:
        return "missing"
    if table.status != "unread" and not table.reading_certain:
        return f"{table.status}_uncertain"
    no_sums = table.status == "consistent" and all(c.result == "agree" for c in table.checks)
    return "proved" if no_sums else table.status


def comparing(audit: Audit, voice: Voice) -> str:
    """Say how many counts were found, how many were compared with what, and what came out."""
    if audit.coverage is None or audit.report is None:
        return ""
    claims = Counter(link.verdict for link in audit.reconciliation.claims)
    said = voice("compare.claims", count=len(audit.report.claims)) + _verdicts(claims, voice)
    return voice.join((_counts(audit.coverage, voice), _relations(audit, voice), said), "semicolon")


def _counts(coverage: Coverage, voice: Voice) -> str:
    if not coverage.quantities:
        return voice("compare.no_count")
    words = [voice("compare.counts", count=coverage.quantities)]
    if coverage.linked:
        linked = voice("compare.linked", count=coverage.linked)
        words.append(linked + _verdicts(coverage.verdicts, voice))
    rest = {reason: count for reason, count in coverage.unlinked.items() if count}
    if not coverage.linked and set(rest) == {"no_twin"}:
        return voice.join((*words, voice("compare.no_twin_at_all")))
    times = (voice.times(voice(f"unlinked.{reason}"), count) for reason, count in rest.items())
    return voice.join((*words, *times))


def _verdicts(verdicts: Mapping[Verdict, int] | Mapping[str, int], voice: Voice) -> str:
    counts = {str(v): n for v, n in verdicts.items()}
    words = [voice.times(voice(f"verdict.{v}"), counts[v]) for v in VERDICTS if counts.get(v)]
    return voice("compare.brackets", text=voice.join(words)) if words else ""


def _relations(audit: Audit, voice: Voice) -> str:
    results = Counter(relation.holds for relation in audit.reconciliation.relations)
    if not results:
        return voice("compare.no_relation")
    words = [voice("compare.relations", count=results.total())]
    if results[True] == results.total():
        words.append(voice("compare.relations_hold"))
    if results[False]:
        words.append(voice("compare.relations_fail", count=results[False]))
    if results[None]:
        words.append(voice("compare.relations_open", count=results[None]))
    return voice.join(words)


def by_weight(audit: Audit) -> list[Finding]:
    """Return the findings worst first, in the order of the text within a level."""

    def weight(finding: Finding) -> tuple[int, str, int]:
        start = min((item.span.start for item in finding.evidence), default=0)
        return LEVELS.index(finding.level), finding.rule, start

    return sorted(audit.findings, key=weight)


def finding_lines(
    report: Report | None, finding: Finding, style: Style, *, name: bool = False
) -> Iterator[str]:
    """Yield one finding: level, code, title (and `name`) and place; message; quotes; hint."""
    voice = style.voice
    level = voice(f"level.{finding.level}")
    head = f"{level} {finding.rule} {title(finding.rule, voice)}"
    if name and voice.lang == "zh":
        head += f"（{finding.name}）"
    where = places(report, finding.evidence, voice) if report else ""
    line = pad(head, PAGE - width(where)) + where if where else head
    if style.colour:
        line = f"\x1b[{COLOURS[finding.level]}m{level}\x1b[0m{line[len(level) :]}"
    yield line
    message = clipped(voice.say(finding.message))
    if finding.uncertain:
        message = voice("finding.uncertain", message=message)
    yield from wrap(message, PAGE, first="  ", rest="  ")
    quotes = _quotes(finding, message, voice)
    if quotes:
        yield from wrap(" ↔ ".join(quotes), PAGE, first="  ", rest="  ")
    if finding.hint:
        hint = voice("finding.hint", hint=clipped(voice.say(finding.hint)))
        yield from wrap(hint, PAGE, first="  ", rest="  ")


def _quotes(finding: Finding, message: str, voice: Voice) -> list[str]:
    """Quote the passages of a finding whose message quotes none of them."""
    texts = dict.fromkeys(flat(item.text) for item in finding.evidence if not item.cell)
    if any(text in message for text in texts):
        return []
    return [voice("finding.quote", text=shorten(text, 100)) for text in texts]


def unchecked(audit: Audit, style: Style) -> Iterator[str]:
    """Yield what did not run: crashes always, skipped rules as a count or, verbose, by name."""
    voice = style.voice
    skipped = [code for code, item in audit.outcomes.items() if item.status == "skip"]
    for code, item in audit.outcomes.items():
        if item.status == "crash":
            why = outcome(item, voice).removeprefix("crash: ")
            key = "unchecked.reader_crash" if audit.report is None else "unchecked.crash"
            yield from wrap(voice(key, code=code, why=why), PAGE, rest="  ")
    if style.verbose:
        for code in skipped:
            why = outcome(audit.outcomes[code], voice).removeprefix("skip: ")
            text = voice("unchecked.skip", code=code, title=title(code, voice), why=why)
            yield from wrap(text, PAGE, rest="  ")
    elif skipped:
        names = voice.join(skipped, "list")
        yield from wrap(voice("unchecked.skips", count=len(skipped), names=names), PAGE, rest="  ")
