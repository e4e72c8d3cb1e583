"""The rule catalogue: importing this package registers every rule; `run` applies the chosen ones."""

from __future__ import annotations

from gouji.rules import contradictions, internal, problems, prose, structure, tables, unreadable
from gouji.rules.engine import Rule, finding, rule, rules, run, selected
from gouji.rules.pages import page

__all__ = [
    "Rule",
    "contradictions",
    "finding",
    "internal",
    "page",
    "problems",
    "prose",
    "rule",
    "rules",
    "run",
    "selected",
    "structure",
    "tables",
    "unreadable",
]
