"""Turns source lines into paragraphs: page furniture out, soft line breaks joined.

A line break is soft where the line is full: the first word of the next line would not have fitted
(with one full-width character to spare, a tenth of the width where no sentence ends). An indented
line, a list or section marker after a sentence end, and rows of figures always begin anew.
A line is a range of some source with a left and a right edge, in any unit.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TypeVar

_T = TypeVar("_T")
_WIDE = re.compile("[\u2e80-\U0010ffff“”‘’—…]+")
_SENTENCE_END = re.compile(r"[。；;：:！!？?.][”’」』）)]*$")
# a heading; matches 二、主动公开 and 第三部分, not 二是 or 一个
SECTION = re.compile(r"第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}、")
# a list item; matches （一）主动公开, 2.加强培训, 三是, not 2.5万条 or 一是一
_ITEM = re.compile(
    r"""  [（(] [一二三四五六七八九十\d]{1,3} [）)]
        | \d{1,2} [、.．)）] (?!\d)
        | [一二三四五六七八九十] 是 (?![一二三四五六七八九十])
        | [①-⑳]""",
    re.VERBOSE,
)
# matches 属于国家秘密 0 0 2, not 公开信息 20 条
_FIGURES = re.compile(r"(?:\s[-+]?\d[\d,.]*){2,}\s*$")
# matches 发布时间: 2023-02-20, not https://… or 一是：
_KEY_VALUE = re.compile(r"(?!.是)[一-鿿]{2,8}[:：]")
# matches - 3 -, — 12 —, 第 3 页 共 5 页, 3/5; not - - or 第3页说明
_PAGE_NUMBER = re.compile(
    r"""  [-‐-―－﹣·•~～]+ \s* \d{1,3} \s* [-‐-―－﹣·•~～]+
        | 第 \s* \d{1,3} \s* 页 (?: [\s,，/|／]* 共 \s* \d{1,3} \s* 页 )?
        | \d{1,3} \s* [/／] \s* \d{1,3}
        | [Pp]age \s* \d{1,3} (?: \s* of \s* \d{1,3} )?""",
    re.VERBOSE,
)
# the first word: a run of ASCII or one character, with the punctuation that sticks to it
_WORD = re.compile(r"[（《“‘〈【]*(?:[!-~]+|.)[，。；：、！？）》”’〉】]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A visible source line: its range, its text, its left and right edge, its page."""

    start: int
    end: int
    text: str
    left: float
    right: float
    page: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The margins of running text; `unit` is the width of one full-width character."""

    left: float
    right: float
    unit: float
    indents: bool


def width(text: str) -> int:
    """Return the columns `text` takes: two for a full-width character."""
    return len(text) + sum(map(len, _WIDE.findall(text)))


def is_page_number(text: str) -> bool:
    """Tell whether a line holds a page number and nothing else: - 3 -, 第 3 页 共 5 页."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def without_furniture(
    items: Sequence[Line | _T | None], *, paged: bool
) -> tuple[list[Line | _T | None], list[str]]:
    """Return `items` less page furniture and the empty lines (None) around it, and its texts.

    Page numbers go, and headers and footers that repeat on three pages or more; the first of equal
    headers stays, for it may be the title. A bare number goes only on known pages (`paged`).
    """
    lines = [item for item in items if isinstance(item, Line)]
    found = {line for line in lines if is_page_number(line.text)}
    if paged:
        found |= _running_numbers(_pages(lines, found))
    rest = _pages(lines, found)
    found |= {line for same in _repeated([page[:2] for page in rest]) for line in same[1:]}
    found |= {line for same in _repeated([page[2:][-2:] for page in rest]) for line in same}
    kept: list[Line | _T | None] = []
    cut = False
    for item in items:
        if isinstance(item, Line) and item in found:
            cut = True
            while kept and kept[-1] is None:
                kept.pop()
        elif item is not None or not cut:
            cut = False
            kept.append(item)
    return kept, [line.text for line in lines if line in found]


def _pages(lines: Iterable[Line], less: set[Line]) -> list[list[Line]]:
    kept = (line for line in lines if line not in less)
    return [list(page) for _, page in groupby(kept, lambda line: line.page)]


def _running_numbers(pages: Iterable[Sequence[Line]]) -> set[Line]:
    """Return bare numbers at the edges of pages that grow along with the pages."""
    edges = {line for page in pages for line in (*page[:2], *page[-2:])}
    bare = {
        line: int(line.text) - line.page for line in edges if re.fullmatch(r"\d{1,3}", line.text)
    }
    shifts = Counter(bare.values())
    return {line for line, shift in bare.items() if shifts[shift] > 1}


def _repeated(edges: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield lines that are alike but for digits on three pages and on two pages in five."""
    alike: defaultdict[str, list[Line]] = defaultdict(list)
    for line in chain(*edges):
        alike[re.sub(r"\d+", "#", line.text)].append(line)
    for text, same in alike.items():
        pages = len({line.page for line in same})
        if pages >= max(3, 0.4 * len(edges)) and re.search(r"[^\W\d_]", text):
            yield same


def measure(lines: Sequence[Line], *, unit: float, certain: bool) -> Layout | None:
    """Return the margins of `lines`, or None where they are not hard-wrapped.

    On a printed page (`certain`) they are; elsewhere a quarter of the long lines must end at one
    margin and hardly any beyond it.
    """
    body = [line for line in lines if not _is_row(line)]
    rights = [x.right for x in body if certain or x.right - x.left > 15 * unit]
    right = _margin(rights, 0.1 if certain else 0.25, unit)
    if right is None and certain:
        right = max(rights, default=None)
    if right is None:
        return None
    if not certain and sum(edge > right + 1.5 * unit for edge in rights) > 0.05 * len(rights):
        return None
    lefts = [-line.left for line in body]
    left = -(_margin(lefts, 0.1, unit) or max(lefts))
    indented = sum(unit < -edge - left < 4.5 * unit for edge in lefts)
    return Layout(left, right, unit, indents=indented >= max(2, 0.05 * len(body)))


def _margin(edges: Iterable[float], share: float, unit: float) -> float | None:
    """Return the outermost place where a share of the edges, three at least, meet."""
    far = sorted(edges, reverse=True)
    meet = far[max(3, round(share * len(far))) - 1 :]
    return next((e for e, last in zip(far, meet, strict=False) if last >= e - 0.75 * unit), None)


def paragraphs(lines: Iterable[Line], layout: Layout | None) -> Iterator[list[Line]]:
    """Group consecutive lines into paragraphs; without a layout only words cut by a page join."""
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, layout):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_row(line: Line) -> bool:
    return _FIGURES.search(line.text[-99:]) is not None


def _continues(above: Line, line: Line, layout: Layout | None) -> bool:
    both = (above, line)
    keyed = all(_KEY_VALUE.match(each.text) for each in both) and above.text[-1] not in "、，"
    if keyed or any(map(_is_row, both)):
        return False
    ended = _SENTENCE_END.search(above.text[-9:]) is not None
    section = SECTION.match(line.text) is not None
    item = _ITEM.match(line.text) is not None
    if layout is None:
        open_end = len(above.text) > 15 and not (ended or section or item)
        return above.page != line.page and open_end
    indent = line.left - layout.left
    centred = abs(indent - (layout.right - line.right)) < layout.unit  # a title of two lines
    if (indent > 0.75 * layout.unit and (ended or not centred)) or (
        ended and (section or (item and not layout.indents))
    ):
        return False
    spare = layout.unit if ended else max(layout.unit, 0.1 * (layout.right - layout.left))
    word = _WORD.match(line.text)
    needed = width(word[0] if word else "") / 2 * layout.unit
    return layout.right - above.right < needed + spare
