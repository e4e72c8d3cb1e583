"""The three tables as grids of cells with row and column spans, labels as the forms print them.

A `Draft` may ask for deviations by `shape`: a subtotal column, one row for other outcomes, a row
left out or added, another edition's heads, a row of labels cut by a line break.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from .draft import Draft
from .figures import APPLICANTS, BLOCKS, RESULTS, Ref

BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOME = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other": "（六）其他处理",
}
LABELS = {
    "new_received": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partly_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "refused.state_secret": "1.属于国家秘密",
    "refused.forbidden_by_law": "2.其他法律行政法规禁止公开",
    "refused.endangers_security": "3.危及“三安全一稳定”",
    "refused.third_party_rights": "4.保护第三方合法权益",
    "refused.internal_affairs": "5.属于三类内部事务信息",
    "refused.process_information": "6.属于四类过程性信息",
    "refused.enforcement_files": "7.属于行政执法案卷",
    "refused.administrative_inquiry": "8.属于行政查询事项",
    "unavailable.not_held": "1.本机关不掌握相关政府信息",
    "unavailable.needs_creation": "2.没有现成信息需要另行制作",
    "unavailable.still_unclear": "3.补正后申请内容仍不明确",
    "not_processed.petition": "1.信访举报投诉类申请",
    "not_processed.repeated": "2.重复申请",
    "not_processed.published_material": "3.要求提供公开出版物",
    "not_processed.excessive": "4.无正当理由大量反复申请",
    "not_processed.confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "other": "（六）其他处理",
    "other.correction_overdue": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other.fee_overdue": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other.rest": "3.其他",
    "concluded_total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}  # fmt: skip
STOCK_2021 = ("issued", "repealed", "in_force")
STOCK_2019 = ("made", "published", "published_total")
ITEMS = ("items_last_year", "change", "decisions")
HEADS = {
    "issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数",
    "made": "本年新制作数量", "published": "本年新公开数量", "published_total": "对外公开总数量",
    "items_last_year": "上一年项目数量", "change": "本年增/减", "decisions": "处理决定数量",
    "amount_wan": "本年收费金额（单位：万元）", "projects": "采购项目数量", "amount": "采购总金额",
}  # fmt: skip
NAMES = {
    "regulations": "规章", "normative_documents": "规范性文件", "licences": "行政许可",
    "other_services": "其他对外管理服务事项", "penalties": "行政处罚", "coercion": "行政强制",
    "fees": "行政事业性收费", "procurement": "政府集中采购",
}  # fmt: skip
EDITIONS: dict[str, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    "zfxxgk-2021": (
        ("一", STOCK_2021, ("regulations", "normative_documents")),
        ("五", ("decisions",), ("licences",)),
        ("六", ("decisions",), ("penalties", "coercion")),
        ("八", ("amount_wan",), ("fees",)),
    ),
    "zfxxgk-2019": (
        ("一", STOCK_2019, ("regulations", "normative_documents")),
        ("五", ITEMS, ("licences", "other_services")),
        ("六", ITEMS, ("penalties", "coercion")),
        ("八", ITEMS[:2], ("fees",)),
        ("九", ("projects", "amount"), ("procurement",)),
    ),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell and how many rows and columns it covers; `head` marks labels."""

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False


Grid = list[list[Cell]]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def tables(draft: Draft) -> dict[str, Grid]:
    """Return the grids of a draft by section role; a dropped table is absent."""
    made = {
        "disclosure": _disclosure(draft),
        "applications": _applications(draft),
        "disputes": _disputes(draft),
    }
    return {role: grid for role, grid in made.items() if draft.shape.get(role) != "absent"}


def text_of(draft: Draft, ref: Ref) -> str:
    """Return what a cell prints."""
    if ref in draft.printed:
        return draft.printed[ref]
    value = draft.cells.get(ref)
    return "" if value is None else figure(value)


def figure(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    whole = value == value.to_integral_value()
    return f"{value.quantize(Decimal(1)) if whole else value.normalize():f}"


def dress(draft: Draft, rng: Random, style: str) -> None:
    """Print cells as offices do: with signs, units, separators, wide digits, remarks."""
    for (table, row, column), value in draft.cells.items():
        if value is None:
            continue
        ref, text = (table, row, column), figure(value)
        if column == "change" and value:
            signs = ("+{}", "{}", "增{}") if value > 0 else ("-{}", "-{}", "减{}")
            text = rng.choice(signs).format(figure(abs(value)))
        elif column == "amount" and value:
            wan = figure(value / 10000)
            text = rng.choice((text, f"{text}元", f"{text}元", f"{wan}万元"))
        elif style == "commas" and value >= 1000:
            text = f"{value:,}"
        elif style == "wide":
            text = text.translate(WIDE)
        elif column == "issued" and value > 4 and rng.random() < 0.04:
            text = f"{text}（其中修订{rng.randint(1, 3)}件）"
        if text != figure(value):
            draft.printed.setdefault(ref, text)


def _head(text: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(text, rows, columns, head=True)


def _disclosure(draft: Draft) -> Grid:
    edition = (
        "zfxxgk-2021" if ("disclosure", "fees", "amount_wan") in draft.cells else "zfxxgk-2019"
    )
    grid: Grid = []
    for turn, columns, rows in EDITIONS[edition]:
        grid.append([_head(f"第二十条第（{turn}）项", 1, 4)])
        span = _widths(len(columns))
        labels = [_column(edition, key, turn) for key in columns]
        grid.append(
            [_head("信息内容"), *(_head(t, 1, w) for t, w in zip(labels, span, strict=True))]
        )
        for row in rows:
            name = (
                "行政" + NAMES[row]
                if edition == "zfxxgk-2021" and row == "normative_documents"
                else NAMES[row]
            )
            values = [text_of(draft, ("disclosure", row, key)) for key in columns]
            grid.append([_head(name), *(Cell(t, 1, w) for t, w in zip(values, span, strict=True))])
    return grid


def _widths(count: int) -> list[int]:
    return {1: [3], 2: [1, 2], 3: [1, 1, 1]}[count]


def _column(edition: str, key: str, turn: str) -> str:
    return (
        "本年处理决定数量"
        if edition == "zfxxgk-2021" and key == "decisions" and turn
        else HEADS[key]
    )


def _applications(draft: Draft) -> Grid:
    rows = list(dict.fromkeys(row for kind, row, _ in draft.cells if kind == "applications"))
    subtotal = draft.shape.get("subtotal") == "yes"
    columns: list[str] = [*APPLICANTS, "total"]
    if subtotal:
        columns.insert(6, "subtotal")
    wide = len(columns)
    grid: Grid = [
        [_head(BALANCE, 3, 3), _head("申请人情况", 1, wide)],
        [_head("自然人", 2), _head("法人或其他组织", 1, wide - 2), _head("总计", 2)],
        [_head(text) for text in (*ORGANISATIONS, *(["法人小计"] if subtotal else []))],
    ]
    chapter = [row for row in rows if row not in ("new_received", "carried_in", "carried_out")]
    last_group = ""
    for row in rows:
        labels: list[Cell] = []
        if row not in chapter:
            labels = [_head(LABELS[row], 1, 3)]
        else:
            if row == chapter[0]:
                labels.append(_head("三、本年度办理结果", len(chapter)))
            group = row.partition(".")[0] if "." in row else ""
            if group and group != last_group:
                size = sum(r.startswith(f"{group}.") for r in rows)
                labels.append(_head(_cut(draft, GROUPS[group]), size))
            labels.append(_head(draft.shape.get(f"label {row}", LABELS[row]), 1, 1 if group else 2))
            last_group = group
        grid.append(labels + [Cell(_value(draft, row, key)) for key in columns])
    return grid


def _cut(draft: Draft, label: str) -> str:
    return label.replace("）", "）\n", 1) if draft.shape.get("cut") == "yes" else label


def _value(draft: Draft, row: str, column: str) -> str:
    if column != "subtotal":
        return text_of(draft, ("applications", row, column))
    cells = [draft.cells["applications", row, key] for key in APPLICANTS[1:]]
    return figure(sum((value for value in cells if value is not None), Decimal(0)))


def _disputes(draft: Draft) -> Grid:
    values = [
        Cell(text_of(draft, ("disputes", block, key)))
        for block in BLOCKS
        for key in (*RESULTS, "total")
    ]
    return [
        [_head("行政复议", 1, 5), _head("行政诉讼", 1, 10)],
        [
            *(_head(t, 2) for t in OUTCOME),
            _head("未经复议直接起诉", 1, 5),
            _head("复议后起诉", 1, 5),
        ],
        [_head(text) for text in (*OUTCOME, *OUTCOME)],
        values,
    ]


def expand(grid: Grid) -> list[list[tuple[Cell, bool]]]:
    """Return the full matrix: for each place its cell, and whether the cell begins there."""
    matrix: list[list[tuple[Cell, bool] | None]] = []
    for r, row in enumerate(grid):
        while len(matrix) <= r:
            matrix.append([])
        column = 0
        for cell in row:
            while column < len(matrix[r]) and matrix[r][column] is not None:
                column += 1
            for down in range(cell.rows):
                while len(matrix) <= r + down:
                    matrix.append([])
                line = matrix[r + down]
                line.extend([None] * (column + cell.columns - len(line)))
                for across in range(cell.columns):
                    line[column + across] = (cell, down == 0 and across == 0)
            column += cell.columns
    return [[place for place in line if place is not None] for line in matrix]
