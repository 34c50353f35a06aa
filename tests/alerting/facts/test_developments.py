"""The steps of a matter that its title tells: each step, each of its words and each condition has an example."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.alerting.facts.developments.reading import UNREAL, headlined, told_in
from monitor.alerting.facts.developments.table import UNDONE, Step, beginnings, sayings, steps
from monitor.alerting.facts.developments.taken import came_later, contradicted, follows, taken
from monitor.alerting.facts.facts import Facts, merged
from monitor.alerting.facts.texts.words import stems
from monitor.records import Change, ChangeKind
from tests.alerting.builders import article

NONE = "-"
TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "developments.tsv").read_text("utf-8").splitlines()
    if not line.startswith(("#", "told\t"))
]


def facts_of(title: str, text: str = "") -> Facts:
    told = article(title=title, text=text)
    return Facts(
        words=tuple(stems(f"{title}\n{text}")),
        developments=tuple(told_in(told)),
        headlined=tuple(headlined(told)),
        articles=("a-1",),
        title=title,
    )


def change(told: str, title: str) -> Change | None:
    return next(taken(facts_of(told), facts_of(title)), None)


def without(step: Step) -> Iterator[Step]:
    """The step with one of its conditions taken away."""
    if step.after:
        yield replace(step, after=frozenset())
    if step.unless:
        yield replace(step, unless=frozenset())
    if step.told_as:
        yield replace(step, told_as=frozenset())


@pytest.mark.parametrize(("told", "title", "step"), TABLE, ids=[f"{title}:{told}"[:60] for told, title, _ in TABLE])
def test_a_title_tells_a_step(told: str, title: str, step: str) -> None:
    found = change(told, title)
    assert (found.what if found else NONE) == step


@pytest.mark.parametrize("row", range(len(sayings())), ids=[f"{each.step}-{at}" for at, each in enumerate(sayings())])
def test_each_row_of_words_is_needed_by_an_example(row: int) -> None:
    saying = sayings()[row]
    name, words, begins = saying.step, saying.words, saying.begins
    others = [each.words for at, each in enumerate(sayings()) if at != row and each.step == name]
    assert all(begins & beginnings(title) for _, title, _ in TABLE if words.search(title)), words.pattern
    assert any(
        step == name and words.search(title) and not any(other.search(title) for other in others)
        for _, title, step in TABLE
    ), words.pattern


@pytest.mark.parametrize(
    "step", [each for each in steps() if each.after or each.unless or each.told_as], ids=lambda step: step.name
)
def test_each_condition_of_a_step_keeps_an_example_silent(step: Step) -> None:
    silent = [(facts_of(told), facts_of(title)) for told, title, expected in TABLE if expected == NONE]
    spoken = [(told, new) for told, new in silent if step.name in new.headlined]
    for looser in without(step):
        assert any(follows(told, looser) for told, _ in spoken), looser


@pytest.mark.parametrize("word", [*UNREAL, "doesn't", "won’t"])
def test_what_may_be_or_is_not_is_no_step(word: str) -> None:
    title = f"Premier {word.replace('|', ' ')} then backs down"
    assert [*headlined(article(title=title))] == []
    assert [*headlined(article(title=f"Premier in Bern for talks on {title}"))] == []
    assert [*headlined(article(title=f"{title}, backs down"))] == ["concession"]


@pytest.mark.parametrize("word", UNDONE)
def test_what_a_court_is_to_do_it_has_not_done(word: str) -> None:
    assert [*headlined(article(title=f"Cyprus court {word} rule on Latvian banker"))] == []
    assert [*headlined(article(title="Cyprus courts rule on Latvian banker"))] == ["ruling"]


@pytest.mark.parametrize(
    "title",
    [
        "Jailed activist writes home",
        "Mayor in Bern: jailed activist's wife writes",
        "Lawyer of jailed activist speaks",
        "The jailed activist, his wife and a cat",
        "Helping jailed activists write",
        "Two jailed activists write",
    ],
)
def test_what_a_noun_is_called_is_no_step(title: str) -> None:
    assert "verdict" not in headlined(article(title=title))


@pytest.mark.parametrize("title", ["Judge jailed activist", "Jailed: the activist", "Two jailed after riot", "Jailed"])
def test_a_participle_that_is_a_verb_is_a_step(title: str) -> None:
    assert "verdict" in headlined(article(title=title))


def test_a_step_that_was_told_is_no_news() -> None:
    told = facts_of("Bomb on train in Lille", "Officers detained two. Separatists may claim responsibility for it.")
    assert list(taken(told, facts_of("Two nabbed after Lille bomb"))) == []
    assert [each.what for each in taken(told, facts_of("Separatists claim Lille bombing"))] == [
        "claim of responsibility"
    ]


def test_a_step_is_named() -> None:
    found = change("Suez port shut by fog", "Port of Suez reopens")
    assert found == Change(kind=ChangeKind.MODALITY, what="opened again")


def test_where_nothing_was_told_no_step_is_new() -> None:
    assert list(taken(Facts(), facts_of("Two nabbed in Lille"))) == []


RAID = facts_of("Thieves steal helmet from museum", "Thieves stole a helmet from a museum in Sellau.")
OTHER = replace(facts_of("Silver taken from Tarvik museum"), later_than="hours after a raid in Sellau")


def test_what_came_after_something_else_is_told_once_in_a_story() -> None:
    (told,) = came_later(RAID, OTHER)
    assert told == Change(kind=ChangeKind.EVENT, what="further happening", after="hours after a raid in Sellau")
    assert not list(came_later(merged(RAID, OTHER), OTHER))


@pytest.mark.parametrize(
    "new",
    [
        replace(OTHER, later_than=""),
        replace(facts_of("Thieves steal helmet"), later_than="hours after a raid"),
        replace(facts_of("Four thieves steal helmet"), later_than="hours after a raid"),
    ],
    ids=["nothing is said to be later", "the headline says nothing more", "it says hardly more"],
)
def test_what_says_nothing_more_is_no_further_happening(new: Facts) -> None:
    assert not list(came_later(RAID, new))


def test_what_comes_first_is_no_further_happening() -> None:
    assert not list(came_later(Facts(), OTHER))


DRONE = facts_of("Jets shoot down drone over Sellau")
BALLOON = replace(facts_of("Object was not a drone but a balloon"), negated=("drone",))


def test_what_is_said_not_to_be_so_is_told_once_where_it_was_told_to_be() -> None:
    (told,) = contradicted(DRONE, BALLOON)
    assert told == Change(kind=ChangeKind.MODALITY, what="drone", before="asserted", after="denied")
    assert not list(contradicted(merged(DRONE, BALLOON), BALLOON))
    assert not list(contradicted(facts_of("Jets shoot at object"), BALLOON))
    assert not list(contradicted(Facts(words=DRONE.words), BALLOON))
