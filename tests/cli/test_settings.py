import pytest

from gouji.cli.settings import resolve
from gouji.config import Settings
from gouji.errors import ConfigError, UsageError


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    for name in ("SELECT", "IGNORE", "EXTEND_SELECT", "FAIL_ON", "LANG", "TAGGER"):
        monkeypatch.delenv(f"GOUJI_{name}", raising=False)
    below = tmp_path / "reports" / "2023"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def test_defaults():
    settings, origins = resolve({})
    assert settings == Settings()
    assert origins["fail-on"] == ("error", "默认")


def test_the_order_is_command_line_environment_file_default(nowhere, monkeypatch):
    (nowhere / "gouji.toml").write_text('fail-on = "info"\nlang = "en"\nselect = ["x", "p1"]\n')
    assert resolve({})[0] == Settings(fail_on="info", lang="en", select=("X", "P1"))
    monkeypatch.setenv("GOUJI_FAIL_ON", "never")
    monkeypatch.setenv("GOUJI_SELECT", "t,s")
    settings, origins = resolve({"select": ["R103,R101"]})
    assert settings == Settings(fail_on="never", lang="en", select=("R103", "R101"))
    assert origins["fail-on"][1] == "GOUJI_FAIL_ON"
    assert origins["lang"][1].endswith("gouji.toml")
    assert origins["select"][1] == "--select"


def test_extend_select_adds_to_a_selection_and_not_to_all():
    assert resolve({"select": ["X"], "extend-select": ["S"]})[0].select == ("X", "S")
    assert resolve({"extend-select": ["S"]})[0].select == ()


def test_the_nearest_file_wins_and_a_foreign_pyproject_is_passed_by(nowhere):
    (nowhere / "pyproject.toml").write_text('[tool.gouji]\nlang = "en"\n')
    (nowhere / "reports" / "pyproject.toml").write_text("[tool.other]\nlang = 1\n")
    assert resolve({})[0].lang == "en"
    assert resolve({}, isolated=True)[0].lang == "zh"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "info"', "fail-on"),
        ('colour = "red"', "colour"),
        ('select = "X"', "select"),
        ("select = [1]", "select"),
        ("lang = 1", "lang"),
        ('lang = "fr"', "zh"),
        ("lang = ", "gouji.toml"),
    ],
)
def test_an_unknown_key_or_a_wrong_type_is_an_error(nowhere, text, said):
    (nowhere / "gouji.toml").write_text(text)
    with pytest.raises(ConfigError, match=said):
        resolve({})


def test_a_wrong_value_in_the_environment_names_the_variable(monkeypatch):
    monkeypatch.setenv("GOUJI_FAIL_ON", "sometimes")
    with pytest.raises(ConfigError, match="GOUJI_FAIL_ON"):
        resolve({})


def test_a_wrong_value_on_the_command_line_is_a_usage_error():
    with pytest.raises(UsageError, match="--fail-on"):
        resolve({"fail-on": "sometimes"})


def test_config_and_isolated_do_not_go_together(nowhere):
    with pytest.raises(UsageError):
        resolve({}, config=nowhere / "gouji.toml", isolated=True)
    with pytest.raises(ConfigError, match=r"gouji\.toml"):
        resolve({}, config=nowhere / "gouji.toml")
