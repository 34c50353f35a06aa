"""A watch on an actor sees what the annotator has recognised as it, besides its names."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from monitor.match import matcher
from monitor.match.watchlist import Actor, EventIs, Forms, Near
from monitor.nlp.inline import InlineAnnotator
from monitor.records import EntityType, EventType, FoundBy, Mention, PartyReason
from monitor.text.article import article_of, story_of
from tests.match.builders import (
    NOW,
    actor,
    article,
    by,
    event,
    found,
    means,
    names,
    only,
    run,
    term,
    watch,
    watchlist,
    word,
)

MACRON = actor("macron", "Macron", entity="emmanuel-macron")
FULL = actor("macron", "Emmanuel Macron", "Macron", entity="emmanuel-macron")
PUTIN = actor("putin", "Putin")
TEXT = "The French president wants a truce."


def mention(text: str, words: str, who: str | None, **fields: Any) -> Mention:
    start = text.index(words) + 1  # behind the empty title
    return Mention(type=EntityType.PERSON, text=words, start=start, end=start + len(words), actor=who, **fields)


@pytest.mark.parametrize(
    ("who", "matches"),
    [
        ("emmanuel-macron", ["French president"]),
        ("macron", []),  # an id of the watchlist means nothing to the annotator
        ("francois-hollande", []),
        (None, []),  # nobody knows who held the office on that day
    ],
)
def test_an_office_counts_for_who_holds_it(who: str | None, matches: list[str]) -> None:
    annotated = article(TEXT, mentions=(mention(TEXT, "French president", who),))
    assert found(watchlist(watch(names("macron")), actors=(MACRON,)), annotated) == matches


def test_the_evidence_is_the_office_as_it_stands_in_the_text() -> None:
    office = mention(TEXT, "French president", "emmanuel-macron", name="Emmanuel Macron")
    annotated = article(TEXT, mentions=(office,))
    (evidence,) = only(run(watchlist(watch(names("macron")), actors=(MACRON,)), annotated)).evidence
    assert (evidence.clause, evidence.matched.text) == ("actor macron", "French president")
    assert (evidence.found_by, evidence.meant) == (FoundBy.ENTITY, "Emmanuel Macron")


@pytest.mark.parametrize(
    ("name", "mentioned", "matches"),
    [
        ("Ferdinand Marcos Jr.", "Ferdinand Marcos Jr", ["Ferdinand Marcos Jr"]),  # no spelling of the matcher
        ("Bosnia and Herzegovina", "Bosnia-Herzegovina", ["Bosnia-Herzegovina"]),  # though one has an ampersand
        ("The Economist", "Economist", ["Economist"]),
        ("Ferdinand Marcos", "Ferdinand-Marcos", ["Ferdinand-Marcos"]),  # a spelling, which counts
        ("us", "US", []),  # a spelling, in another case
        ("us", "the US", []),
    ],
)
def test_what_is_recognised_counts_but_on_its_own_spellings_the_matcher_has_its_say(
    name: str, mentioned: str, matches: list[str]
) -> None:
    who = actor("it", word(name, exact=True, forms=Forms.NAME), entity="entity")
    text = f"Talks with {mentioned} began."
    annotated = article(text, mentions=(mention(text, mentioned, "entity"),))
    assert found(watchlist(watch(names("it")), actors=(who,)), annotated) == matches


def test_an_office_beside_the_name_is_shown_once() -> None:
    text = "French president Emmanuel Macron wants a truce."
    both = (
        mention(text, "French president Emmanuel Macron", "emmanuel-macron"),
        mention(text, "Macron", "emmanuel-macron"),
    )
    (evidence,) = only(run(watchlist(watch(names("macron")), actors=(MACRON,)), article(text, mentions=both))).evidence
    assert evidence.matched.text == "French president Emmanuel Macron"


def test_an_office_stands_near_a_word_as_a_name_does() -> None:
    near = Near(first=names("macron"), second=means("truce"), within=3)
    desk = watchlist(watch(near), actors=(MACRON,), terms=(term("truce", "truce"),))
    assert found(desk, article(TEXT, mentions=(mention(TEXT, "French president", "emmanuel-macron"),))) == [
        "French president",
        "truce",
    ]
    assert found(desk, article(TEXT)) == []


def test_an_office_is_the_party_of_an_event() -> None:
    text = "The French president met Putin."
    met = event(text, EventType.CONSULT, "met", actors=("French president", "Putin"))
    wanted = EventIs(types=(EventType.CONSULT,), actors=by("macron"), recipients=by("putin"))
    desk = watchlist(watch(event=wanted), actors=(MACRON, PUTIN))
    annotated = article(text, events=(met,), mentions=(mention(text, "French president", "emmanuel-macron"),))
    assert found(desk, annotated) == ["French president", "met", "Putin"]
    assert found(desk, article(text, events=(met,))) == []


@pytest.mark.parametrize("text", ["Macron spoke of a truce.", "Macron's plan failed.", "The French president spoke."])
def test_a_watch_on_macron_sees_his_name_its_possessive_and_his_office(text: str) -> None:
    desk = watchlist(watch(names("macron")), actors=(MACRON,))
    moment = datetime(2025, 9, 4, tzinfo=UTC)
    annotated = InlineAnnotator().annotate_now(story_of(article_of(text, moment, source="wire")))
    assert [match.watch for match in matcher.compile([desk]).match(annotated, NOW).matches] == ["w"]


@pytest.mark.parametrize(
    ("text", "words", "who", "matches"),
    [
        ("Brigitte Macron opened a school.", "Brigitte Macron", "brigitte-macron", []),
        ("Emmanuel Macron opened a school.", "Emmanuel Macron", "emmanuel-macron", ["Emmanuel Macron"]),
        (
            "Emmanuel Jean-Michel Macron opened it.",
            "Emmanuel Jean-Michel Macron",
            "emmanuel-macron",
            ["Emmanuel Jean-Michel Macron"],
        ),
        ("Mr Macron opened a school.", "Mr Macron", None, ["Macron"]),  # who of the two nobody knows
        ("Macron opened a school.", "Macron", "brigitte-macron", ["Macron"]),
    ],
)
def test_a_full_name_with_another_first_name_is_somebody_else(
    text: str, words: str, who: str | None, matches: list[str]
) -> None:
    desk = watchlist(watch(names("macron")), actors=(FULL,))
    assert found(desk, article(text, mentions=(mention(text, words, who),))) == matches


def test_why_a_namesake_did_not_count_can_be_asked() -> None:
    text = "Brigitte Macron opened a school."
    annotated = article(text, mentions=(mention(text, "Brigitte Macron", "brigitte-macron"),))
    (rejection,) = run(watchlist(watch(names("macron")), actors=(FULL,)), annotated).rejections
    assert "part of the name of somebody else" in rejection.detail


def test_an_actor_without_a_full_name_may_have_any() -> None:
    text = "Brigitte Macron opened a school."
    desk = watchlist(watch(names("macron")), actors=(MACRON,))
    assert found(desk, article(text, mentions=(mention(text, "Brigitte Macron", "brigitte-macron"),))) == ["Macron"]


WHO = actor("who", word("WHO", exact=True), "World Health Body", entity="world-health-organization")


@pytest.mark.parametrize(
    ("text", "words", "matches"),
    [
        ("MAN WHO STOLE A CAR IS JAILED", "WHO", []),  # its own word, which the matcher refuses
        ("The who is who of the town met.", "The who", []),
        ("The health agency of the UN spoke.", "The health agency of the UN", ["The health agency of the UN"]),
    ],
)
def test_a_mention_by_the_actors_own_words_counts_where_the_matcher_accepts_them(
    text: str, words: str, matches: list[str]
) -> None:
    annotated = article(text, mentions=(mention(text, words, "world-health-organization"),))
    assert found(watchlist(watch(names("who")), actors=(WHO,)), annotated) == matches
    party = event(text, EventType.ACCUSE, words, actors=(words,))
    recognised = replace(party, actors=(replace(party.actors[0], actor="world-health-organization"),))
    desk = watchlist(watch(event=EventIs(types=(EventType.ACCUSE,), actors=by("who"))), actors=(WHO,))
    assert bool(run(desk, article(text, events=(recognised,))).matches) is bool(matches)


SHORT = "Kemi Okafor spoke on Monday. The crowd cheered. Okafor then left the room."


@pytest.mark.parametrize(
    ("actors", "matches"),
    [
        ((actor("ko", "Kemi Okafor"),), ["Kemi Okafor", "Okafor"]),
        ((actor("ko", "Chidi Okafor"),), []),
        ((actor("kemi-okafor", "Somebody Else"),), []),  # an id that the annotator happens to make as well
    ],
)
def test_a_surname_is_the_actor_that_the_article_names_in_full(actors: tuple[Actor, ...], matches: list[str]) -> None:
    full, short = mention(SHORT, "Kemi Okafor", "kemi-okafor"), mention(SHORT, "Okafor then", "kemi-okafor")
    short = replace(short, text="Okafor", end=short.end - len(" then"))
    annotated = article(SHORT, mentions=(full, short))
    desk = watchlist(watch(names(actors[0].id)), actors=actors)
    assert found(desk, annotated) == matches
    found_by = [piece.found_by for match in run(desk, annotated).matches for piece in match.evidence]
    assert found_by[1:] == ([FoundBy.SHORT] if matches == ["Kemi Okafor", "Okafor"] else found_by[1:])


def test_an_office_is_not_short_for_who_holds_it_where_the_watchlist_means_a_namesake() -> None:
    text = "Kemi Okafor spoke. The Nigerian minister then left."
    full, office = mention(text, "Kemi Okafor", "kemi-okafor"), mention(text, "Nigerian minister", "kemi-okafor")
    desk = watchlist(watch(names("ko")), actors=(actor("ko", "Kemi Okafor"),))
    assert found(desk, article(text, mentions=(full, office))) == ["Kemi Okafor"]


def test_a_pronoun_is_the_party_that_the_article_names_in_full() -> None:
    text = "Kemi Okafor came. She accused Ghana."
    accused = event(text, EventType.ACCUSE, "accused", actors=("She",))
    who = replace(accused.actors[0], actor="kemi-okafor", reason=PartyReason.PRONOUN)
    she = replace(accused, actors=(who,))
    wanted = EventIs(types=(EventType.ACCUSE,), actors=by("ko"))
    desk = watchlist(watch(event=wanted), actors=(actor("ko", "Kemi Okafor"),))
    named = mention(text, "Kemi Okafor", "kemi-okafor")
    assert found(desk, article(text, events=(she,), mentions=(named,))) == ["She", "accused"]
    assert found(desk, article(text, events=(she,))) == []
