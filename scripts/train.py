"""Train the default tagger on `corpora/statements` and write its folder under `models`.

TF-IDF by scikit-learn over the tokens of `gouji.classify.linear`, one logistic regression for the
kinds and one for each topic; probabilities are calibrated, and the threshold chosen, on the
validation set; the test set is only scored. The card and the metrics of the model, and the counts
of the corpus's own card, are written from what was measured. `--ablations` also measures other
designs, with jieba's words among them, for `docs/taggers.md`. The same data write the same model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

import ablations
import agreement
from gouji.classify.base import Labels, StatementInput
from gouji.classify.corrections import training_rows
from gouji.classify.evaluate import ACTS, Evaluation, Row, evaluate, rows
from gouji.classify.lexicon import TOPIC_KINDS
from gouji.classify.linear import BLOCKS, NAME, Floats, LinearTagger, Model, labels, shares, tokens
from gouji.data import load_toml

ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = ROOT / "corpora" / "statements"
TAGGERS = ROOT / "docs" / "taggers.md"
KINDS, TOPICS = 16.0, 24.0
"""How little the weights of kinds and of topics are held back (C of logistic regression)."""
AS_GOOD = 0.005
"""By how much F1 may fall short of the best: the curve is flat, its peak is chance."""
APART = (("towns", "cities", "vertical"), ("depts", "counties"), ("eras", "typical"))
"""Writers left out together: the statements of each group are labelled by a model of the others."""
Matrix = NDArray[np.float64]
Cut = Callable[[StatementInput], tuple[Iterable[str], ...]]


class Features:
    """The TF-IDF of each block, fitted; words rarer than twice are left out."""

    def __init__(self, items: Sequence[StatementInput], cut: Cut = tokens) -> None:
        self.cut = cut
        self.blocks = [
            TfidfVectorizer(analyzer=self._analyser(at), min_df=2).fit(items)
            for at in range(len(BLOCKS))
        ]

    def _analyser(self, at: int) -> Callable[[StatementInput], Iterable[str]]:
        return lambda item: self.cut(item)[at]

    def __call__(self, items: Sequence[StatementInput]) -> csr_matrix:
        """Return (items, features), each block with its weight."""
        weighted = zip(self.blocks, BLOCKS.values(), strict=True)
        return hstack([block.transform(items) * weight for block, weight in weighted]).tocsr()


class Trained:
    """A model with the features it was fitted on, so that any cut into tokens can be measured."""

    def __init__(self, fit: Sequence[Row], check: Sequence[Row], cut: Cut = tokens) -> None:
        taxonomy = load_toml("taxonomy.toml")
        kinds, topics = tuple(taxonomy["kinds"]), tuple(taxonomy["topics"])
        self.features = Features([row.item for row in fit], cut)
        weights = fitted(self.features([row.item for row in fit]), fit, kinds, topics)
        checked = self.features([row.item for row in check])
        weights = calibrated(weights, checked, check, kinds, topics)
        scores = (checked @ weights[:-1] + weights[-1]).astype(np.float32)
        found = shares(scores, len(kinds))[:, len(kinds) :]
        idf = np.concatenate([block.idf_ for block in self.features.blocks])
        self.model = Model(
            kinds=kinds,
            topics=topics,
            columns=tuple(block.vocabulary_ for block in self.features.blocks),
            idf=idf.astype(np.float32),
            weights=np.roll(weights, 1, axis=0).astype(np.float32),
            thresholds=np.full(len(topics), threshold(found, check, topics), np.float32),
            follows=followed([*fit, *check], kinds),
        )

    def probabilities(self, items: Sequence[StatementInput]) -> Floats:
        """Return (items, labels), by scikit-learn's own transform."""
        weights = self.model.weights
        scores = (self.features(items) @ weights[1:] + weights[0]).astype(np.float32)
        return shares(scores, len(self.model.kinds))

    def label(self, items: Sequence[StatementInput]) -> list[Labels]:
        """Return the labels of `items`, in order."""
        return labels(self.model, items, self.probabilities(items))


def fitted(
    features: csr_matrix, data: Sequence[Row], kinds: Sequence[str], topics: Sequence[str]
) -> Matrix:
    """Return (features + 1, labels): weights and, in the last row, intercepts."""
    model = LogisticRegression(C=KINDS, max_iter=1000)
    model.fit(features, [kinds.index(row.kind) for row in data])
    columns = [np.append(w, b) for w, b in zip(model.coef_, model.intercept_, strict=True)]
    chosen = [at for at, row in enumerate(data) if row.kind in TOPIC_KINDS]
    for topic in topics:
        each = LogisticRegression(C=TOPICS, solver="liblinear", class_weight={0: 1, 1: 2.5})
        each.fit(features[chosen], [topic in data[at].topics for at in chosen])
        columns.append(np.append(each.coef_[0], each.intercept_[0]))
    return np.stack(columns, axis=1)


def followed(data: Sequence[Row], kinds: Sequence[str]) -> Floats:
    """Return how much oftener than by chance each kind (row) is followed by each (column).

    Neighbours may stand in another part of the corpus, so what precedes is found by its text.
    """
    known = {row.item.text: row.kind for row in data}
    counts = np.ones((len(kinds), len(kinds)), np.float32)
    for row in data:
        if before := known.get(row.item.previous or ""):
            counts[kinds.index(before), kinds.index(row.kind)] += 1
    chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    made: Floats = counts / chance
    return made


def calibrated(
    weights: Matrix,
    features: csr_matrix,
    data: Sequence[Row],
    kinds: Sequence[str],
    topics: Sequence[str],
) -> Matrix:
    """Return weights whose scores are probabilities on `data`.

    The scores of the kinds share one temperature, those of the topics one slope and shift.
    """
    scores, count = features @ weights[:-1] + weights[-1], len(kinds)
    truth = np.array([kinds.index(row.kind) for row in data])

    def loss(temperature: float) -> float:
        each = scores[:, :count] * temperature
        each -= np.logaddexp.reduce(each, axis=1, keepdims=True)
        return float(-each[np.arange(len(truth)), truth].mean())

    made = weights.copy()
    made[:, :count] *= min(np.linspace(0.5, 3.0, 101), key=loss)
    acts = [at for at, row in enumerate(data) if row.kind in TOPIC_KINDS]
    hits = [topic in data[at].topics for at in acts for topic in topics]
    line = LogisticRegression(C=1e6).fit(scores[acts, count:].reshape(-1, 1), hits)
    made[:, count:] *= line.coef_[0][0]
    made[-1, count:] += line.intercept_[0]
    return made


def threshold(found: Floats, data: Sequence[Row], topics: Sequence[str]) -> float:
    """Return the middle of the least scores of a topic whose F1 on `data` is all but the best."""
    acts = [at for at, row in enumerate(data) if row.kind in ACTS]
    truth = np.array([[topic in data[at].topics for topic in topics] for at in acts])

    def agreed(least: float) -> float:
        told = found[acts] >= np.minimum(least, found[acts].max(axis=1, keepdims=True))
        return float(2 * (told & truth).sum() / (told.sum() + truth.sum()))

    reached = {float(least): agreed(least) for least in np.linspace(0.15, 0.6, 46)}
    best = max(reached.values())
    return float(np.mean([least for least, f1 in reached.items() if f1 > best - AS_GOOD]))


def left_out(data: Sequence[Row], cut: Cut = tokens) -> Evaluation:
    """Return what models reach on the statements of writers whom they have never read."""
    seen: list[Row] = []
    told: list[Labels] = []
    for names in APART:
        other = [row for row in data if agreement.writer(row.id) not in names]
        own = [row for row in data if agreement.writer(row.id) in names]
        fit = [row for at, row in enumerate(other) if at % 8]
        seen += own
        told += Trained(fit, other[::8], cut).label([row.item for row in own])
    return evaluate(seen, told)


def written(trained: Trained, path: Path) -> None:
    """Write weights, vocabulary and manifest of a model."""
    path.mkdir(parents=True, exist_ok=True)
    model = trained.model
    vocabulary: dict[str, Any] = {"kinds": model.kinds, "topics": model.topics}
    for name, columns in zip(BLOCKS, model.columns, strict=True):
        vocabulary[name] = sorted(columns, key=columns.__getitem__)
    (path / "vocab.json").write_text(_json(vocabulary), "utf-8")
    arrays = {"weights": model.weights, "idf": model.idf, "thresholds": model.thresholds}
    arrays["follows"] = model.follows
    save_file(arrays, path / "weights.safetensors")
    (path / "weights.safetensors").chmod(0o644)
    hashes = {
        name: hashlib.sha256((path / name).read_bytes()).hexdigest()
        for name in ("vocab.json", "weights.safetensors")
    }
    version = load_toml("taxonomy.toml")["version"]
    manifest = {"name": NAME, "taxonomy": version, "sha256": hashes}
    (path / "manifest.json").write_text(_json(manifest), "utf-8")


def metrics(found: Evaluation) -> dict[str, Any]:
    """Return an evaluation for `metrics.json`, its figures to four places."""
    kept = {
        name: value
        for name, value in asdict(replace(found, confusion=dict(found.confusion))).items()
        if name != "errors"
    }
    made: dict[str, Any] = json.loads(json.dumps(kept), parse_float=lambda x: round(float(x), 4))
    return made


def card(sizes: Sequence[int], trained: Trained, test: Evaluation, apart: Evaluation) -> str:
    """Return the card of the model, in Markdown."""
    model = trained.model
    heads = ("", "test", "writers left out")
    names = {"statements": "statements", **ablations.MEASURES}
    figures = [
        (told, *(ablations.figure(getattr(found, name)) for found in (test, apart)))
        for name, told in names.items()
    ]
    each = [
        (label, *(ablations.figure(getattr(apart.labels[label], part)) for part in
         ("precision", "recall", "f1", "support")), f"{score.low:.3f}–{score.high:.3f}")
        for label, score in apart.labels.items() if score.support
    ]  # fmt: skip
    mixed = sorted(apart.confusion.items(), key=lambda pair: (-pair[1], pair[0]))[:8]
    return f"""# {NAME}

Written by `python scripts/train.py`; do not edit.

**What.** Tells the kind, topics and attributes of one statement of a Chinese annual report on
government-information disclosure. TF-IDF of characters and pairs of characters, of the heading and
section, of the statement before it in its list item, of the lexicon's cues and of the objects it
finds; one logistic regression for the {len(model.kinds)} kinds, one for each of
{len(model.topics)} topics. Kinds are weighed by those of the neighbours in the list item and,
where in doubt, by the lexicon's evidence. Attributes
follow the lexicon's rules. {len(model.idf)} features; a topic is given from a probability of
{model.thresholds[0]:.2f} on, and a problem or remedy has at least one.

**Data.** `corpora/statements`: {sizes[0]} statements to fit, {sizes[1]} to calibrate and to choose
the threshold, {sizes[2]} only to test. Written and labelled by language models of one family;
its `README.md` says how, and how far two labellings agree. No published report was used.

**How well.** *Writers left out*: the statements of {len(APART)} groups of writers, each labelled
by a model that has read none of that group. This is the figure to expect on wordings it does not
know; `test` holds other statements of the same writers. Topics and attributes count on problems
and remedies.

{ablations.table(heads, figures)}
**Calibration.** The expected calibration error is taken over ten bins of the scores of the labels
given. The kinds share one temperature, the topics one slope and shift, fitted on the validation
set.

**By label, writers left out**

{ablations.table(("label", "precision", "recall", "F1", "support", "F1, 95 % interval"), each)}
**Kinds most often confused, writers left out**

{ablations.table(("true → told", "times"), mixed)}
**Limits.** Measured on invented statements, not on reports: expect less where statements are cut
wrongly. Topics are weaker than kinds, and the rarer the topic the wider its interval. The second
labels are no people's. A probability holds for statements like these; the shares of kinds and
topics in the corpus were prescribed. The groups of cues and the weights of the parts were chosen
by the figures for writers left out, which are a little too good for that. One label says nothing
about an organ: read the statement.
"""


def main(
    data: Annotated[Path, typer.Option(help="folder of labelled statements")] = STATEMENTS,
    out: Annotated[Path, typer.Option(help="folder of the model")] = ROOT / "models" / NAME,
    *,
    labels: Annotated[Path | None, typer.Option(help="Your corrections, to learn from.")] = None,
    other: Annotated[bool, typer.Option("--ablations", help="Measure other designs, too.")] = False,
    page: Annotated[Path, typer.Option(help="The page on these.")] = TAGGERS,
) -> None:
    """Fit on train, calibrate by validation, score on test and on writers left out, write."""
    parts = [rows(data / f"{part}.jsonl") for part in agreement.PARTS]
    fit, check, scored = parts
    fit += training_rows(labels) if labels else []
    every = [*fit, *check, *scored]
    trained = Trained(fit, check)
    written(trained, out)
    test = evaluate(scored, LinearTagger(out).label([row.item for row in scored]))
    apart = left_out(every)
    told = {"test": metrics(test), "writers_left_out": metrics(apart)}
    (out / "metrics.json").write_text(_json(told), "utf-8")
    sizes = [len(part) for part in parts]
    (out / "card.md").write_text(card(sizes, trained, test, apart), "utf-8")
    agreement.write(data)
    for name, named in ablations.MEASURES.items():
        typer.echo(f"{named}: {getattr(test, name):.3f} test, {getattr(apart, name):.3f} left out")
    if other:
        designs = {"linear": (trained.label, apart)}
        for name, cut in ablations.CUTS.items():
            designs[f"linear {name}"] = (Trained(fit, check, cut).label, left_out(every, cut))
        text = ablations.page(fit, scored, every, designs, out)
        page.write_text(text, "utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    typer.run(main)
