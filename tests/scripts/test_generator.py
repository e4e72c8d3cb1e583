"""The generator of reports: the same each time, consistent unless asked otherwise."""

import json
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from generated import CHAIN_CODES, CODES, LAYOUTS, SCRIPTS, a_generated, a_series, file_name
from generator.counting import known
from generator.data import FILES, WORDINGS, topics, wordings
from generator.judge import checks
from generator.numbers import chinese
from generator.planting import PLANTERS
from generator.template import Choice, Slot, Stretch, parse
from gouji.audit import audit_bytes

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared/gold/reports"
SEEDS = range(40)
TOPICS = set(tomllib.loads((ROOT / "src/gouji/data/taxonomy.toml").read_text("utf-8"))["topics"])
KEYS = {"quote", "surface", "amount", "unit", "measure", "period", "scope", "cells", "verdict"}
RULE = re.compile(r"[STPXRWY]\d{3}")


def squeezed(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def everything(made):
    return squeezed(
        made.print("tsv").decode({6: "gb18030"}.get(made.printable.variant % 8, "utf-8-sig"))
    )


def nodes(tree):
    for node in tree:
        yield node
        inner = node.inner if isinstance(node, Stretch) else ()
        for part in node.options if isinstance(node, Choice) else (inner,):
            yield from nodes(part)


# ---------------------------------------------------------------- the vocabulary


@pytest.mark.parametrize("path", sorted(WORDINGS.glob("*.toml")), ids=lambda p: p.stem)
def test_the_vocabulary_parses_and_is_used(path):
    assert tomllib.loads(path.read_text("utf-8"))
    assert path.stem in (*FILES, "organs", "slots")


def test_every_wording_parses_and_counts_what_is_known():
    texts = [text for key in wordings() for text in wordings()[key]]
    texts += [text for kinds in topics().values() for text in sum(kinds.values(), ())]
    slots = tomllib.loads((WORDINGS / "slots.toml").read_text("utf-8"))
    lists = {*slots["list"], *slots["parts"], "channels"}
    for part in "§".join(texts).split("§"):
        for node in nodes(parse(part)):
            if isinstance(node, Slot):
                assert node.name in lists if node.many else known(node.name), part


def test_the_wordings_vary():
    assert len(wordings()["requests.summary"]) >= 20
    assert set(topics()) == TOPICS - {"general"}
    for topic, kinds in topics().items():
        assert len(kinds["problem"]) >= 5, topic
        assert len(kinds["remedy"]) >= 5, topic
        assert kinds["taken"], topic


def test_a_wording_that_is_not_closed_is_refused():
    for text in ("(甲|乙", "<none new>未收到", "甲)乙", "{new:件"):
        with pytest.raises(ValueError, match=re.escape(text[:4])):
            parse(text)


def test_chinese_numerals():
    assert [chinese(n) for n in (7, 10, 12, 20, 105, 110, 3200, 4012)] == [
        "七", "十", "十二", "二十", "一百零五", "一百一十", "三千二百", "四千零一十二",
    ]  # fmt: skip


def test_nothing_real_is_named():
    regions = (ROOT / "src/gouji/data/regions.csv").read_text("utf-8")
    names = tomllib.loads((WORDINGS / "organs.toml").read_text("utf-8"))["names"]
    for kind in ("province", "city", "county", "town", "street"):
        assert not [name for name, _ in names[kind] if f",{name}," in regions]


# ---------------------------------------------------------------- one report


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_seed_gives_the_same_bytes(seed, layout):
    again = a_generated.__wrapped__(seed)
    assert again.print(layout) == a_generated(seed).print(layout)
    assert again.truth == a_generated(seed).truth


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_without_faults_is_consistent(seed):
    made = a_generated(seed)
    assert made.truth["must_flag"] == []
    assert made.truth["table_checks"]["failed"] == []
    assert made.truth["table_checks"]["passed"] == (44 if made.form == "zfxxgk-2021" else 42)
    assert all(relation["holds"] for relation in made.truth["relations"])
    assert all(item["holds"] for item in made.truth["enumerations"])
    verdicts = {entry["verdict"] for entry in made.truth["quantities"] + made.truth["claims"]}
    assert verdicts <= {"agrees", "agrees_as", "no_twin"}


@pytest.mark.parametrize("seed", SEEDS)
def test_quotes_stand_once_and_hold_their_surface(seed):
    made = a_generated(seed)
    text = everything(made)
    for entry in made.truth["quantities"]:
        assert text.count(squeezed(entry["quote"])) == 1, entry
        assert squeezed(entry["surface"]) in squeezed(entry["quote"])
        assert re.sub(r"\s", "", entry["quote"]) == entry["quote"]
    for entry in made.truth["statements"] + made.truth["claims"] + made.truth["enumerations"]:
        assert squeezed(entry["quote"]) in text, entry
    for entry in made.truth["not_quantities"]:
        assert text.count(squeezed(entry["quote"])) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_has_the_shape_of_the_gold(seed):
    truth = a_generated(seed).truth
    assert {s["role"] for s in truth["sections"]} == {
        "overview", "disclosure", "applications", "disputes", "problems", "other",
    }  # fmt: skip
    for quantity in truth["quantities"]:
        assert set(quantity) >= KEYS
        assert not any(key.startswith("_") for key in quantity)
        for table, row, column in quantity["cells"]:
            assert column in truth["tables"][table][row]
    for said in truth["statements"]:
        assert set(said["topics"]) <= TOPICS
        assert said["kind"] in ("problem", "remedy_planned", "remedy_taken", "background",
                                "achievement", "none_declared")  # fmt: skip
    count = len(truth["statements"])
    for problem, remedy in truth["pairs"]:
        assert max(problem, remedy) < count
        assert truth["statements"][problem]["kind"] == "problem"
        assert truth["statements"][remedy]["kind"].startswith("remedy")
    assert truth["unanswered"] == truth["orphans"] == []
    for flag in truth["must_flag"] + truth["must_not_flag"] + truth["may_flag"]:
        assert RULE.fullmatch(flag["rule"])


def test_the_gold_has_no_key_that_the_truth_lacks():
    golds = sorted(GOLD.glob("*.json"))
    if not golds:
        pytest.skip("needs the shared gold")
    for path in golds:
        gold = json.loads(path.read_text("utf-8"))
        assert set(gold) - {"file"} <= set(a_generated(0).truth)


@pytest.mark.parametrize("seed", SEEDS)
def test_gouji_finds_no_error_in_a_report_without_faults(seed):
    made = a_generated(seed)
    audit = audit_bytes(made.print("tsv"), uri=file_name(made, "tsv"))
    assert audit.report is not None, audit.outcomes
    errors = [found for found in audit.findings if found.level == "error"]
    assert errors == []


def test_every_level_edition_and_style_occurs():
    made = [a_generated(seed) for seed in SEEDS]
    assert {m.organ.level for m in made} >= {"township", "county", "prefecture"}
    assert {m.form for m in made} == {"zfxxgk-2019", "zfxxgk-2021"}
    for level in ("township", "county", "prefecture", "province", "state", "zone"):
        assert a_generated(1, level=level).organ.level == level
    assert a_generated(2, year=2020).form == "zfxxgk-2019"
    assert [
        f["rule"] for f in a_generated(2, year=2020, form="zfxxgk-2021").truth["must_flag"]
    ] == ["S107"]


def test_alternative_readings_hedges_claims_and_relations_occur():
    counts = [q for seed in range(120) for q in a_generated(seed).truth["quantities"]]
    verdicts = Counter(q["verdict"] for q in counts)
    assert verdicts["agrees_as"] >= 5
    assert len({q["measure"] for q in counts}) > 90
    assert sum(bool(q.get("hedge")) for q in counts) > 50
    assert sum(q["period"] == "last_year" for q in counts) > 20
    assert sum(q["scope"] == "other" for q in counts) > 20
    relations = Counter(r["kind"] for s in range(120) for r in a_generated(s).truth["relations"])
    assert {"part_whole", "flow", "growth", "share"} <= set(relations)
    claims = Counter(c["kind"] for s in range(120) for c in a_generated(s).truth["claims"])
    assert min(claims["none"], claims["all"]) > 5


# ---------------------------------------------------------------- faults and chains


@pytest.mark.parametrize("code", CODES)
def test_a_planted_fault_is_in_the_truth(code):
    for seed in range(3):
        made = a_generated(seed, (code,))
        assert code in {flag["rule"] for flag in made.truth["must_flag"]}
        assert made.truth["defects"] == [code]
        if code[0] == "T" and code in ("T201", "T202", "T203", "T301"):
            assert checks(made.draft.cells)[1]


def test_every_rule_of_a_report_has_a_planter():
    families = {
        "S": [1, *range(101, 116), *range(201, 206)],
        "T": [*range(101, 105), *range(201, 205), 301],
        "P": range(101, 113), "X": range(101, 108), "R": range(101, 109), "W": range(101, 105),
    }  # fmt: skip
    wanted = {f"{family}{n:03d}" for family, numbers in families.items() for n in numbers}
    assert set(CODES) == set(PLANTERS) == wanted
    assert set(CHAIN_CODES) == {f"Y10{n}" for n in range(1, 9)}


def test_an_unknown_fault_or_level_is_refused():
    with pytest.raises(ValueError, match="Q999"):
        a_generated(0, ("Q999",))
    with pytest.raises(ValueError, match="hamlet"):
        a_generated(0, level="hamlet")


@pytest.mark.parametrize("seed", range(5))
def test_a_series_ties_together(seed):
    years = a_series(seed, (), tuple(range(2019, 2025)))
    assert [made.year for made in years] == list(range(2019, 2025))
    assert len({made.organ.name for made in years}) == 1
    for made in years:
        assert made.truth["must_flag"] == []
        assert {told["result"] for told in made.truth["series"]} <= {"agree"}
    assert all(made.truth["series"] for made in years[1:])


@pytest.mark.parametrize("code", CHAIN_CODES)
def test_a_fault_between_years_is_in_the_truth(code):
    made = a_series(3, (code,))
    flags = [flag for report in made for flag in report.truth["must_flag"]]
    assert code in {flag["rule"] for flag in flags}
    assert {flag["scope"] for flag in flags if flag["rule"][0] == "Y"} == {"series"}


def test_the_command_writes_files_with_their_truth(tmp_path):
    command = [sys.executable, "build_demo_corpus.py", "--out", str(tmp_path), "--reports", "4"]
    options = ["--seed", "5", "--layouts", "tsv,html", "--years", "2021-2022", "--defects", "0.5"]
    run = subprocess.run(
        [*command, *options], cwd=SCRIPTS, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    truths = sorted(tmp_path.glob("*.truth.json"))
    assert len(truths) == 8
    for path in truths:
        told = json.loads(path.read_text("utf-8"))
        assert (tmp_path / told["file"]).exists()
