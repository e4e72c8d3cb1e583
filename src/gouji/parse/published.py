"""What was published, where it was published, and under which heading of a list.

Published items have no fixed vocabulary: the label of a list member (财政类87条) or the heading of
the item (推进住房信息公开。…39条) is part of the measure. The words are in `measures.toml`.
"""

from __future__ import annotations

import re

from gouji.parse.place import Assigned, Expressions, Place, expressions, last_match

_GROUPS = frozenset(("item", "case", "issue", "thing", "event", ""))
_FULL_WIDTH = str.maketrans("(),:", "（），：")
_REACH = 2000  # characters before a figure in which its list marker is looked for
_TITLE = re.compile(r"[《“][^》”]*[》”]")
_words = Expressions("measures", "category")


def published(place: Place, before: Assigned | None) -> Assigned | None:
    """Return the measure of published items, or None where nothing is published."""
    if place.group not in _GROUPS or _words.not_spoken.search(place.tail):
        return None
    counted = (before.measure if before else None) or ""
    listing = counted.startswith("published.")
    if listing and place.left in ("", "、"):
        return before
    classed = _words.classed.search(place.left) is not None
    member = _member(place.tail if classed else place.left, sure=classed and listing)
    if listing and _TITLE.fullmatch(member):
        return before if place.left.startswith("、") else None
    belongs = listing and (place.alike or _words.listing.search(place.lead) is not None)
    belongs = belongs or _words.sorted.search(place.lead) is not None
    acted = not classed and _words.acted.search(member) is not None
    if member and (classed or belongs) and place.group not in ("thing", "event") and not acted:
        return _channel(member) or _category(member)
    spoken = _spoken(place)
    if _words.carriers.match(counted) and (spoken or _words.carried.search(place.tail)):
        return _channel(place.lead) or spoken
    return spoken


def is_listed(place: Place, before: Assigned | None) -> bool:
    """Tell whether the figure counts the items of a class (规范性文件类信息|21条, 其中提案|3条)."""
    if place.group != "item":
        return False
    if _words.classed.search(place.left):
        return not _words.read.search(place.tail)
    whole = before is not None and (before.measure or "").startswith("published.")
    return whole and _words.labelled.fullmatch(place.left) is not None and "其中" in place.lead


def _spoken(place: Place) -> Assigned | None:
    """Return what a verb of publishing, or a channel, before the figure says was published."""
    said = _words.compared.sub("", _TITLE.sub("", place.tail))
    verb = last_match(_words.verbs, said)
    paper = _words.paper.search(place.tail)
    channel = Assigned("published.by_channel.newspaper") if paper else _channel(place.tail)
    told = place.group != "thing" and _words.object.search(place.tail)
    if place.group == "event":
        told = verb = _words.aired.search(place.tail)
    if channel and (verb or told or paper):
        return channel
    if verb is None or place.group in ("thing", "event"):
        return None
    heading = _heading(f"{place.heading}。{place.passage[max(0, place.at - _REACH) : place.at]}")
    subject = _plain(said[verb.end() :])
    weak = not _words.generic.sub("", _words.weak.sub("", subject))
    if label := heading if heading and weak else subject:
        return _category(label)
    items = place.group == "item" or re.search("信息|主动公开", place.tail + place.right)
    return Assigned("published.total", "信息") if items else None


def _member(left: str, *, sure: bool) -> str:
    """Return the label of a list member, "" where the text before the figure is no label.

    A `sure` label may begin with a verb (公开目录类); others may not.
    """
    label = _trimmed(_words.opening.sub("", left))
    if not sure and (_words.not_label.search(label) or _words.verbs.match(label)):
        return ""
    return "" if re.search(r"[,;:。()]", label) or len(label) > 40 else label


def _trimmed(label: str) -> str:
    """Return a label without the words that only introduce its figure (财政|类信息共)."""
    while len(shorter := _words.trim.sub("", label)) >= 2 and shorter != label:
        label = shorter
    return label


def _category(label: str) -> Assigned:
    label = label.translate(_FULL_WIDTH).strip("”、的")
    name = f"published.by_category.{label}" if label else "published.total"
    return Assigned(name, label or None)


def _channel(text: str) -> Assigned | None:
    """Return the channel a text names; several joined ones are the total."""
    if re.search("[等及和]其[他它]", text):
        return Assigned("published.by_channel.other", text)
    named = sorted(
        (found.end(), found.start(), name)
        for name, words in expressions("measures", "channel", "words")
        if (found := last_match(words, text))
    )
    if not named:
        return None
    first = next((key for end, _, key in named if _words.joined.match(text, end)), None)
    if first and first != named[-1][2]:
        return Assigned("published.total", text)
    return Assigned(f"published.by_channel.{named[-1][2]}", text)


def _heading(item: str) -> str:
    """Return what the nearest list marker says is being disclosed, "" where it names nothing."""
    marker = last_match(_words.marker, item)
    found = _words.headed.match(item, marker.start() if marker else 0)
    label = _plain(found["label"]) if found else ""
    return "" if _words.not_heading.search(label) else label


def _plain(text: str) -> str:
    """Return what a phrase says beyond generic words, itself intact but for them at its ends."""
    if not _words.generic.sub("", text).strip("、,:“”"):
        return ""
    while begins := _words.generic.match(text):
        text = text[begins.end() :]
    text = _trimmed(text)
    return text if 2 <= len(text) <= 30 else ""
