from factories import an_audit
from gouji.output.markdown import page
from gouji.output.voice import Style, Voice
from samples import township, unread


def shown(audit, lang="zh"):
    return page(audit, Style(Voice(lang)))


def test_problems_stand_beside_their_remedies_and_gaps_show():
    text = shown(township())
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows[:2] == ["| 问题 | 对应措施 |", "| --- | --- |"]
    assert any("人手偏少" in row and "配强工作人员" in row for row in rows)
    assert any("经费" in row and "未见对应措施" in row for row in rows)


def test_what_markdown_would_take_for_its_own_is_escaped():
    audit = an_audit(sections={"problems": "更新*不及时|内容_不全。下一步，按月更新。"})
    assert r"更新\*不及时\|内容\_不全" in shown(audit)


def test_a_file_that_could_not_be_read_says_so():
    assert shown(unread()).startswith("# ")
    assert "没有读成" in shown(unread())


def test_both_languages_have_all_parts():
    for lang in ("zh", "en"):
        heads = [line for line in shown(township(), lang).splitlines() if line.startswith("#")]
        assert len(heads) >= 4


def test_what_was_checked_and_what_was_not_is_said():
    text = shown(an_audit(drop_tables=["disputes"]))
    assert "已查规则" in text
    assert "未查规则" in text
    assert "T301" in text
