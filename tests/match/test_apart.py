"""Two desks, two files: no watchlist changes what another one finds, whatever ids, names and aliases they share."""

import re
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.config.compile.words import actor
from monitor.config.shapes.words import ActorShape
from monitor.match import matcher
from monitor.match.watchlist import (
    Actor,
    ActorIs,
    All,
    Case,
    Condition,
    EventIs,
    Modality,
    OneOf,
    Watch,
    Watchlist,
    Word,
    WordIs,
)
from monitor.nlp.inline import InlineAnnotator
from monitor.records import AnnotatedArticle, EventType, Match
from monitor.text.article import article_of, story_of
from tests.match.builders import NOW

TEXTS = (
    "The French president accused Russia of attacks on Kyiv. Macron said that Moscow would answer for it.",
    "Brigitte Macron opened a school in Paris. The Front condemned her visit, and Emmanuel Macron smiled.",
    "Kemi Okafor met Vladimir Putin in Lagos. Okafor then accused Northwind Airlines of sabotage.",
    "Velna Front gunmen attacked a base near Bamako. The Velna Front (VF) said the VF would attack again.",
    "Brussels sprouts are in season, but Brussels imposed sanctions on Belarus, the EU said.",
    "TEHRAN ATTACKED US, SAYS WHO. The US president condemned Iran; she spoke of the World Health Organization.",
    "Georgia Tech won. Georgia's parliament in Tbilisi passed the bill that Tbilisi said it would pass.",
    "Vladmir Putin met Emanuel Macron in Moscow. Donald Trump Jr. of New Georgia condemned the White House Inn.",
    "Richard Wagner wrote operas. Wagner fighters killed ten people in Mali, the United Nations said.",
)
# Ids that users share, that the gazetteer has, and that the annotator makes of names in an article.
IDS = ("a", "front", "macron", "emmanuel-macron", "russia", "georgia", "united-states", "kemi-okafor", "velna-front")
NAMES = """
Emmanuel Macron; Brigitte Macron; Macron; Vladimir Putin; Kemi Okafor; Okafor; Northwind Airlines; Velna Front
the Front; VF; Brussels; European Union; EU; Belarus; Russia; Moscow; Tehran; Iran; US; United States; WHO
World Health Organization; Georgia; Georgia Institute of Technology; Georgia Tech; Wagner; Wagner Group; Richard Wagner
Mali; United Nations
"""

names = st.sampled_from([name for name in re.split(r"\s*[;\n]\s*", NAMES) if name])
words = st.fixed_dictionaries({"text": names, "case": st.sampled_from(Case)})
aliases = st.dictionaries(st.sampled_from(["any", "en", "fr"]), st.lists(words, min_size=1, max_size=2), max_size=2)
near = st.one_of(st.none(), st.sampled_from(["Paris", "Moscow", "sprouts", "opera", "airline"]))


@st.composite
def actors(draw: st.DrawFn, id_: str) -> Actor:
    """An actor as its file says it, compiled as such files are."""
    given = {
        "name": draw(names),
        "aliases": draw(aliases),
        "type": draw(st.sampled_from([None, "person", "org", "place"])),
        "wikidata": draw(st.sampled_from([None, None, "Q3052772", "Q458"])),
        "country": draw(st.sampled_from([None, None, "FR", "NG"])),
        "context_any": draw(near),
        "not_near": draw(near),
    }
    return actor(id_, ActorShape.model_validate({key: value for key, value in given.items() if value}))


@st.composite
def watchlists(draw: st.DrawFn, name: str) -> Watchlist:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    asked = st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True).map(tuple)
    named = st.builds(ActorIs, actors=asked)
    said = st.sampled_from(["said", "attacked", "US", "Moscow"]).map(lambda text: WordIs(word=Word(text=text)))
    parties = st.builds(OneOf, actors=asked, countries=st.sampled_from([(), ("RUS",)])).map(lambda one: (one,))
    events = st.builds(
        EventIs,
        types=st.just(tuple(EventType)),
        actors=st.one_of(st.just(()), parties),
        recipients=st.one_of(st.just(()), parties),
        modality=st.just(tuple(Modality)),
    )
    conditions = st.one_of(named, st.tuples(named, said).map(lambda both: All(conditions=both)))
    made = draw(st.lists(st.one_of(conditions, events), min_size=1, max_size=3))
    watches = tuple(_watch(f"{name}-{number}", asked_for) for number, asked_for in enumerate(made))
    return Watchlist(id=name, actors=tuple(draw(actors(id_)) for id_ in ids), watches=watches)


def _watch(id_: str, asked_for: Condition | EventIs) -> Watch:
    return Watch(id=id_, event=asked_for) if isinstance(asked_for, EventIs) else Watch(id=id_, when=asked_for)


@cache
def annotated(text: str) -> AnnotatedArticle:
    moment = datetime(2025, 9, 4, tzinfo=UTC)
    return InlineAnnotator().annotate_now(story_of(article_of(text, moment, source="wire")))


def found(lists: list[Watchlist], text: str) -> dict[str, list[Match]]:
    """What each watchlist finds, by its name, with all evidence."""
    result = matcher.compile(lists).match(annotated(text), NOW)
    return {each.id: [match for match in result.matches if match.watchlist == each.id] for each in lists}


def rejected(lists: list[Watchlist], text: str, name: str) -> list[str]:
    result = matcher.compile(lists).match(annotated(text), NOW)
    return [f"{each.watch} {each.reason} {each.detail}" for each in result.not_matched if each.watchlist == name]


@pytest.mark.slow(6)
@settings(max_examples=80)
@given(watchlists("one"), watchlists("two"), watchlists("three"), st.sampled_from(TEXTS))
def test_a_watchlist_finds_the_same_alone_and_beside_others_in_any_order(
    one: Watchlist, two: Watchlist, three: Watchlist, text: str
) -> None:
    alone = {each.id: found([each], text)[each.id] for each in (one, two, three)}
    assert found([one, two, three], text) == found([three, one, two], text) == alone
    assert found([two, three], text) == {name: alone[name] for name in ("two", "three")}
    assert rejected([one, two, three], text, "two") == rejected([two], text, "two")


def renamed(watchlist: Watchlist) -> Watchlist:
    """The same with other ids, which nobody else has."""
    new = {each.id: f"zzz{number}" for number, each in enumerate(watchlist.actors)}
    actors = tuple(replace(each, id=new[each.id]) for each in watchlist.actors)
    return replace(watchlist, actors=actors, watches=tuple(_with_ids(watch, new) for watch in watchlist.watches))


def _with_ids(watch: Watch, new: dict[str, str]) -> Watch:
    if watch.event:
        roles = (watch.event.actors, watch.event.recipients)
        actors, recipients = (
            tuple(replace(one, actors=tuple(new[id_] for id_ in one.actors)) for one in role) for role in roles
        )
        return replace(watch, event=replace(watch.event, actors=actors, recipients=recipients))
    return replace(watch, when=_conditions_with_ids(watch.when, new) if watch.when else None)


def _conditions_with_ids(condition: Condition, new: dict[str, str]) -> Condition:
    match condition:
        case ActorIs(actors=ids):
            return ActorIs(actors=tuple(new[id_] for id_ in ids))
        case All(conditions=conditions):
            return All(conditions=tuple(_conditions_with_ids(each, new) for each in conditions))
    return condition


@pytest.mark.slow(3)
@settings(max_examples=50)
@given(watchlists("one"), st.sampled_from(TEXTS))
def test_what_an_id_is_called_changes_nothing(one: Watchlist, text: str) -> None:
    def shown(watchlist: Watchlist) -> list[tuple[str, set[tuple[int, int, str]]]]:
        matches = found([watchlist], text)[watchlist.id]
        return [
            (match.watch, {(e.matched.start, e.matched.end, e.found_by) for e in match.evidence}) for match in matches
        ]

    assert shown(one) == shown(renamed(one))


def test_the_texts_are_such_that_names_offices_and_events_are_found() -> None:
    """Else the property would hold of nothing."""
    everything = [annotated(text) for text in TEXTS]
    assert sum(len(each.events) for each in everything) > len(TEXTS)
    assert {"emmanuel-macron", "russia", "european-union", "kemi-okafor", "iran"} <= {
        mention.actor for each in everything for mention in each.mentions
    }
