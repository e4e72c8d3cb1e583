"""Damage generated reports in every layout and audit them: nothing may crash and nothing may hang.

`soak.py readers` makes each file anew from the seed and its number, audits it in a process of its
own and kills that where it takes longer than the limit. Exits with 1 where anything but a report
or a refusal came out; `--save` keeps the files that did it. `soak.py rules` changes one thing in
consistent reports (`mutations`) instead. Needs what the `test` extra installs.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from io import BytesIO
from math import inf
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from random import Random
from typing import Annotated
from zipfile import ZipFile, ZipInfo

import typer

import generator
import mutations
from gouji.audit import audit_bytes

REPORTS = 40
LIMIT = 4 << 20
MEMORY = 3 << 30
CODECS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-be", "latin-1")
OPENINGS = (
    *("<div>", "<table><tr><td>", "<w:p><w:r>", "<ol><li>", "<a href=x>"),
    *("（", "[", "> ", "**_"),
)
STRANGE = (
    *("\0", "\ufdd0\ufdd3", "\ufdd2\ufdd6", "\u202e", "\u200b", "\x0c", "\r", "\ufffe", "\x1f"),
    *("&#xFDD0;", "<!--", "]]>", '<td colspan="9999" rowspan="0">', "|", "\t", "𠀀", "二〇〇"),
)
_TAG = re.compile(r"<[^<>]*>|\||\t")
_DIGIT = re.compile(r"\d")

Change = Callable[[Random, str], str]
Told = tuple[str, str]
"""The kind of an outcome, and what else there is to say of it."""


def damaged(seed: int, number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of one damaged file, the same for the same arguments."""
    chance = Random(f"{seed} {number}")
    layout = list(generator.LAYOUTS)[number % len(generator.LAYOUTS)]
    data = _printed(seed + number // len(generator.LAYOUTS) % REPORTS, layout)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = _damage(chance, data)[:LIMIT]
    return f"{number}.{generator.LAYOUTS[layout][0]}", data


@cache
def _printed(report: int, layout: str) -> bytes:
    return generator.report(report).print(layout)


def _damage(chance: Random, data: bytes) -> bytes:
    """Change the bytes, the text they spell, or one member of an archive."""
    if not data:
        return data
    if data.startswith(b"PK") and chance.random() < 0.8:
        with suppress(Exception):  # the archive itself may be damaged by now
            return _repacked(chance, data)
    if chance.random() < 0.3:
        return chance.choice(BYTES)(chance, data)
    codec = "latin-1" if data.startswith((b"PK", b"%PDF")) else _codec(data)
    text = chance.choice(TEXT)(chance, data.decode(codec, "replace"))
    if codec != "latin-1" and chance.random() < 0.1:
        codec = chance.choice(CODECS)
    return text.encode(codec, "replace")


def _codec(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _repacked(chance: Random, data: bytes) -> bytes:
    """Damage or drop one member, mostly the body; no time of day gets into the archive."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        names = old.namelist()
        hurt = chance.choice([*names, *["word/document.xml"] * len(names)])
        for name in names:
            member = old.read(name)
            if name != hurt:
                new.writestr(ZipInfo(name), member)
            elif chance.random() < 0.95:
                new.writestr(ZipInfo(name), _damage(chance, member))
    return made.getvalue()


def _flipped(chance: Random, data: bytes) -> bytes:
    hurt = bytearray(data)
    for _ in range(chance.choice((1, 4, 40))):
        hurt[chance.randrange(len(hurt))] = chance.randrange(256)
    return bytes(hurt)


def _cut(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _spliced(chance: Random, data: bytes) -> bytes:
    """Put a stretch of this or another file somewhere else, in place of as much or of nothing."""
    layout = chance.choice(list(generator.LAYOUTS))
    other = chance.choice((data, data, _printed(chance.randrange(REPORTS), layout)))
    start, at, size = (chance.randrange(len(part)) for part in (other, data, other))
    stretch = other[start : start + size // 4]
    return data[:at] + stretch + data[at + chance.choice((0, len(stretch))) :]


def _zeroed(chance: Random, data: bytes) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice((1, 16, 4096))
    return data[:at] + bytes(size) + data[at + size :]


def _rows_dropped(chance: Random, text: str) -> str:
    rows = re.split(r"(?<=\n)|(?=<tr|<w:tr\b|<p>)", text)
    at = chance.randrange(len(rows))
    del rows[at : at + chance.choice((1, 1, 5))]
    return "".join(rows)


def _digits_changed(chance: Random, text: str) -> str:
    rate = chance.choice((0.01, 0.2, 1))
    return _DIGIT.sub(
        lambda found: chance.choice("0123456789") if chance.random() < rate else found[0], text
    )


def _huge(chance: Random, text: str) -> str:
    return _inserted(chance, text, chance.choice("19") * chance.choice((12, 30, 400, 5000)))


def _tags_doubled(chance: Random, text: str) -> str:
    return _tags(chance, text, chance.choice((2, 2, 300)))


def _tags_removed(chance: Random, text: str) -> str:
    return _tags(chance, text, 0)


def _tags(chance: Random, text: str, times: int) -> str:
    places = [found.span() for found in _TAG.finditer(text)]
    for start, end in sorted(chance.sample(places, min(len(places), 3)), reverse=True):
        text = text[:start] + text[start:end] * times + text[end:]
    return text


def _nested(chance: Random, text: str) -> str:
    return _inserted(chance, text, chance.choice(OPENINGS) * chance.choice((3, 60, 300, 4000)))


def _strange(chance: Random, text: str) -> str:
    return _inserted(chance, text, chance.choice(STRANGE) * chance.choice((1, 1, 9)))


def _moved(chance: Random, text: str) -> str:
    a, b, c = sorted(chance.randrange(len(text) + 1) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def _inserted(chance: Random, text: str, what: str) -> str:
    at = chance.randrange(len(text) + 1)
    near = _DIGIT.search(text, at) if chance.random() < 0.5 else None
    at = near.end() if near else at
    return text[:at] + what + text[at:]


BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (_flipped, _cut, _spliced, _zeroed)
TEXT: tuple[Change, ...] = (
    *(_rows_dropped, _digits_changed, _huge, _tags_doubled, _tags_removed),
    *(_nested, _strange, _moved),
)


def audited(seed: int, number: int) -> Told:
    """Audit one damaged file: "read", "refused", "crash" or "rule crash", and the reason."""
    name, data = damaged(seed, number)
    outcomes = audit_bytes(data, uri=name).outcomes
    for code, outcome in outcomes.items():
        if outcome.status == "crash":
            return ("crash" if code == "S001" else "rule crash"), f"{code}\n{outcome.detail}"
    refused = outcomes["S001"].findings if "S001" in outcomes else ()
    return ("refused", refused[0].message.key) if refused else ("read", "")


# ---------------------------------------------------------------- processes


@dataclass(slots=True)
class _Worker:
    """A process that does one task after the other; `deadline` is that of the task at hand."""

    process: SpawnProcess
    pipe: Connection
    number: int | None = None
    deadline: float = inf


def outcomes(
    task: Callable[[int], Told], count: int, *, jobs: int, limit: float
) -> Iterator[tuple[int, Told]]:
    """Yield what `task` tells of each number below `count`: "hang" and "died" among the kinds."""
    todo = iter(range(count))
    busy = [_started(task) for _ in range(min(jobs, count))]
    while busy:
        soonest = min(worker.deadline for worker in busy)
        pause = None if soonest == inf else max(0.0, soonest - time.monotonic())
        ready = wait([worker.pipe for worker in busy], pause)
        for at, worker in enumerate(busy):
            told: Told | None = None
            if worker.pipe in ready:
                try:
                    told = worker.pipe.recv()
                except (EOFError, OSError):
                    worker.process.join()
                    told = "died", f"exit code {worker.process.exitcode}"
            elif worker.deadline < time.monotonic():
                told = "hang", f"more than {limit:g} s"
            else:
                continue
            if told and worker.number is None:
                raise RuntimeError(f"a worker could not start: {told[1]}")
            if told and worker.number is not None:
                yield worker.number, told
            if told and told[0] in ("died", "hang"):
                worker.process.kill()
                busy[at] = _started(task)
                continue
            worker.number = next(todo, None)
            worker.deadline = time.monotonic() + limit
            worker.pipe.send(worker.number)
        busy = [worker for worker in busy if worker.number is not None or worker.deadline == inf]


def _started(task: Callable[[int], Told]) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(task: Callable[[int], Told], pipe: Connection) -> None:
    """Say that it stands ready, then tell of one number after the other until there is none."""
    with suppress(ImportError):  # there is no limit to memory on Windows
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pipe.send(None)
    while (number := pipe.recv()) is not None:
        pipe.send(task(number))


app = typer.Typer(add_completion=False, help=__doc__)


@app.callback()
def soak() -> None:
    """Try gouji on far more than the tests do."""


@app.command()
def readers(
    files: Annotated[int, typer.Option(min=1, help="How many files.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Another seed makes other files.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes.")] = 2,
    limit: Annotated[float, typer.Option(min=0, help="Seconds a file may take.")] = 20,
    save: Annotated[Path | None, typer.Option(help="Folder for the files that failed.")] = None,
) -> None:
    """Audit damaged files of every layout; exit with 1 where one crashed or hung."""
    counts: Counter[str] = Counter()
    begun = time.monotonic()
    for number, (kind, detail) in outcomes(partial(audited, seed), files, jobs=jobs, limit=limit):
        counts[f"refused: {detail}" if kind == "refused" else kind] += 1
        if kind in ("read", "refused"):
            continue
        name, data = damaged(seed, number)
        typer.echo(f"{kind}: --seed {seed}, file {name}\n{detail}", err=True)
        if save is not None:
            save.mkdir(parents=True, exist_ok=True)
            (save / f"{seed}-{name}").write_bytes(data)
    for kind, found in counts.most_common():
        typer.echo(f"{found:7} {kind}")
    typer.echo(f"{files:7} files in {time.monotonic() - begun:.0f} s")
    failed = {"crash", "rule crash", "hang", "died"} & set(counts)
    raise typer.Exit(1 if failed else 0)


@app.command()
def rules(
    count: Annotated[int, typer.Option("--mutations", min=1, help="How many changes.")] = 5_000,
    seed: Annotated[int, typer.Option(help="Another seed makes other changes.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes.")] = 2,
) -> None:
    """Change one thing in consistent reports; exit with 1 where a target is missed."""
    made = mutations.soak_rules(count, seed, jobs)
    typer.echo("\n".join(made.lines()))
    raise typer.Exit(0 if made.reached else 1)


if __name__ == "__main__":
    app()
