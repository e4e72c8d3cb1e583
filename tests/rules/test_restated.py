"""X105: what is the same total of the year, how surely, and what narrows it."""

import pytest

from factories import an_audit
from gouji.data import load_toml
from gouji.rules.restated import _plain

ENTRIES = load_toml("restated.toml")["plain"]


def levels(*sections):
    made = an_audit(sections=dict(zip(("overview", "other"), sections, strict=False)))
    return [found.level for found in made.findings if found.rule == "X105"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2023年，全县共召开新闻发布会6场。", "全年召开新闻发布会8场。", ["error"]),
        ("网站全年更新信息90条。", "综上，2023年网站发布信息91条。", ["warning"]),
        ("微信公众号关注用户约300人，全年推文90条。", "政务微信推送信息70条。", ["warning"]),
        ("2023年主动公开信息90条。", "全县主动公开政府信息90条。", []),
        ("2023年主动公开信息90条。全年公开政府信息91条。", "", ["warning"]),
        ("2023年主动公开信息90条。公开政府信息91条。", "", []),
        ("云岭县人民政府网站公开信息90条。", "全年通过政府网站发布信息91条。", ["warning"]),
        ("全县政府网站公开信息90条。", "全年我局网站发布信息20条。", []),
        ("网站发布解读信息90条。", "全年网站发布信息91条。", []),
        ("截至12月底，网站发布信息90条。", "网站发布信息91条。", []),
        ("网站全年发布信息90条。网站发布信息91条。网站发布信息91条。", "", ["warning"]),
        ("网站全年发布信息90余条。", "网站发布信息99条。", []),
        ("上半年，网站发布信息90条。", "网站全年发布信息99条。", []),
    ],
)
def test_a_total_told_twice(first, second, told):
    assert levels(first, second) == told


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["measures"][0])
def test_the_words_that_narrow_nothing(entry):
    left = {words: _plain(entry["measures"][0]).sub("", words) for words in entry["match"]}
    assert not any(left.values()), left
    assert all(_plain(entry["measures"][0]).sub("", words) for words in entry["no_match"])
