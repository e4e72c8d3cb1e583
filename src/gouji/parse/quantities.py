"""Counts stated in prose: every number with a unit, its bounds, measure, period and scope.

One regex finds the candidates of a passage; what is a name, title, date, address, rank or idiom
falls out (`exclusions`). Bare numbers count only as members of a list whose other members have a
unit (概况类47, 动态10078). Table text never gets here: passages exclude it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from gouji.data import load_toml
from gouji.model import Document, Identity, Quantity, Value
from gouji.parse.context import Prose, period, prose, scope, sub_unit
from gouji.parse.exclusions import idiom, spans
from gouji.parse.measures import Topics, assign
from gouji.parse.outline import Passage
from gouji.parse.place import Assigned, Place
from gouji.text.numerals import NUMBER, Number, hedged, numeral, read

_TEN_THOUSAND = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as it stands in `Prose.text`."""

    start: int
    end: int
    number: Number
    unit: str
    raw_unit: str
    group: str

    def value(self, surface: str) -> Value:
        """Return the figure as the model's value."""
        n = self.number
        return Value(n.amount, n.low, n.high, self.unit, surface, self.raw_unit, n.high_exclusive)


@cache
def _units() -> tuple[dict[str, tuple[str, str]], frozenset[str], re.Pattern[str]]:
    """Return raw unit → (canonical, group), the raw units words may count, and the pattern."""
    data = load_toml("units.toml")
    known = {raw: (unit["name"], unit["group"]) for unit in data["unit"] for raw in unit["raw"]}
    wordable = {raw for unit in data["unit"] if unit.get("words", True) for raw in unit["raw"]}
    guards = data["not_before"]
    branches = [
        re.escape(raw) + (f"(?!{guards[raw]})" if raw in guards else "")
        for raw in sorted(known, key=len, reverse=True)
    ]
    # matches 3119件, 5.4万余条, 三成, 百分之三十五, 67.2万(end); not 第3批, 2023年, A4, 三成员
    tenths = r"(?P<tenths>[一二三四五六七八九两])成(?P<half>半?)(?![立员果效为本年长功熟分])"
    pattern = rf"""(?<![\d.第])(?:
        {NUMBER}\n?(?P<unit>(?:{"|".join(branches)})(?:[(]次[)])?|(?<=[万亿余多])(?=[,、;。!?)\n]|$))
      | 百分之(?P<percent>[零〇一二两三四五六七八九十百点]+|\d+(?:\.\d+)?)
      | (?<=[增降占至到约近达逾超足少由]){tenths})"""
    return known, frozenset(wordable), re.compile(pattern, re.VERBOSE)


# matches the "2." of 。2.5场发布会 at the head of an item; not that of 2.5万条
_MARKER = re.compile(r"(?:(?<=[。;:\n])|^)\d{1,2}\.(?=\d+[^\d.万亿%余多元])")


def figures(text: str) -> list[Figure]:
    """Return the counts of folded prose in order."""
    text = _MARKER.sub(lambda found: " " * len(found[0]), text)
    taken = spans(text)
    found = [each for each in _candidates(text) if not _inside(each.start, each.end, taken)]
    return sorted(found + _bare(text, found, taken), key=lambda each: each.start)


def _inside(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _candidates(text: str) -> Iterator[Figure]:
    known, wordable, pattern = _units()
    for found in pattern.finditer(text):
        start, end = found.span()
        around = text[max(0, start - 6) : start], text[end : end + 3]
        raw = found["unit"]
        if raw is None:
            yield Figure(start, end, hedged(_share(found), *around), "%", "%", "share")
            continue
        plain, words = raw.removesuffix("(次)"), found["words"]
        number, (unit, group) = hedged(read(found), *around), known.get(plain, ("", ""))
        sure = number.hedge is not None and number.hedge not in "几数"
        if words and (plain not in wordable or idiom(text, start, end, "" if sure else words)):
            continue
        if unit == "元" and set(found["scale"] or words or "") & {"万", "亿"}:
            number, unit = number.scaled(1 / _TEN_THOUSAND), "万元"
        yield Figure(start, end, number, unit, raw, group)


def _share(found: re.Match[str]) -> Number:
    """Return 百分之三十五, 三成 or 四成半 as a percentage."""
    if found["tenths"]:
        amount = Decimal(10 * numeral(found["tenths"]) + (5 if found["half"] else 0))
    elif found["percent"][0].isdecimal():
        amount = Decimal(found["percent"])
    else:
        whole, _, part = found["percent"].partition("点")
        amount = Decimal(f"{numeral(whole)}.{numeral(part)}" if part else numeral(whole))
    return Number(amount, amount, amount)


# matches 动态|10078|, of a list; not 邮编|223001, 上午|9, 得分|95
_NAKED = re.compile(r"(?<=[\u4e00-\u9fff:])(?P<digits>\d+(?:,\d{3})*)(?=[,、;。)\n]|$)")
_LINK = re.compile(
    r"[、,;:(]*(?:其中|内有|包括|含)?[:,、]*[\u4e00-\u9fff、]{1,16}?(?<![年第号表件版编话真线分室楼])[:]?"
)


def _bare(text: str, known: list[Figure], taken: list[tuple[int, int]]) -> list[Figure]:
    """Return the unitless members of lists, each next to a count whose unit it shares."""
    naked = [
        (found, Number(amount, amount, amount))
        for found in _NAKED.finditer(text)
        if not _inside(*found.span(), taken)
        for amount in [Decimal(found["digits"].replace(",", ""))]
    ]
    counted = [each for each in known if each.group and each.group not in ("share", "money")]
    joined: list[Figure] = []
    for found, number in naked:
        before = next((e for e in reversed(counted + joined) if e.end <= found.start()), None)
        if before and _LINK.fullmatch(text, before.end, found.start()):
            joined.append(_like(before, found, number))
    for found, number in reversed(naked):
        after = next((e for e in joined + counted if e.start >= found.end()), None)
        if after and _LINK.fullmatch(text, found.end(), after.start):
            joined.insert(0, _like(after, found, number))
    return list({each.start: each for each in joined}.values())


def _like(other: Figure, found: re.Match[str], number: Number) -> Figure:
    return replace(other, start=found.start(), end=found.end(), number=number, raw_unit="")


# matches 上半年|收到12件, 月均|更新3条; not 12月份|为止
_PARTIAL = re.compile(
    r"[上下]半年|[一二三四]季度|(?<!\d)(?:1[01]|[1-9])月份|每[年月周季日]|[日月年周]均"
)


def quantities(
    doc: Document, passages: Iterable[Passage], identity: Identity, form: str | None
) -> tuple[Quantity, ...]:
    """Return every count of the narrative `passages` of `doc`, ids from 0 in text order."""
    found: list[Quantity] = []
    for passage in passages:
        text = prose(doc, passage)
        carried = "organ"
        for figure, part, assigned in _assigned(text, identity, form):
            span = text.span(figure.start, figure.end)
            said = scope(text, figure.start, identity)
            twin = assigned.readings or (assigned.measure or "").startswith("published")
            carried = said or carried
            whose = said or (carried if twin else "organ")
            when = period(text, figure.start, identity.year)
            partial = _PARTIAL.search(text.text, text.clause(figure.start), figure.start)
            found.append(
                Quantity(
                    id=len(found),
                    value=figure.value(span.of(doc.text)),
                    span=span,
                    measure=assigned.measure,
                    label=assigned.label,
                    readings=assigned.readings if when == "this_year" and not partial else (),
                    period=when,
                    scope=f"sub_unit:{part}" if part else whose,
                    hedge=figure.number.hedge,
                    section=text.section,
                )
            )
    return tuple(found)


# matches (the next sentence goes on with) 其中:财政类4条
_GOES_ON = re.compile(r"[ \n]*[(]?(?:其中|包括|分别)")
_ASIDE = re.compile(r"\([^()]*\)$")
# matches 印发文件40件,其中主动公开30件,依申请公开|6件: how documents are marked, no applications
_ATTRIBUTES = re.compile(
    r"(?:公文|文件|发文|信息总|属性|制作)[^。]*?主动公开(?:类|的|政府|信息)*\d"
)
_STOP = re.compile(r"[,;:。!?()\n、]")
_RESPECTIVELY = re.compile(
    r"(?P<labels>[^,;。:\d、]{2,14}(?:[、和与及][^,;。:\d、]{2,14})+?)(?:案件|申请|数量|数)?分别(?:为|是|有|共)?\w{0,6}$"
)


def _assigned(
    text: Prose, identity: Identity, form: str | None
) -> Iterator[tuple[Figure, str | None, Assigned]]:
    """Yield the figures of a passage, the sub-unit each belongs to, and what it counts."""
    found = figures(text.text)
    if not found:
        return
    topics = Topics(text)
    names = identity.names or tuple(filter(None, (identity.organ,)))
    before: Assigned | None = None
    whole: Assigned | None = None
    labels: list[str] = []
    unit_before, end_before, begin_before = "", 0, 0
    for at, figure in enumerate(found):
        begin = text.sentence(figure.start)[0]
        if begin != begin_before and not _GOES_ON.match(text.text, begin):
            before, whole, unit_before = None, None, ""
        left = _ASIDE.sub("", text.text[max(begin, end_before) : figure.start])
        following = found[at + 1].start if at + 1 < len(found) else len(text.text)
        stop = _STOP.search(text.text, figure.end, following)
        right = text.text[figure.end : stop.start() if stop else following]
        named = _RESPECTIVELY.search(left) if "分别" in left else None
        if named:
            labels = re.split(r"[、和与及]", named["labels"])
        topic = topics.at(figure.start)
        if right and topic == topics.at(max(begin, end_before)):
            topic = topics.at(min(figure.end + len(right), figure.end + 14))
        if topic == "applications" and _ATTRIBUTES.search(text.text, begin, figure.start):
            topic = "published"
        if labels and (named or re.fullmatch(r"[、,和与及]+", left)):
            left = labels.pop(0)
            topic = topics.of(left) or topic
        else:
            labels = []
        place = Place(
            left=left,
            lead=text.text[begin : figure.start],
            right=right,
            item=f"{text.heading}。{text.text[: figure.start]}",
            group=figure.group,
            unit=figure.unit,
            unit_before=unit_before,
            topic=topic,
        )
        assigned = assign(place, identity.year, form, before)
        listed = before is not None and unit_before == figure.unit
        part = sub_unit(left if listed else place.tail, names, listed=listed)
        if part is None:
            whole = assigned
        elif whole and (assigned.measure or "published.by_category").startswith("published.by_cat"):
            assigned = whole
        yield figure, part, assigned
        end_before, begin_before = figure.end, begin
        if figure.group != "share":
            before, unit_before = assigned, figure.unit
