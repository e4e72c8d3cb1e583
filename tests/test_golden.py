"""The pages of the demo reports as printed, and the policy that a run which writes cannot pass.

`pytest --regenerate-golden` writes golden files anew; look at the difference before you keep it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORTS = sorted(p for p in (ROOT / "corpora/demo").iterdir() if p.suffix != ".json")


def printed(*args):
    program = Path(sys.executable).with_name("gouji")
    run = subprocess.run([program, *args], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode in (0, 1), run.stderr.decode()
    return run.stdout.decode().replace("\r\n", "\n")


def test_golden_files_are_read_not_written(request):
    assert not request.config.getoption("--regenerate-golden")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_summary_page_prints_as_it_did(path, lang, golden):
    page = printed("summary", path.relative_to(ROOT).as_posix(), "--lang", lang)
    golden(f"demo/{path.stem}.{lang}.txt", page)
