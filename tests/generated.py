"""Generated reports for tests: `scripts/generator`, each report made once in a test run."""

import sys
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import generator  # noqa: E402

LAYOUTS = tuple(generator.LAYOUTS)
CODES = generator.CODES
CHAIN_CODES = generator.CHAIN_CODES


@cache
def a_generated(seed, defects=(), **asked):
    """The report of a seed, with faults planted if asked for."""
    return generator.report(seed, defects=defects, **asked)


@cache
def a_series(seed, defects=(), years=(2021, 2022, 2023)):
    """Several years of one organ."""
    return tuple(generator.series(seed, years, defects=defects))


def file_name(made, layout):
    """What a file of the report is called in a layout."""
    return f"{made.name}.{made.suffix(layout)}"
