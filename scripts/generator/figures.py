"""The figures of one report: all cells of its three tables, and what the prose counts besides.

Every sum of the forms holds, magnitudes fit the level of the organ, most cells of a small organ
are zero, and a year that follows another takes over its carried-out requests and its documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from .data import load
from .organs import Organ

Ref = tuple[str, str, str]
APPLICANTS = (
    "natural_person", "company", "research_institute", "social_organisation", "legal_service",
    "other_organisation",
)  # fmt: skip
OUTCOMES = (
    "granted", "partly_granted", "refused.state_secret", "refused.forbidden_by_law",
    "refused.endangers_security", "refused.third_party_rights", "refused.internal_affairs",
    "refused.process_information", "refused.enforcement_files", "refused.administrative_inquiry",
    "unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear",
    "not_processed.petition", "not_processed.repeated", "not_processed.published_material",
    "not_processed.excessive", "not_processed.confirmation", "other.correction_overdue",
    "other.fee_overdue", "other.rest",
)  # fmt: skip
WEIGHTS = (40, 12, 1, 2, 1, 3, 5, 4, 4, 4, 24, 4, 3, 5, 3, 1, 1, 1, 3, 0.4, 4)
BLOCKS = ("review", "litigation_direct", "litigation_after_review")
RESULTS = ("upheld", "corrected", "other", "pending")
DOCUMENTS = ("regulations", "normative_documents")
DECISIONS = ("licences", "penalties", "coercion")
_TERM = re.compile(r"(?P<sign>[+-]?)(?P<table>\w+)\.(?P<rest>[\w.]+)(?:@(?P<column>\w+))?")


@dataclass(slots=True)
class Figures:
    """Cells by (table, row, column), free counts by slot, and lists of labelled parts."""

    form: str
    cells: dict[Ref, Decimal] = field(default_factory=dict)
    free: dict[str, int] = field(default_factory=dict)
    last: dict[str, Decimal] = field(default_factory=dict)
    lists: dict[str, list[tuple[str, int, str | None]]] = field(default_factory=dict)

    def refs(self, formula: str) -> list[tuple[int, Ref]]:
        """Return the cells of a formula with their signs, as the tables at hand hold them."""
        found: list[tuple[int, Ref]] = []
        for term in _TERM.finditer(formula):
            sign = -1 if term["sign"] == "-" else 1
            found += [
                (sign, ref) for ref in self._term(term["table"], term["rest"], term["column"])
            ]
        return found

    def value(self, formula: str) -> Decimal:
        """Return what a formula comes to."""
        return sum((sign * self.cells[ref] for sign, ref in self.refs(formula)), Decimal(0))

    def _term(self, table: str, rest: str, column: str | None) -> list[Ref]:
        if table == "applications":
            rows = [r for r in self.rows() if r == rest or r.startswith(f"{rest}.")] or [rest]
            columns = APPLICANTS[1:] if column == "organisations" else (column or "total",)
            return [("applications", row, key) for row in rows for key in columns]
        if table == "litigation":
            return [("disputes", block, rest) for block in BLOCKS[1:]]
        return [("disputes" if table in BLOCKS else "disclosure", table, rest)]

    def rows(self) -> list[str]:
        """Return the rows of the table of requests, in order."""
        return list(dict.fromkeys(row for table, row, _ in self.cells if table == "applications"))


def figures(
    rng: Random, organ: Organ, form: str, before: Figures | None = None, *, lively: bool = False
) -> Figures:
    """Make the figures of a year, after those of the year `before`; `lively` leaves few zeros."""
    made = Figures(form)
    _applications(rng, organ, made, before, lively)
    _disputes(rng, organ, made, lively)
    if form == "zfxxgk-2021":
        _disclosure_2021(rng, organ, made, before, lively)
    else:
        _disclosure_2019(rng, organ, made, before, lively)
    _free(rng, organ, made, before)
    return made


def _applications(
    rng: Random, organ: Organ, made: Figures, before: Figures | None, lively: bool
) -> None:
    low, high = load("organs")["requests"][organ.size]
    total = max(rng.randint(low, high), 0)
    if lively:
        total = max(total, rng.randint(46, 120))
    if organ.size == "township" and not lively and rng.random() < 0.5:
        total = 0
    if before and total:
        was = int(before.value("applications.new_received"))
        total = round(was * rng.uniform(0.6, 1.7)) + rng.randint(0, 2) if was else min(total, 9)
    parts = [rng.uniform(6, 20), *(rng.uniform(0, w) for w in (3, 0.3, 0.6, 0.9, 0.6))]
    new = spread(rng, total, parts)
    single = made.form == "zfxxgk-2019"
    weights = [w * rng.choice((0, 0.5, 1, 1, 2)) if w < 20 else w for w in WEIGHTS]
    if lively:
        weights = [max(w, 2.0) for w in weights]
    rows: dict[str, list[int]] = {"new_received": new}
    rows["carried_in"] = _carried_in(rng, before, total, lively=lively)
    rows |= {key: [0] * 6 for key in OUTCOMES}
    out = [0] * 6
    for column, (fresh, old) in enumerate(zip(new, rows["carried_in"], strict=True)):
        there = fresh + old
        rate = rng.choice((0, 0, 0.02, 0.05, 0.08)) if not lively else 0.07
        out[column] = min(there, round(there * rate + (rng.random() < 0.2) * rate * 4))
        if lively and column == 0:
            out[0] = max(out[0], 2)
        for key, share in zip(OUTCOMES, spread(rng, there - out[column], weights), strict=True):
            rows[key][column] = share
    if single:
        others = [rows.pop(key) for key in OUTCOMES if key.startswith("other.")]
        rows["other"] = [sum(column) for column in zip(*others, strict=True)]
    done = [key for key in rows if key not in ("new_received", "carried_in")]
    rows["concluded_total"] = [sum(rows[key][c] for key in done) for c in range(6)]
    rows["carried_out"] = out
    for key, values in rows.items():
        for name, value in zip((*APPLICANTS, "total"), (*values, sum(values)), strict=True):
            made.cells["applications", key, name] = Decimal(value)


def _carried_in(rng: Random, before: Figures | None, total: int, *, lively: bool) -> list[int]:
    if before:
        return [int(before.cells["applications", "carried_out", column]) for column in APPLICANTS]
    some = max(2, round(total * rng.uniform(0.02, 0.08))) if lively else 0
    if not lively and rng.random() < 0.5:
        some = round(total * rng.uniform(0.01, 0.06))
    return spread(rng, some, (8, 1, 0, 0, 0.4, 0.2))


def spread(rng: Random, total: int, weights: tuple[float, ...] | list[float]) -> list[int]:
    """Deal `total` things out over places by weight."""
    dealt = [0] * len(weights)
    bulk = total > 400
    if bulk:
        whole = sum(weights)
        dealt = [int(total * w / whole * rng.uniform(0.8, 0.97)) for w in weights]
    for place in rng.choices(range(len(weights)), weights, k=total - sum(dealt)):
        dealt[place] += 1
    return dealt


def _disputes(rng: Random, organ: Organ, made: Figures, lively: bool) -> None:
    concluded = int(made.value("applications.concluded_total"))
    quiet = organ.size in ("township", "office") and rng.random() < 0.6
    for block, rate in zip(BLOCKS, (0.09, 0.02, 0.03), strict=True):
        total = 0 if quiet and not lively else round(concluded * rate * rng.uniform(0, 1.8))
        if lively:
            total = max(total, rng.randint(6, 14))
        results = spread(rng, total, [6, rng.choice((0, 1, 2)), 2, rng.choice((0, 1, 2))])
        if lively and total:
            results = [r + 1 for r in results]
        for key, value in zip((*RESULTS, "total"), (*results, sum(results)), strict=True):
            made.cells["disputes", block, key] = Decimal(value)


def _disclosure_2021(
    rng: Random, organ: Organ, made: Figures, before: Figures | None, lively: bool
) -> None:
    chain = before if before and before.form == made.form else None
    for kind in DOCUMENTS:
        low, high = load("organs")["documents"][organ.size] if _may(organ, kind) else (0, 0)
        scale = 0.1 if kind == "regulations" else 1.0
        issued = round(rng.randint(low, high) * scale)
        if lively and high:
            issued = max(issued, rng.randint(3, 9))
        stock = round(rng.randint(low, high) * rng.uniform(3, 9) * scale)
        repealed = min(round(rng.randint(low, high) * scale * rng.choice((0, 0.5, 0.8))), stock)
        if lively and high:
            stock, repealed = max(stock, 12), max(repealed, 2)
        if chain:
            old = int(chain.cells["disclosure", kind, "in_force"])
            repealed = min(repealed, old)
            stock = old - repealed
        for key, value in (
            ("issued", issued),
            ("repealed", repealed),
            ("in_force", stock + issued),
        ):
            made.cells["disclosure", kind, key] = Decimal(value)
    for kind in DECISIONS:
        then = int(chain.cells["disclosure", kind, "decisions"]) if chain else None
        made.cells["disclosure", kind, "decisions"] = _decisions(rng, organ, kind, then, lively)
    then = int(chain.cells["disclosure", "fees", "amount_wan"]) if chain else None
    fee = _decisions(rng, organ, "fees", then, lively)
    cents = Decimal(rng.choice((0, 0, 5, 36, 28, 7))) / 100
    made.cells["disclosure", "fees", "amount_wan"] = fee + cents if fee else fee


def _decisions(rng: Random, organ: Organ, kind: str, old: int | None, lively: bool) -> Decimal:
    low, high = load("organs")["decisions"][organ.size]
    scale = {"licences": 1.0, "penalties": 0.4, "coercion": 0.02, "fees": 0.05}[kind]
    some = lively or rng.random() < (0.35 if organ.size in ("township", "office") else 0.85)
    made = Decimal(round(rng.randint(low, high) * scale * rng.uniform(0.5, 1)) if some else 0)
    if old is not None:
        made = Decimal(round(old * rng.uniform(0.6, 1.7)))
    return max(made, Decimal(rng.randint(11, 40))) if lively else made


def _disclosure_2019(
    rng: Random, organ: Organ, made: Figures, before: Figures | None, lively: bool
) -> None:
    for kind in DOCUMENTS:
        low, high = load("organs")["documents"][organ.size] if _may(organ, kind) else (0, 0)
        issued = rng.randint(low, high) // (8 if kind == "regulations" else 1)
        if lively and high:
            issued = max(issued, rng.randint(2, 9))
        stock = issued + round(rng.randint(low, high) * rng.uniform(1, 6))
        for key, value in (("made", issued), ("published", issued), ("published_total", stock)):
            made.cells["disclosure", kind, key] = Decimal(value)
    for kind in ("licences", "other_services", "penalties", "coercion", "fees"):
        items = rng.randint(3, 160) if lively or rng.random() < 0.6 else 0
        change = rng.choice((0, 0, 1, 2, -1, -3)) if items > 4 else 0
        if before and ("disclosure", kind, "items_last_year") in before.cells:
            items = int(before.value(f"{kind}.items_last_year") + before.value(f"{kind}.change"))
            change = rng.choice((0, 0, 1)) if items < 4 else rng.choice((0, 1, -2))
        made.cells["disclosure", kind, "items_last_year"] = Decimal(items)
        made.cells["disclosure", kind, "change"] = Decimal(change)
        if kind != "fees":
            scale = kind if kind in DECISIONS else "penalties"
            some = _decisions(rng, organ, scale, None, lively)
            made.cells["disclosure", kind, "decisions"] = some if items else Decimal(0)
    projects = rng.randint(1, 40) if lively or rng.random() < 0.6 else 0
    amount = Decimal(rng.randint(40, 900) * 100 * projects) + Decimal(rng.choice((0, 44, 50))) / 100
    made.cells["disclosure", "procurement", "projects"] = Decimal(projects)
    made.cells["disclosure", "procurement", "amount"] = amount if projects else Decimal(0)


def _may(organ: Organ, kind: str) -> bool:
    if kind == "regulations":
        return organ.makes_rules
    return organ.size != "township" or hash_of(organ.name) % 3 == 0


def hash_of(text: str) -> int:
    """Return a number of a text that is the same in every run."""
    return sum(ord(char) * (place + 1) for place, char in enumerate(text))


def _free(rng: Random, organ: Organ, made: Figures, before: Figures | None) -> None:
    """Draw what the prose counts besides the tables, with last year's figures to compare."""
    scale = load("organs")["scale"][organ.size]
    for slot, entry in load("slots")["free"].items():
        low, high = entry["range"]
        now = rng.randint(low, high)
        now = max(min(low, 2), round(now * scale)) if entry.get("grows", True) else now
        grew = rng.choice((0.62, 0.74, 0.87, 0.92, 1.04, 1.09, 1.13, 1.26, 1.41))
        if before and slot in before.free and high:
            now = max(1, round(before.free[slot] * grew))
        made.free[slot] = now
        earlier = before.free.get(slot) if before else None
        made.last[slot] = Decimal(max(1, round(now / grew)) if earlier is None else earlier)
    for slot, formula in load("slots")["compared"].items():
        value = made.value(formula)
        grew = rng.choice((0.71, 0.83, 0.94, 1.06, 1.17, 1.32))
        made.last[slot] = Decimal(max(1, round(float(value) / grew)))
        if before and all(ref in before.cells for _, ref in before.refs(formula)):
            made.last[slot] = before.value(formula)
    _channels(rng, made, before)
    made.free["answered"] = made.free["messages"] - min(
        rng.choice((0, 0, 1, 2)), made.free["messages"] - 1
    )
    made.free["s1"], made.free["s2"] = rng.randint(35, 60), rng.randint(15, 30)
    made.free["s3"] = 100 - made.free["s1"] - made.free["s2"]
    made.free["shown"] = min(made.free["shown"], made.free["proposals"])
    _parts(rng, organ, made)


def _channels(rng: Random, made: Figures, before: Figures | None) -> None:
    """Choose the channels of the organ; the total of what is published is their sum."""
    names = list(load("slots")["channels"])
    used = (
        [n for n in names if n in before.free] if before else names[:2] + rng.sample(names[2:], 2)
    )
    for slot in set(names) - set(used):
        made.free.pop(slot)
        made.last.pop(slot)
    made.free["pub"] = sum(made.free[slot] for slot in used)
    made.last["pub"] = sum((made.last[slot] for slot in used), Decimal(0))
    entries = load("slots")["free"]
    called = load("slots")["channels"]
    made.lists["channels"] = [(called[s], made.free[s], entries[s]["m"]) for s in used]


def _parts(rng: Random, organ: Organ, made: Figures) -> None:
    """Break totals down by channel, category, form and sub-unit."""
    for name, entry in load("slots")["parts"].items():
        of = entry["of"]
        total = made.free[of] if of in made.free else int(made.value(of))
        labels = [*organ.units] if name == "units" else [*entry["labels"]]
        rng.shuffle(labels)
        count = min(len(labels), rng.randint(*entry.get("count", (3, 5))), max(total, 1))
        shares = _positive(rng, total, count)
        made.lists[name] = [
            (label, share, measure)
            for (label, measure), share in zip(map(_labelled, labels), shares, strict=False)
        ]


def _labelled(entry: str | list[str]) -> tuple[str, str | None]:
    return (entry, None) if isinstance(entry, str) else (entry[0], entry[1])


def _positive(rng: Random, total: int, count: int) -> list[int]:
    """Deal out a total so that every place gets something, unevenly."""
    if not count or total < count:
        return [1] * min(total, count)
    shares = spread(rng, total - count, [rng.uniform(0.3, 5) for _ in range(count)])
    return [share + 1 for share in shares]
