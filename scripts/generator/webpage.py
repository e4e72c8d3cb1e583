"""Prints a report as the HTML page of a government site, with all that stands around the text.

Layout tables, navigation, inline styles and the debris of word processors are there on purpose; the
report's own tables keep their row and column spans.
"""

from __future__ import annotations

from html import escape

from .layouts import Printable
from .tables import Cell, Grid

NAV = ("首页", "政务公开", "政务服务", "互动交流", "走进我们")
STYLES = (
    "font-family:宋体;font-size:16pt;line-height:28pt",
    "margin:0cm;text-indent:32pt;mso-char-indent-count:2.0",
    "text-align:justify",
)


def as_html(report: Printable) -> bytes:
    """Return the page; the variant decides between a clean site, nested layout tables and Word."""
    way = report.variant % 3
    body = "".join(_block(kind, content, way) for kind, content in report.blocks)
    codec = "gb18030" if report.variant % 6 == 4 else "utf-8"
    declared = "gb2312" if codec == "gb18030" else "utf-8"
    page = _page(report, body, way, declared)
    return page.encode(codec)


def _page(report: Printable, body: str, way: int, charset: str) -> str:
    title = escape(report.title)
    links = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(NAV))
    date = f"{report.year + 1}-01-2{report.variant % 9}"
    office = ' xmlns:o="urn:schemas-microsoft-com:office:office"' if way == 2 else ""
    article = (
        f'<h1 class="title">{title}</h1><div class="info"><span>发布时间：{date}</span> '
        f"<span>来源：{escape(report.organ)}</span> <span>字体：[大 中 小]</span></div>"
        f'<div class="TRS_Editor" id="zoom">{body}</div>'
    )
    if way == 1:  # the page itself is laid out with tables
        article = (
            f'<table width="980" border="0" align="center"><tr><td width="200" valign="top">'
            '<table><tr><td><a href="/zn/">公开指南</a></td></tr>'
            '<tr><td><a href="/ml/">公开目录</a></td></tr></table></td>'
            f'<td><table width="100%"><tr><td>{article}</td></tr></table></td></tr></table>'
        )
    return (
        f'<!DOCTYPE html>\n<html{office}><head><meta charset="{charset}">'
        f"<title>{title}-{escape(report.organ)}</title>"
        f"<style>.nav li{{float:left}}td{{border:1px solid #000}}</style>"
        f"<script>var t = '<table><tr><td>1</td></tr></table>';</script></head><body>"
        f'<div class="head"><ul class="nav">{links}</ul></div>'
        '<div class="pos">当前位置：<a href="/">首页</a> &gt; '
        '<a href="/zwgk/">政务公开</a> &gt; 年度报告</div>\n'
        f'{article}\n<div class="share">分享到：<a href="#">微信</a></div>'
        f'<div class="page">上一篇：<a href="#">没有了</a> 下一篇：<a href="#">没有了</a></div>'
        f'<div class="foot"><p>主办：{escape(report.organ)}</p>'
        "<p>网站标识码：0000000001 备案号：00000000号</p></div>"
        f"</body></html>\n"
    )


def _block(kind: str, content: str | Grid, way: int) -> str:
    if not isinstance(content, str):
        return _table(content, way)
    text = escape(content, quote=False)
    if kind == "heading":
        return f"<p><strong>{text}</strong></p>\n" if way else f"<h2>{text}</h2>\n"
    if way == 2:  # Word cuts a paragraph into spans
        half = 0 if "&" in text else len(text) // 2
        runs = (f'<span style="{STYLES[0]}">{part}</span>' for part in (text[:half], text[half:]))
        return f'<p class="MsoNormal" style="{STYLES[1]}">{"<o:p></o:p>".join(runs)}</p>\n'
    return f'<p style="{STYLES[2]}">{"&nbsp;" * 4 if way else "　　"}{text}</p>\n'


def _table(grid: Grid, way: int) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell, way) for cell in row)}</tr>\n" for row in grid)
    style = ' border="1" cellspacing="0" cellpadding="0"' if way else ' class="wps-table"'
    table = f"<table{style}><tbody>\n{rows}</tbody></table>\n"
    return f'<div align="center">{table}</div>' if way == 2 else table


def _cell(cell: Cell, way: int) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    text = escape(cell.text, quote=False).replace("\n", "<br>")
    if way == 2:
        run = f'<span style="{STYLES[0]}">{text}</span>'
        text = f'<p class="MsoNormal" align="center" style="{STYLES[2]}">{run}</p>'
    elif way == 1 and not text:
        text = "&nbsp;"
    return f"<td{spans}>{text}</td>"
