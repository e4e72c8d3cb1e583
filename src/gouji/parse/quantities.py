"""Counts stated in prose: every figure of the narrative, what it counts, when and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from gouji.model import Document, Identity, Quantity
from gouji.parse.context import DISPUTES, Prose, period, scope, sub_unit, topic_of
from gouji.parse.figures import Figure, figures
from gouji.parse.measures import assign, total, wording
from gouji.parse.place import Assigned, Expressions, Place, tail


def quantities(
    doc: Document, texts: Iterable[Prose], identity: Identity, form: str | None
) -> tuple[Quantity, ...]:
    """Return every count of the narrative `texts` of `doc`, ids from 0 in text order."""
    found: list[Quantity] = []
    for text in texts:
        carried, sentence = "organ", 0
        for figure, part, assigned in _Reader(text, identity, form).read():
            begin = text.sentence(figure.start)[0]
            follows = begin == sentence or _words.goes_on.match(text.text, begin)
            carried = "organ" if carried == "other" and not follows else carried
            sentence = begin
            span = text.span(figure.start, figure.end)
            said = scope(text, figure.start, identity)
            twin = assigned.readings or (assigned.measure or "").startswith("published")
            carried = said if said and ":" not in said else carried
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


_NEAR = 14  # characters behind a figure in which its noun may name a topic
_STOP = re.compile(r"[,;:。!?()\n、]")
_words = Expressions("context", "list")


def _labels(left: str) -> list[str]:
    """Return the labels of a 分别-list behind what is said of all of them.

    >>> _labels("现行有效规章和行政规范性文件分别为")
    ['现行有效规章', '现行有效行政规范性文件']
    """
    named = wording.respectively.search(left)
    if not named:
        return []
    first, *others = wording.conjunctions.split(named["labels"])
    shared = wording.shared.match(first)
    head = named["of_all"] + (shared[0] if shared else "")
    return [named["of_all"] + first, *(head + label for label in others)]


@dataclass
class _Reader:
    """Reads a passage figure by figure; what it holds is what the sentence said so far.

    `members` are the counts of the sentence, `subject` what a share or a difference stands aside
    of (网上申请|占72%,共36件), `labels` what is left of a 分别-list with the topics of its members.
    """

    text: Prose
    identity: Identity
    form: str | None
    members: list[tuple[Figure, Assigned, str | None]] = field(default_factory=list)
    labels: list[tuple[str, str | None]] = field(default_factory=list)
    whole: Assigned | None = None
    subject: str | None = None
    trailing: str | None = None

    def read(self) -> Iterator[tuple[Figure, str | None, Assigned]]:
        """Yield the figures, the sub-unit each belongs to, and what it counts."""
        text, found = self.text.text, figures(self.text)
        names = self.identity.names or tuple(filter(None, (self.identity.organ,)))
        end_before, begin_before = 0, 0
        nexts = [each.start for each in found[1:]]
        for figure, following in zip(found, [*nexts, len(text)], strict=False):
            begin, end = self.text.sentence(figure.start)
            if begin != begin_before and not _words.goes_on.match(text, begin):
                if not wording.sum.fullmatch(text, begin, figure.start):
                    self.members.clear()
                self.whole, self.subject, self.trailing = None, None, None
            place = self._place(figure, max(begin, end_before), (begin, end), following)
            before = self.members[-1][1] if self.members else None
            assigned = assign(place, self.identity.year, self.form, before)
            if not assigned.readings:
                assigned = self._sum(figure, place) or assigned
            listed = before is not None and place.alike
            part = sub_unit(place.left if listed else place.tail, names, listed=listed)
            if part is None:
                self.whole = assigned
            elif self.whole and (
                assigned.measure in (None, self.whole.measure)
                or assigned.measure.startswith("published.by_c")
            ):
                assigned = self.whole
            else:
                self.whole = self.whole or assigned
            yield figure, part, assigned
            end_before, begin_before = figure.end, begin
            aside = wording.aside.search(place.left)
            if aside or figure.group == "share":
                own = place.left[: aside.start()] if aside else ""
                self.subject = own if wording.counted.search(own) else self.subject
            else:
                self.subject = None
                self.members.append((figure, assigned, place.topic))

    def _place(self, figure: Figure, last: int, within: tuple[int, int], following: int) -> Place:
        """Return the surroundings of a figure; `last` is where the one before it ends."""
        text, (begin, end) = self.text.text, within
        left = wording.bracketed.sub("", text[last : figure.start]).removesuffix(":")
        right = self._right(figure.end, end, min(end, following))
        topic = self.text.topic(figure.start)
        rest = left.removeprefix(self.trailing or "")
        if left and self.trailing and right and wording.marks.fullmatch(rest):
            left, topic = ",", self.text.topic(figure.end + min(len(right), _NEAR))
        elif right and topic == self.text.topic(last):
            topic = self.text.topic(figure.end + min(len(right), _NEAR))
        elif left.endswith(",") and (own := topic_of(right[:_NEAR])) in DISPUTES:
            topic = own
        if topic == "review" and "法院" in left:
            topic = "litigation"
        neutral = wording.neutral.fullmatch(left) is not None
        self.trailing = right if neutral else None
        if topic == "applications" and _words.attributes.search(text, begin, figure.start):
            topic = "published"
        if _words.both.match(text, figure.end, end):
            topic = "both"
        left, topic = self._listed(left, topic)
        if self.subject is not None and neutral:
            left = self.subject + left.lstrip(",;:(")
        head, about = self.text.heading, self.text.about_disclosure(figure.start, surely=False)
        if topic in DISPUTES:
            about = about or wording.disputes_heading.search(head) is not None
            about = about or wording.own_kinds.search(text, begin, end) is not None
            others = wording.reviewer.search(text, begin, figure.start)
            about = about and not (others or wording.wider.match(text, figure.end, end))
        return Place(
            left=left,
            tail=tail(left),
            lead=text[begin : figure.start],
            right=right,
            behind=text[figure.end : end],
            passage=text,
            at=figure.start,
            heading=head,
            group="kind" if figure.unit in ("类", "种") else figure.group,
            alike=bool(self.members) and self.members[-1][0].unit == figure.unit,
            topic=topic,
            about=about,
        )

    def _right(self, start: int, end: int, limit: int) -> str:
        """Return the text behind a figure to the next one or punctuation.

        A 、 inside a reason is none (12件申请|因案情复杂、需征求意见延至次年).
        """
        text = self.text.text
        if all_so := wording.all_so.match(text, start, limit):
            return all_so[0]
        stop = _STOP.search(text, start, limit)
        if not stop and limit < end:
            return wording.joined.sub("", text[start:limit])
        while stop and stop[0] == "、" and stop.start() > start and limit == end:
            stop = _STOP.search(text, stop.end(), limit)
        return text[start : stop.start() if stop else limit]

    def _listed(self, left: str, topic: str | None) -> tuple[str, str | None]:
        """Return what is before a figure and its topic, as a 分别-list gives them."""
        if "分别" in left:
            labels = [(label, topic_of(label) or topic) for label in _labels(left)]
            kinds = ("review", "litigation") if topic == "both" else ()
            topics = kinds or dict.fromkeys(each[2] for each in self.members[-2:]) or (topic,)
            self.labels = labels or [(left, each) for each in topics]
        elif self.labels and not wording.conjunctions.fullmatch(left):
            self.labels = []
        if not self.labels:
            return left, topic
        return self.labels.pop(0) if len(self.labels) > 1 else self.labels[0]

    def _sum(self, figure: Figure, place: Place) -> Assigned | None:
        """Return what the sum of the members before counts (网络3件、信函2件,|合计5件)."""
        said = wording.sum.fullmatch(place.left)
        alike = [each for each in self.members if each[0].unit == figure.unit]
        if not said or len(self.members) < 2:
            return None
        for kept in (alike, self.members):
            sums = accumulate(each[0].number.amount for each in reversed(kept))
            exact = next((at for at, sum_ in enumerate(sums, 1) if sum_ == figure.number.amount), 0)
            if exact > 1:
                break
        parts = kept[-exact:] if exact > 1 else alike if said["sure"] else ()
        return total([each[1] for each in parts]) if len(parts) > 1 else None
