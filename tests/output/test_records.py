import json

import jsonschema
import pytest

from gouji.output.records import record, write
from gouji.output.schema import schema
from gouji.output.views import shown
from gouji.output.voice import Voice
from samples import TEXT, linked, township, unread

SCHEMA = "../../src/gouji/output/audit.schema.json"


def test_the_checked_in_schema_is_current(golden):
    golden(SCHEMA, json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("audit", [township(), linked(), unread()])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_audit_fits_the_schema(audit, lang):
    jsonschema.validate(json.loads(write(record(audit, lang=lang, text=True))), schema())


def test_spans_are_pairs_and_figures_numbers():
    made = record(linked())
    count = made["quantities"][0]
    assert count["span"] == [TEXT.index("90条"), TEXT.index("90条") + 3]
    assert (count["surface"], count["amount"], count["unit"]) == ("90条", 90, "条")
    assert made["links"][0]["verdict"] == "differs"
    assert made["relations"][0]["expected"] == 90
    assert made["tables"][0]["cells"][2]["value"] is None


def test_claims_carry_text_and_verdict():
    assert record(township())["claims"] == [
        {
            "text": "未收到公开申请",
            "span": [TEXT.index("未收到"), TEXT.index("未收到") + 7],
            "kind": "none",
            "cells": [["applications", "new_received", "total"]],
            "verdict": "agrees",
        }
    ]


def test_outcomes_are_strings():
    outcomes = record(township(), lang="en")["outcomes"]
    assert outcomes["X101"] == "findings"
    assert outcomes["S101"] == "pass"
    assert outcomes["P101"] == "skip: needs the applications table"
    assert outcomes["X102"] == "crash: KeyError: 'x'"


def test_an_unread_file_has_nulls_and_empty_lists():
    made = record(unread(), text=True)
    assert [made[k] for k in ("identity", "form", "text_length", "coverage", "summary")] == [
        None
    ] * 5
    assert made["sections"] == made["quantities"] == made["claims"] == []
    assert [f["rule"] for f in made["findings"]] == ["S001"]
    assert made["text"] == ""


def test_coverage_has_every_verdict():
    coverage = record(township())["coverage"]
    assert coverage["agrees"] == coverage["not_assessable"] == 0
    assert coverage["unlinked"] == {"no_twin": 3}


def test_narrow_code_pages_get_escapes_that_parse_back():
    line = write({"a": "勾é𠀀\\"}, ascii_only=True)
    assert line.isascii()
    assert json.loads(line) == {"a": "勾é𠀀\\"}


def test_the_view_document_is_exactly_the_text():
    audit = township()
    assert shown(audit, audit.report, "document", Voice()) == TEXT


@pytest.mark.parametrize("view", ["sections", "tables", "statements", "quantities"])
def test_the_views(golden, view):
    audit = linked()
    golden(f"view.{view}.txt", shown(audit, audit.report, view, Voice()))
