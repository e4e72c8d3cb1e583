"""What must be told of a change, what may follow from it, or why nothing has to be told.

Follows `domain/rules.md`: one cell that breaks its row and its column is one T203; a count that a
table contradicts is told by its P rule, and the lists it stands in are then a consequence.
"""

from __future__ import annotations

import re

from generator.judge import figures_of, judge
from generator.making import Generated
from generator.marks import Count

from .faults import Fault, counts_of, prose_faults, table_faults
from .mutation import Change, Mutation

IN_TIME = "answered in time leaves room for what is still within its time"
OPEN = {
    "other": "another organ's figure",
    "last_year": "last year's figure, which needs last year's report",
    "agrees_as": "agrees by another reading that the wording allows",
    "alone": "nothing else in the report states this figure",
    "rounded": "still within rounding",
    "cells": "no sum and no sentence holds these cells",
}
# the catalogue has no rule of its own for the number of purchases
PURCHASES = frozenset(("P106", "P107"))
SCALE = frozenset(("X103",))
KIN = frozenset(("X101", "X103", "X104", "X105", "P110"))
_LISTED = re.compile("其中|（|：|分别|含")


def expected(kind: str, made: Generated, change: Change) -> Mutation:
    """Return the mutation that a change amounts to."""
    if change.claim is not None:
        return _claim(kind, made, change)
    return _cells(kind, made, change) if change.refs else _prose(kind, made, change)


def _rules(faults: list[Fault]) -> frozenset[str]:
    return frozenset(fault.rule for fault in faults)


def _claim(kind: str, made: Generated, change: Change) -> Mutation:
    told = prose_faults(made, change.draft)
    must = _rules([fault for fault in told if fault.what == f"claim {change.claim}"])
    open_ = IN_TIME if change.claim == "timely" else ""
    return Mutation(kind, change, frozenset() if open_ else must, _rules(told) | must, open_)


def _cells(kind: str, made: Generated, change: Change) -> Mutation:
    """A blank cell is S109; else what the tables say, else what the prose says of the cells."""
    broken = table_faults(made, change.draft.cells)
    said = _rules(prose_faults(made, change.draft))
    if None in [change.draft.cells[ref] for ref in change.refs]:
        return Mutation(kind, change, frozenset(("S109",)), said | _rules(broken))
    if any(ref[1] == "procurement" for ref in change.refs):
        said |= said and PURCHASES
    must = _rules(broken)
    if len(change.refs) == 1 and any(fault.what.startswith("A-ROW") for fault in broken):
        must = frozenset(("T203",)) | (must & {"T204"})
    if must:
        return Mutation(kind, change, must, must | said)
    return Mutation(kind, change, said, said, "" if said else OPEN["cells"])


def _prose(kind: str, made: Generated, change: Change) -> Mutation:
    faults = prose_faults(made, change.draft)
    at = _changed(made, change)
    if at is None:  # a declared number or the preamble
        period = frozenset(("S203",)) if kind == "a year of the period" else frozenset(("X102",))
        return Mutation(kind, change, period, frozenset(("S201",)))
    _, piece, count = counts_of(change.draft)[at]
    sentence = piece.text[: count.start].rsplit("。", 1)[-1]
    own = _rules([fault for fault in faults if fault.where == at])
    cells = frozenset(rule for rule in own if rule[0] == "P")
    may = _rules(faults) | KIN
    if cells:
        may |= {"P101"} if "P111" in cells else set()
        return Mutation(kind, change, cells | _as_good(kind, count, sentence, own), may)
    if own:
        lists = [f.what for f in faults if f.where == at and f.what.startswith("part_whole")]
        if "万" in kind and lists:
            own = SCALE if lists[0].count("+") else SCALE | own
        return Mutation(kind, change, own, may)
    if ("again", count.slot) in count.roles:
        return Mutation(kind, change, frozenset(("X105",)), may)
    same = [c for *_, c in counts_of(change.draft) if c.measure == count.measure]
    kin = {"X105"} if count.measure and len(same) > 1 else set[str]()
    kin |= {"X101", "X103"} if count.readings and _LISTED.search(sentence) else set()
    return Mutation(kind, change, may=frozenset(kin), open=_why(made, change, count))


def _as_good(kind: str, count: Count, sentence: str, own: frozenset[str]) -> frozenset[str]:
    """Return the rules that tell of a figure against its cells as well as its P rule does."""
    good: set[str] = set()
    if count.unit == "%":
        good.add("X104")
    if count.slot == "projects":
        good |= PURCHASES
    if ("again", count.slot) in count.roles:
        good.add("X105")
    if "万" in kind and "X101" in own:
        good |= SCALE
    if "P111" in own or ("P104" in own and "公开" not in sentence):
        good |= own & {"X101"}  # the wording allows another reading, which a list may rule out
    return frozenset(good)


def _changed(made: Generated, change: Change) -> int | None:
    """Return the number of the count that is new or another than before."""
    before = [count for *_, count in counts_of(made.draft)]
    after = [count for *_, count in counts_of(change.draft)]
    keys = [[(c.slot, c.amount, c.unit, c.roles) for c in counts] for counts in (before, after)]
    pairs = enumerate(keys[1])
    return next((i for i, key in pairs if i >= len(keys[0]) or key != keys[0][i]), None)


def _why(made: Generated, change: Change, count: Count) -> str:
    verdict = judge(count, figures_of(made.form, change.draft.cells)).verdict
    if count.other:
        return OPEN["other"]
    if count.period == "last_year":
        return OPEN["last_year"]
    if verdict == "no_twin" and not count.roles:
        return OPEN["alone"]
    return OPEN.get(verdict, OPEN["rounded"])
