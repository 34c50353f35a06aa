"""Keys under which different spellings of a name meet."""

import pytest

from monitor.annotate.gazetteer.spelling import folded_key


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Łódź", "Lodz"),
        ("Ørsted", "orsted"),
        ("İzmir", "Izmir"),
        ("Meißen", "Meissen"),
        ("The Hague", "hague"),
        ("Al-Shabaab", "al shabaab"),
        ("U.S.", "us"),
    ],
)
def test_capitals_accents_strokes_marks_and_articles_are_folded(name: str, other: str) -> None:
    assert folded_key(name) == folded_key(other)


@pytest.mark.parametrize(("name", "other"), [("Iran", "Iraq"), ("Lodz", "Lods")])
def test_other_letters_are_another_name(name: str, other: str) -> None:
    assert folded_key(name) != folded_key(other)
