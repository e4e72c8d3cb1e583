import re

from hypothesis import given
from hypothesis import strategies as st

from gouji.text.cues import CueTable, Hit, trie

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


@given(st.sets(st.text(alphabet="公开栏目示", min_size=1, max_size=4), min_size=1))
def test_a_trie_matches_exactly_its_words(words):
    expression = re.compile(trie(words))
    assert all(expression.fullmatch(word) for word in words)
    assert not expression.fullmatch("其他")
