"""Make or reuse a virtual environment of this checkout and run a script again inside it.

Standard library only. An environment is good while its stamp names the Python, the place of the
checkout and the content of pyproject.toml it was made from; the stamp is written last, so that an
interrupted install is made anew.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
STAMP = "gouji-stamp"
TEST = ".venv-test"
WINDOWS = os.name == "nt"
NO_VENV = "no virtual environment could be made (Debian and Ubuntu need the package python3-venv)"
NO_INSTALL = "the install failed; pip says above what it could not fetch or build"


def run_inside(name: str, project: str) -> None:
    """Return inside an environment that holds `project`; elsewhere run this script again in one.

    `project` is what pip installs ("." or ".[test]"). The environment of the tests also holds what
    the demo needs, so either will do for it. Ends the process in the outer run.
    """
    if sys.version_info[:2] < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"gouji needs Python 3.11 or newer; {sys.executable} is {found}.")
    here = Path(sys.prefix)
    if here.parent == ROOT and here.name in (name, TEST) and (here / STAMP).exists():
        return
    home = ROOT / name
    prepare(home, project)
    sys.exit(subprocess.call([str(interpreter(home)), *sys.argv]))


def prepare(home: Path, project: str) -> None:
    """Make the environment `home` with `project` in it, unless its stamp says that it is there."""
    wanted, mark = stamp(project), home / STAMP
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    print(f"Setting up {home.name} (once; a minute or so) ...", file=sys.stderr, flush=True)
    mark.unlink(missing_ok=True)
    step([sys.executable, "-m", "venv", "--clear", str(home)], failure=NO_VENV)
    pip = [str(interpreter(home)), "-m", "pip", "--disable-pip-version-check"]
    step([*pip, "install", "-qq", "--editable", project], failure=NO_INSTALL)
    mark.write_text(wanted, encoding="utf-8")


def stamp(project: str) -> str:
    """Return what an environment for `project` depends on, as one hash."""
    parts = (sys.version, str(ROOT), project, (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def interpreter(home: Path) -> Path:
    """Return where the environment `home` keeps its Python."""
    return home / ("Scripts/python.exe" if WINDOWS else "bin/python")


def step(command: list[str], *, failure: str) -> None:
    """Run one command of the set-up in the checkout; end with a clear line where it fails."""
    if subprocess.call(command, cwd=ROOT, stdout=sys.stderr):
        sys.exit(f"gouji: {failure}")
