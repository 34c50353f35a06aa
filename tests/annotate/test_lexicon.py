"""The event lexicon: every entry can be reached, and the forms of its verbs are right."""

import pytest

from monitor.annotate.lexicon import Entry, Operator, load_lexicon
from monitor.annotate.lexicon.entries import ANY, NOTHING, PARTY
from monitor.annotate.lexicon.inflection import singular, verb_forms
from monitor.annotate.reading import read_entry
from monitor.records import EventType
from tests.annotate.building import parsed


def sentence_of(entry: Entry) -> str:
    """The plain parse of a sentence that says just what `entry` describes: "They <verb> <particle> <object>"."""
    particles = [] if entry.particle == ANY else entry.particle.split()
    words = [f"They/PRP/nsubj/2 {entry.word}/VBP/ROOT/0", *(f"{particle}/RP/prt/2" for particle in particles)]
    if entry.object == PARTY:
        words.append("Russia/NNP/dobj/2")
    elif entry.object not in (ANY, NOTHING):
        words.append(f"{entry.object}/NN/dobj/2")
    return " ".join(words)


def test_every_entry_wins_the_sentence_that_says_it() -> None:
    lost = []
    for entry in load_lexicon().entries():
        reading = read_entry(parsed(sentence_of(entry))[0], 1)
        if reading is None or reading.type is not entry.type:
            lost.append((entry.name, entry.type, reading))
    assert lost == []


def test_every_type_has_entries() -> None:
    assert {entry.type for entry in load_lexicon().entries()} == set(EventType)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("hope", {"hope", "hopes", "hoped", "hoping"}),
        ("rap", {"rap", "raps", "rapped", "rapping"}),
        ("rape", {"rape", "rapes", "raped", "raping"}),
        ("fine", {"fine", "fines", "fined", "fining"}),
        ("meet", {"meet", "meets", "met", "meeting"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("destroy", {"destroy", "destroys", "destroyed", "destroying"}),
        ("test-fire", {"test-fire", "test-fired", "test-fires", "test-firing"}),
        ("condemn", {"condemn", "condemns", "condemned", "condemning"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: set[str]) -> None:
    assert forms <= verb_forms(verb)


def test_hoped_is_no_form_of_hop() -> None:
    assert load_lexicon().lemmas("hoping") == ("hope",)


@pytest.mark.parametrize(
    ("plural", "one"),
    [("sanctions", "sanction"), ("bodies", "body"), ("losses", "loss"), ("men", "man"), ("crisis", "crisis")],
)
def test_singulars(plural: str, one: str) -> None:
    assert singular(plural) == one


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
