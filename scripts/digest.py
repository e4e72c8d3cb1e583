"""Measure the digest against reference digests: ROUGE-L F1, beside three simple summarisers.

Reads `corpora/digests/*.jsonl` (one line each: `file` below `corpora`, `writer`, `digest`) and
compares characters, averaged over a report's writers. Lead-3, TextRank (`jieba.analyse`) and
LexRank choose as many sentences of the overview as the digest does. Intervals are bootstrapped over
reports. Prints a table; writes nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from gouji.audit import audit_path
from gouji.highlights import FEWEST, highlights, sentences, words
from gouji.model import Audit, Report

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
DAMPING, ROUNDS = 0.85, 50
Floats = NDArray[np.float64]
Choice = Callable[[Sequence[str], int], Sequence[str]]


def rouge_l(made: str, reference: str) -> float:
    """Return the F1 of the longest common subsequence of characters, white space aside.

    >>> rouge_l("公开信息", "公开了信息")
    0.888...
    """
    one, other = "".join(made.split()), "".join(reference.split())
    row = [0] * (len(other) + 1)
    for char in one:
        left = 0
        for at, against in enumerate(other, 1):
            above = row[at]
            row[at] = left + 1 if char == against else max(above, row[at - 1])
            left = above
    return 2 * row[-1] / (len(one) + len(other)) if one and other else 0.0


def lead(texts: Sequence[str], count: int) -> Sequence[str]:
    """Choose the first sentences."""
    return texts[:count]


def text_rank(texts: Sequence[str], count: int) -> Sequence[str]:
    """Choose the sentences with the most weight of TextRank's keywords."""
    ranks = dict(import_module("jieba.analyse").textrank("".join(texts), topK=50, withWeight=True))
    return _best(
        texts, np.array([sum(ranks.get(w, 0.0) for w in {*words(t)}) for t in texts]), count
    )


def lex_rank(texts: Sequence[str], count: int) -> Sequence[str]:
    """Choose the most central sentences by the cosine of their TF-IDF words (LexRank)."""
    vocabulary = {word: at for at, word in enumerate(sorted({w for t in texts for w in words(t)}))}
    bags = np.zeros((len(texts), len(vocabulary)))
    for at, text in enumerate(texts):
        for word in words(text):
            bags[at, vocabulary[word]] += 1
    bags *= np.log(1 + len(texts) / (1 + (bags > 0).sum(axis=0)))
    bags /= np.maximum(np.linalg.norm(bags, axis=1, keepdims=True), 1e-9)
    step = bags @ bags.T + 1e-9
    step /= step.sum(axis=1, keepdims=True)
    rank = np.full(len(texts), 1 / len(texts))
    for _ in range(ROUNDS):
        rank = (1 - DAMPING) / len(texts) + DAMPING * rank @ step
    return _best(texts, rank, count)


def _best(texts: Sequence[str], worth: Floats, count: int) -> Sequence[str]:
    return [texts[at] for at in sorted(np.argsort(-worth, kind="stable")[:count])]


def digest(audit: Audit, report: Report) -> str:
    """Return what the program tells: sentences of the overview, then the paragraph."""
    told = audit.summary.digest if audit.summary else ()
    chosen = [span.of(report.text) for span in highlights(report)]
    return "".join([*chosen, *(sentence.text for sentence in told)])


def interval(scores: Floats, rng: np.random.Generator) -> tuple[float, float]:
    """Return the 95 % interval of the mean, by resampling reports."""
    draws = rng.integers(len(scores), size=(2000, len(scores)))
    low, high = np.percentile(scores[draws].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def main(
    folder: Annotated[Path, typer.Option(help="Where the references lie.")] = CORPORA / "digests",
    seed: Annotated[int, typer.Option(help="Seed of the resampling.")] = 1,
) -> None:
    """Measure and print."""
    references: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            references[row["file"]].append(row["digest"])
    if not references:
        typer.echo(f"no references below {folder}", err=True)
        raise typer.Exit(2)
    others: dict[str, Choice] = {"lead-3": lead, "TextRank": text_rank, "LexRank": lex_rank}
    scores: dict[str, list[float]] = defaultdict(list)
    for file, written in references.items():
        audit = audit_path(CORPORA / file)
        if audit.report is None:
            raise typer.BadParameter(f"{file} cannot be read")
        overview = [span.of(audit.report.text) for span in sentences(audit.report)]
        count = max(FEWEST, len(highlights(audit.report)))
        made = {name: "".join(choose(overview, count)) for name, choose in others.items()}
        made["digest"] = digest(audit, audit.report)
        for name, text in made.items():
            scores[name].append(float(np.mean([rouge_l(text, each) for each in written])))
    rng, own = np.random.default_rng(seed), np.array(scores["digest"])
    for name, values in scores.items():
        low, high = interval(np.array(values), rng)
        ahead = (
            ""
            if name == "digest"
            else "  digest ahead by {:.3f} [{:.3f}, {:.3f}]".format(
                float(np.mean(own - values)), *interval(own - np.array(values), rng)
            )
        )
        typer.echo(f"{name:<9} {np.mean(values):.3f} [{low:.3f}, {high:.3f}]{ahead}")


if __name__ == "__main__":
    typer.run(main)
