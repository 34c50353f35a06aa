"""What a store tells of stories, on every store."""

from msgspec.structs import replace

from monitor.records import Relation
from monitor.store.base import Sketch, Store, StoryEntry
from tests.store.builders import NOON, minutes, sketch


def placed(article: str, story: str, minute: int, **fields: object) -> Sketch:
    changes = {"publishers": minute + 1, "independent": minute + 1, **fields}
    return replace(sketch(article, placed=NOON + minutes(minute), story=story), **changes)


def entry(of: Sketch) -> StoryEntry:
    return StoryEntry(
        article=of.article,
        story=of.story,
        relation=Relation.FOLLOW_UP,
        at=of.placed,
        title=f"Title of {of.article}",
        new=f"What {of.article} says.",
        words=("dam", "Arvo"),
    )


async def remember(store: Store, *sketches: Sketch) -> None:
    for each in sketches:
        await store.remember_sketch(each, entry(each))


async def test_a_store_without_articles_tells_of_no_story(store: Store) -> None:
    assert await store.stories() == []
    assert await store.story_entries("s-1") == []
    assert await store.forget_stories(NOON) == 0


async def test_a_story_is_told_article_by_article_in_order_of_time_and_in_one_line(store: Store) -> None:
    late, early, other = placed("a-2", "s-1", 2), placed("a-1", "s-1", 1), placed("a-3", "s-2", 3)
    await remember(store, late, early, other)
    assert await store.story_entries("s-1") == [entry(early), entry(late)]
    first, second = await store.stories()
    assert (first.story, first.title, first.articles) == ("s-1", "Title of a-1", 2)
    assert (first.first, first.last) == (NOON + minutes(1), NOON + minutes(2))
    assert (first.publishers, first.independent) == (2, 2)  # as it was said last
    assert (second.story, second.articles, second.parts) == ("s-2", 1, ())


async def test_an_article_that_is_written_again_is_told_once(store: Store) -> None:
    await remember(store, placed("a-1", "s-1", 1), placed("a-1", "s-1", 1))
    assert [story.articles for story in await store.stories()] == [1]


async def test_a_merged_story_is_told_under_the_older_name_and_found_by_either(store: Store) -> None:
    await remember(store, placed("a-1", "s-1", 1), placed("a-2", "s-2", 2))
    await remember(store, placed("a-3", "s-1", 3, joined=("s-2",)), placed("a-4", "s-0", 4))
    await remember(store, placed("a-5", "s-0", 5, joined=("s-1",)))
    [story] = await store.stories()
    assert (story.story, story.articles, story.parts) == ("s-0", 5, ("s-2", "s-1"))
    for name in ("s-0", "s-1", "s-2"):
        entries = await store.story_entries(name)
        assert [(each.article, each.story) for each in entries] == [(f"a-{n}", "s-0") for n in range(1, 6)]


async def test_stories_of_a_storyline_are_found_and_follow_it_when_they_move(store: Store) -> None:
    await remember(store, placed("a-1", "s-1", 1), placed("a-2", "s-2", 2, storyline="s-1"))
    assert [story.story for story in await store.stories(storyline="s-1")] == ["s-1", "s-2"]
    await remember(store, placed("a-3", "s-0", 3, moved={"s-2": "s-0", "s-9": "s-0"}))
    assert [story.story for story in await store.stories(storyline="s-1")] == ["s-1"]
    assert [story.story for story in await store.stories(storyline="s-0")] == ["s-2", "s-0"]


async def test_only_stories_since_then_are_told_and_only_so_many(store: Store) -> None:
    await remember(store, *(placed(f"a-{number}", f"s-{number}", number) for number in range(4)))
    assert [story.story for story in await store.stories(since=NOON + minutes(2))] == ["s-2", "s-3"]
    assert [story.story for story in await store.stories(last=3)] == ["s-1", "s-2", "s-3"]


async def test_old_articles_and_stories_are_forgotten_with_their_redirects(store: Store) -> None:
    await remember(store, placed("a-1", "s-1", 1), placed("a-2", "s-2", 2), placed("a-3", "s-1", 3, joined=("s-2",)))
    assert await store.forget_stories(NOON + minutes(3)) == 2
    [story] = await store.stories()
    assert (story.title, story.articles) == ("Title of a-3", 1)
    assert await store.forget_stories(NOON + minutes(4)) == 1
    assert await store.stories() == []
    assert await store.story_entries("s-2") == []


async def test_a_list_goes_on_behind_a_story_and_none_comes_twice(store: Store) -> None:
    await remember(store, *(placed(f"a-{number}", f"s-{number}", number // 2) for number in range(5)))
    found: list[str] = []
    beyond = None
    while page := await store.stories(last=2, beyond=beyond):
        found += [story.story for story in reversed(page)]
        assert page[0].placed is not None
        beyond = page[0].placed, page[0].story
    assert found == ["s-4", "s-3", "s-2", "s-1", "s-0"]
