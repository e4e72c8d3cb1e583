"""Declared numbers against the items listed: series of markers, names, what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.reconcile.enumerations import enumerations
from gouji.reconcile.prose import Prose
from reconcile.build import a_report


def found(text):
    return [
        (int(rel.expected), int(rel.actual), rel.holds)
        for rel in enumerations(Prose(a_report(text)))
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("做到“四个到位”（即认识到位、人员到位、经费到位、责任到位），推进公开。", 4),
        ("坚持“三个结合”：一是与改革结合。二是与服务结合。三是与法治结合。", 3),
        ("存在三个不足：首先是解读少；其次是更新慢；最后是互动弱。", 3),
        ("网站设有公开指南及目录、机构概况、政策文件、办事服务4个栏目。", 4),
        ("本报告由总体情况、主动公开政府信息情况、问题及改进情况三个部分组成。", 3),
        ("本报告共分三部分：总体情况、收到和处理政府信息公开申请情况、存在的问题和改进措施。", 3),
        ("存在两方面问题。一是解读少；二是更新慢。下一步：一是多解读；二是勤更新；三是常检查。", 2),
        ("重点做了以下两项工作：\n（一）抓公开。\n（二）抓解读。", 2),
        ("印发《关于公开、解读工作的通知》、《工作要点》2项制度，发挥作用。", 2),
        ("三种渠道：政府网站、微信、公开栏。", 3),
        ("坚持“三个结合”：与改革相结合，与服务相结合，与法治相结合。", 3),
        ("建成网站、微信、公开栏“三位一体”的平台。", 3),
        ("在镇、村两级推开。", 2),
    ],
)
def test_the_items_are_as_many_as_declared(text, number):
    assert found(text) == [(number, number, True)]


@pytest.mark.parametrize(
    ("text", "declared", "listed"),
    [
        ("做到“五个到位”（即认识到位、人员到位、经费到位、责任到位），推进公开。", 5, 4),
        ("坚持“三个结合”：一是与改革结合。二是与服务结合。", 3, 2),
        ("存在两方面问题：一是解读少；二是更新慢；三是互动弱。", 2, 3),
        ("开展两方面整治：一要清空白；二要改错字；三要关僵尸号。", 2, 3),
        ("本报告分六部分：总体情况、主动公开情况、依申请公开情况、复议诉讼情况、其他事项。", 6, 5),
        ("本报告由总体情况、主动公开情况、其他事项四个部分组成。", 4, 3),
        ("全文包括总体情况、主动公开情况、存在的问题及改进情况共四部分。", 4, 3),
        ("从登记受理、审核办理、送达归档四个环节规范办理。", 4, 3),
        ("落实“四个一”（一名领导、一名专员、一本台账）。", 4, 3),
        ("坚持“五个优先”（优先公开财政、优先公开民生、优先公开环保）。", 5, 3),
        ("落实“六个有”，即有专人、有制度、有台账，做到有人抓、有人管。", 6, 3),
        ("突出三个重点：一是抓公开；二是抓解读。下一步，一是定标准；二是抓培训。", 3, 2),
        ("突出三个重点：一是抓公开；二是抓解读。\n（二）一是受理；二是答复。", 3, 2),
        ("完成三项任务：（1）修指南；（2）编目录；（3）建台账；（4）清网页。", 3, 4),
        ("设立机构职能、政策法规、规划计划、财政资金、人事信息6个栏目。", 6, 5),
        ("公开教育、社保、养老、环保、食药等3个领域的标准。", 3, 5),
    ],
)
def test_the_items_are_not_as_many_as_declared(text, declared, listed):
    assert found(text) == [(declared, listed, False)]


def test_a_list_that_stays_open_only_bounds_the_number():
    assert found("公开教育、卫生、交通、供水等8个领域信息。") == [(8, 4, True)]


@pytest.mark.parametrize(
    "text",
    [
        "推进教育、医疗领域3个专栏建设。",
        "推进三项工作：首先，抓好培训；其次，抓好督查。",
        "近三个月以来：一是公开；二是解读。",
        "第二个方面：一是公开；二是解读；三是回应。",
        "做好三方面工作：一是加强领导。健全机制，统一是关键。",
        "有三点不足：一是公开，包括一是目录、二是指南；二是解读；三是回应。",
        "设有1个网站和2个公众号：东湾发布、西岭政务、北溪新声。",
        "主要做了两方面：（一）公开。（二）解读。（三）下一步打算。",
        "三个方面：强化组织、领导，完善制度，加强监督。",
        "覆盖11个县（市、区）。",
        "制作解读产品8个，问答解读2个、图文解读1个、文字解读1个、视频解读4个。",
        "制作解读产品4个（问答解读1个；文字解读1个；视频解读2个）。",
        "推进教育、医疗、养老、就业领域3个专栏建设。",
        "印发通知、方案、简报、专报、要点三批4个文件。",
        "公布科教、民政、司法、财政四类、5个目录。",
        "做到“三个到位”，即认识到位、人员到位，经费到位，推进公开。",
        "有四个问题。一是公开。二是解读。具体做法：一是定标准，二是定时限。三是回应。四是督查。",
        "完成三项任务：（1）修指南；（2）编目录；（3）建台账。（4）其他。",
        "设立4个专栏（教育、医疗）。",
        "坚持“三个结合”：完善制度，加强监督。",
    ],
)
def test_what_may_be_no_list_is_left_alone(text):
    assert [each for each in found(text) if not each[2]] == []


PIECES = (
    *(
        "三个",
        "五项",
        "两方面",
        "3个",
        "问题",
        "结合",
        "：",
        "、",
        "，",
        "；",
        "。",
        "（即",
        "）",
        "\n",
    ),
    *(
        "一是",
        "二是",
        "三是",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "等",
        "组成",
        "和",
        "甲",
        "乙丙",
        "\n",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_has_items_inside_it(text):
    for rel in enumerations(Prose(a_report(text))):
        assert rel.items
        assert all(0 <= item.start < item.end <= len(text) for item in rel.items)
        assert 0 <= rel.span.start < rel.span.end <= len(text)
