"""The one catalogue of what users read, in Chinese and English, and its rendering.

Templates live in `data/messages/*.toml`, one table per key with `zh` and `en`; parameters are named
(`{count}`). Evidence is quoted as it stands and never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from gouji.data import load_toml, names
from gouji.model import Message

Lang = Literal["zh", "en"]
# matches the key in "@link.row.disputes.review 12"; an e-mail address is no key of the catalogue
_KEY = re.compile(r"@(?P<key>\w+(?:\.[\w-]+)+)", re.ASCII)
_NEXT = "\x1f"  # stands between the items of a parameter until the language is known


def render(message: Message, lang: Lang = "zh") -> str:
    """Return `message` in a language; "@key" in a parameter is itself a key of the catalogue.

    Raises KeyError where the catalogue lacks the key: a bug, found by the tests.
    """
    params = {name: fill(value, lang) for name, value in message.params.items()}
    return template(message.key, lang).format(**params)


def fill(text: str, lang: Lang) -> str:
    """Return `text` with each "@key" of the catalogue replaced by what it stands for."""
    items = (
        _KEY.sub(lambda m: template(m["key"], lang) if m["key"] in catalogue() else m[0], item)
        for item in text.split(_NEXT)
    )
    return join(items, lang)


def join(items: Iterable[str], lang: Lang, *, mark: str = "list") -> str:
    """Join items with the language's own mark: list, comma or semicolon."""
    return template(f"ui.mark.{mark}", lang).join(items)


def template(key: str, lang: Lang) -> str:
    """Return the raw template of a dotted key."""
    return catalogue()[key][lang]


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every template by dotted key and language."""
    found: dict[str, dict[str, str]] = {}
    for name in names("messages"):
        _collect(load_toml(name), "", found)
    return found


def _collect(node: dict[str, Any], prefix: str, found: dict[str, dict[str, str]]) -> None:
    for key, value in node.items():
        if "zh" in value:
            if prefix + key in found:
                raise ValueError(f"message key {prefix}{key} stands twice")
            found[prefix + key] = value
        else:
            _collect(value, f"{prefix}{key}.", found)


def say(key: str, /, **params: object) -> Message:
    """Build a `Message`, turning the parameters into text; a list is joined when rendered."""
    return Message(key, {name: _text(value) for name, value in params.items()})


def _text(value: object) -> str:
    return _NEXT.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
