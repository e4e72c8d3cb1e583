"""Measure gouji in ratios: its readers to the libraries below them, its stages to one jieba pass.

Both sides of a ratio are timed in the same run on the same generated reports, turn by turn, so that
a busy machine slows both; each figure is the median of the repeats. References: for HTML
`lxml.html.document_fromstring`, for DOCX python-docx `Document`, for PDF pypdfium2's text of all
pages plus pdfplumber's `extract_tables` on those that hold a table, for the stages `jieba.lcut`
with a warm dictionary over the paragraphs of the same reports. Needs the `test` extra, and jieba.
"""

from __future__ import annotations

import gc
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from io import BytesIO
from statistics import median
from typing import Annotated, Any
from unittest.mock import patch

import docx
import pdfplumber
import pypdfium2
import typer
from lxml import html

import generator
from gouji.audit import audit_bytes
from gouji.read import read_bytes

STAGES = {
    "read": "gouji.audit.read_bytes",
    "parse: outline": "gouji.parse.outline",
    "parse: tables": "gouji.parse.recognise",
    "parse: statements": "gouji.parse.split",
    "parse: quantities": "gouji.parse.quantities",
    "parse: claims": "gouji.parse.claims",
    "classify": "gouji.audit.classify_report",
    "reconcile": "gouji.audit.reconcile",
    "rules": "gouji.audit.run",
    "summary": "gouji.audit.summarise",
}
"""The functions that make up an audit, where it calls them; what is left over is `other`."""

PAGES = ("tsv", "html")
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Line:
    """One ratio; times are milliseconds a report."""

    name: str
    ours: float
    reference: float
    ratio: float


def readers(reports: Sequence[generator.Generated], repeats: int) -> Iterator[Line]:
    """Yield the cost of reading each format over that of its library."""
    for layout, load in (("html", html.document_fromstring), ("docx", _load_docx)):
        files = [made.print(layout) for made in reports]
        ours, reference = _medians(repeats, _reads(files), _each(load, files))
        yield _line(layout, ours, reference, len(files))
    files = [made.print("pdf") for made in reports]
    ruled = [_ruled(data) for data in files]
    ours, reference = _medians(repeats, _reads(files), lambda: list(map(_load_pdf, files, ruled)))
    yield _line("pdf", ours, reference, len(files))


def stages(reports: Sequence[generator.Generated], repeats: int, layout: str) -> Iterator[Line]:
    """Yield the cost of each stage of an audit over that of one pass of jieba."""
    jieba: Any = import_module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    files = [made.print(layout) for made in reports]
    docs = [read_bytes(data, uri="report") for data in files]
    prose = [
        "\n".join(block.span.of(doc.text) for block in doc.blocks if block.kind == "paragraph")
        for doc in docs
    ]
    clocks: list[dict[str, float]] = []

    def audits() -> None:
        with _clocked() as clock:
            for data in files:
                audit_bytes(data, uri="report")
        clocks.append(clock)

    whole, reference = _medians(repeats, audits, _each(jieba.lcut, prose))
    spent = {name: median(clock[name] for clock in clocks[1:]) for name in STAGES}
    spent["other"] = max(0.0, whole - sum(spent.values()))
    for name, seconds in {**spent, "audit": whole}.items():
        yield _line(name, seconds, reference, len(files))


def _line(name: str, ours: float, reference: float, count: int) -> Line:
    return Line(name, 1000 * ours / count, 1000 * reference / count, ours / reference)


def _medians(repeats: int, *works: Work) -> list[float]:
    """Return the median seconds of each work, done in turn; the first turn warms up.

    What the benchmark itself keeps is hidden from the garbage collector, as a run has none of it.
    """
    gc.collect()
    gc.freeze()
    spent: list[list[float]] = [[] for _ in works]
    for turn in range(repeats + 1):
        for at, work in enumerate(works):
            begun = time.perf_counter()
            work()
            spent[at] += [time.perf_counter() - begun] if turn else []
    return [median(each) for each in spent]


def _each(load: Callable[[Any], object], files: Sequence[Any]) -> Work:
    return lambda: [load(data) for data in files]


def _reads(files: Sequence[bytes]) -> Work:
    return _each(lambda data: read_bytes(data, uri="report"), files)


def _load_docx(data: bytes) -> object:
    return docx.Document(BytesIO(data))


def _load_pdf(data: bytes, ruled: Sequence[int]) -> None:
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        for page in pdf:
            with closing(page.get_textpage()) as text:
                text.get_text_range()
    with pdfplumber.open(BytesIO(data)) as plumbed:
        for number in ruled:
            plumbed.pages[number].extract_tables()


def _ruled(data: bytes) -> list[int]:
    """Return the pages that hold a table."""
    with pdfplumber.open(BytesIO(data)) as plumbed:
        return [number for number, page in enumerate(plumbed.pages) if page.find_tables()]


@contextmanager
def _clocked() -> Iterator[dict[str, float]]:
    """Time the stages of all audits inside."""
    clock: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            begun = time.perf_counter()
            try:
                return stage(*args, **options)
            finally:
                clock[name] += time.perf_counter() - begun

        return run

    with ExitStack() as stack:
        for name, place in STAGES.items():
            module, _, function = place.rpartition(".")
            stage = getattr(import_module(module), function)
            stack.enter_context(patch.object(import_module(module), function, timed(name, stage)))
        yield clock


def main(
    reports: Annotated[int, typer.Option(min=1, help="How many reports.")] = 20,
    repeats: Annotated[int, typer.Option(min=1, help="How often each is timed.")] = 5,
    seed: Annotated[int, typer.Option(help="The first report.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the cost of readers and stages, in milliseconds a report and as ratios."""
    made = [generator.report(seed + number) for number in range(reports)]
    tables = {"readers / their libraries": list(readers(made, repeats))}
    for layout in PAGES:
        try:
            tables[f"audit of {layout} / jieba.lcut"] = list(stages(made, repeats, layout))
        except ModuleNotFoundError as error:
            typer.echo(f"{error}: no stages are timed", err=True)
            break
    if as_json:
        shown = {name: [asdict(line) for line in lines] for name, lines in tables.items()}
        typer.echo(json.dumps(shown, indent=1))
        return
    for name, lines in tables.items():
        typer.echo(f"\n{name:32} ms a report   reference   ratio")
        for line in lines:
            figures = f"{line.ours:11.2f} {line.reference:11.2f} {line.ratio:7.2f}"
            typer.echo(f"  {line.name:30} {figures}")


if __name__ == "__main__":
    typer.run(main)
