"""The phrase suite `cases/phrases.toml`: sentences of our own with what their counts mean.

Written and annotated by people who had not seen the program. A phrase stands in section 一 of a
report whose tables hold no figure but 0; what gouji finds in it is held against what it should.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factories import a_text
from gouji.audit import audit_bytes
from gouji.model import Audit, Quantity, Span, Value

FILE = Path(__file__).parent / "cases" / "phrases.toml"
Case = dict[str, Any]
_KINDS = ("litigation_direct", "litigation_after_review")
_TOPICS = ("applications", "published", "review", "litigation", "regulations", "staff")
_HEADS = frozenset((*_KINDS, *_TOPICS, "normative_documents"))
_OWN = ("organ", "area")


@dataclass
class Marks:
    """How one phrase fared: of each aspect how many there are (`all`) and how many are right."""

    all: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def mark(self, aspect: str, good: bool, why: str) -> None:
        self.all[aspect] += 1
        self.right[aspect] += good
        if not good:
            self.wrong.append(f"{aspect}: {why}")


def load() -> tuple[list[Case], list[Case]]:
    """Return phrases and traps."""
    made = tomllib.loads(FILE.read_text("utf-8"))
    return made["phrase"], made["trap"]


# whose report a phrase stands in, by the area it calls its own: matches 全市, 我镇; not 全市场
_AREA = re.compile("[全我](?P<area>省|市(?!场)|区|县|镇|乡|街道)")
_SPEAKERS = {
    "省": "云岭省人民政府",
    "市": "云岭市人民政府",
    "区": "平川市云岭区人民政府",
    "县": "云岭县人民政府",
    "镇": "云岭县石渡镇人民政府",
    "乡": "云岭县石渡乡人民政府",
    "街道": "平川市云岭区石渡街道办事处",
}


class Stage:
    """A phrase on stage: its audit, and the way from the phrase to spans of the audited text."""

    def __init__(self, case: Case, organ: str = "云岭县人民政府") -> None:
        section = case.get("section", "overview")
        told = [case["heading"]] if "heading" in case else []
        written = a_text(
            sections={section: [*told, *case["text"].split("\n")]},
            year=case.get("year", 2023),
            organ=case.get("organ", organ),
        )
        self.audit: Audit = audit_bytes(written.encode(), uri="phrase.txt")
        assert self.audit.report is not None
        text = self.audit.report.text
        self.places = [at for at, char in enumerate(text) if not char.isspace()]
        self.text = "".join(text.split())
        first, *_, last = ("".join(line.split()) for line in 2 * case["text"].split("\n"))
        self.start = self.text.index(first)
        self.end = self.text.index(last, self.start) + len(last)
        self.at = self.start

    def next(self, surface: str, *, anywhere: bool = False) -> Span:
        """Return where a surface stands, from the last one on or anywhere in the phrase."""
        wanted = "".join(surface.split())
        at = self.text.index(wanted, self.start if anywhere else self.at, self.end)
        if not anywhere:
            self.at = at + len(wanted)
        return Span(self.places[at], self.places[at + len(wanted) - 1] + 1)

    @property
    def whole(self) -> Span:
        return Span(self.places[self.start], self.places[self.end - 1] + 1)

    def counts(self) -> list[Quantity]:
        found = self.audit.report.quantities if self.audit.report else ()
        return [qty for qty in found if self.whole.overlaps(qty.span)]


def judge(case: Case) -> Marks:
    """Hold what gouji finds in a phrase against what stands in the case."""
    area = _AREA.search(case["text"])
    stage, marks = Stage(case, _SPEAKERS[area["area"] if area else "县"]), Marks()
    found = stage.counts()
    placed: list[Quantity | None] = []
    declared = {r.get("whole") for r in case.get("relations", ()) if r["kind"] == "enumeration"}
    for at, want in enumerate(case.get("counts", ())):
        span = stage.next(want["text"])
        got = next((qty for qty in found if qty.span.overlaps(span) and _same(qty, want)), None)
        if got or at not in declared:  # 三个方面 is no count
            marks.mark("counts", got is not None, f"{want['text']} not found")
        placed.append(got)
        if got:
            _compare(got, want, case.get("year", 2023), marks)
    for qty in found:
        marks.mark("taken", qty in placed, f"{qty.value.surface} is no count of this phrase")
    _relations(case, stage, placed, marks)
    _claims(case, stage, marks)
    return marks


def _same(qty: Quantity, want: Case) -> bool:
    value = qty.value
    if "n" in want:
        factor = {"万元": 1 / 10000, "元": 10000}.get(value.unit, 1)
        numbers = {want["n"], want["n"] * factor}
        return any(_is(value, number) for number in numbers)
    wanted = [(want[key], getattr(value, key)) for key in ("low", "high") if key in want]
    return all(got is not None and float(got) == number for number, got in wanted)


def _is(value: Value, number: float) -> bool:
    known = value.low is not None and value.high is not None
    return float(value.amount) == number or (
        known and float(value.low or 0) <= number <= float(value.high or 0)
    )


def _plain(formula: str | None) -> frozenset[str]:
    """Return what a sum is of; the blocks of litigation and the names of both forms are alike."""
    head, parts = (formula or "").partition(".")[0], set[str]()
    for part in (formula or "").replace("@total", "").split("+"):
        full = part if part.split(".")[0] in _HEADS or not head else f"{head}.{part}"
        full = full.replace(".issued", ".made")
        block, _, row = full.partition(".")
        both = block == "litigation"
        parts |= {f"{each}.{row}" for each in _KINDS} if both else {full}
    return frozenset(parts)


def _compare(got: Quantity, want: Case, year: int, marks: Marks) -> None:
    said = want["text"]
    measure = want["measure"]
    category = "published.by_category."
    if measure == "-" and (got.measure or "").startswith(category):
        pass  # any label of a list may stand for a category: readers differ, no table tells
    elif measure == "-":
        marks.mark("no_measure", got.measure is None, f"{said} is taken for {got.measure}")
    else:
        alike = measure.startswith(category) and (got.measure or "").startswith(category)
        good = alike or _plain(got.measure) == _plain(measure)
        marks.mark("measure", good, f"{said} is {measure}, got {got.measure}")
    for key, usual in {"period": "this_year", "scope": "organ"}.items():
        wanted, seen = str(want.get(key, usual)), getattr(got, key)
        if key == "period":
            years = {str(year - back): name for back, name in enumerate(("this_year", "last_year"))}
            good = years.get(wanted, wanted) == years.get(seen, seen)
        else:
            # an organ's own figure may be told of its area (我镇); tables cover both
            kinds = tuple(each.partition(":")[0] for each in (wanted, seen))
            good = kinds[0] == kinds[1] or kinds == _OWN
        marks.mark(key, good, f"{said} is {wanted}, got {seen}")
    if "readings" in want and got.measure == measure and want.get("period") in (None, "this_year"):
        good = [_plain(each) for each in got.readings[:1]] == [_plain(want["readings"][0])]
        marks.mark("readings", good, f"{said} reads {want['readings'][0]}, got {got.readings}")


def _relations(case: Case, stage: Stage, placed: list[Quantity | None], marks: Marks) -> None:
    found = [r for r in stage.audit.reconciliation.relations if stage.whole.overlaps(r.span)]
    for want in case.get("relations", ()):
        if want["kind"] not in ("part_whole", "enumeration"):
            continue
        whole = placed[want["whole"]] if isinstance(want.get("whole"), int) else None
        same = [r for r in found if r.kind == want["kind"]]
        if want["kind"] == "part_whole":
            if whole is None:
                continue
            same = [r for r in same if r.whole == whole.id]
        good = any(r.holds is want["holds"] for r in same)
        got = [(r.kind, r.holds) for r in same]
        marks.mark("relations", good, f"{want['kind']} holds={want['holds']}, got {got}")


def _claims(case: Case, stage: Stage, marks: Marks) -> None:
    report = stage.audit.report
    found = [c for c in report.claims if stage.whole.overlaps(c.span)] if report else []
    said = [({_plain(each) for each in c.readings}, c.subject) for c in found]
    for want in case.get("claims", ()):
        cells = [_plain(cell) for cell in want.get("cells", ())]
        if cells:  # zeros of what no table holds are no claims
            subjects = {cell.partition(".")[0] for cell in want["cells"]}
            good = any(got.intersection(cells) or name in subjects for got, name in said)
            marks.mark("claims", good, f"{want['text']} {want['cells']}, got {said}")


def sprung(case: Case) -> Iterator[str]:
    """Yield what a trap catches: a number taken for a count, or an alarm about one that is."""
    stage = Stage(case)
    told = [each for each in case.get("none", ()) if "".join(each.split()) in stage.text]
    spans = [stage.next(surface, anywhere=True) for surface in told]
    for qty in stage.counts():
        if any(map(qty.span.overlaps, spans)):
            yield f"{qty.value.surface} taken for a count"
    for finding in stage.audit.findings:
        alarm = finding.rule[0] in "PX" and finding.level in ("error", "warning")
        about = spans if "none" in case and finding.rule[0] == "P" else [stage.whole]
        if alarm and any(item.span.overlaps(each) for item in finding.evidence for each in about):
            yield f"{finding.rule} fires on {[item.text for item in finding.evidence][:3]}"
