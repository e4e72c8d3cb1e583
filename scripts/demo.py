"""Show gouji on the three invented reports of `corpora/demo`: one summary page, then all checks.

Needs nothing but a Python from 3.11 on; the first run makes `.venv-demo`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from _venv import ROOT, run_inside

REPORTS = "corpora/demo"
SUMMARY = f"{REPORTS}/township_2019.txt"


def show() -> int:
    """Print the summary of one report and the findings of all; return the worse exit code.

    The reports hold planted defects, so 1 (something found) is what a sound run returns.
    """
    print(f"== One report on a page: gouji summary {SUMMARY}\n", flush=True)
    first = gouji("summary", SUMMARY)
    print(f"\n== What is wrong in all three: gouji check {REPORTS}\n", flush=True)
    return max(first, gouji("check", REPORTS))


def gouji(*args: str) -> int:
    """Run the `gouji` command of this environment in the checkout and return its exit code."""
    return subprocess.call([Path(sys.executable).with_name("gouji"), *args], cwd=ROOT)


if __name__ == "__main__":
    run_inside(".venv-demo", ".")
    sys.exit(0 if show() == 1 else 2)
