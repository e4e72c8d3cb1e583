"""The JSON of one audit, the contract other programs rely on: names stand here, types in the model.

`audit.schema.json` beside this module is the JSON Schema made of it, checked in; a test holds the
two together. Spans are [start, end] in code points of the normalised text, figures JSON numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from gouji import model

VERSION = "1"


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with its words and what became of it."""

    claim: model.Claim
    link: model.ClaimLink
    text: str


SHOWN: Mapping[type, str] = {
    model.Source: "uri sha256 media_type size",
    model.Identity: "organ kind level region year",
    model.Section: "role number title span",
    model.Cell: "row column text value unit reading basis span",
    model.Table: "kind form status reading_certain deviations cells",
    model.Statement: "id span text section kind topics scores attributes group marker role",
    model.Pair: "problem remedy score why",
    model.Quantity: "id span measure label period scope hedge value.surface value.amount value.low"
    " value.high value.high_exclusive value.unit value.raw_unit",
    model.Link: "quantity cells formula verdict expected why hint",
    model.Relation: "kind span whole parts partial holds expected actual",
    JudgedClaim: "text claim.span claim.kind link.cells link.verdict",
    model.Finding: "rule name level message fingerprint evidence expected actual hint uncertain",
    model.Evidence: "span text cell",
    model.Coverage: "quantities linked relations relations_hold unlinked tables"
    + "".join(f" verdicts.{verdict}" for verdict in get_args(model.Verdict)),
    model.Summary: "figures digest problems remedies",
    model.DigestSentence: "text spans",
}
"""The fields of each object; of `value.unit` the name is `unit`."""
AUDIT: Mapping[str, Any] = {
    "schema_version": str,
    "versions": Mapping[str, str],
    "source": model.Source,
    "identity": model.Identity | None,
    "form": str | None,
    "text_length": int | None,
    "sections": tuple[model.Section, ...],
    "tables": tuple[model.Table, ...],
    "statements": tuple[model.Statement, ...],
    "pairs": tuple[model.Pair, ...],
    "unanswered": tuple[int, ...],
    "orphans": tuple[int, ...],
    "quantities": tuple[model.Quantity, ...],
    "links": tuple[model.Link, ...],
    "relations": tuple[model.Relation, ...],
    "claims": tuple[JudgedClaim, ...],
    "findings": tuple[model.Finding, ...],
    "outcomes": Mapping[str, str],
    "coverage": model.Coverage | None,
    "summary": model.Summary | None,
}
PLAIN: Mapping[Any, Any] = {model.Span: tuple[int, int], Decimal: int | float, model.Message: str}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one audit."""
    fields = [(name, _type(hint)) for name, hint in AUDIT.items()]
    text = ("text", str | msgspec.UnsetType, msgspec.UNSET)
    made = msgspec.json.schema(msgspec.defstruct("Audit", [*fields, text]))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


@cache
def _object(kind: type) -> Any:
    """Return the JSON object type of a type of the model, with the fields shown."""
    paths = [path.split(".") for path in SHOWN[kind].split()]
    return msgspec.defstruct(kind.__name__, [(p[-1], _type(reduce(_hint, p, kind))) for p in paths])


def _hint(kind: Any, name: str) -> Any:
    """Return the type of an attribute, or of the values of a mapping."""
    return get_args(kind)[1] if get_origin(kind) is Mapping else get_type_hints(kind)[name]


def _type(hint: Any) -> Any:
    """Return what a type of the model becomes in JSON."""
    args = get_args(hint)
    if hint in PLAIN or hint in SHOWN:
        return PLAIN[hint] if hint in PLAIN else _object(hint)
    if args and args[-1] is Ellipsis:
        return GenericAlias(list, (_type(args[0]),))
    if isinstance(hint, UnionType):
        return reduce(or_, map(_type, args))
    if get_origin(hint) is Mapping:
        return GenericAlias(dict, (args[0], _type(args[1])))
    return hint
