"""Mutations of what is said in words: a total stated twice, declared numbers, the period, claims.

A claim is contradicted by its cells: one case more stands in the table, and every sum still holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from generator.figures import Ref
from generator.making import Generated
from generator.marks import Claim, Enumeration, Piece
from generator.numbers import chinese

from .faults import counts_of
from .mutation import Change, copied, spliced, with_piece
from .prose import ProseMutator, exact, printed
from .tables import changed, value

SAID: dict[str, ProseMutator] = {}
# the days of a year as a period: "2023年1月1日至2023年12月31日", "从2023年1月1日到12月31日"
_PERIOD = re.compile(r"(?P<year>20\d\d)年1月1日\D{1,4}?(?P<until>20\d\d年)?(?P<end>12月31日)")
# how a total of the year is stated once more
RESTATED = {
    "pub": ("全年共主动公开政府信息", "{year}年主动公开政府信息", "本年度累计主动公开政府信息"),
    "site": ("全年通过政府网站发布信息", "{year}年网站共发布信息"),
    "wechat": ("全年微信公众号推送信息", "{year}年微信公众号发布信息"),
    "explained": ("全年发布政策解读", "{year}年共发布政策解读"),
    "new": ("全年共收到政府信息公开申请", "{year}年新收政府信息公开申请"),
    "done": ("全年答复政府信息公开申请", "{year}年共办结政府信息公开申请"),
}
# what may stand before a figure restated: "发布政策解读", "网站发布信息"; not "网站信息公开专栏"
_SAME = re.compile(r"主动公开|网站(?!信息公开)[^栏]*\Z|微信|发布政策解读|申请|答复|办结")


def _mutator(kind: str) -> Callable[[ProseMutator], ProseMutator]:
    def register(function: ProseMutator) -> ProseMutator:
        SAID[kind] = function
        return function

    return register


# ------------------------------------------------------------------ said twice


@_mutator("a restated figure, in one place")
def restated(rng: Random, made: Generated) -> Change | None:
    """State a total of the year once more, in section one or six, with another figure."""
    counts = [
        each
        for each in counts_of(made.draft)
        if exact(each[2]) and each[2].slot in RESTATED and each[2].period == "this_year"
        if _SAME.search(each[1].text[: each[2].start][-20:])
    ]
    if not counts:
        return None
    _, piece, count = rng.choice(counts)
    said = rng.choice(RESTATED[count.slot]).format(year=made.year)
    amount = abs(count.amount + rng.choice((-1, 1, 7, -30, 30)))
    if amount == count.amount:
        return None
    number = printed(amount) + count.raw_unit
    opening = rng.choice(("综上，", "总的看，", "据统计，", "")) + said
    copy = replace(
        count, start=len(opening), end=len(opening) + len(number), amount=amount, low=amount,
        high=amount, roles=(("again", count.slot),),
    )  # fmt: skip
    draft = copied(made.draft)
    section = draft.sections[rng.choice(("overview", "other"))]
    section.paragraphs[-1] = section.paragraphs[-1] + Piece(f"{opening}{number}。", (copy,))
    before = piece.text[max(0, count.start - 24) : count.end]
    return Change(draft, before, f"{opening}{number}", words=(number,))


# ------------------------------------------------------------------ declared numbers, the period


@_mutator("a declared number of items")
def declared(rng: Random, made: Generated) -> Change | None:
    """Declare one item more or fewer than are listed; before 等 far fewer."""
    marks = [
        (place, piece, mark)
        for place, (_, piece) in enumerate(made.draft.prose())
        for mark in piece.marks
        if isinstance(mark, Enumeration)
    ]
    if not marks:
        return None
    place, piece, mark = rng.choice(marks)
    new = mark.found - 2 if mark.open else mark.declared + rng.choice((-1, 1))
    old = [str(mark.declared), chinese(mark.declared), "两" if mark.declared == 2 else "?"]
    found = re.search("|".join(map(re.escape, old)), piece.of(mark))
    if found is None or new < 2:
        return None
    number = str(new) if found[0].isdigit() else chinese(new)
    at = mark.start + found.start()
    spot = replace(mark, start=at, end=at + len(found[0]))
    marked = Piece(piece.text, tuple(spot if m is mark else m for m in piece.marks))
    text = spliced(marked, spot, number, replace(spot, declared=new))
    after = text.text[max(0, at - 6) : at + 10]
    words = text.text[at : at + len(number) + 1]
    return Change(with_piece(made.draft, place, text), piece.of(mark), after, words=(words,))


def _in_preamble(
    made: Generated, pattern: str | re.Pattern[str], group: str | int, words: str
) -> Change | None:
    """Return the change that puts other words into a stretch of the preamble."""
    for place, piece in enumerate(made.draft.preamble):
        found = re.search(pattern, piece.text)
        if found and found[group]:
            text = piece.text[: found.start(group)] + words + piece.text[found.end(group) :]
            draft = with_piece(made.draft, place, replace(piece, text=text))
            end = found.end() + len(words) - len(found[group])
            return Change(draft, found[0], text[found.start() : end], words=(words,))
    return None


@_mutator("六个部分 → 七个部分")
def parts_of_report(_rng: Random, made: Generated) -> Change | None:
    """Declare seven parts where six are named."""
    return _in_preamble(made, "六(?=个部分)", 0, "七")


@_mutator("a year of the period")
def period(rng: Random, made: Generated) -> Change | None:
    """Change the year the period begins or ends, or its last day."""
    way = rng.choice(("year", "until", "end"))
    year = str(made.year - 1)
    words = {"year": year, "until": f"{year}年", "end": "12月30日"}[way]
    return _in_preamble(made, _PERIOD, way, words)


# ------------------------------------------------------------------ claims contradicted by cells


def _flow(*rows: str) -> dict[tuple[str, str], int]:
    return {(row, column): 1 for row in rows for column in ("natural_person", "total")}


REQUEST = _flow("new_received", "granted", "concluded_total")
LEFT = _flow("carried_out") | dict.fromkeys(_flow("granted", "concluded_total"), -1)
LEFT_NEW = _flow("new_received", "carried_out")
# what changes in the tables by one more case of what a claim denies; every sum still holds
CONTRADICTED: dict[str, list[dict[tuple[str, str], int]]] = {
    "new": [REQUEST],
    "in": [_flow("carried_in", "granted", "concluded_total")],
    "out": [LEFT, LEFT_NEW],
    "done": [LEFT, LEFT_NEW],
    "timely": [LEFT, LEFT_NEW],
    "fee": [_flow("new_received", "other.fee_overdue", "concluded_total")],
    "docs": [{("normative_documents", "issued"): 1, ("normative_documents", "in_force"): 1}],
    "docs_made": [
        {("normative_documents", c): 1 for c in ("made", "published", "published_total")}
    ],
}
CONTRADICTED |= {
    subject: [{(block, result): 1, (block, "total"): 1} for block in blocks]
    for subject, result, blocks in (
        ("review", "upheld", ("review",)),
        ("lit", "upheld", ("litigation_direct", "litigation_after_review")),
        ("disputes", "upheld", ("review", "litigation_direct")),
        ("corrected", "corrected", ("review", "litigation_after_review")),
        ("review_upheld", "corrected", ("review",)),
        ("lit_upheld", "corrected", ("litigation_direct",)),
        ("closed", "pending", ("review", "litigation_direct")),
    )
}


def _contradict(kind: str) -> ProseMutator:
    def mutate(rng: Random, made: Generated) -> Change | None:
        claims = [
            (piece, mark)
            for _, piece in made.draft.prose()
            for mark in piece.marks
            if isinstance(mark, Claim) and mark.kind == kind and mark.subject in CONTRADICTED
        ]
        rng.shuffle(claims)
        for piece, claim in claims:
            for steps in rng.sample(CONTRADICTED[claim.subject], len(CONTRADICTED[claim.subject])):
                if change := _more(made, steps, rng.choice((1, 1, 2, 13))):
                    said = piece.of(claim)
                    before = f"“{said}” {change.before}"
                    return replace(change, before=before, words=(said,), claim=claim.subject)
        return None

    return mutate


def _more(made: Generated, steps: dict[tuple[str, str], int], times: int) -> Change | None:
    tables = {(row, column): ref for ref in made.draft.cells for _, row, column in [ref]}
    if not set(steps) <= set(tables):
        return None
    refs: dict[Ref, Decimal | None] = {}
    for key, step in steps.items():
        refs[tables[key]] = value(made, tables[key]) + step * times
    if any((number or 0) < 0 for number in refs.values()):
        return None
    return changed(made, refs)


SAID["none-claim contradicted by a cell"] = _contradict("none")
SAID["all-claim contradicted by a cell"] = _contradict("all")
