"""The message catalogue: complete in both languages, with the same parameters."""

import string

import pytest

from gouji.messages import catalogue, render, say


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_both_languages_say_the_same_thing(key):
    texts = catalogue()[key]
    assert set(texts) >= {"zh", "en"}
    assert fields(texts["zh"]) == fields(texts["en"])


def test_an_unknown_key_is_an_error_not_an_empty_line():
    with pytest.raises(KeyError):
        render(say("no.such.key"))


def test_a_list_is_joined_with_the_mark_of_the_language():
    message = say("ui.finding.quote", text=["甲", "@ui.table.disputes", "a.b@c.d"])
    assert render(message) == "“甲、复议诉讼表、a.b@c.d”"
    assert render(message, "en") == "“甲, review and litigation table, a.b@c.d”"
