"""Text on a grid of terminal cells: width, padding, shortening and wrapping of mixed Chinese.

Wide and full-width characters take two cells, combining ones none; characters of ambiguous width
(quotation marks, arrows, dashes) take one, as terminals draw them. Nothing here knows a report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

CLOSING = frozenset("，。、；：！？）】》〉」』”’％%…)]}>,.;:!?")
OPENING = frozenset("（【《〈「『“‘([{<")
# must match whole: “经费不足” · must not: “ alone, a quotation over 12 characters
PIECE = re.compile(
    r"""
    (?P<quote> “[^“”\s]{1,12}” )
  | (?P<word> [!-~]+ )
  | (?P<blank> \s+ )
  | (?P<character> . )
    """,
    re.VERBOSE,
)


def width(text: str) -> int:
    """Return the number of terminal cells `text` takes."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if char < "\x7f":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Fill `text` with blanks up to a width; `right` puts the blanks first."""
    blanks = " " * max(0, cells - width(text))
    return blanks + text if right else text + blanks


def flat(text: str) -> str:
    """Return `text` on one line: every run of white space or control characters is one blank."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def shorten(text: str, cells: int) -> str:
    """Cut the middle of `text` out where it is wider than `cells`; the cut shows as ……."""
    line = flat(text)
    if width(line) <= cells:
        return line
    room = cells - width("……")
    head = _take(line, room * 2 // 3)
    tail = _take(line[::-1], room - width(head))[::-1]
    return f"{head}……{tail}"


def _take(text: str, cells: int) -> str:
    for end, char in enumerate(text):
        cells -= _cells(char)
        if cells < 0:
            return text[:end]
    return text


def wrap(text: str, cells: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break `text` into lines of at most `cells`, led by `first` and then by `rest`.

    No line starts with closing punctuation or ends with opening punctuation; a Latin word, a
    number with the character after it and a short quotation stay whole, unless wider than a line.
    """
    lines: list[str] = []
    line = first
    for unit in _units(flat(text)):
        for piece in _fit(unit, max(2, cells - width(rest))):
            if width(line + piece.rstrip()) > cells and line not in (first, rest):
                lines.append(line.rstrip())
                line = rest + piece.lstrip()
            else:
                line += piece
    return [*lines, line.rstrip()]


def _fit(unit: str, cells: int) -> Iterator[str]:
    while width(unit) > cells:
        piece = _take(unit, cells)
        yield piece
        unit = unit[len(piece) :]
    yield unit


def _units(text: str) -> Iterator[str]:
    unit = ""
    for match in PIECE.finditer(text):
        piece = match.group()
        if unit and not (
            piece[0] in CLOSING or unit[-1] in OPENING or unit.rstrip()[-1:].isdigit()
        ):
            yield unit
            unit = ""
        unit += piece
    if unit:
        yield unit


def table(rows: Sequence[Sequence[str]], *, right: tuple[int, ...] = (), gap: int = 2) -> list[str]:
    """Lay `rows` out in columns two blanks apart; columns in `right` are set flush right."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        (" " * gap)
        .join(pad(cell, widths[i], right=i in right) for i, cell in enumerate(row))
        .rstrip()
        for row in rows
    ]
