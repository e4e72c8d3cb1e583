"""Reads Markdown as plain text whose marks do not show, and whose pipe tables are drawn with tabs.

Every mark is replaced by as many invisible characters, so that the way back to the source holds.
"""

from __future__ import annotations

import re
from html import escape

from gouji.model import Document, Source
from gouji.read import html
from gouji.read.plain import read_text
from gouji.read.sniff import decode

_HIDDEN = "\u200b"
# a row of a pipe table: | 规章 | 0 |, 规章 | 0 | 1; not 甲|乙
_ROW = re.compile(r"^[ ]{0,3}\|.*\|[ ]*$|^[^|\n]+[ ]\|[ ][^|\n]*[ ]\|[ ].*$", re.MULTILINE)
_PIPE = re.compile(r"(?<!\\)\|")
# a line that only draws: |---|:-:|, ---, * * *, ===; not - 3 -
_RULE = re.compile(
    r"^(?=[^\n]*--)[ |:-]+$|^[ ]*(?P<sign>[*_])(?:[ ]*(?P=sign)){2,}[ ]*$|^={3,}$", re.MULTILINE
)
# the marks before # 一、总体情况, - 加强培训, > 引文; not before #1, 2.加强培训, - 3 -
_BEGINNING = re.compile(r"^[ ]{0,3}(?:\#{1,6}|[-*+](?![ ]*\d+[ ]*-)|>)[ \t]+|^```.*$", re.MULTILINE)
# the signs around **公开**, *公开*, `公开`, ~~公开~~; not those of 5 * 3 * 2 or \*注\*
_EMPHASIS = re.compile(
    r"(?<!\\)(?P<sign>\*{1,3}|`+|~~|(?<!\w)_{1,3})(?=\S)[^\n]{0,300}?[^\s\\](?P=sign)"
)
# an escape, an image, what makes text a link, a tag: 1\.属于, ![图](a.png), [网站](a.htm), <br>
_MARK = re.compile(
    r"""  \\(?=[!-/:-@\[-`{-~])
        | !\[[^\]\n]{0,300}\]\([^)\n]{0,900}\)
        | \[(?=[^\]\n]{1,300}\]\([^)\n]{0,900}\)) | (?<=[^\]\n])\]\([^)\n]{0,900}\)
        | </?[a-z][^>\n]{0,300}>""",
    re.VERBOSE,
)
_TABLE = re.compile(r"(<table\b(?:(?!<table\b).)*?</table>)", re.DOTALL | re.IGNORECASE)


def read(data: bytes, source: Source) -> Document:
    """Read the bytes of a Markdown file; where a table is written as HTML, as a page of lines."""
    raw, notes = decode(data)
    texts = _TABLE.split(raw)
    if len(texts) == 1:
        return read_text(_plain(raw), source, notes)
    for at in range(0, len(texts), 2):
        lines = (escape(line) for line in _plain(texts[at]).splitlines())
        texts[at] = "".join(f"<p>{line}</p>" for line in lines)
    return html.read("".join(texts).encode(), source)


def _plain(raw: str) -> str:
    """Return the text of the same length without marks."""
    text = _RULE.sub(_nothing, raw)
    text = _BEGINNING.sub(_nothing, _ROW.sub(_row, text))
    text = _EMPHASIS.sub(_inside, _EMPHASIS.sub(_inside, text))
    return _MARK.sub(_nothing, text)


def _nothing(found: re.Match[str]) -> str:
    return _HIDDEN * len(found[0])


def _inside(found: re.Match[str]) -> str:
    size = len(found["sign"])
    return _HIDDEN * size + found[0][size:-size] + _HIDDEN * size


def _row(found: re.Match[str]) -> str:
    row = re.sub(r"^[ ]*\||\|[ ]*$", _nothing, found[0])
    return _PIPE.sub("\t", row)
