"""S1xx and S202: sections, tables, cells and leftovers of the form, and whose report it is.

All of them judge what is printed; where the reader may have lost something (a heading whose table
is there, a cell of a guessed grid) they stay silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from gouji.data import load_toml
from gouji.messages import say
from gouji.model import Cell, Finding, Level, Reconciliation, Report, Section, Span, Table
from gouji.parse.forms import Form, load_forms
from gouji.parse.headings import ROLES, compact, ordinal
from gouji.parse.identity import conflict, self_names
from gouji.parse.organs import describe
from gouji.rules.engine import finding, rule
from gouji.text.cues import CueTable
from gouji.text.fold import fold

FORM_YEAR = 2019
ENOUGH = 4
"""Sections that must be there before the lack of another counts as the report's."""
_NUMERALS = "零一二三四五六七八九十"
# 详见附件2 · 见下图 — but not 附属单位
_ELSEWHERE = re.compile(
    r"(?:详?见|参见|具体见)?(?:附件|附表|附图|下图|上图|图片|截图)[\d一二三四]?"
)
_QUOTED = re.compile(r"“[^”\n]{0,60}”|《[^》\n]{0,80}》|\"[^\"\n]{0,60}\"")
# 我镇, 本街道 — but not 自我, 基本市场, 本区域, 本乡镇
_SELF = re.compile(
    r"""(?<![自忘基根成版资样标范文脚日原剧书课副])[我本](?P<unit>街道|镇(?!定)|乡(?![村镇])
      |县(?![级域])|区(?![域别间分])|旗(?!下)|市(?!场)|州|盟|局(?![部面限势域])|厅|委(?![托派员任会]))""",
    re.VERBOSE,
)
_TOWNS, _COUNTIES, _OFFICES = ("街道", "镇", "乡"), ("县", "区", "旗"), ("局", "委", "厅")


@rule("S101", "missing-section", level="error", needs=("sections",))
def missing_section(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """All six sections must be there (格式, 国办公开办函〔2019〕60号 and 〔2021〕30号)."""
    if not _on_the_form(report) or len(report.sections) < ENOUGH:
        return
    roles = [ROLES.index(section.role) for section in report.sections]
    titles = {r["id"]: r["official"][0] for r in load_toml("sections.toml")["role"]}
    for missing, role in enumerate(ROLES):
        above = [s for s, at in zip(report.sections, roles, strict=True) if at < missing]
        below = [s for s, at in zip(report.sections, roles, strict=True) if at > missing]
        start = above[-1].heading.end if above else 0
        gap = Span(start, below[0].heading.start if below else len(report.text))
        if missing not in roles and not _may_be_there(report, missing, gap):
            known = "”“".join(s.title for s in report.sections if s.title)
            around = [s.heading for s in (*above[-1:], *below[:1]) if s.title]
            yield finding(report, "S101", *around, title=titles[role], known=known)


def _may_be_there(report: Report, role: int, gap: Span) -> bool:
    """Tell whether only the heading is lost: the table, its words or its number are there."""
    words = compact(gap.of(report.text)).text
    marked = any(mark in words for mark in _traces()[ROLES[role]])
    numbered = re.search(
        rf"{_NUMERALS[role + 1]}、(?!本年新收|上年结转|本年度办理|结转下年)", words
    )
    return marked or numbered is not None or report.table(ROLES[role]) is not None


@cache
def _traces() -> dict[str, tuple[str, ...]]:
    """Return, for each section, words that show it is there though its heading is not."""
    return {r["id"]: tuple(r.get("traces", ())) for r in load_toml("sections.toml")["role"]}


def _on_the_form(report: Report) -> bool:
    return report.form is not None or (report.identity.year or 0) >= FORM_YEAR


@rule("S102", "section-misnumbered", level="warning", needs=("sections",))
def section_misnumbered(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The ordinals of the sections must rise by one in one style."""
    numbered = [(s, *ordinal(fold(s.number))[:2]) for s in report.sections if s.number]
    styles = Counter(style for _, style, _ in numbered)
    usual = styles.most_common(1)[0][0] if styles else None
    odd: list[Section] = []
    previous: tuple[Section, int] | None = None
    for section, style, value in numbered:
        follows = _follows(report, previous, section, value or 0)
        if style != usual or not follows:
            odd.append(section)
        if follows:
            previous = (section, value or 0)
    if odd:
        found = "、".join(section.number or "" for section, _, _ in numbered)
        quoted = "".join(f"“{_flat(section.heading, report)}”" for section in odd)
        yield finding(report, "S102", *(s.heading for s in odd), found=found, odd=quoted)


def _follows(
    report: Report, previous: tuple[Section, int] | None, section: Section, value: int
) -> bool:
    if previous is None:
        return value in (1, ROLES.index(section.role) + 1)
    above, last = previous
    if value == last + 1:
        return True
    if value <= last:
        return False
    between = compact(Span(above.span.start, section.span.start).of(report.text)).text
    absent = ROLES.index(section.role) - ROLES.index(above.role)
    skipped = _NUMERALS[last + 1 : value]
    return value - last <= absent or all(f"{numeral}、" in between for numeral in skipped)


def _flat(span: Span, report: Report) -> str:
    return " ".join(span.of(report.text).split())


@rule("S106", "missing-table", level="error", needs=("sections",))
def missing_table(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Sections two, three and four must print their tables as text, from data year 2019."""
    if not _on_the_form(report):
        return
    bare = [
        section
        for section in report.sections
        if section.role in ("disclosure", "applications", "disputes")
        and report.table(section.role) is None
        and not any(m in compact(report.text).text for m in _traces()[section.role])
    ]
    if bare:
        mentions = [
            m for s in bare if (m := _ELSEWHERE.search(report.text, s.body.start, s.body.end))
        ]
        spans = [section.heading for section in bare]
        names = "”“".join(section.title for section in bare)
        if mentions:
            said = say("S106.elsewhere", sections=names, mention=mentions[0][0])
            yield finding(report, "S106", *spans, Span(*mentions[0].span()), message=said)
        else:
            yield finding(report, "S106", *spans, sections=names)


@rule("S107", "wrong-form-edition", level="error", needs=("tables", "year", "form"))
def wrong_form_edition(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The edition printed in the heads of the tables must be that of the data year."""
    forms, year = load_forms(), report.identity.year or 0
    due = [form for form in forms.values() if form.first_year <= year]
    used = forms.get(report.form or "")
    if not due or used is None or used.id == due[-1].id:
        return
    head, other = _printed(report, used), _printed(report, due[-1])
    if head and not other:
        evidence = [span for span in (report.identity.title, head) if span]
        said = say(
            "S107.message",
            year=year,
            head=head.of(report.text),
            first=used.first_year,
            notice=used.notice,
            wanted=due[-1].notice,
        )
        yield finding(report, "S107", *evidence, message=said)


def _printed(report: Report, form: Form) -> Span | None:
    """Return where the tables print a word that only `form` has."""
    for table in report.tables:
        c = compact(table.span.of(report.text))
        for word in form.edition:
            if (at := c.text.find(word)) >= 0:
                inner = c.span(at, at + len(word))
                return Span(table.span.start + inner.start, table.span.start + inner.end)
    return None


@rule("S109", "blank-cell", level="warning", needs=("tables",))
def blank_cell(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """Every cell takes a figure, 0 where there is none."""
    for table in report.tables:
        empty = [cell for cell in table.cells if cell.reading in ("blank", "dash")]
        if not empty or not _well_read(report, table):
            continue
        rows = {cell.row for cell in table.cells if cell not in empty}
        level: Level = "warning" if any(cell.row in rows for cell in empty) else "info"
        marks = "、".join(dict.fromkeys(f"“{cell.text.strip()}”" for cell in empty))
        yield finding(
            report,
            "S109",
            *((table.kind, cell.row, cell.column) for cell in empty),
            level=level,
            table=f"@ui.table.{table.kind}",
            count=len(empty),
            marks=marks,
            cells="、".join(_named(table, cell) for cell in empty[:8]) + "…" * (len(empty) > 8),
        )


def _well_read(report: Report, table: Table) -> bool:
    """Tell whether the cells stand in a grid the file itself draws, or were read beyond doubt."""
    grids = report.document.grids
    return table.reading_certain or any(g.certain and g.span.overlaps(table.span) for g in grids)


def _named(table: Table, cell: Cell) -> str:
    layout = load_forms()[table.form].tables[table.kind]
    row = next((row.label for row in layout.rows if row.key == cell.row), cell.row)
    column = next((c.label for c in layout.columns if c.key == cell.column), cell.column)
    return f"“{row}”的“{column}”"


@rule("S110", "non-numeric-cell", level="error", needs=("tables",))
def non_numeric_cell(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """A cell of the tables takes digits only."""
    for table in report.tables:
        spans = Counter(cell.span for cell in table.cells)
        read = sum(cell.reading != "unread" for cell in table.cells)
        if not _well_read(report, table) or read < 0.8 * len(table.cells):
            continue
        for cell in table.cells:
            wordy = re.search(r"[一-鿿A-Za-z]", cell.text) and len(cell.text) <= 20
            if cell.reading == "unread" and spans[cell.span] == 1 and wordy:
                yield finding(
                    report,
                    "S110",
                    (table.kind, cell.row, cell.column),
                    table=f"@ui.table.{table.kind}",
                    cell=_named(table, cell),
                    text=cell.text.strip(),
                )


@cache
def _residue() -> CueTable:
    return CueTable(load_toml("residue.toml"))


@rule("S111", "template-residue", level="warning")
def template_residue(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """What the blank form or a conversion left behind must go."""
    spans = [Span(hit.start, hit.end) for hit in _residue().hits(fold(report.text))]
    if spans:
        items = "、".join(dict.fromkeys(f"“{_flat(span, report)}”" for span in spans))
        yield finding(report, "S111", *spans, items=items)


@rule("S202", "foreign-self-reference", level="warning", needs=("organ",))
def foreign_self_reference(report: Report, rec: Reconciliation) -> Iterator[Finding]:
    """The report must call its organ by that organ's kind and name."""
    organ = report.identity.organ or ""
    text = fold(report.text)
    spoken = _QUOTED.sub(lambda quoted: "·" * len(quoted[0]), text)
    units = _Units(report)
    spans = [Span(*m.span()) for m in _SELF.finditer(spoken) if units.foreign(m["unit"])]
    if spans:
        names = "".join(dict.fromkeys(f"“{span.of(report.text)}”" for span in spans))
        yield finding(report, "S202", *spans, organ=organ, names=names)
    title = report.identity.title
    opening = text[
        title.end if title else 0 : report.sections[0].span.start if report.sections else 0
    ]
    for name in self_names(opening.replace(" ", "")):
        if title and conflict(organ, name):
            said = say("S202.other", organ=organ, name=name)
            at = text.find(name)
            places = [title, *([Span(at, at + len(name))] if at >= 0 else [])]
            yield finding(report, "S202", *places, message=said, level="error")
            return


class _Units:
    """The words for administrative units that an organ may use of itself."""

    def __init__(self, report: Report) -> None:
        who = report.identity
        organs = [describe(name) for name in {who.organ or "", *who.names}]
        self._kind, self._level = who.kind, who.level
        self._autonomous = "自治区" in report.text or (who.region or "").endswith("自治区")
        self._places = {
            level: tuple(name for o in organs for rank, name in o.places if rank == level)
            for level in ("province", "prefecture", "county", "township")
        }
        self._names = tuple(re.sub(r"委员会$", "委", organ.name) for organ in organs)

    def _lacks(self, level: str, unit: str) -> bool:
        """Tell whether the places of a level are known and none is such a unit."""
        names = self._places[level]
        return bool(names) and not any(name.endswith(unit) for name in names)

    def foreign(self, unit: str) -> bool:
        """Tell whether no place above or at the organ can be called so. In doubt it may be."""
        if self._kind not in ("government", "department") or self._level in (None, "state", "zone"):
            return False
        if unit in _OFFICES:
            own = [name[-1:] for name in self._names if name.endswith(_OFFICES)]
            return self._kind == "government" or (bool(own) and unit not in own)
        if unit in _TOWNS:
            return self._level != "township" or self._lacks("township", unit)
        if unit in _COUNTIES:
            if unit == "区" and self._autonomous:
                return False
            return self._level in ("province", "prefecture") or self._lacks("county", unit)
        if self._level == "province":
            return unit == "市" and self._lacks("province", "市")
        return self._level == "prefecture" and self._lacks("prefecture", unit)
