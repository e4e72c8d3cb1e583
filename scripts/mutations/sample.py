"""Draws mutations of generated reports, a few a report, and tries them on as many processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from random import Random

import generator
from generator.making import Generated
from gouji.model import Audit

from .expect import expected
from .prose import PROSE
from .said import SAID
from .tables import TABLES
from .trial import Compared, Told, Trial, audited, brief, crashes, tried, verdicts

EACH = 8
OPEN_EACH = 1
FAMILIES = {"table": TABLES, "prose": PROSE | SAID}
KINDS = tuple((family, kind) for family, kinds in FAMILIES.items() for kind in kinds)
TARGETS = {"table": 0.99, "prose": 0.97}


@dataclass(frozen=True, slots=True)
class Clean:
    """What gouji told of a report in which nothing is wrong."""

    seed: int
    told: tuple[Told, ...]
    verdicts: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The trials of a sample and the reports they started from."""

    trials: tuple[Trial, ...]
    clean: tuple[Clean, ...]

    def rate(self, family: str) -> float:
        """Return which share of a family's mutations was detected, of those that must be."""
        asked = [t for t in self.trials if t.family == family and t.status != "open"]
        return sum(t.status == "detected" for t in asked) / max(len(asked), 1)

    def failures(self) -> list[str]:
        """Return in words what was missed or wrongly told."""
        found = [f"MISSED {t}" for t in self.trials if t.status == "missed"]
        found += [f"FALSE ALARM {t}" for t in self.trials if t.alarms]
        found += [
            f"FALSE ALARM on the consistent report of seed {c.seed}: {told}"
            for c in self.clean
            for told in c.told
            if told.level in ("error", "crash")
        ]
        return found

    @property
    def reached(self) -> bool:
        """Whether both families reach their targets and nothing was wrongly told."""
        quiet = not any("FALSE ALARM" in failure for failure in self.failures())
        return quiet and all(self.rate(family) >= target for family, target in TARGETS.items())

    def lines(self) -> Iterator[str]:
        """Yield what failed and last the rates against their targets."""
        yield from self.failures()
        for family, target in TARGETS.items():
            rate = self.rate(family)
            short = "" if rate >= target else "BELOW TARGET "
            yield f"{short}{family}: {rate:.2%} of mutations detected, target {target:.0%}"


def sample(seed: int, count: int, *, jobs: int = 1) -> Sample:
    """Try `count` mutations, the same ones for the same seed whatever the number of jobs."""
    reports = range(-(-count // EACH))
    try_one = partial(_report, seed)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            found = [*pool.map(try_one, reports, chunksize=4)]
    else:
        found = [try_one(number) for number in reports]
    trials = tuple(chain.from_iterable(trials for _, trials in found))[:count]
    return Sample(trials, tuple(clean for clean, _ in found))


def soak_rules(count: int, seed: int, jobs: int) -> Sample:
    """Try many mutations, for `soak.py`: print `lines` and fail unless `reached`."""
    return sample(seed, count, jobs=jobs)


def _report(seed: int, number: int) -> tuple[Clean, list[Trial]]:
    """Try mutations of one report; the kinds take turns over the reports."""
    made = generator.report(seed * 100_000 + number)
    rng = Random(f"mutations {seed} {number}")
    base = audited(made, made.draft)
    told = (*map(brief, base.findings), *crashes(base))
    clean = Clean(made.seed, told, tuple(verdicts(made, made.draft, base)))
    trials: list[Trial] = []
    for family, kinds in FAMILIES.items():
        first = number * EACH // 2 % len(kinds)
        drawn = [*kinds][first:] + [*kinds][:first]
        trials += _of_family(rng, made, base, family, drawn)
    return clean, trials


def _of_family(
    rng: Random, made: Generated, base: Audit, family: str, kinds: Iterable[str]
) -> Iterator[Trial]:
    """Try half of a report's mutations, few of them such as need not be told."""
    tried_, left_open = 0, 0
    for kind in kinds:
        change = FAMILIES[family][kind](rng, made) if tried_ < EACH // 2 else None
        if change is None:
            continue
        mutation = expected(kind, made, change)
        left_open += bool(mutation.open)
        if not mutation.open or left_open <= OPEN_EACH:
            yield tried(made, base, mutation, family)
            tried_ += 1
