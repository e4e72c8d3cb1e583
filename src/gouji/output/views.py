"""What `gouji inspect` shows: the text, sections, tables, statements or quantities seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from gouji.model import Audit, Cell, CellRef, Report, Span, Table
from gouji.output.voice import Voice, number
from gouji.output.width import flat, shorten, table
from gouji.reconcile.formula import Term, name

MARKS: Mapping[str, str] = {"blank": "·", "dash": "—", "unread": "?"}
View = Callable[[Audit, Report, Voice], Iterator[str]]


def shown(audit: Audit, report: Report, view: str, voice: Voice) -> str:
    """Return one view as text; `document` is exactly the normalised text."""
    if view == "document":
        return report.text
    return "\n".join(VIEWS[view](audit, report, voice)) + "\n"


def _sections(_audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    rows = [voice("view.sections").split()]
    rows += [[s.role, s.number or "", flat(s.title), _span(s.span)] for s in report.sections]
    yield from table([tuple(row) for row in rows])


def _tables(_audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    if not report.tables:
        yield voice("view.no_table")
    for each in report.tables:
        certain = voice("view.certain" if each.reading_certain else "view.uncertain")
        kind = voice(f"table.{each.kind}")
        yield f"{kind} {each.form} {each.status} · {certain} · {_span(each.span)}"
        yield from _grid(each, voice)
        yield from (voice("view.deviation", text=text) for text in each.deviations)
        for check in each.checks:
            if check.result != "agree":
                yield voice(
                    f"view.{check.result}",
                    equation=check.equation,
                    over=check.over,
                    left=number(check.left),
                    right=number(check.right),
                    relation=check.relation,
                    missing=_cells(check.missing, voice),
                )
        yield ""
    yield voice("view.marks")


def _grid(each: Table, voice: Voice) -> Iterator[str]:
    rows = dict.fromkeys(cell.row for cell in each.cells)
    columns = dict.fromkeys(cell.column for cell in each.cells)
    cells = {(cell.row, cell.column): cell for cell in each.cells}
    head = ("", *(voice.word(f"link.column.{column}", column) for column in columns))
    body = (
        (
            voice.word(f"link.row.{each.kind}.{row}", row),
            *(_figure(cells.get((row, c))) for c in columns),
        )
        for row in rows
    )
    yield from table([head, *body], right=tuple(range(1, len(columns) + 1)))


def _figure(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.value is None:
        return MARKS[cell.reading]
    return f"[{number(cell.value)}]" if cell.reading == "decoded" else number(cell.value)


def _cells(refs: Iterable[CellRef], voice: Voice) -> str:
    names = [name(Term(1, *ref), voice.lang) for ref in refs]
    more = voice("view.more", count=len(names)) if len(names) > 2 else ""
    return voice.join(names[:2], "list") + more


def _statements(_audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    yield voice("view.statements")
    for stmt in report.statements:
        labels = " ".join((stmt.kind or "?", *stmt.topics, *(f"({a})" for a in stmt.attributes)))
        sign = f"{stmt.marker} " if stmt.marker else ""
        yield f"{stmt.id:>3} {stmt.group:>3} {_span(stmt.span):<12} {labels}"
        yield f"        {sign}{flat(stmt.text)}"
    answers = (f"{pair.problem}→{pair.remedy} ({pair.why})" for pair in report.pairs)
    yield voice("view.pairs", text=voice.join(answers, "list"))


def _quantities(audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    links = {link.quantity: link for link in audit.reconciliation.links}
    rows = [tuple(voice("view.quantities").split())]
    for qty in report.quantities:
        link = links.get(qty.id)
        cells = _cells(link.cells, voice) if link else ""
        measure = qty.measure or f"? {flat(qty.label or '')}"
        extra = [x for x in (qty.period, qty.scope) if x not in ("this_year", "organ")]
        about = " ".join((shorten(measure, 40), *extra))
        verdict = voice(f"verdict.{link.verdict}") if link else "—"
        rows.append((flat(qty.value.surface), about, link.formula if link else "", cells, verdict))
    yield from table(rows)
    yield voice("view.claims", count=len(report.claims))
    verdicts = {link.claim: link.verdict for link in audit.reconciliation.claims}
    for claim in report.claims:
        said = voice(f"verdict.{verdicts[claim.id]}") if claim.id in verdicts else "—"
        yield f"  {claim.kind}  {said}  {flat(claim.span.of(report.text))}"


def _span(span: Span) -> str:
    return f"{span.start}–{span.end}"


VIEWS: Mapping[str, View] = {
    "sections": _sections,
    "tables": _tables,
    "statements": _statements,
    "quantities": _quantities,
}
