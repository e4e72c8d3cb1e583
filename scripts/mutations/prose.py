"""Mutations of a figure in the prose: off by one, transposed, in a list, in another unit, a share.

Each takes a random generator and a report and returns the change, or None where the report has no
place for it. The mark of a changed figure carries the new amount, so that it can be judged again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from generator.draft import Draft
from generator.making import Generated
from generator.marks import Count, Piece

from .faults import counts_of
from .mutation import Change, spliced, with_piece
from .tables import turned

Counted = tuple[int, Piece, Count]
ProseMutator = Callable[[Random, Generated], Change | None]
Figure = Callable[[Generated, Count, Random], Decimal | None]
PROSE: dict[str, ProseMutator] = {}
GROUPS = ("refused", "unavailable", "not_processed")
WAN = Decimal(10000)


def printed(amount: Decimal) -> str:
    """Write an amount as prose does."""
    whole = amount == amount.to_integral_value()
    return f"{amount.quantize(Decimal(1)) if whole else amount.normalize():f}"


def recounted(counted: Counted, draft: Draft, amount: Decimal, words: str) -> Change:
    """Return the change that prints another amount where a count stands."""
    place, piece, count = counted
    places = len(words.partition(".")[2].rstrip(count.raw_unit)) if count.unit == "%" else 0
    new = replace(count, amount=amount, low=amount, high=amount, places=places)
    text = spliced(piece, count, words, new)
    around = piece.text[max(0, count.start - 24) : count.end + 12]
    after = text.text[max(0, count.start - 24) : count.start + len(words) + 12]
    return Change(with_piece(draft, place, text), around, after, words=(words,))


# ------------------------------------------------------------------ one figure


def exact(count: Count) -> bool:
    """Tell whether a count is printed to the last digit."""
    return count.hedge is None and (count.low == count.high or count.unit in ("%", "万元"))


def _wholes(made: Generated, *, want: Callable[[Count], bool]) -> list[Counted]:
    """Return the exact counts of a report that are of a kind."""
    return [each for each in counts_of(made.draft) if exact(each[2]) and want(each[2])]


def _a_count(want: Callable[[Count], bool], change: Figure) -> ProseMutator:
    """Return the mutator that prints another amount for one count of a kind."""

    def mutate(rng: Random, made: Generated) -> Change | None:
        counts = _wholes(made, want=want)
        rng.shuffle(counts)
        counts.sort(key=lambda each: not (each[2].readings or each[2].roles))
        if len(counts) > 1 and rng.random() < 0.5:  # now and then one that has no cells
            rng.shuffle(counts)
        for each in counts:
            count = each[2]
            amount = change(made, count, rng)
            if amount is not None and amount != count.amount and amount >= 0:
                words = printed(amount) + count.raw_unit
                if "万" in count.raw_unit and count.unit != "万元":
                    words = printed(amount / WAN) + count.raw_unit
                return recounted(each, made.draft, amount, words)
        return None

    return mutate


def _step(_made: Generated, count: Count, rng: Random) -> Decimal:
    return count.amount + (rng.choice((-1, 1)) if count.amount > 1 else 1)


def _turned(_made: Generated, count: Count, rng: Random) -> Decimal | None:
    return turned(count.amount, rng) if count.amount % 1 == 0 else None


def _ten(_made: Generated, count: Count, _rng: Random) -> Decimal | None:
    return count.amount * 10 if count.amount % 1 == 0 else None


def _last(made: Generated, count: Count, _rng: Random) -> Decimal | None:
    return made.figures.last.get(count.slot) if count.period == "this_year" else None


def _other_column(made: Generated, count: Count, _rng: Random) -> Decimal | None:
    """Return what the column 自然人 alone has."""
    formula = count.readings[0]
    if not formula.startswith("applications.") or "@" in formula or "/" in formula:
        return None
    terms = [f"{term}@natural_person" for term in formula.split("+")]
    return sum((made.figures.value(term) for term in terms), Decimal(0))


def _sub_row(made: Generated, count: Count, _rng: Random) -> Decimal | None:
    """Return what the first row of the group has that is not zero."""
    group = count.readings[0].removeprefix("applications.")
    cells = made.draft.cells.items()
    rows = [n for (_, row, column), n in cells if row.startswith(f"{group}.") and column == "total"]
    return next((n for n in rows if n), None)


def _settled(made: Generated, count: Count, _rng: Random) -> Decimal | None:
    """Return the disputes without those that are pending."""
    return made.figures.value(f"{count.readings[0]}-{count.readings[0][:-6]}.pending")


def _any(count: Count) -> bool:
    return count.unit != "%"


def _role(*roles: str) -> Callable[[Count], bool]:
    return lambda count: count.unit != "%" and any(role in roles for role, _ in count.roles)


def _group(count: Count) -> bool:
    return count.slot in GROUPS


PROSE |= {
    "figure ±1": _a_count(lambda c: _any(c) and bool(c.readings), _step),
    "figure transposed": _a_count(_any, _turned),
    "figure ×10": _a_count(_any, _ten),
    "last year's figure left in": _a_count(_any, _last),
    "only the column 自然人": _a_count(lambda c: bool(c.readings), _other_column),
    "only the first sub-row": _a_count(_group, _sub_row),
    "pending left out": _a_count(lambda c: c.slot in ("review", "lit"), _settled),
    "a part of a list": _a_count(_role("p"), _step),
    "the whole of a list": _a_count(_role("w"), _step),
    "a side of a flow": _a_count(_role("l", "r"), _step),
    "a figure beside its growth": _a_count(_role("b", "n"), _ten),
}


def _wan(want: Callable[[Count], bool]) -> ProseMutator:
    def mutate(rng: Random, made: Generated) -> Change | None:
        counts = _wholes(
            made, want=lambda c: "万" not in c.raw_unit and _any(c) and want(c) and c.amount > 0
        )
        if not counts:
            return None
        each = rng.choice(counts)
        amount = each[2].amount
        return recounted(each, made.draft, amount * WAN, f"{printed(amount)}万{each[2].raw_unit}")

    return mutate


PROSE["万 added to a figure with cells"] = _wan(lambda c: bool(c.readings))
PROSE["万 added in a list"] = _wan(lambda c: bool(c.roles))


def _percent(_made: Generated, count: Count, rng: Random) -> Decimal | None:
    way = rng.choice(("more", "less", "turn"))
    if way == "turn":
        return turned(count.amount, rng)
    step = Decimal(rng.choice((1, 2, 5, 10))) * (1 if way == "more" else -1)
    return count.amount + step


PROSE["a share"] = _a_count(lambda c: c.unit == "%" and "/" in "".join(c.readings), _percent)
PROSE["a growth rate"] = _a_count(lambda c: any(role == "g" for role, _ in c.roles), _percent)
PROSE["one of the shares of a whole"] = _a_count(
    lambda c: any(role == "s" for role, _ in c.roles), _percent
)


def wrong_unit(rng: Random, made: Generated) -> Change | None:
    """Print 元 for 万元, or 万元 for 元, after the same figure."""
    fees = [each for each in counts_of(made.draft) if each[2].slot == "fees" and each[2].amount]
    if not fees:
        return None
    place, piece, count = rng.choice(fees)
    unit = "元" if count.raw_unit == "万元" else "万元"
    words = piece.of(count).removesuffix(count.raw_unit) + unit
    amount = count.amount
    new = replace(count, unit=unit, raw_unit=unit, low=amount, high=amount)
    text = spliced(piece, count, words, new)
    return Change(with_piece(made.draft, place, text), piece.of(count), words, words=(words,))


PROSE["fee in 元 or 万元"] = wrong_unit
