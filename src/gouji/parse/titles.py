"""Finds the title of a report, where its preamble ends, and where another report begins.

A title may be cut over lines, stand in a web page's header, or name no organ; a mention of the
report inside a sentence is no title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from gouji.model import Span
from gouji.parse.headings import Compact, compact, cue, sections
from gouji.text.fold import fold

SEARCHED = 1200
MIN_REPORT, MAX_TITLES = 800, 20
YEAR = r"(?:20\d\d|[二〇○零O0一三四五六七八九]{4})年?(?:年度|度)?"
_YEARS = re.compile(YEAR)
_BRACKET = re.compile(r"\([一-鿿\d]{2,30}\)")
_PIECE = re.compile(r"[^。\n\t]+[。\n\t]?")
_HAN = re.compile(r"[一-鿿]")


def find_title(c: Compact, limit: int | None) -> Span | None:
    """Return the span of the title before `limit` (where the first section starts), or None."""
    stops, best = sorted(c.breaks), (-1, 0, 0)
    for found in cue("named").finditer(c.text, 0, min(SEARCHED, limit or SEARCHED)):
        line = stops[bisect_right(stops, found.start()) - 1]
        label = cue("label").match(c.text, line)
        start = label.end() if label else line
        if cue("sentence").search(c.text[start : found.start()]) or found.start() - start > 40:
            start = max(gap for gap in c.gaps if gap <= found.start())
        furniture = is_furniture(c.text[line : found.end()]) and not label
        if furniture or cue("sentence").search(c.text[start : found.start()]):
            continue
        start = _upwards(c, stops, start, found.start())
        named = not cue("unnamed").fullmatch(organ_part(c.text[start : found.start()]))
        dated = bool(_YEARS.search(c.text[start : found.end()]))
        score = 2 * named + dated + (start in c.breaks) + 2 * (found.end() in c.breaks)
        best = max(best, (score, start, found.end()), key=itemgetter(0))
    bracket = _BRACKET.match(c.text, best[2])
    return c.span(best[1], bracket.end() if bracket else best[2]) if best[2] else None


def _upwards(c: Compact, stops: list[int], start: int, until: int) -> int:
    """Return where a title at `start` begins, with the lines above that hold the organ's name."""
    for _ in range(3):
        above = stops[max(bisect_right(stops, start) - 2, 0)]
        line = c.text[above:start]
        fits = start in c.breaks and 2 <= len(line) <= 30 and "公开" not in line
        fits = fits and bool(_HAN.search(line)) and not is_furniture(line)
        lacking = cue("unnamed").fullmatch(organ_part(c.text[start:until]))
        if not (fits and lacking) or cue("sentence").search(line):
            break
        start = above
    return start


def next_report(text: str, c: Compact) -> int | None:
    """Return where a second report begins in `text`: a new title on its line, sections around it.

    The title of one report printed again at the head of every page begins none.
    """
    stops, seen = sorted(c.breaks), set[str]()
    for found in cue("named").finditer(c.text):
        start = stops[bisect_right(stops, found.start()) - 1]
        line, place = c.text[max(start, found.end() - 60) : found.end()], c.index[start]
        alone = found.end() in c.breaks and len(line) < 60 and not cue("sentence").search(line)
        if not alone or line in seen or len(seen) > MAX_TITLES:
            continue
        seen.add(line)
        if start > MIN_REPORT and _YEARS.search(line):
            above, below = (sections(compact(part)) for part in (text[:place], text[place:]))
            if len(above) > 3 < len(below) and above[-1].start - above[0].end > MIN_REPORT:
                return place
    return None


def organ_part(words: str) -> str:
    """Return what a title's beginning says beside the year and 关于."""
    return re.sub(r"^关于|关于$|[()\[\]〔〕\s]", "", _YEARS.sub("", words))


def is_furniture(line: str) -> bool:
    """Tell whether a folded line without white space belongs to the web page, not the report."""
    return cue("furniture").match(line) is not None


def preamble_end(text: str, start: int, end: int) -> int:
    """Return where, between two offsets of `text`, the first sentence beyond the preamble begins.

    Without such a sentence the answer is `end`.
    """
    for piece in _PIECE.finditer(fold(text), start, end):
        words = "".join(piece[0].split())
        if (
            len(_HAN.findall(words)) > 6
            and not cue("preamble").search(words)
            and not is_furniture(words)
        ):
            return piece.start() + len(piece[0]) - len(piece[0].lstrip())
    return end
