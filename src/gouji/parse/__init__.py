"""Document → Report: outline, tables, identity, statements, quantities, claims."""

from __future__ import annotations

from gouji.model import Document, Report
from gouji.parse.claims import claims
from gouji.parse.context import narrative
from gouji.parse.glued import settle_by_prose
from gouji.parse.identity import identify
from gouji.parse.outline import outline, passages
from gouji.parse.quantities import quantities
from gouji.parse.statements import split
from gouji.parse.tables import recognise

__all__ = ["parse"]


def parse(doc: Document) -> Report:
    """Return what `doc` means; statements carry no labels yet.

    Never raises: what is not found is absent from the result.
    """
    plan = outline(doc)
    form, tables = recognise(doc, plan.sections)
    identity = identify(doc, plan, form)
    prose = passages(doc, plan, tables)
    texts = narrative(doc, prose)
    counts = quantities(doc, texts, identity, form)
    return Report(
        document=doc,
        identity=identity,
        form=form,
        sections=plan.sections,
        tables=settle_by_prose(tables, counts),
        statements=split(doc, plan, prose),
        quantities=counts,
        claims=claims(texts, identity, counts),
    )
