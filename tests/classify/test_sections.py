"""Problems sections as many organs write them, split and labelled against hand-made truth."""

import re
from collections import Counter
from pathlib import Path

import pytest

from gouji.classify import classify_report, load_classifier
from gouji.model import Document, Identity, Report, Source
from gouji.parse.outline import outline, passages
from gouji.parse.statements import split

TRUTH = (Path(__file__).parent / "sections.txt").read_text(encoding="utf-8")
BLOCKS = [block.partition("\n") for block in re.split(r"^## ", TRUTH, flags=re.M)[1:]]
KINDS = {
    "p": "problem",
    "r": "remedy_planned",
    "t": "remedy_taken",
    "a": "achievement",
    "b": "background",
    "n": "none_declared",
}
MARKED = re.compile(r"\[(?P<words>[^\[\]]*)\]\{(?P<labels>[^{}]*)\}")
ACTS = {"problem", "remedy_planned", "remedy_taken"}
EDGES = "，。：；"


def readings(labels):
    """The (kind, topics) an expert may give; a reading without a kind keeps the one before."""
    found, kind = [], None
    for reading in labels.split("/"):
        words = [word for word in reading.split() if word[0] not in "!-"]
        if words and words[0] in KINDS:
            kind = KINDS[words.pop(0)]
        found.append((kind, frozenset(words[0].split(",") if words else ())))
    return found


def audited(body):
    """The statements of a block and its truth: (start, end) → readings."""
    lead = "云岭县水务局2023年政府信息公开工作年度报告\n五、存在的主要问题及改进情况\n"
    truth, text, at = {}, lead, 0
    for mark in MARKED.finditer(body):
        text += body[at : mark.start()]
        words = mark["words"].strip(EDGES)
        start = len(text) + mark["words"].index(words)
        truth[start, start + len(words)] = readings(mark["labels"])
        text += mark["words"]
        at = mark.end()
    text += body[at:] + "\n六、其他需要报告的事项\n无。\n"
    doc = Document(Source("x.txt", "0" * 64, "text/plain", len(text)), text, ())
    plan = outline(doc)
    made = split(doc, plan, passages(doc, plan, ()))
    report = classify_report(
        Report(doc, Identity(), None, statements=made), load_classifier("lexicon")
    )
    return [stmt for stmt in report.statements if stmt.section == "problems"], truth


def f1(count, name):
    right, extra, missed = (count[f"{name}{sign}"] for sign in "=+-")
    return 2 * right / (2 * right + extra + missed)


@pytest.fixture(scope="module")
def count():
    count = Counter()
    for _, _, body in BLOCKS:
        found, truth = audited(body.strip())
        spans = {(stmt.span.start, stmt.span.end): stmt for stmt in found}
        count["split="] += len(spans.keys() & truth.keys())
        count["split+"] += len(spans.keys() - truth.keys())
        count["split-"] += len(truth.keys() - spans.keys())
        for span in spans.keys() & truth.keys():
            stmt, options = spans[span], truth[span]
            count["kind="] += stmt.kind in {kind for kind, _ in options}
            count["kind"] += 1
            if options[0][0] in ACTS:
                have = frozenset(stmt.topics)
                want = min((topics for _, topics in options), key=lambda topics: len(topics ^ have))
                for sign, topics in zip(
                    "=+-", (want & have, have - want, want - have), strict=True
                ):
                    count[f"topic{sign}"] += len(topics)
    return count


def test_statements_are_cut_where_an_expert_cuts_them(count):
    assert f1(count, "split") >= 0.95


def test_kinds_are_those_an_expert_gives(count):
    assert count["kind="] / count["kind"] >= 0.97


def test_topics_are_those_an_expert_gives(count):
    assert f1(count, "topic") >= 0.93
