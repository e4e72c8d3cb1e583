"""The trained tagger: TF-IDF of characters and context, one-vs-rest logistic regression.

`scripts/train.py` fits it with scikit-learn; here its weights are only added up. They are plain
numbers (safetensors and JSON), so that loading runs no code. Attributes follow the lexicon's rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, compress, pairwise
from operator import add
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from gouji.classify import lexicon
from gouji.classify.base import Labels, StatementInput
from gouji.classify.lexicon import normal
from gouji.model import Kind, SectionRole
from gouji.text.clauses import opening, without_echoes
from gouji.text.cues import table

NAME = "zfxxgk-linear-v1"
BLOCKS = {"text": 1.0, "context": 0.3, "before": 0.4, "cues": 0.15, "objects": 0.15}
"""What the features are made of, and how much each part weighs beside the others."""
LACKS = ("still", "deficient")
SAYS = ("planned", "taken", "achieved", "success")
"""The lexicon's cues that help: deficiencies not echoed, and what is said to be done."""
SURE, LEXICON, NEAR = 0.9, 0.3, 0.4
"""Below what score the lexicon is asked for a kind, how much it counts, and how much neighbours."""
_AT_ONCE = 256
# every number looks alike: matches 2023 and 15
_DIGITS = re.compile(r"\d+")

Floats = NDArray[np.float32]
Tokens = Iterable[str]


def tokens(item: StatementInput) -> tuple[Tokens, ...]:
    """Return the tokens of each block: statement, place, the one before, cues, objects named.

    Each stands once in its block, in the order of the text.
    """
    plain = normal(item.text)
    text = f"^{_DIGITS.sub('0', plain)}$"
    bare, echoes = without_echoes(plain)
    hits = *table("kinds", *LACKS).hits(bare), *table("kinds", *SAYS).hits(plain)
    cues = [*dict.fromkeys(hit.group for hit in hits)]
    cues += compress(("adverb", "action", "echo"), (*opening(plain)[:2], echoes))
    place, around = _around(item.section, item.heading)
    before = dict.fromkeys(_pairs(normal(item.previous))) if item.previous else ()
    told = (*cues, *(f"{cue}.{place}" for cue in cues))
    return dict.fromkeys(chain(text, _pairs(text))), around, before, told, lexicon.objects(plain)


@lru_cache(maxsize=4096)
def _around(section: SectionRole | None, heading: str | None) -> tuple[str, Tokens]:
    place = lexicon.context(section, heading)
    pairs = dict.fromkeys(_pairs(normal(heading or "")))
    return place, (f"section {section}", f"place {place}", *pairs)


def _pairs(text: str) -> Tokens:
    return map(add, text, text[1:])


@dataclass(frozen=True, slots=True)
class Model:
    """Vocabulary and weights: `weights` is (features + 1, labels), its first row the intercepts.

    `columns` and `idf` are given for each block of `BLOCKS`; `topics` are the labels after the
    kinds, `thresholds` the least score at which each of them is given; `follows` tells how much
    oftener than by chance a kind (row) is followed by another (column) in a list item.
    """

    kinds: tuple[Kind, ...]
    topics: tuple[str, ...]
    columns: tuple[dict[str, int], ...]
    idf: Floats
    weights: Floats
    thresholds: Floats
    follows: Floats


def folder(name: str = NAME) -> Path:
    """Return where a model lies: inside the installed package, or in the checkout it runs from."""
    packed = Path(__file__).parents[1] / "models" / name
    return packed if packed.is_dir() else Path(__file__).parents[3] / "models" / name


@cache
def load(path: Path) -> Model:
    """Return the model in a folder. Raises OSError where a file is missing."""
    vocabulary = json.loads((path / "vocab.json").read_text("utf-8"))
    arrays = load_file(path / "weights.safetensors")
    start, columns = 1, []
    for block in BLOCKS:
        columns.append({token: start + at for at, token in enumerate(vocabulary[block])})
        start += len(vocabulary[block])
    return Model(
        kinds=tuple(vocabulary["kinds"]),
        topics=tuple(vocabulary["topics"]),
        columns=tuple(columns),
        idf=np.append(np.float32(1), arrays["idf"]),
        weights=arrays["weights"],
        thresholds=arrays["thresholds"],
        follows=arrays["follows"],
    )


class LinearTagger:
    """Labels statements by the model in a folder."""

    def __init__(self, path: Path | None = None) -> None:
        self._model = load(path or folder())
        self.name = (path or folder()).name

    def label(self, items: Sequence[StatementInput]) -> list[Labels]:
        """Return the labels of `items`, in order."""
        parts = [items[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE)]
        scores = [probabilities(self._model, part) for part in parts]
        return labels(self._model, items, np.vstack(scores)) if parts else []


def weighed(model: Model, items: Sequence[StatementInput], scores: Floats) -> Floats:
    """Return `scores` with the kinds weighed by the lexicon, where none is sure, and neighbours.

    Neighbours are those in the same list item; each counts by how often one kind follows another.
    """
    made, count = scores.copy(), len(model.kinds)
    own = made[:, :count]
    for at in np.flatnonzero(own.max(axis=1) < SURE).tolist():
        told = lexicon.evidence(items[at])
        own[at] *= np.exp([LEXICON * told.get(kind, 0.0) for kind in model.kinds])
    own /= own.sum(axis=1, keepdims=True)
    pairs = enumerate(pairwise(items), start=1)
    after = np.array([at for at, (a, b) in pairs if b.previous == a.text], np.intp)
    near = np.zeros_like(own)
    near[after] += np.log(own[after - 1] @ model.follows)
    near[after - 1] += np.log(own[after] @ model.follows.T)
    own *= np.exp(NEAR * near)
    own /= own.sum(axis=1, keepdims=True)
    return made


def labels(model: Model, items: Sequence[StatementInput], scores: Floats) -> list[Labels]:
    """Return what `scores`, (items, labels), say of each item, the lexicon and neighbours heard."""
    scores = weighed(model, items, scores)
    best = scores[:, : len(model.kinds)].argmax(axis=1).tolist()
    ranked = (-scores[:, len(model.kinds) :]).argsort(axis=1)[:, : lexicon.MAX_TOPICS + 1].tolist()
    told = zip(items, scores.astype(float).round(3).tolist(), best, ranked, strict=True)
    return [_labels(model, *each) for each in told]


def _labels(
    model: Model, item: StatementInput, scores: list[float], best: int, ranked: list[int]
) -> Labels:
    kind = model.kinds[best]
    given: dict[str, float] = {kind: scores[best]}
    if kind not in lexicon.TOPIC_KINDS:
        return Labels(kind, (), given)
    acts, shares = kind != "achievement", scores[len(model.kinds) :]
    told = [at for at in ranked if shares[at] >= model.thresholds[at]] or ranked[:acts]
    if len(told) > 1:
        told = [at for at in told if model.topics[at] != "general"]
    given |= {model.topics[at]: shares[at] for at in told[: lexicon.MAX_TOPICS]}
    topics = tuple(model.topics[at] for at in told[: lexicon.MAX_TOPICS])
    extra = lexicon.attributes(normal(item.text), item.heading, kind, topics) if acts else ()
    return Labels(kind, topics, given, extra)


def probabilities(model: Model, items: Sequence[StatementInput]) -> Floats:
    """Return (items, labels): shares of 1 for the kinds, for each topic one of its own."""
    places: list[int] = []
    sizes: list[int] = []
    for item in items:
        places.append(0)
        sizes.append(1)
        for columns, found in zip(model.columns, tokens(item), strict=True):
            before = len(places)
            places += filter(None, map(columns.get, found))
            sizes.append(len(places) - before)
    share = np.tile(np.array([1.0, *BLOCKS.values()]), len(items))
    block = np.repeat(np.arange(len(sizes)), sizes)
    at = np.array(places, np.intp)
    idf = model.idf[at]
    length = np.sqrt(np.bincount(block, idf * idf, len(sizes)))
    values = (idf * (share / np.maximum(length, 1e-9))[block]).astype(np.float32)
    added = model.weights.take(at, axis=0)
    added *= values[:, None]
    starts = np.cumsum([0, *sizes])[: -1 : len(BLOCKS) + 1]
    return shares(np.add.reduceat(added, starts, axis=0), len(model.kinds))


def shares(scores: Floats, count: int) -> Floats:
    """Return sums of weights as probabilities; the first `count` columns are the kinds."""
    kinds = np.exp(scores[:, :count] - scores[:, :count].max(axis=1, keepdims=True))
    kinds /= kinds.sum(axis=1, keepdims=True)
    return np.hstack([kinds, 1 / (1 + np.exp(-scores[:, count:]))])
