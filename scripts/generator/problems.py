"""Writes section five: problems and remedies of the chosen topics, in one of many list shapes.

The statements of one item share a number, which pairs a problem with its remedies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .data import topics, wordings
from .draft import Brief
from .marks import Piece, Said, join

NUMERALS = "一二三四五六七八九"
ALL = tuple(topics())


@dataclass(frozen=True, slots=True)
class Item:
    """A problem with its remedy; either may be missing where a fault was planted."""

    problem: Piece | None
    remedy: Piece | None


def choose(brief: Brief) -> list[str]:
    """Choose the topics of the problems; figures that call for `request` get it."""
    count = brief.rng.choices((1, 2, 3, 4), (8, 34, 42, 16))[0]
    chosen = brief.rng.sample(ALL, count)
    figures = brief.figures
    done = figures.value("applications.concluded_total")
    denied = figures.value(
        "applications.refused+applications.unavailable+applications.not_processed"
    )
    corrected = figures.value("review.corrected+litigation.corrected")
    if (corrected or (done and denied * 2 >= done)) and "request" not in chosen:
        chosen[-1] = "request"
    return chosen


def section_five(brief: Brief) -> list[Piece]:
    """Write the section: problems, remedies, and often what became of last year's problems."""
    if "problems" in brief.want:
        return [p for text in brief.want["problems"] if (p := brief.writer.attempt(text))]
    items = _items(brief)
    shape = brief.rng.choice(SHAPES)
    made = shape(brief, items)
    if "follow_up" not in brief.skip and brief.rng.random() < 0.5 and (piece := _follow_up(brief)):
        made.insert(0, piece)
    return made


def _items(brief: Brief) -> list[Item]:
    items: list[Item] = []
    for number, topic in enumerate(brief.topics):
        problem = (
            None if f"-problem {topic}" in brief.skip else _of(brief, topic, "problem", number)
        )
        remedy = None if f"-remedy {topic}" in brief.skip else _of(brief, topic, "remedy", number)
        if problem or remedy:
            items.append(Item(problem, remedy))
    for kind in ("extra_problem", "extra_remedy"):
        for text in brief.want.get(kind, []):
            piece = brief.writer.attempt(text, item=len(items) + 20)
            items.append(Item(piece, None) if kind == "extra_problem" else Item(None, piece))
    return items


def _of(brief: Brief, topic: str, kind: str, item: int) -> Piece | None:
    """Write an unused wording of a topic."""
    forced = brief.want.get(f"{kind} {topic}")
    texts = (
        list(forced)
        if forced
        else [t for t in topics().get(topic, {}).get(kind, ()) if t not in brief.writer.used]
    )
    brief.writer.topic = topic
    brief.rng.shuffle(texts)
    texts.sort(key=brief.writer.avoid.__contains__)
    for text in texts:
        if piece := brief.writer.attempt(text, item=item):
            brief.writer.used.add(text)
            return piece
    return None


def _follow_up(brief: Brief) -> Piece | None:
    others = [t for t in ALL if t not in brief.topics]
    pieces = []
    for topic in brief.rng.sample(others, brief.rng.randint(1, 2)):
        if (piece := _of(brief, topic, "taken", 100)) is not None:
            pieces.append(piece)
    if not pieces:
        return None
    lead = brief.rng.choice(
        (
            "针对{}年报告指出的问题，{}",
            "对于{}年查摆的不足，{}",
            "上年度（{}年）存在的问题整改情况：{}",
        )
    )
    lead = lead.format(brief.year - 1, brief.writer.names["we"] if "：" not in lead else "")
    made = Piece(lead) + join(pieces, "；" if brief.rng.random() < 0.5 else "，") + "。"
    marks = tuple(
        replace(m, attributes=("follow_up",), item=None) if isinstance(m, Said) else m
        for m in made.marks
    )
    return Piece(made.text, marks)


def _lead(brief: Brief, key: str) -> Piece:
    piece = brief.writer.write(f"faults.{key}")
    return piece or Piece(
        "存在的主要问题：" if key == "lead_problems" else "下一步，将采取以下措施："
    )


def _stop(piece: Piece) -> Piece:
    return piece if piece.text.endswith("。") else piece + "。"


def _listed(brief: Brief, pieces: list[Piece]) -> Piece:
    """Write 一是…；二是…。 or 一是…。二是…。"""
    if len(pieces) == 1:
        return _stop(pieces[0])
    mark = brief.rng.choice(("{}是", "{}是", "第{}，", "（{}）"))
    numbered = [Piece(mark.format(NUMERALS[at])) + piece for at, piece in enumerate(pieces)]
    loose = any("。" in piece.text for piece in pieces) or brief.rng.random() < 0.5
    return join([p + "。" for p in numbered]) if loose else join(numbered, "；") + "。"


def _problems(items: list[Item]) -> list[Piece]:
    return [item.problem for item in items if item.problem]


def _remedies(items: list[Item]) -> list[Piece]:
    return [item.remedy for item in items if item.remedy]


def two_paragraphs(brief: Brief, items: list[Item]) -> list[Piece]:
    """Lead-in and list in one paragraph each."""
    made = []
    if problems := _problems(items):
        made.append(_lead(brief, "lead_problems") + _listed(brief, problems))
    if remedies := _remedies(items):
        made.append(_lead(brief, "lead_remedies") + _listed(brief, remedies))
    return made


def paragraph_each(brief: Brief, items: list[Item]) -> list[Piece]:
    """A lead-in alone on its line, then one paragraph an item."""
    made: list[Piece] = []
    mark = brief.rng.choice(("{n}是", "（{n}）", "{d}.", "{d}．", "{d}、"))
    for key, pieces in (("lead_problems", _problems(items)), ("lead_remedies", _remedies(items))):
        if pieces:
            made.append(_lead(brief, key))
        for at, piece in enumerate(pieces):
            made.append(Piece(mark.format(n=NUMERALS[at], d=at + 1)) + _stop(piece))
    return made


def headed(brief: Brief, items: list[Item]) -> list[Piece]:
    """Two sub-headings, numbered paragraphs below them."""
    made: list[Piece] = []
    mark = brief.rng.choice(("{d}.", "{d}．", "{n}是", ""))
    for at, (key, pieces) in enumerate(
        (("problems", _problems(items)), ("remedies", _remedies(items)))
    ):
        head = brief.writer.write(f"faults.head_{key}") or Piece("改进措施")
        if not pieces:
            continue
        made.append(Piece(f"（{NUMERALS[at]}）") + head)
        if not mark or brief.rng.random() < 0.3:
            made.append(_listed(brief, pieces))
            continue
        for place, piece in enumerate(pieces):
            made.append(Piece(mark.format(n=NUMERALS[place], d=place + 1)) + _stop(piece))
    return made


def mixed(brief: Brief, items: list[Item]) -> list[Piece]:
    """Each problem followed by its remedy in the same paragraph."""
    made: list[Piece] = []
    mark = brief.rng.choice(("（{n}）", "{n}是", "{d}.", ""))
    for at, item in enumerate(items):
        number = mark.format(n=NUMERALS[at], d=at + 1) if len(items) > 1 else ""
        text = Piece(number) + (_stop(item.problem) if item.problem else Piece())
        if item.remedy:
            text = _stop(text + _bridged(brief, item.remedy))
        made.append(text)
    return made


def plain_paragraphs(brief: Brief, items: list[Item]) -> list[Piece]:
    """No markers: a paragraph a problem, then the remedies."""
    made = [_stop(problem) for problem in _problems(items)]
    for at, remedy in enumerate(_remedies(items)):
        made.append(
            _stop(_bridged(brief, remedy) if at == 0 or brief.rng.random() < 0.4 else remedy)
        )
    return made


def _bridged(brief: Brief, remedy: Piece) -> Piece:
    """Put 下一步，我县将 before a remedy; it becomes part of the statement."""
    bridge = brief.writer.attempt(brief.rng.choice(wordings()["faults.bridge"])) or Piece(
        "下一步，"
    )
    joined = bridge + remedy
    first = next((m for m in joined.marks if isinstance(m, Said)), None)
    if first is None:
        return joined
    marks = tuple(replace(m, start=0) if m is first else m for m in joined.marks)
    return Piece(joined.text, marks)


Shape = Callable[[Brief, list[Item]], list[Piece]]
SHAPES: tuple[Shape, ...] = (
    two_paragraphs,
    two_paragraphs,
    paragraph_each,
    headed,
    mixed,
    plain_paragraphs,
)
