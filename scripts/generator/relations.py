"""The relations that stand between the counts of a sentence, and whether they hold.

Built from the roles of the counts: `w` whole and `p` part, `l` and `r` the sides of a flow, `b`
base and `n` new figure with `g` growth. Bounds of rounded figures are respected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .figures import Figures
from .marks import Claim, Count, Piece

_TOLERANCE = {0: Decimal("0.5"), 1: Decimal("0.05"), 2: Decimal("0.005")}


@dataclass(frozen=True, slots=True)
class Relation:
    """Counts by index that belong together, what is expected and what is stated."""

    kind: str
    whole: int | None
    parts: tuple[int, ...]
    holds: bool
    arithmetic: str
    partial: bool = False


def relations(counts: Sequence[Count]) -> list[Relation]:
    """Return the relations of a text's counts, in order."""
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, count in enumerate(counts):
        for role, group in count.roles:
            groups[group][role].append(index)
    found: list[Relation] = []
    for members in groups.values():
        found += [
            r
            for r in (
                _part_whole(counts, members),
                _flow(counts, members),
                _growth(counts, members),
            )
            if r
        ]
    return found


def _part_whole(counts: Sequence[Count], members: dict[str, list[int]]) -> Relation | None:
    parts = members.get("p") or members.get("s") or []
    if not parts or (not members.get("w") and not members.get("s")):
        return None
    total = sum((counts[i].amount for i in parts), Decimal(0))
    if not members.get("w"):  # shares of one whole that must make 100 %
        holds = abs(total - 100) <= Decimal("0.3")
        return Relation("share", None, tuple(parts), holds, f"{_sum(counts, parts)} = {total}")
    whole = counts[members["w"][0]]
    holds = total == whole.amount if whole.low == whole.high else _within(total, whole)
    sign = "=" if holds else "≠"
    return Relation(
        "part_whole",
        members["w"][0],
        tuple(parts),
        holds,
        f"{_sum(counts, parts)} = {total} {sign} {whole.amount}",
    )


def _flow(counts: Sequence[Count], members: dict[str, list[int]]) -> Relation | None:
    left, right = members.get("l", []), members.get("r", [])
    if not left or not right:
        return None
    sums = [sum((counts[i].amount for i in side), Decimal(0)) for side in (left, right)]
    holds = sums[0] == sums[1]
    text = f"{_sum(counts, left)} = {sums[0]} {'=' if holds else '≠'} {_sum(counts, right)}"
    return Relation("flow", None, (*left, *right), holds, text)


def _growth(counts: Sequence[Count], members: dict[str, list[int]]) -> Relation | None:
    if not (members.get("b") and members.get("n") and members.get("g")):
        return None
    base, new, rate = (counts[members[role][0]] for role in ("b", "n", "g"))
    change = abs(new.amount - base.amount)
    said = change if rate.unit != "%" else change / base.amount * 100
    allowed = Decimal(0) if rate.unit != "%" else _TOLERANCE.get(rate.places, Decimal("0.05"))
    holds = abs(said - rate.amount) <= allowed
    text = f"{new.amount} against {base.amount}: {said:.2f}, stated {rate.amount}"
    order = (members["n"][0], members["b"][0], members["g"][0])
    return Relation("growth", order[0], order[1:], holds, text)


def _sum(counts: Sequence[Count], parts: Sequence[int]) -> str:
    return "+".join(f"{counts[i].amount:f}" for i in parts)


def _within(total: Decimal, whole: Count) -> bool:
    above = whole.low is None or total >= whole.low
    return above and (whole.high is None or total <= whole.high)


def share_holds(count: Count, figures: Figures) -> bool:
    """Tell whether a stated share is that of the cells, to the last digit printed."""
    part, _, whole = count.readings[0].partition("/")
    below = figures.value(whole)
    tolerance = _TOLERANCE[min(count.places, 2)]
    return bool(below) and abs(figures.value(part) / below * 100 - count.amount) <= tolerance


def sound(piece: Piece, figures: Figures) -> bool:
    """Tell whether all relations and claims of a piece hold."""
    counts = [mark for mark in piece.marks if isinstance(mark, Count)]
    claims = [mark for mark in piece.marks if isinstance(mark, Claim)]
    kept = all(figures.value(r) == 0 for claim in claims for r in claim.readings)
    return kept and all(relation.holds for relation in relations(counts))
