"""S101–S106, S113, S202: the sections, what they must say, and whose report it is.

All of them judge what is printed; where the reader may have lost something (a heading whose table
is there) they stay silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gouji.data import load_toml
from gouji.messages import say
from gouji.model import Finding, Reconciliation, Report, Section, SectionRole, Span
from gouji.parse.forms import KINDS
from gouji.parse.headings import ROLES, compact, cue, ordinal, pattern, squeezed, titles
from gouji.parse.identity import conflict, named, twin
from gouji.parse.organs import describe
from gouji.parse.titles import next_report
from gouji.rules.engine import finding, rule
from gouji.rules.wording import told
from gouji.text.fold import fold

FORM_YEAR, FEE_YEAR = 2019, 2021
MAX_QUOTE = 60
ENOUGH = 4
"""Sections that must be there before the lack of another counts as the report's."""
_NUMERALS = "零一二三四五六七八九十"
_ROWS = "本年新收|上年结转|本年度办理|结转下年"
# 五、工作体会 on its line or between gaps — but not 五、工作体会较多，主要有…
_NUMBERED = re.compile(
    rf"""(?:(?<=\s)|^)(?P<heading>(?P<number>[一二三四五六])[、.]\s?
         (?!{_ROWS})(?P<title>[一-鿿、]{{3,24}}))(?=\s|$)""",
    re.VERBOSE,
)
# (四)平台建设 — but not the (一) of 第二十条第(一)项
_SUBHEADING = re.compile(r"(?<!第)\([一二三四五六七八]\) ?(?P<title>[^。\n:;,]{2,26})")
_QUOTED = re.compile(r"“[^”\n]{0,60}”|《[^》\n]{0,80}》|\"[^\"\n]{0,60}\"")
_TOWNS, _COUNTIES, _OFFICES = {"街道", "镇", "乡"}, {"县", "区", "旗"}, {"局", "委", "厅"}


@rule("S101", "missing-section", level="error", needs=("sections",))
def missing_section(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """All six sections must be there (格式, 国办公开办函〔2019〕60号 and 〔2021〕30号)."""
    for role, gap in _gaps(report) if _on_the_form(report) else ():
        if not _may_be_there(report, role, gap):
            titled = [section for section in report.sections if section.title]
            known = "”“".join(section.title for section in titled)
            ends = {gap.start, gap.end}
            around = [s.heading for s in titled if ends & {s.heading.start, s.heading.end}]
            yield finding(report, "S101", *around, title=titles()[role]["official"][0], known=known)


def _may_be_there(report: Report, role: SectionRole, gap: Span) -> bool:
    """Tell whether only the heading is lost: the table, its words or its number are there."""
    words, number = compact(report.text).within(gap), _NUMERALS[ROLES.index(role) + 1]
    marked = any(mark in words for mark in titles()[role]["traces"])
    return marked or bool(re.search(rf"{number}[、.](?!{_ROWS})", words) or report.table(role))


def _on_the_form(report: Report) -> bool:
    return report.form is not None or (report.identity.year or 0) >= FORM_YEAR


@rule("S102", "section-misnumbered", level="warning", needs=("sections",))
def section_misnumbered(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The ordinals of the sections must rise by one in one style, once in a file."""
    numbered = [(s, *ordinal(fold(s.number))[:2]) for s in report.sections if s.number]
    usual = Counter(style for _, style, _ in numbered).most_common(1)
    odd, last, start, above = list[Section](), 0, 0, -1
    for section, style, value in numbered:
        role, number = ROLES.index(section.role), value or 0
        between = compact(report.text).within(Span(start, section.span.start))
        skipped = (f"{numeral}、" in between for numeral in _NUMERALS[last + 1 : number])
        follows = number > last and (number - last <= max(role - above, 1) or all(skipped))
        if style != usual[0][0] or not follows:
            odd.append(section)
        if follows:
            last, start, above = number, section.span.start, role
    if odd:
        found = "、".join(section.number or "" for section, _, _ in numbered)
        quoted = "".join(f"“{_flat(section.heading, report)}”" for section in odd)
        yield finding(report, "S102", *(s.heading for s in odd), found=found, odd=quoted)
    if begin := next_report(report.text, compact(report.text)):
        title = Span(begin, begin + len(report.text[begin:].partition("\n")[0]))
        said = say("S102.second", title=_flat(title, report))
        yield finding(report, "S102", title, message=said)


def _flat(span: Span, report: Report) -> str:
    return " ".join(span.of(report.text).split())


@rule("S103", "nonstandard-section-title", level="info", needs=("sections",))
def nonstandard_section_title(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The sections bear the titles of the form, or a variant in common use."""
    printed = [(s.role, s.heading, s.title) for s in report.sections if s.title]
    printed += [found for role, gap in _gaps(report) if (found := _strange(report, role, gap))]
    odd = [x for x in printed if not pattern(titles()[x[0]]["accepted"]).fullmatch(fold(x[2]))]
    if odd and _on_the_form(report):
        pairs = "；".join(f"“{name}”（“{titles()[role]['official'][0]}”）" for role, _, name in odd)
        yield finding(report, "S103", *(heading for _, heading, _ in odd), titles=pairs)


def _gaps(report: Report) -> Iterator[tuple[SectionRole, Span]]:
    """Yield the sections that are absent and the stretch of text where each should be."""
    there = {section.role: section for section in report.sections}
    for at, role in enumerate(ROLES):
        above = [there[r].heading.end for r in ROLES[:at] if r in there]
        below = [there[r].heading.start for r in ROLES[at:] if r in there]
        if role not in there and len(there) >= ENOUGH:
            yield role, Span(max(above, default=0), min(below, default=len(report.text)))


def _strange(report: Report, role: SectionRole, gap: Span) -> tuple[SectionRole, Span, str] | None:
    """Return an absent section's heading that has its number but nothing like its title."""
    for found in _NUMBERED.finditer(fold(report.text), gap.start, gap.end):
        if found["number"] == _NUMERALS[ROLES.index(role) + 1]:
            heading, title = (Span(*found.span(group)) for group in ("heading", "title"))
            return role, heading, title.of(report.text)
    return None


@rule("S104", "missing-overview-aspect", level="warning", needs=("sections.overview",))
def missing_overview_aspect(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The overview speaks of five aspects (格式, 国办公开办函〔2019〕60号 and 〔2021〕30号)."""
    yield from _unsaid(report, "S104", "aspect", "overview", "disclosure", "applications")


@rule("S105", "missing-accountability", level="warning", needs=("sections.overview", "level"))
def missing_accountability(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A government tells of assessment, public review and sanctions (the form, 一、总体情况)."""
    if report.identity.kind == "government" and report.identity.level != "township":
        yield from _unsaid(report, "S105", "accountability", "overview", "other")


def _unsaid(report: Report, code: str, topic: str, *roles: SectionRole) -> Iterator[Finding]:
    """Yield one finding on those entries of a topic of which some sections hold no cue."""
    words, entries = _prose(report, *roles), load_toml("sections.toml")[topic]
    section = next(s for s in report.sections if s.role == "overview")
    absent = [x["id"] for x in entries if not pattern(x["pattern"]).search(words)]
    heads = _SUBHEADING.findall(fold(section.body.of(report.text)))
    bare = [x for x in entries if not any(map(pattern(x.get("head", "")).search, heads))]
    if len(bare) == 1:  # all others have a heading of their own
        absent = absent or [x["id"] for x in bare if not pattern(x["strong"]).search(words)]
    first = section.heading if section.title else Span(section.span.start, section.span.start + 20)
    if absent and _on_the_form(report):
        items = "、".join(f"@{code}.{name}" for name in absent)
        yield finding(report, code, first, organ=report.identity.organ, absent=items)


def _prose(report: Report, *roles: SectionRole) -> str:
    """Return what some sections say outside their tables, folded and without white space."""
    prose, sections = told(report), (s for s in report.sections if s.role in roles)
    return squeezed("".join(prose.within(section.body) for section in sections))


@rule("S106", "missing-table", level="error", needs=("sections",))
def missing_table(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Sections two, three and four must print their tables as text, from data year 2019."""
    overview, page, end = report.section("overview"), compact(report.text), len(report.text)
    own = overview.body if overview else Span(end, end)
    words = page.within(Span(0, own.start)) + page.within(Span(own.end, end))
    bare = [
        section
        for section in report.sections
        if section.role in KINDS and not report.table(section.role) and _on_the_form(report)
        if not any(mark in words for mark in titles()[section.role]["traces"])
    ]
    mentions = [
        m for s in bare if (m := cue("elsewhere").search(report.text, s.body.start, s.body.end))
    ]
    told = {"sections": "”“".join(section.title for section in bare)}
    said = say("S106.message", **told)
    for mention in mentions[:1]:
        said = say("S106.elsewhere", **told, mention=mention[0])
    if bare:
        spans = [*(s.heading for s in bare), *(Span(*found.span()) for found in mentions[:1])]
        yield finding(report, "S106", *spans, message=said)


@rule("S113", "missing-fee-statement", level="error", needs=("sections.other", "year"))
def missing_fee_statement(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """From data year 2021 section six states the fees for information (〔2021〕30号)."""
    year = report.identity.year or 0
    section = next(s for s in report.sections if s.role == "other")
    told = _prose(report, "other")
    stated = cue("fee").search(told) or cue("elsewhere").search(told)
    stated = stated or cue("fee", "elsewhere").search(_prose(report, *ROLES))
    if year >= FEE_YEAR and not stated:
        said = f"“{_flat(section.body, report)[:MAX_QUOTE]}”" if told else "@S113.nothing"
        yield finding(report, "S113", section.heading, year=year, section=section.title, said=said)


@rule("S202", "foreign-self-reference", level="warning", needs=("organ",))
def foreign_self_reference(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The report must call its organ by that organ's kind and name."""
    organ, title = report.identity.organ or "", report.identity.title
    text, data = fold(report.text), load_toml("organs.toml")
    words, cues = re.compile(data["word"]["pattern"], re.VERBOSE), data["self"]
    spoken = _QUOTED.sub(lambda quoted: "·" * len(quoted[0]), text)
    units = _foreign_units(report)
    spans = [Span(*found.span()) for found in words.finditer(spoken) if found["unit"] in units]
    spans += [span for name, span in named(cues["subject"], spoken) if twin(organ, name)]
    if spans:
        names = "".join(dict.fromkeys(f"“{span.of(report.text)}”" for span in spans))
        yield finding(report, "S202", *spans, organ=organ, names=names)
    first = report.sections[0].span.start if report.sections else 0
    for name, span in named(cues["author"], text[:first]):
        if title and span.start >= title.end and conflict(organ, name):
            said = say("S202.other", organ=organ, name=name)
            yield finding(report, "S202", title, span, message=said, level="error")
            return


def _foreign_units(report: Report) -> set[str]:
    """Return the units by which no place above or at the organ can be called; none in doubt."""
    who = report.identity
    if who.kind not in ("government", "department") or who.level in (None, "state", "zone"):
        return set()
    organs = [describe(name) for name in {who.organ or "", *who.names}]

    def unlike(units: set[str], level: str) -> set[str]:
        names = [name for organ in organs if (name := organ.place(level))]
        return {unit for unit in units if names and not any(n.endswith(unit) for n in names)}

    own = {organ.name.removesuffix("员会")[-1:] for organ in organs} & _OFFICES
    foreign = _OFFICES - own if own or who.kind == "government" else set[str]()
    foreign |= unlike(_TOWNS, "township") if who.level == "township" else _TOWNS
    high = who.level in ("province", "prefecture")
    foreign |= _COUNTIES if high else unlike(_COUNTIES, "county")
    above = {"province": {"市"}, "prefecture": {"市", "州", "盟"}}
    foreign |= unlike(above.get(who.level or "", set()), who.level or "")
    autonomous = "自治区" in report.text or (who.region or "").endswith("自治区")
    return foreign - {"区"} if autonomous else foreign
