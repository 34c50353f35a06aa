"""What a word is to the words beside it."""

import pytest

from monitor.annotate.entities.kinds import KINDS, kind_of, signs, signs_of


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", ""),
        ("of", "of"),
        ("War", "EVENT"),
        ("war", "event"),
        ("Ministry", "ORGWORD"),
        ("president", "title"),
        ("Emmanuel", "GIVEN"),
        ("NKVDX", "CAPITALS"),
        ("Xyzzyq", "Name"),
        ("xyzzyq", "word"),
        ("1,200", "digit"),
        ("(", "("),
        ("…", "other"),
    ],
)
def test_every_word_has_a_kind(word: str, kind: str) -> None:
    assert KINDS[kind_of(word)] == kind


def test_a_word_may_give_several_signs() -> None:
    assert set(signs(signs_of("Congress")).split("+")) >= {"orgword"}
    assert signs(signs_of("Film")) == "work"
    assert signs(signs_of("Xyzzyq")) == ""
