"""What all tests share: golden files, rewritten only on request."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write golden files and the JSON Schema anew instead of comparing with them",
    )


@pytest.fixture
def golden(request):
    """Compare text with a golden file (below tests/golden unless a full path), or rewrite it."""

    def compare(name, text):
        path = GOLDEN / name
        if request.config.getoption("--regenerate-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path} is missing: run pytest --regenerate-golden"
        assert text == path.read_text(encoding="utf-8")

    return compare
