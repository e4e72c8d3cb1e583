"""The findings of `gouji check` as text: a header for each file, its findings, what was looked at.

A file without findings says how much was checked, so that nothing found and nothing looked at
never look alike; the closing line counts findings, files and coverage over all files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.model import Audit
from gouji.output.page import tally
from gouji.output.parts import (
    PAGE,
    by_weight,
    comparing,
    finding_lines,
    reading,
    unchecked,
    who,
)
from gouji.output.voice import Style
from gouji.output.width import wrap


@dataclass(slots=True)
class Listing:
    """Lists audits one by one and remembers what the closing line needs."""

    style: Style
    files: int = 0
    unread: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def __call__(self, audit: Audit) -> str:
        """Return the lines of one audit, and count it."""
        self.files += 1
        self.unread += audit.report is None
        self.levels.update(finding.level for finding in audit.findings)
        if audit.coverage:
            self.counts["found"] += audit.coverage.quantities
            self.counts["linked"] += audit.coverage.linked
        return "\n".join(self._lines(audit)) + "\n\n"

    def closing(self) -> str:
        """Return the line over all files."""
        if self.style.quiet:
            return ""
        voice = self.style.voice
        words = [
            voice("list.files", count=self.files),
            *([voice("list.unread", count=self.unread)] if self.unread else ()),
            tally(self.levels, voice),
            voice("list.counts", found=self.counts["found"], linked=self.counts["linked"]),
        ]
        return "\n".join(wrap(voice.join(words, "semicolon"), PAGE)) + "\n"

    def _lines(self, audit: Audit) -> Iterator[str]:
        voice, report = self.style.voice, audit.report
        name = f" {who(report.identity, voice)}" if report else ""
        yield f"{audit.source.uri}:{name}"
        for finding in by_weight(audit):
            yield from finding_lines(report, finding, self.style, name=True)
        if report is None:
            yield from unchecked(audit, self.style)
            return
        ran = sum(item.status in ("pass", "findings") for item in audit.outcomes.values())
        if not audit.findings:
            yield voice("list.nothing")
        looked = (voice("list.ran", count=ran), reading(report, voice), comparing(audit, voice))
        yield from wrap(voice.join(looked, "semicolon"), PAGE, first="  ", rest="  ")
        yield from unchecked(audit, self.style)
