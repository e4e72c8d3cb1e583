"""The labelled statements: labels of the taxonomy, no leak between parts, a card that is true."""

import re
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from typing import get_args

from gouji.data import load_toml
from gouji.model import SectionRole

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
agreement = import_module("agreement")
FOLDER = ROOT / "corpora/statements"
ROWS = agreement.records(FOLDER)
TAXONOMY = load_toml("taxonomy.toml")
ACTS = {"problem", "remedy_planned", "remedy_taken"}


def pairs(text):
    plain = re.sub(r"\d+", "0", "".join(text.split()))
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def alike(rows, least=0.5):
    """Pairs of ids of different parts whose texts share that many pairs of characters."""
    found, places = [], defaultdict(list)
    texts = [pairs(row["text"]) for row in rows]
    for at, own in enumerate(texts):
        shared = Counter(other for pair in own for other in places[pair])
        for other, count in shared.items():
            differ = rows[at]["part"] != rows[other]["part"]
            if differ and count / len(own | texts[other]) >= least:
                found.append((rows[other]["id"], rows[at]["id"]))
        for pair in own:
            places[pair].append(at)
    return found


def test_there_are_enough_and_each_is_there_once():
    assert len(ROWS) >= 3000
    assert [i for i, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []


def test_labels_are_those_of_the_taxonomy():
    for row in ROWS:
        for labels in (row, *row.get("labels", ())):
            assert labels["kind"] in TAXONOMY["kinds"], row["id"]
            assert set(labels["topics"]) <= set(TAXONOMY["topics"]), row["id"]
            assert set(labels["attributes"]) <= set(TAXONOMY["attributes"]), row["id"]
        assert row.get("alt_kind", "problem") in TAXONOMY["kinds"], row["id"]
        assert set(row.get("alt_topics", ())) <= set(TAXONOMY["topics"]), row["id"]


def test_labels_go_together():
    for row in ROWS:
        topics, acts = row["topics"], row["kind"] in ACTS
        assert len(topics) <= 3, row["id"]
        assert topics or not acts, row["id"]
        assert not topics or acts or row["kind"] == "achievement", row["id"]
        assert "general" not in topics or len(topics) == 1, row["id"]


def test_every_label_is_in_every_part():
    for part in agreement.PARTS:
        own = [row for row in ROWS if row["part"] == part]
        assert {row["kind"] for row in own} == set(TAXONOMY["kinds"])
        assert {topic for row in own for topic in row["topics"]} == set(TAXONOMY["topics"])


def test_texts_and_contexts_are_filled():
    sections = {None, *get_args(SectionRole)}
    for row in ROWS:
        assert row["text"].strip(), row["id"]
        assert row["section"] in sections, row["id"]
        assert row["heading"] is None or row["heading"].strip(), row["id"]


def test_a_group_lies_in_one_part():
    parts = defaultdict(set)
    for row in ROWS:
        if row["group"] is not None:
            parts[row["group"]].add(row["part"])
    assert {group: found for group, found in parts.items() if len(found) > 1} == {}


def test_no_statement_is_nearly_the_same_in_another_part():
    assert alike(ROWS) == []


def test_the_search_for_near_duplicates_finds_one():
    texts = ("公开内容不够全面", "公开的内容不够全面", "经费保障不足")
    rows = [{"id": text, "text": text, "part": at} for at, text in enumerate(texts)]
    assert alike(rows) == [texts[:2]]


def test_the_card_tells_the_agreement_that_the_rows_have():
    card = (FOLDER / "README.md").read_text("utf-8")
    assert f"<!-- counted -->\n{agreement.counted(ROWS)}<!-- /counted -->" in card


def test_agreement_is_that_of_the_two_labellings():
    def one(kind, topics=(), attributes=()):
        return {"kind": kind, "topics": [*topics], "attributes": [*attributes]}

    rows = [
        {"labels": [one("problem", ["funding"]), one("problem", ["funding", "digital"])]},
        {"labels": [one("background"), one("problem", ["digital"], ["vague"])]},
        one("background"),
        one("problem", ["staffing"], ["vague"]),
    ]
    twice, kappa, topics, attributes = agreement.agreement(rows)
    assert twice == 4
    assert kappa == (0.75 - 0.5) / (1 - 0.5)  # by hand: 3 of 4 alike; by chance 2·3 + 2·1 of 16
    assert topics == 2 * 2 / (2 + 3)
    assert attributes == 2 * 1 / (1 + 2)


def test_one_labelling_alone_is_no_agreement():
    row = {"kind": "problem", "topics": [], "attributes": []}
    assert agreement.agreement([{"labels": [row]}])[0] == 0
