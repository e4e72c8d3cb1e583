"""Several years of one organ: figures that carry over, and faults between the years (Y rules).

Each year's truth records under `series` how its figures tie to the year before; planted faults
stand in `must_flag` with scope "series", in the later year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from .data import topics, wordings
from .draft import Brief, Draft
from .figures import APPLICANTS, DOCUMENTS
from .making import Generated, Order, make
from .marks import Piece, Said
from .organs import an_organ
from .planting import Unplantable
from .truth import squeezed

Flag = dict[str, Any]
CODES = ("Y101", "Y102", "Y103", "Y104", "Y105", "Y106", "Y107", "Y108")
PROBLEMS = {text for kinds in topics().values() for text in kinds.get("problem", ())}


def series(
    seed: int,
    years: Sequence[int],
    *,
    level: str | None = None,
    defects: Sequence[str] = (),
    planted: dict[int, tuple[str, ...]] | None = None,
) -> list[Generated]:
    """Write consecutive years of one organ; `defects` are Y codes, `planted` faults by year.

    Raises ValueError for an unknown Y code, Unplantable where one finds no place.
    """
    if unknown := set(defects) - set(CODES):
        raise ValueError(f"no chain fault {sorted(unknown)}; known: {CODES}")
    failure: Exception | None = None
    for attempt in range(20):
        rng = Random(f"gouji series {seed} {attempt}")
        try:
            return _series(rng, seed, years, level, defects=tuple(defects), planted=planted or {})
        except Unplantable as error:
            failure = error
    raise Unplantable(f"series {seed}, {defects}: {failure}")


def _series(
    rng: Random,
    seed: int,
    years: Sequence[int],
    level: str | None,
    *,
    defects: tuple[str, ...],
    planted: dict[int, tuple[str, ...]],
) -> list[Generated]:
    organ = an_organ(rng, level)
    places = {code: _place(code, rng, years) for code in defects}
    made: list[Generated] = []
    for at, year in enumerate(years):
        before = made[-1] if made else None
        order = Order(
            seed * 100 + at + rng.randrange(50) * 1000000,
            year=year,
            organ=organ,
            last=before.figures if before else None,
            avoid=before.wordings if before else frozenset(),
            defects=planted.get(year, ()),
        )
        here = [code for code in defects if places[code] == at]
        flags: list[Flag] = []
        for code in here:
            if before is None:
                raise Unplantable(code)
            order = FAULTS[code](rng, order, before, flags)
        if "Y107" in defects and places["Y107"] == at + 1:
            order = _promise(rng, order)
        report = make(order)
        told = chain(before, report) if before else []
        report.truth["series"] = told
        report.truth["must_flag"] += flags + _broken(told, flags)
        report.truth["defects"] += here
        made.append(replace(report, seed=seed))
    return made


def _place(code: str, rng: Random, years: Sequence[int]) -> int:
    """Choose the year in which a fault shows."""
    usable = [at for at, year in enumerate(years) if at and (year != 2021 or code not in TIED)]
    usable = [at for at in usable if years[at] > 2021 or code != "Y102"]
    if not usable:
        raise Unplantable(f"{code}: too few years")
    return rng.choice(usable)


TIED = ("Y102", "Y105", "Y108")


def chain(before: Generated, now: Generated) -> list[dict[str, str]]:
    """Compare a report's figures with those of the year before."""
    old, new = before.draft.cells, now.draft.cells
    name = f"{before.year}→{now.year}"
    out, into = ([cells.get(("applications", row, c)) for c in (*APPLICANTS, "total")]
                 for cells, row in ((old, "carried_out"), (new, "carried_in")))  # fmt: skip
    told = [_check(f"Y-CARRY {name}", out == into, f"{_row(out)} / {_row(into)}")]
    for kind in DOCUMENTS:
        held = old.get(("disclosure", kind, "in_force"))
        parts = [new.get(("disclosure", kind, key)) for key in ("issued", "repealed", "in_force")]
        if held is None or None in parts:
            continue
        issued, repealed, stock = (value or Decimal(0) for value in parts)
        text = f"{held} + {issued} − {repealed} = {held + issued - repealed} / {stock}"
        told.append(_check(f"Y-STOCK {kind} {name}", held + issued - repealed == stock, text))
    for kind in ("licences", "other_services", "penalties", "coercion", "fees"):
        items, change = (
            old.get(("disclosure", kind, key)) for key in ("items_last_year", "change")
        )
        follows = new.get(("disclosure", kind, "items_last_year"))
        if items is not None and change is not None and follows is not None:
            text = f"{items} + {change} / {follows}"
            told.append(_check(f"Y-PROJ {kind} {name}", items + change == follows, text))
    return told


def _row(values: Sequence[Decimal | None]) -> str:
    return " ".join("—" if value is None else f"{value:f}" for value in values)


def _check(name: str, holds: object, arithmetic: str) -> dict[str, str]:
    return {"check": name, "result": "agree" if holds else "differ", "arithmetic": arithmetic}


def _flag(rule: str, about: str, why: str) -> Flag:
    return {"rule": rule, "about": about, "why": why, "scope": "series"}


def _broken(told: list[dict[str, str]], flags: list[Flag]) -> list[Flag]:
    """Return flags for ties that differ and that no planter has recorded."""
    rules = {"Y-CARRY": "Y101", "Y-STOCK": "Y102", "Y-PROJ": "Y102"}
    known = {flag["rule"] for flag in flags}
    found = [(rules[t["check"].split()[0]], t) for t in told if t["result"] == "differ"]
    return [_flag(rule, t["check"], t["arithmetic"]) for rule, t in found if rule not in known]


# ------------------------------------------------------------------ the faults

Fault = Callable[[Random, Order, Generated, list[Flag]], Order]


def _bent(order: Order, *refs: tuple[str, str, str], by: int) -> Order:
    """Return the order with other figures for last year than were printed."""
    last = deepcopy(order.last)
    if last is None or any(ref not in last.cells for ref in refs):
        raise Unplantable(str(refs))
    for ref in refs:
        last.cells[ref] += by
    return replace(order, last=last)


def _carry(rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    by = rng.randint(1, 4)
    flags.append(_flag("Y101", "carried_in", f"{by} more than was carried out in {before.year}"))
    refs = [("applications", "carried_out", column) for column in ("natural_person", "total")]
    return _bent(order, *refs, by=by)


def _stock(rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    by = rng.randint(2, 9)
    flags.append(_flag("Y102", "normative_documents", f"{by} more than {before.year} leaves"))
    return _bent(order, ("disclosure", "normative_documents", "in_force"), by=by)


def _growth(rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    step = Decimal(rng.choice((3, 7, 11)))
    slots = ("growth.pub", "drop.pub", "growth.new", "drop.new")

    def prepare(brief: Brief) -> None:
        brief.skip |= {"published.totals"}
        brief.writer.spoil.append({slot: lambda value: value + step for slot in slots})
        brief.want["proactive"] = list(wordings()["faults.growth_only"][:2])

    flags.append(_flag("Y103", "同比", f"{step} percentage points off the figure of {before.year}"))
    return replace(order, prepare=(*order.prepare, prepare))


def _copy(_rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    def revise(brief: Brief, draft: Draft) -> None:
        old = before.draft.sections.get("problems")
        if old is None or sum(len(p.text) for p in old.paragraphs) < 80:
            raise Unplantable("too little to copy")
        draft.sections["problems"].paragraphs = [_later(p, brief.year) for p in old.paragraphs]

    flags.append(_flag("Y104", "section five", f"the text of {before.year}, years moved on"))
    return replace(order, revise=(*order.revise, revise))


def _later(piece: Piece, year: int) -> Piece:
    """Return last year's paragraph with its years moved on by one."""
    text = piece.text
    for old in (year, year - 1, year - 2):
        text = text.replace(f"{old}年", f"{old + 1}年")
    return Piece(text, tuple(mark for mark in piece.marks if isinstance(mark, Said)))


def _identical(_rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    if not before.figures.value("applications.new_received"):
        raise Unplantable("all zero")
    flags.append(_flag("Y105", "all figures", f"those of {before.year}"))
    return replace(order, copied=before.figures)


def _persistent(rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    said = sorted(before.wordings & PROBLEMS)
    if not said:
        raise Unplantable("no problem to repeat")
    text = rng.choice(said)
    topic = next(t for t, kinds in topics().items() if text in kinds.get("problem", ()))

    def prepare(brief: Brief) -> None:
        brief.topics = [topic, *(t for t in brief.topics if t != topic)]
        brief.want[f"problem {topic}"] = [text]

    flags.append(_flag("Y106", topic, f"the same problem as in {before.year}: {squeezed(text)}"))
    return replace(order, prepare=(*order.prepare, prepare))


def _promise(rng: Random, order: Order) -> Order:
    text = rng.choice(wordings()["faults.promises"])

    def prepare(brief: Brief) -> None:
        brief.want[f"remedy {brief.topics[0]}"] = [text]

    return replace(order, prepare=(*order.prepare, prepare))


def _untraced(_rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    def prepare(brief: Brief) -> None:
        brief.skip.add("follow_up")

    promised = [text for text in wordings()["faults.promises"] if text in before.wordings]
    if not promised:
        raise Unplantable("nothing was promised")
    flags.append(_flag("Y107", promised[0], f"promised in {before.year}, never mentioned again"))
    return replace(order, prepare=(*order.prepare, prepare))


def _swing(rng: Random, order: Order, before: Generated, flags: list[Flag]) -> Order:
    rows = [
        r
        for r in ("licences", "penalties")
        if before.draft.cells.get(("disclosure", r, "decisions"), 0)
    ]
    if not rows:
        raise Unplantable("no decisions")
    row = rng.choice(rows)

    def prepare(brief: Brief) -> None:
        brief.skip.add("published.decisions")

    def revise(_brief: Brief, draft: Draft) -> None:
        old = before.draft.cells["disclosure", row, "decisions"] or Decimal(0)
        draft.cells["disclosure", row, "decisions"] = old * rng.randint(11, 16)

    flags.append(
        _flag("Y108", f"{row}.decisions", f"more than ten times the figure of {before.year}")
    )
    return replace(order, prepare=(*order.prepare, prepare), revise=(*order.revise, revise))


FAULTS: dict[str, Fault] = {
    "Y101": _carry, "Y102": _stock, "Y103": _growth, "Y104": _copy, "Y105": _identical,
    "Y106": _persistent, "Y107": _untraced, "Y108": _swing,
}  # fmt: skip
