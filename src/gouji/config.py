"""The settings of one run, with their defaults; files and environment are read by the CLI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gouji.model import Level


@dataclass(frozen=True, slots=True)
class Settings:
    """What to run and how to speak; immutable, so that it can be part of a fingerprint."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Level | Literal["never"] = "error"
    lang: Literal["zh", "en"] = "zh"
    tagger: str = "linear"
    labels: str = ""
