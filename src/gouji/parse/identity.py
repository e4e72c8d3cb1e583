"""Whose report it is and for which year: title first, then preamble, page header and signature.

A name is taken as printed. Kind and level follow from the name, or from a fuller name the organ
gives itself (淮安市洪泽区 for 洪泽区); what no name tells stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from gouji.data import load_toml
from gouji.model import Document, Identity
from gouji.parse.organs import Organ, describe, known_regions
from gouji.parse.outline import Outline
from gouji.parse.titles import YEAR
from gouji.text.fold import fold
from gouji.text.numerals import numeral

FIRST_YEAR, LAST_YEAR = 2007, 2099
PREAMBLE = 900
# ends the name: 柳湾镇|政府信息公开…, 柳湾镇人民政府|信息公开… — but not 人民|政府信息公开
_SUBJECT = re.compile(r"(?:(?<!人民)政府|政务)?(?:信息|政务)(?:与政务|和政务)?公开")
_YEAR = re.compile(
    r"(?<!\d)(?P<digits>20\d\d)(?!\d)|(?P<words>二[〇○零O0][〇○零O0一二三][〇○零O0一二三四五六七八九])"
)
_NOISE = re.compile(
    rf"^(?:标题|题目|名称|附件\d?):?|【[^】]*】|{YEAR}|关于(?:报送|印发|公布|发布|上报)?|[()\[\]〔〕【】“”:、,.\d]|的?$"
)
_PERIOD = re.compile(r"(?:自|从|为|:|是)?(20\d\d)年1月1日(?:起)?(?:至|到|-|—)")
_IN_TEXT = re.compile(r"(20\d\d)年")
_ORGAN = re.compile(
    r"(?:[局委办厅府区县市镇乡道会院处部署室州盟旗省站队所馆关行社心校]|公司|集团|大学)$"
)
_BRACKET = re.compile(r"\(([一-鿿]{3,30})\)$")


def identify(doc: Document, outline: Outline, form: str | None) -> Identity:
    """Return the identity told by `doc`; `form` bounds the year where only the prose tells it."""
    text = fold(doc.text)
    title = outline.title.of(doc.text) if outline.title else ""
    first = outline.sections[0].heading.end if outline.sections else 0
    opening = text[: max(first, PREAMBLE)].replace(" ", "")
    printed = organ_in_title(title)
    data = load_toml("organs.toml")["self"]
    claimed = [*self_names(opening), *_named(data["opening"], opening)]
    claimed += _named([data["signature"]], text.replace(" ", "").rstrip()[-200:])
    organ = printed or (claimed[0] if claimed else None)
    own = [describe(name) for name in claimed if organ and akin(name, organ)]
    told = [describe(organ), *own] if organ else []
    regions = [found.name for found in known_regions(opening) if found.level == "prefecture"]
    region = next((organ.region for organ in told if organ.region), None)
    return Identity(
        organ=organ,
        kind=told[0].kind if told else None,
        level=_level(told),
        region=region or (regions[0] if len(set(regions)) == 1 else None),
        year=year_of(fold(title), opening, form),
        title=outline.title,
        names=tuple(sorted({organ.name for organ in told}, key=lambda name: (-len(name), name))),
    )


def organ_in_title(title: str) -> str | None:
    """Return the organ a title names, as printed but for white space.

    >>> organ_in_title("柳湾镇人民政府关于2023年政府信息公开工作的年度报告")
    '柳湾镇人民政府'
    """
    printed = "".join(title.split())
    words = fold(printed)
    subject = _SUBJECT.search(words)
    bracket = _BRACKET.search(words)
    end = subject.start() if subject else 0
    noise = _noise(words[:end])
    name = "".join(char for i, char in enumerate(printed[:end]) if i not in noise)
    if len(name) < 2 and bracket and _ORGAN.search(bracket[1]):
        name = printed[bracket.start(1) : bracket.end(1)]
    return name if 2 <= len(name) <= 40 and not _generic().match(fold(name)) else None


def _noise(words: str) -> frozenset[int]:
    return frozenset(i for found in _NOISE.finditer(words) for i in range(*found.span()))


def self_names(opening: str) -> Iterator[str]:
    """Yield the names an organ gives itself as author or contact in its preamble (folded)."""
    yield from _named(load_toml("organs.toml")["self"]["author"], opening)


def _named(patterns: Iterable[str], where: str) -> Iterator[str]:
    data = load_toml("organs.toml")["self"]
    seen = set()
    for pattern in patterns:
        for found in re.finditer(pattern, where, re.MULTILINE):
            name = re.sub(data["office"], "", found["organ"])
            name = name if _ORGAN.search(name) else found["organ"]
            if _ORGAN.search(name) and not _generic().match(name) and name not in seen:
                seen.add(name)
                yield name


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(load_toml("organs.toml")["self"]["generic"])


def akin(name: str, other: str) -> bool:
    """Tell whether two names may be those of one organ.

    >>> akin("洪泽区人民政府", "淮安市洪泽区人民政府办公室"), akin("柳湾镇", "青石镇")
    (True, False)
    """
    a, b = _core(name), _core(other)
    if a in b or b in a:
        return True
    one, two = describe(name), describe(other)
    same_place = bool(one.places and two.places) and one.places[-1] == two.places[-1]
    return same_place and one.kind == two.kind


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
        if a and b and a != b and not _related(a, b):
            return a, b
    return None


def _related(a: str, b: str) -> bool:
    return a.endswith(b) or b.endswith(a) or a[:2] == b[:2]


def _level(told: list[Organ]) -> str | None:
    """Return the level of the organ; a fuller name settles what the first leaves open."""
    levels = [organ.level for organ in told if organ.level]
    if told and told[0].places:
        return told[0].level
    return next((organ.level for organ in told if organ.places), levels[0] if levels else None)


def year_of(title: str, opening: str, form: str | None) -> int | None:
    """Return the data year: of the title, else of the period, else the commonest in the opening."""
    period = _PERIOD.search(opening)
    stated = [year for year in _years(title) if FIRST_YEAR <= year <= LAST_YEAR]
    stated += [int(period[1])] if period else []
    if stated:
        return stated[0]
    editions = {"zfxxgk-2019": (2019, 2020), "zfxxgk-2021": (2021, LAST_YEAR)}
    first, last = editions.get(form or "", (FIRST_YEAR, LAST_YEAR))
    counted = Counter(y for y in map(int, _IN_TEXT.findall(opening)) if first <= y <= last)
    return counted.most_common(1)[0][0] if counted else None


def _years(words: str) -> Iterator[int]:
    for found in _YEAR.finditer("".join(words.split())):
        digits = found["digits"]
        yield int(digits) if digits else numeral(re.sub("[O0]", "〇", found["words"]))
