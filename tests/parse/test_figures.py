"""Numbers of a sentence: approximate ones, broken ones, bare ones, and what is none."""

from decimal import Decimal

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
        ("保留文件玖拾捌件，陆家湾村更新公开栏。", [("玖拾捌件", 98, "件")]),
        ("举办活动3-5场，参观者12至15人。", [("3-5场", 3, "场"), ("12至15人", 12, "人")]),
        ("粉丝由年初的1.6万增加到2.4万。", [("1.6万", 16000, ""), ("2.4万", 24000, "")]),
        (
            "网上申请占一半，来信占三分之一。",
            [("一半", 50, "%"), ("三分之一", Decimal("33.333"), "%")],
        ),
        ("访问量翻了一番。", [("翻了一番", 2, "倍")]),
    ],
)
def test_the_counts_of_a_sentence(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "以《条例》14、15、16条为界。",
        "依照该办法第8、9条办理。",
        "一件事一次办。",
        "列入第3\n批。",
        "第3至5期。",
        "330128198001010019件。",
        "收到" + "9" * 5000 + "件。",
        "收到" + "九" * 5000 + "件。",
        "收到九亿亿件。",
        "增长0.1234567%。",
    ],
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
        ("较2022年末的现行有效文件59件，有所精简。", ["last_year"]),
        ("年初现行有效文件62件，保留59件。", ["last_year", "this_year"]),
        ("原有规章12件，废止2件。", ["last_year", "this_year"]),
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
        ("国家层面废止规章9件，我县修改1件。", ["other", "area"]),
        ("全国法院审结案件900件。", ["other"]),
        ("市级层面全年收到申请90件。", ["other"]),
        ("各部门中，县住建局作出处罚决定9件。", ["sub_unit:县住建局"]),
        ("县住建局、县教育局分别收到申请5件和7件。", ["sub_unit:县住建局"] * 2),
        ("县住建局办结申请9件，全年共收到申请70件。", ["sub_unit:县住建局", "organ"]),
        (
            "收到申请9件，其中隶属海关5件、政府机关4件。",
            ["organ", "sub_unit:隶属海关", "sub_unit:政府机关"],
        ),
    ],
)
def test_whose_count_it_is(text, scopes):
    assert COUNTY.organ == "云岭县人民政府"
    assert [qty.scope for qty in counted(text, heading="依申请公开")] == scopes


@pytest.mark.parametrize(
    "text",
    [
        "同一申请人月申请量达到5件的，列为重点。",
        "收到申请超过20件的单位，予以指导。",
        "每收到申请10件，报送一份分析。",
        "被纠错3件以上的单位，取消评优资格。",
        "政府采购节约资金12.5万元。",
        "办理低保，受理申请18件。",
    ],
)
def test_what_a_rule_sets_or_other_business_counts_has_no_measure(text):
    assert counted(text)[0].measure is None


def test_bare_applications_are_those_of_disclosure():
    assert [qty.measure for qty in counted("共受理申请18件，其中涉及征地的6件。")] == [
        "applications.new_received",
        None,
    ]


def test_disputes_of_other_business_have_no_measure():
    assert [qty.measure for qty in counted("行政诉讼6件，均与政府信息公开无关。")] == [None]
