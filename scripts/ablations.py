"""The other designs of the tagger that `scripts/train.py --ablations` measures, and their page."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import cast

from sklearn.feature_extraction.text import TfidfVectorizer

from gouji.classify.base import Labels, StatementInput
from gouji.classify.evaluate import ACTS, Evaluation, Row, evaluate
from gouji.classify.lexicon import LexiconTagger, normal
from gouji.classify.linear import BLOCKS, LinearTagger, load, tokens
from gouji.model import Kind
from gouji.text.clauses import without_echoes
from gouji.text.fold import fold

MEASURES = {
    "kind_accuracy": "accuracy of kinds",
    "problem_f1": "F1 of problems",
    "topic_micro_f1": "micro-F1 of topics",
    "topic_macro_f1": "macro-F1 of topics",
    "attribute_f1": "F1 of attributes",
    "calibration": "calibration error",
}
ROUNDS = 7
"""How often the speeds are taken, in turn; the page tells the medians."""
Tagger = Callable[[Sequence[StatementInput]], list[Labels]]
Cut = Callable[[StatementInput], tuple[Iterable[str], ...]]


def without(block: str) -> Cut:
    """Return a cut in which `block` is the same for every statement."""
    return lambda item: tuple(
        found if name != block else ("",) for name, found in zip(BLOCKS, tokens(item), strict=True)
    )


def with_triples(item: StatementInput) -> tuple[Iterable[str], ...]:
    """Return the tokens with three characters in a row, too."""
    text, *rest = tokens(item)
    plain = f"^{normal(item.text)}$"
    return (*text, *{plain[at : at + 3]: 0 for at in range(len(plain) - 2)}), *rest


def with_words(item: StatementInput) -> tuple[Iterable[str], ...]:
    """Return the tokens with jieba's words, too."""
    text, *rest = tokens(item)
    return (*text, *_words(normal(item.text))), *rest


@cache
def _words(text: str) -> tuple[str, ...]:
    jieba = import_module("jieba")
    jieba.setLogLevel("WARNING")
    return tuple(dict.fromkeys(f"word {word}" for word in jieba.lcut(text)))


CUTS: dict[str, Cut] = {
    "without cues": without("cues"),
    "without the objects the lexicon finds": without("objects"),
    "without context": without("context"),
    "without the statement before": without("before"),
    "with three characters in a row": with_triples,
    "with jieba's words": with_words,
}


def majority(data: Sequence[Row]) -> Tagger:
    """Return a tagger that gives everything the most frequent kind and topic of `data`."""
    kinds = Counter(row.kind for row in data)
    acts = [row.topics for row in data if row.kind in ACTS]
    topics = Counter(topic for given in acts for topic in given)
    (kind, often), (topic, named) = kinds.most_common(1)[0], topics.most_common(1)[0]
    scores = {kind: often / len(data), topic: named / len(acts)}
    return lambda items: [Labels(cast("Kind", kind), (topic,), scores)] * len(items)


def page(
    fit: Sequence[Row],
    test: Sequence[Row],
    every: Sequence[Row],
    designs: Mapping[str, tuple[Tagger, Evaluation]],
    model: Path,
) -> str:
    """Return the page: every design on `test` and with writers left out, speed, size, loading."""
    linear, lexicon, most = LinearTagger(model), LexiconTagger(), majority(fit)
    items = [row.item for row in every]
    taggers = {"majority": most, "lexicon": lexicon.label}
    apart = {name: evaluate(every, tagger(items)) for name, tagger in taggers.items()}
    taggers |= {name: tagger for name, (tagger, _) in designs.items()}
    apart |= {name: found for name, (_, found) in designs.items()}
    tested = {
        name: evaluate(test, tagger([row.item for row in test])) for name, tagger in taggers.items()
    }
    heads = ("tagger", *MEASURES.values())
    both = [
        table(heads, [(name, *(figure(getattr(each, key)) for key in MEASURES))
                      for name, each in found.items()])
        for found in (tested, apart)
    ]  # fmt: skip
    size = sum(path.stat().st_size for path in model.iterdir())
    return f"""# Taggers

Written by `python scripts/train.py --ablations`; do not edit. All statements are invented
(`corpora/statements`); figures about real reports are not on this page. Topics and attributes
count on problems and remedies. Nothing is fitted or calibrated on the statements scored; but the
parts of the features and their weights were chosen by figures like those of the second table,
whose statements include the test set.

## On the {len(test)} statements of the test set

{both[0]}
## On {len(every)} statements, writers left out

Each statement is labelled by a model that has read nothing of its writer. The lexicon and the
majority learn nothing from a writer, so they label all statements as they are.

{both[1]}
## Speed, size, loading

{_speeds(items, {"lexicon": lexicon.label, "linear": linear.label})}
Statements a second in proportion to scikit-learn's
`TfidfVectorizer(analyzer="char", ngram_range=(1, 3)).transform` on the same {len(items)} statements
in the same run: medians of {ROUNDS} rounds in turn, no text kept from one round to the next (what
headings mean is kept, as in a long run). The linear tagger does all its work in that time:
features, scores, topics and attributes. Its folder has {size / 1e6:.2f} MB and loads in
{_loading(model):.0f} ms once numpy is imported.
"""


def _speeds(items: Sequence[StatementInput], taggers: dict[str, Tagger]) -> str:
    texts = [item.text for item in items]
    tfidf = TfidfVectorizer(analyzer="char", ngram_range=(1, 3)).fit(texts).transform
    taken: dict[str, list[float]] = {name: [] for name in taggers}
    for _ in range(ROUNDS + 1):
        base = _seconds(tfidf, texts)
        for name, tagger in taggers.items():
            fold.cache_clear()
            normal.cache_clear()
            without_echoes.cache_clear()
            taken[name].append(base / _seconds(tagger, items))
    rows = [(name, f"{median(shares[1:]):.2f} ×") for name, shares in taken.items()]
    return table(("tagger", "speed beside TF-IDF"), rows)


def _loading(model: Path) -> float:
    return 1000 * min(_seconds(load.__wrapped__, model) for _ in range(ROUNDS))


def _seconds(action: Callable[..., object], given: object) -> float:
    start = time.perf_counter()
    action(given)
    return time.perf_counter() - start


def figure(value: float) -> str:
    """Return a share to three places, a count as it is."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def table(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    every = [heads, ["---"] * len(heads), *lines]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in every)
