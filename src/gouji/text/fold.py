"""Folds the spellings of one character into one, so that a pattern need not list them.

One character becomes exactly one, so spans found in folded text hold in the original. For matching
only: what users read is quoted unfolded. Converts characters, never words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain

from gouji.data import load_text

_COMPATIBLE = (
    range(0x2F00, 0x2FD6),  # radicals standing for characters, from PDF fonts
    range(0xF900, 0xFB00),  # compatibility ideographs
    range(0xFE50, 0xFE6C),  # small punctuation
    range(0xFF01, 0xFF5F),  # full-width ASCII
)
_ALIKE = {
    " ": "\xa0\u2002\u2003\u2009\u202f\u3000",
    "“": "「『﹁﹃",
    "”": "」』﹂﹄",
    "-": "‐‑‒–−",
    ":": "∶︰",
}
# matches the dash of 2019—2023 and of 3～5 (～ is ~ by then), not that of 公开——服务
_RANGE = re.compile(r"(?<=\d)[—―~](?=\d)")


@lru_cache(4096)
def fold(text: str) -> str:
    """Return `text` with full-width, traditional, quote, dash and space variants unified.

    >>> fold("２０２３年，政府資訊公開「條例」")
    '2023年,政府资讯公开“条例”'
    """
    return _RANGE.sub("-", text.translate(_table()))


@lru_cache(4096)
def squeeze(text: str) -> str:
    """Return `text` folded and without white space: 第 三 部分 and 第三部分 are one."""
    return "".join(fold(text).split())


@cache
def _table() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in chain(*_COMPATIBLE)}
    table = {code: plain for code, plain in table.items() if len(plain) == 1}
    table |= {ord(char): plain for plain, chars in _ALIKE.items() for char in chars}
    lines = load_text("traditional.txt").splitlines()
    simple = {ord(line[0]): line[1] for line in lines if line and line[0] != "#"}
    return {code: plain.translate(simple) for code, plain in table.items()} | simple
