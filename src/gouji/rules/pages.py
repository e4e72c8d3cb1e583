"""The page of a rule: help, documentation and executed fixture in one file."""

from __future__ import annotations

from importlib import resources


def page(code: str) -> str:
    """Return the Markdown page of rule `code`. Raises FileNotFoundError where there is none."""
    return resources.files(__package__).joinpath(f"docs/{code}.md").read_text(encoding="utf-8")


def title(code: str) -> str:
    """Return the Chinese title of rule `code`, from the first line of its page."""
    return page(code).partition("\n")[0].partition("·")[2].strip()
