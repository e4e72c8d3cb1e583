"""Judge what is said in words, none (“未收到”) or all (“均已办结”), against the cells it speaks of.

Both say that cells are zero: those counted for none, those left over for all. An all-claim about
being in time, or one that names what is left over in its own sentence, is never contradicted.
"""

from __future__ import annotations

import re

from gouji.model import CellRef, Claim, ClaimLink, Verdict
from gouji.reconcile.formula import evaluate, figure, printed
from gouji.reconcile.prose import LEFT_OVER, Prose

# matches the year of "2022年未收到"; not "122022年"
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
# matches "审结2件,均维持": those not yet decided are not spoken of
_DECIDED = re.compile(r"(?:审结|办结|已结|结案)")


def claim_links(prose: Prose) -> tuple[ClaimLink, ...]:
    """Return the verdict on every claim; `cells` is empty where it has no twin in a table."""
    return tuple(_judge(prose, claim) for claim in prose.report.claims)


def _judge(prose: Prose, claim: Claim) -> ClaimLink:
    found = [each for formula in claim.readings if (each := evaluate(formula, prose.report))]
    refs = (ref for each in found for ref in each.cells if printed(prose.report, ref))
    figures = {ref: figure(prose.report.cell(ref)) for ref in refs}
    over = tuple(ref for ref, value in figures.items() if value and value > 0)
    years = _YEAR.findall(prose.text[prose.start(claim.span.start) : claim.span.start])
    verdict: Verdict = "agrees"
    if claim.scope not in ("organ", "area") or years[-1:] not in (
        [],
        [str(prose.report.identity.year)],
    ):
        verdict = "not_comparable"
    elif over:
        verdict = _all(prose, claim, over) if claim.kind == "all" else "differs"
    elif not figures or None in figures.values():
        verdict = "not_assessable"
    return ClaimLink(claim.id, tuple(figures), verdict, over)


def _all(prose: Prose, claim: Claim, over: tuple[CellRef, ...]) -> Verdict:
    """Judge an all-claim that the cells `over` contradict."""
    if over[0][0] == "disputes" and not prose.disclosed(claim.span):
        return "not_comparable"
    sentence = prose.sentence(claim.span)
    decided = all(column == "pending" for *_, column in over) and _DECIDED.search(sentence)
    excused = claim.subject == "timeliness" or LEFT_OVER.search(sentence)
    return "agrees" if excused or (claim.subject == "upheld" and decided) else "differs"
