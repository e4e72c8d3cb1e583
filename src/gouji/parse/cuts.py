"""Searches the ways to cut digits into figures, and the choices that make equations hold.

Plain combinatorics on a budget; which way to believe is decided in `glued`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, starmap

Cut = tuple[int, ...]
Option = tuple[tuple[int, ...], Cut]
"""What figures add to each equation, and the cut they stand for."""
WIDEST = 9
"""Digits of the longest count."""
_STEPS = 500_000
"""What one search may cost: a second or two."""


class Exhausted(Exception):
    """The search cost more than it may."""


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits that stand for `count` figures, those at `totals` each the sum of its row.

    `borders` are the digits before which a gap is seen.
    """

    text: str
    count: int
    totals: tuple[int, ...]
    borders: tuple[int, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Tell whether every digit is a figure of its own."""
        return len(self.text) == self.count


def width(figures: Iterable[int]) -> int:
    """Return how many digits figures take."""
    return sum(len(str(figure)) for figure in figures)


def swaps(cut: Cut) -> Iterator[Cut]:
    """Yield the figures of a row with two that differ swapped, its total left alone."""
    for i, j in combinations(range(len(cut) - 1), 2):
        if cut[i] != cut[j]:
            yield (*cut[:i], cut[j], *cut[i + 1 : j], cut[i], *cut[j + 1 :])


@dataclass(slots=True)
class Search:
    """A search with a budget; whatever exceeds it raises `Exhausted`."""

    left: int = _STEPS

    def spend(self, steps: int = 1) -> None:
        """Count steps of the search."""
        self.left -= steps
        if self.left < 0:
            raise Exhausted

    def cuts(
        self, run: Digits, totals: Collection[int], place: int = 0, start: int = 0, above: int = 0
    ) -> Iterator[Cut]:
        """Yield the ways to cut the digits from `start`, those at `totals` adding up."""
        if place == run.count:
            yield from [()] * (start == len(run.text))
            return
        after, size = run.count - place - 1, len(run.text)
        longest = 1 if run.text.startswith("0", start) else WIDEST
        borders = [border for border in run.borders if border > start]
        for stop in range(start + 1, min(start + longest, size - after, *borders[:1]) + 1):
            self.spend()
            figure = int(run.text[start:stop])
            added = above + figure if place not in totals else 0 if figure == above else -1
            if totals and added > 0 and size - stop < after - 1 + width((added,)):
                break  # no room for the total
            for rest in self.cuts(run, totals, place + 1, stop, added) if added >= 0 else ():
                yield (figure, *rest)

    def near(self, run: Digits, cut: Cut) -> Iterator[Cut]:
        """Yield the cuts with one row cut otherwise, to figures that one slip may have unbalanced.

        A miscount by less than ten, digits turned, lost or doubled, a part swapped with the total.
        """
        for first, last in pairwise((0, *(total + 1 for total in run.totals))):
            start, end = width(cut[:first]), width(cut[:last])
            borders = tuple(border - start for border in run.borders)
            row = Digits(run.text[start:end], last - first, (), borders)
            for *parts, total in self.cuts(row, ()):
                off = total - sum(parts)
                meant = [(part, part + off) for part in parts] + [(total, total - off)]
                swapped = any(2 * part == total + sum(parts) for part in parts)
                if off and (abs(off) < 10 or swapped or any(starmap(_alike, meant))):
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


def _alike(one: int, other: int) -> bool:
    """Tell whether figures have the same digits in any order, or one of them a digit more."""
    first, second = sorted((str(one), str(other)), key=len)
    shorter = (second[:i] + second[i + 1 :] for i in range(len(second)))
    return sorted(first) == sorted(second) or first in shorter


def _narrowed(domains: Sequence[Sequence[Option]]) -> list[list[Option]]:
    """Drop what the least and the most of all other domains cannot bring to zero."""
    sums = [list(zip(*(added for added, _ in domain), strict=True)) for domain in domains]
    ends = [[(min(own), max(own)) for own in of] for of in sums]
    low, high = ([sum(end[i] for end in of) for of in zip(*ends, strict=True)] for i in (0, 1))
    limits = [[(b - h, a - l) for (a, b), l, h in zip(own, low, high, strict=True)] for own in ends]
    return [
        [o for o in domain if all(a <= n <= b for n, (a, b) in zip(o[0], own, strict=True))]
        for domain, own in zip(domains, limits, strict=True)
    ]
