"""Reads web pages: the report, and of the site around it no more than its title and dates.

The report is the smallest box of the page that holds nearly all its prose and tables. Outside it
whatever reads like a report is kept, for broken markup may end the box early; inside it buttons go.
Whether a script shows or hides a block is not known: a hidden block with most of the text stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from lxml import etree

from gouji.data import load_toml
from gouji.errors import ReadError
from gouji.model import Document, Source
from gouji.read.build import RawTable, compose
from gouji.read.marked import LINK, LINK_END, Box, Part, flatten, read_marked, ruled
from gouji.read.sniff import decode
from gouji.text.lines import SECTION

_LINKED = re.compile(f"{LINK}[^{LINK_END}]*{LINK_END}?")
# a line break of the source inside running Chinese text, which no browser should show
_SOFT = re.compile("\n(?<=[\u3001-\u9fff\uff00-\uffef]\n)(?=[\u3001-\u9fff\uff00-\uffef])")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_SENTENCE = re.compile("[。；]")
_STYLED = etree.XPath("//@style[contains(., 'isplay') or contains(., 'ISPLAY')]/.. | //*[@hidden]")
_BLOCKS = ("div", "section", "article", "p", "table", "ul")


def read(data: bytes, source: Source) -> Document:
    """Read the bytes of a web page. Raises ReadError "read.binary" or "read.damaged"."""
    page, notes = decode(data)
    coded = page.encode("utf-8", "replace").replace(b"\0", b"")
    if b"\r" in coded:
        coded = coded.replace(b"\r\n", b"\n")
    if b"\xef\xb7" in coded:
        coded = _NONCHARACTERS.sub("", coded.decode()).encode()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(coded, parser)
        root = etree.Element("html") if root is None else root
        hides = b"hidden" in (lower := coded.lower()) or b"isplay" in lower
        for node in _STYLED(root) if hides else ():
            style = node.get("style", "").replace(" ", "").lower()
            if "display:none" in style or "hidden" in node.attrib:
                # in a line it goes, a block stays for now: a script may show it
                node.tag = "hidden" if node.tag in _BLOCKS else "script"
        text = flatten(root, "html")
    except etree.LxmlError as error:
        raise ReadError("read.damaged") from error
    text = _SOFT.sub("", text).replace("\n", " ").replace("\t", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return compose(text, ruled(text, _report(text, *read_marked(text))), source, notes)


def _report(text: str, parts: Sequence[Part], boxes: Sequence[Box]) -> Iterator[Part]:
    """Yield the parts of the page that belong to the report."""
    shown = [_shown(text, part) for part in parts]
    places = [part.start if isinstance(part, RawTable) else part[0] for part in parts]
    weights = [len(each) * _is_report(each, part) for each, part in zip(shown, parts, strict=True)]
    sums = [0, *accumulate(weights)]

    def inside(box: Box) -> tuple[int, int]:
        return bisect_left(places, box.start), bisect_left(places, box.end)

    def held(box: Box) -> int:
        first, last = inside(box)
        return sums[last] - sums[first]

    full = (box for box in boxes if held(box) >= 0.9 * sums[-1])
    main = min(full, key=lambda box: box.end - box.start) if sums[-1] else boxes[0]
    chrome, gone = [0] * (len(parts) + 1), [0] * (len(parts) + 1)
    for box in boxes:
        hidden = box.label.startswith("hidden ") and held(box) < 0.5 * sums[-1]
        around = box.start <= main.start and main.end <= box.end
        within = main.start <= box.start < main.end and held(box) > 0
        if hidden or not (around or within or not _vocabulary()["boxes"].search(box.label)):
            first, last = inside(box)
            marks = gone if hidden else chrome
            marks[first] += 1
            marks[last] -= 1
    about = zip(parts, places, shown, weights, accumulate(chrome), accumulate(gone), strict=False)
    for part, place, line, weight, boxed, hides in about:
        if hides or not line or _vocabulary()["lines"].fullmatch(line):
            continue
        headed = place < main.start and _vocabulary()["head"].match(line)
        if headed or (not boxed and (weight or main.start <= place < main.end)):
            yield part


def _shown(text: str, part: Part) -> str:
    """Return a part without white space and links, but for a sentence that is a link."""
    ranges = part.ranges() if isinstance(part, RawTable) else (part,)
    full = "\n".join([text[start:end] for start, end in ranges])
    shown = "".join((_LINKED.sub("", full) if LINK in full else full).split())
    return shown or (full if _SENTENCE.search(full) else "")


def _is_report(shown: str, part: Part) -> bool:
    """Tell whether a part reads like a report: a table, a sentence or a section heading."""
    if isinstance(part, RawTable):
        return len(part.rows) > 2
    return bool(len(shown) > 24 and _SENTENCE.search(shown)) or SECTION.match(shown) is not None


@cache
def _vocabulary() -> dict[str, re.Pattern[str]]:
    """Return the patterns of `chrome.toml`: names of boxes, lines of buttons, heads of reports."""
    return {
        name: re.compile("|".join(group["patterns"]), re.IGNORECASE)
        for name, group in load_toml("chrome.toml").items()
    }
