"""Turns a file into a `Document`, one reader a format, chosen by content and not by name."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from gouji.errors import ReadError
from gouji.model import Document, Source
from gouji.read.sniff import kind_of

__all__ = ["LIMIT", "read_bytes", "read_path"]
LIMIT = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_MEDIA_TYPES = {
    "plain": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The formats that are read, each by the module of its name, loaded when it is needed."""


def read_bytes(data: bytes, *, uri: str) -> Document:
    """Read the content of one file; `uri` is what the result calls it.

    Raises ReadError, and nothing else, where the bytes are no document that can be read.
    """
    if len(data) > LIMIT:
        raise ReadError("read.too_large", limit=str(LIMIT >> 20))
    kind = kind_of(data)
    if kind not in _MEDIA_TYPES:
        raise ReadError("read.unsupported", type=f"@read.type.{kind}")
    source = Source(uri, hashlib.sha256(data).hexdigest(), _MEDIA_TYPES[kind], len(data))
    doc: Document = import_module(f"gouji.read.{kind}").read(data, source)
    if not doc.blocks:
        raise ReadError("read.empty")
    return doc


def read_path(path: str | Path) -> Document:
    """Read one file. Raises ReadError, "read.io" where it cannot be opened."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise ReadError("read.io", cause=error.strerror or type(error).__name__) from error
    return read_bytes(data, uri=str(path))
