"""Text on a grid of terminal cells: width, padding, shortening and wrapping of mixed Chinese.

Wide and full-width characters take two cells, combining ones none; characters of ambiguous width
(quotation marks, arrows, dashes) take one, as terminals draw them. Nothing here knows a report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

CLOSING = "，。、；：！？）】》〉」』”’％%…)\\]}>,.;:!?"
OPENING = "（【《〈「『“‘(\\[{<"
# must match whole: “经费不足”， · 171 条 · must not: “ alone, a quotation over 12 characters
UNIT = re.compile(
    rf"""[{OPENING}]*?
    (?: “[^“”\s]{{1,12}}” | [!-~]*\d\s?[^\s!-~]? | [!-~]+ | [^\s{OPENING}] )
    [{CLOSING}]* \s* | \s+ | \S""",
    re.VERBOSE,
)


def width(text: str) -> int:
    """Return the number of terminal cells `text` takes."""
    return sum(map(_cells, text))


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
    return f"{head}……{_take(line[::-1], room - width(head))[::-1]}"


def _take(text: str, cells: int) -> str:
    end = next((i for i in range(len(text)) if width(text[: i + 1]) > cells), len(text))
    return text[:end]


def wrap(text: str, cells: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break `text` into lines of at most `cells`, led by `first` and then by `rest`.

    No line starts with closing punctuation or ends with opening punctuation; a Latin word, a
    number with the character after it and a short quotation stay whole, unless wider than a line.
    """
    lines: list[str] = []
    line = first
    for unit in UNIT.findall(flat(text)):
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


def table(rows: Sequence[Sequence[str]], *, right: tuple[int, ...] = ()) -> list[str]:
    """Lay `rows` out in columns two blanks apart; columns in `right` are set flush right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = ([pad(c, widths[i], right=i in right) for i, c in enumerate(row)] for row in rows)
    return ["  ".join(line).rstrip() for line in lines]
