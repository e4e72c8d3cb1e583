"""Plants faults of structure, identity and wording: the S and W rules."""

from __future__ import annotations

from decimal import Decimal

from .data import wordings
from .draft import ROLES, Brief, Draft
from .figures import APPLICANTS
from .marks import Piece
from .planting import (
    MODERN,
    Unplantable,
    after_writing,
    before_writing,
    insert,
    needs,
    sentence,
    spoken,
)

NUMERALS = "一二三四五六七八九"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PERIODLESS = [
    "本报告由{=office}编制，公众可登录网站查阅。",
    "根据《条例》要求，{=organ}编制本年度报告，(敬请|欢迎)社会各界监督。",
]
UNTITLED = [
    "政府信息公开工作年度报告",
    "{=organ}政府信息公开工作年度报告",
    "{=year}年政府信息公开工作年度报告",
    "{=organ}{=year}年度报告",
]

needs("S105", level="county")
needs("S113", years=MODERN)
needs("S202", level="township")


@after_writing("S001")
def unreadable(brief: Brief, draft: Draft) -> None:
    """The printed file is damaged; see `damaged`."""
    draft.flag("S001", brief.organ.name, "the file is damaged")


def damaged(data: bytes, layout: str) -> bytes:
    """Return bytes that nothing can be read from."""
    if layout in ("docx", "pdf"):
        return data[: len(data) // 3]
    return b"\x00\x01\x02\xff\xfe\x00" * 200


@after_writing("S101")
def missing_section(brief: Brief, draft: Draft) -> None:
    """Leave out the section of problems or the last one, numbers closing up."""
    gone = brief.rng.choice(("problems", "other"))
    del draft.sections[gone]
    for at, section in enumerate(draft.sections.values()):
        section.number = NUMERALS[at] + section.number[-1]
    draft.flag("S101", gone, "the section is absent")


@after_writing("S102")
def misnumbered(brief: Brief, draft: Draft) -> None:
    """Print a section's number once more, or go on in another style."""
    role = brief.rng.choice(ROLES[1:])
    section = draft.sections[role]
    at = ROLES.index(role)
    section.number = brief.rng.choice(
        (NUMERALS[at - 1] + "、", f"{at + 1}、", NUMERALS[at + 1] + "、")
    )
    draft.flag("S102", section.heading, "the ordinal does not follow")


@after_writing("S103")
def odd_title(brief: Brief, draft: Draft) -> None:
    """Give a section a title that is no accepted variant."""
    role, _, title = brief.rng.choice(wordings()["faults.odd_titles"]).partition("=")
    draft.sections[role].title = title
    draft.flag("S103", draft.sections[role].heading, "not an accepted title")


@before_writing("S104")
def missing_aspect(brief: Brief) -> None:
    """Leave an aspect out of section one."""
    brief.skip.add(brief.rng.choice(("management", "platform")))


@after_writing("S104")
def flag_aspect(_brief: Brief, draft: Draft) -> None:
    """Record which one."""
    gone = next(key for key, head in draft.aspects.items() if head is None)
    draft.flag("S104", gone, "the aspect is absent")


@before_writing("S105")
def no_accountability(brief: Brief) -> None:
    """Leave assessment, opinion and accountability out."""
    if brief.organ.kind != "government":
        raise Unplantable("only governments owe it")
    brief.skip |= {"accounts", "published.numbered", "oversight.duties"}


@after_writing("S105")
def flag_accountability(_brief: Brief, draft: Draft) -> None:
    """Record it."""
    if any("考核" in p.text for p in draft.sections["overview"].paragraphs):
        raise Unplantable("a heading names it")
    draft.flag("S105", "监督保障", "no 考核, 评议, 责任追究")


@after_writing("S106")
def missing_table(brief: Brief, draft: Draft) -> None:
    """Replace a table by a reference."""
    role = brief.rng.choice(("disclosure", "applications", "disputes"))
    draft.shape[role] = "absent"
    draft.cells = {ref: value for ref, value in draft.cells.items() if ref[0] != role}
    text = brief.rng.choice(("（见附件）", "详见附表。", "统计表见附件。"))
    draft.sections[role].paragraphs.append(Piece(text))
    draft.flag("S106", draft.sections[role].heading, "no table below it")


@after_writing("S107")
def wrong_edition(brief: Brief, _draft: Draft) -> None:
    """The other edition was chosen with the brief, and the flag is set there."""


@after_writing("S108")
def altered_layout(brief: Brief, draft: Draft) -> None:
    """Drop a row of zeros, print one row （六）, or add a column of subtotals."""
    cells = draft.cells
    rows = list(dict.fromkeys(row for table, row, _ in cells if table == "applications"))
    empty = [
        r
        for r in rows
        if "." in r and all(cells["applications", r, c] == 0 for c in (*APPLICANTS, "total"))
    ]
    ways = ["subtotal"] + ["drop"] * bool(empty) + ["join"] * ("other.rest" in rows)
    way = brief.rng.choice(ways)
    if way == "subtotal":
        draft.shape["subtotal"] = "yes"
    elif way == "drop":
        gone = brief.rng.choice(empty)
        draft.cells = {ref: value for ref, value in cells.items() if ref[1] != gone}
    else:
        draft.cells = _joined(draft)
    draft.flag("S108", way, "a row or column missing or added")


def _joined(draft: Draft) -> dict[tuple[str, str, str], Decimal | None]:
    """Return the cells with one row for all other outcomes."""
    made: dict[tuple[str, str, str], Decimal | None] = {}
    for (table, row, column), value in draft.cells.items():
        if row.startswith("other."):
            key = (table, "other", column)
            made[key] = (made.get(key) or Decimal(0)) + (value or 0)
        else:
            made[table, row, column] = value
    return made


@after_writing("S109")
def blank_cells(brief: Brief, draft: Draft) -> None:
    """Leave zeros out or print a dash."""
    known = spoken(brief, draft)
    rows = {ref[:2] for ref, value in draft.cells.items() if value}
    zeros = [
        r for r, v in draft.cells.items() if v == 0 and r not in known and r[0] == "applications"
    ]
    zeros = [ref for ref in zeros if ref[:2] in rows] or zeros
    if len(zeros) < 3:
        raise Unplantable("no zeros")
    sign = brief.rng.choice(("", "", "—", "/", "无"))
    for ref in brief.rng.sample(zeros, min(len(zeros), brief.rng.randint(2, 6))):
        draft.cells[ref] = None
        draft.printed[ref] = sign
    draft.flag("S109", "applications", f"blank cells printed as {sign!r}")


@after_writing("S110")
def words_in_cell(brief: Brief, draft: Draft) -> None:
    """Print a word where a figure belongs."""
    known = spoken(brief, draft)
    ref = brief.rng.choice([r for r in draft.cells if r not in known and r[2] != "total"])
    draft.cells[ref] = None
    draft.printed[ref] = brief.rng.choice(("若干", "见附件", "暂无统计", "待核"))
    draft.flag("S110", ".".join(ref), draft.printed[ref])


@after_writing("S111")
def residue(brief: Brief, draft: Draft) -> None:
    """Leave an artefact of the form or of a conversion in the text."""
    text = brief.rng.choice(wordings()["faults.residue"])
    paragraphs = draft.sections["overview"].paragraphs
    at = brief.rng.randrange(len(paragraphs))
    paragraphs[at] = Piece(text).flagged("S111", text) + paragraphs[at]


@before_writing("S112")
def short_title(brief: Brief) -> None:
    """Leave organ, year or kind out of the title."""
    brief.want["title"] = [brief.rng.choice(UNTITLED)]


@after_writing("S112")
def flag_title(_brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("S112", draft.title.text, "organ, year or kind is missing")


@before_writing("S113")
def no_fee(brief: Brief) -> None:
    """Say nothing of the information fee."""
    brief.skip.add("fee")


@after_writing("S113")
def flag_fee(_brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("S113", draft.sections["other"].heading, "no 信息处理费")


@before_writing("S114")
def no_period(brief: Brief) -> None:
    """Write a preamble without the period."""
    brief.want["preamble"] = PERIODLESS


@after_writing("S114")
def flag_period(_brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("S114", draft.preamble[0].text, "no 统计期限")


@before_writing("S115")
def wrong_citation(brief: Brief) -> None:
    """Misquote the basis."""
    bad = brief.rng.choice(wordings()["faults.citations"])
    brief.writer.names = {**brief.writer.names, "notice": bad}
    brief.want["preamble"] = [t for t in wordings()["opening.preamble"] if "{=notice}" in t]


@after_writing("S115")
def flag_citation(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("S115", brief.writer.names["notice"], "no such document")


@after_writing("S201")
def wrong_year(brief: Brief, draft: Draft) -> None:
    """Open section one with last year."""
    text = next(t for t in wordings()["faults.stale_year"] if "<must" in t)
    piece = brief.writer.attempt(text) or Piece()
    paragraphs = draft.sections["overview"].paragraphs
    paragraphs[0] = piece + paragraphs[0]


@before_writing("S202")
def foreign_name(brief: Brief) -> None:
    """Speak of another kind of organ as 'we'."""
    if brief.organ.kind != "government":
        raise Unplantable("needs a town or sub-district")
    alien = (
        "我镇" if "街道" in brief.organ.place else "本街道" if "镇" in brief.organ.place else "我镇"
    )
    brief.writer.names = {**brief.writer.names, "alien": alien}


@after_writing("S202")
def insert_name(brief: Brief, draft: Draft) -> None:
    """Put the sentence in."""
    insert(brief, draft, sentence(brief, "faults.other_name"))


@before_writing("S203")
def wrong_period(brief: Brief) -> None:
    """Print the period of the year before."""
    bad = {"year": str(brief.year - 1)}
    text = brief.rng.choice(wordings()["opening.preamble"])
    day = "{=year}年1月1日"
    head, sign, tail = text.partition(day)
    text = f"{head}{bad['year']}年1月1日{tail}" if sign else text
    brief.want["preamble"] = [text]


@after_writing("S203")
def flag_wrong_period(brief: Brief, draft: Draft) -> None:
    """Record it."""
    if f"{brief.year - 1}年1月1日" not in draft.preamble[0].text:
        raise Unplantable("no period")
    draft.flag("S203", f"{brief.year - 1}年1月1日", "not the data year")


@after_writing("S204")
def early_date(brief: Brief, draft: Draft) -> None:
    """Sign before the year was over."""
    day = brief.rng.choice(
        (f"{brief.year}年12月{brief.rng.randint(2, 20)}日", f"{brief.year - 1}年1月20日")
    )
    draft.tail = [Piece(brief.organ.name), Piece(day).flagged("S204", day)]


@before_writing("S205")
def generic_subject(brief: Brief) -> None:
    """State a problem of nobody in particular."""
    brief.want["extra_problem"] = [brief.rng.choice(wordings()["faults.generic_subject"])]


def resident_number(brief: Brief) -> str:
    """Return an invented number whose last sign is right; its region code does not exist."""
    year, month, day = (brief.rng.randint(*r) for r in ((1950, 1999), (1, 12), (1, 28)))
    body = f"990101{year}{month:02d}{day:02d}{brief.rng.randint(0, 999):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def _insert(code: str, key: str, names: bool = False) -> None:
    """Register a planter that puts one sentence into section one."""

    @after_writing(code)
    def put(brief: Brief, draft: Draft) -> None:
        if names:
            mobile = f"1{brief.rng.choice('3578')}{brief.rng.randint(0, 999999999):09d}"
            more = {"id_number": resident_number(brief), "mobile": mobile}
            brief.writer.names = {**brief.writer.names, **more}
        piece = sentence(brief, key)
        insert(brief, draft, piece.flagged(code, piece.text))


_insert("W101", "faults.privacy", names=True)
_insert("W102", "faults.doubled")
_insert("W103", "faults.mixed_units")
_insert("W104", "faults.outdated")
