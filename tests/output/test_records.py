import json
import re
from pathlib import Path

import jsonschema
import pytest

from gouji.messages import catalogue
from gouji.output.records import record, write
from gouji.output.schema import schema
from gouji.output.views import shown
from gouji.output.voice import Voice
from gouji.rules import rules
from samples import TEXT, linked, township, unread

CONTRACT = Path(__file__).parents[3] / "shared/contract.md"
SCHEMA = "../../src/gouji/output/audit.schema.json"


def test_the_checked_in_schema_is_current(golden):
    golden(SCHEMA, json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")


def missing(promised, given, path=""):
    """The fields of the contract's example that an object of ours lacks."""
    if isinstance(promised, list) and promised and isinstance(given, list):
        return [p for each in given for p in missing(promised[0], each, path)]
    if not isinstance(promised, dict) or given is None:
        return []
    named = promised.keys() - {"gouji", "model", "taxonomy"} if path else promised.keys()
    free = path in ("/statements/scores", "/coverage/unlinked", "/coverage/tables")
    if free or path in ("/outcomes", "/summary/figures"):
        return []
    lost = [f"{path}/{name}" for name in named if name not in given]
    kept = [name for name in named if name in given]
    return lost + [p for n in kept for p in missing(promised[n], given[n], f"{path}/{n}")]


@pytest.mark.skipif(not CONTRACT.exists(), reason="needs ../shared")
def test_every_name_the_contract_promises_is_there():
    block = re.search(r"```json\n(.*?)```", CONTRACT.read_text("utf-8"), re.DOTALL)
    promised = json.loads(block[1])
    assert missing(promised, record(linked())) == []
    assert promised.keys() <= record(unread()).keys()
    assert promised["schema_version"] == record(unread())["schema_version"]


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


def test_every_need_of_a_rule_has_words():
    needs = {need.replace(".", "-") for rule in rules().values() for need in rule.needs}
    assert {f"ui.need.{need}" for need in needs} <= catalogue().keys()
