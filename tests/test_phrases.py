"""What gouji makes of 1,022 sentences written by people who had not seen it (`phrases.py`)."""

from collections import Counter

import pytest

from phrases import judge, load, sprung

PHRASES, TRAPS = load()
# the least share that must be right, of all phrases; `taken` is precision, the others recall
FLOORS = {
    "counts": 0.98,
    "taken": 0.99,
    "measure": 0.90,
    "no_measure": 0.75,
    "period": 0.97,
    "scope": 0.94,
    "readings": 0.93,
    "relations": 0.80,
    "claims": 0.85,
}


@pytest.fixture(scope="module")
def judged():
    return {case["id"]: judge(case) for case in PHRASES}


def test_the_suite_is_as_large_as_it_says():
    assert len(PHRASES) >= 700
    assert len(TRAPS) >= 280
    assert len({case["text"] for case in PHRASES + TRAPS}) == len(PHRASES + TRAPS)


@pytest.mark.parametrize("aspect", FLOORS)
def test_so_much_of_the_phrases_is_right(judged, aspect):
    there, right = Counter(), Counter()
    for marks in judged.values():
        there += marks.all
        right += marks.right
    wrong = [f"{case}: {said}" for case, m in judged.items() for said in m.wrong]
    listed = "\n".join(said for said in wrong if f": {aspect}: " in said)
    assert right[aspect] / there[aspect] >= FLOORS[aspect], listed


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_no_trap_is_sprung(trap):
    assert list(sprung(trap)) == []
