"""Reads Word documents: the body as it prints, with the list numbers that Word adds by itself.

Headers and footers go into the notes. Footnotes, comments and text in pictures are not read.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from gouji.errors import ReadError
from gouji.model import Document, Source
from gouji.read.build import compose
from gouji.read.marked import NUMBER, VALUE_END, flatten, read_marked, ruled
from gouji.read.numbering import WORD, Lists

_LIMIT = 16 * 1024 * 1024
"""The largest part that is read, in bytes unpacked; that of a report takes about a hundredth."""

_FAULTS = (BadZipFile, zlib.error, OSError, EOFError, LookupError, RuntimeError, ValueError)
"""What zipfile raises on damaged files: beside its own error, whatever a wrong field leads to."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NUMBERED = re.compile(f"{NUMBER}([^,]*),([^,]*),([^{VALUE_END}]*){VALUE_END}(?=(\\d?))")


def read(data: bytes, source: Source) -> Document:
    """Read the bytes of a .docx file. Raises ReadError "read.damaged" or "read.too_large"."""
    try:
        with ZipFile(BytesIO(data)) as package:
            text = flatten(_parts(package, "document")[0], "docx")
            if NUMBER in text:
                lists = Lists(_parts(package, "numbering"), _parts(package, "styles"))
                text = _NUMBERED.sub(
                    lambda found: lists.next(*found.groups()[:3]) + " " * bool(found[4]), text
                )
            around = [_text(part) for part in _parts(package, "header") + _parts(package, "footer")]
    except (*_FAULTS, etree.LxmlError) as error:
        raise ReadError("read.damaged") from error
    items = ruled(text, read_marked(text)[0])
    return compose(text, items, source, [f"removed: {shown}" for shown in around if shown])


def _parts(package: ZipFile, kind: str) -> list[etree._Element]:
    made = []
    for name in sorted(package.namelist()):
        if not re.fullmatch(rf"word/{kind}\d*\.xml", name):
            continue
        if package.getinfo(name).file_size > _LIMIT:
            raise ReadError("read.too_large", limit=str(_LIMIT >> 20))
        parser = etree.XMLParser(resolve_entities=False, remove_comments=True, collect_ids=False)
        content = package.read(name).replace(_STRICT, WORD.encode())
        made.append(etree.fromstring(content, parser))
    return made


def _text(part: etree._Element) -> str:
    return "".join("".join(run.itertext()) for run in part.iter(f"{{{WORD}}}t")).strip()
