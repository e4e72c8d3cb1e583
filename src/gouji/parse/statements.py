"""Cuts prose into statements: the smallest stretches that make one claim (`domain/taxonomy.md`).

Sentences end at 。；！？ and before list markers; `clauses` cuts them further. Bare sub-headings
and the lead-ins of lists become the `heading` of what follows; headings that act are statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from gouji.data import load_toml
from gouji.model import Document, SectionRole, Span, Statement
from gouji.parse.clauses import MIN_CLAUSE, clauses, deficits, hide
from gouji.parse.outline import Heading, Outline, Passage
from gouji.text.clauses import opening, without_echoes
from gouji.text.cues import found, table
from gouji.text.fold import fold, squeeze

MAX_HEADING, MAX_LEAD, MAX_SLOGAN = 26, 32, 8
# matches ; and the ,” before an item, and the end of 我局将一是
_EDGE = re.compile(r"[。;:!?,、”)]+|(?<=将)(?=一是)")
# matches the 一是, (二), 3. and 问题一: that open an item; not the 1. of 1.5
_MARKER = re.compile(
    r"""[一二三四五六七八九十]{1,2}(?:是|要)(?!求) | 其[一二三四五六](?=[,、:是])
      | 第[一二三四五六七八九十]{1,2}(?=[,、:]) | (?:首先|其次|再次|再者|最后)(?=[,是要])
      | (?:问题|不足|短板|措施|对策)[一二三四五六七八九十\d]{1,2}[:、.,]
      | (?<![,、])(?: [(][一二三四五六七八九十\d]{1,3}[)] | \d{1,2}(?:、|\.(?!\d)|[)]) | [①-⑳]
          | [一二三四五六七八九十]{1,3}、 )""",
    re.VERBOSE,
)
# matches 一是, (一), 1. and 首先; not 二是 or 十一、
_FIRST = re.compile(r"[(第其]?(?:一|1(?!\d)|①|首)")
# matches 问题一: and 措施2、, which say what the item is; not 一是
_NAMED = re.compile(r"(?:问题|不足|短板|措施|对策)")
_WORD = re.compile(r"[一-鿿]")
_OUTSIDE = " \t\n\r\xa0\u3000,，;；:：。、!！?？·.．…"
_QUOTES = ("“”", "《》", "（）", "()")


class _Piece(NamedTuple):
    """A sentence of a squeezed passage, without its marker and what ends it.

    It `labels` where it only names what follows (改进措施:), and `announces` also a list to come.
    """

    start: int
    words: str
    hidden: str
    marker: str | None
    stop: str
    labels: bool
    announces: bool


@dataclass(slots=True)
class _Splitter:
    """Walks the passages of one document and keeps group, item and heading.

    `heading` is the bare sub-heading above, `lead` the sentence that announced the current list
    (`fresh` while nothing has followed it), `listed` the one its items go back to and `said` the
    last sentence;
    `open` holds while what follows belongs to the current group, `titled` while the acting
    sub-heading that began the group still waits for its paragraph.
    """

    text: str
    titles: dict[int, Heading]
    made: list[Statement] = field(default_factory=list)
    section: SectionRole | None = None
    group: int = -1
    marker: str | None = None
    heading: str | None = None
    lead: str | None = None
    listed: str | None = None
    said: str = ""
    fresh: bool = False
    open: bool = False
    titled: bool = False

    def passage(self, passage: Passage) -> None:
        """Add the statements of one passage."""
        if passage.section != self.section:
            self.section, self.heading, self.lead, self.marker = passage.section, None, None, None
            self.listed, self.said = None, ""
            self.open = self.titled = False
        begin = passage.span.start
        if title := self.titles.get(begin):
            self._title(title)
            begin = title.span.end
        self.open = self.open and (self.titled or bool(_NAMED.match(self.marker or "")))
        text, index = _squeeze(self.text, Span(begin, passage.span.end))
        pieces = [piece for piece in _pieces(text) if _WORD.search(piece.words)]
        if pieces and not (pieces[0].marker or self.fresh or self.open):
            self.lead = None
        turn = _turn(pieces)
        for at, piece in enumerate(pieces):
            self.open = self.open and at != turn
            self._piece(piece, pieces[at + 1] if at + 1 < len(pieces) else None, index)
        self.titled = self.titled and not pieces

    def _title(self, title: Heading) -> None:
        """Take a sub-heading: as context if it is bare, else as a statement that heads a group."""
        self.open = self.titled = not _is_bare(squeeze(title.title))
        if self.open:
            self.group += 1
            self.marker = fold(title.number or "") or None
            if self.marker and _FIRST.match(self.marker):
                self.listed = self.said if _opens_list(fold(self.said), self.marker) else None
            self.lead = self.listed
            span = Span(title.span.end - len(title.title), title.span.end)
            words, index = _squeeze(self.text, span)
            self._claims(words, hide(words), index, heads=True)
        else:
            self.heading, self.lead = title.span.of(self.text).strip(), None
            self.listed, self.said = None, ""

    def _piece(self, piece: _Piece, following: _Piece | None, index: Sequence[int]) -> None:
        words, marker, listing = piece.words, piece.marker, following and following.marker
        announces = piece.announces or (not marker and _opens_list(words, listing))
        inside = self.open and piece.labels and bool(following and not listing)
        if not inside and (marker or announces or not self.open):
            self.group += 1
            self._context(piece)
        self.open = inside or (not announces and bool(self.marker or self.titled))
        explained = following and not (listing or following.announces) and piece.stop != ";"
        heads = bool(marker and explained and len(words) <= MAX_HEADING)
        if not piece.labels:
            self._claims(words, piece.hidden, index[piece.start :], heads=heads)
        self.fresh = announces
        last = index[piece.start + len(words) - 1]
        self.said = self.text[index[piece.start] : last + 1].strip()
        if announces:
            self.lead = self.said

    def _claims(self, words: str, hidden: str, index: Sequence[int], *, heads: bool) -> None:
        """Add the statements of a sentence; where one `heads` others, its slogans are not cut."""
        parts = list(clauses(words, hidden))
        slogans = all(end - start <= MAX_SLOGAN for start, end in parts)
        if heads and slogans and len(deficits(words)) < 2:
            parts = [(0, len(words))]
        role: Literal["heading", "body"] = "heading" if heads and len(parts) == 1 else "body"
        for start, end in parts:
            self._add(index[start], index[end - 1] + 1, role)

    def _context(self, piece: _Piece) -> None:
        """Set what `lead` the group that `piece` begins stands under."""
        if piece.marker and _NAMED.match(piece.marker):
            self.lead = self.listed = piece.marker.rstrip(":、.,")
        elif piece.marker and not _FIRST.match(piece.marker):
            self.lead = self.listed
        elif piece.marker:
            self.listed = self.lead
        elif self.marker or table("clauses", "resume").opens(piece.words):
            self.lead = None
        self.marker = piece.marker

    def _add(self, start: int, end: int, role: Literal["heading", "body"]) -> None:
        """Add a statement less the punctuation and unpaired quotes at its ends."""
        words = self.text[start:end]
        odd = (pair for pair in _QUOTES if words.count(pair[0]) != words.count(pair[1]))
        kept = words.strip(_OUTSIDE + "".join(odd))
        if _WORD.search(kept) and not _instruction().fullmatch(fold(kept)):
            start += words.index(kept)
            place = (self.section, self.lead or self.heading, self.group, self.marker, role)
            span = Span(start, start + len(kept))
            self.made.append(Statement(len(self.made), span, kept, *place))


@cache
def _instruction() -> re.Pattern[str]:
    """Return what the blank form asks for in brackets, which claims nothing."""
    return re.compile("|".join(load_toml("residue.toml")["instruction"]["patterns"]))


def split(doc: Document, outline: Outline, passages: tuple[Passage, ...]) -> tuple[Statement, ...]:
    """Return the statements of all `passages` in order; they never overlap."""
    walk = _Splitter(doc.text, {heading.span.start: heading for heading in outline.headings})
    for passage in passages:
        walk.passage(passage)
    return tuple(walk.made)


def _squeeze(text: str, span: Span) -> tuple[str, Sequence[int]]:
    """Return the folded stretch without white space, and each character's place in `text`."""
    folded = fold(text[span.start : span.end])
    squeezed = "".join(folded.split())
    if len(squeezed) == len(folded):
        return squeezed, range(span.start, span.end)
    return squeezed, [at for at, char in enumerate(folded, span.start) if not char.isspace()]


def _is_bare(title: str) -> bool:
    """Tell whether a sub-heading only names a subject."""
    if deficits(table("clauses", "title_word").mask(without_echoes(title)[0])):
        return False
    if table("clauses", "bare_heading").found(title):
        return not table("clauses", "acting_heading").opens(title)
    announces = table("clauses", "announce").found(title + ":")
    names = announces or table("clauses", "noun_heading").found(title)
    return names and not opening(title)[1]


def _turn(pieces: list[_Piece]) -> int | None:
    """Return the piece after the last item that turns to all items (下一步，…), if one does.

    Where an earlier item has such a sentence of its own, so has the last.
    """
    marked = [at for at, piece in enumerate(pieces) if piece.marker]
    if not marked:
        return None
    turns = table("clauses", "resume")
    unmarked = ((at, p) for at, p in enumerate(pieces) if not p.marker and at > marked[0])
    resumed = next((at for at, p in unmarked if p.labels or turns.opens(p.words)), 0)
    return resumed if resumed > marked[-1] else None


def _opens_list(words: str, marker: str | None) -> bool:
    """Tell whether a sentence on problems or remedies stands right before a first item."""
    if not (marker and _FIRST.match(marker)):
        return False
    return bool(found("attributes", words, "head_problem", "head_planned", "head_taken"))


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the sentences and list items of squeezed text, also both sides of a lead-in's colon."""
    hidden = hide(text)
    begin, marker = 0, None
    for end, resume, stop, following in _boundaries(hidden):
        colon = hidden.find(":", begin + 1, max(begin, end - MIN_CLAUSE))
        titled = marker and colon - begin <= MAX_HEADING
        if colon > 0 and (titled or table("clauses", "announce").found(hidden[begin : colon + 1])):
            yield _a_piece(text, hidden, slice(begin, colon), marker, ":")
            begin, marker = colon + 1, None
        if end > begin:
            yield _a_piece(text, hidden, slice(begin, end), marker, stop)
            marker = None
        begin, marker = resume, following or marker


def _a_piece(text: str, hidden: str, part: slice, marker: str | None, stop: str) -> _Piece:
    words = text[part]
    short = not marker and len(words) <= MAX_HEADING
    labels = short and table("clauses", "label").opens(words.rstrip(":"))
    said = words[-MAX_LEAD:] + (":" if stop == ":" else "")
    announces = labels or table("clauses", "announce").found(said)
    return _Piece(part.start, words, hidden[part], marker, stop, labels, announces)


def _boundaries(hidden: str) -> Iterator[tuple[int, int, str, str | None]]:
    """Yield where a piece ends and the next begins, what ends it, and the next one's marker."""
    if marker := _MARKER.match(hidden):
        yield 0, marker.end(), "", marker[0]
    for edge in _EDGE.finditer(hidden):
        marker = _MARKER.match(hidden, edge.end())
        stop = next((char for char in edge[0] if char in "。;!?"), edge[0][:1] if marker else None)
        if stop is not None:
            yield edge.start(), marker.end() if marker else edge.end(), stop, marker and marker[0]
    yield len(hidden), len(hidden), hidden[-1:], None
