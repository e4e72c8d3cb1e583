"""The pieces the summary page and the list of findings share; nothing is decided here.

Who and what, what was read, what was compared with what, one finding, and what was not checked.
Quotes are shortened here for people, never for JSON.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from gouji import model
from gouji.model import Audit, Coverage, Finding, Level, Report, Span
from gouji.output.place import places
from gouji.output.records import outcome
from gouji.output.voice import Style, Voice
from gouji.output.width import flat, pad, shorten, width, wrap
from gouji.rules import rules
from gouji.rules.pages import title as page_title

PAGE = 80
QUOTE = 100
LEVELS: tuple[Level, ...] = get_args(Level)
COLOURS: Mapping[Level, str] = {"error": "31", "warning": "33", "info": "36"}
# must match: a quotation of more than 60 characters · must not: “经费不足”
LONG = re.compile(r"“(?P<text>[^“”]{60,})”")


def title(code: str, voice: Voice) -> str:
    """Return the title of a rule: from its page in Chinese, from its name in English."""
    if voice.lang == "zh":
        return page_title(code)
    return rules()[code].name.replace("-", " ").capitalize()


def who(identity: model.Identity, voice: Voice) -> str:
    """Return organ and year in words."""
    organ, year = identity.organ or voice("page.no_organ"), identity.year or voice("page.no_year")
    return voice("page.who", organ=organ, year=year)


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
    roles = get_args(model.SectionRole)
    missing = [voice(f"role.{role}") for role in roles if not report.section(role)]
    key = ("sections_missing" if report.sections else "no_section") if missing else "sections"
    said = [voice(f"read.{key}", names=voice.join(missing))]
    states: dict[str, list[str]] = {}
    for kind in get_args(model.TableKind):
        states.setdefault(_state(report.table(kind)), []).append(voice(f"table.{kind}"))
    each = "some" if len(states) > 1 else "all"
    said += [voice(f"read.{each}.{s}", names=voice.join(names)) for s, names in states.items()]
    return voice.join(said, "semicolon")


def _state(table: model.Table | None) -> str:
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
    claims = Counter(str(link.verdict) for link in audit.reconciliation.claims)
    said = voice("compare.claims", count=len(audit.report.claims)) + _verdicts(claims, voice)
    return voice.join((_counts(audit.coverage, voice), _relations(audit, voice), said), "semicolon")


def _counts(coverage: Coverage, voice: Voice) -> str:
    if not coverage.quantities:
        return voice("compare.no_count")
    words = [voice("compare.counts", count=coverage.quantities)]
    if coverage.linked:
        linked = voice("compare.linked", count=coverage.linked)
        words.append(linked + _verdicts(coverage.verdicts, voice))
    rest = {f"unlinked.{reason}": count for reason, count in coverage.unlinked.items() if count}
    if not coverage.linked and set(rest) == {"unlinked.no_twin"}:
        return voice.join((*words, voice("compare.no_twin_at_all")), "comma")
    return voice.join((*words, *_times(rest, voice)), "comma")


def _verdicts(counts: Mapping[str, int], voice: Voice) -> str:
    told = {f"verdict.{v}": counts[v] for v in get_args(model.Verdict) if counts.get(v)}
    words = voice.join(_times(told, voice), "comma")
    return voice("compare.brackets", text=words) if words else ""


def _times(counts: Mapping[str, int], voice: Voice) -> list[str]:
    return [voice("mark.times", name=voice(key), count=count) for key, count in counts.items()]


def _relations(audit: Audit, voice: Voice) -> str:
    found = [relation.holds for relation in audit.reconciliation.relations]
    if not found:
        return voice("compare.no_relation")
    counts = {"": len(found), "_fail": found.count(False), "_open": found.count(None)}
    words = [voice(f"compare.relations{key}", count=n) for key, n in counts.items() if n]
    words += [voice("compare.relations_hold")] * (len(words) == 1)
    return voice.join(words, "comma")


def by_weight(audit: Audit) -> list[Finding]:
    """Return the findings worst first, by rule and in the order of the text within a level."""

    def weight(finding: Finding) -> tuple[int, str, int]:
        start = min((item.span.start for item in finding.evidence), default=0)
        return LEVELS.index(finding.level), finding.rule, start

    return sorted(audit.findings, key=weight)


def ran(audit: Audit, voice: Voice) -> str:
    """Say how many rules were checked."""
    counts = Counter(item.status for item in audit.outcomes.values())
    return voice("list.ran", count=counts["pass"] + counts["findings"])


def tally(levels: Counter[str], voice: Voice) -> str:
    """Return the findings counted by level."""
    return "  ".join(f"{voice(f'level.{level}')} {levels[level]}" for level in LEVELS)


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
    message = _clipped(voice.say(finding.message))
    message = message[:1].upper() + message[1:]
    said = [voice("finding.uncertain", message=message) if finding.uncertain else message]
    texts = dict.fromkeys(flat(item.text) for item in finding.evidence if not item.cell)
    if not any(text in message for text in texts):
        said.append(" ↔ ".join(_quote(text, voice) for text in texts))
    if finding.hint:
        said.append(voice("finding.hint", hint=_clipped(voice.say(finding.hint))))
    for text in filter(None, said):
        yield from wrap(text, PAGE, first="  ", rest="  ")


def _quote(text: str, voice: Voice) -> str:
    return voice("finding.quote", text=shorten(text, QUOTE))


def _clipped(message: str) -> str:
    return flat(LONG.sub(lambda found: f"“{shorten(found['text'], QUOTE)}”", message))


def unreported(audit: Audit) -> list[Span]:
    """Return what differs from something and stands in no finding, for no rule that ran says so."""
    report, rec = audit.report, audit.reconciliation
    if report is None:
        return []
    told = [item.span for finding in audit.findings for item in finding.evidence]
    counts = {link.quantity for link in rec.links if link.verdict == "differs"}
    claims = {link.claim for link in rec.claims if link.verdict == "differs"}
    spans = [qty.span for qty in report.quantities if qty.id in counts]
    spans += [claim.span for claim in report.claims if claim.id in claims]
    spans += [relation.span for relation in rec.relations if relation.holds is False]
    return [span for span in sorted({*spans}) if not any(map(span.overlaps, told))]


def unchecked(audit: Audit, style: Style) -> Iterator[str]:
    """Yield differences no finding tells, crashes, and skips as a count or, verbose, by name."""
    voice, told = style.voice, []
    if audit.report and (open_ones := unreported(audit)):
        quotes = [_quote(span.of(audit.report.text), voice) for span in open_ones]
        told.append(voice("unchecked.differ", count=len(quotes), quotes=voice.join(quotes)))
    skipped = [code for code, item in audit.outcomes.items() if item.status == "skip"]
    for code, item in audit.outcomes.items():
        why = outcome(item, voice).partition(": ")[2]
        if item.status == "crash":
            key = "crash" if audit.report else "reader_crash"
            told.append(voice(f"unchecked.{key}", code=code, why=why))
        elif item.status == "skip" and style.verbose:
            told.append(voice("unchecked.skip", code=code, title=title(code, voice), why=why))
    if skipped and not style.verbose:
        told.append(voice("unchecked.skips", count=len(skipped), names=voice.join(skipped)))
    for text in told:
        yield from wrap(text, PAGE, rest="  ")
