"""Composes the prose of a report: title, preamble, the five aspects of section one, section six.

Which kinds of sentence a report holds is drawn from probabilities; each sentence is written by the
`Writer`, which only writes what is true. Section five has a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from .data import wordings
from .draft import ASPECTS, NOTICES, ROLES, Brief, Draft, Section
from .marks import Count, Piece, join
from .organs import Organ
from .problems import section_five

NUMERALS = "一二三四五六七八九"
# kinds of sentence by aspect, with the chance that a report holds them
PROACTIVE = (
    ("published.totals", 0.85), ("published.website", 0.6), ("published.media", 0.7),
    ("published.documents", 0.6), ("published.rules", 0.5), ("published.decisions", 0.4),
    ("published.charges", 0.3), ("published.purchases", 0.4), ("published.explained", 0.6),
    ("published.press", 0.35), ("published.gazette", 0.25), ("published.proposals", 0.4),
    ("published.policies", 0.3), ("published.shares", 0.2), ("published.numbered", 0.4),
    ("published.visits", 0.3), ("traps.any", 0.5), ("traps.above", 0.15),
)  # fmt: skip
MANAGEMENT = (("daily.management", 1), ("daily.management", 0.7), ("traps.any", 0.3))
PLATFORM = (
    ("daily.platform", 1), ("daily.platform", 0.6), ("daily.messages", 0.5),
    ("daily.opinions", 0.4), ("traps.any", 0.3),
)  # fmt: skip
OVERSIGHT = (
    ("oversight.duties", 0.6), ("oversight.meetings", 0.4), ("oversight.training", 0.6),
    ("oversight.checks", 0.5), ("oversight.staff", 0.3), ("oversight.money", 0.25),
    ("traps.any", 0.3),
)  # fmt: skip
ACCOUNTS = ("oversight.assessment", "oversight.opinion", "oversight.accountability")


def compose(brief: Brief) -> Draft:
    """Write the whole report."""
    rng, writer = brief.rng, brief.writer
    style = rng.choice(("、", "、", "、", "、", "．"))
    sections = {
        role: Section(NUMERALS[at] + style, _plain(brief, f"opening.section_{role}"))
        for at, role in enumerate(ROLES)
    }
    titles = brief.want.get("title") or [*wordings()["opening.title"]]
    title = writer.attempt(rng.choice([titles[0], *titles]))
    draft = Draft(title or Piece(brief.organ.name), [], sections, {}, dict(brief.figures.cells))
    _preamble(brief, draft)
    _overview(brief, draft)
    sections["problems"].paragraphs = section_five(brief)
    _last(brief, draft)
    return draft


def _plain(brief: Brief, key: str) -> str:
    return brief.rng.choice(wordings()[key])


def _preamble(brief: Brief, draft: Draft) -> None:
    wanted = brief.want.get("preamble")
    if brief.rng.random() < 0.2 and not wanted:
        return
    text = brief.rng.choice(wanted) if wanted else None
    piece = brief.writer.attempt(text) if text else brief.writer.write("opening.preamble")
    contact = brief.writer.write("opening.contact") if brief.rng.random() < 0.7 else None
    if piece:
        draft.preamble = [piece + (contact or Piece())]


def _overview(brief: Brief, draft: Draft) -> None:
    rng, writer = brief.rng, brief.writer
    bodies = {
        "proactive": _kinds(brief, PROACTIVE),
        "on_request": _requests(brief),
        "management": _kinds(brief, MANAGEMENT),
        "platform": _kinds(brief, PLATFORM),
        "oversight": _kinds(brief, OVERSIGHT) + _accounts(brief),
    }
    for key, texts in brief.want.items():
        lie, _, aspect = key.rpartition(" ")
        if aspect in bodies:
            writer.lie = bool(lie)
            bodies[aspect] += [piece for text in texts if (piece := writer.attempt(text))]
            writer.lie = False
    paragraphs = draft.sections["overview"].paragraphs
    if opening := writer.write("opening.general"):
        paragraphs.append(opening)
    layout = rng.choice(("inline", "inline", "line", "bracket"))
    kept = [aspect for aspect in ASPECTS if aspect not in brief.skip]
    for at, aspect in enumerate(kept):
        head = _plain(brief, f"opening.head_{aspect}")
        number = f"（{NUMERALS[at]}）" if layout != "bracket" else f"({NUMERALS[at]})"
        draft.aspects[aspect] = number + head
        body = _run(brief, bodies[aspect])
        if layout == "line":
            paragraphs += [Piece(number + head), body]
        else:
            paragraphs.append(Piece(number + head + "。") + body)
    draft.aspects |= {aspect: None for aspect in ASPECTS if aspect not in kept}


def _run(brief: Brief, pieces: list[Piece]) -> Piece:
    """Join sentences, now and then as 一是…二是…."""
    simple = all(piece.text.count("一是") == 0 for piece in pieces)
    if simple and 2 <= len(pieces) <= 6 and brief.rng.random() < 0.25:
        pieces = [Piece(f"{NUMERALS[at]}是") + piece for at, piece in enumerate(pieces)]
    return join(pieces)


def _kinds(brief: Brief, kinds: tuple[tuple[str, float], ...]) -> list[Piece]:
    made: list[Piece] = []
    for key, chance in kinds:
        unwanted = key in brief.skip or _denied(brief, key)
        if not unwanted and brief.rng.random() < chance and (piece := brief.writer.write(key)):
            made.append(piece)
    fallback = kinds[0][0]
    if not made and (piece := brief.writer.write(fallback)):
        made.append(piece)
    return made


def _denied(brief: Brief, key: str) -> bool:
    """Tell whether section five will say the contrary, or the kind does not suit the organ."""
    topics = {
        "oversight.money": "funding",
        "oversight.staff": "staffing",
        "oversight.training": "capacity",
    }
    big = brief.organ.kind == "government" and brief.organ.level in (
        "county",
        "prefecture",
        "province",
    )
    if key == "traps.above":
        return brief.organ.above == "国务院"
    return topics.get(key) in brief.topics or (key == "published.gazette" and not big)


def _requests(brief: Brief) -> list[Piece]:
    """Write what came in, how it ended and what was disputed."""
    writer, rng, made = brief.writer, brief.rng, list[Piece]()

    def add(key: str, chance: float = 1) -> None:
        if key not in brief.skip and rng.random() < chance and (piece := writer.write(key)):
            made.append(piece)

    there = brief.figures.value("applications.new_received+applications.carried_in")
    if "requests" in brief.skip:
        pass
    elif not there:
        add("requests.none")
    else:
        add("requests.summary")
        joint = any(isinstance(m, Count) and m.slot == "new_all" for p in made for m in p.marks)
        for key, chance in (("persons", 0.6), ("ways", 0.3), ("units", 0.25)):
            suits = key != "units" or (brief.organ.units and there > 30)
            if not joint and suits:
                add(f"requests.{key}", chance)
        add("requests.outcomes", 0.85)
        add("requests.outcomes", 0.4)
    add("requests.quality", 0.7)
    _disputes(brief, add)
    return made


def _disputes(brief: Brief, add: Callable[[str, float], None]) -> None:
    figures = brief.figures
    if "disputes" in brief.skip:
        return
    if not figures.value("review.total+litigation.total"):
        add("disputes.none", 0.75)
    elif brief.rng.random() < 0.35 and "disputes.both" not in brief.skip:
        add("disputes.both", 1)
    else:
        add("disputes.review", 0.9 if figures.value("review.total") else 0)
        add("disputes.litigation", 0.9 if figures.value("litigation.total") else 0)


def _accounts(brief: Brief) -> list[Piece]:
    """Write assessment, opinion and accountability; a government must have all three."""
    if "accounts" in brief.skip:
        return []
    if brief.rng.random() < 0.35:
        piece = brief.writer.write("oversight.all_in_one")
        return [piece] if piece else []
    needed = brief.organ.kind == "government"
    keys = [key for key in ACCOUNTS if needed or brief.rng.random() < 0.7]
    return [piece for key in keys if (piece := brief.writer.write(key))]


def _last(brief: Brief, draft: Draft) -> None:
    """Write section six and, now and then, a signature with its date."""
    rng, writer = brief.rng, brief.writer
    made: list[Piece] = []
    if "fee" not in brief.skip and (brief.year >= 2021 or rng.random() < 0.3):
        paid = _overdue(brief) or (rng.random() < 0.12 and brief.form == "zfxxgk-2021")
        writer.lie = "false fee" in brief.want
        key = "ending.fee_some" if paid and not writer.lie else "ending.fee_none"
        made += filter(None, [writer.write(key)])
        writer.lie = False
    if not made or rng.random() < 0.5:
        key = "ending.nothing" if rng.random() < 0.8 else "ending.extra"
        made += filter(None, [writer.write(key)])
    draft.sections["other"].paragraphs = [join(made)]
    if rng.random() < 0.35:
        day = f"{brief.year + 1}年{rng.randint(1, 3)}月{rng.randint(2, 28)}日"
        draft.tail = [Piece(brief.organ.name), Piece(day)]


def _overdue(brief: Brief) -> bool:
    return brief.figures.cells.get(("applications", "other.fee_overdue", "total"), 0) > 0


def known_names(year: int, organ: Organ, form: str) -> dict[str, str]:
    """Return what the wordings may name."""
    fields = (
        "name",
        "we",
        "area",
        "place",
        "office",
        "address",
        "phone",
        "postcode",
        "site",
        "mail",
        "above",
    )
    names = {field: str(getattr(organ, field)) for field in fields}
    names["organ"] = names.pop("name")
    years = {"year": year, "last": year - 1, "next": year + 1, "stale": year - 1}
    return names | {key: str(value) for key, value in years.items()} | {"notice": NOTICES[form]}
