"""Cuts prose into statements: the smallest stretches that make one claim (`domain/taxonomy.md`).

Sentences end at 。；！？ and before list markers; `clauses` cuts them further. Bare sub-headings
and the lead-ins of lists become the `heading` of what follows; headings that act are statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.model import Document, SectionRole, Span, Statement
from gouji.parse.clauses import MIN_CLAUSE, clauses, deficit, hide
from gouji.parse.outline import Heading, Outline, Passage
from gouji.text.clauses import opening, without_echoes
from gouji.text.cues import found, table
from gouji.text.fold import fold

MAX_HEADING = 26
# matches 。 and the 一是, (二), 3. that open an item; not the 一是 of 统一是 or the 1. of 1.5
_BOUNDARY = re.compile(
    r"""(?P<stop>[。;!?]+)
      | (?<![^。;:!?,、”)])(?P<marker>
            [一二三四五六七八九十]{1,2}(?:是|要)(?!求) | 其[一二三四五六](?=[,、:是])
          | 第[一二三四五六七八九十]{1,2}(?=[,、:]) | (?:首先|其次|再次|再者|最后)(?=[,是要])
          | (?<![,、])(?: [(][一二三四五六七八九十\d]{1,3}[)] | \d{1,2}(?:、|\.(?!\d)|[)]) | [①-⑳]
              | [一二三四五六七八九十]{1,3}、 ))""",
    re.VERBOSE,
)
# matches 一是, (一), 1. and 首先; not 二是 or 十一、
_FIRST = re.compile(r"^[(第其]?(?:一|1(?!\d)|①|首)")
_WORD = re.compile(r"[一-鿿]")
_EDGE = " \t\n\r\xa0\u3000,，;；:：。、!！?？·.．…"
_QUOTES = {"“": "”", "《": "》", "（": "）", "(": ")"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a squeezed passage: where it stands, its marker, and what ends it."""

    start: int
    end: int
    words: str
    marker: str | None
    stop: str

    @property
    def announces(self) -> bool:
        """Whether its words lead in to a list."""
        words = self.words + ":" if self.stop == ":" else self.words
        return table("clauses", "announce").found(words)


@dataclass(slots=True)
class _Splitter:
    """Walks the passages of one document and keeps group, item and heading.

    `heading` is the bare sub-heading above, `lead` the sentence that announced the current list
    (`fresh` while nothing has followed it);
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
    fresh: bool = False
    open: bool = False
    titled: bool = False

    def passage(self, passage: Passage) -> None:
        """Add the statements of one passage."""
        if passage.section != self.section:
            self.section, self.heading, self.lead, self.marker = passage.section, None, None, None
            self.open = self.titled = False
        begin = passage.span.start
        title = self.titles.get(begin)
        if title:
            self._title(title)
            begin = title.span.end
        self.open = self.open and self.titled
        text, index = _squeeze(self.text, Span(begin, passage.span.end))
        pieces = [piece for piece in _pieces(text) if _WORD.search(piece.words)]
        if pieces and not (pieces[0].marker or self.fresh):
            self.lead = None
        turn = _turn(pieces)
        for at, piece in enumerate(pieces):
            self.open = self.open and at != turn
            self._piece(piece, pieces[at + 1] if at + 1 < len(pieces) else None, index)
        self.titled = self.titled and not pieces

    def _title(self, title: Heading) -> None:
        """Take a sub-heading: as context if it is bare, else as a statement that heads a group."""
        self.open = self.titled = not _is_bare("".join(fold(title.title).split()))
        if self.open:
            self.group += 1
            self.marker = title.number
            self._add(Span(title.span.end - len(title.title), title.span.end), heads=True)
        else:
            self.heading, self.lead = title.span.of(self.text).strip(), None

    def _piece(self, piece: _Piece, following: _Piece | None, index: list[int]) -> None:
        announces = piece.announces or _precedes_list(piece, following)
        if piece.marker or announces or not self.open:
            self.group += 1
            self.lead = self.lead if piece.marker or not self.marker else None
            self.marker = piece.marker
        self.open = not announces and (bool(self.marker) or self.titled)
        short = len(piece.words) <= MAX_HEADING and piece.stop != ";"
        explained = following and not (following.marker or following.announces)
        heads = bool(piece.marker and short and explained)
        bare = announces and table("clauses", "label").found(piece.words.rstrip(":"))
        whole = [] if bare else [(0, len(piece.words))]
        for start, end in whole if heads or bare else clauses(piece.words):
            first, last = index[piece.start + start], index[piece.start + end - 1]
            self._add(Span(first, last + 1), heads=heads)
        self.fresh = announces
        if announces:
            self.lead = self.text[index[piece.start] : index[piece.end - 1] + 1].strip()

    def _add(self, span: Span, *, heads: bool) -> None:
        span = _trim(self.text, span)
        words = span.of(self.text)
        if _WORD.search(words):
            made = Statement(
                len(self.made),
                span,
                words,
                self.section,
                self.lead or self.heading,
                self.group,
                self.marker,
                "heading" if heads else "body",
            )
            self.made.append(made)


def split(doc: Document, outline: Outline, passages: tuple[Passage, ...]) -> tuple[Statement, ...]:
    """Return the statements of all `passages` in order; they never overlap."""
    walk = _Splitter(doc.text, {heading.span.start: heading for heading in outline.headings})
    for passage in passages:
        walk.passage(passage)
    return tuple(walk.made)


def _squeeze(text: str, span: Span) -> tuple[str, list[int]]:
    """Return the folded stretch without white space, and each character's place in `text`."""
    folded = fold(text[span.start : span.end])
    index = [at for at, char in enumerate(folded) if not char.isspace()]
    return "".join(folded[at] for at in index), [span.start + at for at in index]


def _is_bare(title: str) -> bool:
    """Tell whether a sub-heading only names a subject."""
    plain = table("clauses", "title_word").mask(without_echoes(title)[0])
    if deficit(plain) is not None:
        return False
    if table("clauses", "bare_heading").found(title):
        return True
    announces = table("clauses", "announce").found(title + ":")
    names = announces or table("clauses", "noun_heading").found(title)
    return names and "action" not in opening(title)


def _turn(pieces: list[_Piece]) -> int | None:
    """Return the piece after the last item that turns to all items (下一步，…), if one does.

    Where an earlier item has such a sentence of its own, so has the last.
    """
    turns = table("clauses", "resume")
    resumed = [at for at, p in enumerate(pieces) if not p.marker and turns.opens(p.words)]
    marked = [at for at, piece in enumerate(pieces) if piece.marker]
    if not (resumed and marked) or marked[0] < resumed[0] < marked[-1]:
        return None
    return next((at for at in resumed if at > marked[-1]), None)


def _precedes_list(piece: _Piece, following: _Piece | None) -> bool:
    """Tell whether a sentence on problems or remedies stands right before a first item."""
    if piece.marker or not (following and following.marker and _FIRST.search(following.marker)):
        return False
    return bool(found("attributes", piece.words, "head_problem", "head_planned", "head_taken"))


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the sentences and list items of squeezed text, also both sides of a lead-in's colon."""
    hidden = hide(text)
    begin, marker = 0, None
    for mark in [*_BOUNDARY.finditer(hidden), None]:
        end = mark.start() if mark else len(text)
        if end > begin:
            stop = ((mark and mark["stop"]) or hidden[end - 1])[0]
            colon = hidden.find(":", begin + 1, end)
            titled = marker and colon - begin <= MAX_HEADING
            announces = table("clauses", "announce").found(hidden[begin : colon + 1])
            if colon > 0 and end - colon > MIN_CLAUSE and (titled or announces):
                yield _Piece(begin, colon, text[begin:colon], marker, ":")
                yield _Piece(colon + 1, end, text[colon + 1 : end], None, stop)
            else:
                yield _Piece(begin, end, text[begin:end], marker, stop)
            marker = None
        if mark:
            begin, marker = mark.end(), mark["marker"] or marker


def _trim(text: str, span: Span) -> Span:
    """Drop white space, punctuation and unpaired quotes at both ends."""
    start, end = span.start, span.end
    while start < end and (text[start] in _EDGE or _lone(text[start:end], text[start])):
        start += 1
    while start < end and (text[end - 1] in _EDGE or _lone(text[start:end], text[end - 1])):
        end -= 1
    return Span(start, end)


def _lone(words: str, mark: str) -> bool:
    """Tell whether a quote or bracket of `words` lacks its partner."""
    pairs = ((left, right) for left, right in _QUOTES.items() if mark in (left, right))
    return any(
        words.count(mark) > words.count(right if mark == left else left) for left, right in pairs
    )
