"""Audits built by hand, so that pages and JSON are tested without the parts that make audits."""

import re
from dataclasses import replace
from decimal import Decimal

from gouji.messages import say
from gouji.model import (
    Audit,
    Block,
    Cell,
    Check,
    Claim,
    ClaimLink,
    Coverage,
    DigestSentence,
    Document,
    Evidence,
    Finding,
    Identity,
    Link,
    Outcome,
    Pair,
    Quantity,
    Reconciliation,
    Relation,
    Report,
    Section,
    Source,
    Span,
    Statement,
    Summary,
    Table,
    Value,
)

TEXT = """柳湾街道2019年政府信息公开工作年度报告
一、总体情况
（一）加强制度建设。落实信息公开专项经费。
（二）拓展公开渠道。全年网站公开信息90条，其中动态类50条，公告类30条。未收到公开申请。
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t0\t0
二、上年结转政府信息公开申请数量\t—\t3
五、存在的主要问题及改进情况
一是人手偏少，队伍不稳。二是没有公开工作专项经费。三是我镇居民知晓率不高。
下一步，一是配强工作人员；二是开展条例宣传。
六、其他需要报告的事项
无。
"""
ROLES = {"一": "overview", "三": "applications", "五": "problems", "六": "other"}
SOURCE = Source("reports/柳湾街道_2019.txt", "ab" * 32, "text/plain", len(TEXT.encode()))
VERSIONS = {"gouji": "0.1.0", "model": "lexicon", "taxonomy": "1"}


def at(surface, nth=0):
    start = [m.start() for m in re.finditer(re.escape(surface), TEXT)][nth]
    return Span(start, start + len(surface))


def sections():
    starts = [
        m.start()
        for m in re.finditer(r"^[一三五六]、", TEXT, re.M)
        if "数量" not in m.string[m.start() : m.start() + 20]
    ]
    for start, end in zip(starts, [*starts[1:], len(TEXT)], strict=True):
        heading = Span(start, TEXT.index("\n", start))
        number, _, title = heading.of(TEXT).partition("、")
        yield Section(Span(start, end), heading, number, title, ROLES[number])


def quantity(key, surface, measure=None, readings=(), **more):
    amount = Decimal(re.match(r"\d+", surface)[0])
    value = Value(amount, amount, amount, surface[-1], surface, surface[-1])
    return Quantity(key, value, at(surface), measure, None, readings, section="overview", **more)


def statement(key, text, kind, topics=(), group=0, marker=None, section="problems", heading=None):
    return Statement(
        key, at(text), text, section, heading, group, marker, "body", kind, topics, {kind: 0.9}
    )


def table():
    def cell(row, column, text, span):
        number = Decimal(text) if text.isdigit() else None
        return Cell(row, column, text, number, "件", "dash" if number is None else "read", span)

    rows = TEXT.index("一、本年新收")
    return Table(
        "zfxxgk-2019",
        "applications",
        (
            cell("new_received", "natural_person", "0", at("\t0\t0")),
            cell("new_received", "total", "0", at("\t0\t0")),
            cell("carried_in", "natural_person", "—", at("—")),
            cell("carried_in", "total", "3", at("\t3")),
        ),
        "disputed",
        False,
        Span(rows, TEXT.index("\n五、")),
        checks=(
            Check(
                "A-ROW",
                "T203",
                "carried_in",
                (("applications", "carried_in", "natural_person"),),
                (("applications", "carried_in", "total"),),
                None,
                Decimal(3),
                "not_assessable",
                missing=(("applications", "carried_in", "natural_person"),),
            ),
        ),
        deviations=("missing row （七）总计",),
    )


def township():
    """A sub-district's report of 2019 with something of everything a page can show."""
    report = Report(
        document=Document(SOURCE, TEXT, (Block(Span(0, len(TEXT)), "paragraph"),)),
        identity=Identity(
            "柳湾街道", "government", "township", None, 2019, Span(0, 20), ("柳湾街道",)
        ),
        form="zfxxgk-2019",
        sections=tuple(sections()),
        tables=(table(),),
        statements=(
            statement(
                0,
                "落实信息公开专项经费",
                "achievement",
                ("funding",),
                0,
                "（一）",
                "overview",
                "（一）加强制度建设",
            ),
            statement(1, "人手偏少", "problem", ("staffing",), 1, "一是"),
            statement(2, "队伍不稳", "problem", ("staffing",), 1),
            statement(3, "没有公开工作专项经费", "problem", ("funding",), 2, "二是"),
            statement(4, "我镇居民知晓率不高", "problem", ("publicity",), 3, "三是"),
            statement(5, "配强工作人员", "remedy_planned", ("staffing",), 4, "一是"),
            statement(6, "开展条例宣传", "remedy_planned", ("publicity",), 5, "二是"),
            statement(7, "无", "none_declared", (), 6, None, "other"),
        ),
        pairs=(Pair(1, 5, 1.0, "ordinal"), Pair(2, 5, 1.0, "ordinal"), Pair(4, 6, 0.7, "topic")),
        quantities=(
            quantity(0, "90条", "published.by_channel.website"),
            quantity(1, "50条"),
            quantity(2, "30条"),
        ),
        claims=(Claim(0, at("未收到公开申请"), "none", "applications.new_received", ()),),
    )
    parts = Relation("part_whole", at("90条"), 0, (1, 2), False, False, Decimal(90), Decimal(80))
    new = ("applications", "new_received", "total")
    return Audit(
        source=SOURCE,
        versions=VERSIONS,
        report=report,
        reconciliation=Reconciliation((), (parts,), (ClaimLink(0, (new,), "agrees"),)),
        coverage=Coverage(3, 0, {}, 1, 0, {"no_twin": 3}, {"applications": "disputed"}),
        outcomes={
            "P101": Outcome("skip", detail="tables.applications"),
            "R103": Outcome("findings", (finding("R103", "没有公开工作专项经费"),)),
            "S101": Outcome("pass"),
            "S202": Outcome("findings", (finding("S202", "我镇", "柳湾街道"),)),
            "T201": Outcome("findings", (replace(finding("T201", cell=True), uncertain=True),)),
            "X101": Outcome("findings", (finding("X101", "90条", "50条", "30条"),)),
            "X102": Outcome("crash", detail="Traceback …\nKeyError: 'x'\n"),
        },
        summary=Summary(
            {"applications.new_received": Decimal(0), "published.by_channel.website": Decimal(90)},
            (
                DigestSentence("新收申请 0 件。", (at("\t0\t0"),)),
                DigestSentence("自述问题 3 项，其中 1 项未见对应措施。", (at("人手偏少"),)),
            ),
            (1, 2, 3, 4),
            (5, 6),
            (3,),
            (),
        ),
    )


LEVELS = {"R103": "warning", "S202": "warning", "T201": "error", "X101": "error"}


def finding(code, *quotes, cell=False):
    evidence = [Evidence(at(quote), quote) for quote in quotes]
    if cell:
        evidence = [Evidence(at("\t3"), "3", ("applications", "carried_in", "total"))]
    message = say("ui.finding.quote", text=" ↔ ".join(quotes) or "上年结转 3 件")
    return Finding(code, "a-name", LEVELS[code], message, tuple(evidence), "0" * 16)


def linked():
    """The township's audit with one count compared with the table."""
    audit = township()
    new = ("applications", "carried_in", "total")
    link = Link(1, (new,), "applications.carried_in", "differs", Decimal(3))
    return replace(audit, reconciliation=replace(audit.reconciliation, links=(link,)))


def unread():
    """A file that could not be read."""
    message = say("ui.page.no_edition")
    found = Finding("S001", "unreadable-document", "error", message, (), "1" * 16)
    return Audit(SOURCE, VERSIONS, {"S001": Outcome("findings", (found,))})
