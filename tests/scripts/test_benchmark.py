"""The benchmark prints a ratio for each reader and each stage; how large it is tells no test."""

import importlib.util
import json
import subprocess
import sys

import pytest

from generated import SCRIPTS

COMMAND = [sys.executable, "benchmark.py", "--reports", "2", "--repeats", "1"]


def run(*options):
    done = subprocess.run(
        [*COMMAND, *options], cwd=SCRIPTS, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("with_jieba", [True, False])
def test_every_reader_and_every_stage_has_a_ratio(tmp_path, monkeypatch, with_jieba):
    if not with_jieba:
        (tmp_path / "jieba.py").write_text("raise ModuleNotFoundError('no jieba here')\n")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    elif importlib.util.find_spec("jieba") is None:
        pytest.skip("needs jieba")
    done = run("--json")
    tables = json.loads(done.stdout)
    readers, *audits = tables.values()
    assert [line["name"] for line in readers] == ["html", "docx", "pdf"]
    assert len(audits) == (2 if with_jieba else 0)
    assert ("no jieba here" in done.stderr) is not with_jieba
    for lines in audits:
        names = [line["name"] for line in lines]
        assert names[0] == "read"
        assert names[-2:] == ["other", "audit"]
        assert sum(line["ours"] for line in lines[:-1]) >= 0.99 * lines[-1]["ours"]
        assert min(line["ours"] for line in lines[:-2]) > 0  # every stage has been met
    for line in (line for lines in tables.values() for line in lines):
        assert line["reference"] > 0
        assert line["ratio"] == pytest.approx(line["ours"] / line["reference"])


def test_the_table_can_be_read():
    shown = run().stdout.splitlines()
    assert shown[1].split()[-2:] == ["reference", "ratio"]
    assert shown[2].split()[0] == "html"
    assert float(shown[2].split()[-1]) > 0
