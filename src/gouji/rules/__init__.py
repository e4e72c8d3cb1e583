"""The rule catalogue: importing this package registers all rules; `run` applies the chosen ones."""

from __future__ import annotations

from gouji.rules import (
    contradictions,
    internal,
    layout,
    problems,
    prose,
    structure,
    tables,
    unreadable,
)
from gouji.rules.engine import Rule, finding, rule, rules, run, selected
from gouji.rules.pages import page

__all__ = [
    "Rule",
    "contradictions",
    "finding",
    "internal",
    "layout",
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
