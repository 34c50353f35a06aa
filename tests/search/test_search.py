"""A search finds what the watch would have found, on every store."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.match import matcher
from monitor.match.watchlist import EventIs, Near, OneOf, Scope, Sources, Watch, Watchlist
from monitor.records import AnnotatedArticle, EntityType, Event, EventType, Mention, PartyReason
from monitor.search import search
from monitor.store.base import Store
from tests.match.builders import NOW, actor, article, event, says, term, watch, watchlist
from tests.match.test_reference import conditions, texts
from tests.store.builders import NOON, minutes

ACTORS = (
    actor("eu", "European Union", "Union", entity="european-union"),
    actor("union", "Union", "prime minister"),
    actor("us", "US", "Zelensky", entity="nato"),
)
TERMS = (term("truce", "cease-fire", "cease", "ceasefire"),)
SAID = "Brussels sanctioned Russian banks in Mali."


def told(type_: EventType, code: str | None, entity: str | None, *, future: bool) -> Event:
    """An event of `SAID`, with what the annotator makes of its parties."""
    made = event(SAID, type_, "sanctioned", actors=("Brussels",), recipients=("Russian banks",), future=future)
    by = tuple(replace(party, actor=entity, reason=PartyReason.NAME) for party in made.actors)
    to = tuple(replace(party, country=code, reason=PartyReason.PHRASE) for party in made.recipients)
    return replace(made, actors=by, recipients=to)


def archived(
    text: str, language: str, tags: tuple[str, ...], happened: Event | None, entity: str | None
) -> AnnotatedArticle:
    brussels = Mention(text="Brussels", start=1, end=9, type=EntityType.PLACE, actor=entity)
    return article(
        f"{SAID} {text}",
        language=language,
        source_tags=tags,
        events=(happened,) if happened else (),
        mentions=(brussels,) if entity else (),
    )


TYPES = (EventType.SANCTION, EventType.ASSAULT)
CODES, ENTITIES = ("RUS", "MLI"), ("european-union", "nato")
articles = st.builds(
    archived,
    texts,
    st.sampled_from(["en", "en-GB", "fr", "und"]),
    st.lists(st.sampled_from(["wire", "Local News", "sport"]), max_size=2).map(tuple),
    st.none()
    | st.builds(
        told,
        st.sampled_from(TYPES),
        st.none() | st.sampled_from(CODES),
        st.none() | st.sampled_from(ENTITIES),
        future=st.booleans(),
    ),
    st.none() | st.sampled_from(ENTITIES),
)
parties = st.builds(
    OneOf,
    actors=st.lists(st.sampled_from(["eu", "us"]), max_size=1).map(tuple),
    countries=st.lists(st.sampled_from(CODES), max_size=1).map(tuple),
).filter(lambda asked: bool(asked.actors or asked.countries))
events = st.builds(
    EventIs,
    types=st.lists(st.sampled_from(TYPES), min_size=1, unique=True).map(tuple),
    actors=st.lists(parties, max_size=1).map(tuple),
    recipients=st.lists(parties, max_size=1).map(tuple),
)
sources = st.builds(
    Sources,
    include_tags=st.lists(st.sampled_from(["wire", "Local News"]), max_size=1).map(tuple),
    exclude_tags=st.lists(st.just("sport"), max_size=1).map(tuple),
    include=st.lists(st.sampled_from(["feed-1", "The News", "news.example", "nobody"]), max_size=2).map(tuple),
    languages=st.lists(st.sampled_from(["en", "en-GB", "fr", "*"]), max_size=2).map(tuple),
)
watches = st.builds(
    watch,
    when=st.none() | conditions,
    none=st.lists(st.builds(says, st.sampled_from(["US", "won"])), max_size=1).map(tuple),
    event=st.none() | events,
    sources=sources,
    scope=st.sampled_from(Scope),
).filter(lambda asked: asked.when is not None or asked.event is not None)


async def hits(store: Store, lists: Watchlist, asked: Watch) -> list[str]:
    return [hit.annotated.article.id async for hit in search(store, lists, asked, NOW)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(watches, st.lists(articles, min_size=1, max_size=5))
async def test_a_search_finds_what_the_watch_would_have_found(
    store: Store, asked: Watch, several: list[AnnotatedArticle]
) -> None:
    lists = watchlist(asked, actors=ACTORS, terms=TERMS)
    await store.forget_archived(NOON + minutes(1))
    expected = []
    for number, each in enumerate(several):
        named = replace(each, article=replace(each.article, id=f"a-{number}", fetched=NOON))
        await store.archive_article(named)
        if matcher.compile([lists]).match(named, NOW).matches:
            expected.append(named.article.id)
    assert await hits(store, lists, asked) == expected[::-1]


async def test_a_search_goes_on_through_many_candidates_of_which_few_match(store: Store) -> None:
    for number in range(150):
        text = "Talks on a truce." if number % 50 == 0 else "A truce holds. Talks go on."
        await store.archive_article(article(text, id=f"a-{number}"))
    asked = watch(Near(first=says("talks"), second=says("truce"), within=3))
    assert await hits(store, watchlist(asked), asked) == ["a-100", "a-50", "a-0"]
