"""Where names begin and end, and which of them are of one type."""

import pytest

from monitor.annotate.entities.consistency import consistent
from monitor.annotate.entities.edges import trimmed
from monitor.annotate.entities.repair import shipped_phrases
from monitor.annotate.entities.spans import NameSpan


def span(text: str, kind: str, words: list[str]) -> NameSpan:
    """The name `text` among the words."""
    name = text.split()
    first = next(at for at in range(len(words)) if words[at : at + len(name)] == name)
    return NameSpan(first=first, end=first + len(name), type=kind)


def texts(names: list[NameSpan], words: list[str]) -> list[str]:
    return [f"{name.type} {' '.join(words[name.first : name.end])}" for name in names]


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        ("eastern Congo", ["LOC Congo"]),
        ("the Gulf", ["LOC Gulf"]),
        ("Deccan Plateau ends", ["LOC Deccan Plateau"]),
        ("Green party", ["LOC Green party"]),
        ("al-Tanf", ["LOC al-Tanf"]),
        ("de Gaulle", ["LOC de Gaulle"]),
        ("Mersin", ["LOC Mersin"]),
        ("the north", []),
        ("Dozens", []),
        ("Nobody", []),
    ],
)
def test_small_words_at_the_edges_are_no_part_of_a_name(seen: str, found: list[str]) -> None:
    words = f"of {seen} ,".split()
    assert texts(trimmed([span(seen, "LOC", words)], words, ["-"] * len(words)), words) == found


@pytest.mark.parametrize(
    ("text", "full", "acronym", "found"),
    [
        (
            "Danish Refugee Council ( DRC ) said",
            "Danish Refugee Council",
            "DRC",
            ["ORG Danish Refugee Council", "ORG DRC"],
        ),
        ("Accra , Burkina Faso ( XQA ) --", "Burkina Faso", "XQA", ["LOC Burkina Faso", "PER XQA"]),
    ],
)
def test_an_acronym_in_brackets_is_of_the_type_of_the_name_that_it_abbreviates(
    text: str, full: str, acronym: str, found: list[str]
) -> None:
    words = text.split()
    kind = found[0].split()[0]
    names = [span(full, kind, words), span(acronym, "PER", words)]
    assert texts(consistent(names, words, shipped_phrases().tags(words)), words) == found
