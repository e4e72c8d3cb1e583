"""Whole passages beside tables: none that agrees may sound an alarm, most slips must.

The passages stand in `passages/*.txt`, one block each, in the keys of a rule page's examples;
`code` names the rule that must tell the slip. Only the rules that compare figures are run.
"""

from pathlib import Path

import pytest

from factories import an_audit, from_page, rules_fired
from gouji.config import Settings

COMPARING = Settings(select=("P", "X10"), ignore=("X106",))
FOLDER = Path(__file__).parent / "passages"
CONSISTENT = (FOLDER / "consistent.txt").read_text(encoding="utf-8").strip().split("\n\n")
DIFFERING = (FOLDER / "differing.txt").read_text(encoding="utf-8").strip().split("\n\n")


def told(block):
    return rules_fired(an_audit(**from_page(block), settings=COMPARING))


@pytest.mark.parametrize("block", CONSISTENT)
def test_what_agrees_sounds_no_alarm(block):
    assert not told(block)


def test_nine_slips_in_ten_are_told_by_their_rule():
    cases = [block.partition("\n") for block in DIFFERING]
    silent = [rest for code, _, rest in cases if not told(rest)[code.removeprefix("code: ")]]
    assert len(silent) <= len(cases) // 10, silent
