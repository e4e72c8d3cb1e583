"""Cuts digits that lost their separators into the cells of the form.

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
from itertools import accumulate, combinations, groupby, pairwise, starmap
from operator import attrgetter
from types import MappingProxyType

from gouji.model import Basis, Cell, Check, Quantity, Span, Table
from gouji.parse.equations import evaluate, status
from gouji.parse.forms import LOCAL, Layout, load_forms
from gouji.text.fold import fold

Place = tuple[str, str]
"""A row key and a column key."""
Cut = tuple[int, ...]
Option = tuple[tuple[int, ...], Cut]
"""What figures add to each equation between rows, and the cut they stand for."""
_STEPS = 500_000
"""What the search of one table may cost: about a second."""
_WIDEST = 9
"""Digits of the longest count."""
# matches "0" and the head of "007"; not "0.5", "10"
_ZERO = re.compile(r"\s*0(?!\.)")


class _Exhausted(Exception):
    """The search cost more than it may."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits and the cells they fill; `totals` are the last cells of rows.

    `at` is where in the text of the cells each digit stands, `borders` which digits follow a gap.
    """

    cells: tuple[Cell, ...]
    totals: tuple[int, ...]
    digits: str
    at: tuple[int, ...]
    borders: tuple[int, ...]

    @property
    def places(self) -> list[Place]:
        return [(cell.row, cell.column) for cell in self.cells]

    @property
    def is_exact(self) -> bool:
        """Tell whether every digit is a cell of its own."""
        return len(self.digits) == len(self.cells)


def decode(
    layout: Layout, cells: Iterable[Cell], said: Mapping[Place, Decimal] = MappingProxyType({})
) -> tuple[Cell, ...]:
    """Return the cells of a table, those glued together decoded as far as they are settled.

    Cells that share one unread stretch of digits are a run. `said` are figures from prose that its
    cuts must agree with; what they settle has the basis `prose`. Cells that stay unread keep the
    figures that are possible, and the number of ways to cut their run.
    """
    made = {(cell.row, cell.column): cell for cell in cells}
    runs = list(_runs(made.values()))
    try:
        possible = _possible(layout, made, runs, said)
    except _Exhausted:
        runs = [run for run in runs if run.is_exact]
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
    layout = load_forms()[table.form].tables[table.kind]
    cells = decode(layout, table.cells, stated) if any(stated.values()) else table.cells
    checks = evaluate(layout, cells)
    return replace(table, cells=cells, checks=checks, status=status(cells, checks))


def _runs(cells: Iterable[Cell]) -> Iterator[_Run]:
    for unread, group in groupby(cells, key=lambda cell: cell.reading == "unread" and cell.span):
        glued = tuple(group)
        text = fold(glued[0].text)
        at = tuple(i for i, char in enumerate(text) if not char.isspace())
        digits = "".join(text[i] for i in at)
        fits = 1 < len(glued) <= len(digits) <= _WIDEST * len(glued)
        if unread and fits and digits.isascii() and digits.isdecimal():
            rows = accumulate(len(list(row)) for _, row in groupby(glued, attrgetter("row")))
            borders = tuple(k for k, (i, j) in enumerate(pairwise(at), 1) if j > i + 1)
            yield _Run(glued, tuple(last - 1 for last in rows), digits, at, borders)


def _possible(
    layout: Layout, cells: Mapping[Place, Cell], runs: Sequence[_Run], said: Mapping[Place, Decimal]
) -> list[tuple[list[Cut], bool]]:
    """Return the possible cuts of each run, and whether they may settle it.

    Where the sums of a table cannot all hold, those of one kind may still settle the runs they
    bind, and runs that need no cutting are settled by their own. Without sums they are too, if
    zeros are printed, and what prose speaks of.
    """
    search = _Search()
    sums = [check for check in evaluate(layout, cells.values()) if check.relation == "="]
    cuts = [_agreeing(run, search.cuts(run, run.totals if sums else ()), said) for run in runs]
    if not sums:
        zeros = any(_ZERO.match(fold(cell.text)) for cell in cells.values())
        spoken = (any(map(said.get, run.places)) for run in runs)
        return [
            (own, (zeros and run.is_exact) or (len(own) == 1 and told))
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
            near = [other for cut in found[k] for other in search.near(run, cut)]
            found[k] = found[k] + _agreeing(run, near, said)
    return [(found.get(k, cuts[k]), k in found or run.is_exact) for k, run in enumerate(runs)]


def _agreeing(run: _Run, cuts: Iterable[Cut], said: Mapping[Place, Decimal]) -> list[Cut]:
    stated = [(i, said[place]) for i, place in enumerate(run.places) if place in said]
    return [cut for cut in cuts if all(cut[i] == figure for i, figure in stated)]


def _jointly(
    search: _Search,
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

    known = {place: int(cell.value) for place, cell in cells.items() if cell.value is not None}
    linked = [k for k, run in enumerate(runs) if not signs.keys().isdisjoint(run.places)]
    domains, swapped = [[option(known, known.values(), ())]], []
    for k in linked:
        places, own = runs[k].places, cuts[k]
        domains.append([option(places, cut, cut) for cut in own])
        turned = ((other, cut) for cut in own for other in _swaps(cut) if other not in own)
        swapped.append([option(places, other, cut) for other, cut in turned])
    ways = list(search.balanced(domains))
    if ways and any(len(cuts[k]) > 1 for k in linked):
        for i, options in enumerate(swapped, 1):
            ways += search.balanced([*domains[:i], options, *domains[i + 1 :]])
    return {k: list(dict.fromkeys(w[i][1] for w in ways)) for i, k in enumerate(linked, 1) if ways}


def _swaps(cut: Cut) -> Iterator[Cut]:
    for i, j in combinations(range(len(cut) - 1), 2):
        if cut[i] != cut[j]:
            yield (*cut[:i], cut[j], *cut[i + 1 : j], cut[i], *cut[j + 1 :])


def _alike(one: int, other: int) -> bool:
    """Tell whether figures have the same digits in any order, or one of them a digit more."""
    first, second = sorted((str(one), str(other)), key=len)
    shorter = (second[:i] + second[i + 1 :] for i in range(len(second)))
    return sorted(first) == sorted(second) or first in shorter


def _width(figures: Iterable[int]) -> int:
    return sum(len(str(figure)) for figure in figures)


@dataclass(slots=True)
class _Search:
    """Goes through cuts and their combinations; raises `_Exhausted` when that costs too much."""

    left: int = _STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _Exhausted

    def cuts(
        self, run: _Run, totals: Collection[int], cell: int = 0, start: int = 0, above: int = 0
    ) -> Iterator[Cut]:
        """Yield the ways to cut the digits from `start`; the cells `totals` add up their rows."""
        if cell == len(run.cells):
            yield from [()] * (start == len(run.digits))
            return
        after, size = len(run.cells) - cell - 1, len(run.digits)
        longest = 1 if run.digits.startswith("0", start) else _WIDEST
        borders = [border for border in run.borders if border > start]
        for stop in range(start + 1, min(start + longest, size - after, *borders[:1]) + 1):
            self.spend(1)
            figure = int(run.digits[start:stop])
            added = above + figure if cell not in totals else 0 if figure == above else -1
            if totals and added > 0 and size - stop < after - 1 + _width((added,)):
                break
            for rest in self.cuts(run, totals, cell + 1, stop, added) if added >= 0 else ():
                yield (figure, *rest)

    def near(self, run: _Run, cut: Cut) -> Iterator[Cut]:
        """Yield the cuts with one row cut otherwise, to figures that one slip may have unbalanced.

        A miscount by less than nine, digits turned or doubled, or a part swapped with the total.
        """
        for first, last in pairwise((0, *(at + 1 for at in run.totals))):
            cells, start, end = run.cells[first:last], _width(cut[:first]), _width(cut[:last])
            borders = tuple(border - start for border in run.borders)
            row = replace(run, cells=cells, digits=run.digits[start:end], borders=borders)
            for *parts, total in self.cuts(row, ()):
                off = total - sum(parts)
                meant = [(part, part + off) for part in parts] + [(total, total - off)]
                swapped = any(2 * part == total + sum(parts) for part in parts)
                if off and (abs(off) < 9 or swapped or any(starmap(_alike, meant))):
                    yield (*cut[:first], *parts, total, *cut[last:])

    def balanced(self, domains: list[list[Option]]) -> Iterator[tuple[Option, ...]]:
        """Yield the choices of one option from each domain that add up to zero, 50 at most."""
        size = 0
        while all(domains) and size != sum(map(len, domains)):
            size = sum(map(len, domains))
            self.spend(10 * size)
            domains = _narrowed(domains)
        if all(domains) and size == len(domains):
            self.spend(_STEPS // 50)
            yield tuple(domain[0] for domain in domains)
        elif all(domains):
            k = min((len(domain), k) for k, domain in enumerate(domains) if len(domain) > 1)[1]
            for option in domains[k]:
                yield from self.balanced([*domains[:k], [option], *domains[k + 1 :]])


def _narrowed(domains: list[list[Option]]) -> list[list[Option]]:
    """Drop what the least and the most of all other domains cannot bring to zero."""
    sums = [list(zip(*(added for added, _ in domain), strict=True)) for domain in domains]
    ends = [[(min(own), max(own)) for own in of] for of in sums]
    low, high = ([sum(end[i] for end in of) for of in zip(*ends, strict=True)] for i in (0, 1))
    limits = [[(b - h, a - l) for (a, b), l, h in zip(own, low, high, strict=True)] for own in ends]
    return [
        [o for o in domain if all(a <= n <= b for n, (a, b) in zip(o[0], own, strict=True))]
        for domain, own in zip(domains, limits, strict=True)
    ]


def _filled(run: _Run, options: Sequence[Cut], settled: bool, basis: Basis) -> Iterator[Cell]:
    """Yield the cells of a run, decoded where it may be settled and all options agree."""
    for k, cell in enumerate(run.cells):
        found = sorted({(_width(cut[:k]), cut[k]) for cut in options})
        if not settled or len(found) != 1:
            figures = dict.fromkeys(Decimal(figure) for _, figure in found)
            yield replace(cell, candidates=tuple(figures), splits=len(options))
            continue
        first, figure = found[0]
        start, end = run.at[first], run.at[first + len(str(figure)) - 1] + 1
        yield replace(
            cell,
            text=cell.text[start:end],
            value=Decimal(figure),
            reading="decoded",
            span=Span(cell.span.start + start, cell.span.start + end),
            basis=basis,
        )
