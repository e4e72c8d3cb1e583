"""Web pages: what is the report and what is the site, what shows and what does not."""

from __future__ import annotations

import re

import pytest

from gouji.data import load_toml
from gouji.model import Document
from gouji.read import read_bytes

SENTENCE = "柳湾镇持续扩大公开范围，切实保障人民群众的知情权，全年公开信息{}条。"
PROSE = "".join(f"<p>（{n}）{SENTENCE.format(n) * n}</p>" for n in range(1, 10))


def read(page: str, encoding: str = "utf-8") -> Document:
    return read_bytes(page.encode(encoding), uri="page.html")


def blocks(page: str, encoding: str = "utf-8") -> list[str]:
    doc = read(page, encoding)
    return [block.span.of(doc.text) for block in doc.blocks]


def test_text_behind_the_end_of_a_box_that_ends_early_is_kept() -> None:
    last = "无其他需要报告的事项，本机关未收取信息处理费，特此说明。"
    page = f"""<div class=nav><a href=1>首页</a></div><div class=art>
        <h1>柳湾镇2023年政府信息公开工作年度报告</h1><span>发布时间：2024-01-30</span>
        <div id=zoom>{PROSE}</div></div><p>六、其他需要报告的事项</p><p>{last}</p>
        <div class=links>友情链接：<a href=2>云岭县</a></div>"""
    found = blocks(page)
    assert found[:2] == ["柳湾镇2023年政府信息公开工作年度报告", "发布时间：2024-01-30"]
    assert found[-2:] == ["六、其他需要报告的事项", last]
    assert len(found) == 13


def test_what_is_hidden_goes_unless_it_is_the_report() -> None:
    spans = '公开<span style="DISPLAY: none">_GoBack</span>信息'
    page = (
        f"<div hidden>副本</div>{PROSE}<p>{spans}</p><div style='display:none'>{PROSE[:60]}</div>"
    )
    assert blocks(page)[9:] == ["公开信息"]
    assert len(blocks(f'<div style="display:none">{PROSE}</div><div>全真版</div>')) == 9


def test_buttons_inside_the_report_go() -> None:
    buttons = "<p>【打印】【关闭】</p><p>字体：大 中 小</p><p>上一篇：<a href=1>甲</a></p>"
    assert len(blocks(f"<div>{PROSE}{buttons}</div>")) == 9


def test_no_line_of_the_report_goes_for_the_name_of_its_box() -> None:
    page = f"<div id=zoom><div class=page>{PROSE}<p>无</p></div><div class=header>附注</div></div>"
    assert blocks(page)[9:] == ["无"]
    assert blocks("<div class=a>规章</div><div class=b>无</div>") == ["规章", "无"]
    assert blocks(f"<div>{PROSE}<p><a href=1>全年公开信息，详见附件。</a></p></div>")[9:] == [
        "全年公开信息，详见附件。"
    ]


def test_word_and_its_line_breaks() -> None:
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{}</style>
    </head><body lang=ZH-CN><div class=WordSection1><p class=MsoNormal style='text-indent:2em'><span
    lang=EN-US>2023</span><span>年柳湾镇持续扩大公开
范围，公开信息</span><span lang=EN-US>120<o:p></o:p></span>条。</p>
    <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>（一）</span>
    <![endif]>主动公开</p><table><tr><td>规&nbsp; 章</td><td><p>1<o:p>&nbsp;</o:p></p></td>
    <td>2</td></tr><tr><td>行政
许可</td><td>0</td><td><br></td></tr></table></div></body></html>"""
    found = blocks(page, "gb18030")
    assert found[0] == "2023年柳湾镇持续扩大公开范围，公开信息120条。"
    assert found[1].replace(" ", "") == "（一）主动公开"
    assert found[2] == "规章\t1\t2\n行政许可\t0\t"


def test_lines_lists_and_preformatted_text() -> None:
    one, two = SENTENCE.format(1), SENTENCE.format(20)
    assert blocks(f"<div>　　{one}<br/>&nbsp;&nbsp;{two}</div>") == [one, two]
    assert blocks("<div><ol><li>加强领导</li><li>加强培训</li></ol></div>") == [
        "1.加强领导",
        "2.加强培训",
    ]
    assert blocks(f"<html><pre>一、总体情况\n{one}\n</pre></html>") == ["一、总体情况", one]


def test_a_table_inside_a_layout_table_is_a_grid_and_the_layout_is_none() -> None:
    table = "<table><tr><td>规章<td>1<td>2<tr><td>许可<td>3<td>4</table>"
    doc = read(f"<table><tr><td><p>一、总体情况</p>{PROSE}{table}<p>以上。</p></td></tr></table>")
    assert [[cell.text for cell in row] for row in doc.grids[0].rows] == [
        ["规章", "1", "2"],
        ["许可", "3", "4"],
    ]
    assert doc.grids[0].certain
    assert doc.text.endswith("许可\t3\t4\n以上。")


def test_the_text_of_a_table_inside_a_cell_stays_in_the_cell_and_makes_it_doubtful() -> None:
    inner = "<table><tr><td>甲<td>乙</table>"
    page = f"<table><tr><td>规章<td>1<td>2<tr><td>许可<td>3<td>{inner}</table>"
    (grid,) = read(page).grids
    assert grid.rows[1][2].text == "甲乙"
    assert not grid.certain


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
def test_encodings(encoding: str) -> None:
    text = "政府信息公開年度報告，全年公開一百二十件。"
    page = f"<html><head><meta charset={encoding}></head><body><p>{text}</p></body></html>"
    assert blocks(page, encoding) == [text]


@pytest.mark.parametrize("name", load_toml("chrome.toml"))
def test_the_vocabulary_matches_its_examples_and_nothing_else(name: str) -> None:
    group = load_toml("chrome.toml")[name]
    pattern = re.compile("|".join(group["patterns"]), re.IGNORECASE)
    match = {"boxes": pattern.search, "lines": pattern.fullmatch, "head": pattern.match}[name]
    assert [text for text in group["must_match"] if not match(text)] == []
    assert [text for text in group["must_not"] if match(text)] == []
