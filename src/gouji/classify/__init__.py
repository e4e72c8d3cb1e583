"""Statement → labels: the taggers, and the step of the pipeline that labels a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.classify.base import Classifier, Labels, StatementInput
from gouji.classify.lexicon import LexiconTagger
from gouji.classify.pairs import orphans, pairs, unanswered
from gouji.data import load_toml
from gouji.errors import UsageError
from gouji.model import Report, Statement

__all__ = [
    "Classifier",
    "Labels",
    "StatementInput",
    "classify_report",
    "load_classifier",
    "orphans",
    "taxonomy_version",
    "unanswered",
]

LATER = ("linear", "spacy", "transformer")


def load_classifier(name: str) -> Classifier:
    """Return the tagger called `name`. Raises UsageError for one that does not exist."""
    if name == "lexicon":
        return LexiconTagger()
    if name.partition(":")[0] in LATER:
        raise UsageError(f"tagger {name!r} comes with a later version; use --tagger lexicon")
    raise UsageError(f"unknown tagger {name!r}; use --tagger lexicon")


def taxonomy_version() -> str:
    """Return the version of the label set."""
    version: str = load_toml("taxonomy.toml")["version"]
    return version


def classify_report(report: Report, classifier: Classifier) -> Report:
    """Return `report` with labelled statements and with problems paired to remedies.

    A remedy that names no object takes the topics of a problem it answers.
    """
    labels = classifier.label(list(_inputs(report.statements)))
    labelled = [
        replace(stmt, kind=a.kind, topics=a.topics, scores=a.scores, attributes=a.attributes)
        for stmt, a in zip(report.statements, labels, strict=True)
    ]
    found = pairs(labelled)
    by_id = {stmt.id: stmt for stmt in labelled}
    answers = {pair.remedy: by_id[pair.problem] for pair in found}
    statements = tuple(_specify(stmt, answers.get(stmt.id)) for stmt in labelled)
    return replace(report, statements=statements, pairs=found)


def _inputs(statements: Sequence[Statement]) -> Iterator[StatementInput]:
    around = zip((None, *statements), statements, (*statements[1:], None), strict=False)
    for before, stmt, after in around:
        near = (n.text if n and n.group == stmt.group else None for n in (before, after))
        yield StatementInput(stmt.text, stmt.section, stmt.heading, *near)


def _specify(stmt: Statement, problem: Statement | None) -> Statement:
    """Give a remedy without an object the topics of the problem it answers."""
    if problem is None or stmt.topics != ("general",) or problem.topics == ("general",):
        return stmt
    scores = {label: score for label, score in stmt.scores.items() if label != "general"}
    scores |= {topic: round(0.8 * problem.scores.get(topic, 0.5), 3) for topic in problem.topics}
    attributes = tuple(name for name in stmt.attributes if name != "vague")
    return replace(stmt, topics=problem.topics, scores=scores, attributes=attributes)
