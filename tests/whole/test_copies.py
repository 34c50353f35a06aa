"""A copy is told as its original would be, and a reprint of what rightly raised nothing raises nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.clock import ManualClock
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.watchlist import (
    Actor,
    ActorIs,
    Case,
    EventIs,
    Identity,
    Sources,
    Watch,
    Watchlist,
    Word,
    WordIs,
)
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Pipeline
from monitor.records import Article, EventType

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TITLE = "Lighthouse lit again"
REST = (
    "The keeper's house has been dry since the summer, and the stairs were mended by a smith from the next village. "
    "Visitors may climb to the lamp on Saturdays, the council said, and boats will be led in by its light from the "
    "first week of December on, when the old buoy at the harbour mouth is taken out for good."
)
OFFICE = f"The French president lit the lamp on Tuesday before a crowd of fishermen. {REST}"
ATTACK = f"Russia attacked Kyiv with missiles on Sunday. {REST}"
SOMEBODY_ELSE = f"Brigitte Macron lit the lamp on Tuesday before a crowd of fishermen. {REST}"
MACRON = Actor(
    id="m",
    name="Emmanuel Macron",
    names=(Word(text="Emmanuel Macron"), Word(text="Macron", case=Case.EXACT)),
    wikidata="Q3052772",
    identity=Identity(entity="emmanuel-macron"),
)


def article(name: str, text: str, title: str = TITLE) -> Article:
    return Article(
        id=name,
        feed=name,
        entry=name,
        url="",
        title=title,
        text=text,
        fetched=NOON,
        publisher=f"{name}.example",
        source_tags=(name,),
    )


def pipeline(*watches: Watch, clock: ManualClock | None = None) -> Pipeline:
    watchlist = Watchlist(id="desk", actors=(MACRON,), watches=watches)
    return Pipeline(InlineAnnotator(), compile_watchlists([watchlist]), clock or ManualClock(NOON))


def macron(*, include_tags: tuple[str, ...] = (), exclude_tags: tuple[str, ...] = ()) -> Watch:
    sources = Sources(include_tags=include_tags, exclude_tags=exclude_tags)
    return Watch(id="macron", when=ActorIs(actors=("m",)), sources=sources)


@pytest.mark.parametrize(
    "copy",
    [
        article("wire", OFFICE),
        article("wire", f"(Wire) - {OFFICE} Read more", title=f"{TITLE} - The Mail"),
        article("wire", f"{REST}\n{OFFICE.split('. ', maxsplit=1)[0]}."),
        article("wire", OFFICE, title="A lamp burns once more"),
    ],
    ids=["word for word", "with marks", "in another order", "under another headline"],
)
async def test_a_watch_that_could_not_see_the_original_sees_the_office_in_its_copy(copy: Article) -> None:
    flow = pipeline(macron(exclude_tags=("blog",)))
    first, second = await flow.take_all([article("blog", OFFICE), copy])
    assert (first.alerts, second.placed.original) == ((), "blog")
    assert [alert.publishers for alert in second.alerts] == [2]
    assert [alert.sentence for alert in second.alerts] == [f"{OFFICE.split('. ', maxsplit=1)[0]}."]


async def test_and_it_sees_the_event() -> None:
    watch = Watch(id="attack", event=EventIs(types=(EventType.ASSAULT,)), sources=Sources(exclude_tags=("blog",)))
    first, second = await pipeline(watch).take_all([article("blog", ATTACK), article("wire", f"{ATTACK} Read more")])
    assert (first.alerts, second.placed.original) == ((), "blog")
    assert [alert.event.trigger.text for alert in second.alerts if alert.event] == ["attacked"]


@pytest.mark.parametrize(
    "copy",
    [
        article("wire", SOMEBODY_ELSE),
        article("wire", f"PARIS (AFP) — {SOMEBODY_ELSE} Read more"),
        article("wire", SOMEBODY_ELSE.upper()),
        article("wire", f"{SOMEBODY_ELSE} This text was updated at noon."),
        article("wire", SOMEBODY_ELSE[:150] + "…"),
    ],
    ids=["word for word", "with marks", "shouted", "with a line of its own", "cut"],
)
async def test_a_reprint_of_what_is_about_somebody_else_raises_nothing(copy: Article) -> None:
    first, second = await pipeline(macron()).take_all([article("blog", SOMEBODY_ELSE), copy])
    assert (first.alerts, second.placed.story, second.alerts) == ((), first.placed.story, ())


async def test_what_a_copy_adds_of_its_own_is_news_of_its_own() -> None:
    added = "Emmanuel Macron sent his congratulations from Lyon in the evening."
    first, second = await pipeline(macron()).take_all(
        [article("blog", SOMEBODY_ELSE), article("wire", f"{SOMEBODY_ELSE} {added}")]
    )
    assert (first.alerts, second.placed.original) == ((), "blog")
    assert [alert.sentence for alert in second.alerts] == [added]


async def test_a_denial_put_into_a_copy_is_read() -> None:
    watch = Watch(id="attack", event=EventIs(types=(EventType.ASSAULT,)), sources=Sources(exclude_tags=("blog",)))
    longer = f"{ATTACK} {' '.join(f'Row {number} of the sheds was painted by hand.' for number in range(8))}"
    denied = longer.replace("Russia attacked", "Russia has never attacked")
    _, second = await pipeline(watch).take_all([article("blog", longer), article("wire", denied)])
    assert (second.placed.original, second.alerts) == ("blog", ())


async def test_a_copy_of_what_is_forgotten_is_read_by_itself() -> None:
    clock = ManualClock(NOON)
    flow = pipeline(macron(exclude_tags=("blog",)), clock=clock)
    await flow.take(article("blog", OFFICE))
    clock.advance(timedelta(days=8).total_seconds())
    await flow.forget(timedelta(days=7))
    late = await flow.take(article("wire", OFFICE))
    assert late.placed.original is None
    assert len(late.alerts) == 1


async def test_a_word_that_an_exclusion_asks_for_is_not_lost_by_a_cut() -> None:
    watch = Watch(id="lamp", when=WordIs(word=Word(text="lamp")), none=(WordIs(word=Word(text="buoy")),))
    cut = article("wire", OFFICE[: OFFICE.index(", and boats")] + "…")
    first, second = await pipeline(watch).take_all([article("blog", OFFICE), cut])
    assert (first.alerts, second.placed.original, second.alerts) == ((), "blog", ())
