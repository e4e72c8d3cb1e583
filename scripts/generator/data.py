"""The vocabulary of the generator: TOML files under corpora/generator, loaded once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
WORDINGS = ROOT / "corpora" / "generator"
FILES = (
    "opening", "published", "requests", "disputes", "daily", "oversight", "traps", "problems",
    "more_problems", "ending", "faults",
)  # fmt: skip


@cache
def load(name: str) -> dict[str, Any]:
    """Return one file of the vocabulary."""
    return tomllib.loads((WORDINGS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def wordings() -> dict[str, tuple[str, ...]]:
    """Return all wordings by key, `file.kind`."""
    found: dict[str, tuple[str, ...]] = {}
    for name in FILES:
        for kind, texts in load(name).items():
            if isinstance(texts, list):
                found[f"{name}.{kind}"] = tuple(texts)
    return found


@cache
def topics() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the wordings of problems and remedies by topic."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in ("problems", "more_problems"):
        for topic, kinds in load(name).items():
            if isinstance(kinds, dict):
                for kind, texts in kinds.items():
                    found.setdefault(topic, {}).setdefault(kind, []).extend(texts)
    return {t: {k: tuple(texts) for k, texts in kinds.items()} for t, kinds in found.items()}
