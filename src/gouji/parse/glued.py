"""Decides which cells of the form the digits stand for that lost their separators.

A whole table is one problem: every run of digits fills its cells without leading zeros, and all
sums of the form hold at once. A cell is decoded only where everything possible agrees on it, and
possible is also what one slip of the organ would explain: a table whose own figures break a sum
stays unread, it is never cut until they agree. Figures from prose settle what sums cannot.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from types import MappingProxyType

from gouji.model import Basis, Cell, Check, Quantity, Span, Table
from gouji.parse.cuts import WIDEST, Cut, Digits, Exhausted, Option, Search, swaps, width
from gouji.parse.equations import evaluate, status
from gouji.parse.forms import LOCAL, Layout, load_forms
from gouji.text.fold import fold

Place = tuple[str, str]
"""A row key and a column key."""
# matches "0" and the head of "007"; not "0.5", "10"
_ZERO = re.compile(r"\s*0(?!\.)")


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits and the cells they fill; `at` is where in their stretch of text each digit stands."""

    cells: tuple[Cell, ...]
    span: Span
    digits: Digits
    at: tuple[int, ...]

    @property
    def places(self) -> list[Place]:
        return [(cell.row, cell.column) for cell in self.cells]


def decode(
    layout: Layout, cells: Iterable[Cell], said: Mapping[Place, Decimal] = MappingProxyType({})
) -> tuple[Cell, ...]:
    """Return the cells of a table, those glued together decoded as far as they are settled.

    Cells that share one unread stretch of digits are a run. `said` are figures from prose that its
    cuts must agree with; what they settle has the basis `prose`. Cells that stay unread keep the
    figures that are possible, and the number of ways to cut their run.
    """
    made = {(cell.row, cell.column): cell for cell in cells}
    runs = list(_runs(tuple(made.values())))
    try:
        possible = _possible(layout, made, runs, said) if runs else []
    except Exhausted:
        runs = [run for run in runs if run.digits.is_exact]
        possible = _possible(layout, made, runs, said)
    for run, (cuts, settled) in zip(runs, possible, strict=True):
        filled = _filled(run, cuts, settled, "prose" if said else "sums")
        made |= zip(run.places, filled, strict=True)
    return tuple(made.values())


def settle_by_prose(tables: Iterable[Table], counts: Iterable[Quantity]) -> tuple[Table, ...]:
    """Return the tables with what is still glued cut as the figures of the narrative say.

    Only exact counts whose natural reading is one cell speak, and none that contradict each other.
    """
    said: dict[str, set[Decimal]] = defaultdict(set)
    for qty in counts:
        if qty.readings and qty.value.low == qty.value.high and "sub_unit" not in qty.scope:
            said[qty.readings[0].removesuffix("@total")].add(qty.value.amount)
    return tuple(_settled(table, said) for table in tables)


def _settled(table: Table, said: Mapping[str, set[Decimal]]) -> Table:
    name = "applications.{}@{}" if table.kind == "applications" else "{}.{}"
    stated = {}
    for cell in table.cells:
        amounts = said.get(name.format(cell.row, cell.column).removesuffix("@total"), set())
        if len(amounts) == 1:
            stated[cell.row, cell.column] = min(amounts)
    if not any(stated.values()):
        return table
    layout = load_forms()[table.form].tables[table.kind]
    cells = decode(layout, table.cells, stated)
    checks = evaluate(layout, cells)
    return replace(table, cells=cells, checks=checks, status=status(cells, checks))


def _runs(cells: Collection[Cell]) -> Iterator[_Run]:
    """Yield each unread stretch of digits with its cells, also those decoded before."""
    unread = {cell.span: fold(cell.text) for cell in cells if cell.reading == "unread"}
    for span, text in unread.items():
        glued = tuple(cell for cell in cells if span.covers(cell.span))
        at = tuple(i for i, char in enumerate(text) if not char.isspace())
        digits = "".join(text.split())
        fits = 1 < len(glued) <= len(digits) <= WIDEST * len(glued)
        if fits and digits.isascii() and digits.isdecimal():
            rows = accumulate(len(list(row)) for _, row in groupby(glued, attrgetter("row")))
            borders = tuple(k for k, (i, j) in enumerate(pairwise(at), 1) if j > i + 1)
            totals = tuple(last - 1 for last in rows)
            yield _Run(glued, span, Digits(digits, len(glued), totals, borders), at)


def _possible(
    layout: Layout, cells: Mapping[Place, Cell], runs: Sequence[_Run], said: Mapping[Place, Decimal]
) -> list[tuple[list[Cut], bool]]:
    """Return the possible cuts of each run, and whether they may settle it.

    Where the sums of a table cannot all hold, those of one kind may still settle the runs they
    bind, and runs that need no cutting are settled by their own. Without sums they are too, if
    zeros are printed, and what prose speaks of.
    """
    search = Search()
    sums = [check for check in evaluate(layout, cells.values()) if check.relation == "="]
    cuts = [
        _agreeing(run, search.cuts(run.digits, run.digits.totals if sums else ()), said)
        for run in runs
    ]
    if not sums:
        zeros = any(_ZERO.match(fold(cell.text)) for cell in cells.values())
        spoken = (any(map(said.get, run.places)) for run in runs)
        return [
            (own, (zeros and run.digits.is_exact) or (len(own) == 1 and told))
            for run, own, told in zip(runs, cuts, spoken, strict=True)
        ]
    glued = {place for run in runs for place in run.places if not place[0].startswith(LOCAL)}
    links = [
        check
        for check in sums
        if check.over != check.left_cells[0][1] and glued.issuperset(r[1:] for r in check.missing)
    ]
    jointly = partial(_jointly, search, cells, runs, cuts)
    found = jointly(links)
    if not found:
        kinds = dict.fromkeys(check.equation for check in links)
        alone = [jointly([c for c in links if c.equation == kind]) for kind in kinds]
        found = max(alone, key=len) if sum(map(bool, alone)) == 1 else {}
    bound = {ref[1:] for check in links for ref in check.left_cells + check.right_cells}
    for k, run in enumerate(runs):
        if bound.isdisjoint(run.places):
            found[k] = cuts[k]
        if k in found and not bound.issuperset(run.places):
            near = [other for cut in found[k] for other in search.near(run.digits, cut)]
            found[k] = found[k] + _agreeing(run, near, said)
    return [
        (found.get(k, cuts[k]), k in found or run.digits.is_exact) for k, run in enumerate(runs)
    ]


def _agreeing(run: _Run, cuts: Iterable[Cut], said: Mapping[Place, Decimal]) -> list[Cut]:
    stated = [(i, said[place]) for i, place in enumerate(run.places) if place in said]
    return [cut for cut in cuts if all(cut[i] == figure for i, figure in stated)]


def _jointly(
    search: Search,
    cells: Mapping[Place, Cell],
    runs: Sequence[_Run],
    cuts: Sequence[list[Cut]],
    links: Sequence[Check],
) -> dict[int, list[Cut]]:
    """Return the cuts with which equations between rows can hold, of the runs they bind.

    Also those with which they would hold had two figures of one row not been swapped.
    """
    signs: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    for i, check in enumerate(links):
        for refs, sign in ((check.left_cells, 1), (check.right_cells, -1)):
            for _, *place in refs:
                signs[place[0], place[1]].append((i, sign))

    def option(places: Iterable[Place], figures: Iterable[int], cut: Cut) -> Option:
        sums = [0] * len(links)
        for place, figure in zip(places, figures, strict=True):
            for i, sign in signs.get(place, ()):
                search.spend(1)
                sums[i] += sign * figure
        return tuple(sums), cut

    rest = cells.keys() - {place for run in runs for place in run.places}
    found = {place: cells[place].value for place in sorted(rest)}
    known = {place: int(value) for place, value in found.items() if value is not None}
    linked = [k for k, run in enumerate(runs) if not signs.keys().isdisjoint(run.places)]
    domains = [[option(known, known.values(), ())]]
    domains += [[option(runs[k].places, cut, cut) for cut in cuts[k]] for k in linked]
    ways = list(search.balanced(domains))
    for i, k in enumerate(linked, 1) if ways and max(map(len, domains)) > 1 else ():
        turned = ((other, cut) for cut in cuts[k] for other in {*swaps(cut)}.difference(cuts[k]))
        options = [option(runs[k].places, other, cut) for other, cut in turned]
        ways += search.balanced([*domains[:i], options, *domains[i + 1 :]])
    return {k: list(dict.fromkeys(w[i][1] for w in ways)) for i, k in enumerate(linked, 1) if ways}


def _filled(run: _Run, options: Sequence[Cut], settled: bool, basis: Basis) -> Iterator[Cell]:
    """Yield the cells of a run, decoded where it may be settled and all options agree."""
    for k, cell in enumerate(run.cells):
        found = sorted({(width(cut[:k]), cut[k]) for cut in options})
        if cell.value is not None or not found:
            yield cell
        elif not settled or len(found) > 1:
            figures = tuple(sorted({Decimal(figure) for _, figure in found}))
            yield replace(cell, candidates=figures, splits=len(options))
        else:
            first, figure = found[0]
            start, end = run.at[first], run.at[first + len(str(figure)) - 1] + 1
            span = Span(run.span.start + start, run.span.start + end)
            text, value = cell.text[start:end], Decimal(figure)
            yield replace(cell, text=text, value=value, reading="decoded", span=span, basis=basis)
