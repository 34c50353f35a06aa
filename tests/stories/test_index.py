"""In which story an article stands, and what it is to it."""

import pytest

from monitor.identity import content_id
from monitor.records import Relation
from monitor.stories.index import StoryIndex
from tests.stories.builders import NOON, article, minutes, place, prose, sketches, take

WIRE = prose("wire")


def relation_of(text: list[str], to: list[str] = WIRE) -> Relation:
    """What `text` is when `to` is known."""
    return take(StoryIndex(), article("wire", to), article("other", text))[1].relation


def test_the_first_article_begins_a_story_named_after_it() -> None:
    [placed] = take(StoryIndex(), article("wire", WIRE))
    assert placed.story == content_id("s", "wire")
    assert (placed.relation, placed.original, placed.similarity) == (Relation.NEW_STORY, None, 0.0)
    assert placed.reason == "no earlier article has this text"


def test_an_unlike_article_begins_another_story() -> None:
    first, second = take(StoryIndex(), article("wire", WIRE), article("other", prose("other")))
    assert second.relation is Relation.NEW_STORY
    assert second.story != first.story


def test_placing_alone_changes_nothing() -> None:
    index = StoryIndex()
    index.place(article("wire", WIRE), NOON)
    assert len(index) == 0
    assert index.place(article("copy", WIRE), NOON).placed.relation is Relation.NEW_STORY


def test_an_equal_text_in_other_typography_is_an_exact_copy() -> None:
    shouted = f"“{' '.join(WIRE).upper()}” — !"
    first, copy = take(StoryIndex(), article("wire", WIRE), article("copy", shouted))
    assert (copy.relation, copy.story, copy.original) == (Relation.EXACT_COPY, first.story, "wire")
    assert (copy.similarity, copy.reason) == (1.0, "same text as wire")


def test_a_shortened_text_is_a_near_duplicate_with_its_share_as_reason() -> None:
    first, copy = take(StoryIndex(), article("wire", WIRE), article("copy", WIRE[:70]))
    assert (copy.relation, copy.story, copy.original) == (Relation.NEAR_DUPLICATE, first.story, "wire")
    assert copy.similarity == 1.0
    assert copy.reason == "100% of the smaller text also stands in wire"


@pytest.mark.parametrize(
    "text",
    [
        [*prose("headline", 8), *WIRE],
        [*WIRE, *prose("footer", 60)],
        [*WIRE[:90], *prose("quote", 40), *WIRE[90:]],
        [word if number % 10 else "changed" for number, word in enumerate(WIRE)],
        [*prose("headline", 8), *WIRE[120:], *prose("footer", 30)],
        [*WIRE[:120], *prose("rest", 80)],
    ],
    ids=["headline", "footer", "quote", "one word in ten changed", "cut, headline, footer", "another end"],
)
def test_a_disturbed_text_is_a_near_duplicate(text: list[str]) -> None:
    assert relation_of(text) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize(("shared", "relation"), [(350, Relation.FOLLOW_UP), (450, Relation.NEAR_DUPLICATE)])
def test_two_fifths_of_the_smaller_text_make_a_near_duplicate(shared: int, relation: Relation) -> None:
    long = prose("long", 1_000)
    assert relation_of([*long[:shared], *prose("rest", 1_000 - shared)], to=long) is relation
    assert relation_of([*long[:shared], *prose("rest", 1_300 - shared)], to=long) is relation
    assert relation_of([*long[:shared], *prose("rest", 1_000 - shared)], to=long + prose("more", 3_000)) is relation


def test_the_same_words_in_another_order_are_another_text() -> None:
    assert relation_of(sorted(WIRE)) is Relation.FOLLOW_UP


def test_a_text_under_forty_words_is_a_copy_only_when_equal() -> None:
    assert relation_of(WIRE[:39]) is Relation.FOLLOW_UP
    assert relation_of(WIRE[:40]) is Relation.NEAR_DUPLICATE
    assert relation_of(WIRE[:58], to=WIRE[:39]) is Relation.FOLLOW_UP
    assert relation_of(WIRE[:39], to=WIRE[:39]) is Relation.EXACT_COPY


def test_articles_without_any_words_are_no_copies_of_one_another() -> None:
    assert relation_of([], to=[]) is Relation.NEW_STORY
    assert relation_of(["…", "!"], to=["?"]) is Relation.NEW_STORY


def test_of_two_originals_the_one_that_shares_more_is_copied() -> None:
    half = [*WIRE[:110], *prose("half", 90)]
    index = StoryIndex()
    take(index, article("half", half), article("other", prose("other")))
    [other] = take(index, article("wire", [*prose("new half", 90), *WIRE[110:]]))
    assert other.relation is Relation.NEW_STORY
    [copy] = take(index, article("copy", WIRE[90:]))
    assert copy.original == "wire"


def test_of_two_equally_good_originals_the_older_one_is_copied() -> None:
    passage = prose("passage", 60)
    originals = [article(name, [*passage, *prose(name, 300)]) for name in ("z", "a", "m")]
    *firsts, copy = take(StoryIndex(), *originals, article("copy", passage))
    assert not any(first.is_copy for first in firsts)
    assert (copy.similarity, copy.original) == (1.0, "z")


def test_a_copy_of_a_copy_refers_to_the_first() -> None:
    near = [*WIRE, *prose("footer", 20)]
    _, _, exact, again = take(
        StoryIndex(), article("wire", WIRE), article("near", near), article("same", near), article("wired", WIRE)
    )
    assert (exact.relation, exact.original) == (Relation.NEAR_DUPLICATE, "wire")
    assert (again.relation, again.original) == (Relation.EXACT_COPY, "wire")


def test_an_edit_stays_in_its_story_whatever_it_says_now() -> None:
    index = StoryIndex()
    first, _ = take(index, article("wire", WIRE), article("other", prose("other")))
    edit, turned = take(index, article("wire", [*WIRE, "more"], version=2), article("wire", prose("other"), version=3))
    assert edit.relation is turned.relation is Relation.SAME_ARTICLE
    assert edit.story == turned.story == first.story
    assert edit.original is None
    assert edit.reason == "another text of a known article"


def test_the_edit_of_a_copy_is_no_copy_but_stays_in_the_story() -> None:
    first, _, edit = take(
        StoryIndex(), article("wire", WIRE), article("copy", WIRE), article("copy", prose("news"), version=2)
    )
    assert (edit.relation, edit.story, edit.is_copy) == (Relation.SAME_ARTICLE, first.story, False)


def test_a_wire_story_copied_a_hundred_times_does_not_become_boilerplate() -> None:
    cuts = [article(f"cut-{start}", WIRE[start : start + 100], publisher=f"p{start}") for start in range(100)]
    placed = take(StoryIndex(), article("wire", WIRE, publisher="wire"), *cuts)
    assert {each.relation for each in placed[1:]} == {Relation.NEAR_DUPLICATE}


def test_what_stands_in_more_than_eight_articles_is_boilerplate() -> None:
    notice = prose("notice", 60)
    long = [article(f"long-{number}", prose(f"long {number}", 200) + notice) for number in range(9)]
    index = StoryIndex()
    take(index, *long[:8])
    assert index.place(article("short", prose("short", 45) + notice), NOON).placed.relation is Relation.NEAR_DUPLICATE
    take(index, long[8])
    assert index.place(article("short", prose("short", 45) + notice), NOON).placed.relation is Relation.NEW_STORY


def test_a_text_is_compared_by_what_is_no_boilerplate() -> None:
    notice, news = prose("notice", 150), prose("news", 60)
    index = StoryIndex()
    take(index, *(article(f"long-{number}", prose(f"long {number}", 600) + notice) for number in range(9)))
    first, copy = take(index, article("news", news + notice), article("copy", news + prose("own footer", 40)))
    assert first.relation is Relation.NEW_STORY
    assert copy.original == "news"
    assert copy.similarity > 0.9


def test_texts_that_share_little_but_boilerplate_are_no_copies() -> None:
    notice, line = prose("notice", 150), prose("line", 8)
    index = StoryIndex()
    take(index, *(article(f"long-{number}", prose(f"long {number}", 600) + notice) for number in range(9)))
    assert not any(
        placed.is_copy for placed in take(index, article("one", line + notice), article("two", notice + line))
    )


def test_what_resembles_nothing_but_a_copy_begins_a_story() -> None:
    own = prose("own", 100)
    _, copy, other = take(
        StoryIndex(),
        article("wire", WIRE, publisher="herald"),
        article("copy", WIRE[:100] + own, publisher="herald"),
        article("other", own, publisher="herald"),
    )
    assert (copy.original, other.relation) == ("wire", Relation.NEW_STORY)


def test_a_publishers_long_footer_under_short_texts_draws_in_a_few_and_then_no_more() -> None:
    footer = prose("footer", 50)
    shorts = [article(f"short-{n}", prose(f"short {n}", 50) + footer, publisher="herald") for n in range(20)]
    relations = [placed.relation for placed in take(StoryIndex(), *shorts)]
    assert relations[9:] == [Relation.NEW_STORY] * 11


def test_what_was_forgotten_is_unknown_and_what_was_not_is_known() -> None:
    index = StoryIndex()
    take(index, article("old", WIRE), now=minutes(0))
    take(index, article("new", prose("new")), now=minutes(2))
    assert index.forget(minutes(1)) == 1
    assert len(index) == 1
    assert index.forget(minutes(1)) == 0
    copy_of_old, copy_of_new = take(index, article("copy", WIRE), article("copied", prose("new", 100)))
    assert (copy_of_old.relation, copy_of_new.original) == (Relation.NEW_STORY, "new")


def test_a_copy_that_is_still_known_holds_the_story_of_a_forgotten_original() -> None:
    index = StoryIndex()
    [first] = take(index, article("wire", WIRE), now=minutes(0))
    take(index, article("copy", WIRE), now=minutes(2))
    index.forget(minutes(1))
    [late] = take(index, article("late", WIRE), now=minutes(3))
    assert (late.story, late.original) == (first.story, "wire")


def test_a_forgotten_article_that_comes_again_has_its_old_story() -> None:
    index = StoryIndex()
    [first] = take(index, article("wire", WIRE), now=minutes(0))
    index.forget(minutes(1))
    [again] = take(index, article("wire", [*WIRE, "edited"], version=2), now=minutes(2))
    assert (again.story, again.relation) == (first.story, Relation.NEW_STORY)


def test_sketches_of_copies_are_small() -> None:
    first, exact, near = sketches(article("wire", WIRE), article("exact", WIRE), article("near", WIRE[:90]))
    assert len(first.shingles) > 200
    assert exact.shingles == near.shingles == b""


def test_a_sketch_remembered_twice_counts_once() -> None:
    index = StoryIndex()
    sketch = place(index, article("wire", WIRE)).sketch
    for _ in range(20):
        index.remember(sketch)
    assert len(index) == 1
    assert index.place(article("copy", WIRE[:90]), NOON).placed.original == "wire"


def test_an_article_is_told_how_many_publishers_have_carried_its_story() -> None:
    index = StoryIndex()
    names = ["wire", "herald", "herald", "wire", "mail"]
    stream = [article(f"a-{n}", [*WIRE, f"end{n}"], publisher=name) for n, name in enumerate(names)]
    assert [placed.publishers for placed in take(index, *stream)] == [1, 2, 2, 2, 3]
    again, edit, other = take(
        index, stream[1], article("a-1", [*WIRE, "edited"], version=2), article("other", prose("other"))
    )
    assert (again.publishers, edit.publishers, other.publishers) == (2, 2, 1)
