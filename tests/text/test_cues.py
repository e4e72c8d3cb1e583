import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.text.cues import CueTable, Hit, initials

CUES = CueTable(
    {
        "place": {"words": ["公开栏", "公开栏目"], "patterns": ["第[一二]栏"]},
        "site": {"words": ["公开栏目", "网站"]},
        "start": {"patterns": ["^关于"]},
    }
)


def test_the_longest_word_wins_and_a_shared_word_counts_for_each_group():
    assert list(CUES.hits("网站公开栏目")) == [
        Hit("site", 0, 2),
        Hit("place", 2, 6),
        Hit("site", 2, 6),
    ]


def test_a_pattern_may_be_tied_to_the_beginning():
    assert CUES.found("关于公示")
    assert not CUES.found("有关于此")
    assert CUES.opens("网站更新")
    assert not CUES.opens("更新网站")


def test_masking_keeps_the_length():
    assert CUES.mask("第一栏和网站") == "···和··"


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("重[^,]+轻", "重"),
        ("(?:极?个别|部分)单位", "极个部"),
        ("(?:还|仍)?存在", "还仍存"),
        ("[将拟](?!定)", "将拟"),
        ("(?<!公)共", "共"),
        (r"\[(?:书签)", "["),
        (r"\d+条", "0123456789"),
        ("^关于", "^"),
    ],
)
def test_the_characters_a_pattern_may_begin_with(pattern, chars):
    assert initials(pattern) == frozenset(chars)


@pytest.mark.parametrize("pattern", ["[^,]+问题", "(?:按(?:照)?|据)规定", "[一-十]是", ".+"])
def test_a_pattern_with_an_unclear_beginning_is_tried_everywhere(pattern):
    assert initials(pattern) == {""}
    assert CueTable({"any": {"patterns": [pattern]}}).found("我们按照规定公开,还有问题,一是")


PATTERNS = ["重[^,]{1,3}轻", "(?:还|仍)?不够", "[不未]{1,2}及时", "[^,]{2}问题", "^关于"]
WORDS = ["不", "不够", "公开", "公开栏", "问题"]


@given(st.text(alphabet="重轻还仍不未够及时公开栏问题关于,", max_size=16))
def test_a_table_finds_what_one_expression_finds(text):
    words = sorted(WORDS, key=len, reverse=True)
    plain = re.compile("|".join([*PATTERNS, *words]))
    cues = CueTable({"all": {"patterns": PATTERNS, "words": WORDS}})
    spans = [cue.span() for cue in plain.finditer(text)]
    assert [(hit.start, hit.end) for hit in cues.hits(text)] == spans
    assert cues.found(text) == bool(spans)
    assert len(cues.mask(text)) == len(text)
