"""Whose report it is and for which year: title first, then preamble, page header and signature.

A name is taken as printed. Kind and level follow from the name, or from a fuller name the organ
gives itself (淮安市洪泽区 for 洪泽区); what no name tells stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gouji.data import load_toml
from gouji.model import Document, Identity, Span
from gouji.parse.organs import Organ, describe, known_regions
from gouji.parse.outline import Outline
from gouji.parse.titles import YEAR
from gouji.text.fold import fold
from gouji.text.numerals import numeral

FIRST_YEAR, LAST_YEAR = 2007, 2099
PREAMBLE = 900
# ends the name: 柳湾镇|政府信息公开…, 柳湾镇人民政府|信息公开… — but not 人民|政府信息公开
_SUBJECT = re.compile(r"(?:(?<!人民)政府|政务)?(?:信息|政务)(?:与政务|和政务)?公开")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|二[〇○零O0][〇○零O0一二三][〇○零O0一二三四五六七八九]")
_NOISE = re.compile(
    rf"^(?:标题|题目|名称|附件\d?):?|【[^】]*】|{YEAR}|关于(?:报送|印发|公布|发布|上报)?|[()\[\]〔〕【】“”:、,.\d]|的?$"
)
_PERIOD = re.compile(r"(?:自|从|为|:|是)?(20\d\d)年1月1日(?:起)?(?:至|到|-|—)")
_IN_TEXT = re.compile(r"(20\d\d)年")
# what a crawled page keeps of the line's end before a signature
_SEAM = re.compile(r"(?<=。)[ ]+")
_BRACKET = re.compile(r"\(([一-鿿]{3,30})\)$")


def identify(doc: Document, outline: Outline, form: str | None) -> Identity:
    """Return the identity told by `doc`; `form` bounds the year where only the prose tells it."""
    text = _SEAM.sub("\n", fold(doc.text)).replace(" ", "")
    title = outline.title.of(doc.text) if outline.title else ""
    first = outline.sections[0].heading.end if outline.sections else 0
    opening = fold(doc.text)[: max(first, PREAMBLE)].replace(" ", "")
    cues = load_toml("organs.toml")["self"]
    claimed = [name for name, _ in named([*cues["author"], *cues["opening"]], opening)]
    claimed += [name for name, _ in named([cues["signature"]], text.rstrip()[-200:])]
    organ = next(filter(None, [organ_in_title(title), *claimed]), None)
    own = [name for name in claimed if organ and akin(name, organ)]
    told = [describe(name) for name in (organ, *own) if name]
    regions = {found.name for found in known_regions(opening) if found.level == "prefecture"}
    around = regions.pop() if len(regions) == 1 else None
    return Identity(
        organ=organ,
        kind=told[0].kind if told else None,
        level=_level(told, text),
        region=next((organ.region for organ in told if organ.region), around),
        year=year_of(fold(title), opening, form),
        title=outline.title,
        names=tuple(sorted({organ.name for organ in told}, key=lambda name: (-len(name), name))),
    )


def organ_in_title(title: str) -> str | None:
    """Return the organ a title names, as printed but for white space."""
    printed = "".join(title.split())
    words = fold(printed)
    subject, bracket = _SUBJECT.search(words), _BRACKET.search(words)
    end = subject.start() if subject else 0
    noise = {i for found in _NOISE.finditer(words[:end]) for i in range(*found.span())}
    name = "".join(char for i, char in enumerate(printed[:end]) if i not in noise)
    if len(name) < 2 and bracket and re.search(_cue("ending"), bracket[1]):
        name = printed[bracket.start(1) : bracket.end(1)]
    return name if 2 <= len(name) <= 40 and not re.match(_cue("generic"), fold(name)) else None


def named(patterns: Iterable[str], where: str) -> Iterator[tuple[str, Span]]:
    """Yield the organs that patterns of `data/organs.toml` find in folded text, each name once."""
    seen = set()
    for pattern in patterns:
        for found in re.finditer(pattern, where, re.MULTILINE):
            short = re.sub(_cue("office"), "", found["organ"])
            name = next(filter(_is_organ, (short, found["organ"])), None)
            if name and name not in seen:
                seen.add(name)
                yield name, Span(found.start("organ"), found.start("organ") + len(name))


def _is_organ(name: str) -> bool:
    return bool(re.search(_cue("ending"), name)) and not re.match(_cue("generic"), name)


def _cue(name: str) -> str:
    return str(load_toml("organs.toml")["self"][name])


def akin(name: str, other: str) -> bool:
    """Tell whether two names may be those of one organ.

    >>> akin("洪泽区人民政府", "淮安市洪泽区人民政府办公室"), akin("柳湾镇", "青石镇")
    (True, False)
    """
    a, b = _core(name), _core(other)
    one, two = describe(name), describe(other)
    same_place = bool(one.places and two.places) and one.places[-1] == two.places[-1]
    return a in b or b in a or (same_place and one.kind == two.kind)


def _core(name: str) -> str:
    words = re.sub(r"办公[室厅]$", "", fold(name))
    return re.sub(r"(?:人民政府|管理委员会|管委会|党工委|办事处|政府)+$", "", words)


def conflict(name: str, other: str) -> tuple[str, str] | None:
    """Return the places of one level by which two names belong to different organs, or None.

    A place that grew out of another (洪泽县 and 洪泽区) is no conflict.
    """
    one, two = describe(name), describe(other)
    for level in ("prefecture", "county", "township"):
        a, b = one.place(level), two.place(level)
        if a and b and not (a.endswith(b) or b.endswith(a) or a[:2] == b[:2]):
            return a, b
    return None


def twin(name: str, other: str) -> bool:
    """Tell whether two names are those of the same office in two places of the same sort.

    >>> twin("国家税务总局云岭县税务局", "青石县税务局"), twin("云岭县教育局", "临江市教育局")
    (True, False)
    """
    places = conflict(name, other)
    if not places or places[0][-1] != places[1][-1]:
        return False
    return _core(name).partition(places[0])[2] == _core(other).partition(places[1])[2]


def _level(told: Sequence[Organ], text: str) -> str | None:
    """Return the level of the organ; a fuller name settles what the first leaves open."""
    full = [organ for organ in told if organ.places] or [organ for organ in told if organ.level]
    level = full[0].level if full else None
    unknown_city = level == "county" and full[0].places and full[0].places[-1][1].endswith("市")
    over_counties = re.search(load_toml("organs.toml")["prefecture"]["pattern"], text)
    return "prefecture" if unknown_city and over_counties else level


def year_of(title: str, opening: str, form: str | None) -> int | None:
    """Return the data year: of the title, else of the period, else the commonest in the opening."""
    words = _YEAR.findall("".join(title.split()))
    stated = [int(w) if w.isdecimal() else numeral(re.sub("[O0]", "〇", w)) for w in words]
    stated = [year for year in stated if FIRST_YEAR <= year <= LAST_YEAR]
    stated += [int(found[1]) for found in _PERIOD.finditer(opening)]
    editions = {"zfxxgk-2019": (2019, 2020), "zfxxgk-2021": (2021, LAST_YEAR)}
    first, last = editions.get(form or "", (FIRST_YEAR, LAST_YEAR))
    counted = Counter(y for y in map(int, _IN_TEXT.findall(opening)) if first <= y <= last)
    return next(iter([*stated, *(year for year, _ in counted.most_common(1))]), None)
