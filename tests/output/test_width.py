import itertools

from hypothesis import given
from hypothesis import strategies as st

from gouji.output.width import CLOSING, OPENING, pad, shorten, table, width, wrap

TEXT = st.text(alphabet="勾稽表文一二，。：“”（）《》—…·↔ab1 2.%", max_size=120)


def test_a_wide_character_takes_two_cells_and_an_ambiguous_one_takes_one():
    assert width("表a，") == 5
    assert width("“表”—…·↔") == 8
    assert width("é") == 1


def test_padding_counts_cells():
    assert pad("表", 4) == "表  "
    assert pad("12", 4, right=True) == "  12"


def test_shortening_cuts_the_middle():
    cut = shorten("甲" * 30 + "乙" * 30, 40)
    assert width(cut) <= 40
    assert cut.startswith("甲甲")
    assert cut.endswith("乙")
    assert "……" in cut
    assert shorten("短\n句", 40) == "短 句"


def test_a_number_stays_with_its_unit_and_a_short_quotation_whole():
    lines = wrap("全年公开信息一千余条其中网站171条，称“经费不足”一处。", 20)
    assert all(width(line) <= 20 for line in lines)
    assert any("171条" in line for line in lines)
    assert any("“经费不足”" in line for line in lines)


def test_the_hanging_indent_leads_all_lines_but_the_first():
    lines = wrap("甲" * 60, 40, first="读取  ", rest="      ")
    assert lines[0].startswith("读取  甲")
    assert all(line.startswith("      甲") for line in lines[1:])


@given(TEXT, st.integers(12, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text, cells):
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="勾稽表文，。（“”）", min_size=1, max_size=80))
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(text):
    if any(a in OPENING and b in CLOSING for a, b in itertools.pairwise(text)):
        return
    runs = max(len(run) for run in text.translate(str.maketrans("勾稽表文", "    ")).split(" "))
    if runs > 5:
        return
    lines = wrap(text, 30)
    assert not any(line[0] in CLOSING for line in lines[1:] if line)
    assert not any(line[-1] in OPENING for line in lines[:-1] if line)


@given(st.text(max_size=200), st.integers(2, 80))
def test_nothing_raises(text, cells):
    wrap(text, cells)
    assert width(shorten(text, max(cells, 8))) <= max(cells, 8)


def test_a_table_sets_columns_flush():
    assert table([("表", "数"), ("a", "100")], right=(1,)) == ["表   数", "a   100"]
