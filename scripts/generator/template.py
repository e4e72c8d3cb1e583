"""The little language of the wordings: alternatives, figures, names, lists and marked stretches.

`(a|b)` is one or the other, `{slot:件#w}` a figure, `{*list:件#p}` a list of figures, `{=name}` a
name or year, `<kind args>…</kind>` a stretch with a meaning. `?` after a slot allows zero, `~` a
rounded figure; `#w`, `#p`, `#l`, `#r`, `#b`, `#g`, `#n` are roles in a relation, a digit which one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(
    r"""\{=(?P<name>\w+)\}
      | \{(?P<many>\*?)(?P<slot>[\w.]+)(?P<zero>\??)(?P<round>~?)
          (?::(?P<unit>[^}#]*))?(?:\#(?P<roles>[\w,]+))?\}
      | <(?P<close>/?)(?P<tag>\w+)(?P<args>[^>]*)>
      | (?P<sign>[(|)])
      | (?P<text>[^{<(|)]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure to print, or with `many` a list of them."""

    name: str
    unit: str | None
    roles: tuple[str, ...]
    zero: bool
    rounded: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name or year of the report."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several readings."""

    options: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with a meaning."""

    kind: str
    args: tuple[str, ...]
    inner: tuple[Node, ...]


Node = str | Slot | Name | Choice | Stretch


@cache
def parse(text: str) -> tuple[Node, ...]:
    """Parse a wording. Raises ValueError where brackets or tags do not match."""
    tokens = list(_TOKEN.finditer(text))
    if sum(len(token[0]) for token in tokens) != len(text):
        raise ValueError(f"cannot read the wording {text!r}")
    nodes, rest = _sequence(tokens, 0, text)
    if rest != len(tokens):
        raise ValueError(f"unbalanced: {text!r}")
    return nodes


def _sequence(tokens: list[re.Match[str]], at: int, text: str) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    while at < len(tokens):
        token = tokens[at]
        if token["sign"] in ("|", ")") or token["close"]:
            break
        at += 1
        if token["text"]:
            nodes.append(token["text"])
        elif token["name"]:
            nodes.append(Name(token["name"]))
        elif token["slot"]:
            nodes.append(_slot(token))
        elif token["sign"]:
            choice, at = _choice(tokens, at, text)
            nodes.append(choice)
        else:
            inner, at = _sequence(tokens, at, text)
            if at == len(tokens) or tokens[at]["tag"] != token["tag"]:
                raise ValueError(f"<{token['tag']}> is not closed: {text!r}")
            nodes.append(Stretch(token["tag"], tuple(token["args"].split()), inner))
            at += 1
    return tuple(nodes), at


def _choice(tokens: list[re.Match[str]], at: int, text: str) -> tuple[Choice, int]:
    options: list[tuple[Node, ...]] = []
    while True:
        option, at = _sequence(tokens, at, text)
        options.append(option)
        if at == len(tokens) or tokens[at]["close"]:
            raise ValueError(f"a bracket is not closed: {text!r}")
        at += 1
        if tokens[at - 1]["sign"] == ")":
            return Choice(tuple(options)), at


def _slot(token: re.Match[str]) -> Slot:
    roles = tuple((token["roles"] or "").split(",")) if token["roles"] else ()
    return Slot(
        token["slot"],
        token["unit"],
        roles,
        bool(token["zero"]),
        bool(token["round"]),
        bool(token["many"]),
    )
