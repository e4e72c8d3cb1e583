from __future__ import annotations

import re

import pytest

from gouji.data import load_toml
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
    name = str(entry["id"])
    return {name.replace("{d}", block) for block in blocks}


@pytest.mark.parametrize(("entry", "sentence", "wanted"), EXAMPLES)
def test_every_example_of_the_vocabulary(entry, sentence, wanted):
    measures = {qty.measure for qty in counted(sentence)}
    assert bool(measures & names(entry)) is wanted
    assert not wanted or any(word in sentence for word in entry["needs"])


@pytest.mark.parametrize("entry", DATA["ratio"], ids=lambda entry: entry["reading"])
def test_every_ratio_example(entry):
    assert all(entry["reading"] in said(text) for text in entry["match"])
    assert not any(entry["reading"] in said(text) for text in entry["no_match"])


def said(text: str) -> set[str]:
    return {reading for qty in counted(text) for reading in qty.readings}


def test_topic_starts_cut_off_no_topic_word():
    words = re.compile(
        "|".join(t[key] for t in DATA["topic"] for key in ("words", "weak") if key in t)
    )
    starts = {found[0][0] for _, text, _ in EXAMPLES for found in words.finditer(text)}
    assert not starts - set(DATA["topic_starts"])
