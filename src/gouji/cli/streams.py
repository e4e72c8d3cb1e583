"""Where output goes: standard output, or a UTF-8 file; notes for people go to standard error."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from gouji.errors import UsageError
from gouji.output.voice import Voice


@contextmanager
def opened(path: Path | None, voice: Voice) -> Iterator[TextIO]:
    """Yield standard output, or the file at `path` opened for writing as UTF-8."""
    if path is None:
        yield sys.stdout
        return
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise UsageError(voice("error.output", path=path, why=error.strerror)) from error
    with file:
        yield file


def narrow(stream: TextIO) -> bool:
    """Tell whether a stream lacks characters, so that JSON must escape them."""
    return not codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def colourful(stream: TextIO) -> bool:
    """Tell whether to colour: on a terminal, unless NO_COLOR or a dumb terminal forbids it."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def note(text: str) -> None:
    """Write a note for the person at the terminal."""
    sys.stderr.write(f"gouji: {text}\n")
