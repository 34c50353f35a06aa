"""Which language an article is taken to be in."""

import pytest

from monitor.text.language import detected, language_of
from tests.nlp.articles import placed


@pytest.mark.parametrize(
    ("title", "told", "language"),
    [
        ("Truce holds", None, "en"),
        ("Truce holds", "en-GB", "en"),
        ("Waffenruhe hält", "de", "de"),
        ("Перемирие соблюдается", None, "ru"),
        ("Перемирие соблюдается", "ru_RU", "ru"),
        ("停火协议生效", "en", "zh"),
        ("停戦が発効した", None, "ja"),
        ("Հրադադար", None, "und"),
        ("Le gouvernement annonce de nouvelles sanctions", "en", "fr"),
        ("Zelenskyy, Macron, Merz", "fr", "fr"),
        ("Zelenskyy’s “truce” – café", None, "en"),
        ("123", None, "en"),
    ],
)
def test_the_feed_is_believed_where_the_text_fits_or_says_too_little(
    title: str, told: str | None, language: str
) -> None:
    assert language_of(placed("", title=title, language=told).article) == language


def test_indonesian_is_what_a_feed_says_though_the_detector_knows_only_malay() -> None:
    text = "Gempa bumi mengguncang Sulawesi Tengah pada Senin pagi, dan warga berlari keluar rumah."
    assert detected(text, "id") == "id"
    assert detected(text) == "ms"
    assert detected("The ministers met in Jakarta on Monday to speak about the price of rice.", "id") == "en"
