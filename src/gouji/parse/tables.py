"""Finds the form's tables in a document and reads their cells.

A table is where words of its head stand close together, up to the next section or table. Its lines
are laid over the form's rows in order, by likeness of the labels, so that a mangled label, a
repeated head or a local row costs no more than itself. Grids that are no form are left alone and
nothing is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from gouji.model import Cell, Document, Section, Span, Table, TableKind
from gouji.parse import equations
from gouji.parse.forms import KINDS, LOCAL, Form, Layout, Row, bare, likenesses, load_forms
from gouji.parse.glued import decode
from gouji.parse.headings import Compact, compact
from gouji.parse.table_text import Line, Token, cut, fit, join_halves, read_value, unit_of
from gouji.text.fold import fold

# matches the year of "柳湾镇2020年年度报告"
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_NEAR = 40
"""Words of one head stand at most this many characters apart."""
_SKIP = 0.02
"""What passing over a line between two rows costs, against a likeness of 1."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of the form, the line it was printed as, and its values where they come apart."""

    row: Row
    line: Line
    values: tuple[Token, ...] | None


def recognise(doc: Document, sections: tuple[Section, ...]) -> tuple[str | None, tuple[Table, ...]]:
    """Return the id of the form edition the tables belong to, and the tables in order.

    (None, ()) where the document holds no table of any form. Never raises.
    """
    page = compact(doc.text)
    regions = _regions(page, len(doc.text), sections)
    form = _edition(page.text, "".join(page.within(at) for own in regions.values() for at in own))
    tables = []
    for kind, own in regions.items():
        read = [table for region in own if (table := _read(doc, form, kind, region))]
        if read:
            tables.append(max(read, key=lambda table: (len(table.cells), table.span.start)))
    tables.sort(key=lambda table: table.span)
    return (form.id if tables else None), tuple(tables)


def _regions(
    page: Compact, end: int, sections: tuple[Section, ...]
) -> Mapping[TableKind, list[Span]]:
    """Return where a table of each kind may stand, from its head to what comes next."""
    headings = [section.heading for section in sections]
    heads = {kind: _heads(page, kind, headings) for kind in KINDS}
    regions = {}
    for kind, starts in heads.items():
        ends = [at for other in KINDS if other != kind for at in heads[other]] + [end]
        ends += [section.heading.start for section in sections if section.role != kind]
        regions[kind] = [Span(at, min(end for end in ends if end > at)) for at in starts]
    return regions


def _heads(page: Compact, kind: TableKind, headings: list[Span]) -> list[int]:
    """Return where enough different words of a table's head stand close together."""
    words, needed = _head_words(kind)
    chains: list[list[re.Match[str]]] = []
    for hit in words.finditer(page.text):
        between = page.text[chains[-1][-1].end() : hit.start()] if chains else "。"
        if len(between) > _NEAR or "。" in between:
            chains.append([])
        chains[-1].append(hit)
    full = [own for own in chains if len({hit[0] for hit in own}) >= needed]
    return [_start(page, [hit.start() for hit in own], headings) for own in full]


@cache
def _head_words(kind: TableKind) -> tuple[re.Pattern[str], int]:
    """Return the words that heads of a table print, and how many different ones one needs."""
    layouts = [form.tables[kind] for form in load_forms().values()]
    words = {re.escape(fold(word)) for layout in layouts for word in layout.heads}
    return re.compile("|".join(sorted(words))), layouts[0].heads_needed


def _start(page: Compact, words: list[int], headings: list[Span]) -> int:
    """Return the offset in the text of the first word outside headings, or of its bracket."""
    titles = {at for at in words if any(h.start <= page.index[at] < h.end for h in headings)}
    first = next((at for at in words if at not in titles), words[0])
    return page.index[first - page.text.startswith("(", max(first - 1, 0))]


def _edition(text: str, tables: str) -> Form:
    """Return the edition whose own words the tables print; notice and year only settle a draw."""
    dated = _YEAR.search(text)

    def evidence(form: Form) -> tuple[int, bool, bool, int]:
        words = sum(word in tables for word in form.edition)
        begun = form.first_year <= int(dated[0] if dated else 0)
        return words, fold(form.notice) in text, begun, form.first_year

    return max(load_forms().values(), key=evidence)


def _read(doc: Document, form: Form, kind: TableKind, region: Span) -> Table | None:
    """Return the table of a region, None where too few of its rows are found."""
    layout = form.tables[kind]
    lines = cut(doc, fold(doc.text), region)
    spare, extra = None, list[Line]()
    if kind == "disputes":
        places = _blocks(layout, lines)
    else:
        spare = _spare_column(layout, doc.text, region, lines)
        places, extra = _rows(layout, _mend(layout, lines), spare)
    if len(places) < layout.rows_needed:
        return None
    found = {place.row.key for place in places}
    rows = layout.at_hand(found)
    notes = [f"extra column {layout.extra_column[0]}"] if spare is not None else []
    notes += [f"extra row {' '.join(line.title.split())[-30:]}" for line in extra]
    notes += [f"one row {row.label}" for row in rows if row.optional]
    notes += [f"missing row {row.label}" for row in rows if row.key not in found]
    places += _local(layout, extra, spare) if kind == "applications" else ()
    cells = decode(layout, (cell for place in places for cell in _cells(place, doc.text)))
    checks = equations.evaluate(layout, cells)
    status = equations.status(cells, checks)
    certain = found >= {row.key for row in rows} and all(map(_is_certain, places))
    span = Span(region.start, max(place.line.span.end for place in places))
    return Table(form.id, kind, cells, status, certain, span, checks, tuple(notes))


def _mend(layout: Layout, lines: list[Line]) -> list[Line]:
    """Join the halves of labels that a page break cut into two rows, one of them without values."""
    mended: list[Line] = []
    for line in lines:
        if mended and line.is_blank != mended[-1].is_blank:
            joined = join_halves(mended[-1], line)
            if _best(layout, joined) > max(_best(layout, mended[-1]), _best(layout, line)):
                mended[-1] = joined
                continue
        mended.append(line)
    return mended


def _best(layout: Layout, line: Line) -> float:
    return max(likenesses(layout, line.label))


def _rows(layout: Layout, lines: list[Line], spare: int | None) -> tuple[list[_Place], list[Line]]:
    """Lay lines over rows in order; returns the places and the lines between that fit no row."""
    taken = _align(layout, lines)
    chosen = [(layout.rows[j], lines[i]) for i, j in taken.items()]
    between = range(min(taken), max(taken)) if taken else range(0)
    extra = [lines[i] for i in between if i not in taken and not lines[i].is_blank]
    return [_Place(row, line, _values(line, row, spare)) for row, line in chosen], extra


def _align(layout: Layout, lines: Sequence[Line]) -> dict[int, int]:
    """Return the row of each line that has one: the ordered pairing of the greatest likeness."""
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (len(layout.rows) + 1)
    top = best[0]
    for i, line in enumerate(lines):
        latest = best[:1]
        for j, likeness in enumerate(likenesses(layout, line.label)):
            (score, chain), option = best[j + 1], latest[j]
            passed = score - _SKIP if chain else score
            if passed > option[0]:
                option = passed, chain
            score, chain = best[j]
            if likeness and score + likeness > option[0]:
                option = score + likeness, (*chain, (i, j))
                top = max(top, option, key=itemgetter(0))
            latest.append(option)
        best = latest
    return dict(top[1])


def _local(layout: Layout, lines: Sequence[Line], spare: int | None) -> Iterator[_Place]:
    """Yield the rows of the organ's own, as far as their values fit the columns or are glued."""
    for number, line in enumerate(lines, 1):
        row = replace(layout.rows[0], key=f"{LOCAL}{number}")
        values = _values(line, row, spare)
        if values or line.holds(len(row.columns)):
            yield _Place(row, line, values)


def _blocks(layout: Layout, lines: list[Line]) -> list[_Place]:
    """Cut the run of values of a table whose rows stand side by side into these rows.

    It may be printed as one row, a row a block, turned on its side, or one value a line.
    """
    width, height = len(layout.columns), len(layout.rows)
    whole = width * height
    shapes = [(whole,), (width,) * height, (width, whole - width), (whole - width, width)]
    shapes += [(height,) * width, (1,) * whole]
    names = [bare(column.label) for column in layout.columns] * height
    found: list[tuple[int, list[_Place]]] = []
    for shape in shapes:
        for first in range(len(lines) - len(shape) + 1):
            run = lines[first : first + len(shape)]
            parts = [fit(line, size) for line, size in zip(run, shape, strict=True)]
            labels = zip(run, names, strict=False)
            named = all(line.label.endswith(name) for line, name in labels)
            if all(parts) and (named or shape[0] >= width):
                tokens = tuple(token for part in parts for token in part or ())
                if shape[0] == height:
                    tokens = tuple(token for i in range(height) for token in tokens[i::height])
                line = replace(run[0], span=Span(run[0].span.start, run[-1].span.end))
                values = [tokens[at : at + width] for at in range(0, whole, width)]
                places = [_Place(r, line, v) for r, v in zip(layout.rows, values, strict=True)]
                found.append((sum(not token.is_blank for token in tokens), places))
    if found:
        return max(found, key=itemgetter(0))[1]
    unsplit = next((line for line in lines if line.label.endswith(names[-1])), None)
    return [_Place(row, unsplit, None) for row in layout.rows] if unsplit else []


def _spare_column(layout: Layout, text: str, region: Span, lines: list[Line]) -> int | None:
    """Return the place of a column the form does not have, None without one."""
    first = next((line for line in lines if _best(layout, line) >= 0.8), None)
    if not layout.extra_column or first is None:
        return None
    head = bare(Span(region.start, first.tokens[0].span.start).of(text))
    at = head.find(layout.extra_column[0])
    before = [column.label for column in layout.columns if column.group]
    return 1 + sum(0 <= head.find(label) < at for label in before) if at >= 0 else None


def _values(line: Line, row: Row, spare: int | None) -> tuple[Token, ...] | None:
    if spare is not None and (found := fit(line, len(row.columns) + 1)):
        return found[:spare] + found[spare + 1 :]
    return fit(line, len(row.columns))


def _is_certain(place: _Place) -> bool:
    return place.values is not None and all(
        not token.guessed and read_value(token.text, column.unit)[2]
        for token, column in zip(place.values, place.row.columns, strict=True)
    )


def _cells(place: _Place, text: str) -> Iterator[Cell]:
    """Yield the cells of a row; values that do not come apart are kept as one unread stretch."""
    key, printed = place.row.key, place.line.tokens
    whole = Span(printed[0].span.start, printed[-1].span.end)
    for i, column in enumerate(place.row.columns):
        if place.values is None:
            yield Cell(key, column.key, whole.of(text), None, column.unit, "unread", whole)
            continue
        token = place.values[i]
        unit = unit_of(token.text, column.unit)
        value, reading, _ = read_value(token.text, unit)
        yield Cell(key, column.key, token.text, value, unit, reading, token.span)
