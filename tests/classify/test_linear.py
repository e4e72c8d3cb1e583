"""The trained tagger: the numbers of scikit-learn without it, from a folder of plain data."""

import hashlib
import json
import subprocess
import sys
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from gouji.classify import StatementInput, load_classifier
from gouji.classify.evaluate import rows
from gouji.classify.linear import BLOCKS, folder, load, probabilities, tokens
from gouji.data import load_toml

ROOT = Path(__file__).parents[2]
ITEMS = [row.item for row in rows(ROOT / "corpora/statements/validation.jsonl")]
STRANGE = [
    StatementInput(""),
    StatementInput("。"),
    StatementInput("xyzzy"),
    StatementInput("龘" * 50),
]


def by_scikit_learn(items):
    """Return scores by scikit-learn's transforms from the files alone."""
    vocabulary = json.loads((folder() / "vocab.json").read_text("utf-8"))
    arrays = load_file(folder() / "weights.safetensors")
    blocks, start = [], 0
    for at, (name, weight) in enumerate(BLOCKS.items()):
        made = TfidfVectorizer(analyzer=lambda x, at=at: tokens(x)[at], vocabulary=vocabulary[name])
        made.idf_ = arrays["idf"][start : start + len(vocabulary[name])].astype(float)
        blocks.append(made.transform(items) * weight)
        start += len(vocabulary[name])
    scores = hstack(blocks) @ arrays["weights"][1:].astype(float) + arrays["weights"][0]
    kinds = np.exp(scores[:, : len(vocabulary["kinds"])])
    topics = 1 / (1 + np.exp(-scores[:, len(vocabulary["kinds"]) :]))
    return np.hstack([kinds / kinds.sum(axis=1, keepdims=True), topics])


def test_the_probabilities_are_those_of_scikit_learn():
    items = ITEMS + STRANGE
    made = probabilities(load(folder()), items)
    assert made.shape == (len(items), 27)
    assert np.abs(made - by_scikit_learn(items)).max() < 1e-5


@pytest.mark.parametrize("size", [1, 7, 64])
def test_labels_depend_on_nothing_beyond_the_list_item(size):
    tagger, groups = load_classifier("linear"), []
    for item in ITEMS + STRANGE:
        if item.previous and groups and groups[-1][-1].text == item.previous:
            groups[-1].append(item)
        else:
            groups.append([item])
    parts = [[*chain(*groups[at : at + size])] for at in range(0, len(groups), size)]
    made = [labels for part in parts for labels in tagger.label(part)]
    assert made == tagger.label(ITEMS + STRANGE)


def test_what_stands_beside_a_doubtful_statement_decides():
    doubtful = "抽查结果与年度绩效挂钩"
    first = "我局将把各分局纳入季度抽查范围"
    alone, beside = (
        load_classifier("linear").label([*before, StatementInput(doubtful, "problems", None, text)])
        for before, text in (([], None), ([StatementInput(first, "problems")], first))
    )
    assert beside[-1].kind == "remedy_planned"
    assert beside[-1].scores["remedy_planned"] > alone[-1].scores.get("remedy_planned", 0.0)


def test_nothing_gives_nothing_and_no_text_gives_labels():
    taxonomy, tagger = load_toml("taxonomy.toml"), load_classifier("linear")
    assert tagger.label([]) == []
    for labels in tagger.label(STRANGE):
        assert labels.kind in taxonomy["kinds"]
        assert set(labels.topics) <= set(taxonomy["topics"])


@pytest.mark.parametrize(
    ("text", "section", "heading", "kind", "topics"),
    [
        ("专职人员配备不足", "problems", None, "problem", {"staffing"}),
        ("下一步将加强业务培训", "problems", None, "remedy_planned", {"capacity"}),
        ("政策解读形式较为单一", "problems", "（一）存在的问题", "problem", {"interpretation"}),
        ("没有其他需要报告的事项", "other", None, "none_declared", set()),
    ],
)
def test_plain_statements_get_plain_labels(text, section, heading, kind, topics):
    labels = load_classifier("linear").label([StatementInput(text, section, heading)])[0]
    assert (labels.kind, set(labels.topics)) == (kind, topics)
    assert set(labels.scores) == {kind, *topics}
    assert all(0 <= score <= 1 for score in labels.scores.values())


def test_general_stands_alone_and_problems_have_topics():
    for labels in load_classifier("linear").label(ITEMS):
        assert "general" not in labels.topics or labels.topics == ("general",)
        assert len(labels.topics) <= 3
        assert labels.topics or labels.kind in {"achievement", "background", "none_declared"}


def test_it_works_without_what_trains_it():
    code = (
        "import sys\n"
        "from gouji.classify import StatementInput, load_classifier\n"
        "load_classifier('linear').label([StatementInput('人员不足')])\n"
        "print([m for m in ('sklearn', 'scipy', 'jieba', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_folder_is_what_its_manifest_says():
    manifest = json.loads((folder() / "manifest.json").read_text("utf-8"))
    assert manifest["name"] == folder().name
    assert manifest["taxonomy"] == load_toml("taxonomy.toml")["version"]
    for name, told in manifest["sha256"].items():
        assert hashlib.sha256((folder() / name).read_bytes()).hexdigest() == told
    assert sum(path.stat().st_size for path in folder().iterdir()) < 8_000_000


def test_the_card_and_the_metrics_say_the_same():
    metrics = json.loads((folder() / "metrics.json").read_text("utf-8"))
    card = (folder() / "card.md").read_text("utf-8")
    row = next(line for line in card.splitlines() if line.startswith("| accuracy of kinds |"))
    parts = [metrics[part] for part in ("test", "writers_left_out")]
    told = [float(cell) for cell in row.split("|")[2:4]]
    assert told == pytest.approx([part["kind_accuracy"] for part in parts], abs=0.00051)
    assert all(part["calibration"] <= 0.05 for part in parts)
