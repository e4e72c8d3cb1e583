"""The official forms as data: rows, columns and equations of each table, by edition.

Loads `data/forms/*.toml` and answers what a printed label stands for. Knows nothing of grids or
documents; a new edition of the form is a new file, no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import msgspec

from gouji.data import load_toml, names
from gouji.model import TableKind
from gouji.text.fold import fold

KINDS: tuple[TableKind, ...] = ("disclosure", "applications", "disputes")
LOCAL = "local."
"""Prefix of the keys given to rows that the form does not have."""

# matches the ordinal of "（三）不予公开" and "四、结转"; not the numeral of "三安全一稳定"
_ORDINAL = re.compile(
    r"\([一二三四五六七八九十]{1,3}\) | [一二三四五六七八九十]{1,3}、", re.VERBOSE
)
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")


@lru_cache(4096)
def bare(text: str) -> str:
    """Return the Chinese characters of `text` without ordinals: what labels are compared by.

    >>> bare("（三）不予公开 1.属于国家秘密")
    '不予公开属于国家秘密'
    """
    return _NOT_HAN.sub("", _ORDINAL.sub("", fold("".join(text.split()))))


@lru_cache(4096)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of `text`."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@dataclass(frozen=True, slots=True)
class Column:
    """A value column; `group` joins the columns of organisations."""

    key: str
    label: str
    unit: str
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a table: its label and what else it is called, compared as `cores`.

    `group` is the first part of its key.
    """

    key: str
    label: str
    cores: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A relation that must hold at every row, every column or every cell of a table.

    `left` and `right` name keys or groups to be added up; an empty `right` is zero. `only` and
    `omit` restrict the rows, columns or cell columns. An `open` sum may include local rows.
    """

    id: str
    rule: str
    over: Literal["rows", "columns", "cells"]
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    relation: str = "="
    only: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One table of a form; `heads` are words its head prints, by which it is found.

    `groups` are labels over several rows, `extra_column` words that tell a column of no form.
    """

    kind: TableKind
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    equations: tuple[Equation, ...]
    heads: tuple[str, ...]
    heads_needed: int
    rows_needed: int
    groups: tuple[str, ...] = ()
    extra_column: tuple[str, ...] = ()

    def at_hand(self, found: Iterable[str]) -> tuple[Row, ...]:
        """Return the rows this copy of the table should have, given the keys `found` in it.

        A group printed only in its optional form ("（六）其他处理" as one row) counts as that.
        """
        found = set(found)
        usual = {row.group for row in self.rows if not row.optional and row.key in found}
        stray = {row.group for row in self.rows if row.optional and row.key in found} - usual
        return tuple(row for row in self.rows if row.optional == (row.group in stray))


@lru_cache(4096)
def likenesses(layout: Layout, label: str) -> tuple[float, ...]:
    """Return how well a `bare` label names each row, from 0 to 1.

    The label may carry whatever was printed before it: its group, its chapter, the head.
    """
    best = [max(_likeness(label, core) for core in row.cores) for row in layout.rows]
    found = zip(best, layout.rows, strict=True)
    return tuple(score if score >= 0.9 or not row.optional else 0.0 for score, row in found)


def _likeness(label: str, core: str) -> float:
    if label == core:
        return 1.0
    if label.endswith(core):
        return 0.95 if len(core) >= 4 else 0.8
    if len(label) >= 4 and label in core:
        return 0.85
    if len(core) >= 4 and core in label[-len(core) - 6 :]:
        return 0.8
    found, wanted = pairs(label[-len(core) - 1 :]), pairs(core)
    share = 2 * len(found & wanted) / (len(found) + len(wanted) or 1)
    return share * 0.8 if share >= 0.5 else 0.0


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the official form; `edition` are words no other edition prints."""

    id: str
    first_year: int
    notice: str
    edition: tuple[str, ...]
    tables: Mapping[TableKind, Layout]


@cache
def load_forms() -> Mapping[str, Form]:
    """Return every known form by its id, the oldest first."""
    files = {data["id"]: data for data in map(load_toml, names("forms"))}
    forms = [_form(data, files) for data in files.values()]
    return {form.id: form for form in sorted(forms, key=lambda form: form.first_year)}


def _form(data: dict[str, Any], files: Mapping[str, dict[str, Any]]) -> Form:
    tables = {}
    for kind, own in data["table"].items():
        base = files[own["like"]]["table"][kind] if "like" in own else {}
        tables[kind] = _layout(base | own) | {"kind": kind}
    return msgspec.convert(data | {"tables": tables}, Form)


def _layout(data: dict[str, Any]) -> dict[str, Any]:
    columns = {item["key"]: {"unit": data["unit"]} | item for item in data["columns"]}
    rows = [
        item
        | {
            "cores": [bare(name) for name in (item["label"], *item.get("aliases", ()))],
            "columns": [columns[key] for key in item.get("columns", columns)],
            "group": item["key"].partition(".")[0],
            "optional": item["key"] in data.get("optional", ()),
        }
        for item in data["rows"]
    ]
    parts = {"columns": list(columns.values()), "rows": rows, "equations": data["equation"]}
    return data | parts
