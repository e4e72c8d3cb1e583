"""Audit → the objects of the contract (`schema.py` lists their fields) and their JSON.

Nothing is added to what the audit holds, and nothing shortened; messages are text in one language.
A file that could not be read has null for whatever was never known, and empty lists.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

import msgspec

from gouji.messages import Lang
from gouji.model import Audit, ClaimLink, Message, Outcome, Span, Verdict
from gouji.output.schema import SHOWN, VERSION
from gouji.output.voice import Voice

# must match: 勾 and é · must not match: a, "
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def record(audit: Audit, *, lang: Lang = "zh", text: bool = False) -> dict[str, Any]:
    """Return the contract's object for one audit, with the normalised text if `text`."""
    voice = Voice(lang)
    report, rec, summary = audit.report, audit.reconciliation, audit.summary
    made: dict[str, Any] = {
        "schema_version": VERSION,
        "versions": audit.versions,
        "source": audit.source,
        **dict.fromkeys(("identity", "form", "text_length")),
        **dict.fromkeys(("sections", "tables", "statements", "pairs"), ()),
        "unanswered": summary.unanswered if summary else (),
        "orphans": summary.orphans if summary else (),
        **dict.fromkeys(("quantities", "claims"), ()),
        "links": rec.links,
        "relations": rec.relations,
        "findings": audit.findings,
        "outcomes": {code: outcome(item, voice) for code, item in audit.outcomes.items()},
        "coverage": None,
        "summary": summary,
    }
    if report:
        judged = {link.claim: link for link in rec.claims}
        for name in ("identity", "form", "sections", "tables", "statements", "pairs"):
            made[name] = getattr(report, name)
        made["text_length"] = len(report.text)
        made["quantities"] = [
            _fields(qty, voice) | _fields(qty.value, voice) for qty in report.quantities
        ]
        made["claims"] = [
            {"text": claim.span.of(report.text)}
            | _fields(claim, voice)
            | _fields(judged.get(claim.id, ClaimLink(claim.id, (), "not_assessable")), voice)
            for claim in report.claims
        ]
    if audit.coverage:
        verdicts = dict.fromkeys(get_args(Verdict), 0) | {**audit.coverage.verdicts}
        made["coverage"] = _fields(audit.coverage, voice) | verdicts
    if text:
        made["text"] = report.text if report else ""
    plain: dict[str, Any] = _plain(made, voice)
    plain["source"]["uri"] = os.fsencode(audit.source.uri).decode("utf-8", "replace")
    return plain


def outcome(item: Outcome, voice: Voice) -> str:
    """Return an outcome as one string: findings, pass, skip: <reason>, crash: <last line>."""
    match item.status:
        case "skip":
            need = item.detail.replace(".", "-")
            return f"skip: {voice.word(f'ui.need.{need}', need)}"
        case "crash":
            return "crash: " + item.detail.strip().rpartition("\n")[2]
        case status:
            return status


def write(made: object, *, ascii_only: bool = False) -> str:
    """Return `made` as one line of JSON; `ascii_only` escapes the rest for narrow code pages."""
    line = msgspec.json.encode(made).decode()
    return NOT_ASCII.sub(_escape, line) if ascii_only else line


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _fields(item: object, voice: Voice) -> dict[str, Any]:
    return {name: _plain(getattr(item, name), voice) for name in SHOWN[type(item)].split()}


def _plain(item: Any, voice: Voice) -> Any:
    match item:
        case Span():
            return [item.start, item.end]
        case Message():
            return voice.say(item)
        case Decimal():
            return int(item) if item == item.to_integral_value() else float(item)
        case Mapping():
            return {key: _plain(value, voice) for key, value in item.items()}
        case list() | tuple():
            return [_plain(value, voice) for value in item]
    return _fields(item, voice) if type(item) in SHOWN else item
