"""Writes annual reports of organs that do not exist, each with its truth, in every layout.

`report(seed)` gives one report, `series(seed, years)` several years of one organ whose figures tie
together; both are the same for the same arguments. Faults are planted only where asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from .chains import CODES as CHAIN_CODES
from .chains import series
from .making import LAYOUTS, YEARS, Generated, Order, make
from .planting import PLANTERS, Unplantable

__all__ = ["CHAIN_CODES", "CODES", "LAYOUTS", "YEARS", "Generated", "Unplantable"]
__all__ += ["report", "series", "write"]
CODES = tuple(sorted(PLANTERS))
"""The rules whose faults can be planted in one report."""


def report(
    seed: int,
    *,
    level: str | None = None,
    year: int | None = None,
    form: str | None = None,
    defects: Sequence[str] = (),
) -> Generated:
    """Write one report; what is None is drawn from the seed.

    `defects` are rule codes of `CODES`; `form` may be another edition than the year's. Raises
    Unplantable where the faults find no place together, ValueError for an unknown code or level.
    """
    return make(Order(seed, level=level, year=year, form=form, defects=tuple(defects)))


def write(made: Generated, folder: Path, layouts: Sequence[str]) -> None:
    """Write a report in the layouts asked for, each file with its truth beside it."""
    for layout in layouts:
        stem = f"{made.name}_{layout}"
        file = folder / f"{stem}.{made.suffix(layout)}"
        file.write_bytes(made.print(layout))
        text = json.dumps({"file": file.name, **made.truth}, ensure_ascii=False, indent=1)
        (folder / f"{stem}.truth.json").write_text(text + "\n", encoding="utf-8")
