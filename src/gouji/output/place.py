"""Where in a report a passage stands, the way a person says it: 五（一）二, 四 表, 标题.

A section is called by the number the form gives it, whatever the report printed; under it come the
marks of the sub-heading and of the list item. Quotes are shortened here for pages, never for JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.model import Evidence, Report, SectionRole, Span, Statement
from gouji.output.voice import Voice
from gouji.output.width import flat, shorten

# must match: （二）平台建设 · 3.政策解读 · 二是 · 第三， · must not: 二十条措施落实到位, 2023年工作
MARK = re.compile(
    r"""^\s* (?:
        (?P<bracket> [（(] [一二三四五六七八九十\d]{1,3} [)）] )
      | 第? (?P<number> [一二三四五六七八九十]{1,3} | \d{1,2} ) (?: [是、，,．)）] | \.(?!\d) )
      | (?P<circle> [①-⑳] )
    )""",
    re.VERBOSE,
)
# must match the blank of: 五 二 · must not: 五 （一）, （一） 二
BARE = re.compile(r"(?<!）)\s(?!（)")
# must match: a quotation of more than 60 characters · must not: “经费不足”
LONG = re.compile(r"“([^“”]{60,})”")


def mark(text: str | None) -> str:
    """Return the list mark `text` begins with: （二）, 二, 3; "" where there is none."""
    found = MARK.match(text or "")
    if not found:
        return ""
    if found["bracket"]:
        return f"（{found['bracket'][1:-1]}）"
    return found["number"] or found["circle"]


def place(report: Report, evidence: Evidence, voice: Voice) -> str:
    """Return where a passage stands; "" where it stands nowhere."""
    span = evidence.span
    if span.start >= span.end:
        return ""
    section = next((s for s in report.sections if s.span.start <= span.start < s.span.end), None)
    if section is None:
        title = report.identity.title
        return voice("place.title" if title and title.overlaps(span) else "place.preamble")
    number = voice(f"place.{section.role}")
    if evidence.cell or any(table.span.covers(span) for table in report.tables):
        return voice("place.table", number=number)
    if section.heading.overlaps(span):
        return number
    stmt = _statement(report, span, section.role)
    if stmt is None:
        return number
    group = (each.marker for each in report.statements if each.group == stmt.group)
    marks = dict.fromkeys(filter(None, (mark(stmt.heading), mark(next(group)))))
    return BARE.sub("·", " ".join((number, *marks))).replace(" ", "")


def _statement(report: Report, span: Span, role: SectionRole) -> Statement | None:
    mine = [stmt for stmt in report.statements if stmt.section == role]
    inside = next((stmt for stmt in mine if stmt.span.overlaps(span)), None)
    return inside or next((stmt for stmt in reversed(mine) if stmt.span.end <= span.start), None)


def places(report: Report, evidence: Iterable[Evidence], voice: Voice) -> str:
    """Return the different places of several passages, at most three."""
    found = [p for p in dict.fromkeys(place(report, item, voice) for item in evidence) if p]
    return "  ".join(found[:3]) + ("  ……" if len(found) > 3 else "")


def clipped(message: str) -> str:
    """Shorten the long quotations inside a message for the page."""
    return flat(LONG.sub(lambda found: f"“{shorten(found[1], 100)}”", message))
