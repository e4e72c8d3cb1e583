"""The tagger that needs no training: cues with weights, read from `data/lexicon`.

The kind is the sum of a prior (section and heading) and of the evidence found, once deficiencies
that are only echoed, denied or prevented have been masked. Topics are the objects named in the
clauses that carry the claim; symptoms count where no object is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress
from typing import cast

from gouji.classify.base import Labels, StatementInput
from gouji.data import load_toml
from gouji.model import Kind, SectionRole
from gouji.text.clauses import opening, without_echoes
from gouji.text.cues import CueTable, found, table
from gouji.text.fold import fold

MAX_TOPICS = 3
TOPIC_KINDS = ("problem", "remedy_planned", "remedy_taken", "achievement")
DEFICITS = ("still", "deficient", "need", "lacking")
CUES = ("planned", "taken", "background", "none", "nothing")
FACTS = ("achieved", "fact", "success", "concede")
_OBJECT, _SIGN = 3.0, 1.0
_NARRATIVE = ("overview", "disclosure", "applications", "disputes")
# matches the comma of 不够全面,更新慢; not the 、 of 内容简单、形式单一
_CLAUSE_END = re.compile(r"[,;:。]")
_EDGE = ",;:。、"
# matches 问题及改进情况; not 问题整改情况
_JOINED = re.compile(r"[及和与、]")


class LexiconTagger:
    """Labels statements by the cues of `data/lexicon`; holds no state."""

    name = "lexicon"

    def label(self, items: Sequence[StatementInput]) -> list[Labels]:
        """Return the labels of `items`, in order."""
        return [_label(item) for item in items]


def _label(item: StatementInput) -> Labels:
    text = normal(item.text)
    bare, _ = without_echoes(text)
    kind, certainty = _kind(evidence(item))
    if kind not in TOPIC_KINDS:
        return Labels(kind, (), {kind: certainty})
    weights = _topics(text, bare, kind)
    if item.previous and not _objects(weights):
        before = normal(item.previous)
        weights = _objects(_topics(before, without_echoes(before)[0], kind)) or weights
    acts = kind != "achievement"
    if acts and not weights:
        weights = {"general": _SIGN}
    topics = sorted(weights, key=lambda topic: -weights[topic])[:MAX_TOPICS]
    scores = {kind: certainty} | {t: round(weights[t] / (weights[t] + 0.6), 3) for t in topics}
    extra = attributes(text, item.heading, kind, topics) if acts else ()
    return Labels(kind, tuple(topics), scores, extra)


@lru_cache(maxsize=2048)
def normal(text: str) -> str:
    """Return `text` folded, without white space and without punctuation at its ends."""
    return "".join(fold(text).split()).lstrip(_EDGE).rstrip(_EDGE + "!?")


@lru_cache(maxsize=4096)
def context(section: SectionRole | None, heading: str | None) -> str:
    """Return what a section and heading lead to expect.

    One of overview, problem, planned, taken, mixed, other, unknown.
    """
    if section in _NARRATIVE:
        return "overview"
    title = normal(heading or "")
    problem = table("attributes", "head_problem").found(without_echoes(title)[0])
    acts = found("attributes", title, "head_planned", "head_taken", "head_past", "head_improve")
    if section == "other" and not (problem or acts):
        return "other"
    if "head_past" in acts and not problem:
        return "taken"
    if "head_taken" in acts and "head_planned" not in acts:
        past = table("attributes", "last_year").found(title)
        return "mixed" if problem and not past and _JOINED.search(title) else "taken"
    if acts:
        return "mixed" if problem or "head_taken" in acts else "planned"
    if problem:
        return "problem"
    return "mixed" if section == "problems" else "unknown"


def evidence(item: StatementInput) -> dict[str, float]:
    """Return what the place and the cues of a statement weigh for each kind they speak for."""
    text, model = normal(item.text), load_toml("lexicon/model.toml")
    bare, echoes = without_echoes(text)
    place = context(item.section, item.heading)
    scores = dict(model["prior"][place])
    adverb, acts, _ = opening(text)
    cues = found("kinds", bare, *DEFICITS) | found("kinds", text, *CUES, *FACTS)
    for group in cues.union(compress(("adverb", "action", "echo"), (adverb, acts, echoes))):
        weights = model["evidence"].get(f"{group}.{place}", model["evidence"][group])
        for kind, weight in weights.items():
            scores[kind] = scores.get(kind, 0.0) + weight
    return scores


def _kind(scores: dict[str, float]) -> tuple[Kind, float]:
    best = max(scores, key=lambda kind: scores[kind])
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return cast("Kind", best), round(1 / total, 3)


@cache
def _topic_table() -> tuple[CueTable, dict[str, tuple[str, ...]]]:
    """Return the table of topic cues and, for each topic, those it yields to.

    A phrase that one topic blocks counts for the other topics whose objects it contains.
    """
    entries = load_toml("lexicon/topics.toml")
    groups: dict[str, dict[str, list[str]]] = {"_none/block": {"words": []}}
    for topic, entry in entries.items():
        objects = {"words": list(entry["object"]), "patterns": entry.get("patterns", [])}
        groups[f"{topic}/object"] = objects
        groups[f"{topic}/sign"] = {"words": entry.get("sign", [])}
    for topic, entry in entries.items():
        for phrase in entry.get("block", ()):
            others = (t for t in entries if t != topic)
            inside = [t for t in others if any(word in phrase for word in entries[t]["object"])]
            for group in [f"{name}/object" for name in inside] or ["_none/block"]:
                groups[group]["words"].append(phrase)
    return CueTable(groups), {t: tuple(e.get("yields_to", ())) for t, e in entries.items()}


def _topics(text: str, bare: str, kind: Kind) -> dict[str, float]:
    """Return topic → weight; signs count only where no object is named.

    In a problem only the clauses that state a deficiency or lead in to one speak, if any of them
    names an object.
    """
    clauses = _CLAUSE_END.split(text)
    named = [_named(clause) for clause in clauses]
    if kind == "problem" and len(clauses) > 1:
        starts = accumulate((len(clause) + 1 for clause in clauses), initial=0)
        masked = (bare[at : at + len(c)] for c, at in zip(clauses, starts, strict=False))
        claims = map(_claims, clauses, masked)
        if weights := _objects(_sum(compress(named, claims))):
            return weights
    weights = _sum(named)
    return _objects(weights) or weights


def _claims(clause: str, bare: str) -> bool:
    deficient = found("kinds", bare, "still", "deficient", "lacking")
    return bool(deficient) or table("clauses", "lead").opens(clause)


def objects(text: str) -> Iterable[str]:
    """Return the topics whose objects (topic/object) and symptoms (topic/sign) a text names."""
    return dict.fromkeys(hit.group for hit in _topic_table()[0].hits(text))


def _named(clause: str) -> dict[str, float]:
    """Return the topics a clause names, less those that yield to an object it names."""
    cues, yields = _topic_table()
    named: dict[str, float] = {}
    for group, _, _ in cues.hits(clause):
        topic, _, tier = group.partition("/")
        if topic != "_none":
            named[topic] = max(named.get(topic, 0.0), _OBJECT if tier == "object" else _SIGN)
    objects = _objects(named).keys()
    return {t: weight for t, weight in named.items() if objects.isdisjoint(yields[t])}


def _sum(parts: Iterable[dict[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for part in parts:
        for topic, weight in part.items():
            total[topic] = total.get(topic, 0.0) + weight
    return total


def _objects(weights: dict[str, float]) -> dict[str, float]:
    return {topic: weight for topic, weight in weights.items() if weight >= _OBJECT}


def attributes(
    text: str, heading: str | None, kind: Kind, topics: Sequence[str]
) -> tuple[str, ...]:
    """Return the attributes of a normal text: last year named, others meant, nothing named."""
    past = table("attributes", "last_year")
    given = {
        "follow_up": kind != "remedy_planned"
        and (past.found(text) or past.found(normal(heading or ""))),
        "others": kind == "problem" and table("attributes", "others").found(text),
        "vague": list(topics) == ["general"] and not table("attributes", "cause").found(text),
    }
    return tuple(name for name, holds in given.items() if holds)
