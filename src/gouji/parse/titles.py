"""Finds the title of a report and where its preamble ends.

A title may be cut over lines, stand in a web page's header, or name no organ; a mention of the
report inside a sentence is no title.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from gouji.data import load_toml
from gouji.model import Span
from gouji.parse.headings import Compact, pattern
from gouji.text.fold import fold

SEARCHED = 1200
YEAR = r"(?:20\d\d|[二〇○零O0一三四五六七八九]{4})年?(?:年度|度)?"
# 政府信息公开工作年度报告 · 政务公开2023年年报 — but not 信息公开年度报告格式
_KIND = re.compile(
    r"""(?:政府|政务)?(?:信息|政务)(?:与政务|和政务)?公开[一-鿿\d〇○]{0,14}?(?:报告|年报|总结)
        (?!格式|模板|编制|编写|的(?!通知|函)|[,。;》>”])""",
    re.VERBOSE,
)
_YEARS = re.compile(YEAR)
_LABEL = re.compile(r"(?:标题|题目|名称):|附件[\d一二三]?:?")
_BRACKET = re.compile(r"\([一-鿿\d]{2,30}\)")
_SENTENCE = re.compile(r"[,。;:“《<?!]")
_PIECE = re.compile(r"[^。\n\t]+[。\n\t]?")
_HAN = re.compile(r"[一-鿿]")
_TAIL = re.compile(r"(?:人民)?政府|办公[室厅]|管理?委员?会|街道办事处|.{0,2}(?:年度?|度)?$")


def find_title(c: Compact, limit: int | None) -> Span | None:
    """Return the span of the title before `limit` (where the first section starts), or None."""
    stops = sorted(c.breaks)
    best: tuple[int, int, int] | None = None
    for found in _KIND.finditer(c.text, 0, min(SEARCHED, limit or SEARCHED)):
        line = stops[bisect_right(stops, found.start()) - 1]
        label = _LABEL.match(c.text, line)
        start = label.end() if label else line
        if _SENTENCE.search(c.text[start : found.start()]) or found.start() - start > 40:
            start = max(gap for gap in c.gaps if gap <= found.start())
        if is_furniture(c.text[line : found.end()]) and not label:
            continue
        if _SENTENCE.search(c.text[start : found.start()]):
            continue
        start = _upwards(c, stops, start, found.start())
        named = not _TAIL.fullmatch(organ_part(c.text[start : found.start()]))
        dated = bool(_YEARS.search(c.text[start : found.end()]))
        score = 2 * named + dated + (start in c.breaks) + 2 * (found.end() in c.breaks)
        if best is None or score > best[0]:
            best = (score, start, found.end())
    if not best:
        return None
    bracket = _BRACKET.match(c.text, best[2])
    return c.span(best[1], bracket.end() if bracket else best[2])


def _upwards(c: Compact, stops: list[int], start: int, until: int) -> int:
    """Return where a title at `start` begins, with the lines above that hold the organ's name."""
    for _ in range(3):
        above = bisect_right(stops, start) - 2
        if start not in c.breaks or above < 0:
            return start
        line = c.text[stops[above] : start]
        if not _TAIL.fullmatch(organ_part(c.text[start:until])) or not 2 <= len(line) <= 30:
            return start
        if _SENTENCE.search(line) or not _HAN.search(line) or "公开" in line or is_furniture(line):
            return start
        start = stops[above]
    return start


def organ_part(words: str) -> str:
    """Return what a title's beginning says beside the year and 关于."""
    return re.sub(r"^关于|关于$|[()\[\]〔〕\s]", "", _YEARS.sub("", words))


def is_furniture(line: str) -> bool:
    """Tell whether a folded line without white space belongs to the web page, not the report."""
    return bool(pattern(load_toml("sections.toml")["furniture"]["pattern"]).match(line))


def preamble_end(text: str, start: int, end: int) -> int:
    """Return where, between two offsets of `text`, the first sentence beyond the preamble begins.

    Without such a sentence the answer is `end`.
    """
    cue = pattern(load_toml("sections.toml")["preamble"]["pattern"])
    for piece in _PIECE.finditer(fold(text), start, end):
        words = "".join(piece[0].split())
        if len(_HAN.findall(words)) > 6 and not cue.search(words) and not is_furniture(words):
            return piece.start() + len(piece[0]) - len(piece[0].lstrip())
    return end
