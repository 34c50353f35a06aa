"""A watch on an actor sees what the annotator has recognised as it, besides its names."""

from datetime import UTC, datetime

import pytest

from monitor.match import matcher
from monitor.match.watchlist import Actor, EventIs, Near, Word
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.own import own_actors
from monitor.records import EntityType, EventType, Mention
from monitor.text.article import article_of, story_of
from tests.match.builders import NOW, article, event, found, means, names, only, run, term, watch, watchlist

MACRON = Actor(id="macron", name="Emmanuel Macron", wikidata="Q3052772", names=(Word(text="Macron"),))
PUTIN = Actor(id="putin", name="Vladimir Putin", names=(Word(text="Putin"),))
TEXT = "The French president wants a truce."


def mention(text: str, words: str, actor: str | None, wikidata: str | None = None) -> Mention:
    start = text.index(words) + 1  # behind the empty title
    end = start + len(words)
    return Mention(type=EntityType.PERSON, text=words, start=start, end=end, actor=actor, wikidata=wikidata)


@pytest.mark.parametrize(
    ("actor", "wikidata", "matches"),
    [
        ("macron", None, ["French president"]),
        ("emmanuel-macron", "Q3052772", ["French president"]),  # annotated without this watchlist
        ("francois-hollande", "Q157", []),
        (None, None, []),  # nobody knows who held the office on that day
    ],
)
def test_an_office_counts_for_who_holds_it(actor: str | None, wikidata: str | None, matches: list[str]) -> None:
    annotated = article(TEXT, mentions=(mention(TEXT, "French president", actor, wikidata),))
    assert found(watchlist(watch(names("macron")), actors=(MACRON,)), annotated) == matches


def test_the_evidence_is_the_office_as_it_stands_in_the_text() -> None:
    annotated = article(TEXT, mentions=(mention(TEXT, "French president", "macron"),))
    (evidence,) = only(run(watchlist(watch(names("macron")), actors=(MACRON,)), annotated)).evidence
    assert (evidence.clause, evidence.matched.text) == ("actor macron", "French president")


def test_an_office_beside_the_name_is_shown_once() -> None:
    text = "French president Emmanuel Macron wants a truce."
    both = (mention(text, "French president Emmanuel Macron", "macron"), mention(text, "Macron", "macron"))
    (evidence,) = only(run(watchlist(watch(names("macron")), actors=(MACRON,)), article(text, mentions=both))).evidence
    assert evidence.matched.text == "French president Emmanuel Macron"


def test_an_office_stands_near_a_word_as_a_name_does() -> None:
    near = Near(first=names("macron"), second=means("truce"), within=3)
    desk = watchlist(watch(near), actors=(MACRON,), terms=(term("truce", "truce"),))
    assert found(desk, article(TEXT, mentions=(mention(TEXT, "French president", "macron"),))) == [
        "French president",
        "truce",
    ]
    assert found(desk, article(TEXT)) == []


def test_an_office_is_the_party_of_an_event() -> None:
    text = "The French president met Putin."
    met = event(text, EventType.CONSULT, "met", actors=("French president", "Putin"))
    wanted = EventIs(types=(EventType.CONSULT,), actors=("macron",), recipients=("putin",))
    desk = watchlist(watch(event=wanted), actors=(MACRON, PUTIN))
    annotated = article(text, events=(met,), mentions=(mention(text, "French president", "macron"),))
    assert found(desk, annotated) == ["French president", "met", "Putin"]
    assert found(desk, article(text, events=(met,))) == []


@pytest.mark.parametrize("text", ["Macron spoke of a truce.", "Macron's plan failed.", "The French president spoke."])
def test_a_watch_on_macron_sees_his_name_its_possessive_and_his_office(text: str) -> None:
    desk = watchlist(watch(names("macron")), actors=(MACRON,))
    moment = datetime(2025, 9, 4, tzinfo=UTC)
    annotator = InlineAnnotator()
    annotator.know(own_actors([desk]))
    annotated = annotator.annotate_now(story_of(article_of(text, moment, source="wire")))
    assert [match.watch for match in matcher.compile([desk]).match(annotated, NOW).matches] == ["w"]


@pytest.mark.parametrize(
    ("text", "words", "who", "matches"),
    [
        ("Brigitte Macron opened a school.", "Brigitte Macron", "brigitte-macron", []),
        ("Emmanuel Macron opened a school.", "Emmanuel Macron", "macron", ["Emmanuel Macron"]),
        ("Emmanuel Jean-Michel Macron opened it.", "Emmanuel Jean-Michel Macron", "emmanuel-macron", ["Macron"]),
        ("Mr Macron opened a school.", "Mr Macron", None, ["Macron"]),  # who of the two nobody knows
        ("Macron opened a school.", "Macron", "brigitte-macron", ["Macron"]),
    ],
)
def test_a_full_name_with_another_first_name_is_somebody_else(
    text: str, words: str, who: str | None, matches: list[str]
) -> None:
    known = Actor(id="macron", name="Emmanuel Macron", names=(Word(text="Emmanuel Macron"), Word(text="Macron")))
    desk = watchlist(watch(names("macron")), actors=(known,))
    assert found(desk, article(text, mentions=(mention(text, words, who),))) == matches


def test_why_a_namesake_did_not_count_can_be_asked() -> None:
    text = "Brigitte Macron opened a school."
    known = Actor(id="macron", name="Emmanuel Macron", names=(Word(text="Emmanuel Macron"), Word(text="Macron")))
    annotated = article(text, mentions=(mention(text, "Brigitte Macron", "brigitte-macron"),))
    (rejection,) = run(watchlist(watch(names("macron")), actors=(known,)), annotated).rejections
    assert "part of the name of somebody else" in rejection.detail


def test_an_actor_without_a_full_name_may_have_any() -> None:
    text = "Brigitte Macron opened a school."
    desk = watchlist(watch(names("macron")), actors=(MACRON,))
    assert found(desk, article(text, mentions=(mention(text, "Brigitte Macron", "brigitte-macron"),))) == ["Macron"]


def test_an_actor_that_is_no_person_may_bear_a_name_of_one() -> None:
    text = "Dacia Ford drove."
    ford = Actor(id="ford", name="Ford Motor", type=EntityType.ORGANISATION, names=(Word(text="Ford"),))
    desk = watchlist(watch(names("ford")), actors=(ford,))
    assert found(desk, article(text, mentions=(mention(text, "Dacia Ford", "dacia-ford"),))) == ["Ford"]
