"""The plan of a report: title, the six sections, sub-headings, and the stretches of prose.

Sections take the text up to the next heading of their rank, also one outside the six (收费及减免);
annexes (统计表) belong to none. A section whose heading is lost is absent, except the overview,
which then starts where the prose starts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gouji.data import load_toml
from gouji.model import Document, Section, SectionRole, Span, Table
from gouji.parse.headings import (
    ROLES,
    Candidate,
    Compact,
    compact,
    ordinal,
    pattern,
    role_titles,
    sections,
)
from gouji.parse.titles import find_title, is_furniture, preamble_end
from gouji.text.fold import fold

MIN_OVERVIEW = 20
MAX_CELL = 80
MAX_FURNITURE = 120
# (一)完善制度。 · 1.门户网站 在首页… · 一、强化领导 — but not 1.5万 or (一)全年收到申请3件
_NUMBERED = re.compile(
    r"""(?:^|(?<=[\n\t 。;!?:”)]))
        (?P<number>[(][一二三四五六七八九十]{1,3}[)][、.]?|[一二三四五六七八九十]{1,3}、
          |\d{1,2}(?:、|\.(?!\d))|[(]\d{1,2}[)]|[①-⑳])[ ]*
        (?P<title>[^\s。;:]{2,40}?)(?=[。:\s]|\Z|一是|(?<=[一-鿿])20\d\d年|[(][一二\d][)])""",
    re.VERBOSE,
)
_COUNT = re.compile(r"(?<!\d)(?!20\d\d年)\d[\d.]*[一-鿿%]")
_LINE = re.compile(r"[^\n\t]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the sections (depth 2 …) or beside them (depth 1)."""

    span: Span
    number: str | None
    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of prose; `heading` is the nearest sub-heading above or at its beginning."""

    span: Span
    section: SectionRole | None
    heading: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """Where things stand in a report; `annexes` hold tables and lists, no prose."""

    title: Span | None
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    annexes: tuple[Span, ...] = ()


def outline(doc: Document) -> Outline:
    """Return the plan of `doc`; parts that are not found are absent."""
    c = compact(doc.text)
    chosen = sections(c)
    title = find_title(c, chosen[0].start if chosen else None)
    closers = sorted(_closers(c, chosen))
    found = tuple(_sections(doc, c, chosen, [start for start, _ in closers]))
    if len(found) > 1 and found[0].role != "overview":
        found = (*_bare_overview(doc.text, title, chosen[0], found[0].span.start), *found)
    starts = sorted({section.span.start for section in found} | {len(doc.text)})
    annexes = tuple(
        Span(c.index[at], starts[bisect_right(starts, c.index[at])])
        for at, kind in closers
        if kind == "annex"
    )
    return Outline(title, found, tuple(_headings(doc, title, found)), annexes)


def _sections(
    doc: Document, c: Compact, chosen: Iterable[Candidate], closers: Iterable[int]
) -> Iterator[Section]:
    chosen = tuple(chosen)
    ends = sorted([*(c.index[at] for at in closers), *(c.index[x.start] for x in chosen)])
    for candidate in chosen:
        start, title = c.index[candidate.start], c.index[candidate.title]
        following = bisect_right(ends, start)
        end = ends[following] if following < len(ends) else len(doc.text)
        words = "".join(doc.text[title : c.index[candidate.end - 1] + 1].split())
        yield Section(
            Span(start, end),
            c.span(candidate.start, candidate.end),
            _unpointed(doc.text[start:title]) or None,
            words.rstrip("。.:：；;"),
            ROLES[candidate.role],
        )


def _unpointed(number: str) -> str:
    """Return a printed ordinal without its closing punctuation, in whichever width."""
    return "".join(number.split()).rstrip("、．.，,：:·")


def _bare_overview(text: str, title: Span | None, first: Candidate, end: int) -> Iterator[Section]:
    """Yield the overview whose heading is missing, where prose stands before the first heading."""
    start = preamble_end(text, title.end if title else 0, end)
    needed = 3 * MIN_OVERVIEW if first.value == 1 else MIN_OVERVIEW
    if len("".join(text[start:end].split())) >= needed:
        yield Section(Span(start, end), Span(start, start), None, "", "overview")


def _closers(c: Compact, chosen: tuple[Candidate, ...]) -> Iterator[tuple[int, str]]:
    """Yield where a heading outside the six ends the section before it, and its kind."""
    starts = [candidate.start for candidate in chosen]
    stops = sorted(c.gaps)
    for here in stops:
        above = bisect_right(starts, here) - 1
        if above < 0 or here >= len(c.text) or here in starts:
            continue
        stop = stops[bisect_right(stops, here)]
        below = chosen[above + 1] if above + 1 < len(chosen) else None
        kind = _outside(c, here, stop, chosen[above], below)
        if kind:
            yield here, kind


def _outside(
    c: Compact, here: int, stop: int, above: Candidate, below: Candidate | None
) -> str | None:
    style, value, title = ordinal(c.text, here)
    topic, annex = _outside_patterns()
    if below is None and (annex.match(c.text, here) or (style and annex.match(c.text, title))):
        return "annex"
    if style is None or style != above.style or stop - title > 30:
        return None
    words = c.text[title:stop]
    if topic.fullmatch(words):
        return "topic"
    alone = here in c.breaks and stop in c.breaks
    next_number = value is not None and above.value is not None and value == above.value + 1
    room = below is None or (below.value or 0) > (value or 0)
    named = re.fullmatch(r"[一-鿿、]{4,}", words) and not _is_row(words)
    again = role_titles()[above.role].pattern.fullmatch(words)
    return "topic" if alone and next_number and room and named and not again else None


@cache
def _outside_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kinds = {
        item["kind"]: pattern(item["pattern"]) for item in load_toml("sections.toml")["outside"]
    }
    return kinds["topic"], kinds["annex"]


def _is_row(words: str) -> bool:
    labels = load_toml("sections.toml")["rows"]["labels"]
    return any(words == label or (len(label) > 2 and words.startswith(label)) for label in labels)


def _headings(doc: Document, title: Span | None, found: tuple[Section, ...]) -> Iterator[Heading]:
    """Yield the sub-headings of prose in order, their depth told by the order of the styles."""
    text = fold(doc.text)
    hidden = [section.heading for section in found] + list(_layout_tables(doc))
    begin = title.end if title else 0
    stack: list[str | None] = [None]
    current: Section | None = None
    for span, title_at in sorted([*_numbered(text), *_plain(text, found)]):
        if span.start < begin or any(span.overlaps(other) for other in hidden):
            continue
        number = _unpointed(doc.text[span.start : title_at]) or None
        section = next((s for s in found if s.span.covers(span)), None)
        if section is not current or section is None:
            top = section.number if section else number
            stack, current = [ordinal(fold(top or ""))[0]], section
        style = ordinal(fold(number))[0] if number else "plain"
        depth = stack.index(style) if style in stack else len(stack)
        stack = [*stack[:depth], style]
        yield Heading(span, number, doc.text[title_at : span.end].strip(), depth + 1)


def _numbered(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the numbered sub-headings of folded `text`, each with where its title begins."""
    aspect = pattern(load_toml("sections.toml")["subheading"]["aspect"])
    for found in _NUMBERED.finditer(text):
        known = aspect.match(text, found.start("title"))
        end = known.end() if known else found.end("title")
        title = text[found.start("title") : end]
        stands = end == len(text) or text[end] in "。:\n\t"
        if _COUNT.search(title) or _is_row(title) or len(title) > 32 or "|" in title:
            continue
        if known or stands or len(title) >= 4:
            yield Span(found.start(), end), found.start("title")


def _plain(text: str, found: tuple[Section, ...]) -> Iterator[tuple[Span, int]]:
    """Yield the sub-headings without a number: short lines that end like a heading."""
    wanted = pattern(load_toml("sections.toml")["subheading"]["plain"])
    for section in found:
        if section.role not in ("overview", "problems", "other"):
            continue
        for line in _LINE.finditer(text, section.heading.end, section.span.end):
            words = line[0].strip()
            if 4 <= len(words) <= 30 and wanted.fullmatch(words):
                start = line.start() + line[0].index(words)
                yield Span(start, start + len(words.rstrip(":"))), start


def _layout_tables(doc: Document) -> Iterator[Span]:
    """Yield the tables of the document that hold no prose in any cell."""
    for block in doc.blocks:
        cells = re.split(r"[\n\t]", block.span.of(doc.text))
        if block.kind == "table" and max(map(len, cells)) < MAX_CELL:
            yield block.span


def passages(doc: Document, outline: Outline, tables: tuple[Table, ...]) -> tuple[Passage, ...]:
    """Return the narrative: what stands outside title, section headings, tables and annexes.

    A passage never crosses a line, a section or a sub-heading; one that stands alone is a passage.
    """
    begin = outline.title.end if outline.title else 0
    hidden = [Span(0, begin), *outline.annexes, *_layout_tables(doc)]
    hidden += [section.heading for section in outline.sections]
    hidden += [table.span for table in tables]
    tops = sorted({place for s in outline.sections for place in (s.span.start, s.span.end)})
    cuts = sorted({heading.span.start for heading in outline.headings} | set(tops))
    heads = [heading.span.start for heading in outline.headings]
    made = []
    for span in _pieces(doc.text, sorted(hidden), cuts):
        section = next((s for s in outline.sections if s.span.covers(span)), None)
        nearest = bisect_right(heads, span.start) - 1
        zone = bisect_right(tops, span.start)
        near = nearest >= 0 and bisect_right(tops, heads[nearest]) == zone
        heading = outline.headings[nearest].span.of(doc.text) if near else None
        made.append(Passage(span, section.role if section else None, heading))
    return tuple(made)


def _pieces(text: str, hidden: list[Span], cuts: list[int]) -> Iterator[Span]:
    """Yield the non-blank stretches of each line outside `hidden`, divided at `cuts`."""
    for line in _LINE.finditer(text):
        if len(line[0]) < MAX_FURNITURE and is_furniture("".join(fold(line[0]).split())):
            continue
        inside = [place for place in cuts if line.start() < place < line.end()]
        edges = [span for span in hidden if span.start < line.end() and span.end > line.start()]
        points = {line.start(), line.end(), *inside}
        points |= {p for s in edges for p in (s.start, s.end) if line.start() < p < line.end()}
        for start, end in pairwise(sorted(points)):
            words = text[start:end]
            kept = re.search(r"[一-鿿]", words) is not None
            if kept and not any(s.start <= start < s.end for s in edges):
                first = start + len(words) - len(words.lstrip())
                yield Span(first, first + len(words.strip()))
