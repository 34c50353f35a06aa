"""The event lexicon: every type has entries, and its words are found in their forms."""

from pathlib import Path

import pytest

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.words import rows
from monitor.records import EventType

PACKAGE = Path(__file__).parents[2] / "monitor" / "annotate"


def test_every_type_has_entries() -> None:
    assert {entry.type for entry in load_lexicon().entries()} == set(EventType)


def test_hoped_is_no_form_of_hop() -> None:
    assert load_lexicon().lemmas("hoping") == ("hope",)


@pytest.mark.parametrize(
    ("word", "acts"), [("police", True), ("rebels", True), ("president", True), ("sanctions", False), ("peace", False)]
)
def test_who_acts_without_a_name(word: str, acts: bool) -> None:
    assert load_lexicon().is_actor(word) is acts


def test_operators_know_their_particles_and_adjectives() -> None:
    lexicon = load_lexicon()
    assert lexicon.operator("be", "ready") is Operator.INTENT
    assert lexicon.operator("be") is None
    assert lexicon.operator("rule", "out") is Operator.REFUSE


def test_each_list_of_words_is_asked_for_by_the_module_or_room_that_its_table_is_named_after() -> None:
    modules = {path.stem: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    for room in (path.parent for path in PACKAGE.glob("*/__init__.py")):
        modules[room.name] = modules.get(room.name, "") + "".join(
            path.read_text("utf-8") for path in room.rglob("*.py")
        )
    tables = {path.stem: path for path in (PACKAGE / "lexicon" / "words").glob("*.tsv")}
    listed = {(table, row[0]) for table, path in tables.items() for row in rows(f"words/{path.name}")}
    assert len(listed) > 20
    assert [each for each in listed if 'words_of("{}", "{}")'.format(*each) not in modules[each[0]]] == []
