"""What names tell about organs, and where a report says whose it is and for which year."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import a_document
from gouji.data import load_toml
from gouji.parse.identity import akin, conflict, identify, organ_in_title, twin
from gouji.parse.organs import describe, regions
from gouji.parse.outline import outline
from gouji.read import read_path
from gouji.text.fold import fold

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold/reports").glob("*.json")) if SHARED.exists() else []
DATA = load_toml("organs.toml")
BODY = """
一、总体情况
2023年，成效明显。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
五、存在的主要问题及改进情况
不足。
"""

ORGANS = """
淮安市人民政府 government prefecture 淮安市
洪泽区人民政府 government county -
淮安市洪泽区教育局 department county 淮安市
临江市财政局 department county -
柳湾镇人民政府 government township -
柳湾街道办事处 government township -
云岭县红旗镇人民政府 government township -
云岭县青石乡 government township -
乌审旗苏力德苏木 government township -
北区街道办事处 government township -
河西区马场街道 government township -
天河区人民政府石牌街道办事处 government township -
广州市天河区石牌街道 government township 广州市
东莞市长安镇人民政府 government township 东莞市
柳湾镇财政所 department township -
云岭县柳湾镇卫生院 public_organisation township -
平潭综合实验区 government zone -
平潭综合实验区管委会 government zone -
平潭综合实验区地方税务局 vertical zone -
苏州工业园区管委会 government zone -
西咸新区管委会 government zone -
雄安新区管委会 government zone -
云岭县工业园区管委会 government zone -
临江高新技术产业开发区管理委员会 government zone -
桂林市漓江风景名胜区管理委员会 government zone 桂林市
上海市浦东新区人民政府 government county 上海市
天津市滨海新区人民政府 government county 天津市
北京市朝阳区人民政府 government county 北京市
重庆市巫山县 government county 重庆市
北京市财政局 department province 北京市
江苏省财政厅 department province 江苏省
江苏省人民政府 government province 江苏省
内蒙古自治区人民政府 government province 内蒙古自治区
广西壮族自治区南宁市 government prefecture 南宁市
吉林省人民政府 government province 吉林省
吉林市人民政府 government prefecture 吉林市
吉林省吉林市船营区 government county 吉林市
海南省海口市美兰区 government county 海口市
海南藏族自治州人民政府 government prefecture 海南藏族自治州
恩施州人民政府 government prefecture 恩施土家族苗族自治州
恩施市人民政府 government county -
恩施土家族苗族自治州教育局 department prefecture 恩施土家族苗族自治州
锡林郭勒盟行政公署 government prefecture 锡林郭勒盟
大兴安岭地区行署 government prefecture 大兴安岭地区
阿克苏地区教育局 department prefecture 阿克苏地区
新疆生产建设兵团 government province 新疆生产建设兵团
香港特别行政区 government province 香港特别行政区
枣庄市市中区人民政府 government county 枣庄市
营口市站前区人民政府 government county 营口市
晋城市城区人民政府 government county 晋城市
景德镇市人民政府 government prefecture 景德镇市
镇江市丹徒区 government county 镇江市
神农架林区人民政府 government county -
六枝特区人民政府 government county -
呼伦贝尔市鄂温克族自治旗 government county 呼伦贝尔市
阜新蒙古族自治县 government county -
正镶白旗人民政府 government county -
锡林浩特市人民政府 government county -
城关镇 government township -
城关区 government county -
临江市市场监督管理局 department county -
临江市城市管理局 department county -
淮安市城市管理综合行政执法局 department prefecture 淮安市
淮安市国有资产监督管理委员会 department prefecture 淮安市
淮安市生态环境局洪泽分局 department county 淮安市
淮安市洪泽生态环境局 department county 淮安市
云岭县乡村振兴局 department county -
云岭县社区建设办公室 department county -
淮安市老区开发办公室 department prefecture 淮安市
临江市人民政府办公室 department county -
云岭县人民政府驻临江市办事处 department county -
县卫生健康局 department county -
教育部 department state -
海关总署 department state -
国家发展和改革委员会 department state -
国务院国有资产监督管理委员会 department state -
中国气象局 department state -
国家税务总局淮安市税务局 vertical prefecture 淮安市
国家统计局淮安调查队 vertical prefecture 淮安市
南京海关 vertical prefecture 南京市
江苏海事局 vertical province 江苏省
江苏省邮政管理局 vertical province 江苏省
云岭县气象局 vertical county -
淮安市烟草专卖局 vertical prefecture 淮安市
国家金融监督管理总局淮安监管分局 vertical prefecture 淮安市
人民银行淮安市中心支行 vertical prefecture 淮安市
中共云岭县委宣传部 party county -
云岭县委组织部 party county -
淮安市纪委监委 party prefecture 淮安市
云岭县人民医院 public_organisation county -
云岭县残疾人联合会 public_organisation county -
共青团云岭县委 public_organisation county -
淮安市住房公积金管理中心 public_organisation prefecture 淮安市
临江市政务服务中心 department county -
"""


@pytest.mark.parametrize("line", ORGANS.split("\n")[1:-1], ids=lambda line: line.split()[0])
def test_a_name_tells_kind_level_and_region(line):
    name, kind, level, region = line.split()
    made = describe(name)
    assert (made.kind, made.level, made.region or "-") == (kind, level, region)


@pytest.mark.parametrize("entry", DATA["kind"], ids=lambda entry: entry["id"])
def test_kinds_hold_their_examples(entry):
    assert [n for n in entry["match"] if describe(n).kind != entry["id"]] == []
    assert [n for n in entry["no_match"] if describe(n).kind == entry["id"]] == []


def test_the_state_holds_its_examples():
    assert {describe(name).level for name in DATA["state"]["match"]} == {"state"}
    assert "state" not in {describe(name).level for name in DATA["state"]["no_match"]}


@pytest.mark.parametrize("name", ["prefecture", "word"])
def test_words_for_places_hold_their_examples(name):
    cue = re.compile(DATA[name]["pattern"], re.VERBOSE)
    assert [line for line in DATA[name]["match"] if not cue.search(fold(line))] == []
    assert [line for line in DATA[name]["no_match"] if cue.search(fold(line))] == []


@pytest.mark.parametrize(
    ("organ", "told", "level"),
    [
        ("临江市财政局", "全市7个县（区）分局公开信息90条。", "prefecture"),
        ("临江市人民政府", "督促各县区落实。", "prefecture"),
        ("临江市人民政府", "在全市8个县（市、区）中列第二。", "county"),
        ("云岭县人民政府", "在全市各县（市、区）考评居前。", "county"),
    ],
)
def test_an_unknown_city_with_counties_is_a_prefecture(organ, told, level):
    doc = a_document(f"{organ}2023年政府信息公开工作年度报告{BODY}{told}")
    assert identify(doc, outline(doc), None).level == level


def test_every_prefecture_belongs_to_a_province():
    provinces = {r.code for r in regions() if r.level == "province"}
    prefectures = [r for r in regions() if r.level == "prefecture"]
    assert (len(provinces), len(prefectures)) == (35, 333)  # 34 and 兵团
    assert {r.parent for r in prefectures} <= provinces
    assert all(r.code[:2] == r.parent[:2] for r in prefectures)
    assert len({r.name for r in regions()}) == len(regions())


TITLES = """
柳湾镇人民政府2023年政府信息公开工作年度报告 柳湾镇人民政府 2023
2023年柳湾镇人民政府政府信息公开工作年度报告 柳湾镇人民政府 2023
柳湾镇人民政府信息公开工作年度报告（2023年） 柳湾镇人民政府 2023
柳湾镇政府信息公开2023年度报告 柳湾镇 2023
云岭县教育局关于2023年政府信息公开工作的年度报告 云岭县教育局 2023
云岭县教育局|2023年度政府信息公开工作|年度报告 云岭县教育局 2023
云岭县人民政府办公室|关于2023年政府信息公开工作情况的报告 云岭县人民政府办公室 2023
中共云岭县委宣传部二〇二二年政府信息公开工作年度报告 中共云岭县委宣传部 2022
云岭县统计局二○一二年度政府信息公开年报 云岭县统计局 2012
２０２１年临江市卫生健康委员会政府信息公开工作年度报告 临江市卫生健康委员会 2021
附件1|云岭县水利局2020年政府信息公开工作年度报告 云岭县水利局 2020
标题:|云岭县水利局2020年政府信息公开工作年度报告 云岭县水利局 2020
云岭县民政局政务公开工作2018年度报告 云岭县民政局 2018
云岭县柳湾镇2019年度政务公开工作总结 云岭县柳湾镇 2019
2022年度政府信息公开工作年度报告（云岭县司法局） 云岭县司法局 2022
【年报】云岭县公安局2023年政府信息公开工作年度报告 云岭县公安局 2023
云政办发〔2024〕3号|云岭县教育局关于印发2023年政府信息公开工作年度报告的通知 云岭县教育局 2023
首页>政务公开>政府信息公开年报|柳湾镇2022年政府信息公开工作年度报告|发布时间：2023-01-15 柳湾镇 2022
淮安市2023年政府信息与政务公开工作年度报告 淮安市 2023
教育部2023年政府信息公开工作年度报告 教育部 2023
"""


@pytest.mark.parametrize("line", TITLES.split("\n")[1:-1])
def test_the_title_names_organ_and_year(line):
    title, organ, year = line.rsplit(" ", 2)
    doc = a_document(title.replace("|", "\n") + BODY)
    made = identify(doc, outline(doc), None)
    assert (made.organ, made.year) == (organ, int(year))


@pytest.mark.parametrize(
    ("opening", "closing", "organ"),
    [
        ("本报告由云岭县柳湾镇人民政府编制。", "", "云岭县柳湾镇人民政府"),
        ("本报告由云岭县人民政府办公室根据条例编制。", "", "云岭县人民政府"),
        ("现公布云岭县教育局2023年度政府信息公开年度报告。", "", "云岭县教育局"),
        ("如对报告有疑问，请与临江市司法局办公室联系。", "", "临江市司法局"),
        ("现将2023年度工作报告如下。", "云岭县水利局\n2024年1月20日", "云岭县水利局"),
        ("本机关现将2023年度工作报告如下。", "", None),
    ],
)
def test_without_an_organ_in_the_title_the_text_is_asked(opening, closing, organ):
    doc = a_document("2023年政府信息公开工作年度报告\n" + opening + BODY + closing)
    assert identify(doc, outline(doc), None).organ == organ


@pytest.mark.parametrize(
    "opening",
    [
        "现将青石乡2021年政府信息公开工作年度报告予以公布。",
        "现向社会公布青石乡2021年度政府信息公开工作情况报告如下：",
    ],
)
def test_a_sentence_that_presents_the_report_is_no_title(opening):
    for above in ("", "政府信息公开工作年度报告\n"):
        doc = a_document(above + opening + BODY)
        made = identify(doc, outline(doc), None)
        assert (made.organ, made.year) == ("青石乡", 2021)
        assert (made.title.of(doc.text) if made.title else "") == above.strip()


def test_a_signature_on_a_page_that_lost_its_line_ends():
    page = " ".join([*BODY.split("\n"), "云岭县水利局", "2024年1月20日"])
    doc = a_document("标题: 2023年政府信息公开工作年度报告\n" + page)
    assert identify(doc, outline(doc), None).organ == "云岭县水利局"


def test_a_fuller_name_tells_the_region():
    opening = "本报告由淮安市洪泽区人民政府办公室编制。"
    doc = a_document("洪泽区人民政府2023年政府信息公开工作年度报告\n" + opening + BODY)
    made = identify(doc, outline(doc), None)
    assert (made.organ, made.region) == ("洪泽区人民政府", "淮安市")
    assert made.names[0] == "淮安市洪泽区人民政府"


def test_the_period_tells_the_year_a_title_lacks():
    opening = "统计期限自2021年1月1日至2021年12月31日。2022年将继续努力，2022年再上台阶。"
    doc = a_document("柳湾镇政府信息公开工作年度报告\n" + opening + BODY)
    assert identify(doc, outline(doc), None).year == 2021


def test_names_of_one_organ_are_akin_and_places_of_one_level_conflict():
    assert akin("临江市发展和改革委员会", "临江市发改委")
    assert not akin("柳湾镇人民政府", "青石镇人民政府")
    assert conflict("柳湾镇人民政府", "青石镇人民政府") == ("柳湾镇", "青石镇")
    assert conflict("洪泽县教育局", "淮安市洪泽区教育局") is None
    assert conflict("柳湾镇人民政府", "云岭县人民政府") is None
    assert twin("柳湾镇人民政府", "青石镇")
    assert not twin("柳湾镇人民政府", "青石镇财政所")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_reports_are_identified(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    doc = read_path(SHARED / "real" / gold["file"])
    made = identify(doc, outline(doc), gold["form"])
    found = (made.organ, made.kind, made.level, made.year)
    assert found == (gold["organ"], gold["kind"], gold["level"], gold["year"])


@settings(deadline=None)  # the first example loads the data files
@given(
    st.text(
        alphabet="云岭县柳湾镇市区局委办人民政府信息公开工作年度报告关于20231（）、。 \n〇二",
        max_size=40,
    )
)
def test_any_title_is_read_without_raising(text):
    organ = organ_in_title(text)
    assert organ is None or 2 <= len(organ) <= 40
    describe(text)
    doc = a_document(text)
    identify(doc, outline(doc), None)
