"""What commands share: checks before the run, audits one by one, output, exit code.

Data goes to standard output or a UTF-8 file; notes for people go to standard error.
"""

from __future__ import annotations

import codecs
import difflib
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, get_args

from gouji.classify.base import Classifier
from gouji.cli.paths import STDIN, expand
from gouji.config import Settings
from gouji.errors import UsageError
from gouji.model import Audit, Level, Outcome
from gouji.output.voice import Voice


def audits(
    files: Iterable[str],
    settings: Settings,
    *,
    stdin_name: str | None = None,
    debug: bool = False,
    quiet: bool = False,
) -> Iterator[Audit]:
    """Audit files one after the other; `debug` writes the tracebacks of crashes as notes.

    Corrections that met no statement are told at the end, unless `quiet`.
    """
    from gouji.audit import audit_bytes, audit_path

    for file in files:
        if file == STDIN:
            content = sys.stdin.buffer.read()
            audit = audit_bytes(content, uri=stdin_name or "stdin", settings=settings)
        else:
            audit = audit_path(file, settings)
        for code, outcome in audit.outcomes.items():
            if debug and outcome.status == "crash":
                note(f"{audit.source.uri} {code}\n{outcome.detail}")
        yield audit
    if not quiet:
        unmatched(settings)


def emit(
    found: Iterable[Audit],
    settings: Settings,
    *,
    out: TextIO,
    form: str,
    text: Callable[[Audit], str],
    between: str = "",
    closing: Callable[[], str] = str,
) -> int:
    """Write each audit as soon as it is there and return the exit code of the run.

    One that cannot be written is a crash, written in its place; the run goes on.
    """
    from gouji.output.records import record, write

    def line(audit: Audit) -> str:
        made = write(record(audit, lang=settings.lang), ascii_only=narrow(out))
        return made + "\n" * (form == "jsonl")

    told = text if form == "text" else line
    code, before = 0, ""
    if form == "json":
        before, between, closing = "[\n", ",\n", "\n]\n".format
    elif form == "jsonl":
        between, closing = "", str
    for audit in found:
        judged = audit
        try:
            written = told(audit)
        except Exception:  # our bug on one audit is an outcome; the others are still written
            crash = Outcome("crash", detail=traceback.format_exc(limit=-4))
            judged = Audit(audit.source, audit.versions, {"S001": crash})
            written = told(judged)
        out.write(before + written)
        out.flush()
        before = between
        code = max(code, exit_code(judged, settings))
    out.write(closing())
    return code


def exit_code(audit: Audit, settings: Settings) -> int:
    """Return 2 where a rule or the reader crashed, 1 at `fail_on` or for an unread file, else 0."""
    if any(outcome.status == "crash" for outcome in audit.outcomes.values()):
        return 2
    levels = (*get_args(Level), "never")
    failing = levels[: levels.index(settings.fail_on) + 1]
    found = any(finding.level in failing for finding in audit.findings) or audit.report is None
    return int(found and settings.fail_on != "never")


def prepare(
    paths: Sequence[str], settings: Settings, *, stdin_name: str | None, output: Path | None
) -> tuple[list[str], int]:
    """Return the files to audit and the number passed over in folders.

    Raises UsageError for whatever would fail on every file.
    """
    from gouji.rules import rules

    voice = Voice(settings.lang)
    files, others = expand(paths, voice)
    if stdin_name and STDIN not in files:
        raise UsageError(voice("error.stdin_name"))
    if output and any(Path(file).resolve() == output.resolve() for file in files):
        raise UsageError(voice("error.overwrite", path=output))
    for prefix in (*settings.select, *settings.ignore):
        if not any(code.startswith(prefix) for code in rules()):
            raise no_rule(prefix, voice)
    tagger_of(settings)
    return files, others


def tagger_of(settings: Settings) -> Classifier:
    """Return the tagger of `settings`. Raises UsageError where its model is missing or damaged."""
    from safetensors import SafetensorError

    from gouji.classify import chosen_classifier
    from gouji.classify.linear import folder

    try:
        return chosen_classifier(settings)
    except (OSError, ValueError, LookupError, SafetensorError) as error:
        why = f"{type(error).__name__}: {error}"
        raise UsageError(Voice(settings.lang)("error.model", path=folder(), why=why)) from error


def no_rule(code: str, voice: Voice) -> UsageError:
    """Return the error for a code that no rule has, naming the codes most like it."""
    from gouji.rules import rules

    near = difflib.get_close_matches(code, rules(), n=4, cutoff=0.5) or list(rules())[:4]
    return UsageError(voice("error.no_rule", code=code, near=voice.join(near)))


def one_of(option: str, value: str, allowed: Sequence[str], voice: Voice) -> str:
    """Return `value` if it is allowed. Raises UsageError otherwise."""
    if value not in allowed:
        choices = voice.join(allowed)
        raise UsageError(voice("error.choice", option=option, value=value, choices=choices))
    return value


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


def unmatched(settings: Settings) -> None:
    """Tell which of the user's corrections met no statement of the run."""
    from gouji.classify import chosen_classifier
    from gouji.classify.corrections import Corrected

    chosen, voice = chosen_classifier(settings), Voice(settings.lang)
    if isinstance(chosen, Corrected) and (lines := chosen.unmatched()):
        told = voice.join(map(str, lines[:10])) + " …" * (len(lines) > 10)
        note(voice("note.unmatched", path=settings.labels, count=len(lines), lines=told))


def narrow(stream: TextIO) -> bool:
    """Tell whether a stream lacks characters, so that JSON must escape them."""
    return not codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def colourful(stream: TextIO) -> bool:
    """Tell whether to colour: on a terminal, unless NO_COLOR or a dumb terminal forbids it."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def note(text: str) -> None:
    """Write a note for the person at the terminal."""
    sys.stderr.write(f"gouji: {text}\n")
