"""Which language an article is taken to be in."""

import pytest

from monitor.annotate.language import language_of
from tests.nlp.articles import placed


@pytest.mark.parametrize(
    ("title", "told", "language"),
    [
        ("Truce holds", None, "en"),
        ("Truce holds", "en-GB", "en"),
        ("Waffenruhe hält", "de", "de"),
        ("Перемирие соблюдается", None, "und"),
        ("Перемирие соблюдается", "ru_RU", "ru"),
        ("停火协议生效", "en", "und"),
        ("Zelenskyy’s “truce” – café", None, "en"),
        ("123", None, "en"),
    ],
)
def test_the_feed_is_believed_unless_the_script_says_otherwise(title: str, told: str | None, language: str) -> None:
    assert language_of(placed("", title=title, language=told).article) == language
