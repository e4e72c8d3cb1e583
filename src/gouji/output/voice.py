"""How output speaks: our words from `data/messages/ui.toml`, evidence as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gouji.messages import Lang, catalogue, join, render, template
from gouji.model import Message


@dataclass(frozen=True, slots=True)
class Voice:
    """Renders keys of the catalogue in one language; `voice("level.error")` is ui.level.error."""

    lang: Lang = "zh"

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the text of `ui.<key>` with its parameters filled in."""
        return template(f"ui.{key}", self.lang).format(**params)

    def word(self, key: str, other: str) -> str:
        """Return the word for a coded value, or `other` where the catalogue has none."""
        return catalogue().get(key, {}).get(self.lang, other)

    def say(self, message: Message) -> str:
        """Return a message of another part of the catalogue."""
        return render(message, self.lang)

    def join(self, items: Iterable[str], mark: str = "list") -> str:
        """Join items with the language's own mark: list, comma, semicolon."""
        return join(items, self.lang, mark=mark)


@dataclass(frozen=True, slots=True)
class Style:
    """How to speak and draw; `verbose` adds what was skipped and why, `quiet` drops totals."""

    voice: Voice
    colour: bool = False
    quiet: bool = False
    verbose: bool = False


def number(value: Decimal | None) -> str:
    """Write a figure plainly: no exponent, no trailing zeros; a missing one as ?."""
    return "?" if value is None else f"{value.normalize():f}"
