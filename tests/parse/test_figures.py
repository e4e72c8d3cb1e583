"""Numbers of a sentence: approximate ones, broken ones, bare ones, and what is none."""

import pytest

from parse.counting import COUNTY, counted


def figures(text):
    return [(qty.value.surface, qty.value.amount, qty.value.unit) for qty in counted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开会五六次，来电三四十件。", [("五六次", 5, "次"), ("三四十件", 30, "件")]),
        ("发放手册1万8千本。", [("1万8千本", 18000, "册")]),
        ("点击量不下40万人次。", [("40万人次", 400000, "人次")]),
        ("较上年增加两成，占总量的五成三。", [("两成", 20, "%"), ("五成三", 53, "%")]),
        (
            "电话咨询10\n6 人次，共1\n24 人次。",
            [("10\n6 人次", 106, "人次"), ("1\n24 人次", 124, "人次")],
        ),
        (
            "制发、废止、有效件数依次为11、4、87件。",
            [("11", 11, "件"), ("4", 4, "件"), ("87件", 87, "件")],
        ),
        ("答复十一件，一件转入下年办理。", [("十一件", 11, "件"), ("一件", 1, "件")]),
        ("张贴一百五十余版。", [("一百五十余版", 150, "页")]),
    ],
)
def test_the_counts_of_a_sentence(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    ["以《条例》14、15、16条为界。", "依照该办法第8、9条办理。", "一件事一次办。", "列入第3\n批。"],
)
def test_what_counts_nothing(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("“十三五”期间共出台规章7件。", ["cumulative"]),
        ("本届任期内收到申请70件，2023年收到9件。", ["cumulative", "this_year"]),
        ("两年共清理文件40件。", ["cumulative"]),
        ("2023年收到申请9件，结转至2024年办理3件。", ["this_year", "this_year"]),
        ("收到申请9件，转入2024年3件。", ["this_year", "this_year"]),
        ("去年12月至今年11月，公开信息29条。", ["this_year"]),
    ],
)
def test_the_period_of_a_count(text, periods):
    assert [qty.period for qty in counted(text)] == periods


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("7月1日至8月20日收到申请9件。", False),
        ("机构合并前（1—4月），收到申请9件。", False),
        ("2023年1月1日至12月31日，收到申请9件。", True),
    ],
)
def test_a_part_of_the_year_is_not_compared(text, compared):
    assert [bool(qty.readings) for qty in counted(text, heading="依申请公开")] == [compared]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("我县收到申请9件。", ["area"]),
        ("全市共收到申请90件，我县同类申请较多。", ["other"]),
        ("得知兄弟单位全年收到申请9件。", ["other"]),
        ("局属单位不动产登记中心收到申请9件。", ["sub_unit:局属单位不动产登记中心"]),
        (
            "收到申请9件，其中隶属海关5件、政府机关4件。",
            ["organ", "sub_unit:隶属海关", "sub_unit:政府机关"],
        ),
    ],
)
def test_whose_count_it_is(text, scopes):
    assert COUNTY.organ == "云岭县人民政府"
    assert [qty.scope for qty in counted(text, heading="依申请公开")] == scopes


def test_disputes_of_other_business_have_no_measure():
    assert [qty.measure for qty in counted("行政诉讼6件，均与政府信息公开无关。")] == [None]
