"""Which line breaks are soft, and which lines are page furniture."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.text.lines import Line, is_page_number, measure, paragraphs, width, without_furniture


def lines_of(text: str) -> list[Line]:
    """One line for each visible source line; a form feed begins a page, spaces indent."""
    made = []
    for match in re.finditer(r"[^\n\f]+", text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        left = width(text[match.start() : start])
        page = 1 + text.count("\f", 0, start)
        shown = match[0].strip()
        if shown:
            end = start + len(shown)
            made.append(Line(start, end, shown, left, left + width(shown), page))
    return made


def joined(text: str, *, certain: bool = False) -> list[str]:
    lines = lines_of(text)
    layout = measure(lines, unit=2, certain=certain)
    return ["".join(line.text for line in group) for group in paragraphs(lines, layout)]


SENTENCE = "云岭县围绕群众关切持续扩大公开范围并完善工作制度，"


def wrapped(text: str, columns: int = 20, indent: str = "　　") -> str:
    text = indent + text
    return "\n".join(text[i : i + columns] for i in range(0, len(text), columns))


def test_hard_wrapped_prose_is_joined() -> None:
    first, second = SENTENCE * 5 + "取得实效。", "二是" + SENTENCE * 4 + "不断改进。"
    assert joined(wrapped(first) + "\n" + wrapped(second)) == [first, second]


def test_without_indents_a_marker_after_a_sentence_begins_anew() -> None:
    first, second = SENTENCE * 4 + "很有实效。", "（二）" + SENTENCE * 4 + "改进。"
    text = wrapped(first, 21, "") + "\n" + wrapped(second, 21, "")
    assert joined(text) == [first, second]


def test_a_long_word_leaves_its_line_short() -> None:
    first = "网上可查全文，" * 3
    text = (
        wrapped(SENTENCE * 4, 25, "")
        + f"\n{first[:18]}\nhttp://www.example.invalid/open 下载。\n"
        + wrapped(SENTENCE * 4, 25, "")
    )
    assert f"{first[:18]}http://www" in "|".join(joined(text))


def test_short_lines_stay_apart() -> None:
    rows = ["规章 0 0 0", "行政规范性文件 3 1 12", "行政许可 550", "结果", "维持", "总计"]
    assert joined("\n".join(rows)) == rows
    assert joined("\n".join(rows), certain=True)[:2] == rows[:2]


def test_one_paragraph_a_line_stays_as_it_is() -> None:
    text = "\n".join(SENTENCE * n + "取得实效。" for n in (3, 9, 5, 7, 4, 8, 2, 6))
    assert joined(text) == text.split("\n")


def test_metadata_lines_stay_apart() -> None:
    text = "标题: 云岭县年度报告\n发布时间: 2023-02-20\n" + wrapped(SENTENCE * 9)
    assert joined(text)[:2] == ["标题: 云岭县年度报告", "发布时间: 2023-02-20"]


def test_a_centred_title_of_two_lines_is_one() -> None:
    title = "云岭县人民政府办公室关于政府信息公开年度"[:20]
    text = f"{title}\n{' ' * 16}工作报告\n" + wrapped(SENTENCE * 6)
    assert joined(text, certain=True)[0] == title + "工作报告"


@pytest.mark.parametrize(
    "text",
    ["- 3 -", "—12—", "— 3 —", "－1－", "第 3 页 共 5 页", "第3页", "3/5", "Page 2 of 9", "·3·"],
)
def test_is_a_page_number(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["-", "- -", "-3", "第3页说明", "2023", "3", "3.5/5", "第三页码"])
def test_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


def remaining(text: str, *, paged: bool = True) -> list[str]:
    kept, _ = without_furniture(lines_of(text), paged=paged)
    return [line.text for line in kept if isinstance(line, Line)]


def test_running_headers_and_numbers_go_and_the_first_header_stays() -> None:
    pages = "\f".join(
        f"云岭县年报\n正文{'甲乙丙'[n]}\n续写{'甲乙丙'[n]}\n{n + 1}" for n in range(3)
    )
    assert remaining(pages) == [
        "云岭县年报",
        "正文甲",
        "续写甲",
        "正文乙",
        "续写乙",
        "正文丙",
        "续写丙",
    ]


def test_a_bare_number_stays_where_pages_are_unknown_or_do_not_run_along() -> None:
    assert remaining("甲\n1\f乙\n2", paged=False) == ["甲", "1", "乙", "2"]
    assert remaining("甲\n7\f乙\n3\f丙\n0") == ["甲", "7", "乙", "3", "丙", "0"]


def test_empty_lines_around_a_page_number_go() -> None:
    above, number, below = lines_of("甲\n- 1 -\n乙")
    kept, removed = without_furniture([above, None, number, None, below, None], paged=False)
    assert kept == [above, below, None]
    assert removed == ["- 1 -"]


@given(st.text(alphabet="一二三是、。（）12 \n\fab甲乙：　-", max_size=300), st.booleans())
def test_no_line_is_lost_or_moved(text: str, certain: bool) -> None:
    lines = lines_of(text)
    layout = measure(lines, unit=2, certain=certain)
    assert [line for group in paragraphs(lines, layout) for line in group] == lines
    kept, removed = without_furniture(lines, paged=certain)
    assert len(kept) + len(removed) == len(lines)
