"""Invented organs: names, levels, how they speak of themselves, where they say they can be reached.

No name is that of a real place as far as could be seen; phone numbers carry an area code 0000.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .data import load


@dataclass(frozen=True, slots=True)
class Organ:
    """Who reports; `size` tells what figures are usual for it."""

    name: str
    place: str
    kind: str
    level: str
    size: str
    we: str
    area: str
    office: str
    address: str
    phone: str
    postcode: str
    site: str
    mail: str
    units: tuple[str, ...]
    above: str

    @property
    def makes_rules(self) -> bool:
        """Tell whether the organ may issue 规章."""
        return (self.kind == "government" and self.level in ("prefecture", "province")) or (
            self.level == "state"
        )


def an_organ(rng: Random, level: str | None = None) -> Organ:
    """Invent an organ, of the level asked for if any."""
    data = load("organs")
    kinds = [k for k in data["kind"] if level in (None, k["level"])]
    if not kinds:
        raise ValueError(f"no organ of level {level!r}; known: {sorted(levels())}")
    kind = rng.choices(kinds, [k["weight"] for k in kinds])[0]
    city, county, town, street = (
        rng.choice(data["names"][n]) for n in ("city", "county", "town", "street")
    )
    bureau = rng.choice(kind.get("bureaus", [{"name": "", "we": ""}]))
    filled = {
        "city": city[0], "county": county[0], "town": town[0], "street": street[0],
        "province": rng.choice(data["names"]["province"])[0], "bureau": bureau["name"],
    }  # fmt: skip
    latin = {"city": city, "county": county, "town": town, "street": street}.get(
        kind["site"], county
    )[1]
    place = kind["place"].format(**filled)
    units = (
        [unit[0] + kind["unit"] for unit in data["names"][kind["units"]]] if "units" in kind else []
    )
    site = f"www.{latin}.gov.cn" if rng.random() < 0.8 else f"http://www.{latin}.gov.cn/"
    return Organ(
        name=kind["name"].format(**filled),
        place=place,
        kind=kind["kind"],
        level=kind["level"],
        size=kind["size"],
        we=rng.choice(kind["we"]) if "we" in kind else bureau["we"],
        area=rng.choice(kind["area"]),
        office=rng.choice(data["offices"][kind["kind"]]).format(
            name=kind["name"].format(**filled), place=place
        ),
        address=place + rng.choice(data["streets"]) + f"{rng.randint(1, 320)}号",
        phone=f"0000-{rng.randint(2000000, 8999999)}",
        postcode=f"{rng.randint(100, 999):06d}",
        site=site,
        mail=f"{latin}{rng.choice(('xxgk', 'zwgk', 'bgs', '01', '2000'))}@example.com",
        units=tuple(unit for unit in rng.sample(units, len(units)) if unit != place),
        above=kind["above"].format(**filled),
    )


def levels() -> set[str]:
    """Return the levels for which organs can be invented."""
    return {str(kind["level"]) for kind in load("organs")["kind"]}
