"""What a run counts is of this run and counted once; what is left for a later one is said beside it."""

from datetime import UTC, datetime

from msgspec.structs import replace
from rich.console import Console

from agents.annotate import annotate_agent
from agents.measuring.tally import REMEMBERED_ARTICLES, Tally
from agents.story import Stories, story_agent
from monitor.alerting.timing import GroupBy
from monitor.cli.summary import summary
from monitor.metrics import catalogue
from monitor.nlp.memory import MemoryAnnotator
from monitor.records import AnnotatedArticle, Article, EntityType, Relation, StoryArticle, decode
from monitor.store.memory import MemoryStore
from tests.alerting.builders import article
from tests.alerting.receivers.builders import desk, digest, group, planned, quiet, told, utc
from tests.nlp.articles import placed
from tests.store.builders import decided

NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)
NAMES = {"Emmanuel Macron": EntityType.PERSON, "Olaf Scholz": EntityType.PERSON}


def shown(tally: Tally) -> dict[str, str]:
    """The rows of the summary."""
    console = Console(width=200)
    with console.capture() as captured:
        console.print(summary(tally))
    rows = (line.split(None, 1) for line in captured.get().splitlines() if line.strip())
    return {row[0]: row[-1].strip() for row in rows}


def test_deliveries_of_earlier_runs_are_not_counted_again() -> None:
    tally = Tally()
    tally.count_deliveries({"sent": 30, "failed": 2, "pending": 1}, {"sent": 34, "failed": 2, "pending": 3})
    rows = shown(tally)
    assert rows["deliveries"] == "4 sent"
    assert rows["pending"] == "3 deliveries to try again"


def test_a_delivery_of_an_earlier_run_that_is_sent_in_this_one_counts() -> None:
    tally = Tally()
    tally.count_deliveries({"pending": 1}, {"sent": 1})
    rows = shown(tally)
    assert (rows["deliveries"], rows["pending"]) == ("1 sent", "nothing")


def test_what_is_held_at_receivers_is_pending_and_says_until_when() -> None:
    six, tally = utc("2026-03-02 06:00"), Tally()
    held = [planned(told(number), six, desk(digest=digest("0 7 * * *"))) for number in (1, 2, 3)]
    held += [planned(told(number), six, desk(quiet=quiet())) for number in (4,)]
    tally.count_deliveries({"sent": 1}, {"sent": 1, "held": 4}, held)
    rows = shown(tally)
    assert rows["deliveries"] == "none"
    assert rows["pending"] == (
        "3 held until 2026-03-02 07:00 UTC for the digest of desk, "
        "1 held until 2026-03-02 07:00 UTC by the quiet hours of desk"
    )


def test_what_waits_for_others_of_its_article_is_not_said_to_wait_for_its_story() -> None:
    six, tally = utc("2026-03-02 06:00"), Tally()
    grouping = desk(group=group(GroupBy.ARTICLE))
    tally.count_deliveries({}, {"held": 1}, [planned(told(1), six, grouping)])
    assert shown(tally)["pending"] == "1 held until 2026-03-02 06:01 UTC by the group_wait of desk"


def test_articles_that_go_on_with_stories_of_earlier_runs_begin_none() -> None:
    tally = Tally()
    tally.count_article(Relation.FOLLOW_UP)
    assert shown(tally)["articles"] == "1, of which 0 begin a story"


def test_feeds_that_asked_to_be_left_alone_are_pending() -> None:
    assert shown(Tally(left_alone=2))["pending"] == "2 feeds to leave alone for now"


async def counted(*articles: Article) -> Tally:
    """What a run over `articles` counts, from stories to annotations."""
    tally, store = Tally(), MemoryStore()
    place = story_agent(Stories(store), store, lambda: NOW, tally.count_article)
    annotate = annotate_agent(MemoryAnnotator(NAMES), store, 16, tally.count_annotated)
    for each in articles:
        outcome = await place.handle(each)
        assert outcome.remember is not None
        await outcome.remember()
        await annotate.handle(decode(outcome.emissions[0].value, StoryArticle))
    return tally


async def test_an_article_that_stands_in_three_feeds_counts_once_with_its_names_and_twice_as_a_duplicate() -> None:
    article = placed().article
    once = await counted(article)
    thrice = await counted(article, replace(article, feed="second"), replace(article, feed="third"))
    rows = shown(thrice)
    assert once.mentions > 0
    assert (thrice.mentions, rows["entities"]) == (once.mentions, shown(once)["entities"])
    assert rows["articles"] == "1, of which 1 begins a story"
    assert rows["duplicates"] == "2 (2 same article again)"


async def test_an_edit_is_the_same_article_again_and_adds_no_names() -> None:
    article = placed().article
    edited = await counted(article, replace(article, text=f"{article.text} Emmanuel Macron left at noon."))
    assert edited.mentions == (await counted(article)).mentions
    assert shown(edited)["duplicates"] == "1 (1 same article again)"


def test_of_the_articles_counted_only_so_many_are_remembered() -> None:
    tally, item = Tally(), placed()
    annotated = AnnotatedArticle.of(item, language="en", annotator="none")
    for number in range(REMEMBERED_ARTICLES + 5):
        tally.count_annotated(replace(annotated, article=replace(item.article, id=f"a-{number}")))
    assert len(tally._annotated) == REMEMBERED_ARTICLES


def test_polls_are_not_mistaken_for_articles() -> None:
    tally = Tally()
    tally.polls.update({"new articles": 3, "not modified": 1})
    assert shown(tally)["polls"] == "4 (3 with new articles, 1 not modified)"


def test_copies_are_told_from_articles_that_came_again() -> None:
    tally = Tally()
    for relation in (Relation.NEW_STORY, Relation.EXACT_COPY, Relation.SAME_ARTICLE, Relation.SAME_ARTICLE):
        tally.count_article(relation)
    rows = shown(tally)
    assert rows["articles"] == "2, of which 1 begins a story"
    assert rows["duplicates"] == "3 (2 same article again, 1 exact copy)"


def test_what_is_told_is_counted_by_watchlist_and_timed_from_the_article() -> None:
    tally, row = Tally(), decided()
    dated, undated = article(), replace(article(), published=None)
    tally.count_decision(row.decision)
    for each in (dated, undated):
        tally.count_told(each, row.decision)
    assert tally.metrics.value(catalogue.ALERTS, "peace", "high") == 1
    assert tally.metrics.value(catalogue.ARTICLE_TO_ALERT, "published") == 1
    assert tally.metrics.value(catalogue.ARTICLE_TO_ALERT, "fetched") == 2


def test_a_story_that_a_watch_begins_twice_is_seen() -> None:
    tally, first = Tally(), decided("m-1").decision
    again, elsewhere = replace(first, subject="m-2"), replace(first, subject="m-3", story="s-2")
    for decision in (first, elsewhere):
        tally.count_told(article(), decision)
    assert tally.metrics.value(catalogue.REPEATED_ALERTS) == 0
    tally.count_told(article(), again)
    assert tally.metrics.value(catalogue.REPEATED_ALERTS) == 1
