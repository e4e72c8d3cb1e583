"""Makes one report from an order: figures, prose, planted faults, truth, and what can be printed.

The same order gives the same report. Where a fault finds no place, other figures are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from .defects import PLANTERS, Unplantable, after, before, damaged
from .draft import Brief, Draft, form_of
from .figures import Figures, figures, hash_of
from .layouts import Printable, as_glued, as_lines, as_markdown, as_spaced, as_tsv, as_txt
from .marks import Piece
from .organs import Organ, an_organ
from .paper import as_pdf
from .problems import choose
from .prose import compose, known_names
from .tables import Grid, dress, tables
from .truth import NoQuoteError, truth
from .webpage import as_html
from .word import as_docx
from .writer import Writer

LAYOUTS: dict[str, tuple[str, Callable[[Printable], bytes]]] = {
    "txt": ("txt", as_txt),
    "tsv": ("txt", as_tsv),
    "lines": ("txt", as_lines),
    "spaced": ("txt", as_spaced),
    "glued": ("txt", as_glued),
    "html": ("html", as_html),
    "docx": ("docx", as_docx),
    "markdown": ("md", as_markdown),
    "pdf": ("pdf", as_pdf),
}
YEARS = tuple(range(2019, 2025))
STYLES = ("plain",) * 8 + ("chinese", "commas", "wide")
ATTEMPTS = 60


@dataclass(frozen=True, slots=True)
class Order:
    """What a report is to be; what is None is drawn.

    `last` are the figures of the year before, `copied` those to be repeated; `prepare` and
    `revise` change the brief and the draft.
    """

    seed: int
    level: str | None = None
    year: int | None = None
    form: str | None = None
    defects: tuple[str, ...] = ()
    organ: Organ | None = None
    last: Figures | None = None
    copied: Figures | None = None
    avoid: frozenset[str] = frozenset()
    prepare: tuple[Callable[[Brief], None], ...] = ()
    revise: tuple[Callable[[Brief, Draft], None], ...] = ()


@dataclass(frozen=True, slots=True)
class Generated:
    """One report: who and when, its prose by section, its truth; `print` gives a file's bytes."""

    seed: int
    organ: Organ
    year: int
    form: str
    texts: Mapping[str, tuple[str, ...]]
    truth: dict[str, Any]
    defects: tuple[str, ...]
    figures: Figures
    draft: Draft = field(repr=False)
    printable: Printable = field(repr=False)
    wordings: frozenset[str] = field(repr=False)
    topics: tuple[str, ...] = ()

    def print(self, layout: str) -> bytes:
        """Return the report as a file in one of `LAYOUTS`."""
        data = LAYOUTS[layout][1](self.printable)
        return damaged(data, layout) if "S001" in self.defects else data

    def suffix(self, layout: str) -> str:
        """Return the suffix of such a file."""
        return LAYOUTS[layout][0]

    @property
    def name(self) -> str:
        """A file name without suffix."""
        return f"{self.seed:05d}_{self.organ.level}_{self.year}"


def make(order: Order) -> Generated:
    """Write the report of an order. Raises Unplantable, and ValueError for unknown codes."""
    unknown = set(order.defects) - set(PLANTERS)
    if unknown:
        raise ValueError(f"no planter for {sorted(unknown)}; known: {sorted(PLANTERS)}")
    failure: Exception | None = None
    for attempt in range(ATTEMPTS):
        rng = Random(f"gouji {order.seed} {attempt}")
        asks = [PLANTERS[code] for code in order.defects]
        level = order.level or next((p.level for p in asks if p.level), None)
        who = order.organ or an_organ(rng, level)
        years = [y for y in YEARS if all(y in p.years for p in asks)]
        when = order.year or rng.choice(years or list(YEARS))
        try:
            return _write(order, rng, who, when)
        except (Unplantable, NoQuoteError) as error:
            failure = error
    raise Unplantable(f"seed {order.seed}, {order.defects}: {failure}")


def _write(order: Order, rng: Random, organ: Organ, year: int) -> Generated:
    due = form_of(year)
    edition = order.form or (form_of(4040 - year) if "S107" in order.defects else due)
    lively = any(PLANTERS[code].lively for code in order.defects)
    made = deepcopy(order.copied) or figures(rng, organ, edition, order.last, lively=lively)
    writer = Writer(rng, made, known_names(year, organ, edition), rng.choice(STYLES))
    writer.avoid = order.avoid
    brief = Brief(rng, organ, year, edition, made, writer)
    brief.topics = choose(brief)
    for prepare in order.prepare:
        prepare(brief)
    for code in order.defects:
        before(code, brief)
    draft = compose(brief)
    if rng.random() < 0.2:
        draft.shape["cut"] = "yes"
    for code in order.defects:
        after(code, brief, draft)
    for revise in order.revise:
        revise(brief, draft)
    if writer.spoil:
        raise Unplantable(f"{sorted(writer.spoil[0])} not mentioned")
    if edition != due:
        draft.flag("S107", "the heads of the tables", f"{edition} in a report of {year}")
    dress(draft, rng, rng.choice((writer.style, "plain")))
    return _finish(order, brief, draft)


def _finish(order: Order, brief: Brief, draft: Draft) -> Generated:
    blocks = _blocks(draft)
    text = draft.title.text + "".join(map(_text, blocks))
    organ, year = brief.organ, brief.year
    told = truth(draft, organ, year, brief.form, text)
    if missing := set(order.defects) - {flag["rule"] for flag in told["must_flag"]}:
        raise Unplantable(f"{sorted(missing)} left no trace")
    told |= {"defects": list(order.defects), "seed": order.seed}
    variant = hash_of(organ.name) + year + order.seed
    return Generated(
        seed=order.seed,
        organ=organ,
        year=year,
        form=brief.form,
        texts=_texts(draft),
        truth=told,
        defects=order.defects,
        figures=brief.figures,
        draft=draft,
        printable=Printable(draft.title.text, tuple(blocks), organ.name, year, variant),
        wordings=frozenset(brief.writer.used),
        topics=tuple(brief.topics),
    )


def _texts(draft: Draft) -> dict[str, tuple[str, ...]]:
    def words(pieces: Sequence[Piece]) -> tuple[str, ...]:
        return tuple(piece.text for piece in pieces)

    made = {"title": words([draft.title]), "preamble": words(draft.preamble)}
    return made | {role: words(section.paragraphs) for role, section in draft.sections.items()}


def _text(block: tuple[str, str | Grid]) -> str:
    content = block[1]
    if isinstance(content, str):
        return content
    return "".join(cell.text for row in content for cell in row)


def _blocks(draft: Draft) -> list[tuple[str, str | Grid]]:
    """Return headings, paragraphs and tables in the order of the report."""
    grids = tables(draft)
    blocks: list[tuple[str, str | Grid]] = [("paragraph", p.text) for p in draft.preamble]
    for role, section in draft.sections.items():
        blocks.append(("heading", section.heading))
        blocks += [("paragraph", piece.text) for piece in section.paragraphs]
        if role in grids:
            blocks.append(("table", grids[role]))
    return blocks + [("paragraph", piece.text) for piece in draft.tail]
