"""Build corpora: the PDF of the demo, or invented reports with their truth in every layout.

Without arguments prints `corpora/sources/*.txt` as the PDF files of `corpora/demo`; run it after a
source has changed. With `--out DIR` writes generated reports, each file with a truth file beside
it; the same arguments write the same bytes. Needs reportlab and python-docx (the `test` extra).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

import generator
from generator.paper import BODY, CELL, FONT, TITLE, WIDTH

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
LABELLED = [2, 3, 6, *[1.4] * 7]
Span = tuple[str, tuple[int, int], tuple[int, int]]


def build(source: Path, target: Path) -> None:
    """Print one source as a PDF, the same bytes each time."""
    registerFont(UnicodeCIDFont(FONT))
    lines = source.read_text(encoding="utf-8").splitlines()
    story: list[Flowable] = [Paragraph(lines[0], TITLE)]
    for has_cells, group in groupby(lines[1:], key=is_row):
        rows = [line.split("\t") for line in group]
        story += [a_table(rows)] if has_cells else [Paragraph(row[0], BODY) for row in rows]
    page = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        title=lines[0],
        invariant=1,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
    )
    page.build(story, onFirstPage=page_number, onLaterPages=page_number)


def is_row(line: str) -> bool:
    """Tell whether a line of a source is a table row (a lone cell is the name of a block)."""
    return "\t" in line or line.startswith("第二十条")


def a_table(rows: list[list[str]]) -> Table:
    """Draw rows of cells with all borders, an empty cell merged into its neighbour."""
    width = max(map(len, rows))
    grid = [row + [""] * (width - len(row)) for row in rows]
    cells = [[Paragraph(text, CELL) for text in row] for row in grid]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    parts = LABELLED if width == len(LABELLED) else [1] * width
    columns = [WIDTH * part / sum(parts) for part in parts]
    return Table(cells, colWidths=columns, style=[*style, *merged(grid)])


def merged(grid: list[list[str]]) -> list[Span]:
    """Return reportlab's spans: an empty cell joins its left neighbour, at the ends the upper."""
    corner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            starts = not any(row[: c + 1])
            ends = c == len(row) - 1 and bool(row[c - 1])
            at = (r - 1, c) if starts or ends else (r, c - 1)
            corner[r, c] = (r, c) if text else corner[at]
    last = {first: place for place, first in corner.items()}
    return [("SPAN", (c, r), (c2, r2)) for (r, c), (r2, c2) in last.items() if (r, c) != (r2, c2)]


def page_number(canvas: Canvas, page: SimpleDocTemplate) -> None:
    """Print the page number the way an office does."""
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, f"- {page.page} -")


def build_demo() -> None:
    """Print the sources of the demo corpus."""
    for path in sorted((CORPORA / "sources").glob("*.txt")):
        build(path, CORPORA / "demo" / f"{path.stem}.pdf")


def generate(
    out: Path,
    *,
    reports: int,
    seed: int,
    layouts: Sequence[str],
    years: Sequence[int],
    rate: float = 0.0,
    chains: bool = False,
) -> int:
    """Write invented reports and return how many.

    `rate` is the share of reports with planted faults, one or two each. With `chains` the reports
    are series: one organ after the other, all `years` of each, faults between years among them.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = _series if chains else _single
    count = 0
    for report in made(reports, seed, years, rate):
        generator.write(report, out, layouts)
        count += 1
    return count


def _single(
    reports: int, seed: int, years: Sequence[int], rate: float
) -> list[generator.Generated]:
    made: list[generator.Generated] = []
    for number in range(seed, seed + reports):
        rng = Random(f"faults {number}")
        year = rng.choice(years)
        codes: Sequence[str] = ()
        if rng.random() < rate:
            codes = rng.sample(generator.CODES, rng.choice((1, 1, 2)))
        try:
            made.append(generator.report(number, year=year, defects=codes))
        except generator.Unplantable:  # two faults may exclude each other, or the year
            made.append(generator.report(number, defects=codes[:1]))
    return made


def _series(
    reports: int, seed: int, years: Sequence[int], rate: float
) -> list[generator.Generated]:
    made: list[generator.Generated] = []
    number = seed
    while len(made) < reports:
        rng = Random(f"chains {number}")
        codes = [rng.choice(generator.CHAIN_CODES)] if rng.random() < rate else []
        try:
            made += generator.series(number, years, defects=codes)
        except generator.Unplantable:
            made += generator.series(number, years)
        number += 1
    return made[:reports]


def years_of(text: str) -> list[int]:
    """Return the years of `2019-2024` or `2023`."""
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def layouts_of(text: str) -> list[str]:
    """Return the layouts of a list with commas. Raises ValueError for one unknown."""
    names = text.split(",")
    if unknown := set(names) - set(generator.LAYOUTS):
        raise ValueError(f"unknown layouts: {sorted(unknown)}")
    return names


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, help="folder for generated reports")
    parser.add_argument("--reports", type=int, default=10, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layouts", type=layouts_of, default=[*generator.LAYOUTS])
    parser.add_argument("--years", type=years_of, default=[*generator.YEARS])
    parser.add_argument("--defects", type=float, default=0.0, metavar="RATE")
    parser.add_argument("--series", action="store_true", help="several years of each organ")
    args = parser.parse_args()
    if args.out is None:
        build_demo()
        return
    count = generate(
        args.out,
        reports=args.reports,
        seed=args.seed,
        layouts=args.layouts,
        years=args.years,
        rate=args.defects,
        chains=args.series,
    )
    print(f"{count} reports in {len(args.layouts)} layouts: {args.out}")


if __name__ == "__main__":
    main()
