"""Pairs stated problems with the remedies that answer them, and tells what stays without a partner.

Two lists of equal length whose topics agree answer each other item by item; otherwise shared topics
decide, then wording. A remedy in the item of a problem answers it. Lead-ins that name no object
(仍存在差距) and the status of last year's problems take no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from gouji.data import load_toml
from gouji.model import Kind, Pair, Report, Statement

ANSWERS: tuple[Kind, ...] = ("remedy_planned", "remedy_taken")
PROBLEM: tuple[Kind, ...] = ("problem",)
_CLOSE = 0.34
_SAME = 0.5
# drops what every statement says: 政务公开工作有待加强 → nothing; 意见征集形式 stays
_COMMON = re.compile(
    "政府信息公开|信息公开|政务公开|政务信息|政府信息|进一步|有待|需要?|加强|提高|提升|完善|不断|继续|不足|不够"
    "|问题|情况|方面|存在|工作|公开|信息|政府|政务|[不的和与了]"
)


def pairs(statements: Sequence[Statement]) -> tuple[Pair, ...]:
    """Return the pairs among labelled statements, by problem and remedy."""
    problems = [stmt for stmt in statements if _takes_part(stmt, PROBLEM)]
    remedies = [stmt for stmt in statements if _takes_part(stmt, ANSWERS)]
    partner = _item_by_item(problems, remedies)
    by_item, by_topic, by_word = [], [], []
    for problem in problems:
        for remedy in remedies:
            shared = bool({*problem.topics} & {*remedy.topics} - {"general"})
            likeness = alike(problem.text, remedy.text)
            if problem.group == remedy.group and remedy.kind == "remedy_planned":
                by_item.append(_pair(problem, remedy, 0.6 + 0.4 * likeness, "echo"))
            elif partner.get(problem.id) == remedy.group:
                score = (0.6 if shared else 0.45) + 0.4 * likeness
                by_item.append(_pair(problem, remedy, score, "ordinal"))
            elif shared:
                by_topic.append(_pair(problem, remedy, 0.4 + 0.4 * likeness, "topic"))
            elif likeness >= _CLOSE and not strict(problem):
                by_word.append(_pair(problem, remedy, 0.2 + 0.4 * likeness, "wording"))
    kept = _best_worded(by_item, {stmt.id: stmt.text for stmt in statements})
    kept += [pair for pair in by_topic if pair.problem not in partner]
    settled = {id_ for pair in kept for id_ in (pair.problem, pair.remedy)}
    kept += [pair for pair in by_word if settled.isdisjoint((pair.problem, pair.remedy))]
    return tuple(sorted(kept, key=lambda pair: (pair.problem, pair.remedy)))


def unanswered(report: Report) -> tuple[int, ...]:
    """Return the first problem of each group of problems that no remedy answers."""
    return _alone(report.statements, PROBLEM, {pair.problem for pair in report.pairs})


def orphans(report: Report) -> tuple[int, ...]:
    """Return the first remedy of each group of remedies that answers no problem."""
    return _alone(report.statements, ANSWERS, {pair.remedy for pair in report.pairs})


def related(topic: str) -> frozenset[str]:
    """Return `topic` and those whose remedies usually answer a problem of it as well."""
    return frozenset((topic, *load_toml("taxonomy.toml")["topics"][topic]["near"]))


def strict(problem: Statement) -> bool:
    """Tell whether only a remedy of its own topics answers `problem` (经费): no topic is near."""
    topics = {*problem.topics} - {"general"}
    return bool(topics) and all(related(topic) == {topic} for topic in topics)


def items(statements: Iterable[Statement], *kinds: Kind) -> list[list[Statement]]:
    """Return the statements of `kinds` that take part in pairing, by list item."""
    return _grouped(stmt for stmt in statements if _takes_part(stmt, kinds))


def _grouped(statements: Iterable[Statement]) -> list[list[Statement]]:
    return [list(group) for _, group in groupby(statements, key=lambda stmt: stmt.group)]


def _alone(
    statements: Iterable[Statement], kinds: Sequence[Kind], paired: set[int]
) -> tuple[int, ...]:
    return tuple(
        group[0].id
        for group in items(statements, *kinds)
        if not any(stmt.id in paired for stmt in group)
        and any(stmt.topics != ("general",) for stmt in group)
    )


def _takes_part(stmt: Statement, kinds: Sequence[Kind]) -> bool:
    """Tell whether `stmt` is one of `kinds` in the problems section and no mere lead-in."""
    if stmt.kind not in kinds or stmt.section != "problems" or "follow_up" in stmt.attributes:
        return False
    return "vague" not in stmt.attributes or stmt.marker is not None


def _item_by_item(problems: Sequence[Statement], remedies: Sequence[Statement]) -> dict[int, int]:
    """Return problem → group of remedies: two lists of equal length whose topics agree.

    In lists of different length, items go together whose first statements share a topic.
    """
    stated = _grouped(problems)
    if len(stated) == 1:
        stated = [[stmt] for stmt in problems]
    named = {stmt.group for stmt in problems}
    apart = [stmt for stmt in remedies if stmt.group not in named]
    listed = [stmt for stmt in apart if stmt.marker]
    for chosen in (apart, listed):
        answers = _grouped(chosen)
        if len(stated) == len(answers) > 1 and _agree(stated, answers):
            matched = list(zip(stated, answers, strict=True))
            break
    else:
        heads = [item for item in _grouped(listed) if len(item) > 1]
        fits = ((a, [b for b in heads if _topics(a[:1]) & _topics(b[:1])]) for a in stated)
        matched = [(a, fit[0]) for a, fit in fits if len(fit) == 1]
    return {stmt.id: b[0].group for a, b in matched for stmt in a}


def _agree(problems: list[list[Statement]], remedies: list[list[Statement]]) -> bool:
    """Tell whether two lists of equal length go together item by item rather than crosswise."""
    done = [_topics(item) for item in remedies]
    both = list(zip(map(_topics, problems), done, strict=True))
    straight = sum(bool(a & b) for a, b in both)
    crossed = sum(not a & b and any(a & other for other in done) for a, b in both)
    near = sum(any(related(topic) & b for topic in a) for a, b in both)
    return straight >= crossed and 2 * near >= len(both)


def _topics(statements: Iterable[Statement]) -> set[str]:
    return {topic for stmt in statements for topic in stmt.topics} - {"general"}


def _pair(problem: Statement, remedy: Statement, score: float, why: str) -> Pair:
    return Pair(problem.id, remedy.id, round(min(score, 1.0), 3), why)


def _best_worded(found: list[Pair], text: dict[int, str]) -> list[Pair]:
    """Drop pairs of one item where both sides have a partner worded like themselves."""
    close = [pair for pair in found if alike(text[pair.problem], text[pair.remedy]) >= _SAME]
    problems, remedies = {pair.problem for pair in close}, {pair.remedy for pair in close}
    return [p for p in found if p in close or not (p.problem in problems and p.remedy in remedies)]


def alike(left: str, right: str) -> float:
    """Return the share of the shorter text's pairs of characters that the other has, 0..1."""
    a, b = _bigrams(left), _bigrams(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _bigrams(text: str) -> set[str]:
    words = _COMMON.sub(" ", text)
    return {words[at : at + 2] for at in range(len(words) - 1) if " " not in words[at : at + 2]}
