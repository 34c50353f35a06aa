"""Who did what to whom in the archive, and who was in the news, on every store."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from monitor.records import AnnotatedArticle, EntityType, Event, EventType, Mention, Party, PartyReason, Relation, Span
from monitor.store.base import (
    ActorCount,
    ActorKind,
    ActorQuery,
    CountedActors,
    EventQuery,
    KnownActor,
    Relationship,
    Side,
    Store,
)
from tests.store.builders import NOON, annotated, minutes

DAY = timedelta(days=1)
TODAY = NOON.date()
SPAN = Span(text="met", start=0, end=3)
CONSULT, ASSAULT, SANCTION = EventType.CONSULT, EventType.ASSAULT, EventType.SANCTION


def party(name: str, country: str | None = None) -> Party:
    return Party(
        text=name.title(),
        start=0,
        end=len(name),
        actor=name,
        name=name.title(),
        country=country,
        reason=PartyReason.NAME,
    )


TROOPS = Party(text="Russian troops", start=0, end=14, country="RUS", sector="MIL", reason=PartyReason.PHRASE)


def event(kind: EventType, actors: tuple[Party, ...], recipients: tuple[Party, ...] = (), **fields: object) -> Event:
    made = Event(id="e-1", type=kind, actors=actors, recipients=recipients, trigger=SPAN, sentence=SPAN)
    return replace(made, **fields)


def mention(name: str, kind: EntityType = EntityType.PERSON) -> Mention:
    return Mention(type=kind, text=name.title(), start=0, end=3, actor=name, name=name.title())


def article(
    name: str, *events: Event, mentions: tuple[Mention, ...] = (), minute: float = 0, **fields: object
) -> AnnotatedArticle:
    made = annotated(name, fetched=NOON + minutes(minute))
    return replace(made, events=events, mentions=mentions, **fields)


async def filled(store: Store) -> None:
    iran, eu = party("iran"), party("eu")
    await store.archive_article(
        article("a-1", event(SANCTION, (eu,), (iran,), location_country="IRN"), event(CONSULT, (iran, eu)))
    )
    await store.archive_article(
        article("a-2", event(ASSAULT, (TROOPS,), (party("kharkiv"),), location_country="UKR"), minute=1)
    )
    await store.archive_article(article("a-3", event(SANCTION, (eu,), (party("russia"),)), minute=2))


async def in_news(store: Store, back: int = 0, **asked: Any) -> list[ActorCount]:
    query = ActorQuery(first=TODAY - back * DAY, last=TODAY, **asked)
    return list((await store.actors(query)).items)


async def named(store: Store, **asked: Any) -> list[str]:
    return [each.who.actor for each in await in_news(store, **asked)]


async def test_those_in_most_articles_come_first_with_their_articles_by_day(store: Store) -> None:
    for number in range(3):
        await store.archive_article(article(f"a-{number}", mentions=(mention("macron"),), minute=number))
    await store.archive_article(article("a-8", mentions=(mention("macron"), mention("un", EntityType.ORGANISATION))))
    await store.archive_article(article("a-9", mentions=(mention("macron"),), minute=-2 * 1440))
    macron, un = await in_news(store, 1)
    assert macron.who == KnownActor(actor="macron", name="Macron", type=EntityType.PERSON)
    assert macron.articles == {TODAY: 4, TODAY - 2 * DAY: 1}
    assert (un.who.actor, un.articles) == ("un", {TODAY: 1})
    assert await named(store, kind=ActorKind.ORGANISATION) == ["un"]
    long_ago = ActorQuery(first=TODAY - 9 * DAY, last=TODAY - 5 * DAY)
    assert await store.actors(long_ago) == CountedActors(items=(), total=0)
    assert await store.actor_days(["macron"], TODAY - DAY, TODAY) == {"macron": {TODAY: 4}}


async def test_a_long_list_of_actors_is_read_part_by_part_and_says_how_many_there_are(store: Store) -> None:
    for number, who in enumerate(("anna", "bert", "bert", "carl", "dora")):
        await store.archive_article(article(f"a-{number}", mentions=(mention(who),)))
    today = ActorQuery(first=TODAY, last=TODAY)
    first = await store.actors(today, limit=2)
    assert ([each.who.actor for each in first.items], first.total) == (["bert", "anna"], 4)
    rest = await store.actors(replace(today, beyond=(1, "anna")))
    assert ([each.who.actor for each in rest.items], rest.total) == (["carl", "dora"], 4)


async def test_actors_are_found_by_a_part_of_a_name_in_any_case_or_by_who_is_meant(store: Store) -> None:
    for number, who in enumerate(("mira-oskal", "dunstan_pike", "united-states")):
        await store.archive_article(article(f"a-{number}", mentions=(mention(who),)))
    assert await named(store, names=("OSK",)) == ["mira-oskal"]
    assert await named(store, names=("n_p", "nobody")) == ["dunstan_pike"], "no sign stands for others"
    assert await named(store, names=("US of A",), ids=("united-states",)) == ["united-states"]


async def test_a_country_is_one_actor_with_those_who_act_for_it(store: Store) -> None:
    people = Party(text="Russians", start=0, end=8, country="RUS", reason=PartyReason.PHRASE)
    await store.archive_article(article("a-1", mentions=(mention("russia", EntityType.PLACE),)))
    await store.archive_article(article("a-2", event(ASSAULT, (TROOPS,), (party("kharkiv"),))))
    await store.archive_article(article("a-3", event(ASSAULT, (people,), (party("kharkiv"),))))
    await store.archive_article(article("a-4", mentions=(mention("moscow", EntityType.PLACE),)))
    russia, *_ = await in_news(store)
    assert (russia.who.actor, russia.who.type, russia.articles) == ("russia", EntityType.PLACE, {TODAY: 3})
    assert await named(store) == ["russia", "kharkiv", "moscow"], "its groups stand with it"
    assert await named(store, kind=ActorKind.COUNTRY) == ["russia"]
    assert await named(store, kind=ActorKind.GROUP) == ["RUS.MIL"]
    assert await named(store, kind=ActorKind.PLACE) == ["moscow"]


async def test_an_actor_is_known_by_its_name_and_by_what_it_was_called_last(store: Store) -> None:
    await store.archive_article(article("a-1", mentions=(mention("macron"),)))
    await store.archive_article(article("a-2", event(CONSULT, (party("macron", country="FRA"),)), minute=1))
    known = await store.known_actors(["macron", "nobody"])
    assert known == {"macron": KnownActor(actor="macron", name="Macron", type=EntityType.PERSON, country="FRA")}
    assert [each.article.id for each in await store.actor_articles("macron")] == ["a-2", "a-1"]


async def test_a_nationality_says_who_is_meant_and_not_what_that_is(store: Store) -> None:
    place, french = mention("france", EntityType.PLACE), mention("france", EntityType.NATIONALITY)
    await store.archive_article(article("a-1", mentions=(place, french)))
    await store.archive_article(article("a-2", mentions=(french,), minute=1))
    [france] = await in_news(store)
    assert (france.who.type, france.articles) == (EntityType.PLACE, {TODAY: 2})


async def test_who_acts_for_a_country_without_a_name_is_its_group(store: Store) -> None:
    await filled(store)
    known = await store.known_actors(["RUS.MIL"])
    assert known == {"RUS.MIL": KnownActor(actor="RUS.MIL", name="Russia: military", country="RUS", sector="MIL")}
    [found] = await store.events(EventQuery(actors=("RUS.MIL",)))
    assert (found.article, found.event.type) == ("a-2", ASSAULT)


async def test_a_country_that_is_a_guess_makes_no_group_and_is_nobodys(store: Store) -> None:
    delegation = Party(text="two delegations", start=0, end=15, country="OMN", sector="GOV", reason=PartyReason.TEXT)
    await store.archive_article(article("a-1", event(EventType.AGREE, (delegation,))))
    envoy = replace(party("adel-nasri", country="OMN"), reason=PartyReason.TEXT)
    await store.archive_article(article("a-2", event(EventType.AGREE, (envoy,))))
    known = await store.known_actors(["OMN.GOV", "oman", "adel-nasri"])
    assert {name: each.country for name, each in known.items()} == {"adel-nasri": ""}


async def test_events_come_newest_first_by_all_that_is_asked_for(store: Store) -> None:
    await filled(store)

    async def found(**asked: object) -> list[tuple[str, int]]:
        return [(each.article, each.number) for each in await store.events(EventQuery(**asked))]  # type: ignore[arg-type]

    assert await found() == [("a-3", 0), ("a-2", 0), ("a-1", 1), ("a-1", 0)]
    assert await found(types=(SANCTION, ASSAULT)) == [("a-3", 0), ("a-2", 0), ("a-1", 0)]
    assert await found(actors=("iran",)) == [("a-1", 1), ("a-1", 0)]
    assert await found(actors=("iran", "kharkiv")) == [("a-2", 0), ("a-1", 1), ("a-1", 0)]
    assert await found(actors=("eu",), others=("iran",)) == [("a-1", 1), ("a-1", 0)]
    assert await found(actors=("iran",), others=("kharkiv",)) == []
    assert await found(actors=("russia", "eu"), side=Side.RECIPIENT) == [("a-3", 0)]
    assert await found(actors=("iran",), others=("eu",), side=Side.ACTOR) == [("a-1", 1)], "they met"
    assert await found(actors=("iran",), side=Side.RECIPIENT) == [("a-1", 0)]
    assert await found(country="UKR") == [("a-2", 0)]
    assert await found(since=NOON + minutes(1)) == [("a-3", 0), ("a-2", 0)]
    assert await found(beyond=(NOON, "a-1", 1)) == [("a-1", 0)]
    assert len(await store.events(EventQuery(), limit=2)) == 2


async def test_events_of_an_actor_are_counted_by_type_and_side(store: Store) -> None:
    await filled(store)
    assert await store.event_types(["eu"], NOON) == {(SANCTION, Side.ACTOR): 2, (CONSULT, Side.ACTOR): 1}
    assert await store.event_types(["iran"], NOON) == {(SANCTION, Side.RECIPIENT): 1, (CONSULT, Side.ACTOR): 1}
    assert await store.event_types(["eu"], NOON + minutes(2)) == {(SANCTION, Side.ACTOR): 1}
    assert await store.event_types(["russia", "RUS.MIL"], NOON) == {
        (ASSAULT, Side.ACTOR): 1,
        (SANCTION, Side.RECIPIENT): 1,
    }


async def test_the_network_has_the_strongest_and_what_passed_among_them(store: Store) -> None:
    await filled(store)
    await store.archive_article(article("a-4", event(ASSAULT, (party("russia"),), (party("iran"),)), minute=3))
    await store.archive_article(article("a-5", event(ASSAULT, (party("russia"),), (party("mars"),)), minute=3))
    found = await store.relationships(["eu"], NOON)
    assert Relationship(actor="eu", recipient="iran", type=CONSULT, events=1) in found.edges
    assert Relationship(actor="russia", recipient="iran", type=ASSAULT, events=1) in found.edges, "among those around"
    assert "mars" not in {each.recipient for each in found.edges}
    assert (found.total, found.parties) == (4, 2)
    assert {each.type for each in (await store.relationships(["eu"], NOON, {SANCTION})).edges} == {SANCTION}
    two = await store.relationships(["eu"], NOON, nodes=2)
    assert ({each.recipient for each in two.edges}, two.parties) == ({"iran"}, 2)


async def test_what_passed_is_told_of_a_country_and_its_groups_as_of_one(store: Store) -> None:
    await filled(store)
    await store.archive_article(article("a-4", event(ASSAULT, (party("russia"),), (party("kharkiv"),)), minute=3))
    await store.archive_article(article("a-5", event(SANCTION, (TROOPS,), (party("russia"),)), minute=3))
    found = await store.relationships(["russia", "RUS.MIL"], NOON)
    assert found.edges == (
        Relationship(actor="russia", recipient="kharkiv", type=ASSAULT, events=2),
        Relationship(actor="eu", recipient="russia", type=SANCTION, events=1),
    )


async def test_more_edges_than_a_network_may_have_are_counted(store: Store) -> None:
    for number, kind in enumerate(EventType):
        await store.archive_article(article(f"a-{number}", event(kind, (party("eu"),), (party("iran"),))))
    found = await store.relationships(["eu"], NOON, nodes=2)
    assert (len(found.edges), found.total) == (10, len(EventType))


async def test_countries_are_counted_by_events(store: Store) -> None:
    await filled(store)
    await store.archive_article(article("a-4", event(ASSAULT, (TROOPS,), (), location_country="UKR"), minute=3))
    assert await store.event_countries(NOON) == {"IRN": 1, "UKR": 2}
    assert await store.event_countries(NOON, {SANCTION}) == {"IRN": 1}


async def test_copies_and_what_did_not_happen_are_left_out(store: Store) -> None:
    told = event(SANCTION, (party("eu"),), (party("iran"),))
    for number, fields in enumerate(({"negated": True}, {"hypothetical": True}, {"historical": True})):
        await store.archive_article(article(f"a-{number}", replace(told, **fields)))
    await store.archive_article(article("a-9", told, relation=Relation.NEAR_DUPLICATE))
    assert list(await store.events(EventQuery())) == []
    assert (await store.relationships(["eu"], NOON)).edges == ()
    assert await in_news(store) == []


async def test_a_later_version_of_an_article_takes_the_place_of_what_it_told(store: Store) -> None:
    await filled(store)
    await store.archive_article(article("a-1", mentions=(mention("macron"),)))
    assert {each.article for each in await store.events(EventQuery())} == {"a-2", "a-3"}
    assert list(await store.actor_articles("iran")) == []


async def test_what_is_forgotten_is_in_no_count(store: Store) -> None:
    await filled(store)
    assert await store.forget_archived(NOON + minutes(1.5)) == 2
    assert set(await named(store)) == {"eu", "russia"}
    assert {each.article for each in await store.events(EventQuery())} == {"a-3"}
    assert await store.known_actors(["kharkiv"]) == {}
