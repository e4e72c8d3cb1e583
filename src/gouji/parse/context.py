"""The prose around a figure: a passage without layout spaces, its sentences, period and scope.

`Prose` is what counts and claims are looked for in: folded, the spaces between characters dropped
(`3 119 件` keeps those between digits), with a way back to the document. `period` and `scope` tell
whose figure of which time a place speaks of. Nothing here knows a measure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gouji.model import Document, Identity, SectionRole, Span
from gouji.parse.outline import Passage
from gouji.parse.place import last_match
from gouji.text.fold import fold

# matches the space of "1136 条", not that of "3 119"
_LAYOUT = re.compile(r"(?<!\d) +| +(?!\d| )")
_SENTENCE_END = re.compile(r"[。!?\n]")
_CLAUSE_END = re.compile(r"[,;:。!?\n()]")


@dataclass(frozen=True, slots=True)
class Prose:
    """One passage as it is searched; `index` maps its characters to the document."""

    text: str
    index: Sequence[int]
    section: SectionRole | None
    heading: str
    stops: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the document span of a stretch of `text`."""
        return Span(self.index[start], self.index[end - 1] + 1)

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends."""
        at = bisect_right(self.stops, place)
        begin = self.stops[at - 1] if at else 0
        return begin, self.stops[at] if at < len(self.stops) else len(self.text)

    def clause(self, place: int) -> int:
        """Return where the clause that a place stands in begins."""
        begin = self.sentence(place)[0]
        ends = [found.end() for found in _CLAUSE_END.finditer(self.text, begin, place)]
        return ends[-1] if ends else begin


def prose(doc: Document, passage: Passage) -> Prose:
    """Return the searchable form of a passage."""
    start = passage.span.start
    folded = fold(passage.span.of(doc.text))
    index: Sequence[int] = range(start, passage.span.end)
    gaps = list(_LAYOUT.finditer(folded))
    if gaps:
        dropped = {place for gap in gaps for place in range(*gap.span())}
        index = [start + place for place in range(len(folded)) if place not in dropped]
        folded = "".join(folded[place - start] for place in index)
    stops = tuple(found.end() for found in _SENTENCE_END.finditer(folded))
    heading = fold(passage.heading or "").replace(" ", "")
    return Prose(folded, index, passage.section, heading, stops)


# matches 2022年, 上年度, 今年, 自开通以来; not 较上年 (compared), 上年结转 (a flow), 2022年要点
_TIMES = re.compile(
    r"""(?P<compared>[较比与同过][^,;。]{0,2}(?:\d{4}年|上一?年|去年|前年)度?)
      | (?P<since>以来|起?至今|历年|近[二两三四五六七八九十\d]+年|[二两三四五六七八九十]年来
          |截[至止][^;。]{0,20}?(?:累计|共有))
      | (?P<year>(?:19|20)\d\d)年度?
        (?!\d|结转|[^,;。]{0,16}(?:要点|安排|通知|方案|部署|任务|要求|计划))
      | (?P<last>上一?年度?|去年)(?!度?(?:未?结转|转|遗留|未办|未完))
      | (?P<this>本年|今年|全年|当年|年内)""",
    re.VERBOSE,
)


def period(text: Prose, place: int, year: int | None) -> str:
    """Return the period of the figure at a place: the last time word of its sentence decides.

    上年 binds its clause only; 累计 counts as cumulative where the sentence says since when.
    """
    begin = text.sentence(place)[0]
    clause = text.clause(place)
    found = "this_year"
    for time in _TIMES.finditer(text.text, begin, place):
        if time["compared"]:
            continue
        if time["since"]:
            found = "cumulative"
        elif time["last"]:
            found = "last_year" if time.end() >= clause else found
        elif time["this"]:
            found = "this_year"
        elif time["year"] and year is not None:
            said = int(time["year"])
            names = {year: "this_year", year - 1: "last_year"}
            found = names.get(said, str(said))
    return found


_AREAS = {"镇": 0, "乡": 0, "街道": 0, "区": 1, "县": 2, "旗": 2, "市": 3, "州": 3, "盟": 3}
_AREAS |= {"省": 4, "自治区": 4, "国": 5}
_AREA = re.compile(
    r"(?<![健安完])[全我本](?P<area>自治区|街道|[市区县旗省州盟镇乡国])(?!长|面|情|政府|委|级)"
    r"|(?<!面向)(?<!会同)(?:各级|各地|全系统|各县区)"
)
_OWN = re.compile(
    r"[我本](?:[局委办厅院会处所]|街道|单位|机关|部门|中心)"
    r"|(?<!全)[省市区县旗镇乡](?:人民)?政府(?:办公?室?)?(?!信息|网|公报|部门|系统|门户|规章|文件|公开)"
)
# matches 市政府|349件, 其中,区政府办|受理17件, 各乡镇|公开122条; not 门户网站|200条, 自然人|3件
_NAMED = re.compile(
    r"""^[,、;:()]*(?:其中|含|包括|特别是)?[,:、]*(?:\d{4}年度?,?)?
        (?P<name>(?:(?!全|公开|发布|主动|受理|收到|办理|答复|信息)[\u4e00-\u9fff]){0,12}(?:[^\W\d_]新区|开发区|管委会|政府办?(?:公室)?|街道|社区|部门|单位
          |(?<![^\W\d_]社)[市区县旗镇乡局委厅院]|[\u4e00-\u9fff]办|(?<!服务)中心|公司|各地))
        (?:共|全年|主动|依法|办理|受理|收到|公开|发布|答复|办结|新收|接收|处理|政府信息|各类|信息|申请|的|有|为)*$""",
    re.VERBOSE,
)


def sub_unit(label: str, names: Sequence[str], *, listed: bool) -> str | None:
    """Return whose part a label before a figure names, or None.

    `listed` tells that the figure is one of a list below a whole; elsewhere only bodies that none
    of the organ's `names` can mean (各乡镇, 县直各单位, another bureau) are parts.
    """
    found = _NAMED.match(re.sub(r"\([^()]*\)", "", label))
    if not found or not found["name"]:
        return None
    name = found["name"]
    if len(name) < 2 or name[0] in "我本全该" or name.endswith("事业单位"):
        return None
    several = re.match(r"各(?!级)|[省市区县]直", name)
    other = names and name[-1] in "局委厅镇乡" and not any(_short(name, own) for own in names)
    return name if listed or several or other else None


def _short(name: str, full: str) -> bool:
    """Tell whether `name` may abbreviate `full`: its characters occur there in order."""
    rest = iter(full)
    return all(char in rest for char in name)


def scope(text: Prose, place: int, identity: Identity) -> str | None:
    """Return whose figure a place speaks of by the last subject of its sentence, None if unsaid."""
    begin = text.sentence(place)[0]
    said = text.text[begin:place]
    area, own = last_match(_AREA, said), last_match(_OWN, said)
    if area and (not own or area.start() > own.start()):
        if not _above(area["area"], identity.level):
            return "area"
        return "other" if _COUNTED.match(said, area.end()) else None
    return "organ" if own else None


# matches 全省|共收到; not 全省|政策文件
_COUNTED = re.compile(
    r"(?:各级)?(?:行政机关|各[^,]{0,4})?(?:共|累计|总|收到|新收|受理|主动|公开|发布|办理)"
)


@cache
def _above(area: str | None, level: str | None) -> bool:
    """Tell whether an area is wider than an organ of a level can speak for."""
    if area is None or level is None:
        return False
    ranks = {"township": 0, "zone": 3, "county": 3, "prefecture": 3, "province": 4, "state": 5}
    return _AREAS[area] > max(ranks.get(level, 5), 1 if level == "township" else 0)
