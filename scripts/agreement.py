"""How far two labellings of the labelled statements agree, for the card of the corpus.

By writer: Cohen's kappa of the kinds, F1 of the topics where both name the same problem or remedy,
F1 of the attributes. Measures the labellings as they were before differences were settled.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gouji.classify.evaluate import ACTS

PARTS = ("train", "validation", "test")
Record = Mapping[str, Any]
# matches the stretch of a page that a script writes
_MARKED = re.compile(r"(?<=<!-- counted -->\n).*?(?=<!-- /counted -->)", re.DOTALL)


def records(folder: Path) -> list[Record]:
    """Return the rows of all parts as they stand, with their part."""
    return [
        {"part": part} | json.loads(line)
        for part in PARTS
        for line in (folder / f"{part}.jsonl").read_text("utf-8").splitlines()
    ]


def writer(identity: str) -> str:
    """Return who wrote the statement with this id."""
    return identity.partition("-")[0]


def labellings(row: Record) -> Sequence[Record]:
    """Return the independent labels of a row; a row that gives none was twice labelled as it is."""
    told: Sequence[Record] = row.get("labels", (row, row))
    return told


def agreement(rows: Iterable[Record]) -> tuple[int, float, float, float]:
    """Return rows labelled twice, kappa of kinds, F1 of topics, F1 of attributes."""
    twice = [pair for row in rows if len(pair := labellings(row)) == 2]
    if not twice:
        return 0, 0.0, 0.0, 0.0
    same = sum(a["kind"] == b["kind"] for a, b in twice) / len(twice)
    first, second = (Counter(pair[at]["kind"] for pair in twice) for at in (0, 1))
    chance = sum(first[kind] * second[kind] for kind in first) / len(twice) ** 2
    kappa = 1.0 if chance == 1 else (same - chance) / (1 - chance)
    both = [pair for pair in twice if pair[0]["kind"] == pair[1]["kind"] in ACTS]
    return len(twice), kappa, _overlap(both, "topics"), _overlap(twice, "attributes")


def _overlap(pairs: Sequence[Sequence[Record]], key: str) -> float:
    common = sum(len({*a[key]} & {*b[key]}) for a, b in pairs)
    return 2 * common / max(1, sum(len(a[key]) + len(b[key]) for a, b in pairs))


def counted(rows: Sequence[Record]) -> str:
    """Return the tables of the card: what there is, and how far two labellings agree."""
    parts = Counter(row["part"] for row in rows)
    sums = ", ".join(f"{parts[part]} {part}" for part in PARTS)
    kinds = Counter(row["kind"] for row in rows)
    several = sum(len(row["topics"]) > 1 for row in rows)
    open_rows = sum("alt_kind" in row or "alt_topics" in row for row in rows)
    changed = sum(
        any(labellings(row)[0][key] != row[key] for key in ("kind", "topics", "attributes"))
        for row in rows
    )
    made = [
        f"{len(rows)} statements: {sums}. {', '.join(f'{n} {k}' for k, n in kinds.most_common())}.",
        f"{sum(row['hard'] for row in rows)} were written as hard cases, {several} carry more than "
        f"one topic, {sum(row['group'] is not None for row in rows)} stand in a list item with "
        f"others, {sum(row['heading'] is None for row in rows)} have no heading,",
        f"{open_rows} have a second defensible reading. {changed} final labels differ from the "
        "writer's own.\n",
        "| writer | statements | labelled twice | kinds: kappa | topics: F1 | attributes: F1 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name in (*dict.fromkeys(writer(row["id"]) for row in rows), "all"):
        own = [row for row in rows if name in (writer(row["id"]), "all")]
        twice, *figures = agreement(own)
        told = " | ".join(f"{figure:.3f}" if twice else "—" for figure in figures)
        made.append(f"| {name} | {len(own)} | {twice} | {told} |")
    return "\n".join(made) + "\n"


def write(folder: Path) -> None:
    """Bring the tables of the card in `folder` up to date, if it has one."""
    page = folder / "README.md"
    if page.exists():
        text = counted(records(folder))
        page.write_text(_MARKED.sub(lambda _: text, page.read_text("utf-8")), "utf-8")
