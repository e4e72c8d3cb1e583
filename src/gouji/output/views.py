"""What `gouji inspect` shows: the text, sections, tables, statements or quantities seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, zip_longest

from gouji.model import Audit, Cell, CellRef, Report, Span, Table
from gouji.output.parts import PAGE
from gouji.output.voice import Voice, number
from gouji.output.width import flat, shorten, table, wrap
from gouji.reconcile.formula import Term, name

MARKS: Mapping[str, str] = {"blank": "·", "dash": "—", "unread": "?"}
HEAD = {"zh": 8, "en": 13}
MEASURE = 40
View = Callable[[Audit, Report, Voice], Iterator[str]]


def shown(audit: Audit, report: Report, view: str, voice: Voice) -> str:
    """Return one view as text; `document` is exactly the normalised text."""
    if view == "document":
        return report.text
    return "\n".join(VIEWS[view](audit, report, voice)) + "\n"


def _sections(_audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    rows = [voice("view.sections").split()]
    rows += [[s.role, s.number or "", flat(s.title), _span(s.span)] for s in report.sections]
    yield from table(rows)


def _tables(_audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    if not report.tables:
        yield voice("view.no_table")
    for each in report.tables:
        certain = voice("view.certain" if each.reading_certain else "view.uncertain")
        status = voice(f"view.status.{each.status}")
        kind = voice(f"table.{each.kind}")
        yield f"{kind} {each.form} · {status} · {certain} · {_span(each.span)}"
        yield from _grid(each, voice)
        for kind, _, row in (text.partition(" row ") for text in each.deviations):
            yield voice.word(f"ui.view.deviation.{kind}", kind) + row
        yield from _failures(each, voice)
        yield ""
    yield voice("view.marks")


def _grid(each: Table, voice: Voice) -> Iterator[str]:
    columns = [*dict.fromkeys(cell.column for cell in each.cells)]
    words = [voice.word(f"link.column.{column}", column) for column in columns]
    heads = [reversed(wrap(word, HEAD[voice.lang])) for word in words]
    lines = [["", *line] for line in zip_longest(*heads, fillvalue="")][::-1]
    for row in dict.fromkeys(cell.row for cell in each.cells):
        figures = (_figure(each.cell(row, column)) for column in columns)
        lines.append([voice.word(f"link.row.{each.kind}.{row}", row), *figures])
    yield from table(lines, right=tuple(range(1, len(columns) + 1)))


def _figure(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return MARKS[cell.reading] if cell else ""
    return f"[{number(cell.value)}]" if cell.reading == "decoded" else number(cell.value)


def _failures(each: Table, voice: Voice) -> Iterator[str]:
    """Yield each sum that fails, and in one line an equation those that could not be checked."""
    for check in each.checks:
        if check.result == "differ":
            row = voice.word(f"link.row.{each.kind}.{check.over}", check.over)
            over = voice.word(f"link.column.{check.over}", row)
            sides = {"left": number(check.left), "right": number(check.right)}
            said = voice("view.differ", over=over, relation=check.relation, **sides)
            yield f"{check.rule} {said}"
    unknown = [check for check in each.checks if check.result == "not_assessable"]
    for rule in dict.fromkeys(check.rule for check in unknown):
        missing = [check.missing for check in unknown if check.rule == rule]
        cells = _cells(dict.fromkeys(ref for refs in missing for ref in refs), voice)
        yield f"{rule} {voice('view.not_assessable', count=len(missing), missing=cells)}"


def _cells(refs: Iterable[CellRef], voice: Voice) -> str:
    names = [name(Term(1, *ref), voice.lang) for ref in refs]
    more = voice("view.more", count=len(names)) if len(names) > 2 else ""
    return voice.join(names[:2]) + more


def _statements(_audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    yield voice("view.statements")
    for stmt in report.statements:
        labels = " ".join((stmt.kind or "?", *stmt.topics, *(f"({a})" for a in stmt.attributes)))
        sign = f"{stmt.marker} " if stmt.marker else ""
        yield f"{stmt.id:>3} {stmt.group:>3}  {_span(stmt.span):<12} {labels}"
        yield from wrap(sign + stmt.text, PAGE, first=" " * 9, rest=" " * 9)
    if report.pairs:
        yield voice("view.pairs")
    for (problem, why), pairs in groupby(report.pairs, lambda pair: (pair.problem, pair.why)):
        remedies = " ".join(str(pair.remedy) for pair in pairs)
        yield f"{problem:>3} → {remedies} ({why})"


def _quantities(audit: Audit, report: Report, voice: Voice) -> Iterator[str]:
    links = {link.quantity: link for link in audit.reconciliation.links}
    rows = [voice("view.quantities").split()]
    for qty in report.quantities:
        link = links.get(qty.id)
        measure = qty.measure or f"? {flat(qty.label or '').lstrip('、，,；; ')}"
        extra = [x for x in (qty.period, qty.scope) if x not in ("this_year", "organ")]
        about = " ".join((shorten(measure, MEASURE), *extra))
        verdict, cells = "—", ""
        if link:
            verdict, cells = voice(f"verdict.{link.verdict}"), _cells(link.cells, voice)
            cells += f" [{link.formula}]" if link.formula != qty.measure else ""
        rows.append([flat(qty.value.surface), about, verdict, cells])
    yield from table(rows)
    yield voice("view.claims", count=len(report.claims))
    verdicts = {link.claim: link.verdict for link in audit.reconciliation.claims}
    claims = [(c, voice(f"verdict.{verdicts[c.id]}")) for c in report.claims]
    yield from table([[f"  {c.kind}", said, flat(c.span.of(report.text))] for c, said in claims])


def _span(span: Span) -> str:
    return f"{span.start}–{span.end}"


VIEWS: Mapping[str, View] = {
    view.__name__[1:]: view for view in (_sections, _tables, _statements, _quantities)
}
