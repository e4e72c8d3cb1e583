"""Counts stated in prose: every figure of the narrative, what it counts, when and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from gouji.model import Document, Identity, Quantity
from gouji.parse.context import Prose, period, scope, sub_unit, topic_of
from gouji.parse.figures import Figure, figures
from gouji.parse.measures import assign, joined, wording
from gouji.parse.place import Assigned, Place, expression


def quantities(
    doc: Document, texts: Iterable[Prose], identity: Identity, form: str | None
) -> tuple[Quantity, ...]:
    """Return every count of the narrative `texts` of `doc`, ids from 0 in text order."""
    found: list[Quantity] = []
    for text in texts:
        carried = "organ"
        for figure, part, assigned in _assigned(text, identity, form):
            span = text.span(figure.start, figure.end)
            said = scope(text, figure.start, identity)
            twin = assigned.readings or (assigned.measure or "").startswith("published")
            carried = said or carried
            whose = said or (carried if twin else "organ")
            when, whole = period(text, figure.start, identity.year)
            found.append(
                Quantity(
                    id=len(found),
                    value=figure.value(span.of(doc.text)),
                    span=span,
                    measure=assigned.measure,
                    label=assigned.label,
                    readings=assigned.readings if whole and when == "this_year" else (),
                    period=when,
                    scope=f"sub_unit:{part}" if part else whose,
                    hedge=figure.number.hedge,
                    section=text.section,
                )
            )
    return tuple(found)


_REACH = 2000  # characters before a figure in which its list marker is looked for
_ASIDE = re.compile(r"\([^()]{3,}\)|\([^()]*\)$")
_STOP = re.compile(r"[,;:。!?()\n、]")
# matches 3人|干部(均为兼职); not 3件|(其中网上2件)
_ALL_SO = re.compile(r"[\u4e00-\u9fff]{0,6}[(](?:均|都|全)[^()]{1,12}(?=[)])")
_AND = re.compile(r"[、,和与及]+")
_words = partial(expression, "context", "list")


def _labels(named: str) -> list[str]:
    """Return the labels of a 分别-list; what the first says of all stands before each.

    >>> _labels("现行有效规章和行政规范性文件")
    ['现行有效规章', '现行有效行政规范性文件']
    """
    first, *others = _AND.split(named)
    shared = _words("shared").match(first)
    return [first, *((shared[0] if shared else "") + label for label in others)]


def _assigned(
    text: Prose, identity: Identity, form: str | None
) -> Iterator[tuple[Figure, str | None, Assigned]]:
    """Yield the figures of a passage, the sub-unit each belongs to, and what it counts."""
    found = figures(text)
    names = identity.names or tuple(filter(None, (identity.organ,)))
    before: Assigned | None = None
    earlier: Assigned | None = None
    whole: Assigned | None = None
    labels: list[str] = []
    unit_before, end_before, begin_before = "", 0, 0
    nexts = [each.start for each in found[1:]]
    for figure, following in zip(found, [*nexts, len(text.text)], strict=False):
        begin, end = text.sentence(figure.start)
        if begin != begin_before and not _words("goes_on").match(text.text, begin):
            earlier, before, whole, unit_before = None, None, None, ""
        last = max(begin, end_before)
        left = _ASIDE.sub("", text.text[last : figure.start])
        limit = min(end, following)
        stop = _STOP.search(text.text, figure.end, limit)
        right = text.text[figure.end : stop.start() if stop else limit]
        if all_so := _ALL_SO.match(text.text, figure.end, limit):
            right = all_so[0]
        named = _words("respectively").search(left) if "分别" in left else None
        if named:
            labels = _labels(named["labels"])
        topic = text.topic(figure.start)
        if right and topic == text.topic(last):
            topic = text.topic(min(figure.end + len(right), figure.end + 14))
        if topic == "applications" and _words("attributes").search(text.text, begin, figure.start):
            topic = "published"
        if _words("both").match(text.text, figure.end, end):
            topic = "both"
        if labels and (named or _AND.fullmatch(left)):
            left = labels.pop(0)
            topic = topic_of(left) or topic
        else:
            labels = []
        place = Place(
            left=left,
            lead=text.text[begin : figure.start],
            right=right,
            item=f"{text.heading}。{text.text[max(0, figure.start - _REACH) : figure.start]}",
            group=figure.group,
            alike=unit_before == figure.unit,
            topic=topic,
            about=text.about_disclosure(figure.start),
        )
        assigned = assign(place, identity.year, form, before)
        if earlier and before and wording("joined").fullmatch(left):
            assigned = joined(earlier, before) or assigned
        listed = before is not None and place.alike
        part = sub_unit(left if listed else place.tail, names, listed=listed)
        if part is None:
            whole = assigned
        elif whole and (assigned.measure or "published.by_category").startswith("published.by_cat"):
            assigned = whole
        else:
            whole = whole or assigned
        yield figure, part, assigned
        end_before, begin_before = figure.end, begin
        if figure.group != "share":
            earlier, before, unit_before = before, assigned, figure.unit
