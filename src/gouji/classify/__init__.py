"""Statement → labels: the taggers, and the step of the pipeline that labels a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gouji.classify.base import Classifier, Labels, StatementInput
from gouji.classify.corrections import Corrected, Settled, corrections
from gouji.classify.lexicon import LexiconTagger
from gouji.classify.pairs import orphans, pairs, unanswered
from gouji.config import Settings
from gouji.data import load_toml
from gouji.errors import UsageError
from gouji.messages import Lang, template
from gouji.model import Report, Statement

__all__ = [
    "Classifier",
    "Labels",
    "StatementInput",
    "chosen_classifier",
    "classify_report",
    "load_classifier",
    "orphans",
    "taxonomy_version",
    "unanswered",
]

LATER = ("spacy", "transformer")


def load_classifier(name: str) -> Classifier:
    """Return the tagger called `name`. Raises UsageError for one that does not exist."""
    if name == "linear":
        from gouji.classify.linear import LinearTagger

        return LinearTagger()
    if name == "lexicon":
        return LexiconTagger()
    late = "comes with a later version" if name.partition(":")[0] in LATER else "is not known"
    raise UsageError(f"tagger {name!r} {late}; use --tagger linear or lexicon")


def chosen_classifier(settings: Settings) -> Classifier:
    """Return the tagger of `settings` with the user's corrections, if there are any.

    Raises UsageError where the tagger or the file is missing, ConfigError for what it says.
    """
    if not settings.labels:
        return load_classifier(settings.tagger)
    try:
        content = Path(settings.labels).read_bytes()
    except OSError as error:
        said = template("ui.labels.missing", settings.lang)
        raise UsageError(said.format(path=settings.labels, why=error.strerror)) from error
    return _corrected(settings.tagger, settings.labels, content, settings.lang)


@lru_cache(maxsize=4)
def _corrected(name: str, path: str, content: bytes, lang: Lang) -> Corrected:
    """Return one object a file, so that it knows at the end of a run what was never met."""
    return Corrected(load_classifier(name), content, corrections(path, content, lang))


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
    statements = tuple(
        stmt if isinstance(given, Settled) else _specify(stmt, answers.get(stmt.id))
        for stmt, given in zip(labelled, labels, strict=True)
    )
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
