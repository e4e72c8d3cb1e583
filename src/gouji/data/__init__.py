"""Vocabulary as data: forms, measures, taxonomy, lexicons, regions, messages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the parsed data file `name`, a path below this package ("forms/zfxxgk-2021.toml")."""
    return tomllib.loads(load_text(name))


def load_text(name: str) -> str:
    """Return the text of the data file `name`, read as UTF-8."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def names(folder: str, suffix: str = ".toml") -> tuple[str, ...]:
    """Return the data files of a folder below this package, as names for `load_toml`, sorted."""
    found = resources.files(__name__).joinpath(folder).iterdir()
    return tuple(sorted(f"{folder}/{item.name}" for item in found if item.name.endswith(suffix)))
