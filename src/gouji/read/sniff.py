"""Tells what a file is by its bytes, and turns the bytes of a text into characters.

The file name takes no part: there are `.doc` files that are HTML and `.txt` files that are PDF.
"""

from __future__ import annotations

import codecs
import re

from gouji.errors import ReadError

_SIGNATURES = (
    (rb"(?s:.{0,1019})%PDF-", "pdf"),
    (rb"PK\x03\x04", "archive"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (rb"\{\\rtf", "rtf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*", "image"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b\x08", "archive"),
    (rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|head|meta|body|div|table|p)\b", "html"),
)
_PARTS = ((b"word/document.xml", "docx"), (b"xl/workbook.xml", "xlsx"), (b"OFD.xml", "ofd"))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what Chinese official prose is made of, not the rare characters a wrong decoding yields
_EXPECTED = re.compile(r"[\s!-~\xa0-\xd7\u2000-\u27bf\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_GAP = "\ufffd"


def kind_of(data: bytes) -> str:
    """Return "pdf", "text", or the name of a format that is not read ("docx", "image" …)."""
    kind = next((kind for magic, kind in _SIGNATURES if re.match(magic, data)), "text")
    if kind == "archive":
        kind = next((inner for part, inner in _PARTS if part in data), kind)
    return kind


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the characters of a text file, and notes on what could not be decoded.

    Byte-order mark, strict UTF-8, UTF-8 with a few broken bytes (a cut download), strict GB 18030,
    GB 18030 with gaps. Raises ReadError "read.binary" where the result is no text.
    """
    text, name = _decode(data)
    if len(_CONTROL.findall(text)) > 0.02 * len(text):
        raise ReadError("read.binary")
    gaps = text.count(_GAP)
    return text, [f"undecodable as {name}: {gaps}"] if gaps else []


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name, "replace"), name
    text = data.decode("utf-8", "replace")
    if text.count(_GAP) <= 0.01 * sum(char > "\x7f" for char in text):
        return text, "utf-8"
    text = data.decode("gb18030", "replace")
    if text.count(_GAP) > 0.1 * len(text) or len(_EXPECTED.findall(text)) < 0.8 * len(text):
        raise ReadError("read.binary")
    return text, "gb18030"
