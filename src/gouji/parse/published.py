"""What was published, where it was published, and under which heading of a list.

Published items have no fixed vocabulary: the label of a list member (财政类87条) or the heading of
the item (推进住房信息公开。…39条) is part of the measure. Channels are words of `measures.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from gouji.data import load_toml
from gouji.parse.place import Assigned, Place, last_match

_GROUPS = frozenset(("item", "case", "issue", ""))
_FULL_WIDTH = str.maketrans("(),:", "（），：")
# matches the "类信息共" of 财政类信息共|
_TRIM = re.compile(
    r"(?:类(?:的)?(?:政府|政务)?信息|类|(?:政府|政务)?信息|方面|等|的|共计?|[为有达约近:占各]|数量?)$"
)
_OPENING = re.compile(
    r"^(?:.*其中|[^,;。:]{0,10}中(?=[,:]))?[、,;:(。]*(?:以?及|和|与)?(?:包括|包含|含|内有|分别|具体)?[,、:]*(?:[为是有]|主要[有是])?"
)
_CLASS = re.compile(
    r"[\u4e00-\u9fff”\"](?<![各此多几分两三])类(?:的)?(?:政府|政务)?(?:信息)?[共为有数约]*$"
)
_HEADED = re.compile(
    r"""(?:[一二三四五六七八九十]+是|[(][一二三四五六七八九十\d]+[)]|(?<!\d)\d{1,2}[.、])?
        (?:积极|持续|着力|不断|进一步|扎实|全面|深入|有序|大力|切实|依法|及时|认真)*
        (?:做好|推进|推动|加强|深化|抓好|强化|规范|加大|突出|优化|细化|完善|落实)?
        (?P<label>[^,;。:]{2,30}?)(?:领域)?(?:政府|政务)?(?:信息)?公开(?:工作|力度|情况|方面)?[。,:;]""",
    re.VERBOSE,
)
_MARKER = re.compile(
    r"[一二三四五六七八九十]+是|[(][一二三四五六七八九十\d]+[)]|(?:(?<=[。;])|^)\d{1,2}[.、]"
)
_JOINED = re.compile(r"[^,、和及与等]{0,8}[、和及与等]")
_TITLE = re.compile(r"[《“][^》”]*[》”]")


def published(place: Place, before: Assigned | None) -> Assigned | None:
    """Return the measure of published items, or None where nothing is published."""
    if place.group not in _GROUPS:
        return None
    listing = before is not None and (before.measure or "").startswith("published.")
    if listing and place.left in ("", "、"):
        return before
    classed = _CLASS.search(place.left) is not None
    member = _member(place.tail if classed else place.left, sure=classed and listing)
    if listing and _TITLE.fullmatch(member):
        return before if place.left.startswith("、") else None
    if member and (classed or (listing and _belongs(place))):
        return _channel(member) or _category(member)
    return _spoken(place)


def is_class(place: Place) -> bool:
    """Tell whether the figure counts the items of a class (规范性文件类信息|21条)."""
    return place.group == "item" and _CLASS.search(place.left) is not None


def _spoken(place: Place) -> Assigned | None:
    """Return what a verb of publishing, or a channel, before the figure says was published."""
    verb = last_match(_words("verbs"), place.tail)
    if channel := _channel(place.tail):
        return channel
    if verb is None:
        return None
    heading = _heading(place.item)
    subject = _plain(_TITLE.sub("", place.tail[verb.end() :]))
    weak = not re.sub(f"{_words('weak').pattern}|{_words('generic').pattern}", "", subject)
    if label := heading if heading and weak else subject:
        return _category(label)
    said = place.group == "item" or re.search("信息|主动公开", place.tail + place.right)
    return Assigned("published.total", "信息") if said else None


def _belongs(place: Place) -> bool:
    return "其中" in place.lead or place.unit == place.unit_before


def _member(left: str, *, sure: bool) -> str:
    """Return the label of a list member, "" where the text before the figure is no label.

    A `sure` label may begin with a verb (公开目录类); others may not.
    """
    label = _OPENING.sub("", left)
    while len(trimmed := _TRIM.sub("", label)) >= 2 and trimmed != label:
        label = trimmed
    if not sure and (_words("not_label").search(label) or _words("verbs").match(label)):
        return ""
    return "" if re.search(r"[,;:。()]", label) or len(label) > 40 else label


def _category(label: str) -> Assigned:
    label = label.translate(_FULL_WIDTH).strip("”、的")
    return (
        Assigned(f"published.by_category.{label}", label) if label else Assigned("published.total")
    )


def _channel(text: str) -> Assigned | None:
    """Return the channel a text names; several joined ones are the total."""
    named = [
        (found.end(), found.start(), key)
        for key, words in _channels()
        if (found := last_match(words, text))
    ]
    if not named:
        return None
    named.sort()
    firsts = [
        key
        for end, _, key in named
        if re.match(r"[^,、和及与等]{0,8}(?:[、和及与]|以及|等)", text[end:])
    ]
    if firsts and len(named) > 1 and firsts[0] != named[-1][2]:
        return Assigned("published.total", text)
    return Assigned(f"published.by_channel.{named[-1][2]}", text)


def _heading(item: str) -> str:
    """Return what the nearest list marker says is being disclosed, "" where it names nothing."""
    marker = last_match(_MARKER, item)
    found = _HEADED.match(item, marker.start() if marker else 0)
    label = _plain(found["label"]) if found else ""
    return "" if re.search(r"申请|重点领域|渠道|平台|形式|内容|制度|管理", label) else label


def _plain(text: str) -> str:
    """Return what a phrase says beyond generic words, itself intact but for them at its ends."""
    generic = _words("generic")
    if not generic.sub("", text).strip("、,:“”"):
        return ""
    text = re.sub(rf"^(?:{generic.pattern})+|(?:{_TRIM.pattern[:-1]})+$", "", text)
    return text if 2 <= len(text) <= 30 else ""


@cache
def _channels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = load_toml("measures.toml")["channel"]
    return tuple((each["key"], re.compile(each["words"])) for each in data)


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(load_toml("measures.toml")["category"][key])
