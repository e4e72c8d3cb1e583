"""Judge what is said in words, none (“未收到”) or all (“均已办结”), against the cells it speaks of.

Both say that cells are zero: those counted for none, those left over for all. An all-claim about
being in time, or one that names what is left over in its own sentence, is never contradicted.
"""

from __future__ import annotations

import re

from gouji.model import CellRef, Claim, ClaimLink, Report, Verdict
from gouji.reconcile.formula import evaluate, figure
from gouji.text.fold import fold

# matches "另有2件顺延至下年度答复"; not "顺利办结"
_LEFT_OVER = re.compile(r"结转|顺延|延期|转下|正在(?:办|处|审)理|尚未(?:办结|审结|答复)|未到期")
# matches the year of "2022年未收到"; not "122022年"
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_END = re.compile(r"[。!?\n]")


def claim_links(report: Report) -> tuple[ClaimLink, ...]:
    """Return the verdict on every claim; `cells` is empty where it has no twin in a table."""
    text = fold(report.text)
    return tuple(_judge(report, claim, text) for claim in report.claims)


def _judge(report: Report, claim: Claim, text: str) -> ClaimLink:
    found = [each for formula in claim.readings if (each := evaluate(formula, report))]
    cells = tuple(dict.fromkeys(ref for each in found for ref in each.cells))
    over = tuple(ref for ref in cells if (figure(report.cell(ref)) or 0) > 0)
    return ClaimLink(claim.id, cells, _verdict(report, claim, cells, bool(over), text), over)


def _verdict(
    report: Report, claim: Claim, cells: tuple[CellRef, ...], over: bool, text: str
) -> Verdict:
    before = _END.split(text[: claim.span.start])[-1]
    years = _YEAR.findall(before)
    if claim.scope not in ("organ", "area") or years[-1:] not in ([], [str(report.identity.year)]):
        return "not_comparable"
    if over:
        sentence = before + _END.split(text[claim.span.start :])[0]
        excused = claim.subject == "timeliness" or _LEFT_OVER.search(sentence)
        return "agrees" if claim.kind == "all" and excused else "differs"
    read = cells and all(figure(report.cell(ref)) is not None for ref in cells)
    return "agrees" if read else "not_assessable"
