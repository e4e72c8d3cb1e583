"""Cuts the region of a table into lines: a label and the values printed after it.

Layout grids give one line a row; text that is no grid is cut where numbers follow words, be it one
cell a line, one row a line, or everything in one paragraph. What a label means is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from gouji.data import load_toml
from gouji.model import Document, Grid, GridCell, Reading, Span
from gouji.parse.forms import bare, load_forms, pairs
from gouji.parse.place import expression
from gouji.text.fold import fold

_WORD = re.compile(r"\S+")
_LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Token:
    """One value as printed; `guessed` where its borders are not the layout's."""

    text: str
    span: Span
    guessed: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is printed."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A label (`bare`, and `title` as printed) with the values after it."""

    label: str
    title: str
    tokens: tuple[Token, ...]
    span: Span

    @property
    def is_blank(self) -> bool:
        """Tell whether no value is printed."""
        return all(token.is_blank for token in self.tokens)

    def holds(self, count: int) -> bool:
        """Tell whether the values are digits that may be `count` numbers glued together."""
        text = "".join("".join(token.text for token in self.tokens).split())
        return text.isdecimal() and len(text) >= count


@lru_cache(4096)
def read_value(text: str, unit: str) -> tuple[Decimal | None, Reading, bool]:
    """Return the value of a cell in `unit`, how it was read, and whether it is one clean token.

    >>> read_value("12.5万元", "元")
    (Decimal('125000.0'), 'read', True)
    >>> read_value("—", "件")
    (None, 'dash', True)
    """
    folded = fold(text)
    compact = "".join(folded.split())
    if not compact:
        return None, "blank", False
    if expression("cells", "dash", "pattern").fullmatch(compact):
        return None, "dash", True
    found = expression("cells", "figure", "pattern").fullmatch(compact)
    if not found:
        return None, "unread", False
    value = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
    if (found["sign"] or "").lstrip("净")[:1] in ("-", "减"):
        value = -value
    scale = load_toml("cells.toml")["scale"]
    if found["unit"] in scale:
        value *= Decimal(scale[found["unit"]]) / scale.get(unit, 1)
    return value, "read", compact == folded.strip() and not found["note"]


def unit_of(text: str, unit: str) -> str:
    """Return the unit a cell's figure is given in: 万元 printed in a column of 元 stays 万元."""
    return "万元" if unit == "元" and "万" in text else unit


def cut(doc: Document, folded: str, region: Span) -> list[Line]:
    """Return the lines of a stretch of `doc`, grids and the text between them, in order."""
    found: list[Line] = []
    at = region.start
    for grid in sorted(doc.grids, key=lambda grid: grid.span):
        if grid.span.overlaps(Span(at, region.end)):
            found += _text_lines(doc.text, folded, Span(at, max(at, grid.span.start)))
            inside = Span(max(at, grid.span.start), min(grid.span.end, region.end))
            found += list(_grid_lines(grid, region)) or _text_lines(doc.text, folded, inside)
            at = max(at, grid.span.end)
    return found + list(_text_lines(doc.text, folded, Span(at, max(at, region.end))))


def _text_lines(text: str, folded: str, stretch: Span) -> Iterator[Line]:
    values = expression("cells", "value", "pattern")
    tokens = [Span(*m.span()) for m in values.finditer(folded, stretch.start, stretch.end)]
    gaps = [Span(stretch.start, tokens[0].start)] if tokens else []
    gaps += [Span(a.end, b.start) for a, b in pairwise(tokens)]
    starts = [i for i, gap in enumerate(gaps) if not i or bare(gap.of(folded))]
    for first, last in pairwise([*starts, len(tokens)]):
        own = tuple(Token(span.of(text), span, guessed=True) for span in tokens[first:last])
        title, span = gaps[first].of(text), Span(gaps[first].start, own[-1].span.end)
        yield Line(bare(title)[-_LABEL_LENGTH:], title, own, span)


def _grid_lines(grid: Grid, region: Span) -> Iterator[Line]:
    label = ""
    for row in _unrepeated(grid.rows):
        span = Span(row[0].span.start, row[-1].span.end) if row else grid.span
        if not row or not region.overlaps(span):
            continue
        at = _first_value(row)
        title = "".join(cell.text for cell in row[:at])
        label = (label + bare(title))[-_LABEL_LENGTH:]
        if at < len(row):
            guess = not grid.certain
            tokens = tuple(Token(cell.text, cell.span, guess) for cell in row[at:])
            yield Line(label, title, tokens, span)
            label = ""


def _unrepeated(rows: Iterable[tuple[GridCell, ...]]) -> Iterator[tuple[GridCell, ...]]:
    """Yield rows less the figures that a converter repeats in each column of one head."""
    heads: dict[int, str] = {}
    for row in rows:
        heads = heads if len(heads) == len(row) else dict.fromkeys(range(len(row)), "")
        heads |= {i: cell.text for i, cell in enumerate(row) if _is_word(cell.text)}
        shared = {i for i in range(1, len(row)) if heads[i] and heads[i] == heads[i - 1]}
        shared -= {i for i in shared if row[i].text != row[i - 1].text or _is_word(row[i].text)}
        yield tuple(cell for i, cell in enumerate(row) if i not in shared)


@lru_cache(4096)
def _is_word(text: str) -> bool:
    value = expression("cells", "value", "pattern").fullmatch(fold(text.strip()))
    return not value and bool(bare(text)) and read_value(text, "件")[1] == "unread"


def _first_value(row: tuple[GridCell, ...]) -> int:
    """Return the index after the last label; that may be unlike any where it begins the row."""
    words = [i for i, cell in enumerate(row) if _is_word(cell.text)]
    begins = bool(words) and not any(cell.text.strip() for cell in row[: words[0]])
    labels = [i for i in words if _is_label(row[i].text)] or words[:begins]
    return labels[-1] + 1 if labels else 0


@lru_cache(4096)
def _is_label(text: str) -> bool:
    found = pairs(bare(text))
    return bool(found) and 2 * len(found & _label_pairs()) >= len(found)


@cache
def _label_pairs() -> frozenset[str]:
    layouts = [layout for form in load_forms().values() for layout in form.tables.values()]
    labels = [core for layout in layouts for row in layout.rows for core in row.cores]
    for layout in layouts:
        labels += [column.label for column in layout.columns]
        labels += [*layout.heads, *layout.groups, *layout.extra_column]
    return frozenset(pair for text in labels for pair in pairs(bare(text)))


def fit(line: Line, count: int) -> tuple[Token, ...] | None:
    """Return the `count` values of a line, or None where they do not come apart for certain.

    Blank cells that a layout leaves over before or after the values are dropped, a cell that holds
    several numbers is cut at its spaces.
    """
    tokens = line.tokens
    while len(tokens) > count and tokens[0].is_blank:
        tokens = tokens[1:]
    while len(tokens) > count and tokens[-1].is_blank:
        tokens = tokens[:-1]
    if len(tokens) == count:
        return tokens
    if len(tokens) == 1 and read_value(tokens[0].text, "")[1] in ("blank", "dash"):
        return (replace(tokens[0], guessed=True),) * count
    words = [(token, word) for token in tokens for word in _WORD.finditer(token.text)]
    loose = tuple(Token(w[0], _inside(token, *w.span()), guessed=True) for token, w in words)
    return loose if len(loose) == count else None


def _inside(token: Token, start: int, end: int) -> Span:
    if token.span.end - token.span.start != len(token.text):
        return token.span
    return Span(token.span.start + start, token.span.start + end)


def join_halves(first: Line, second: Line) -> Line:
    """Return the line of a label cut in two; the values stand in one of the halves."""
    values = second.tokens if first.is_blank else first.tokens
    span = Span(first.span.start, second.span.end)
    title = first.title + second.title
    return replace(first, label=first.label + second.label, title=title, tokens=values, span=span)
