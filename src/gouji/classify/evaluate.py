"""Scores a tagger on labelled statements: per label, over all, confusions, calibration, errors.

Topics and attributes count on statements whose true kind is a problem or a remedy. Where a row
gives another defensible reading (`alt_kind`, `alt_topics`), that counts as right, too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from gouji.classify.base import Labels, StatementInput
from gouji.errors import UsageError

ACTS = ("problem", "remedy_planned", "remedy_taken")
DRAWS = 400
"""Samples with replacement behind each 95 % interval."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled statement. `before` is the statement before it in its list item."""

    id: str
    item: StatementInput
    kind: str
    topics: tuple[str, ...]
    attributes: tuple[str, ...]
    other_kind: str | None = None
    other_topics: tuple[str, ...] = ()


def rows(path: Path) -> list[Row]:
    """Return the rows of a labelled JSON Lines file. Raises UsageError with the line at fault."""
    made: list[Row] = []
    group, text = None, None
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            each: dict[str, Any] = json.loads(line)
            same = group is not None and each.get("group") == group
            place = each.get("section"), each.get("heading"), text if same else None
            sets = [tuple(each.get(k) or ()) for k in ("topics", "attributes", "alt_topics")]
            labels = each["kind"], *sets[:2], each.get("alt_kind"), sets[2]
            made.append(Row(str(each["id"]), StatementInput(each["text"], *place), *labels))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path}:{number}: {type(error).__name__} {error}") from error
        group, text = each.get("group"), each["text"]
    return made


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one label, how many rows truly have it, and F1's interval."""

    precision: float
    recall: float
    f1: float
    support: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a tagger reached on `statements` rows; `calibration` is the expected error, 0..1."""

    statements: int
    kind_accuracy: float
    problem_f1: float
    topic_micro_f1: float
    topic_macro_f1: float
    attribute_f1: float
    calibration: float
    labels: Mapping[str, Score]
    confusion: Mapping[str, int]
    errors: tuple[tuple[str, str, str, float], ...]


def evaluate(data: Sequence[Row], given: Sequence[Labels]) -> Evaluation:
    """Return how `given` labels agree with those of `data`, row by row."""
    sets = [_sets(row, labels) for row, labels in zip(data, given, strict=True)]
    right = [("kind", row.kind) in want & got for row, (want, got) in zip(data, sets, strict=True)]
    names = sorted({label for want, got in sets for label in want | got})
    labels = {name: _score(sets, name) for name in names}
    counts = Counter[str]()
    for want, got in sets:
        counts.update(f"{kind} tp" for kind, _ in want & got)
        counts.update(f"{kind} fp" for kind, _ in got - want)
        counts.update(f"{kind} fn" for kind, _ in want - got)
    true = {name for want, _ in sets for name in want if name[0] == "topic"}
    missed = [
        (row.id, row.kind, labels.kind, labels.scores.get(labels.kind, 0.0))
        for row, labels, good in zip(data, given, right, strict=True)
        if not good
    ]
    return Evaluation(
        statements=len(data),
        kind_accuracy=sum(right) / max(1, len(data)),
        problem_f1=labels[("kind", "problem")].f1 if ("kind", "problem") in labels else 0.0,
        topic_micro_f1=_f1(*(counts[f"topic {part}"] for part in ("tp", "fp", "fn"))),
        topic_macro_f1=sum(labels[name].f1 for name in true) / max(1, len(true)),
        attribute_f1=_f1(*(counts[f"attribute {part}"] for part in ("tp", "fp", "fn"))),
        calibration=_calibration(data, given, sets),
        labels={" ".join(name): score for name, score in labels.items()},
        confusion=Counter(f"{want} → {got}" for _, want, got, _ in missed),
        errors=tuple(sorted(missed, key=lambda each: -each[3])),
    )


_Named = tuple[str, str]


def _sets(row: Row, labels: Labels) -> tuple[set[_Named], set[_Named]]:
    """Return what the row wants and what it got, as (sort, label)."""
    kind: str = row.kind if labels.kind == row.other_kind else labels.kind
    want, got = {("kind", row.kind)}, {("kind", kind)}
    if row.kind in ACTS:
        told = {*labels.topics}
        readings = [{*row.topics}, *([{*row.other_topics}] if row.other_topics else [])]
        best = max(readings, key=lambda each: len(each & told) - len(each ^ told) / 10)
        want |= {("topic", topic) for topic in best} | {("attribute", a) for a in row.attributes}
        got |= {("topic", topic) for topic in told} | {("attribute", a) for a in labels.attributes}
    return want, got


def _f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


def _score(sets: Sequence[tuple[set[_Named], set[_Named]]], name: _Named) -> Score:
    seen = [(name in want, name in got) for want, got in sets]
    counts = Counter(seen)
    tp, fp, fn = counts[True, True], counts[False, True], counts[True, False]
    draw, places = Random(0), [pair for pair in seen if any(pair)]
    drawn = []
    for _ in range(DRAWS):
        each = Counter(draw.choices(places, k=len(places)))
        drawn.append(_f1(each[True, True], each[False, True], each[True, False]))
    drawn.sort()
    low, high = drawn[DRAWS // 40], drawn[-DRAWS // 40 - 1]
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return Score(precision, recall, _f1(tp, fp, fn), tp + fn, low, high)


def _calibration(
    data: Sequence[Row], given: Sequence[Labels], sets: Sequence[tuple[set[_Named], set[_Named]]]
) -> float:
    """Return the expected calibration error of the labels given, over ten bins of their scores."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row, labels, (want, _) in zip(data, given, sets, strict=True):
        told = {*want, ("kind", row.other_kind or row.kind)}
        for label, score in labels.scores.items():
            sort = "kind" if label == labels.kind else "topic"
            if sort == "kind" or row.kind in ACTS:
                bins.setdefault(min(9, int(10 * score)), []).append((score, (sort, label) in told))
    total = sum(map(len, bins.values()))
    gaps = (abs(sum(score for score, _ in b) - sum(hit for _, hit in b)) for b in bins.values())
    return sum(gaps) / max(1, total)
