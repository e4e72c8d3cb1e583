import json
import sys
from importlib import import_module
from pathlib import Path

import pytest
from typer import Exit

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def digest(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield import_module("digest")
    del sys.modules["digest"]


def test_rouge_counts_the_longest_common_subsequence(digest):
    assert digest.rouge_l("公开信息", "公开信息") == 1
    assert digest.rouge_l("公开信息", "公开了信息") == pytest.approx(8 / 9)
    assert digest.rouge_l("公开", "收费") == 0
    assert digest.rouge_l("", "收费") == 0


def test_lexrank_prefers_what_others_say_and_keeps_the_order(digest):
    texts = ["网站发布政策信息", "食堂改造完成", "网站集中发布政策解读信息"]
    assert digest.lex_rank(texts, 2) == [texts[0], texts[2]]
    assert digest.lead(texts, 2) == texts[:2]


def test_the_program_and_three_others_are_told_with_intervals(digest, tmp_path, capsys):
    rows = [{"file": "demo/county_2022.txt", "writer": "a", "digest": "新收申请101件。"}]
    (tmp_path / "one.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    digest.main(folder=tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["lead-3", "TextRank", "LexRank", "digest"]
    assert all("[" in line for line in lines)


def test_without_references_it_says_so(digest, tmp_path):
    with pytest.raises(Exit):
        digest.main(folder=tmp_path)
