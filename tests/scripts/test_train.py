"""Training: from a small corpus to a folder that the tagger loads, twice the same."""

import json
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from gouji.classify.evaluate import rows
from gouji.classify.linear import LinearTagger, probabilities
from gouji.classify.linear import load as loaded

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
train, ablations = import_module("train"), import_module("ablations")
STATEMENTS = ROOT / "corpora/statements"
FILES = {"card.md", "manifest.json", "metrics.json", "vocab.json", "weights.safetensors"}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A third of the corpus, with a card."""
    folder = tmp_path_factory.mktemp("statements")
    for part in ("train", "validation", "test"):
        lines = (STATEMENTS / f"{part}.jsonl").read_text("utf-8").splitlines(keepends=True)
        kept = [line for at, line in enumerate(lines) if at // 10 % 3 == 0]
        (folder / f"{part}.jsonl").write_text("".join(kept), "utf-8")
    (folder / "README.md").write_text("甲\n<!-- counted -->\n<!-- /counted -->\n乙\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def model(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("models") / "small"
    train.main(data, out, other=False)
    return out


def test_the_folder_is_whole_and_anybody_may_read_it(model):
    assert {path.name for path in model.iterdir()} == FILES
    assert {path.stat().st_mode & 0o777 for path in model.iterdir()} == {0o644}


def test_the_same_data_write_the_same_model(model, data, tmp_path):
    again = train.Trained(rows(data / "train.jsonl"), rows(data / "validation.jsonl"))
    train.written(again, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (model / path.name).read_bytes()


def test_what_is_loaded_gives_what_was_trained(model, data):
    items = [row.item for row in rows(data / "test.jsonl")]
    trained = train.Trained(rows(data / "train.jsonl"), rows(data / "validation.jsonl"))
    gap = probabilities(loaded(model), items) - trained.probabilities(items)
    assert np.abs(gap).max() < 1e-5
    assert LinearTagger(model).label(items) == trained.label(items)


def test_it_has_learned_something(model, data):
    metrics = json.loads((model / "metrics.json").read_text("utf-8"))
    most = ablations.majority(rows(data / "train.jsonl"))
    test = rows(data / "test.jsonl")
    floor = train.evaluate(test, most([row.item for row in test]))
    assert metrics["test"]["kind_accuracy"] > floor.kind_accuracy + 0.2
    assert metrics["writers_left_out"]["topic_micro_f1"] > floor.topic_micro_f1 + 0.2


def test_the_card_is_written_from_the_metrics(model):
    metrics = json.loads((model / "metrics.json").read_text("utf-8"))
    card = (model / "card.md").read_text("utf-8")
    for name, told in ablations.MEASURES.items():
        figures = (metrics[part][name] for part in ("test", "writers_left_out"))
        row = next(line for line in card.splitlines() if line.startswith(f"| {told} |"))
        cells = [float(cell) for cell in row.split("|")[2:4]]
        assert cells == pytest.approx([*figures], abs=0.00051)


def test_the_card_of_the_corpus_is_brought_up_to_date(model, data):
    card = (data / "README.md").read_text("utf-8")
    assert card.startswith("甲\n<!-- counted -->\n")
    assert card.endswith("<!-- /counted -->\n乙\n")
    assert f"{sum(len(rows(path)) for path in data.glob('*.jsonl'))} statements:" in card


def test_a_writer_left_out_is_not_read(data, monkeypatch):
    every = [row for path in sorted(data.glob("*.jsonl")) for row in rows(path)]
    read, labelled = [], []

    class Spy:
        def __init__(self, fit, check, cut):
            read.append({row.id.partition("-")[0] for row in (*fit, *check)})

        def label(self, items):
            labelled.append(len(items))
            return ablations.majority(every)(items)

    monkeypatch.setattr(train, "Trained", Spy)
    train.left_out(every)
    assert sum(labelled) == len(every)
    for names, seen in zip(train.APART, read, strict=True):
        assert seen.isdisjoint(names)


@pytest.mark.parametrize("name", ablations.CUTS)
def test_a_cut_differs_from_the_tagger_s_own_in_one_part(name, data):
    item = next(row.item for row in rows(data / "train.jsonl") if row.item.previous)
    own, cut = train.tokens(item), ablations.CUTS[name](item)
    assert sum([*a] != [*b] for a, b in zip(own, cut, strict=True)) == 1
