"""Count how many invented reports use each content word and write `data/word_frequencies.tsv`.

The reports are those of `scripts/generator`, whose sentences are our own, and the demo; the digest
holds frequent words for boilerplate. The same arguments write the same file.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

import generator
from gouji.audit import audit_bytes, audit_path
from gouji.highlights import words

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "gouji" / "data" / "word_frequencies.tsv"
FEWEST = 3


def main(
    seed: Annotated[int, typer.Option(help="Another seed makes other reports.")] = 7,
    count: Annotated[int, typer.Option(min=1, help="How many reports.")] = 400,
) -> None:
    """Count and write."""
    made = [generator.report(seed * 10_000 + number).print("tsv") for number in range(count)]
    audits = [audit_bytes(content, uri="report.txt") for content in made]
    audits += map(audit_path, sorted((ROOT / "corpora" / "demo").glob("*_20??.txt")))
    found: Counter[str] = Counter()
    reports = [audit.report for audit in audits if audit.report]
    for report in reports:
        found.update({*words("。".join(stmt.text for stmt in report.statements))})
    rows = sorted((-number, word) for word, number in found.items() if number >= FEWEST)
    head = (
        f"# Of {len(reports)} invented reports, how many use a word; `*` is their number.\n"
        f"# Written by scripts/word_frequencies.py --seed {seed} --count {count}: words of two\n"
        f"# characters or more, cut by jieba, in {FEWEST} reports or more. Do not edit.\n"
    )
    lines = [f"*\t{len(reports)}\n", *(f"{word}\t{-number}\n" for number, word in rows)]
    TARGET.write_text(head + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    typer.run(main)
