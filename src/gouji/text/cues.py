"""Cue tables: a vocabulary file indexed by first characters, so that a text is scanned once.

A file is a set of named groups, each with `words` (literals, the longest wins), `patterns`
(regular expressions, tried before the words) and the sentences it must and must not match. All
are written for folded text. A table is fast where its patterns begin with ^, a character, a class
or a flat group of alternatives. What a hit means is up to the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from gouji.data import load_toml

_ANY = ""
_START = "^"
_Match = Callable[[str, int], re.Match[str] | None]
# matches the (?:避免|防止) of (?:避免|防止)[^,]+ and the 重 of 重建; not the [^,] of [^,]+重
_HEAD = re.compile(
    r"""(?: \(\?<?[=!][^()]*\) )*
        (?: \(\?: (?P<words>[^()^$]+) \) | (?P<one> \[[^\]^-]+\] | \\[d\W] | [^\\()\[\].^$|] ) )
        (?P<maybe> [?*] | \{0?,\d*\} )?""",
    re.VERBOSE,
)
_CHAR = re.compile(r"\\?(.)")


class Hit(NamedTuple):
    """A cue found: the group it belongs to and where it stands in the text that was scanned."""

    group: str
    start: int
    end: int


class CueTable:
    """Groups of cues that compete for the text: leftmost first, no overlap."""

    def __init__(self, groups: Mapping[str, Mapping[str, Any]]) -> None:
        self._words: dict[str, list[str]] = {}
        self._patterns: list[tuple[str, str, frozenset[str]]] = []
        for name, group in groups.items():
            patterns = group.get("patterns", ())
            self._patterns += [(pattern, name, initials(pattern)) for pattern in patterns]
            for word in group.get("words", ()):
                names = self._words.setdefault(word, [])
                names.extend([name] if name not in names else [])
        first = {word[0] for word in self._words}.union(*(chars for *_, chars in self._patterns))
        self._starts = _START in first
        chars = "".join(map(re.escape, sorted(first - {_START, _ANY})))
        self._begin = re.compile("(?s:.)" if _ANY in first else f"[{chars}]" if chars else "(?!)")
        self._at: dict[str, _Match] = {}

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the cues of folded `text` in order; a word of several groups yields each."""
        end, at = 0, self._at
        if self._starts and (cue := self._expression(_START)(text, 0)):
            yield from self._read(cue)
            end = cue.end()
        for begin in self._begin.finditer(text, end):
            place = begin.start()
            expression = at.get(begin[0]) or self._expression(begin[0])
            if place >= end and (cue := expression(text, place)):
                yield from self._read(cue)
                end = cue.end()

    def at(self, text: str, place: int) -> list[Hit]:
        """Return the cue that begins at `place` of folded `text`, once for each of its groups."""
        cue = self._cue(text, place)
        return self._read(cue) if cue else []

    def opens(self, text: str) -> bool:
        """Tell whether folded `text` begins with a cue."""
        return self._cue(text, 0) is not None

    def found(self, text: str) -> bool:
        """Tell whether folded `text` holds a cue."""
        return next(self.hits(text), None) is not None

    def mask(self, text: str) -> str:
        """Return `text` with every cue replaced by as many middle dots."""
        masked = text
        for _, start, end in self.hits(text):
            masked = masked[:start] + "·" * (end - start) + masked[end:]
        return masked

    def _cue(self, text: str, place: int) -> re.Match[str] | None:
        if self._starts and place == 0 and (cue := self._expression(_START)(text, 0)):
            return cue
        begins = self._begin.match(text, place)
        return self._expression(begins[0])(text, place) if begins else None

    def _expression(self, char: str) -> _Match:
        """Return what matches the cues that may begin with `char`: patterns as groups, words."""
        if char not in self._at:
            branches = [
                f"(?P<_{number}>{pattern})"
                for number, (pattern, _, chars) in enumerate(self._patterns)
                if chars & {char, _ANY}
            ]
            words = (word for word in self._words if word[0] == char)
            branches += map(re.escape, sorted(words, key=len, reverse=True))
            self._at[char] = re.compile("|".join(branches) or "(?!)").match
        return self._at[char]

    def _read(self, cue: re.Match[str]) -> list[Hit]:
        label = cue.lastgroup
        names = [self._patterns[int(label[1:])][1]] if label else self._words[cue[0]]
        return [Hit(name, cue.start(), cue.end()) for name in names]


@cache
def table(file: str, *names: str) -> CueTable:
    """Return the table of groups `names` of the lexicon file `file`."""
    groups = load_toml(f"lexicon/{file}.toml")
    return CueTable({name: groups[name] for name in names})


def found(file: str, text: str, *names: str) -> frozenset[str]:
    """Return those of groups `names` of the lexicon file `file` with a cue in folded `text`."""
    return frozenset(name for name in names if table(file, name).found(text))


def initials(pattern: str) -> frozenset[str]:
    """Return the characters a match of `pattern` may begin with; ^ and "" stand for themselves.

    >>> sorted(initials("(?:还|仍)?存在[^,]+")), initials("^根据"), initials(".+问题")
    (['仍', '存', '还'], frozenset({'^'}), frozenset({''}))
    """
    if pattern.startswith(_START):
        return frozenset(_START)
    head = _HEAD.match(pattern)
    if head is None:
        return frozenset({_ANY})
    chars: set[str] = set()
    if head["words"]:
        chars.update(*map(initials, head["words"].split("|")))
    else:
        one = head["one"].replace(r"\d", "0123456789")
        chars.update(_CHAR.findall(one[1:-1] if one.startswith("[") else one))
    return frozenset(chars | (initials(pattern[head.end() :]) if head["maybe"] else set()))
