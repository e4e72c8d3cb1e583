"""Plants faults of figures: the T rules in the tables, the P and X rules in the prose."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .data import wordings
from .draft import Brief, Draft
from .figures import APPLICANTS, BLOCKS, Ref
from .marks import Count
from .planting import (
    MODERN,
    Unplantable,
    after_writing,
    alter,
    before_writing,
    needs,
    sentence,
    spoken,
)

# the slots whose figure may be spoiled for each rule
SPOILED = {
    "P101": ("new", "done", "in", "out"),
    "P102": ("granted", "partly", "refused", "unavailable", "not_processed", "not_held", "opened"),
    "P103": ("new_np", "new_org", "new_company", "new_legal"),
    "P104": ("review", "lit", "review_upheld", "review_corrected", "lit_upheld", "direct", "after"),
    "P105": ("docs_new", "docs_gone", "docs_valid", "docs_made", "docs_public"),
    "P106": ("licences", "penalties", "coercion"),
    "P107": ("fees",),
    "P110": ("rate_done", "rate_open", "share_np", "share_granted", "share_not_held", "share_org"),
    "P111": ("worked", "handled"),
    "X101": ("categories", "explained_forms", "account_kinds", "trained"),
    "X104": tuple(
        f"{how}.{slot}"
        for how in ("growth", "drop", "more", "fewer")
        for slot in ("pub", "site", "wechat", "new")
    ),
}  # fmt: skip
KEYS = {
    "P101": ("requests.summary",), "P102": ("requests.outcomes",), "P103": ("requests.persons",),
    "P104": ("disputes.review", "disputes.litigation"), "P105": ("published.documents",),
    "P106": ("published.decisions",), "P107": ("published.charges",),
    "P110": ("requests.summary", "requests.persons", "requests.outcomes"),
    "P111": ("requests.summary", "faults.ambiguous"),
    "X101": ("published.website", "published.explained"),
    "X104": ("published.totals", "published.website", "published.media", "requests.summary"),
}  # fmt: skip


def _wrong(brief: Brief) -> Callable[[Decimal], Decimal]:
    """Return a change that looks like a slip: some more, digits transposed, a digit too many."""
    way, step = brief.rng.choice(("more", "more", "turn", "ten")), brief.rng.randint(1, 9)

    def change(value: Decimal) -> Decimal:
        text = f"{value:f}"
        if (
            way == "turn"
            and len(text) > 1
            and text[0] != text[1]
            and "." not in text
            and text[1] != "0"
        ):
            return Decimal(text[1] + text[0] + text[2:])
        if way == "ten" and value == value.to_integral_value():
            return value * 10
        return value + step + (Decimal(2) if "." in text else 0)

    return change


def _spoil(code: str) -> None:
    @before_writing(code)
    def plan(brief: Brief) -> None:
        change = _wrong(brief)
        brief.writer.spoil.append(dict.fromkeys(SPOILED[code], change))
        key = brief.rng.choice(KEYS[code])
        asks = [
            t for t in wordings()[key] if any(f"{{{s}" in t or f"*{s}" in t for s in SPOILED[code])
        ]
        aspect = "proactive" if key.startswith("published") else "on_request"
        brief.skip.add(key)
        texts = asks or list(wordings()[key])
        brief.want[aspect] = [*brief.want.get(aspect, []), brief.rng.choice(texts)]


for _code in SPOILED:
    needs(_code, lively=True)
    _spoil(_code)
needs("P107", lively=True, years=MODERN)
needs("P105", lively=True)
needs("X101", "X104")
needs("P108", "P109", "P112", lively=True)
needs("P112", lively=True, years=MODERN)
needs("T102", level="county", years=MODERN)
needs("T103", level="county", years=MODERN)
needs("T104", years=(2019, 2020), lively=True, level="county")
needs("T101", years=MODERN, level="county", lively=True)
needs("T201", "T202", "T203", "T204", "T301", lively=True)


@before_writing("P108")
def false_none(brief: Brief) -> None:
    """Say that nothing came in, or nothing was disputed, though the table says otherwise."""
    kind = brief.rng.choice(("requests", "disputes"))
    brief.skip.add(kind)
    brief.want["lie on_request"] = [brief.rng.choice(wordings()[f"{kind}.none"])]


@before_writing("P109")
def false_all(brief: Brief) -> None:
    """Say that all was answered though some was carried out."""
    texts = [t for t in wordings()["requests.summary"] if "<all done" in t and "受理" in t]
    brief.skip.add("requests")
    brief.want["lie on_request"] = [brief.rng.choice(texts)]


@before_writing("P112")
def false_fee(brief: Brief) -> None:
    """Deny any fee though requests ended for an unpaid one."""
    if not brief.figures.value("applications.other.fee_overdue"):
        raise Unplantable("no unpaid fee")
    brief.want["false fee"] = []


@before_writing("X102")
def wrong_enumeration(brief: Brief) -> None:
    """Announce another number of items than follow."""
    brief.want["proactive"] = [brief.rng.choice(wordings()["faults.mismatched"])]


@before_writing("X103")
def scale_slip(brief: Brief) -> None:
    """Let 万 slip into a total."""
    brief.skip |= {"published.totals", "published.media", "published.website"}
    brief.want["lie proactive"] = list(wordings()["faults.scaled"])


@after_writing("X105")
def restated(brief: Brief, draft: Draft) -> None:
    """State the total of what was published once more, with another figure."""
    counts = [m for _, p in draft.prose() for m in p.marks if isinstance(m, Count)]
    if not any(c.slot == "pub" and c.low == c.high for c in counts):
        raise Unplantable("the total is not stated")
    step = brief.rng.choice((7, 30, 121))
    brief.writer.spoil.append({"pub": lambda value: value + step})
    piece = sentence(brief, "faults.repeated_total")
    paragraphs = draft.sections["overview"].paragraphs
    paragraphs[-1] = paragraphs[-1] + piece.flagged("X105", f"total published, {step} more")


@before_writing("X106")
def contradiction(brief: Brief) -> None:
    """Affirm in section one what section five denies."""
    topic, affirmed, denied = brief.rng.choice(wordings()["faults.contradicted"]).split("§")
    brief.topics = [topic, *(t for t in brief.topics if t != topic)]
    brief.want[f"problem {topic}"] = [denied]
    brief.want["oversight"] = [f"<must X106>{affirmed}</must>"]


@before_writing("X107")
def wrong_shares(brief: Brief) -> None:
    """State shares that make more or less than the whole."""
    brief.figures.free["s3"] += brief.rng.choice((-7, 6, 9))
    brief.skip.add("published.shares")
    brief.want["lie proactive"] = [brief.rng.choice(wordings()["faults.shares_off"])]


# ------------------------------------------------------------------ inside the tables


def _unspoken(brief: Brief, draft: Draft, refs: list[Ref]) -> Ref:
    known = spoken(brief, draft)
    free = [ref for ref in refs if ref not in known] or refs
    if not free:
        raise Unplantable("no cell")
    return brief.rng.choice(free)


def _step(brief: Brief) -> int:
    return brief.rng.choice((1, 1, 2, 3, 5, 10))


@before_writing("T101")
def few_documents(brief: Brief) -> None:
    """Make the stock smaller than what was issued; the prose will not mention it."""
    brief.skip.add("published.documents")


@after_writing("T101")
def wrong_stock(_brief: Brief, draft: Draft) -> None:
    """Put it into the table."""
    row = ("disclosure", "normative_documents")
    issued = draft.cells[(*row, "issued")] or Decimal(0)
    if issued < 3:
        raise Unplantable("too few documents")
    draft.cells[(*row, "repealed")], draft.cells[(*row, "in_force")] = Decimal(0), issued - 2
    draft.flag("T101", "normative_documents", f"{issued} issued, {issued - 2} in force")


@after_writing("T102")
def unauthorised(_brief: Brief, draft: Draft) -> None:
    """Give a county regulations of its own."""
    for column, value in (("issued", 1), ("repealed", 0), ("in_force", 3)):
        draft.cells["disclosure", "regulations", column] = Decimal(value)
    draft.flag("T102", "regulations", "1 issued by an organ that has no such power")


@before_writing("T103")
def quiet_fee(brief: Brief) -> None:
    """Say nothing of the fee in the prose."""
    brief.skip.add("published.charges")


@after_writing("T103")
def fee_in_yuan(brief: Brief, draft: Draft) -> None:
    """Print yuan where ten thousands belong."""
    ref = ("disclosure", "fees", "amount_wan")
    draft.cells[ref] = Decimal(brief.rng.randint(1200000, 98000000))
    draft.flag("T103", "fees.amount_wan", f"{draft.cells[ref]} 万元")


@before_writing("T104")
def quiet_documents(brief: Brief) -> None:
    """Say nothing of documents in the prose."""
    brief.skip.add("published.documents")


@after_writing("T104")
def wrong_published(_brief: Brief, draft: Draft) -> None:
    """Publish more in a year than altogether."""
    row = ("disclosure", "normative_documents")
    new = draft.cells[(*row, "published")] or Decimal(0)
    if new < 2:
        raise Unplantable("too few documents")
    draft.cells[(*row, "published_total")] = new - 1
    draft.flag("T104", "normative_documents", f"{new} new of {new - 1} in all")


@after_writing("T201")
def unbalanced(brief: Brief, draft: Draft) -> None:
    """Change a row of the flow in one column and the total alike."""
    row = _unspoken(
        brief, draft, [("applications", r, "total") for r in ("carried_in", "carried_out")]
    )[1]
    column = brief.rng.choice(APPLICANTS[:2])
    alter(draft, _step(brief), ("applications", row, column), ("applications", row, "total"))
    draft.flag("T201", f"{row}@{column}", "new + carried in is not concluded + carried out")


def _outcome_rows(draft: Draft) -> list[Ref]:
    rows = dict.fromkeys(row for table, row, _ in draft.cells if table == "applications")
    flow = ("new_received", "carried_in", "concluded_total", "carried_out")
    return [("applications", row, "total") for row in rows if row not in flow]


@after_writing("T202")
def wrong_outcomes(brief: Brief, draft: Draft) -> None:
    """Change an outcome in one column and the total alike."""
    row = _unspoken(brief, draft, _outcome_rows(draft))[1]
    column = brief.rng.choice(APPLICANTS[:2])
    alter(draft, _step(brief), ("applications", row, column), ("applications", row, "total"))
    draft.flag("T202", f"{row}@{column}", "the outcomes do not add up to the total")


@after_writing("T203")
def wrong_row(brief: Brief, draft: Draft) -> None:
    """Change one cell of an outcome: its row and its column fail, which is one slip."""
    row = _unspoken(brief, draft, _outcome_rows(draft))[1]
    column = brief.rng.choice(APPLICANTS[1:])
    alter(draft, _step(brief), ("applications", row, column))
    draft.flag("T203", f"{row}@{column}", "the applicants do not add up to the total")


@before_writing("T204")
def quiet_decisions(brief: Brief) -> None:
    """Say nothing of decisions in the prose."""
    brief.skip.add("published.decisions")


@after_writing("T204")
def impossible(brief: Brief, draft: Draft) -> None:
    """Print a negative or broken count of decisions."""
    ref = ("disclosure", brief.rng.choice(("licences", "penalties", "coercion")), "decisions")
    draft.cells[ref] = Decimal(brief.rng.choice(("-3", "-12", "10.5", "7.2")))
    draft.flag("T204", ".".join(ref), f"{draft.cells[ref]} 件")


@after_writing("T301")
def wrong_disputes(brief: Brief, draft: Draft) -> None:
    """Change the total of a block, or one of its results."""
    refs = [
        ("disputes", block, column) for block in BLOCKS for column in ("total", "other", "pending")
    ]
    ref = _unspoken(brief, draft, refs)
    alter(draft, _step(brief), ref)
    draft.flag("T301", ".".join(ref), "the results do not add up to the total")
