"""Follow-ups as the index places them: the news of a town, read as a person would."""

from datetime import timedelta

from msgspec.structs import replace

from monitor.identity import content_id
from monitor.records import Article, Relation
from monitor.stories.index import StoryIndex
from tests.stories.builders import NOON, article, minutes, place, prose, take

QUAKE = article(
    "quake",
    "A strong earthquake shook the port of Arvo at dawn on Monday and brought down the old customs house. Rescue teams "
    "from Tarvik are digging for nine dockers, the governor of the Velna coast said.",
    title="Earthquake brings down customs house in Arvo",
    publisher="Herald",
)
RESCUE = article(
    "rescue",
    "Rescue teams have pulled four dockers alive out of the customs house in Arvo that the earthquake brought down at "
    "dawn. Five more are missing, the governor of the Velna coast told reporters in Tarvik.",
    title="Four dockers saved from ruins after Arvo earthquake",
    publisher="Courier",
)
CHOIR = article(
    "choir",
    "The choir of Arvo won the song prize of the Velna coast on Saturday with an old shanty.",
    title="Choir of Arvo wins prize",
    publisher="Lantern",
)
STRIKE = article(
    "strike",
    "Train drivers of Norland Rail will walk out from Friday over night shifts, their union said. No trains will run "
    "between Mosby and Halden until the company makes another offer.",
    title="Norland Rail drivers to walk out on Friday",
    publisher="Herald",
)
ROUND_UP = article(
    "round-up",
    "The earthquake in the port of Arvo brought down the old customs house, and nine dockers are missing. Train "
    "drivers of Norland Rail will walk out from Friday over night shifts, and no trains will run from Mosby to Halden.",
    title="Good morning: five things to know",
    publisher="Herald",
)


def test_another_report_on_one_event_in_its_own_words_is_a_follow_up() -> None:
    first, second = take(StoryIndex(), QUAKE, RESCUE)
    assert (second.relation, second.story, second.original) == (Relation.FOLLOW_UP, first.story, None)
    assert not second.is_copy  # it is read, and may be told
    assert second.reason.startswith("similar by 0.")
    assert second.reason.endswith("to what the story said before")


def test_a_name_in_common_makes_no_story_of_two_short_items() -> None:
    first, second = take(StoryIndex(), QUAKE, CHOIR)
    assert second.relation is Relation.NEW_STORY
    assert second.story != first.story


def test_a_round_up_goes_on_with_none_of_its_stories_and_nothing_goes_on_with_it() -> None:
    quake, strike, round_up, rescue = take(StoryIndex(), QUAKE, STRIKE, ROUND_UP, RESCUE)
    assert round_up.relation is Relation.NEW_STORY
    assert rescue.story == quake.story
    assert strike.story not in (quake.story, round_up.story)


def test_days_later_the_same_words_begin_a_story() -> None:
    index = StoryIndex()
    first = place(index, QUAKE, NOON).placed
    assert place(index, RESCUE, NOON + timedelta(days=4)).placed.story == content_id("s", "rescue")
    assert first.story == content_id("s", "quake")


def test_how_long_a_story_stays_open_is_a_setting() -> None:
    index = StoryIndex(timedelta(hours=1))
    place(index, QUAKE, NOON)
    assert place(index, RESCUE, NOON + timedelta(hours=2)).placed.relation is Relation.NEW_STORY


def test_idle_stories_are_dropped_though_their_copies_are_still_known() -> None:
    index = StoryIndex()
    place(index, QUAKE, NOON)
    assert index.open_stories == 1
    assert index.forget(NOON - timedelta(days=4), NOON + timedelta(minutes=1)) == 0
    assert (index.open_stories, len(index)) == (0, 1)
    assert place(index, replace(QUAKE, id="copy"), NOON).placed.relation is Relation.EXACT_COPY
    assert place(index, RESCUE, NOON).placed.relation is Relation.NEW_STORY


def test_when_an_article_was_published_counts_and_not_when_it_was_found() -> None:
    index = StoryIndex()
    place(index, replace(QUAKE, published=NOON), NOON)
    late = replace(RESCUE, published=NOON + timedelta(hours=2), fetched=NOON + timedelta(days=5))
    assert place(index, late, NOON + timedelta(days=5)).placed.relation is Relation.FOLLOW_UP


def test_a_copy_of_a_follow_up_stands_in_its_story_and_a_replay_says_the_very_same() -> None:
    index = StoryIndex()
    copy = replace(RESCUE, id="copy", entry="copy", publisher="Mirror")
    answers = [place(index, each).placed for each in (QUAKE, RESCUE, copy)]
    assert (answers[2].relation, answers[2].story, answers[2].original) == (
        Relation.EXACT_COPY,
        answers[0].story,
        "rescue",
    )
    assert [index.place(each, minutes(99)).placed for each in (QUAKE, RESCUE, copy)] == answers


class TestPublishers:
    def test_twenty_reprints_of_one_wire_story_are_one_independent_source(self) -> None:
        reprints = [replace(QUAKE, id=f"r-{n}", entry=f"r-{n}", publisher=f"Paper {n}") for n in range(20)]
        *_, last = take(StoryIndex(), QUAKE, *reprints)
        assert (last.publishers, last.independent) == (21, 1)

    def test_who_writes_in_own_words_is_independent_and_papers_of_one_owner_are_one_family(self) -> None:
        owned = [replace(each, owner="Group") for each in (QUAKE, RESCUE)]
        assert [each.independent for each in take(StoryIndex(), *owned)] == [1, 1]
        assert [each.independent for each in take(StoryIndex(), QUAKE, RESCUE)] == [1, 2]

    def test_counts_of_merged_stories_are_those_of_all_their_articles(self) -> None:
        young, old, bridge = merging()
        index = StoryIndex()
        place(index, young, minutes(1))
        place(index, replace(young, id="copy", entry="copy", publisher="Mirror"), minutes(2))
        place(index, old, minutes(3))
        placed = place(index, bridge, minutes(4)).placed
        assert (placed.publishers, placed.independent) == (4, 3)


class TestMerges:
    def test_the_message_names_what_was_merged_and_those_after_it_too(self) -> None:
        young, old, bridge = merging()
        index = StoryIndex()
        first, second = place(index, young, minutes(1)).placed, place(index, old, minutes(2)).placed
        assert first.story != second.story
        merged = place(index, bridge, minutes(3)).placed
        assert (merged.story, merged.merged) == (first.story, (second.story,))
        copy = place(index, replace(old, id="copy", entry="copy"), minutes(4))
        assert (copy.placed.story, copy.placed.merged) == (first.story, (second.story,))
        assert copy.beside == second.story  # where its original was written
        assert index.story(second.story) == first.story

    def test_a_worker_that_starts_again_knows_what_was_merged(self) -> None:
        index, kept = StoryIndex(), []
        for number, each in enumerate(merging()):
            kept.append(place(index, each, minutes(number)).sketch)
        loaded = StoryIndex.from_sketches(kept)
        again = replace(merging()[1], id="again", entry="again")
        assert loaded.place(again, minutes(9)) == index.place(again, minutes(9))
        assert loaded.open_stories == index.open_stories == 1


def merging() -> tuple[Article, Article, Article]:
    """Two articles that share a third of their words, and one that shares most with both: they are one story."""
    words = prose("long", 240)
    first, second = [*words[:120], *prose("x", 40)], [*prose("y", 40), *words[120:]]
    return (
        article("young", _mixed(first[:110] + second[60:110], "1"), publisher="Herald"),
        article("old", _mixed(second[50:] + first[:45], "2"), publisher="Courier"),
        article("bridge", _mixed(first[:100] + second[60:], "3"), publisher="Lantern"),
    )


def _mixed(words: list[str], seed: str) -> list[str]:
    """The words in an order that shares no runs."""
    order = prose(seed, len(words))
    return [word for _, word in sorted(zip(order, words, strict=True))]
