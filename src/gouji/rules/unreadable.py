"""S001: the file cannot be read as a report; the batch goes on and the reason is kept."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.errors import ReadError
from gouji.messages import say
from gouji.model import Finding, Outcome, Reconciliation, Report, Source
from gouji.rules.engine import fingerprint_of, rule


@rule("S001", "unreadable-document", level="error", scope="document")
def unreadable_document(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Pass: whoever holds a `Report` could read the file; see `unreadable` for the others."""
    yield from ()


def unreadable(source: Source, error: ReadError) -> Outcome:
    """Return the S001 outcome for a file that `error` kept from being read."""
    made = Finding(
        rule="S001",
        name="unreadable-document",
        level="error",
        message=say(error.reason, **error.params),
        evidence=(),
        fingerprint=fingerprint_of("S001", source.sha256, error.reason),
    )
    return Outcome("findings", (made,))
