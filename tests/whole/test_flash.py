"""A flash at ten o'clock and the full article at twenty past: its events are news, its alert is the same one."""

from datetime import UTC, datetime, timedelta

from monitor.clock import ManualClock
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.watchlist import EventIs, Forms, Watch, Watchlist, Word, WordIs
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Pipeline
from monitor.records import Article, DecisionReason, EventType, Relation

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LINE = "Russia launched missiles at Kyiv overnight, killing at least twelve people, officials say."
FULL = f"""{LINE}
President Volodymyr Zelenskyy accused Moscow of terror. Rescuers were still searching the rubble of a block of flats in
the west of the city at noon on Tuesday, and the mayor said that power had been restored to most districts.
In Brussels the European Union imposed sanctions on three Russian generals hours later. France's foreign minister called
on Moscow to agree to a ceasefire, which the Kremlin rejected. Poland deployed additional troops to its eastern border,
and NATO ambassadors will meet on Wednesday to discuss the situation, a spokesman told reporters."""
WATCHES = (
    Watch(id="kyiv", when=WordIs(word=Word(text="Kyiv"))),
    Watch(id="ceasefire", when=WordIs(word=Word(text="ceasefire", forms=Forms.LEMMA))),
    Watch(id="sanctions", event=EventIs(types=(EventType.SANCTION,))),
)


def article(name: str, title: str, text: str, at: datetime) -> Article:
    return Article(id=name, feed="wire", entry=name, url="", title=title, text=text, fetched=at, publisher="wire")


async def test_the_full_article_behind_a_flash_is_read_matched_and_told_once_a_watch() -> None:
    clock = ManualClock(TEN)
    pipeline = Pipeline(InlineAnnotator(), compile_watchlists([Watchlist(id="war", watches=WATCHES)]), clock)
    flash = await pipeline.take(article("flash", f"BREAKING: {LINE}", "", clock()))
    clock.advance(timedelta(minutes=20).total_seconds())
    full = await pipeline.take(article("full", "Missiles hit Kyiv", FULL, clock()))

    assert full.placed.relation is full.annotated.relation is Relation.EXPANDED
    assert full.placed.story == flash.placed.story
    assert {EventType.SANCTION, EventType.ASSAULT} <= {event.type for event in full.annotated.events}
    assert [alert.watch for alert in flash.alerts] == ["kyiv"]
    assert {alert.watch for alert in full.alerts} == {"ceasefire", "sanctions"}
    [kyiv] = [decided for decided in full.decided if decided.match.watch == "kyiv"]
    assert kyiv.decision.reason is DecisionReason.NOTHING_MATERIAL


async def test_the_flash_that_comes_again_after_the_full_article_changes_nothing() -> None:
    clock = ManualClock(TEN)
    pipeline = Pipeline(InlineAnnotator(), compile_watchlists([Watchlist(id="war", watches=WATCHES)]), clock)
    flash = article("flash", f"BREAKING: {LINE}", "", clock())
    first, full, again = await pipeline.take_all([flash, article("full", "Missiles hit Kyiv", FULL, clock()), flash])
    assert again.placed == first.placed
    assert full.alerts
    assert not again.alerts
