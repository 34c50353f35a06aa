"""Headlines with summaries: what publishers put around them makes no other news, other numbers and names do."""

from pathlib import Path

import pytest

from monitor.records import COPIES, Article, Relation, decode, encode
from monitor.stories.index import StoryIndex
from monitor.stories.sketch import Sketch
from tests.stories.builders import NOON, article, place, prose, take

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("short_items.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
RELATIONS = {
    "copy": {*COPIES, Relation.EXPANDED},
    "goes on": {Relation.FOLLOW_UP},
    "apart": {Relation.NEW_STORY},
}
TITLE = "Harbour strike in Galvo ends after eleven days"
TEXT = (
    "Dockers in Galvo went back to work on Monday after eleven days, when the port agreed to keep the night shift and "
    "to pay what it owed since the summer."
)


def items(row: list[str]) -> tuple[Article, Article]:
    _, publisher, _, title, text, other_title, other_text = row
    first = article("first", text, title=title, publisher="first.example")
    of = "first.example" if publisher == "same" else "second.example"
    return first, article("second", other_text, title=other_title, publisher=of)


@pytest.mark.parametrize("order", [1, -1], ids=["as it stands", "the other way about"])
@pytest.mark.parametrize("row", ROWS, ids=[row[2] for row in ROWS])
def test_two_short_items_are_one_story_or_two(row: list[str], order: int) -> None:
    first, second = take(StoryIndex(), *items(row)[::order])
    assert (second.story == first.story) == (row[0] != "apart")
    assert second.relation in RELATIONS[row[0]]


def test_one_item_in_six_feeds_is_one_story_and_its_copies_cost_little() -> None:
    printed = [
        (TITLE, TEXT),
        (TITLE, f"(Wire) - {TEXT}"),
        (f"{TITLE} - The Galvo Mail", f"{TEXT} Read more"),
        (f"{TITLE} | Coast Today", f"{TEXT[:-1]} ... Continue reading"),
        (TITLE.upper(), f"GALVO, March 4 (AFP) — {TEXT}"),
        (f"UPDATE 1-{TITLE}", TEXT.replace(" on Monday", "")),
    ]
    index = StoryIndex()
    placed = take(
        index, *(article(f"a-{n}", text, title=title, publisher=f"p{n}") for n, (title, text) in enumerate(printed))
    )
    assert {each.story for each in placed} == {placed[0].story}
    assert [each.original for each in placed[1:]] == ["a-0"] * 5


def test_an_index_that_was_stored_and_read_again_knows_short_items_as_before() -> None:
    index = StoryIndex()
    sketch = place(index, article("first", TEXT, title=TITLE, publisher="one")).sketch
    loaded = StoryIndex.from_sketches([decode(encode(sketch), Sketch)])
    again = article("second", f"{TEXT} Read more", title=f"{TITLE} | Coast Today", publisher="two")
    assert loaded.place(again, NOON) == index.place(again, NOON)
    assert loaded.place(again, NOON).placed.original == "first"


def test_sketches_of_earlier_releases_have_no_briefs_and_are_compared_by_their_runs() -> None:
    sketch = place(StoryIndex(), article("first", TEXT, title=TITLE)).sketch
    old = encode(sketch).replace(b'"title_key"', b'"unknown"').replace(b'"brief"', b'"forgotten"')
    old = old.replace(b'"vector"', b'"dropped"')
    index = StoryIndex.from_sketches([decode(old, Sketch)])
    assert index.place(article("second", f"{TEXT} Read more", title=TITLE), NOON).placed.relation is Relation.NEW_STORY
    assert index.place(article("third", TEXT, title=TITLE), NOON).placed.relation is Relation.EXACT_COPY


def test_a_summary_of_what_a_longer_article_says_under_its_headline_copies_it() -> None:
    long = article("long", [TEXT, *prose("long", 200)], title=TITLE, publisher="one")
    index = StoryIndex()
    _, copy = take(index, long, article("short", f"(Wire) - {TEXT} Read more", title=TITLE, publisher="two"))
    assert (copy.relation, copy.original) == (Relation.NEAR_DUPLICATE, "long")
    [other] = take(index, article("other", prose("other", 20), title=TITLE, publisher="two"))
    assert not other.is_copy


def test_a_headline_alone_that_gets_its_summary_later_is_expanded() -> None:
    first, second = take(StoryIndex(), article("line", "", title=TITLE), article("full", TEXT, title=TITLE))
    assert (second.relation, second.story) == (Relation.EXPANDED, first.story)


def test_of_many_items_under_one_headline_the_latest_are_looked_at() -> None:
    index = StoryIndex()
    take(index, *(article(f"a-{n}", prose(f"{n}", 20), title="Notes of the day", publisher="one") for n in range(40)))
    found = [place(index, article(f"b-{n}", [*prose(f"{n}", 20), "x"], title="Notes of the day")) for n in (0, 39)]
    assert [each.placed.original for each in found] == [None, "a-39"]


def test_a_summary_that_differs_from_the_longer_article_in_a_sentence_is_no_copy_of_it() -> None:
    long = article("long", [TEXT, *prose("long", 200)], title=TITLE, publisher="one")
    mixed = article("short", [*TEXT.split()[:14], *prose("other", 14)], title=TITLE, publisher="two")
    assert take(StoryIndex(), long, mixed)[1].relation is Relation.FOLLOW_UP


def test_one_summary_under_two_headlines_is_one_story_and_a_flash_of_another_place_is_another() -> None:
    first, second = take(
        StoryIndex(),
        article("first", TEXT, title=TITLE, publisher="one"),
        article("second", TEXT, title="Galvo dockers end their strike", publisher="two"),
    )
    assert (second.story, second.relation) == (first.story, Relation.NEAR_DUPLICATE)
    line = "Leaders in Arvo said they would accept a truce from midnight after nine days of fighting near the border"
    longer = f"{line.replace('Arvo', 'Corvi')}, which drove thousands from their homes and cut the only road to the sea"
    assert take(StoryIndex(), article("a", line), article("b", longer))[1].relation is Relation.NEW_STORY
