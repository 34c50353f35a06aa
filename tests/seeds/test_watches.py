"""A watchlist that uses the whole language, on articles with the alerts that a reader expects (`seeds/watches`)."""

import pytest

from tests.seeds.watched import Watched, configuration, fired, watched

WATCHES = [watch.id for watchlist in configuration().watchlists for watch in watchlist.watches]


@pytest.mark.parametrize("article", watched(), ids=lambda article: article.title)
def test_an_article_fires_the_watches_that_a_reader_expects(article: Watched) -> None:
    assert fired(article) == set(article.fires)


def test_every_watch_has_an_article_that_fires_it() -> None:
    assert {watch for article in watched() for watch in article.fires} == set(WATCHES)


def test_look_alikes_speak_of_watches_that_are_not_expected() -> None:
    for article in watched():
        assert set(article.looks_like) <= set(WATCHES) - set(article.fires), article.title


def test_the_watchlist_is_read_without_a_warning() -> None:
    assert configuration().warnings == ()
