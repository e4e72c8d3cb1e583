"""The whole pipeline, short: a document in, an audit out."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

from gouji import __version__
from gouji.classify import chosen_classifier, classify_report, taxonomy_version
from gouji.config import Settings
from gouji.errors import ReadError
from gouji.model import Audit, Document, Outcome, Report, Source
from gouji.parse import parse
from gouji.read import read_bytes
from gouji.reconcile import coverage, reconcile
from gouji.rules import run, selected
from gouji.rules.unreadable import unreadable
from gouji.summary import summarise

DEFAULTS = Settings()
TITLE_WORDS = ("信息公开", "政务公开")


def audit(doc: Document, settings: Settings = DEFAULTS) -> Audit:
    """Audit one document: parse, classify, reconcile, run the selected rules, summarise.

    Never raises for what the document says; one that is no annual report yields S001.
    """
    classifier = chosen_classifier(settings)
    parsed = parse(doc)
    if not is_report(parsed):
        return failed(doc.source, ReadError("read.not_a_report"), settings)
    report = classify_report(parsed, classifier)
    rec = reconcile(report)
    chosen = selected(settings.select, settings.ignore)
    return Audit(
        source=doc.source,
        versions=versions(settings),
        outcomes=run(chosen, report, rec),
        report=report,
        reconciliation=rec,
        coverage=coverage(report, rec),
        summary=summarise(report, rec, lang=settings.lang),
    )


def audit_bytes(data: bytes, *, uri: str, settings: Settings = DEFAULTS) -> Audit:
    """Audit the content of one file; `uri` is what findings call it."""
    try:
        return audit(read_bytes(data, uri=uri), settings)
    except ReadError as error:
        return failed(source_of(data, uri), error, settings)
    except Exception:  # our bug on one file is an outcome; a batch goes on
        crash = Outcome("crash", detail=traceback.format_exc(limit=-4))
        return Audit(source_of(data, uri), versions(settings), {"S001": crash})


def audit_path(path: str | Path, settings: Settings = DEFAULTS) -> Audit:
    """Audit one file. A file that cannot be opened yields S001 like one that cannot be read."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = ReadError("read.io", cause=error.strerror or type(error).__name__)
        return failed(source_of(b"", str(path)), reason, settings)
    return audit_bytes(data, uri=str(path), settings=settings)


def is_report(report: Report) -> bool:
    """Tell whether a document is an annual report: by its form, its sections or its title."""
    if report.form is not None or len(report.sections) >= 3:
        return True
    title = report.identity.title
    named = title is not None and any(word in title.of(report.text) for word in TITLE_WORDS)
    return named and bool(report.sections)


def failed(source: Source, error: ReadError, settings: Settings = DEFAULTS) -> Audit:
    """Return the audit of a file that could not be read."""
    return Audit(source, versions(settings), {"S001": unreadable(source, error)})


def source_of(data: bytes, uri: str) -> Source:
    """Return the source record of bytes whose type is not known."""
    digest = hashlib.sha256(data).hexdigest()
    return Source(uri, digest, "application/octet-stream", len(data))


def versions(settings: Settings = DEFAULTS) -> dict[str, str]:
    """Return the versions an audit depends on: gouji, the tagger, the taxonomy."""
    model = chosen_classifier(settings).name if settings.labels else settings.tagger
    return {"gouji": __version__, "model": model, "taxonomy": taxonomy_version()}
