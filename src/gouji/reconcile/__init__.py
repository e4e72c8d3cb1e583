"""Reconciles a report's counts with its tables and with each other; says how much was looked at."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from gouji.model import Coverage, Reconciliation, Report, Verdict
from gouji.reconcile.claims import claim_links
from gouji.reconcile.enumerations import enumerations
from gouji.reconcile.link import links, reconsidered, shares
from gouji.reconcile.prose import Prose
from gouji.reconcile.relations import relations

__all__ = ["coverage", "reconcile"]


def reconcile(report: Report) -> Reconciliation:
    """Compare everything in a report that can be compared. Never raises for what it says."""
    prose, linked = Prose(report), links(report)
    linked = tuple(sorted((*linked, *shares(prose, linked)), key=lambda link: link.quantity))
    related = (*relations(prose, linked), *enumerations(prose))
    return Reconciliation(reconsidered(prose, linked, related), related, claim_links(prose))


def coverage(report: Report, rec: Reconciliation) -> Coverage:
    """Count what was found, linked and judged, and why the rest was not.

    A count without a link has no twin in the tables, or its subject is not known.
    """
    linked = {link.quantity for link in rec.links}
    unlinked = [qty for qty in report.quantities if qty.id not in linked]
    verdicts = Counter(link.verdict for link in rec.links)
    return Coverage(
        quantities=len(report.quantities),
        linked=len(linked),
        verdicts={verdict: verdicts[verdict] for verdict in get_args(Verdict)},
        relations=len(rec.relations),
        relations_hold=sum(rel.holds is True for rel in rec.relations),
        unlinked={
            "no_twin": sum(qty.measure is not None for qty in unlinked),
            "unknown_measure": sum(qty.measure is None for qty in unlinked),
        },
        tables={table.kind: table.status for table in report.tables},
    )
