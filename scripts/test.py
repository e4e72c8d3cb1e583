"""Run all tests, with ruff, mypy and the import contracts among them; arguments go to pytest.

Needs nothing but a Python from 3.11 on; the first run makes `.venv-test`.
"""

from __future__ import annotations

import subprocess
import sys

from _venv import ROOT, TEST, run_inside

if __name__ == "__main__":
    run_inside(TEST, ".[test]")
    command = [sys.executable, "-m", "pytest", "-n", "auto", *sys.argv[1:]]
    sys.exit(subprocess.call(command, cwd=ROOT))
