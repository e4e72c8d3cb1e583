"""What the name of an organ tells: its kind, its level, and the places named in it.

Provinces and prefectures are looked up in `data/regions.csv`; everything finer is told by the
words of the name (`data/organs.toml`). A city that is no prefecture is a county-level city.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from gouji.data import load_text, load_toml
from gouji.text.fold import squeeze

_COUNTY = re.compile(r"自治县|自治旗|特区|林区|县|区(?![域划块])|旗|市(?!场)")
_OFFICE_WORD = re.compile(r"[局委厅处院校所队]|办(?!事)|公司|中心")
_BARE = {"省": "province", "州": "prefecture", "市": "prefecture", "县": "county", "区": "county"}


@dataclass(frozen=True, slots=True)
class Region:
    """A province or prefecture-level division."""

    code: str
    name: str
    short: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as its name describes it; `places` are (level, name), the highest first."""

    name: str
    kind: str
    level: str | None
    places: tuple[tuple[str, str], ...]

    @property
    def region(self) -> str | None:
        """The lowest known division of prefecture level or above."""
        known = [_by_name()[name].name for _, name in self.places if name in _by_name()]
        return known[-1] if known else None

    def place(self, level: str) -> str | None:
        """Return the place of a level, or None."""
        return dict(self.places).get(level)


@cache
def regions() -> tuple[Region, ...]:
    """Return the provinces and prefectures."""
    return tuple(Region(**row) for row in csv.DictReader(load_text("regions.csv").splitlines()[1:]))


@cache
def _by_name() -> dict[str, Region]:
    """Return the regions by full name and, for 自治州 and the like, by their usual short form."""
    usual = {}
    for region in regions():
        if region.level == "prefecture":
            own = region.name.endswith("自治州")
            usual[region.short.removesuffix("州") + "州" if own else region.short + "地区"] = region
        elif region.name.endswith(("自治区", "行政区")):
            usual[region.short] = region
    return {region.name: region for region in regions()} | usual


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_by_name(), key=len, reverse=True)))


@cache
def describe(name: str) -> Organ:
    """Return what `name` tells (洪泽区教育局: a department of a county)."""
    words, data = squeeze(name), load_toml("organs.toml")
    if re.fullmatch(data["state"]["pattern"], words, re.VERBOSE):
        return Organ(name, "department", "state", ())
    cues = ((entry["id"], entry["pattern"]) for entry in data["kind"])
    kinds = (kind for kind, cue in cues if re.search(cue, words, re.VERBOSE))
    places, rest = _places(re.sub(f"^(?:{data['places']['prefix']})", "", words))
    level = places[-1][0] if places else _BARE.get(rest[:1])
    if level == "prefecture" and places and re.search(data["places"]["branch"], rest):
        level = "county"
    return Organ(name, next(kinds, "department"), level, tuple(places))


def known_regions(text: str) -> set[Region]:
    """Return the regions whose full names stand in folded `text`."""
    return {_by_name()[found[0]] for found in _known().finditer(text)}


def _places(rest: str) -> tuple[list[tuple[str, str]], str]:
    """Return the places a folded name begins with, and what follows them."""
    data, found = load_toml("organs.toml")["places"], list[tuple[str, str]]()
    while match := _known().match(rest):
        found.append((_by_name()[match[0]].level, match[0]))
        rest = rest[match.end() :]
    if not found and (region := _short_start(rest)):
        found.append((region.level, region.name))
        rest = rest.removeprefix(region.short)
    if county := _county(rest):
        rest = rest.removeprefix(county)
        below = _county(rest) if county.endswith("市") else None
        found += [("prefecture", county), ("county", below)] if below else [("county", county)]
        rest = rest.removeprefix(below or "")
    if zone := re.match(rf".{{0,16}}?{data['zone']}(?!街道|[镇乡](?:人民政府|政府|$))", rest):
        found.append(("zone", zone[0]))
        rest = rest[zone.end() :]
    elif re.search(r"[区园港城岛山湖滩场河江]管理?委员?会", rest):
        found.append(("zone", re.split(r"管理?委员?会", rest)[0]))
    rest = rest.removeprefix("人民政府")
    if town := re.match(rf".{{1,12}}?{data['township']}", rest):
        found.append(("township", town[0]))
    return found, rest


def _short_start(rest: str) -> Region | None:
    """Return the region whose short name begins `rest` (南京海关)."""
    if re.match(r".{1,12}(?:县|区|市|旗|镇|乡|街道)", rest):
        return None
    starting = [r for r in regions() if rest.startswith(r.short) and len(rest) > len(r.short)]
    return max(starting, key=lambda region: len(region.short), default=None)


def _county(rest: str) -> str | None:
    """Return the county, district, banner or county-level city that begins `rest`, or None."""
    data = load_toml("organs.toml")["places"]
    for match in _COUNTY.finditer(rest):
        name, after = rest[: match.end()], rest[match.end() :]
        town_follows = re.match(r"街道|[镇乡](?:人民政府|政府|$)", after)
        if len(name) < 2 or town_follows or re.search(data["no_county"], name):
            continue
        zone = re.search(data["zone"] + "$", name) and not re.search(data["county_zone"], name)
        return None if zone or len(name) > 14 or _OFFICE_WORD.search(name) else name
    return None
