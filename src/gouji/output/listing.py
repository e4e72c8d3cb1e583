"""The findings of `gouji check` as text: a header for each file, its findings, what was looked at.

A file without findings says how much was checked, so that nothing found and nothing looked at
never look alike; the closing line counts findings, files and coverage over all files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.model import Audit
from gouji.output import parts
from gouji.output.parts import PAGE
from gouji.output.voice import Style
from gouji.output.width import wrap


@dataclass(slots=True)
class Listing:
    """Lists audits one by one and remembers what the closing line needs."""

    style: Style
    counts: Counter[str] = field(default_factory=Counter)

    def __call__(self, audit: Audit) -> str:
        """Return the lines of one audit, and count it."""
        lines = "\n".join(self._lines(audit)) + "\n\n"
        self.counts.update(finding.level for finding in audit.findings)
        self.counts.update(files=1, unread=int(audit.report is None))
        if audit.coverage:
            self.counts.update(found=audit.coverage.quantities, linked=audit.coverage.linked)
        return lines

    def closing(self) -> str:
        """Return the line over all files."""
        if self.style.quiet:
            return ""
        voice, counts = self.style.voice, self.counts
        words = [voice("list.files", count=counts["files"])]
        words += [voice("list.unread", count=counts["unread"])] if counts["unread"] else ()
        words.append(parts.tally(counts, voice))
        words.append(voice("list.counts", found=counts["found"], linked=counts["linked"]))
        return "\n".join(wrap(voice.join(words, "semicolon"), PAGE)) + "\n"

    def _lines(self, audit: Audit) -> Iterator[str]:
        voice, report = self.style.voice, audit.report
        name = f" {parts.who(report.identity, voice)}" if report else ""
        yield f"{audit.source.uri}:{name}"
        for finding in parts.by_weight(audit):
            yield from parts.finding_lines(report, finding, self.style, name=True)
        if report:
            if not (audit.findings or parts.unreported(audit)):
                yield voice("list.nothing")
            looked = (parts.ran(audit, voice), parts.reading(report, voice))
            text = voice.join((*looked, parts.comparing(audit, voice)), "semicolon")
            yield from wrap(text, PAGE, first="  ", rest="  ")
        yield from parts.unchecked(audit, self.style)
