"""Measure how well gouji tells what is wrong in reports, and write it into docs/accuracy.md.

Tries mutations of consistent generated reports, the consistent reports themselves, and reports in
which the fault of each rule was planted; the same arguments write the same page. Where the suite
of phrases lies in `tests/cases` its recall is told too. Needs what the `test` extra installs.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

import generator
import mutations
from gouji.audit import audit_bytes
from gouji.rules.engine import rules
from mutations.sample import TARGETS, Sample

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
RECALL = 0.95
VERDICTS = ("agrees", "agrees_as", "differs", "ambiguous", "not_comparable", "not_assessable")
QUIET = ("not_comparable", "no_twin")
Rows = Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with the fault of one rule: whether it was told, and the errors told wrongly."""

    code: str
    found: bool
    alarms: tuple[str, ...]


def evaluation(*, seed: int, count: int, planted: int, jobs: int) -> str:
    """Return the page: what was tried for a seed and what came of it."""
    made = mutations.sample(seed, count, jobs=jobs)
    tasks = [(code, seed * 1000 + number) for code in generator.CODES for number in range(planted)]
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            faults = [*pool.map(plant, tasks, chunksize=8)]
    else:
        faults = [*map(plant, tasks)]
    parts = [
        _opening(seed, count, planted, made),
        _targets(made),
        _verdicts(made),
        _by_rule(made, faults),
        _by_kind(made),
        _left_open(made),
        _phrases(),
    ]
    return "\n".join(filter(None, parts))


def plant(task: tuple[str, int]) -> Planted:
    """Plant the fault of a rule and tell whether gouji tells of it."""
    code, seed = task
    made = generator.report(seed, defects=(code,))
    audit = audit_bytes(made.print("tsv"), uri="report.txt")
    allowed = {flag["rule"] for key in ("must_flag", "may_flag") for flag in made.truth[key]}
    told = audit.findings
    alarms = [f.rule for f in told if f.level == "error" and f.rule not in allowed]
    return Planted(code, any(f.rule == code for f in told), tuple(alarms))


# ------------------------------------------------------------------ the page


def _opening(seed: int, count: int, planted: int, made: Sample) -> str:
    return f"""# How accurate gouji is

Written by `python scripts/evaluate.py --seed {seed} --mutations {count} --planted {planted}`;
do not edit. All reports are invented (`scripts/generator`); what must be told of a change follows
from the equations of the form and the marks of the generator, never from what gouji says
(`scripts/mutations`). Figures about real reports are not on this page.
[How well statements are labelled](taggers.md) is a page of its own.

{len(made.trials)} mutations of {len(made.clean)} consistent reports. A mutation is *detected*
where a rule that must tell of it fires on the changed place; any other new error is a *false
alarm*. *Open* are changes that nothing in the report contradicts. *Not built* are
rules that do not exist yet; their mutations count as not detected.
"""


def _targets(made: Sample) -> str:
    clean = [told for each in made.clean for told in each.told if told.level == "error"]
    alarms = [trial for trial in made.trials if trial.alarms]
    rows: list[Sequence[object]] = [
        (f"{family} mutations detected", _percent(made.rate(family)), f"≥ {target:.0%}",
         _mark(made.rate(family) >= target))
        for family, target in TARGETS.items()
    ]  # fmt: skip
    rows += [
        (f"errors on {len(made.clean)} consistent reports", len(clean), "0", _mark(not clean)),
        (f"false alarms on {len(made.trials)} mutated reports", len(alarms), "0",
         _mark(not alarms)),
    ]  # fmt: skip
    return "## Targets\n\n" + _table(("what", "measured", "target", "reached"), rows)


def _verdicts(made: Sample) -> str:
    """Return recall and precision of each verdict on counts and claims."""
    tried = (trial.verdicts for trial in made.trials)
    all_compared = chain.from_iterable((*tried, *(each.verdicts for each in made.clean)))
    by_kind: dict[str, list[mutations.Compared]] = defaultdict(list)
    for compared in all_compared:
        by_kind[compared.kind].append(compared)
    rows: list[Sequence[object]] = []
    for kind, found in by_kind.items():
        for verdict in VERDICTS:
            true = [c for c in found if c.truth == verdict]
            told = [c for c in found if c.got == verdict and verdict not in QUIET]
            if true:
                right = sum(c.right for c in true)
                precise = sum(c.truth == verdict for c in told)
                recall = right / len(true)
                precision = _of(precise, len(told)) if told else "—"
                reached = _mark(recall >= RECALL)
                rows.append((kind, verdict, _of(right, len(true)), precision, reached))
    heads = ("of a", "verdict", "recall", "precision", f"recall ≥ {RECALL}")
    note = (
        "\nCounts and claims of consistent reports and of those with a change in the prose or a "
        "blank cell.\nA figure of another organ or of last year (`not_comparable`) may be left "
        "without a verdict.\n"
    )
    return "## Verdicts\n\n" + _table(heads, rows) + note


def _by_rule(made: Sample, faults: Sequence[Planted]) -> str:
    asked, found, planted, told = (Counter[str]() for _ in range(4))
    for trial in made.trials:
        if trial.status != "open":
            fired = [one.rule for one in trial.told if one.rule in trial.must]
            rule = fired[0] if fired else trial.must[0]
            asked[rule] += 1
            found[rule] += trial.status == "detected"
    for fault in faults:
        planted[fault.code] += 1
        told[fault.code] += fault.found
    clean = Counter(one.rule for each in made.clean for one in each.told)
    alarms = Counter(one.rule for trial in made.trials for one in trial.alarms)
    alarms += Counter(code for fault in faults for code in fault.alarms)
    known = rules()
    rows = [
        (
            code,
            known[code].name if code in known else "not built",
            _of(found[code], asked[code]) if asked[code] else "—",
            _of(told[code], planted[code]) if planted[code] else "—",
            clean[code],
            alarms[code],
        )
        for code in sorted({*asked, *planted, *clean, *alarms})
    ]
    heads = ("rule", "name", "mutations", "planted faults", "told on consistent reports",
             "false errors on changed reports")  # fmt: skip
    return "## Rules\n\n" + _table(heads, rows)


def _by_kind(made: Sample) -> str:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for trial in made.trials:
        counts[trial.family, trial.kind][trial.status] += 1
        counts[trial.family, trial.kind]["alarm"] += bool(trial.alarms)
    rows = []
    for family, kind in mutations.KINDS:
        got = counts[family, kind]
        asked = got["detected"] + got["missed"] + got["unbuilt"]
        detected = _of(got["detected"], asked) if asked else "—"
        rows.append((family, kind, detected, got["unbuilt"], got["open"], got["alarm"]))
    heads = ("in", "mutation", "detected", "not built", "open", "false alarms")
    return "## Kinds of mutation\n\n" + _table(heads, rows)


def _left_open(made: Sample) -> str:
    reasons = Counter(trial.why_open for trial in made.trials if trial.why_open)
    rows = [(count, why) for why, count in sorted(reasons.items())]
    return "## Why a change was left open\n\n" + _table(("mutations", "reason"), rows)


def _phrases() -> str:
    """Return the recall on the suite of phrases, "" where the suite is not there."""
    tests = ROOT / "tests"
    if not (tests / "cases" / "phrases.toml").exists():
        return ""
    sys.path.insert(0, str(tests))
    suite = import_module("phrases")
    phrases, traps = suite.load()
    every, right = Counter[str](), Counter[str]()
    for phrase in phrases:
        marks = suite.judge(phrase)
        every += marks.all
        right += marks.right
    rows = [(aspect, _of(right[aspect], every[aspect])) for aspect in every]
    rows.append(("traps not sprung", _of(sum(not any(suite.sprung(t)) for t in traps), len(traps))))
    return "## Phrases\n\n" + _table((f"{len(phrases)} phrases", "right"), rows)


def _table(heads: Sequence[str], rows: Rows) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _of(part: int, whole: int) -> str:
    return f"{_percent(part / whole)} ({part}/{whole})"


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _mark(reached: bool) -> str:
    return "yes" if reached else "**no**"


def main(
    seed: Annotated[int, typer.Option(help="Another seed makes other reports.")] = 4,
    count: Annotated[int, typer.Option("--mutations", min=1, help="How many mutations.")] = 2000,
    planted: Annotated[int, typer.Option(min=0, help="Reports with a fault of each rule.")] = 5,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes.")] = 2,
    out: Annotated[Path, typer.Option(help="The page to write.")] = PAGE,
) -> None:
    """Measure and write the page."""
    page = evaluation(seed=seed, count=count, planted=planted, jobs=jobs)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8", newline="\n")
    typer.echo(f"{out} written")


if __name__ == "__main__":
    typer.run(main)
