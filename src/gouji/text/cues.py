"""Cue tables: a vocabulary file compiled into one expression, so that a text is scanned once.

A file is a set of named groups, each with `words` (literals, the longest wins), `patterns`
(regular expressions, tried before the words) and the sentences it must and must not match. All
are written for folded text. What a hit means is up to the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from gouji.data import load_toml

_END = ""


class Hit(NamedTuple):
    """A cue found: the group it belongs to and where it stands in the text that was scanned."""

    group: str
    start: int
    end: int


class CueTable:
    """Groups of cues that compete for the text: leftmost first, no overlap."""

    def __init__(self, groups: Mapping[str, Mapping[str, Any]]) -> None:
        self._word_groups: dict[str, list[str]] = {}
        self._pattern_group: list[str] = []
        branches: list[str] = []
        for name, group in groups.items():
            for pattern in group.get("patterns", ()):
                branches.append(f"(?P<p{len(branches)}>{pattern})")
                self._pattern_group.append(name)
            for word in group.get("words", ()):
                names = self._word_groups.setdefault(word, [])
                names.extend([name] if name not in names else [])
        if self._word_groups:
            branches.append(trie(self._word_groups))
        self._expression = re.compile("|".join(branches) or r"(?!)")
        anchored = [branch for branch in branches if ">^" in branch[:8]]
        self._anchored = re.compile("|".join(anchored) or r"(?!)")
        self._floating = re.compile("|".join(b for b in branches if b not in anchored) or r"(?!)")

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the cues of folded `text` in order; a word of several groups yields each."""
        for cue in self._expression.finditer(text):
            yield from self._read(cue)

    def at(self, text: str, place: int) -> list[Hit]:
        """Return the cue that begins at `place` of folded `text`, once for each of its groups."""
        cue = self._expression.match(text, place)
        return self._read(cue) if cue else []

    def _read(self, cue: re.Match[str]) -> list[Hit]:
        label = cue.lastgroup
        names = [self._pattern_group[int(label[1:])]] if label else self._word_groups[cue[0]]
        return [Hit(name, cue.start(), cue.end()) for name in names]

    def opens(self, text: str) -> bool:
        """Tell whether folded `text` begins with a cue."""
        return self._expression.match(text) is not None

    def found(self, text: str) -> bool:
        """Tell whether folded `text` holds a cue."""
        return bool(self._floating.search(text) or self._anchored.match(text))

    def mask(self, text: str) -> str:
        """Return `text` with every cue replaced by as many middle dots."""
        return self._expression.sub(lambda cue: "·" * len(cue[0]), text)


@cache
def table(file: str, *names: str) -> CueTable:
    """Return the table of groups `names` of the lexicon file `file`."""
    groups = load_toml(f"lexicon/{file}.toml")
    return CueTable({name: groups[name] for name in names})


def found(file: str, text: str, *names: str) -> frozenset[str]:
    """Return those of groups `names` of the lexicon file `file` with a cue in folded `text`.

    One expression a group: expressions that begin alike run several times faster.
    """
    return frozenset(name for name in names if table(file, name).found(text))


def trie(words: Iterable[str]) -> str:
    """Return an expression that matches the longest of `words` at a place, sharing prefixes.

    >>> trie(["公开", "公开栏", "公示"])
    '公(?:开(?:栏)?|示)'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _expression(root)


def _expression(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _expression(rest) for char, rest in node.items() if char]
    if len(branches) == 1 and _END not in node:
        return branches[0]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if _END in node else "")
