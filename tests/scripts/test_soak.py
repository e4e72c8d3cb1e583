"""The soak run: files are the same each time, and what crashes, dies or hangs is told and kept."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from generated import LAYOUTS, SCRIPTS, a_generated
from gouji.rules import engine
from soak import LIMIT, audited, damaged, outcomes

COMMAND = [sys.executable, "soak.py", "readers", "--jobs", "1"]


def run(*options):
    return subprocess.run(
        [*COMMAND, *options], cwd=SCRIPTS, check=False, capture_output=True, text=True
    )


def test_a_number_makes_the_same_damaged_file_each_time():
    files = [damaged(3, number) for number in range(3 * len(LAYOUTS))]
    assert files == [damaged(3, number) for number in range(3 * len(LAYOUTS))]
    assert {name.partition(".")[2] for name, _ in files} == {"txt", "html", "docx", "md", "pdf"}
    assert len({data for _, data in files}) == len(files)
    assert max(len(data) for _, data in files) <= LIMIT
    whole = {a_generated(seed).print(layout) for seed in range(3, 6) for layout in LAYOUTS}
    assert sum(data in whole for _, data in files) < len(files) / 4
    assert damaged(4, 0) != damaged(3, 0)


def test_no_time_of_day_gets_into_a_packed_file():
    packed = [data for name, data in (damaged(3, n) for n in range(90)) if name.endswith("docx")]
    opened = [ZipFile(BytesIO(data)) for data in packed if is_zipfile(BytesIO(data))]
    assert {member.date_time[0] for archive in opened for member in archive.infolist()} == {1980}


@pytest.fixture
def sound(monkeypatch):
    """Leaves the files as they are."""
    whole = a_generated(1).print("tsv")
    monkeypatch.setattr("soak.damaged", lambda seed, number: ("a.txt", whole))


def fails(*given):
    raise ValueError("no luck")


def test_what_an_audit_comes_to_is_told(sound, monkeypatch):
    assert audited(0, 0) == ("read", "")
    monkeypatch.setitem(engine._RULES, "T201", replace(engine.rules()["T201"], check=fails))
    kind, detail = audited(0, 0)
    assert kind == "rule crash"
    assert detail.startswith("T201\n")
    assert "no luck" in detail
    monkeypatch.setattr("gouji.audit.read_bytes", fails)
    assert audited(0, 0)[0] == "crash"


def test_a_file_that_is_refused_is_told_with_the_reason(monkeypatch):
    monkeypatch.setattr("soak.damaged", lambda seed, number: ("a.pdf", b"%PDF-1.4"))
    assert audited(0, 0) == ("refused", "read.damaged")


def test_a_worker_that_dies_or_hangs_is_told_and_replaced():
    died = list(outcomes(os._exit, 3, jobs=2, limit=60))
    assert sorted(died) == [(n, ("died", f"exit code {n}")) for n in range(3)]
    assert list(outcomes(time.sleep, 3, jobs=1, limit=0.4)) == [
        (number, ("hang", "more than 0.4 s")) for number in (1, 2)
    ]


def test_the_command_counts_outcomes(tmp_path):
    done = run("--files", "9", "--limit", "120", "--save", str(tmp_path / "kept"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert " read\n" in done.stdout
    assert " 9 files in " in done.stdout
    assert not (tmp_path / "kept").exists()


def test_the_command_keeps_what_failed_and_exits_with_1(tmp_path):
    done = run("--files", "2", "--seed", "5", "--limit", "0", "--save", str(tmp_path / "kept"))
    assert done.returncode == 1
    assert " 2 hang\n" in done.stdout
    kept = {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()}
    assert kept == {f"5-{name}": data for name, data in (damaged(5, n) for n in range(2))}
