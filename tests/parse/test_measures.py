from __future__ import annotations

import pytest

from gouji.data import load_toml
from gouji.text.cues import initials
from parse.counting import counted

DATA = load_toml("measures.toml")
EXAMPLES = [
    (entry, sentence, wanted)
    for entry in DATA["measure"]
    for key, wanted in (("match", True), ("no_match", False))
    for sentence in entry[key]
]


def names(entry: dict[str, object]) -> set[str]:
    blocks = ("review", "litigation", "litigation_direct", "litigation_after_review")
    name = str(entry["id"] or entry["readings"][0])
    return {name.replace("{d}", block) for block in blocks}


@pytest.mark.parametrize(("entry", "sentence", "wanted"), EXAMPLES)
def test_every_example_of_the_vocabulary(entry, sentence, wanted):
    said = counted(sentence, section=entry.get("section", "overview"))
    got = {qty.measure for qty in said} if entry["id"] else {r for q in said for r in q.readings}
    assert bool(got & names(entry)) is wanted
    assert not wanted or any(word in sentence for word in entry["needs"])


def test_every_topic_word_tells_its_first_character():
    # one that does not is tried at every character of a text
    words = [word for topic in DATA["topic"] for word in topic["patterns"]]
    assert [word for word in words if "" in initials(word)] == []
