"""The few sentences of a report's overview that best say what was done, as they stand.

Sentences are compared by their content words (jieba), each weighing the less the more invented
reports use it (`data/word_frequencies.tsv`), so that slogans and what every report says weigh
little. First come those that say much and are like others, less what a chosen one says (MMR).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from gouji.data import load_text
from gouji.model import Report, Span
from gouji.text.cues import table
from gouji.text.fold import fold

FEWEST, MOST, SHARE = 3, 5, 6
"""How few and how many sentences are told: one of so many candidates."""
SHORT, LONG = 12, 110
FIGURE, REPEATED = 0.15, 0.7
"""What a figure adds to the worth of a sentence, and what likeness to a chosen one takes away."""
# matches a sentence with what closes it: 发布信息3.5万条。
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
# matches the （一） of （一）主动公开 and the 一是 of 一是加强培训; not 2023年
_MARKER = re.compile(
    r"""^\s* (?: [(（][一二三四五六七八九十\d]+[)）] | 第?[一二三四五六七八九十]+[是、.．，]
             | \d{1,2}[、.．](?!\d) )? \s*""",
    re.VERBOSE,
)
# matches 公开 and 12345热线; not 的 or 2023
_WORD = re.compile(r"\w*[^\W\d]\w+|[^\W\d]\w+")
# matches the 38 of 38条; not 2019年
_FIGURE = re.compile(r"\d+(?![\d年月日])")
Bag = Mapping[str, float]


def highlights(report: Report) -> tuple[Span, ...]:
    """Return three to five sentences in the order of the text; fewer where it has no more."""
    spans = _candidates(report)
    texts = [span.of(report.text) for span in spans]
    bags = [_bag(text) for text in texts]
    worth = [
        sum(_likeness(bag, other) for other in bags) / len(bags)
        + _weight(bag)
        + FIGURE * bool(_FIGURE.search(text))
        for bag, text in zip(bags, texts, strict=True)
    ]
    chosen: list[int] = []
    wanted = max(FEWEST, min(MOST, len(spans) // SHARE))
    while len(chosen) < min(len(spans), wanted):
        repeated = [max((_likeness(b, bags[at]) for at in chosen), default=0.0) for b in bags]
        left = [at for at in range(len(spans)) if at not in chosen]
        chosen.append(max(left, key=lambda at: worth[at] - REPEATED * repeated[at]))
    return tuple(spans[at] for at in sorted(chosen))


def words(text: str) -> list[str]:
    """Return the content words of a text: two characters or more, no numbers."""
    return [word for word in _segmenter().cut(text) if _WORD.fullmatch(word)]


@cache
def _segmenter() -> Any:
    """Return jieba with its own dictionary, which takes half a second.

    It neither reads nor writes jieba's cache, which lies where anybody may write.
    """
    made = import_module("jieba").Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    return made


@cache
def frequencies() -> tuple[int, Mapping[str, int]]:
    """Return how many reports were read and, for each word, how many of them use it."""
    lines = [line for line in load_text("word_frequencies.tsv").splitlines() if line[0] != "#"]
    rows = dict(line.split("\t") for line in lines)
    return int(rows.pop("*")), {word: int(count) for word, count in rows.items()}


def sentences(report: Report) -> list[Span]:
    """Return the sentences of the overview without their list markers."""
    section = report.section("overview")
    spans: list[Span] = []
    if section:
        for match in _SENTENCE.finditer(report.text, section.body.start, section.body.end):
            text = _MARKER.sub("", match[0], count=1)
            spans.append(Span(match.end() - len(text), match.end()))
    return spans


def _candidates(report: Report) -> list[Span]:
    """Return the sentences of the overview that tell of something done, each once."""
    done = [
        stmt.span
        for stmt in report.of_kind("achievement")
        if stmt.section == "overview" and not table("kinds", "zero").found(fold(stmt.text))
    ]
    spans: dict[str, Span] = {}
    for span in sentences(report):
        length = span.end - span.start
        told = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in done)
        if SHORT <= length <= LONG and 2 * told >= length:
            spans.setdefault(span.of(report.text), span)
    return list(spans.values())


def _bag(text: str) -> Bag:
    """Return the words of a sentence and their weights: how often, by how seldom elsewhere."""
    reports, known = frequencies()
    return {
        word: count * math.log(reports / known.get(word, 1))
        for word, count in Counter(words(text)).items()
    }


def _weight(bag: Bag) -> float:
    """Return what the words of a sentence weigh on average, 0 (in every report) to about 1."""
    return sum(bag.values()) / len(bag) / math.log(frequencies()[0]) if bag else 0.0


def _likeness(one: Bag, other: Bag) -> float:
    dot = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    return dot and dot / math.hypot(*one.values()) / math.hypot(*other.values())
