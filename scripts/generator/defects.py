"""Plants the faults a report was asked to have; each rule that can be planted has a planter."""

from __future__ import annotations

from . import planted_figures, planted_form, planted_section
from .draft import Brief, Draft
from .planted_form import damaged
from .planting import PLANTERS, Unplantable

__all__ = ["FAMILIES", "PLANTERS", "Unplantable", "after", "before", "damaged"]
FAMILIES = (planted_form, planted_figures, planted_section)


def before(code: str, brief: Brief) -> None:
    """Do what a fault needs before the writing."""
    if act := PLANTERS[code].before:
        act(brief)


def after(code: str, brief: Brief, draft: Draft) -> None:
    """Do what a fault needs after the writing."""
    if act := PLANTERS[code].after:
        act(brief, draft)
