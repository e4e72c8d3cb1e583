import os
from pathlib import Path

import pytest

from gouji.cli.paths import expand
from gouji.errors import UsageError
from gouji.output.voice import Voice

VOICE = Voice("en")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("a.txt", "b.PDF", "sub/c.html", "sub/.hidden.txt", "sub/~$d.docx", "x.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*paths):
    return [path.replace(os.sep, "/") for path in expand(paths, VOICE)[0]]


def test_a_folder_is_read_recursively_without_hidden_files_and_the_rest_counted(folder):
    files, others = expand([str(folder)], VOICE)
    assert [Path(f).name for f in files] == ["a.txt", "b.PDF", "c.html"]
    assert others == 1


def test_a_file_named_is_taken_whatever_its_suffix(folder):
    assert names("x.png") == ["x.png"]


def test_globs_and_lists(folder):
    (folder / "list.txt").write_text("a.txt\n\n  sub/*.html\n", encoding="utf-8-sig")
    assert names("@list.txt") == ["a.txt", "sub/c.html"]
    assert names("*.PDF") == ["b.PDF"]
    assert names("**/*.html") == ["sub/c.html"]
    assert names(str(folder / "*.txt"))[0].endswith("a.txt")


def test_a_list_in_gb18030(folder):
    (folder / "报告.txt").write_text("x")
    (folder / "list.txt").write_bytes("报告.txt".encode("gb18030"))
    assert names("@list.txt") == ["报告.txt"]


def test_a_file_named_twice_is_taken_once_and_the_order_kept(folder):
    assert names("sub", "a.txt", "./a.txt", "-") == ["sub/c.html", "a.txt", "-"]


def test_a_name_with_brackets_is_a_file_first(folder):
    (folder / "[2023].txt").write_text("x")
    assert names("[2023].txt") == ["[2023].txt"]


@pytest.mark.parametrize("path", ["none.txt", "*.docx", "@none.txt", "@empty", "empty_folder", ""])
def test_what_leads_to_no_file_is_a_usage_error(folder, path):
    (folder / "empty").write_text("\n")
    (folder / "empty_folder").mkdir()
    with pytest.raises(UsageError) as caught:
        expand(["a.txt", path], VOICE)
    assert path.lstrip("@") in str(caught.value)
