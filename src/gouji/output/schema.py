"""The JSON of one audit, the contract other programs rely on: names stand here, types in the model.

`audit.schema.json` beside this module is the JSON Schema made of it, checked in; a test holds the
two together. Spans are [start, end] in code points of the normalised text, figures JSON numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from gouji import model

VERSION = "1"
SHOWN: Mapping[type, str] = {
    model.Source: "uri sha256 media_type size",
    model.Identity: "organ kind level region year",
    model.Section: "role number title span",
    model.Cell: "row column text value unit reading basis span",
    model.Table: "kind form status reading_certain deviations cells",
    model.Statement: "id span text section kind topics scores attributes group marker role",
    model.Pair: "problem remedy score why",
    model.Quantity: "id span measure label period scope hedge",
    model.Value: "surface amount low high high_exclusive unit raw_unit",
    model.Link: "quantity cells formula verdict expected why hint",
    model.Relation: "kind span whole parts partial holds expected actual",
    model.Claim: "span kind",
    model.ClaimLink: "cells verdict",
    model.Finding: "rule name level message fingerprint evidence expected actual hint uncertain",
    model.Evidence: "span text cell",
    model.Coverage: "quantities linked relations relations_hold unlinked tables",
    model.Summary: "figures digest problems remedies",
    model.DigestSentence: "text spans",
}
PLAIN: Mapping[Any, Any] = {
    model.Span: tuple[int, int],
    Decimal: int | float,
    model.Message: str,
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one audit."""
    verdicts = dict.fromkeys(get_args(model.Verdict), int)
    quantity = _object("Quantity", model.Quantity, model.Value)
    claim = _object("Claim", model.Claim, model.ClaimLink, text=str)
    audit = msgspec.defstruct(
        "Audit",
        [
            ("schema_version", str),
            ("versions", dict[str, str]),
            ("source", _type(model.Source)),
            ("identity", _type(model.Identity | None)),
            ("form", str | None),
            ("text_length", int | None),
            ("sections", _list(model.Section)),
            ("tables", _list(model.Table)),
            ("statements", _list(model.Statement)),
            ("pairs", _list(model.Pair)),
            ("unanswered", list[int]),
            ("orphans", list[int]),
            ("quantities", _list(quantity)),
            ("links", _list(model.Link)),
            ("relations", _list(model.Relation)),
            ("claims", _list(claim)),
            ("findings", _list(model.Finding)),
            ("outcomes", dict[str, str]),
            ("coverage", _object("Coverage", model.Coverage, **verdicts) | None),
            ("summary", _type(model.Summary | None)),
            ("text", str | msgspec.UnsetType, msgspec.UNSET),
        ],
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(audit)}


@cache
def _of(shown: type) -> Any:
    return _object(shown.__name__, shown)


def _object(name: str, *shown: type, **more: Any) -> Any:
    """Return a JSON object type with the fields shown of one or several types of the model."""
    fields = {
        field: _type(get_type_hints(kind)[field]) for kind in shown for field in SHOWN[kind].split()
    }
    return msgspec.defstruct(name, list((fields | more).items()))


def _list(hint: Any) -> GenericAlias:
    return GenericAlias(list, (_type(hint),))


def _type(hint: Any) -> Any:
    """Return what a type of the model becomes in JSON."""
    args = get_args(hint)
    if hint in PLAIN or hint in SHOWN:
        return PLAIN[hint] if hint in PLAIN else _of(hint)
    if args and args[-1] is Ellipsis:
        return _list(args[0])
    if isinstance(hint, UnionType):
        return reduce(or_, map(_type, args))
    if get_origin(hint) is Mapping:
        return GenericAlias(dict, (args[0], _type(args[1])))
    return hint
