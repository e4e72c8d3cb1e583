"""A user's corrections: labels that stand above the tagger's, by statement, from a CSV file.

Columns are `fingerprint` or `text`, and any of `kind`, `topics`, `attributes`. Several labels are
joined by `;`; an empty cell leaves what the tagger says, `-` means none. A fingerprint stands for
a text in one section, a text for itself everywhere.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from gouji.classify.base import Classifier, Labels, StatementInput
from gouji.classify.evaluate import ACTS, Row
from gouji.classify.lexicon import TOPIC_KINDS
from gouji.data import load_toml
from gouji.errors import ConfigError
from gouji.messages import Lang, join, template
from gouji.model import Kind
from gouji.text.fold import squeeze

KEYS, LABELS = ("fingerprint", "text"), ("kind", "topics", "attributes")
# matches 0a1b2c3d4e5f6071; not 1.23457E+15, which spreadsheets make of one without letters
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def plain(text: str) -> str:
    """Return folded text without white space."""
    return squeeze(text)


def fingerprint(text: str, section: str | None) -> str:
    """Return what names a statement in whatever report: of its plain text and its section."""
    content = f"{plain(text)}\n{section or ''}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Correction:
    """One row, `key` being a fingerprint or a plain text; None leaves a label as it is."""

    line: int
    key: str
    text: str
    kind: Kind | None
    topics: tuple[str, ...] | None
    attributes: tuple[str, ...] | None


class Settled(Labels):
    """Labels whose topics the user has set, so that no later step changes them."""


class Corrected:
    """A tagger whose labels are corrected; it remembers which corrections it has made."""

    def __init__(self, tagger: Classifier, content: bytes, rows: Sequence[Correction]) -> None:
        self.name = f"{tagger.name}+labels-{hashlib.sha256(content).hexdigest()[:8]}"
        self._tagger, self._rows = tagger, {row.key: row for row in rows}
        self._met: set[str] = set()

    def label(self, items: Sequence[StatementInput]) -> list[Labels]:
        """Return the labels of `items`, in order."""
        return list(map(self._applied, items, self._tagger.label(items)))

    def _applied(self, item: StatementInput, labels: Labels) -> Labels:
        keys = (fingerprint(item.text, item.section), plain(item.text))
        found = [key for key in keys if key in self._rows]
        self._met.update(found)
        return _corrected(labels, self._rows[found[0]]) if found else labels

    def unmatched(self) -> list[int]:
        """Return the lines of the rows that were not met since this was last asked."""
        missed = [row.line for key, row in self._rows.items() if key not in self._met]
        self._met.clear()
        return missed


def _corrected(labels: Labels, row: Correction) -> Labels:
    kind = row.kind or labels.kind
    topics, attributes = row.topics, row.attributes
    if topics is None:
        topics = labels.topics if kind in TOPIC_KINDS else ()
    topics = topics or ("general",) * (kind in ACTS)
    if attributes is None:
        kept = [name for name in labels.attributes if name != "vague" or topics == ("general",)]
        attributes = tuple(kept) if kind in ACTS else ()
    own = {row.kind, *(row.topics or ())}
    given = (kind, *topics)
    scores = {name: 1.0 if name in own else labels.scores.get(name, 1.0) for name in given}
    return (Labels if row.topics is None else Settled)(kind, topics, scores, attributes)


def training_rows(path: Path) -> list[Row]:
    """Return the rows fit for training: those with a text, a kind and the topics it asks for."""
    return [
        Row(f"{path.stem}-{row.line}", StatementInput(row.text), row.kind, topics, attributes)
        for row in corrections(str(path), path.read_bytes(), "en")
        for topics, attributes in [(row.topics or (), row.attributes or ())]
        if row.text and row.kind and (row.topics is not None or row.kind not in TOPIC_KINDS)
    ]


def corrections(path: str, content: bytes, lang: Lang) -> list[Correction]:
    """Return the rows of a file. Raises ConfigError with file and line."""
    made: dict[str, Correction] = {}
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        reader = csv.DictReader(text, restkey="", restval="", strict=True)
        head = reader.fieldnames or []
        if not {*KEYS, *LABELS}.issuperset(head) or not {*KEYS}.intersection(head):
            raise _error("columns", lang, where=f"{path}:1", head=join(head, lang))
        for cells in reader:
            where = f"{path}:{reader.line_num}"
            if "" in cells:
                raise _error("cells", lang, where=where, count=len(head))
            row = _correction(cells, where, reader.line_num, lang)
            if row.key in made:
                raise _error("twice", lang, where=where, line=made[row.key].line)
            if (row.kind, row.topics, row.attributes) != (None, None, None):
                made[row.key] = row
    except UnicodeDecodeError as error:
        raise _error("encoding", lang, where=path) from error
    except csv.Error as error:
        raise _error("quotes", lang, where=f"{path}:{reader.reader.line_num}", why=error) from error
    return list(made.values())


def _correction(cells: dict[str, str], where: str, line: int, lang: Lang) -> Correction:
    given: dict[str, tuple[str, ...]] = {}
    for column in (name for name in LABELS if cells.get(name, "").strip()):
        names = tuple(filter(None, map(str.strip, re.split("[;；]", cells[column]))))
        known = {*load_toml("taxonomy.toml")["kinds" if column == "kind" else column]}
        none = names == ("-",) and column != "kind"
        if not none and (not known.issuperset(names) or (column == "kind" and len(names) != 1)):
            said = {"column": column, "name": cells[column], "known": join(sorted(known), lang)}
            raise _error("label", lang, where=where, **said)
        given[column] = () if none else names
    key, text = cells.get("fingerprint", "").strip().lower(), cells.get("text", "").strip()
    if not (_FINGERPRINT.fullmatch(key) if key else plain(text)):
        raise _error("key", lang, where=where, key=key)
    kind = cast("Kind | None", given.get("kind", (None,))[0])
    return Correction(
        line, key or plain(text), text, kind, given.get("topics"), given.get("attributes")
    )


def _error(what: str, lang: Lang, **said: object) -> ConfigError:
    return ConfigError(template(f"ui.labels.{what}", lang).format(**said))
