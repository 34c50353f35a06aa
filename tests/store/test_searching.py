"""The index of archived articles: on every store it tells what the requirement itself tells."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from monitor.match.narrowing.terms import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Phrase,
    Requirement,
    Term,
    all_of,
    any_of,
    holds,
    or_whole,
)
from monitor.match.narrowing.tokens import tokens
from monitor.records import AnnotatedArticle
from monitor.store.base import Store
from tests.match.builders import article
from tests.postgres.databases import without_rows
from tests.store.builders import NOON, minutes
from tests.store.conftest import Open, database_at

WORDS = ("truce", "talks", "trucks", "Ünïon", "停火", "x_y", "peace")


def archived(name: str, words: str, fetched: datetime = NOON) -> AnnotatedArticle:
    return article(words, id=name, fetched=fetched)


async def found(store: Store, requirement: Requirement, **bounds: Any) -> list[str]:
    return [each.annotated.article.id for each in await store.candidates(requirement, **bounds)]


async def test_articles_that_hold_a_token_are_found_the_last_archived_first(store: Store) -> None:
    for number, words in enumerate(("A truce.", "Talks.", "A truce, and talks.")):
        await store.archive_article(archived(f"a-{number}", words))
    assert await found(store, Term("truce")) == ["a-2", "a-0"]
    assert await found(store, all_of((Term("truce"), Term("talks")))) == ["a-2"]
    assert await found(store, any_of((Term("truce"), Term("talks")))) == ["a-2", "a-1", "a-0"]
    assert await found(store, Term("tal", is_prefix=True)) == ["a-2", "a-1"]
    assert await found(store, Term("tal")) == []
    assert await found(store, EVERYTHING) == ["a-2", "a-1", "a-0"]


async def test_words_are_found_behind_one_another_at_least_where_sentences_are_asked_for_them(store: Store) -> None:
    texts = ("Peace talks.", "Talks on peace now.", "Peace and talks.", "Peace talkshow.", "A summit on peace.")
    for number, words in enumerate(texts):
        await store.archive_article(archived(f"a-{number}", words))
    phrase, begun = Phrase(("peace", "talks")), Phrase(("peace", "talks"), is_prefix=True)
    assert await found(store, phrase, together=phrase) == ["a-0"]
    assert await found(store, begun, together=begun) == ["a-3", "a-0"]
    assert set(await found(store, phrase)) in ({"a-0"}, {"a-0", "a-1", "a-2"})


async def test_an_answer_has_bounds_and_goes_on_where_it_ended(store: Store) -> None:
    for number in range(4):
        await store.archive_article(archived(f"a-{number}", "A truce.", fetched=NOON + minutes(number)))
    assert await found(store, Term("truce"), since=NOON + minutes(2)) == ["a-3", "a-2"]
    first = await store.candidates(Term("truce"), limit=3)
    assert await found(store, Term("truce"), before=first[-1].position) == ["a-0"]
    assert await found(store, EVERYTHING, before=first[-1].position, since=NOON + minutes(1)) == []


async def test_articles_whose_words_stand_apart_are_left_out_however_many_there_are(store: Store) -> None:
    for number in range(150):
        together = number % 60 == 0
        await store.archive_article(archived(f"a-{number}", "A truce in talks." if together else "A truce. The talks."))
    both = all_of((Term("truce"), Term("talks")))
    assert await found(store, both, together=both) == ["a-120", "a-60", "a-0"]
    assert await found(store, both, together=both, limit=2) == ["a-120", "a-60"]
    assert len(await found(store, both)) == 100


async def test_postgresql_looks_into_every_block_of_articles_and_keeps_their_order(
    open_here: Open, postgres_database: str
) -> None:
    url = without_rows(postgres_database)
    store, places = await open_here(url), (1, 1023, 1024, 3000, 21_000, 90_000, 90_001, 200_000)
    for place in places:
        await store.archive_article(archived(f"a-{place}", "A truce." if place != 90_000 else "Talks."))
        await _place(url, f"a-{place}", place)
    expected = [f"a-{place}" for place in reversed(places) if place != 90_000]
    assert await found(store, Term("truce")) == expected
    assert await found(store, Term("truce"), limit=3) == expected[:3]
    assert await found(store, Term("truce"), before=21_000) == expected[3:]
    assert await found(store, Term("truce"), before=1) == []


async def test_an_edit_is_found_by_its_new_words_alone_and_what_is_forgotten_by_none(store: Store) -> None:
    await store.archive_article(archived("a-1", "A truce."))
    await store.archive_article(archived("a-1", "Talks."))
    assert (await found(store, Term("truce")), await found(store, Term("talks"))) == ([], ["a-1"])
    await store.forget_archived(NOON + minutes(1))
    assert await found(store, Term("talks")) == []
    await store.archive_article(archived("a-2", "A truce."))
    assert await found(store, Term("talks")) == []


async def test_articles_of_another_version_are_looked_at_until_they_are_indexed_again(
    open_here: Open, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await open_here(database_url)
    for number, words in enumerate(("A truce.", "Talks.")):
        await store.archive_article(archived(f"a-{number}", words))
    await _forget_tokens(database_url, "a-0", "")
    await _forget_tokens(database_url, "a-1", "2-of-a-later-version")
    assert await found(store, Term("truce")) == ["a-1", "a-0"]
    assert await store.unindexed() == 2
    assert [await store.index_articles(1), await store.index_articles(), await store.index_articles()] == [1, 1, 0]
    assert await store.unindexed() == 0
    assert await found(store, Term("truce")) == ["a-0"]
    assert await found(store, Term("talks")) == ["a-1"]


async def test_of_articles_of_another_version_no_sentence_is_told_until_they_are_indexed_again(
    open_here: Open, database_url: str
) -> None:
    store = await open_here(database_url)
    both = all_of((Term("truce"), Term("talks")))
    await store.archive_article(archived("a-0", "A truce. The talks."))
    await _forget_tokens(database_url, "a-0", "")
    assert await found(store, both, together=both) == ["a-0"]
    await store.index_articles()
    assert await found(store, both, together=both) == []


async def _forget_tokens(database_url: str, name: str, version: str) -> None:
    database = database_at(database_url)
    statement = text("UPDATE articles SET indexed = :version, tokens = NULL, sentences = NULL WHERE id = :name")
    try:
        with database.writer.engine.begin() as connection:
            connection.execute(statement, {"name": name, "version": version})
    finally:
        await database.close()


async def _place(database_url: str, name: str, place: int) -> None:
    database = database_at(database_url)
    statement = text("UPDATE articles SET seq = :place WHERE id = :name")
    try:
        with database.writer.engine.begin() as connection:
            connection.execute(statement, {"name": name, "place": place})
    finally:
        await database.close()


async def test_a_query_of_thousands_of_words_is_answered(store: Store) -> None:
    await store.archive_article(archived("a-1", "A truce."))
    many = tuple(Term(f"word{number}") for number in range(4000))
    assert await found(store, any_of((*many, all_of((Term("truce"), any_of((*many, Term("a")))))))) == ["a-1"]


terms: st.SearchStrategy[Requirement] = st.builds(
    Term,
    st.sampled_from([token for word in WORDS for token in tokens(article(word))] + ["tr", "停", "absent", "x"]),
    st.booleans(),
)
phrases: st.SearchStrategy[Requirement] = st.builds(
    Phrase,
    st.lists(st.sampled_from(["truce", "talks", "unio", "tr", "peace"]), min_size=2, max_size=3).map(tuple),
    st.booleans(),
)
requirements = st.recursive(
    terms | phrases,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([all_of(parts), any_of(parts)])
    ),
    max_leaves=6,
)
archives = st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), min_size=1, max_size=4)


def in_any_order(requirement: Requirement) -> Requirement:
    """`requirement` with the words of phrases wherever they stand."""
    match requirement:
        case AllOf(parts=parts):
            return all_of(map(in_any_order, parts))
        case AnyOf(parts=parts):
            return any_of(map(in_any_order, parts))
        case Phrase():
            return all_of(requirement.terms)
    return requirement


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(archives, requirements)
async def test_every_index_tells_what_the_requirement_itself_tells(
    store: Store, texts: list[str], requirement: Requirement
) -> None:
    await store.forget_archived(NOON + minutes(1))
    for number, words in enumerate(texts):
        await store.archive_article(archived(f"a-{number}", words))
    asked = or_whole(requirement)
    listed = {f"a-{number}": tokens(article(words)) for number, words in enumerate(texts)}
    told = set(await found(store, asked))
    assert {name for name, words in listed.items() if holds(asked, words)} <= told
    assert told <= {name for name, words in listed.items() if holds(in_any_order(asked), words)}
