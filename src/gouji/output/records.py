"""Audit → the objects of the contract (`schema.py` lists their fields) and their JSON.

Nothing is added to what the audit holds, and nothing shortened; messages are text in one language.
A file that could not be read has null for whatever was never known, and empty lists.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from typing import Any, get_args

from gouji.messages import Lang
from gouji.model import Audit, ClaimLink, Message, Outcome, Span
from gouji.output.schema import AUDIT, SHOWN, VERSION, JudgedClaim
from gouji.output.voice import Voice


def record(audit: Audit, *, lang: Lang = "zh", text: bool = False) -> dict[str, Any]:
    """Return the contract's object for one audit, with the normalised text if `text`."""
    voice, report = Voice(lang), audit.report
    owners = (audit, report, audit.reconciliation, audit.summary)
    made: dict[str, Any] = {}
    for name, hint in AUDIT.items():
        unknown = None if type(None) in get_args(hint) else ()
        made[name] = next((getattr(o, name) for o in owners if hasattr(o, name)), unknown)
    made["schema_version"] = VERSION
    made["outcomes"] = {code: outcome(item, voice) for code, item in audit.outcomes.items()}
    if report:
        judged = {link.claim: link for link in audit.reconciliation.claims}
        made["text_length"] = len(report.text)
        links = [judged.get(c.id, ClaimLink(c.id, (), "not_assessable")) for c in report.claims]
        pairs = zip(report.claims, links, strict=True)
        made["claims"] = [JudgedClaim(c, link, c.span.of(report.text)) for c, link in pairs]
    if text:
        made["text"] = report.text if report else ""
    plain: dict[str, Any] = _plain(made, voice)
    plain["source"]["uri"] = os.fsencode(audit.source.uri).decode("utf-8", "replace")
    return plain


def outcome(item: Outcome, voice: Voice) -> str:
    """Return an outcome as one string: findings, pass, skip: <reason>, crash: <last line>."""
    if item.status == "skip":
        need = item.detail.replace(".", "-")
        return f"skip: {voice.word(f'ui.need.{need}', need)}"
    if item.status == "crash":
        return "crash: " + item.detail.strip().rpartition("\n")[2]
    return item.status


def write(made: object, *, ascii_only: bool = False) -> str:
    """Return `made` as one line of JSON; `ascii_only` escapes the rest for narrow code pages."""
    return json.dumps(made, ensure_ascii=ascii_only, separators=(",", ":"))


def _get(item: Any, name: str) -> Any:
    return item.get(name, 0) if isinstance(item, Mapping) else getattr(item, name)


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
    if type(item) not in SHOWN:
        return item
    paths = [path.split(".") for path in SHOWN[type(item)].split()]
    return {path[-1]: _plain(reduce(_get, path, item), voice) for path in paths}
