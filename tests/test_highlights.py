import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from factories import an_audit
from gouji.highlights import frequencies, highlights, words

OVERVIEW = [
    "（一）主动公开。全年在门户网站发布土地征收信息38条，推出拆迁补偿专栏。",
    "全年在门户网站发布土地征收信息38条，并推出拆迁补偿专栏1个。",
    "围绕防汛救灾发布预警信息120条，组织避险演练直播3场。",
    "建成村级档案查询室12个，接待群众查阅900人次。",
    "我局高度重视政府信息公开工作，认真落实工作要求，扎实推进各项工作。",
    "全年未收到行政复议。",
]


def told(*lines):
    report = an_audit(sections={"overview": list(lines)}).report
    return [span.of(report.text) for span in highlights(report)]


def test_what_was_done_is_told_in_the_order_of_the_text_and_slogans_are_not():
    said = told(*OVERVIEW)
    assert any("防汛救灾" in text for text in said)
    assert any("档案查询室" in text for text in said)
    assert not any("高度重视" in text or "未收到" in text for text in said)
    assert said == sorted(said, key="".join(OVERVIEW).index)


def test_what_is_said_twice_is_told_once():
    assert sum("拆迁补偿" in text for text in told(*OVERVIEW)) == 1


def test_a_list_marker_is_no_part_of_a_sentence():
    assert told("一是在各村新建公开栏12处，更新村务信息。")[0].startswith("在各村")


def test_a_report_without_an_overview_has_none():
    assert told("总体情况良好。") == []


def test_words_are_content_words_and_the_commonest_weigh_nothing():
    assert words("在2023年公开了3条目录") == ["公开", "目录"]
    reports, known = frequencies()
    assert known["公开"] == reports
    assert known.get("避险", 0) < reports / 10


def test_words_leave_the_jieba_of_others_and_its_cache_alone():
    code = (
        "import jieba, tempfile, pathlib; from gouji.highlights import words;"
        "assert words('公开栏目') and not jieba.dt.initialized;"
        "assert not list(pathlib.Path(tempfile.gettempdir()).glob('jieba*'))"
    )
    with TemporaryDirectory() as empty:
        env = {**os.environ, "TMPDIR": empty}
        subprocess.run([sys.executable, "-c", code], check=True, env=env)
