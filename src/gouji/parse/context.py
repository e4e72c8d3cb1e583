"""The prose around a figure: a passage without layout spaces, what it speaks of, when and of whom.

`Prose` is what counts and claims are looked for in: folded, the spaces between characters dropped
(`3 119 件` keeps those between digits), with a way back to the document. `period` and `scope` tell
whose figure of which time a place speaks of (`context.toml`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from gouji.data import load_toml
from gouji.model import Document, Identity, SectionRole, Span
from gouji.parse.exclusions import quotations
from gouji.parse.organs import describe
from gouji.parse.outline import Passage
from gouji.parse.place import Expressions
from gouji.text.cues import CueTable, Hit
from gouji.text.fold import fold

DISPUTES = ("review", "litigation", "litigation_direct", "litigation_after_review", "both")
_KINDS = DISPUTES[2:4]
_BRACKET = re.compile(r"[()]")
# matches the space of "1136 条", not that of "3 119"
_LAYOUT = re.compile(r"(?<!\d) +| +(?!\d| )")
_SENTENCE_END = re.compile(r"[。!?\n]")
_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
_ASIDE = re.compile(r"\([^()]*\)")
_CITY = re.compile("市$")
_time, _scope = Expressions("context", "time"), Expressions("context", "scope")
_disclosure = Expressions("context", "disclosure")


@dataclass(frozen=True, eq=False)
class Prose:
    """One passage as it is searched; `index` maps its characters to the document."""

    text: str
    index: Sequence[int]
    section: SectionRole | None
    heading: str

    @cached_property
    def stops(self) -> list[int]:
        """Where sentences begin, and the end of the text."""
        return [0, *(found.end() for found in _SENTENCE_END.finditer(self.text)), len(self.text)]

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """The stretches that are names, titles or addresses."""
        return quotations(self.text)

    def is_quoted(self, place: int) -> bool:
        """Tell whether a place stands in such a stretch."""
        return bool(self.quoted) and any(first <= place < last for first, last in self.quoted)

    @cached_property
    def _clauses(self) -> list[int]:
        return [0, *(found.end() for found in _CLAUSE_END.finditer(self.text))]

    @cached_property
    def _said(self) -> dict[str, list[re.Match[str]]]:
        named = (_scope.foreign.match(self.text, place) for place in self._clauses)
        return {
            "time": list(_time.words.finditer(self.text)),
            "area": list(_scope.area.finditer(self.text)),
            "own": list(_scope.own.finditer(self.text)),
            "other": [found for found in named if found],
        }

    @cached_property
    def _topics(self) -> tuple[list[int], list[str | None]]:
        return _changes(self)

    def span(self, start: int, end: int) -> Span:
        """Return the document span of a stretch of `text`."""
        return Span(self.index[start], self.index[end - 1] + 1)

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends."""
        stops = self.stops
        at = bisect_right(stops, place, 1, len(stops) - 1)
        return stops[at - 1], stops[at]

    def clause(self, place: int) -> int:
        """Return where the clause that a place stands in begins."""
        return self._clauses[bisect_right(self._clauses, place) - 1]

    def topic(self, place: int) -> str | None:
        """Return what a place speaks of: the last topic word before it, or the heading's."""
        places, topics = self._topics
        return topics[bisect_right(places, place) - 1]

    def before(self, place: int, kind: str) -> list[re.Match[str]]:
        """Return the words for times, areas, own and other organs from sentence begin to place."""
        begin, said = self.sentence(place)[0], self._said[kind]
        return [each for each in said if begin <= each.start() and each.end() <= place]

    def about_disclosure(self, place: int, *, surely: bool = True) -> bool:
        """Tell whether a place speaks (`surely`: by its words) of disclosure, no other business."""
        return _is_about(self, *self.sentence(place), surely=surely)


@lru_cache(4)
def _is_about(text: Prose, begin: int, end: int, *, surely: bool) -> bool:
    if _disclosure.unrelated.search(text.text, begin, end):
        return False
    if text.section in ("disclosure", "applications", "disputes"):
        return True
    if _disclosure.about.search(f"{text.heading}\n{text.text[begin:end]}"):
        return True
    business = _disclosure.business.search(text.text, begin, end)
    said = surely and _disclosure.about.search(text.text, 0, begin)
    return not business and (not surely or said is not None)


def narrative(doc: Document, passages: Iterable[Passage]) -> tuple[Prose, ...]:
    """Return the searchable form of the passages of `doc`."""
    return tuple(_prose(doc, passage) for passage in passages)


def _prose(doc: Document, passage: Passage) -> Prose:
    first, at = passage.span.start, 0
    text = fold(passage.span.of(doc.text))
    heading = fold(passage.heading or "").replace(" ", "")
    kept: list[int] = []
    for gap in _LAYOUT.finditer(text) if " " in text else ():
        kept += range(first + at, first + gap.start())
        at = gap.end()
    kept += range(first + at, passage.span.end)
    return Prose(_LAYOUT.sub("", text) if at else text, kept, passage.section, heading)


@cache
def _topic_words() -> tuple[CueTable, frozenset[str]]:
    """Return the words of all topics, and the topics that stick."""
    topics = {topic["name"]: topic for topic in load_toml("measures.toml")["topic"]}
    return CueTable(topics), frozenset(name for name in topics if topics[name].get("sticky"))


def topic_of(label: str) -> str | None:
    """Return the topic a label names by itself."""
    found = next(_topic_words()[0].hits(label), None)
    return found.group if found and found.group not in ("weak", "court", "bare") else None


def _topic(text: Prose, found: Hit) -> str:
    """Return the topic a word names: bare applications may be those of the business before."""
    begin = text.sentence(found.start)[0] if found.group == "bare" else found.start
    business = _disclosure.elsewhere.search(text.text, begin, found.start)
    return "weak" if business else found.group


def _changes(text: Prose) -> tuple[list[int], list[str | None]]:
    """Return the places where the topic of a passage changes, and the topics from there on.

    Before its first topic word a passage speaks of what its heading or its section does.
    """
    words, sticky = _topic_words()
    held = topic_of(text.heading)
    if held not in ("applications", *DISPUTES):
        by_section = {"applications": "applications", "disputes": "both"}
        held = by_section.get(text.section or "")
    current, places, topics = held, [0], [held]
    told, outside = {held}, list[str | None]()
    events: list[tuple[int, str]] = [(stop, "") for stop in text.stops]
    events += ((found.end, _topic(text, found)) for found in words.hits(text.text))
    events += ((found.end(), found[0]) for found in _BRACKET.finditer(text.text))
    for place, name in sorted(events, key=lambda event: event[0]):
        if name == "(":
            outside.append(held)
        elif name == ")":
            around = outside.pop() if outside else None
            if around == "litigation" and held in _KINDS:
                current = held = around
        elif not name or (name == "weak" and held == "applications"):
            current = held
            told = told if name else {held}
        elif name == "court":
            if held in _KINDS and told.issuperset(("litigation", *_KINDS)):
                current = held = "litigation"
        elif name == "bare":
            current = "applications"
        elif name != "weak":
            current = name
            held = name if name in sticky else held
            told.add(held)
        places.append(place)
        topics.append(current)
    return places, topics


def period(text: Prose, place: int, year: int | None) -> tuple[str, bool]:
    """Return the period of the figure at a place, and whether the figure covers all of it.

    The last time word of the sentence decides. One that opens the sentence or is a clause by
    itself holds until the next; others bind their clause only.
    """
    (begin, end), clause = text.sentence(place), text.clause(place)
    last, since, whole = year, False, True
    for time in text.before(place, "time"):
        kind, said = time.lastgroup, time[0]
        if time["compared"]:
            holds = bool(_time.than.fullmatch(text.text, time.end(), place))
        else:
            opens = _time.opening.fullmatch(text.text, begin, time.start())
            bound = text.text.startswith((",", "),"), time.end()) or time.end() >= clause
            holds = bound or kind == "this" or (bool(opens) and kind != "stock")
        this_year = said == "以来" and text.text.endswith(f"{year}年", begin, time.start())
        if not holds or this_year:
            continue
        since, whole = kind == "since", kind != "partial"
        if year is not None and kind not in ("since", "partial"):
            named = time["year"] or time["than"]
            past = kind == "stock" or "上" in said or "去" in said
            last = int(named) if named else year - (2 if "前" in said else int(past))
    summed = "累计" in text.text[clause:place] and _time.of_which.match(text.text, place, end)
    if since or summed:
        return "cumulative", whole
    if last == year:
        return "this_year", whole
    return "last_year" if last == (year or 0) - 1 else str(last), whole


def sub_unit(label: str, names: Sequence[str], *, listed: bool) -> str | None:
    """Return whose part a label before a figure names, or None.

    `listed` tells that the figure is one of a list below a whole; elsewhere only bodies that none
    of the organ's `names` can mean (各乡镇, 县直各单位, another bureau) are parts.
    """
    bodies = len(label) > 1 and _scope.bodies.search(label)
    found = _scope.named.match(_ASIDE.sub("", label)) if bodies else None
    name = found["name"] if found else ""
    if len(name) < 2 or name[0] in "我本全该" or name.endswith("事业单位"):
        return None
    several = _scope.several.match(name)
    other = names and _scope.other.search(name)
    foreign = other and not any(_short(name, own) for own in names)
    return name if listed or several or foreign else None


def _short(name: str, full: str) -> bool:
    """Tell whether `name` may abbreviate `full`: its characters occur there in order."""
    rest = iter(full)
    return all(char in rest for char in name)


def _unit(name: str) -> str:
    """Return what a government governs: 县 of 平川县人民政府."""
    return re.sub("(?:人民)?政府$|级(?:[层机部单][面关门位])?$", "", name)[-1:]


def _reach(identity: Identity, names: Sequence[str]) -> int:
    """Return how wide an area the organ can speak for; for one of a county, no city."""
    reach: int = load_toml("context.toml")["scope"]["reach"].get(identity.level, 5)
    counties = set(filter(None, (describe(name).place("county") for name in names)))
    return min(reach, 2) if counties and not any(map(_CITY.search, counties)) else reach


def scope(text: Prose, place: int, identity: Identity) -> str | None:
    """Return whose figure a place speaks of by the last subject of its sentence, None if unsaid.

    An area wider than an organ of this level can speak for is another's, if its count follows, and
    so is what an organ did that none of the report's own names can mean.
    """
    areas, own, others = (text.before(place, kind) for kind in ("area", "own", "other"))
    if not (areas or own or others):
        return None
    data = load_toml("context.toml")["scope"]
    names = identity.names or tuple(filter(None, (identity.organ,)))
    last = max((each.end() for each in (*areas, *own)), default=0)
    if names and others and (other := others[-1]).end() >= last:
        name = re.sub("办公[室厅]$", "", other["name"])
        unit, known = _unit(name), map(_unit, names)
        wider = data["width"].get(unit, 0) > _reach(identity, names) and unit not in known
        bare = (len(name) < 5 and name.endswith("政府")) or name[:2] in ("市级", "县级", "区级")
        same = bare or any(_short(name, each) or _short(each, name) for each in names)
        left = other["body"] and _scope.left_body.search(text.text, other.end(), place)
        if other["above"] and not same:
            return "other"
        if wider or not (same or left):
            part = other["body"] and identity.kind == "government"
            return f"sub_unit:{name}" if part else "other"
    if not areas or (own and own[-1].start() >= areas[-1].start()):
        return "organ" if own else None
    area = areas[-1]
    if data["width"].get(area["area"], 0) <= _reach(identity, names):
        return "area"
    counted = _scope.counted.match(text.text, area.end(), place)
    return "other" if counted else None
