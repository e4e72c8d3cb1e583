"""The set-up behind `scripts/demo.py` and `scripts/test.py`, tried without installing anything."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"


@pytest.fixture
def venv(monkeypatch, tmp_path):
    """The module `_venv` as in a checkout of its own whose every command succeeds at once."""
    spec = importlib.util.spec_from_file_location("_venv", SCRIPTS / "_venv.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    module.commands = []

    def call(command, **options):
        module.commands.append([str(part) for part in command])
        if "venv" in command:
            Path(command[-1]).mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(module.subprocess, "call", call)
    return module


def test_a_second_run_installs_nothing(venv):
    venv.prepare(venv.ROOT / ".venv-demo", ".")
    first = list(venv.commands)
    venv.prepare(venv.ROOT / ".venv-demo", ".")
    assert [command[-1] for command in first] == [str(venv.ROOT / ".venv-demo"), "."]
    assert venv.commands == first


def test_a_changed_pyproject_makes_the_environment_anew(venv):
    venv.prepare(venv.ROOT / ".venv-test", ".[test]")
    (venv.ROOT / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    venv.prepare(venv.ROOT / ".venv-test", ".[test]")
    assert sum("--clear" in command for command in venv.commands) == 2


def test_an_interrupted_install_is_made_anew(venv, monkeypatch):
    done = venv.subprocess.call

    def interrupted(command, **options):
        if "install" in command:
            raise KeyboardInterrupt
        return done(command)

    monkeypatch.setattr(venv.subprocess, "call", interrupted)
    with pytest.raises(KeyboardInterrupt):
        venv.prepare(venv.ROOT / ".venv-demo", ".")
    monkeypatch.setattr(venv.subprocess, "call", done)
    venv.prepare(venv.ROOT / ".venv-demo", ".")
    assert "install" in venv.commands[-1]


def test_a_failed_step_ends_with_one_line_that_says_what_to_do(venv, monkeypatch):
    monkeypatch.setattr(venv.subprocess, "call", lambda command, **options: 1)
    with pytest.raises(SystemExit, match="python3-venv"):
        venv.prepare(venv.ROOT / ".venv-demo", ".")


def test_an_old_python_is_told_so(venv, monkeypatch):
    monkeypatch.setattr(venv.sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; .* is 3\.9\.2"):
        venv.run_inside(".venv-demo", ".")


def test_outside_it_runs_the_script_again_inside_and_passes_the_exit_code_on(venv, monkeypatch):
    monkeypatch.setattr(venv.sys, "argv", ["scripts/test.py", "-k", "numerals"])
    with pytest.raises(SystemExit) as end:
        venv.run_inside(".venv-test", ".[test]")
    assert end.value.code == 0
    inner = str(venv.interpreter(venv.ROOT / ".venv-test"))
    assert venv.commands[-1] == [inner, "scripts/test.py", "-k", "numerals"]


def test_the_environment_of_the_tests_serves_the_demo_too(venv, monkeypatch):
    home = venv.ROOT / ".venv-test"
    venv.prepare(home, ".[test]")
    monkeypatch.setattr(venv.sys, "prefix", str(home))
    before = len(venv.commands)
    venv.run_inside(".venv-demo", ".")
    assert len(venv.commands) == before


@pytest.mark.parametrize(
    ("system", "tail"), [("nt", "Scripts/python.exe"), ("posix", "bin/python")]
)
def test_each_system_keeps_its_python_elsewhere(venv, monkeypatch, system, tail):
    monkeypatch.setattr(venv, "WINDOWS", system == "nt")
    assert venv.interpreter(Path("e")).as_posix() == f"e/{tail}"


def test_the_scripts_start_with_the_standard_library_alone():
    code = "import runpy; runpy.run_path('demo.py'); runpy.run_path('test.py')"
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"],
        cwd=SCRIPTS,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
