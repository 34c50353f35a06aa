"""What a watchlist asks around its actors' names: `context_any` and `not_near`."""

import pytest

from monitor.match.watchlist import Actor, Watchlist
from monitor.records import EntityType, FoundBy
from tests.match.builders import actor, article, found, names, only, run, watch, watchlist, word


def desk(*, context: tuple[str, ...] = (), near: tuple[str, ...] = (), **fields: EntityType) -> Watchlist:
    may = actor("may", "Theresa May", word("May", exact=True), **fields)
    known = Actor(
        id="may",
        name=may.name,
        type=may.type,
        names=may.names,
        context_any=tuple(map(word, context)),
        not_near=tuple(map(word, near)),
    )
    return watchlist(watch(names("may")), actors=(known,))


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("May talks resume tomorrow.", []),
        ("May wants a deal. The prime minister said so.", ["May"]),
        ("The Prime Minister, May, wants a deal.", ["May"]),
        ("Theresa May wants a deal.", ["Theresa May"]),  # a full name needs no support
    ],
)
def test_a_name_that_needs_context_counts_where_the_article_has_it(text: str, matches: list[str]) -> None:
    assert found(desk(context=("prime minister", "London"), type=EntityType.PERSON), article(text)) == matches


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("The vote is on 5 May at noon.", []),
        ("At noon on the 5th, after a long day and a longer night of talks in London, May lost.", ["May"]),
        ("Noon came. May lost.", ["May"]),
        ("At noon Theresa May lost.", ["Theresa May"]),
    ],
)
def test_a_name_does_not_count_near_a_word_that_speaks_against_it(text: str, matches: list[str]) -> None:
    assert found(desk(near=("noon",), type=EntityType.PERSON), article(text)) == matches


def test_explain_says_which_rule_was_not_met() -> None:
    (rejection,) = run(desk(context=("prime minister",), type=EntityType.PERSON), article("May it be so.")).rejections
    assert '"May" does not count: none of the words that its context_any asks for' in rejection.detail
    (rejection,) = run(desk(near=("noon",), type=EntityType.PERSON), article("May noon come.")).rejections
    assert '"May" does not count: a word of its not_near stands near' in rejection.detail


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        ("Xanthippo May lost.", FoundBy.DOUBTFUL),  # nobody knows the word before the name
        ("Mrs May lost.", FoundBy.WORDS),
        ("Then May lost.", FoundBy.WORDS),
        ("T. May lost.", FoundBy.WORDS),
    ],
)
def test_in_doubt_a_name_counts_and_says_so(text: str, found_by: FoundBy) -> None:
    (evidence,) = only(run(desk(type=EntityType.PERSON), article(text))).evidence
    assert evidence.found_by is found_by
