"""Writes one sentence after another from the wordings, each true of the report's figures.

A wording is used only if all it says holds: figures that are there, parts that make up their whole,
claims whose cells are zero. A planted fault is told to the writer beforehand: which slot to spoil,
or that the next sentence may lie; the truth is then judged from what was printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from .counting import Amount, Unfit, amount
from .data import load, wordings
from .figures import Figures
from .marks import Claim, Count, Enumeration, Flag, Piece, Said
from .numbers import Printed, exact, hedged, plain
from .relations import sound
from .template import Choice, Name, Node, Slot, Stretch, parse

STATEMENTS = {
    "p": "problem", "r": "remedy_planned", "t": "remedy_taken", "b": "background",
    "a": "achievement", "n": "none_declared",
}  # fmt: skip
UNITS = {"宗": "件", "起": "件", "份": "件", "名": "人", "场次": "场", "本": "册"}
Spoil = Callable[[Decimal], Decimal]


@dataclass(slots=True)
class Writer:
    """The state of writing one report; `style` is how it prints numbers."""

    rng: Random
    figures: Figures
    names: Mapping[str, str]
    style: str = "plain"
    used: set[str] = field(default_factory=set)
    avoid: frozenset[str] = frozenset()
    spoil: list[dict[str, Spoil]] = field(default_factory=list)
    lie: bool = False
    topic: str = ""
    _uid: int = 0

    def write(self, key: str, *, item: int | None = None) -> Piece | None:
        """Write a sentence of a kind (`file.kind`), or return None where no wording is true."""
        texts = [text for text in wordings()[key] if text not in self.used]
        self.rng.shuffle(texts)
        texts.sort(key=self.avoid.__contains__)
        for text in texts:
            piece = self.attempt(text, item=item)
            if piece is not None:
                self.used.add(text)
                return piece
        return None

    def attempt(self, text: str, *, item: int | None = None) -> Piece | None:
        """Write one wording, trying its alternatives a few times; None where it is not true."""
        for _ in range(4):
            state = self.rng.getstate()
            try:
                piece = self._render(parse(text), item)
            except Unfit:
                continue
            if not self.lie and not sound(piece, self.figures):
                continue
            for group in self.spoil:
                slots = [m.slot for m in piece.marks if isinstance(m, Count)]
                if hit := next((slot for slot in slots if slot in group), None):
                    self.spoil.remove(group)
                    self.rng.setstate(state)
                    return self._render(parse(text), item, {hit: group[hit]})
            return piece
        return None

    def _render(
        self, nodes: tuple[Node, ...], item: int | None, spoil: Mapping[str, Spoil] | None = None
    ) -> Piece:
        self._uid += 1
        return _Rendering(self, item, dict(spoil or {})).all(nodes)


@dataclass(slots=True)
class _Rendering:
    """One wording being printed."""

    writer: Writer
    item: int | None
    spoil: dict[str, Spoil]
    units: dict[str, str] = field(default_factory=dict)

    def all(self, nodes: tuple[Node, ...]) -> Piece:
        piece = Piece()
        for node in nodes:
            piece = piece + self.one(node)
        return piece

    def one(self, node: Node) -> Piece | str:
        if isinstance(node, str):
            return node
        if isinstance(node, Name):
            return self.writer.names[node.name]
        if isinstance(node, Choice):
            return self.all(self.writer.rng.choice(node.options))
        if isinstance(node, Stretch):
            return self.stretch(node)
        return self.many(node) if node.many else self.figure(node)

    def figure(self, slot: Slot) -> Piece:
        found = amount(slot.name, self.writer.figures)
        if not found.value and not slot.zero:
            raise Unfit(slot.name)
        return self.counted(slot, found)

    def counted(self, slot: Slot, found: Amount) -> Piece:
        """Print a figure with its unit, as the slot allows."""
        rng, change = self.writer.rng, self.spoil.pop(slot.name, None)
        if change:
            found = replace(found, value=change(found.value))
        draw = rng.random()
        if slot.rounded and draw < 0.55:
            printed = hedged(found.value, rng)
        elif found.places is not None:
            printed = plain(found.value, found.places)
        else:
            printed = exact(found.value, rng, self.writer.style)
        raw = self.unit(slot, found)
        if found.unit == "万元" and raw == "元":
            printed = plain(printed.amount * 10000)
        return _count(slot, found, printed, raw, self._roles(slot))

    def unit(self, slot: Slot, found: Amount) -> str:
        """Return the unit to print; one wording uses the same choice throughout."""
        if slot.unit is None:
            return found.unit
        if slot.unit not in self.units:
            self.units[slot.unit] = self.writer.rng.choice(slot.unit.split("|"))
        return self.units[slot.unit]

    def _roles(self, slot: Slot) -> tuple[tuple[str, str], ...]:
        return tuple((role[0], f"{self.writer._uid}.{role[1:] or '1'}") for role in slot.roles)

    def many(self, slot: Slot) -> Piece:
        """Print a list of parts: cells that are not zero, or the parts of a free total."""
        lists = self.writer.figures.lists
        if slot.name in lists:
            parts = [
                (label, Amount(Decimal(n), slot.unit or "条", measure))
                for label, n, measure in lists[slot.name]
            ]
            return self._listed(slot, [(label, slot.name, a, None) for label, a in parts])
        entry = load("slots")["list"][slot.name]
        items: list[tuple[str, str, Amount, str | None]] = []
        for name, labels in zip(entry["slots"], entry["labels"], strict=True):
            try:
                found = amount(name, self.writer.figures)
            except Unfit:
                continue
            if found.value:
                inner = entry.get("nested", {}).get(name)
                items.append((self.writer.rng.choice(labels), name, found, inner))
        return self._listed(slot, items)

    def _listed(self, slot: Slot, items: list[tuple[str, str, Amount, str | None]]) -> Piece:
        if not items:
            raise Unfit(slot.name)
        rng = self.writer.rng
        nest = any(inner for *_, inner in items) and rng.random() < 0.35
        mark = ("；" if nest else rng.choice(("、", "，", "，", "；"))) if len(items) > 2 else "、"
        suffix = "类" if slot.name == "categories" and rng.random() < 0.5 else ""
        colon = rng.choice(("", "", "", "：", " ")) if suffix else ""
        last = rng.random() < 0.15 and len(items) == 2
        made = Piece()
        for place, (label, name, found, inner) in enumerate(items):
            nests = nest and inner is not None and found.value > 1
            group = f"n{place}"
            own = Slot(
                name,
                slot.unit or found.unit,
                (*slot.roles, *([f"w{group}"] if nests else [])),
                False,
                False,
                False,
            )
            text = self.counted(own, found)
            made = (
                made + ("" if not place else "和" if last else mark) + label + suffix + colon + text
            )
            if nests and inner:
                within = Slot(inner, slot.unit, (f"p{group}",), False, False, True)
                made = made + "（" + self.many(within) + "）"
        return made

    def stretch(self, node: Stretch) -> Piece:
        inner = self.all(node.inner)
        if node.kind in ("none", "all"):
            claimed = tuple(load("slots")["claim"][node.args[0]])
            kept = tuple(r for r in claimed if self._exists(r))
            if claimed and not kept and node.args[0] != "fee":
                raise Unfit(node.args[0])
            mark: Claim | Enumeration | Said | Flag = Claim(0, 0, node.kind, node.args[0], kept)
        elif node.kind == "enum":
            declared, *found = node.args
            mark = Enumeration(
                0, 0, int(declared), int((found or [declared])[0]), "open" in node.args
            )
        elif node.kind in STATEMENTS:
            mark = self._said(node)
        elif node.kind in ("must", "trap"):
            mark = Flag(0, 0, node.args[0], inner.text, node.kind == "must")
        else:
            raise ValueError(f"unknown tag <{node.kind}>")
        own = replace(mark, start=0, end=len(inner.text))
        return Piece(inner.text, (own, *inner.marks))

    def _exists(self, formula: str) -> bool:
        try:
            self.writer.figures.value(formula)
        except KeyError:
            return False
        return True

    def _said(self, node: Stretch) -> Said:
        labels, *attributes = node.args or ("",)
        main, _, other = labels.partition("/")
        asks = node.kind in ("p", "r", "t") and self.writer.topic
        topics = tuple(main.split(",")) if main else (self.writer.topic,) if asks else ()
        alt = tuple(other.split(",")) if other else ()
        return Said(0, 0, STATEMENTS[node.kind], topics, tuple(attributes), alt, self.item)


def _count(
    slot: Slot, found: Amount, printed: Printed, raw: str, roles: tuple[tuple[str, str], ...]
) -> Piece:
    surface = printed.surface + raw
    scale = 10000 if raw.startswith("万") and found.unit != "万元" else 1
    low, high = (None if b is None else b * scale for b in (printed.low, printed.high))
    unit = "万元" if raw == "万元" else UNITS.get(raw.removeprefix("万"), raw.removeprefix("万"))
    count = Count(
        start=0,
        end=len(surface),
        slot=slot.name,
        measure=None if found.other else found.measure,
        unit=unit,
        raw_unit=raw,
        amount=printed.amount * scale,
        low=low,
        high=high,
        hedge=printed.hedge,
        readings=found.readings,
        period=found.period,
        roles=roles,
        ambiguous=found.ambiguous,
        other=found.other,
        places=printed.places,
        also=found.also,
    )
    return Piece(surface, (count,))
