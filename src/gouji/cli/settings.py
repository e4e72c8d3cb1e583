"""Settings of a run from command line, environment, file and defaults, and where each comes from.

The file is the nearest `gouji.toml`, or `pyproject.toml` with a table [tool.gouji], upward from the
working folder. An unknown key or a value of the wrong type is an error, never ignored.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from gouji.config import Settings
from gouji.errors import ConfigError, UsageError
from gouji.messages import Lang
from gouji.model import Level
from gouji.output.voice import Voice

LISTS = ("select", "ignore", "extend-select")
CHOICES = {"fail-on": (*get_args(Level), "never"), "lang": get_args(Lang)}
KEYS = (*LISTS, *CHOICES, "tagger")


@dataclass(frozen=True, slots=True)
class InForce:
    """The settings, and for each key its value and the place that set it."""

    settings: Settings
    values: Mapping[str, tuple[Any, str]]


def voice_of(lang: str | None) -> Voice:
    """Return the voice of help and errors, before settings are known: `lang`, else GOUJI_LANG."""
    return Voice("en" if (lang or os.environ.get("GOUJI_LANG")) == "en" else "zh")


def resolve(
    given: Mapping[str, Any], *, config: Path | None = None, isolated: bool = False
) -> InForce:
    """Merge the command line (`given`, None where absent) with environment, file and defaults.

    Raises UsageError for the command line, ConfigError for the others.
    """
    voice = voice_of(given.get("lang"))
    if config and isolated:
        raise UsageError(voice("error.config_isolated"))
    default = Settings()
    names = {key: key.replace("-", "_") for key in KEYS}
    values: dict[str, tuple[Any, str]] = {
        key: (getattr(default, name, ()), voice("config.default")) for key, name in names.items()
    }
    file = None if isolated else config or _nearest()
    if file:
        for key, value in _read(file, voice).items():
            values[key] = (_checked(key, value, str(file), voice), str(file))
    for key, name in names.items():
        variable = f"GOUJI_{name.upper()}"
        if variable in os.environ:
            value = os.environ[variable]
            entries = value.split(",") if key in LISTS else value
            values[key] = (_checked(key, entries, variable, voice), variable)
        if given.get(key) is not None:
            origin = voice("config.command_line")
            try:
                values[key] = (_checked(key, given[key], f"--{key}", voice), origin)
            except ConfigError as error:
                raise UsageError(str(error)) from error
    chosen = {name: values[key][0] for key, name in names.items()}
    extra = chosen.pop("extend_select")
    chosen["select"] += extra if chosen["select"] else ()
    return InForce(Settings(**chosen), values)


def _checked(key: str, value: object, origin: str, voice: Voice) -> object:
    """Return a value of the right type for a key, or raise ConfigError."""
    said = {"key": key, "value": value, "origin": origin}
    if key not in KEYS:
        near = voice.join(difflib.get_close_matches(key, KEYS, 1) or KEYS, "list")
        raise ConfigError(voice("error.unknown_key", near=near, **said))
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise ConfigError(voice("error.not_list", **said))
        codes = (code.strip().upper() for entry in value for code in entry.split(","))
        return tuple(filter(None, codes))
    if not isinstance(value, str):
        raise ConfigError(voice("error.not_text", **said))
    if value not in CHOICES.get(key, (value,)):
        raise ConfigError(
            voice("error.not_choice", choices=voice.join(CHOICES[key], "list"), **said)
        )
    return value


def _nearest() -> Path | None:
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "gouji.toml").is_file():
            return folder / "gouji.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.gouji" in project.read_bytes():
            return project
    return None


def _read(file: Path, voice: Voice) -> Mapping[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError(voice("error.no_config", path=file, why=error)) from error
    if file.name == "pyproject.toml":
        content = content.get("tool", {}).get("gouji", {})
    return content
