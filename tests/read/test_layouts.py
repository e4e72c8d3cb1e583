"""The same report in every layout reads the same, and no damaged file does more than be refused."""

from __future__ import annotations

import random
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.errors import ReadError
from gouji.model import Document
from gouji.read import read_bytes
from read import flows

HEAD = [
    [
        ("（本列数据的勾稽关系为：略）", 2, 2),
        ("自然人", 2, 1),
        ("法人或其他组织", 1, 2),
        ("总计", 2, 1),
    ],
    [("商业企业", 1, 1), ("科研机构", 1, 1)],
]
BODY = [
    [("一、本年新收政府信息公开申请数量", 1, 2), *((x, 1, 1) for x in ("1", "", "—", "1,204"))],
    [("三、本年度办理结果", 2, 1), *((x, 1, 1) for x in ("（一）予以公开", "1", "0", "0", "1"))],
    [(x, 1, 1) for x in ("（二）部分公开", "12", "0", "0", "12")],
]
FLOW: flows.Flow = [
    "柳湾镇2023年政府信息公开工作年度报告",
    "一、总体情况",
    "柳湾镇持续扩大公开范围，全年公开信息1204条 *不含转载* <1>；办结率100%。",
    "三、收到和处理政府信息公开申请情况",
    [*HEAD, *BODY],
    "六、其他需要报告的事项",
    "无",
]
TEXT = [x for x in FLOW if isinstance(x, str)]
SITE = """<html><head><title>柳湾</title><script>var a = "公开信息9条。"</script></head><body>
<div class="header"><a href="/">首页</a> <a href="/x">政务公开</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/x">政府信息公开年报</a></div>
<div class="main"><ul class="left"><li><a href="/1">目录</a></li><li>年报</li></ul>
<div class="right">%s<div class="share">分享到：<a href="#">微信</a></div></div></div>
<div class="foot"><p>版权所有：柳湾镇</p><p>为确保最佳浏览效果，建议您使用新版；谢谢。</p></div>
</body></html>"""
OLD_SITE = """<table><tr><td><a href=1>首页</a></td><td><a href=2>公开</a></td></tr></table>
<table><tr><td><a href=3>目录</a><br><a href=4>年报</a></td><td>%s</td></tr></table>
<table><tr><td>版权所有：柳湾镇</td><td>京ICP备1号</td></tr></table>"""
LAYOUTS = {
    "html": lambda flow: flows.as_html(flow).encode(),
    "gbk": lambda flow: f"<meta charset=gb2312>{flows.as_html(flow)}".encode("gb18030"),
    "site": lambda flow: (SITE % flows.as_html(flow)).encode(),
    "old site": lambda flow: (OLD_SITE % flows.as_html(flow)).encode(),
    "breaks": lambda flow: flows.as_html(flow).replace("<p>", "<br>　　").encode(),
    "docx": flows.as_docx,
    "markdown": lambda flow: flows.as_markdown(flow).encode(),
    "mixed markdown": lambda flow: flows.as_markdown(flow, html_tables=True).encode(),
}


def read(data: bytes) -> Document:
    return read_bytes(data, uri="report")


def check(doc: Document) -> None:
    for grid in doc.grids:
        for row in grid.rows:
            assert all(cell.span.of(doc.text) == cell.text for cell in row)
            assert not any(set(cell.text) & set("\t\n") for cell in row)
    assert not any("\ufdd0" <= char <= "\ufdef" for char in doc.text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_and_rows_are_the_same(layout: str) -> None:
    doc = read(LAYOUTS[layout](FLOW))
    check(doc)
    assert [b.span.of(doc.text) for b in doc.blocks if b.kind == "paragraph"] == TEXT
    (grid,) = doc.grids
    if layout == "markdown":  # which knows no merged cells
        shown = [[cell.text for cell in row if cell.text] for row in grid.rows]
        assert shown == [[text for text, _, _ in row if text] for row in FLOW[4]]
    else:
        made = [[(cell.text, cell.row_span, cell.column_span) for cell in row] for row in grid.rows]
        assert made == [list(row) for row in FLOW[4]]


WORDS = st.text(alphabet="规章公开0123456789，。、（）一二*_|<>&#-", min_size=1, max_size=12)
TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=2, max_size=4)
)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_any_table_reads_the_same_as_html_and_docx(table: list[list[str]]) -> None:
    part = [[(text, 1, 1) for text in row] for row in table]
    if any(set(text) - set(" ") for row in table for text in row):
        doc, page = read(flows.as_docx([part])), read(flows.as_html([part]).encode())
        assert [[c.text for c in r] for r in doc.grids[0].rows] == [
            [c.text for c in r] for r in page.grids[0].rows
        ]


HURT = ["<table>", "</table>", "<td colspan=9999 rowspan=0>", "</div>", "\ufdd0\ufdd3", "|", "\0"]


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**9), layout=st.sampled_from(["site", "mixed markdown", "docx"]))
def test_mutated_files_are_read_or_refused(seed: int, layout: str) -> None:
    chance = random.Random(seed)
    data = LAYOUTS[layout](FLOW)
    inner = _document(data) if layout == "docx" and seed % 2 else data
    hurt = bytearray(inner)
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(hurt))
        if seed % 3:
            hurt[at : at + chance.randrange(9)] = chance.choice(HURT).encode()
        else:
            hurt[at] = chance.randrange(256)
    if seed % 5 == 0:
        hurt = hurt[: chance.randrange(len(hurt))]
    data = _with_document(data, bytes(hurt)) if inner is not data else bytes(hurt)
    with suppress(ReadError):
        check(read(data))


def _document(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read("word/document.xml")


def _with_document(data: bytes, document: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return out.getvalue()


NESTED = {
    "rule": "# a\n" + "-" * 50_000 + "x",
    "brackets": "# a\n" + "[" * 50_000,
    "emphasis": "# a\n" + " _a" * 20_000,
    "open tables": "# a\n" + "<table>" * 20_000,
    "buttons": f"<p>{'返回顶部' * 9_000}x</p><p>无",
    "lists": "<ol>" + "<li>无" * 20_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_hostile_text_takes_no_longer_than_other(name: str) -> None:
    with suppress(ReadError):
        check(read(NESTED[name].encode()))
