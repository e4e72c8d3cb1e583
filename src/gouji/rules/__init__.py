"""The rule catalogue: importing this package registers all rules; `run` applies the chosen ones."""

from __future__ import annotations

from importlib import import_module

from gouji.rules.engine import Rule, finding, rule, rules, run, selected
from gouji.rules.pages import page

__all__ = ["Rule", "finding", "page", "rule", "rules", "run", "selected"]
_MODULES = ("contradictions", "internal", "layout", "plausible", "problems", "prose", "structure")

for _name in (*_MODULES, "restated", "tables", "unreadable", "wording"):
    import_module(f"{__name__}.{_name}")
