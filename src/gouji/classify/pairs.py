"""Pairs stated problems with the remedies that answer them, and tells what stays without a partner.

Remedies after a problem in its own item answer it (`echo`), as does a paragraph between two
problems. In lists of equal length item answers item (`ordinal`) unless topics go crosswise;
elsewhere a problem finds the item most like it (`topic`), and at last `wording` decides. Lead-ins
that name no object (仍存在差距) and the status of last year's problems take no part.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise, product, takewhile

from gouji.data import load_toml
from gouji.model import Kind, Pair, Report, Statement
from gouji.text.cues import table
from gouji.text.fold import squeeze

ANSWERS: tuple[Kind, ...] = ("remedy_planned", "remedy_taken")
_BASE = {"echo": 0.6, "ordinal": 0.5, "topic": 0.4, "wording": 0.2}
_CLOSE, _SAME = 0.34, 0.5
"""How alike words must be to pair what no topic does, and to tell partners within an item."""
_FITS, _NEAR, _PLACE, _SURE = 0.35, 0.3, 0.1, 0.5
"""How alike items must be to go together; what a related topic and the same place add; the score
from which a topic is no guess."""
_MANY, _TOUCH = 5, 0.05
"""Of more remedies than this the first answers a problem, and those that touch its words."""
# drops what every statement says: 政务公开工作有待加强 → nothing; 意见征集形式 stays
_COMMON = re.compile(
    "政府信息公开|信息公开|政务公开|政务信息|政府信息|进一步|有待|需要?|加强|提高|提升|完善|不断|继续|不足|不够"
    "|问题|情况|方面|存在|工作|公开|信息|政府|政务|[不的和与了]"
)
_Said = list[Statement]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: problems and the remedies after them, or remedies alone."""

    problems: _Said
    remedies: _Said


def pairs(statements: Sequence[Statement]) -> tuple[Pair, ...]:
    """Return the pairs among labelled statements, by problem and remedy."""
    found: dict[tuple[int, int], Pair] = {}
    for why, problems, remedies in _matches(list_items(statements)):
        for problem, remedy in _partners(problems, remedies):
            near = 0.1 * _share(problem, remedy) + 0.3 * alike(problem.text, remedy.text)
            if len(remedies) > _MANY and near < _TOUCH and remedy is not remedies[0]:
                continue
            pair = Pair(problem.id, remedy.id, round(_BASE[why] + near, 3), why)
            found.setdefault((pair.problem, pair.remedy), pair)
    return tuple(found[key] for key in sorted(found))


def matters(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Return what needs a remedy: the problems of an item; outside a list, money by itself."""
    found: list[list[Statement]] = []
    for item in list_items(statements):
        apart = [stmt for stmt in item.problems if strict(stmt) and not stmt.marker]
        rest = [stmt for stmt in item.problems if stmt not in apart]
        found += [*([rest] if rest else []), *([stmt] for stmt in apart)]
    return found


def unanswered(report: Report) -> tuple[int, ...]:
    """Return the first problem of each matter that no remedy answers."""
    return _alone(matters(report.statements), {pair.problem for pair in report.pairs})


def orphans(report: Report) -> tuple[int, ...]:
    """Return the first remedy of each item of remedies that answers no problem."""
    paired = {pair.remedy for pair in report.pairs}
    groups = [item.remedies for item in list_items(report.statements) if item.remedies]
    return _alone((said for said in groups if not _answers_all(said[0])), paired)


def _answers_all(remedy: Statement) -> bool:
    """Tell whether a remedy outside a list speaks of all that was found lacking."""
    return remedy.marker is None and table("remedies", "overall").opens(squeeze(remedy.text))


def related(topic: str) -> frozenset[str]:
    """Return `topic` and those whose remedies usually answer a problem of it as well."""
    return frozenset((topic, *load_toml("taxonomy.toml")["topics"][topic]["near"]))


def strict(problem: Statement) -> bool:
    """Tell whether only a remedy of its own topics answers `problem` (经费): no topic is near."""
    topics = {*problem.topics} - {"general"}
    return bool(topics) and all(related(topic) == {topic} for topic in topics)


def alike(left: str, right: str) -> float:
    """Return the share of the shorter text's pairs of characters that the other has, 0..1."""
    a, b = _bigrams(left), _bigrams(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def list_items(statements: Iterable[Statement]) -> list[Item]:
    """Return the items of the problems section that take part: what each states and answers.

    An item that a remedy opens is one of remedies, unless the next item (at the end of the list:
    the one before) states a problem. A problem named after a remedy is none of the item's own, and
    one item among those of remedies is no problem.
    """
    taking = filter(_takes_part, statements)
    said = [list(group) for _, group in groupby(taking, key=lambda stmt: stmt.group)]
    states = [item[0].kind == "problem" for item in said]
    found: list[Item] = []
    for at, item in enumerate(said):
        beside = states[at + 1 : at + 2] or states[max(at - 1, 0) : at]
        stated = [n for n, stmt in enumerate(item) if stmt.kind == "problem"]
        own = item[stated[0] :] if stated and (states[at] or any(beside)) else item
        problems = list(takewhile(lambda stmt: stmt.kind == "problem", own))
        found.append(Item(problems, [stmt for stmt in own if stmt.kind != "problem"]))
    return [item for at, item in enumerate(found) if not _among(found[max(at - 1, 0) : at + 2])]


def _among(near: Sequence[Item]) -> bool:
    """Tell whether the second of three list items states a problem between two of remedies."""
    return len(near) == 3 and all(
        bool(item.problems) == (item is near[1]) and (item.problems or item.remedies)[0].marker
        for item in near
    )


def _takes_part(stmt: Statement) -> bool:
    """Tell whether `stmt` is a problem or a remedy of the section and no mere lead-in."""
    named = "vague" not in stmt.attributes or stmt.marker is not None
    here = stmt.section == "problems" and stmt.kind in ("problem", *ANSWERS)
    return here and named and "follow_up" not in stmt.attributes


def _alone(groups: Iterable[_Said], paired: set[int]) -> tuple[int, ...]:
    return tuple(
        group[0].id
        for group in groups
        if paired.isdisjoint(stmt.id for stmt in group) and any(map(_sure, group))
    )


def _matches(found: Sequence[Item]) -> Iterator[tuple[str, _Said, _Said]]:
    """Yield what goes together, the surest first: why, problems, remedies."""
    stated = [item for item in found if item.problems]
    yield from (("echo", item.problems, item.remedies) for item in stated if item.remedies)
    if between := _between(found):
        yield from (("echo", *sides) for sides in between)
        return
    lone = [item.problems for item in stated if not item.remedies]
    whole = _cut([item.problems for item in stated])
    answers = [item.remedies for item in found if not item.problems]
    marked = [remedies for remedies in answers if remedies[0].marker]
    for problems, remedies in product((whole, lone), (answers, marked, _cut(answers))):
        if len(problems) == len(remedies) > 1 and _straight(problems, remedies):
            yield from (("ordinal", *sides) for sides in zip(problems, remedies, strict=True))
            return
    settled: set[int] = set()
    for group, done in _nearest(stated, marked if len(marked) > 1 else _cut(answers)):
        settled.update(stmt.id for stmt in group + done)
        yield "topic", group, done
    for problem, remedy in product(chain(*whole), chain(*answers)):
        free = settled.isdisjoint((problem.id, remedy.id)) and not strict(problem)
        if free and alike(problem.text, remedy.text) >= _CLOSE:
            yield "wording", [problem], [remedy]


def _between(found: Sequence[Item]) -> list[tuple[_Said, _Said]]:
    """Return problems and the one paragraph after each, if they take turns."""
    runs = [list(run) for _, run in groupby(found, key=lambda item: bool(item.problems))]
    turns = [(a, b) for a, b in pairwise(runs) if a[0].problems]
    lone = [[item.problems for item in stated if not item.remedies] for stated, _ in turns]
    alone = all(len(a) == len(b) == 1 for a, (_, b) in zip(lone, turns, strict=True))
    if not alone or sum(bool(run[0].problems) for run in runs) < 2:
        return []
    return [(a[0], b[0].remedies) for a, (_, b) in zip(lone, turns, strict=True)]


def _cut(lists: list[_Said]) -> list[_Said]:
    """Return list items; where there is but one, its statements."""
    return [[stmt] for stmt in lists[0]] if len(lists) == 1 else lists


def _straight(problems: list[_Said], remedies: list[_Said]) -> bool:
    """Tell whether lists of equal length go item by item; without list markers, for sure."""
    done = [_topics(item) for item in remedies]
    fits = [[_fit(_topics(item), topics) for topics in done] for item in problems]
    straight = sum(row[at] >= _FITS for at, row in enumerate(fits))
    crossed = sum(row[at] < _FITS <= max(row) for at, row in enumerate(fits))
    marked = all(item[0].marker for item in (*problems, *remedies))
    return straight >= crossed and (marked or all(row[at] for at, row in enumerate(fits)))


def _nearest(stated: Sequence[Item], answers: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Yield the problems that an item of remedies fits best, with the item."""
    done = [_topics(remedies) for remedies in answers]
    chosen: list[_Said] = [[] for _ in answers]
    for place, item in enumerate(stated):
        around = item.problems + item.remedies if item.problems[0].marker else []
        for problem in item.problems:
            if set(problem.topics) - {"general"}:
                about = _topics([problem, *(stmt for stmt in around if stmt is not problem)])
                fits = {at: _fit(about, topics) for at, topics in enumerate(done)}
                at = max(fits, key=lambda at: fits[at] + _PLACE * (at == place), default=0)
                if fits and fits[at] >= _FITS:
                    chosen[at].append(problem)
    for problems, remedies in zip(chosen, answers, strict=True):
        shared = {stmt.id for stmt in problems if any(_share(stmt, b) for b in remedies)}
        led = {item.problems[0].group for item in stated if item.problems[0].id in shared}
        kept = [
            stmt
            for stmt in problems
            if not shared or stmt.id in shared or stmt.group in led or not _sure(stmt)
        ]
        if kept:
            yield kept, remedies


def _partners(problems: _Said, remedies: _Said) -> Iterator[tuple[Statement, Statement]]:
    """Yield who goes with whom in one item: all but those who both have a closer partner."""
    both = list(product(problems, remedies))
    closer = (
        [pair for pair in both if _share(*pair)],
        [(a, b) for a, b in both if alike(a.text, b.text) >= _SAME],
    )
    for pair in both:
        if not any(pair not in sure and _taken(pair, sure) for sure in closer):
            yield pair


def _taken(pair: tuple[Statement, Statement], sure: Sequence[tuple[Statement, Statement]]) -> bool:
    return any(a is pair[0] for a, _ in sure) and any(b is pair[1] for _, b in sure)


def _share(problem: Statement, remedy: Statement) -> bool:
    return bool({*problem.topics} & {*remedy.topics} - {"general"})


def _sure(stmt: Statement) -> bool:
    """Tell whether the tagger is sure of what a statement is about."""
    return max(_topics([stmt]).values(), default=0.0) >= 2 * _SURE


def _topics(said: Sequence[Statement]) -> dict[str, float]:
    """Return what statements are about: topic → weight, the first of them counting double."""
    found: dict[str, float] = {}
    for stmt in (said[0], *said):
        for topic in {*stmt.topics} - {"general"}:
            found[topic] = found.get(topic, 0.0) + stmt.scores.get(topic, 1.0)
    return found


def _fit(problem: Mapping[str, float], remedy: Mapping[str, float]) -> float:
    """Return the cosine of what two items are about; a related topic counts in part."""
    shared = 0.0
    for topic, weight in problem.items():
        near = max((remedy.get(other, 0.0) for other in related(topic)), default=0.0)
        shared += weight * max(remedy.get(topic, 0.0), _NEAR * near)
    return shared and shared / math.hypot(*problem.values()) / math.hypot(*remedy.values())


def _bigrams(text: str) -> set[str]:
    words = _COMMON.sub(" ", text)
    return {words[at : at + 2] for at in range(len(words) - 1) if " " not in words[at : at + 2]}
