"""Settings of a run from command line, environment, file and defaults, and where each comes from.

The file is the nearest `gouji.toml`, or `pyproject.toml` with a table [tool.gouji], upward from the
working folder. An unknown key or a value of the wrong type is an error, never ignored.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from gouji.config import Settings
from gouji.errors import ConfigError, UsageError
from gouji.messages import Lang
from gouji.model import Level
from gouji.output.voice import Voice

LISTS = ("select", "ignore", "extend-select")
CHOICES = {"fail-on": (*get_args(Level), "never"), "lang": get_args(Lang)}
NAMES = {key: key.replace("-", "_") for key in (*LISTS, *CHOICES, "tagger", "labels")}


Origins = Mapping[str, tuple[Any, str]]
"""For each key its value and the place that set it."""


def voice_of(lang: str | None) -> Voice:
    """Return the voice of help and errors, before settings are known: `lang`, else GOUJI_LANG."""
    return Voice("en" if (lang or os.environ.get("GOUJI_LANG")) == "en" else "zh")


def resolve(
    given: Mapping[str, Any], *, config: Path | None = None, isolated: bool = False
) -> tuple[Settings, Origins]:
    """Merge the command line (`given`, None where absent) with environment, file and defaults.

    Raises UsageError for the command line, ConfigError for the others.
    """
    voice, default = voice_of(given.get("lang")), Settings()
    if config and isolated:
        raise UsageError(voice("error.config_isolated"))
    values = {k: (getattr(default, name, ()), voice("config.default")) for k, name in NAMES.items()}
    file = None if isolated else config or _nearest()
    layers = [(key, value, str(file)) for key, value in _read(file, voice).items()]
    for key, name in NAMES.items():
        variable = f"GOUJI_{name.upper()}"
        if (text := os.environ.get(variable)) is not None:
            layers.append((key, text.split(",") if key in LISTS else text, variable))
    for key, value, origin in layers:
        values[key] = (_checked(key, value, origin, voice), origin)
    try:
        for key in [key for key in NAMES if given.get(key) is not None]:
            values[key] = (_checked(key, given[key], f"--{key}", voice), f"--{key}")
    except ConfigError as error:
        raise UsageError(str(error)) from error
    chosen: dict[str, Any] = {name: values[key][0] for key, name in NAMES.items()}
    extra = chosen.pop("extend_select")
    chosen["select"] += extra if chosen["select"] else ()
    return Settings(**chosen), values


def _checked(key: str, value: object, origin: str, voice: Voice) -> object:
    """Return a value of the right type for a key, or raise ConfigError."""
    near: Iterable[str] = ()
    wrong = ""
    if key not in NAMES:
        wrong, near = "unknown_key", difflib.get_close_matches(key, NAMES, 1) or NAMES
    elif key in LISTS:
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            codes = (code.strip().upper() for entry in value for code in entry.split(","))
            return tuple(filter(None, codes))
        wrong = "not_list"
    elif not isinstance(value, str):
        wrong = "not_text"
    elif value not in CHOICES.get(key, (value,)):
        wrong, near = "not_choice", CHOICES[key]
    if wrong:
        said = {"key": key, "value": value, "origin": origin, "near": voice.join(near)}
        raise ConfigError(voice(f"error.{wrong}", **said))
    return value


def _nearest() -> Path | None:
    for folder in (Path.cwd(), *Path.cwd().parents):
        for file in (folder / "gouji.toml", folder / "pyproject.toml"):
            if file.is_file() and (file.stem == "gouji" or b"[tool.gouji" in file.read_bytes()):
                return file
    return None


def _read(file: Path | None, voice: Voice) -> Mapping[str, Any]:
    if file is None:
        return {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError(voice("error.no_config", path=file, why=error)) from error
    table = content.get("tool", {}).get("gouji", {}) if file.name == "pyproject.toml" else content
    if isinstance(path := table.get("labels"), str) and path:
        return table | {"labels": str(file.parent / path)}
    return dict(table)
