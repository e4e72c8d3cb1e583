"""S112, W103, and the rules that tell what an expression of `wording.toml` finds in the prose.

The prose is searched folded, without blanks and outside the tables; what one group of expressions
finds is one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

from gouji.data import load_toml
from gouji.messages import say
from gouji.model import CellRef, Finding, Level, Quantity, Reconciliation, Report, Span
from gouji.parse.headings import Compact
from gouji.parse.identity import organ_in_title
from gouji.reconcile.prose import Prose
from gouji.rules.engine import finding, rule
from gouji.text.fold import fold, squeeze

_RULES = load_toml("wording.toml")["rules"]
_PRINTED = re.compile(r"\S+|\n")
_TITLED = re.compile(r"《[^》\n]{0,60}》")
_KIND = re.compile(r"(?:信息|政务)公开.*(?:报告|年报|总结)")
_REPORT = re.compile(r"(?:年度)?(?:工作)?(?:报告|年报)$")
_YEAR = re.compile(r"20\d\d|二[〇○零O0][一-鿿〇○O0]{2}")
# the year below a title: (2023年度) — but not 2023-01-20
_DATED = re.compile(rf"\s*\(?(?:{_YEAR.pattern})(?:年度?)?\)?\s*\n")
# a first line that calls itself a report: 柳湾镇2023年度报告
_LINE = re.compile(r"^(?:标题:|题目:)?(?P<line>[一-鿿\d()〇○]{4,40}(?:报告|年报))$", re.MULTILINE)
# of a total: 合计推送7次 — but not 网站推送7次
_WHOLE = re.compile(r"合计|累计|共计|总计")
_HAN = dict(zip(map(ord, "0123456789"), ["[〇○零O0]", *"一二三四五六七八九"], strict=True))
_CASES = frozenset("件份条个")
_WEIGHTS, _SIGNS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"


def told(report: Report) -> Compact:
    """Return the folded prose without blanks, line feeds kept."""
    return _told(report.text, tuple(table.span for table in report.tables))


@lru_cache(4)
def _told(text: str, tables: tuple[Span, ...]) -> Compact:
    text = fold(text)
    for table in tables:
        text = text[: table.start] + " " * (table.end - table.start) + text[table.end :]
    printed = [found.span() for found in _PRINTED.finditer(text)]
    places = [at for span in printed for at in range(*span)]
    return Compact("".join(text[start:end] for start, end in printed), places)


def listed(
    code: str, report: Report, rec: Reconciliation, *cells: CellRef, **params: object
) -> Iterator[Finding]:
    """Tell what the groups of rule `code` find, one finding for each message."""
    year, found = report.identity.year or 0, dict[str, list[Span]]()
    if code == "S111":  # what a template left stands in the tables, too, and with its blanks
        groups = load_toml("residue.toml").values()
        prose = Compact(fold(report.text), range(len(report.text)))
    else:
        groups, prose = load_toml("wording.toml")[code], told(report)
    for group in groups:
        words = prose.text
        if "titles" in group:  # what a quoted title says is not the report's
            words = _TITLED.sub(lambda title: "·" * len(title[0]), words)
        since, pattern = group.get("since", 0), _filled("|".join(group["patterns"]), year)
        for hit in pattern.finditer(words) if year >= since else ():
            span = prose.span(*hit.span())
            if _counts(report, prose, group, span, hit):
                found.setdefault(group.get("message", "message"), []).append(span)
    dated = "year" in _RULES.get(code, {}).get("needs", ())
    title = [report.identity.title] if dated else []
    for key, spans in found.items():
        spans.sort()
        quoted = dict.fromkeys(" ".join(span.of(report.text).split()) for span in spans)
        items = "、".join(f"“{words}”" for words in quoted)
        said = say(f"{code}.{key}", items=items, year=year, **params)
        level: Level | None = "error" if key == "error" else None
        yield finding(report, code, *filter(None, title), *spans, *cells, level=level, message=said)


@lru_cache(512)
def _filled(pattern: str, year: int) -> re.Pattern[str]:
    """Return an expression with {last}, {year} and {next} filled in, in digits or characters."""
    for name, at in (("{last}", max(year - 1, 0)), ("{year}", year), ("{next}", year + 1)):
        pattern = pattern.replace(name, f"(?:{at}|{str(at).translate(_HAN)})")
    return re.compile(pattern, re.MULTILINE)


def _counts(
    report: Report, prose: Compact, group: dict[str, Any], span: Span, hit: re.Match[str]
) -> bool:
    """Tell whether a hit stands where its group asks and nothing beside it excuses it."""
    where, year, start = group.get("where"), report.identity.year or 0, hit.start()
    sentence = max(prose.text.rfind(stop, 0, start) for stop in "。\n") + 1
    around = re.split(r"[。\n]", prose.text[sentence:], maxsplit=1)[0]
    role = next((s.role for s in report.sections if s.span.covers(span)), None)
    last = report.sections[-1] if report.sections else None
    there = where in (None, role) or (where == "body" and role is not None)
    if where == "preamble":
        title, first = report.identity.title, report.sections[0].span.start
        begin = title.end if title else 0
        there, around = begin <= span.start < first, report.text[begin:first]
    elif where in ("last", "other") and last:
        there, around = role == (last.role if where == "last" else where), last.body.of(report.text)
    around = squeeze(around)
    return (
        there
        and re.search(group.get("near", ""), around) is not None
        and not _filled(group.get("unless", "(?!)"), year).search(around)
        and not ("tight" in group and span.end - span.start > len(hit[0]))
        and not ("resident" in group and not _is_resident(hit[0]))
    )


def _is_resident(number: str) -> bool:
    """Tell whether the last of 18 signs is that of a resident number."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _SIGNS[total % 11] == number[-1].upper()


for _code, _rule in _RULES.items():
    _needs = tuple(_rule["needs"])
    rule(_code, _rule["name"], level=_rule["level"], needs=_needs)(partial(listed, _code))


@rule("S112", "incomplete-title", level="warning", needs=("sections",))
def incomplete_title(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The title names the organ, the year and the kind of report."""
    prose, title, first = told(report), report.identity.title, report.sections[0].span.start
    after = fold(report.text)[title.end : first] if title else "-"
    if after.lstrip(" ")[:1] not in ("", "\n"):  # none, or a mention in a sentence
        line = _LINE.search(prose.text)
        title = prose.span(*line.span("line")) if line else None
    if title and title.end <= first:
        words = fold("".join(title.of(report.text).split()))
        dated = _YEAR.search(words) or _DATED.match(after)
        below = [line.strip(" ()") for line in after.split("\n")[:4]]
        named = organ_in_title(_REPORT.sub("信息公开", words)) or report.identity.organ in below
        there = {"organ": named, "year": dated, "kind": _KIND.search(words)}
        if absent := "、".join(f"@S112.{what}" for what, found in there.items() if not found):
            yield finding(report, "S112", title, title=words, absent=absent)


@rule("W103", "mixed-units", level="info", needs=("quantities",))
def mixed_units(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A sentence counts requests in one unit, and a list in none that only its total has."""
    prose, sentences = Prose(report), dict[int, list[Quantity]]()
    for qty in prose.counts:
        sentences.setdefault(prose.start(qty.span.start), []).append(qty)
    for counts in sentences.values():
        asked = [q for q in counts if (q.measure or "").startswith("applications.")]
        asked = [q for q in asked if q.value.unit in _CASES and q.period == "this_year"]
        mixed = [each for each in pairwise(asked) if _units(*each) == 2]
        for one, other, whole in zip(counts, counts[1:], counts[2:], strict=False):
            listing = "、" in prose.text[one.span.end : other.span.start]
            if listing and _units(one, other, whole) == 3 and _WHOLE.match(prose.label(whole)):
                mixed.append((other, whole))
        if spans := sorted({q.span for pair in mixed for q in pair}):
            items = "、".join(f"“{span.of(report.text)}”" for span in spans)
            yield finding(report, "W103", *spans, items=items)


def _units(*counts: Quantity) -> int:
    return len({qty.value.raw_unit for qty in counts})
