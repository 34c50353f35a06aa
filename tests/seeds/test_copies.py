"""The copies among the seeds are copies by measure, and nothing else is."""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations, permutations

from monitor.identity import article_id
from monitor.records import Article, Relation
from monitor.stories.index import StoryIndex
from tests.seeds.morning import SeedEntry, entries, expectations, expected_of

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
PAIRS = list(combinations(entries(), 2))

Shingles = set[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """All runs of four words."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + 4]) for start in range(len(words) - 3)}


def containment(first: SeedEntry, second: SeedEntry) -> float:
    """The part of the smaller text that also stands in the other one."""
    one, other = shingles(first.text), shingles(second.text)
    return len(one & other) / min(len(one), len(other))


def are_one_story(first: SeedEntry, second: SeedEntry) -> bool:
    story = expected_of(first).story
    return story is not None and story == expected_of(second).story


def test_copies_of_one_story_share_well_over_the_least_containment() -> None:
    measured = [containment(*pair) for pair in PAIRS if are_one_story(*pair)]
    assert len(measured) == 10 + 3 + 1  # five, three and two articles
    assert min(measured) >= 0.6


def test_articles_of_different_stories_share_next_to_nothing_follow_ups_included() -> None:
    assert max(containment(*pair) for pair in PAIRS if not are_one_story(*pair)) <= 0.05


def test_an_exact_copy_has_title_and_text_of_its_original() -> None:
    exact = [entry for entry in entries() if expected_of(entry).relation == Relation.EXACT_COPY]
    assert len(exact) == 1
    assert [entry.feed for entry in entries() if entry.document.split() == exact[0].document.split()] == [
        "meridian",
        "northgate",
    ]


def test_whichever_feed_is_read_first_the_copies_fall_into_the_same_stories() -> None:
    feeds = [
        [entry for entry in entries() if entry.feed == feed]
        for feed in ("meridian", "harbour", "lantern", "northgate", "ledger")
    ]
    for order in permutations(feeds):
        grouped = stories_of([entry for feed in order for entry in feed])
        assert all(
            grouped[first.link] == grouped[second.link] for first, second in PAIRS if are_one_story(first, second)
        )


def test_relations_are_as_expected_where_entries_come_in_the_order_of_their_dates() -> None:
    index = StoryIndex()
    for entry in sorted(entries(), key=lambda entry: entry.published or NOW):
        placement = index.place(article_of(entry), NOW)
        index.remember(placement.sketch)
        expected = expected_of(entry).relation or (
            Relation.FOLLOW_UP if expected_of(entry).told_in else Relation.NEW_STORY
        )
        if expected != Relation.SAME_ARTICLE:  # the index repeats the first answer; ingest does not publish it again
            assert placement.placed.relation == expected, entry.title


def test_follow_ups_name_a_story_that_has_begun() -> None:
    stories = {expected.story for expected in expectations() if expected.relation == Relation.NEW_STORY}
    followed = [expected.follows for expected in expectations() if expected.follows]
    assert Counter(followed) == {"muscat-talks": 5, "eu-shipping-list": 1}
    assert stories == {"muscat-talks", "eu-shipping-list", "green-comet"}


def stories_of(read: list[SeedEntry]) -> dict[str, str]:
    """The story of each link, entries read in this order."""
    index, stories = StoryIndex(), {}
    for entry in read:
        placement = index.place(article_of(entry), NOW)
        index.remember(placement.sketch)
        stories[entry.link] = placement.placed.story
    return stories


def article_of(entry: SeedEntry) -> Article:
    return Article(
        id=article_id(entry.link, entry.feed, entry.guid, entry.title, entry.text),
        feed=entry.feed,
        entry=entry.guid or entry.link,
        url=entry.link,
        title=entry.title,
        text=entry.text,
        fetched=NOW,
    )
