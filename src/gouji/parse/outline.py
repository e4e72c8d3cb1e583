"""The plan of a report: title, the six sections, sub-headings, and the stretches of prose.

Sections take the text up to the next heading of their rank, also one outside the six (收费及减免);
annexes (统计表, a second report) belong to none. A section whose heading is lost is absent, except
the overview, which then starts where the prose starts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, starmap

from gouji.data import load_toml
from gouji.model import Document, Section, SectionRole, Span, Table
from gouji.parse.headings import ROLES, Candidate, Compact, compact, cue, ordinal, pattern, titles
from gouji.parse.headings import sections as find_sections
from gouji.parse.place import units
from gouji.parse.titles import find_title, is_furniture, next_report, preamble_end
from gouji.text.fold import fold, squeeze

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
# what is left of a line's end on a page of one line: the space of 落实到位。 一是, and that before
# the date at the very end; not that of 2022 年
_SEAM = re.compile(r"(?<=[。;:!?])[ ]+(?![A-Za-z_])|[ ]+(?=(?:20|二)\S{2,9}日\s*\Z)")
_HAN = re.compile(r"[一-鿿]")


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
    """Return the plan of `doc`, of the first report where it holds two; what is lost is absent."""
    c = compact(doc.text)
    end = next_report(doc.text, c) or len(doc.text)
    c = c if end == len(doc.text) else compact(doc.text[:end])
    chosen = find_sections(c)
    title = find_title(c, chosen[0].start if chosen else None)
    closers = {c.index[at]: kind for at, kind in _closers(c, chosen)}
    stops = sorted([*(c.index[x.start] for x in chosen), *closers, end])
    found = [_section(doc.text, c, candidate, stops) for candidate in chosen]
    if len(found) > 1 and found[0].role != "overview":
        found[:0] = _bare_overview(doc.text, title, chosen[0], found[0].span.start)
    annex = min((at for at, kind in closers.items() if kind == "annex"), default=end)
    annexes = (Span(annex, len(doc.text)),) if annex < len(doc.text) else ()
    return Outline(title, tuple(found), tuple(_headings(doc, title, found)), annexes)


def _section(text: str, c: Compact, candidate: Candidate, stops: Sequence[int]) -> Section:
    heading, title = c.span(candidate.start, candidate.end), c.index[candidate.title]
    return Section(
        Span(heading.start, stops[bisect_right(stops, heading.start)]),
        heading,
        _unpointed(text[heading.start : title]) or None,
        "".join(text[title : heading.end].split()).rstrip("。.:：；;"),
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
    topic, annex = (pattern(entry["pattern"]) for entry in load_toml("sections.toml")["outside"])
    starts = [candidate.start for candidate in chosen]
    for here, stop in pairwise(sorted(c.gaps)):
        nth = bisect_right(starts, here)
        if nth == 0 or here in starts:
            continue
        (style, value, title), above, below = ordinal(c.text, here), chosen[nth - 1], chosen[nth:]
        if not below and (annex.match(c.text, here) or (style and annex.match(c.text, title))):
            yield here, "annex"
        elif style and style == above.style and stop - title <= 30:
            words = c.text[title:stop]
            again = pattern(titles()[ROLES[above.role]]["pattern"]).fullmatch(words)
            named = (
                re.fullmatch(r"[一-鿿、]{4,}", words) and not cue("rows").match(words) and not again
            )
            next_number = above.value and value == above.value + 1 and here in c.breaks
            room = stop in c.breaks and (not below or (below[0].value or 0) > (value or 0))
            if topic.fullmatch(words) or (named and next_number and room):
                yield here, "topic"


def _headings(doc: Document, title: Span | None, found: Sequence[Section]) -> Iterator[Heading]:
    """Yield the sub-headings of prose in order, their depth told by the order of the styles."""
    text = fold(doc.text)
    hidden = [*(section.heading for section in found), *_layout_tables(doc)]
    stack: list[str | None] = [None]
    current: Section | None = None
    for span, title_at in sorted([*_numbered(text), *_plain(text, found)]):
        if span.start < (title.end if title else 0) or any(map(span.overlaps, hidden)):
            continue
        number = _unpointed(doc.text[span.start : title_at]) or None
        section = next((s for s in found if s.span.covers(span)), None)
        if section is not current or section is None:
            top = section.number if section else number
            stack, current = [ordinal(fold(top or ""))[0]], section
        style = ordinal(fold(number))[0] if number else "plain"
        stack = [*stack[: stack.index(style) if style in stack else None], style]
        yield Heading(span, number, doc.text[title_at : span.end].strip(), len(stack))


def _numbered(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the numbered sub-headings of folded `text`, each with where its title begins."""
    aspect = cue("subheading", "aspect")
    for found in _NUMBERED.finditer(text):
        start = found.start("title")
        known = aspect.match(text, start)
        end = known.end() if known else found.end("title")
        title, stands = text[start:end], text[end : end + 1] in "。:\n\t"
        other = _COUNT.search(title) or cue("rows").match(title) or len(title) > 32 or "|" in title
        if not other and (known or stands or len(title) >= 4):
            yield Span(found.start(), end), start


def _plain(text: str, found: Sequence[Section]) -> Iterator[tuple[Span, int]]:
    """Yield the sub-headings without a number: short lines that end like a heading."""
    wanted = cue("subheading", "plain")
    bodies = [s.body for s in found if s.role in ("overview", "problems", "other")]
    for line in _lines(text, found):
        words = line.of(text).strip()
        if 4 <= len(words) <= 30 and wanted.fullmatch(words):
            start = text.index(words, line.start)
            if any(body.start <= start < body.end for body in bodies):
                yield Span(start, start + len(words.rstrip(":"))), start


def _lines(text: str, found: Sequence[Section]) -> Iterator[Span]:
    """Yield the lines of words of folded `text`; one with several sections lost ends it had."""
    starts = [section.heading.start for section in found]
    for line in _line().finditer(text):
        start, end = line.span()
        if not _HAN.search(text, start, end):
            continue
        inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
        if len(inside) < 2:
            yield Span(start, end)
            continue
        seams = [section.heading.end for section in inside]
        seams += [seam.end() for seam in _SEAM.finditer(text, start, end)]
        yield from starmap(Span, pairwise([start, *sorted(seams), end]))


@cache
def _line() -> re.Pattern[str]:
    """Return what matches a line, and the next one where a count goes on in it.

    It matches 电话咨询10(line end)6 人次 as one; not 序号 1(line end)2023年.
    """
    goes_on = rf"\d[\d ]{{0,6}}(?:{units()})|(?:{units()})[,、;。]"
    return re.compile(rf"[^\n\t]+(?:(?<=\d)\n(?={goes_on})[^\n\t]+)*")


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
    hidden = [Span(0, outline.title.end if outline.title else 0), *outline.annexes]
    hidden += [*_layout_tables(doc), *(section.heading for section in outline.sections)]
    hidden += [table.span for table in tables]
    tops = sorted({place for s in outline.sections for place in (s.span.start, s.span.end)})
    heads = [heading.span.start for heading in outline.headings]
    made = []
    tails = (heading.span.end for heading in outline.headings)
    cuts = {*heads, *tops, *(tail for tail in tails if doc.text[tail : tail + 1].isspace())}
    for span in _pieces(doc.text, _lines(fold(doc.text), outline.sections), hidden, cuts):
        section = next((s for s in outline.sections if s.span.covers(span)), None)
        nearest = bisect_right(heads, span.start) - 1
        zone = bisect_right(tops, span.start)
        near = nearest >= 0 and bisect_right(tops, heads[nearest]) == zone
        heading = outline.headings[nearest].span.of(doc.text) if near else None
        made.append(Passage(span, section.role if section else None, heading))
    return tuple(made)


def _pieces(
    text: str, lines: Iterable[Span], hidden: Sequence[Span], cuts: Iterable[int]
) -> Iterator[Span]:
    """Yield the non-blank stretches of each line outside `hidden`, divided at `cuts`."""
    places = sorted({*cuts, *(place for span in hidden for place in (span.start, span.end))})
    for line in lines:
        inside = places[bisect_right(places, line.start) : bisect_left(places, line.end)]
        for start, end in pairwise([line.start, *inside, line.end]):
            words = text[start:end]
            if not _HAN.search(words) or any(s.start <= start < s.end for s in hidden):
                continue
            if len(words) >= MAX_FURNITURE or not is_furniture(squeeze(words)):
                first = end - len(words.lstrip())
                yield Span(first, first + len(words.strip()))
