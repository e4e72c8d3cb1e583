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
    (rb"(?i)(?s:.{0,300}?)^mime-version:", "mht"),
    (rb"(?s)\s*<\?xml.{0,900}?(?:wordDocument|pkg:package)", "doc"),
    (rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:[?!]|[a-z][a-z0-9]*[\s>])", "html"),
    # # 一、总体情况, |---|---|, two rows of pipes, **一、总体情况**, <table>; not a|b or #1
    (
        rb"(?is).*?(?:^[ ]{0,3}\#{1,6}[ \t]+\S|^[ ]{0,3}\|?[ ]*:?-{2,}:?[ ]*\|[ |:-]*\r?$"
        rb"|^\|[^\n]*\|[ \r]*\n\|[^\n]*\|[ \r]*$|^\*\*[^*\n]+\*\*[ \r]*$|<table\b)",
        "markdown",
    ),
)
_PARTS = ((b"word/document", "docx"), (b"xl/workbook.xml", "xlsx"), (b"OFD.xml", "ofd"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what Chinese official prose is made of, not the rare characters a wrong decoding yields
_EXPECTED = re.compile(r"[\s!-~\xa0-\xd7\u2000-\u27bf\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_BIG5 = re.compile(rb"charset\s*=\s*[\"']?big5", re.IGNORECASE)
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_GAP = "\ufffd"


def kind_of(data: bytes) -> str:
    """Return the name of a reader ("pdf", "plain" …) or of a format that is not read ("image" …).

    Raises ReadError "read.encrypted" for an Office document with a password.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    kind = next((k for magic, k in _SIGNATURES if re.match(magic, data, re.MULTILINE)), "plain")
    if kind == "doc" and _ENCRYPTED in data:
        raise ReadError("read.encrypted")
    if kind == "archive":
        kind = next((inner for part, inner in _PARTS if part in data), kind)
    return kind


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the characters of a text file, and notes on what could not be decoded.

    Byte-order mark, strict UTF-8, UTF-8 with a few broken bytes (a cut download), Big5 where a page
    declares it, GB 18030, with gaps if need be. Raises ReadError "read.binary" if that is no text.
    """
    text, name = _decode(data)
    sample = text[:20_000].encode("utf-8", "replace")
    if len(sample) - len(sample.translate(None, _CONTROL)) > 0.02 * len(text[:20_000]):
        raise ReadError("read.binary")
    gaps = text.count(_GAP) if _GAP in text else 0
    return text, [f"undecodable as {name}: {gaps}"] if gaps else []


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name, "replace"), name
    text = data.decode("utf-8", "replace")
    gaps = text.count(_GAP) if _GAP in text else 0
    if not gaps or gaps <= 0.01 * sum(char > "\x7f" for char in text):
        return text, "utf-8"
    name = "big5hkscs" if _BIG5.search(data, 0, 2048) else "gb18030"
    text = data.decode(name, "replace")
    if text.count(_GAP) > 0.1 * len(text) or len(_EXPECTED.findall(text)) < 0.8 * len(text):
        raise ReadError("read.binary")
    return text, name
