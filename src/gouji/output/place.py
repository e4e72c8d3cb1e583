"""Where in a report a passage stands, the way a person says it: 五（一）二, 四 表, 标题.

A section is called by the number the form gives it, whatever the report printed; under it come the
marks of the sub-heading and of the list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.model import Evidence, Report, SectionRole, Span, Statement
from gouji.output.voice import Voice

SHOWN = 3
# must match: （二）平台建设 · 3.政策解读 · 二是 · 第三， · must not: 二十条措施落实到位, 2023年工作
MARK = re.compile(
    r"""^\s* (?:
        [（(] (?P<bracket> [一二三四五六七八九十\d]{1,3} ) [)）]
      | 第? (?P<number> [一二三四五六七八九十]{1,3} | \d{1,2} ) (?: [是、，,．)）] | \.(?!\d) )
      | (?P<circle> [①-⑳] )
    )""",
    re.VERBOSE,
)


def mark(text: str | None) -> str:
    """Return the list mark `text` begins with: （二）, 二, 3; "" where there is none."""
    found = MARK.match(text or "")
    if not found:
        return ""
    return f"（{found['bracket']}）" if found["bracket"] else found["number"] or found["circle"]


def places(report: Report, evidence: Iterable[Evidence], voice: Voice) -> str:
    """Return the different places of several passages, the first few."""
    found = dict.fromkeys(_place(report, item, voice) for item in evidence)
    told = [place for place in found if place]
    return "  ".join((*told[:SHOWN], *["……"] * (len(told) > SHOWN)))


def _place(report: Report, evidence: Evidence, voice: Voice) -> str:
    """Return where a passage stands; "" where it stands nowhere."""
    span = evidence.span
    if span.start >= span.end:
        return ""
    section = next((s for s in report.sections if s.span.start <= span.start < s.span.end), None)
    if section is None:
        title = report.identity.title
        return voice("place.title" if title and title.overlaps(span) else "place.preamble")
    place = voice(f"place.{section.role}")
    if evidence.cell or any(table.span.covers(span) for table in report.tables):
        return voice("place.table", number=place)
    stmt = None if section.heading.overlaps(span) else _statement(report, span, section.role)
    if stmt:
        marker = next(each.marker for each in report.statements if each.group == stmt.group)
        for sign in dict.fromkeys(filter(None, (mark(stmt.heading), mark(marker)))):
            place += sign if "（" in sign or place[-1] == "）" else f"·{sign}"
    return place


def _statement(report: Report, span: Span, role: SectionRole) -> Statement | None:
    """Return the statement at a span, else the one before it."""
    mine = [stmt for stmt in report.statements if stmt.section == role]
    inside = next((stmt for stmt in mine if stmt.span.overlaps(span)), None)
    return inside or next((stmt for stmt in reversed(mine) if stmt.span.end <= span.start), None)
