"""A flash, and the full article that follows it: one story, and the article is no copy."""

import pytest

from monitor.records import COPIES, Article, Relation
from monitor.stories.index import StoryIndex
from tests.stories.builders import NOON, article, minutes, prose, sketches, take

LINE = "Karsova's army has agreed to a ceasefire along the Velna river, the presidency says."
FLASH = article("flash", "", title=f"BREAKING: {LINE}")
FULL = article("full", [LINE, *prose("full", 300)], title="Guns fall silent on the Velna", publisher="herald")
SHORT, REST = prose("short", 60), prose("rest", 300)


@pytest.mark.parametrize(
    "flash",
    [
        FLASH,
        article("flash", LINE, title="Ceasefire agreed"),
        article("flash", LINE, title=f"Flash: {LINE}"),
        article("flash", f"{LINE} More to follow.", title=""),
    ],
    ids=["all in the title", "with a headline of its own", "said twice", "with a promise"],
)
@pytest.mark.parametrize("title", ["Guns fall silent on the Velna", "", LINE])
def test_the_article_behind_a_flash_stands_in_its_story_and_is_no_copy(flash: Article, title: str) -> None:
    full = article("full", [LINE, *prose("full", 300)], title=title)
    first, expanded = take(StoryIndex(), flash, full)
    assert (expanded.relation, expanded.story, expanded.is_copy) == (Relation.EXPANDED, first.story, False)
    assert expanded.original is None
    assert expanded.reason.startswith("holds ")
    assert "of flash" in expanded.reason


def test_a_longer_flash_expands_a_shorter_one() -> None:
    longer = article("longer", [LINE, *prose("a little more", 12)])
    first, second, third = take(StoryIndex(), FLASH, longer, FULL)
    assert (second.relation, third.relation) == (Relation.EXPANDED, Relation.EXPANDED)
    assert {second.story, third.story} == {first.story}


def test_copies_of_the_full_article_are_copies_of_it_and_not_of_the_flash() -> None:
    same = article("same", FULL.text, title=FULL.title)
    cut = article("cut", [LINE, *prose("full", 200)])
    first, _, exact, near = take(StoryIndex(), FLASH, FULL, same, cut)
    assert (exact.relation, exact.original) == (Relation.EXACT_COPY, "full")
    assert (near.relation, near.original) == (Relation.NEAR_DUPLICATE, "full")
    assert exact.story == near.story == first.story


def test_a_flash_quoted_far_below_the_first_words_is_another_story() -> None:
    background = article("other", [*prose("other", 200), *LINE.split()])
    assert take(StoryIndex(), FLASH, background)[1].relation is Relation.NEW_STORY


def test_two_articles_that_begin_with_the_same_few_words_are_two_stories() -> None:
    monday = article("monday", "NATO's Secretary General said on Tuesday that the alliance stands by Karsova.")
    friday = article("friday", ["NATO's Secretary General said on Tuesday that the", *prose("friday")])
    assert take(StoryIndex(), monday, friday)[1].relation is Relation.NEW_STORY


def test_what_begins_many_flashes_is_boilerplate() -> None:
    opening = "Here is what we know on another day of the war between Karsova and its neighbours"
    flashes = [article(f"flash-{n}", [opening, *prose(f"flash {n}", 3)]) for n in range(9)]
    full = article("full", [opening, *prose("full", 200)])
    index = StoryIndex()
    take(index, *flashes[:8])
    assert index.place(full, NOON).placed.relation is Relation.EXPANDED
    take(index, flashes[8])
    assert index.place(full, NOON).placed.relation not in {*COPIES, Relation.EXPANDED}


@pytest.mark.parametrize(("added", "relation"), [(40, Relation.NEAR_DUPLICATE), (120, Relation.EXPANDED)])
def test_a_text_that_holds_an_earlier_one_is_its_copy_while_it_adds_little(added: int, relation: Relation) -> None:
    first, second = take(StoryIndex(), article("short", SHORT), article("long", SHORT + prose("added", added)))
    assert (second.relation, second.story) == (relation, first.story)


def test_the_shorter_text_that_comes_later_is_a_copy() -> None:
    _, later = take(StoryIndex(), article("long", SHORT + REST), article("short", SHORT))
    assert (later.relation, later.original) == (Relation.NEAR_DUPLICATE, "long")


def test_what_expands_one_text_and_copies_another_is_a_copy() -> None:
    own = SHORT + REST
    edited = [word if number % 10 else "changed" for number, word in enumerate(own)]
    index = StoryIndex()
    take(index, article("short", SHORT), article("long", own))
    [copy] = take(index, article("edited", edited))
    assert (copy.relation, copy.original) == (Relation.NEAR_DUPLICATE, "long")


def test_a_text_that_many_expand_does_not_become_boilerplate() -> None:
    """A wire's first paragraphs, under which a score of publishers put articles of their own."""
    index = StoryIndex()
    [first] = take(index, article("wire", SHORT, publisher="wire"))
    longer = [article(f"long-{n}", SHORT + prose(f"own {n}", 200), publisher=f"p{n}") for n in range(20)]
    placed = take(index, *longer)
    assert {(each.relation, each.story) for each in placed} == {(Relation.EXPANDED, first.story)}
    copies = take(index, *(article(f"copy of {each.id}", each.text + " end") for each in longer))
    assert [copy.original for copy in copies] == [each.id for each in longer]


def test_expansions_of_expansions_are_recognised_when_copied() -> None:
    grown = [SHORT + REST[:end] for end in (0, 100, 300)] + [SHORT + REST + prose("the day after", 600)]
    index = StoryIndex()
    placed = take(index, *(article(f"v{n}", text, publisher=f"p{n}") for n, text in enumerate(grown)))
    assert [each.relation for each in placed] == [Relation.NEW_STORY, *[Relation.EXPANDED] * 3]
    copies = take(index, *(article(f"copy-{n}", [*text, "end"]) for n, text in enumerate(grown)))
    assert [copy.original for copy in copies] == ["v0", "v1", "v2", "v3"]


def test_an_expanded_text_stays_what_it_was_when_the_flash_is_forgotten() -> None:
    index = StoryIndex()
    [flash] = take(index, article("short", SHORT, publisher="wire"), now=minutes(0))
    take(index, FULL_OF_SHORT, now=minutes(2))
    index.forget(minutes(1))
    again, copy = take(index, FULL_OF_SHORT, article("copy", [*SHORT, *REST, "end"]), now=minutes(3))
    assert (again.relation, again.story) == (Relation.EXPANDED, flash.story)
    assert (copy.original, copy.story) == ("full", flash.story)


FULL_OF_SHORT = article("full", SHORT + REST, publisher="herald")


def test_sketches_of_flashes_are_small_and_what_is_shared_is_kept_once() -> None:
    flash, short, long = sketches(FLASH, article("short", SHORT), article("long", SHORT + REST))
    assert len(flash.shingles) <= 40 * 8
    assert set(short.hashes.tolist()).isdisjoint(long.hashes.tolist())
