"""Which texts of pages are believed."""

import pytest

from monitor.feeds.entries.full_text import TextReason, telling_words, with_page_text
from tests.fetch.pages import OTHER, STORY, SUMMARY, an_article

URL = "https://herald.example/aid"


def judged(summary: str, page: str) -> TextReason:
    return with_page_text(an_article(URL, text=summary), page)[1]


@pytest.mark.parametrize(
    ("summary", "page", "reason"),
    [
        (SUMMARY, " ".join(STORY), TextReason.PAGE),
        (SUMMARY, SUMMARY + " And no more than that was said.", TextReason.PAGE),
        (SUMMARY.upper() + " [...]", " ".join(STORY), TextReason.PAGE),
        (SUMMARY, SUMMARY, TextReason.SHORTER),
        (SUMMARY, " ".join(OTHER), TextReason.ELSEWHERE),
        ("", " ".join(STORY), TextReason.PAGE),
        ("", " ".join(OTHER), TextReason.ELSEWHERE),
        ("Comments", " ".join(STORY), TextReason.PAGE),
        (SUMMARY, "", TextReason.NO_TEXT),
        (
            "首相は火曜日に辞任を表明した",
            "首相は火曜日、首相官邸で記者会見し、辞任を表明した。後任は未定。",
            TextReason.PAGE,
        ),
        (
            "首相は火曜日に辞任を表明した",
            "当サイトではクッキーを使用しています。詳しくは利用規約をご覧ください。",
            TextReason.ELSEWHERE,
        ),
    ],
)
def test_a_page_counts_where_it_says_more_of_the_same(summary: str, page: str, reason: TextReason) -> None:
    assert judged(summary, page) is reason


def test_the_title_above_the_text_is_left_out() -> None:
    article, _ = with_page_text(an_article(URL), "AID FOR THE SOUTH\n" + "\n".join(STORY))
    assert article.text == "\n".join(STORY)
    assert judged(SUMMARY, "Aid for the South") is TextReason.NO_TEXT


def test_words_that_stand_in_every_text_tell_nothing() -> None:
    assert telling_words("He was at the Oslo talks, not out") == {"oslo", "talks"}
    assert telling_words("東京都 in 2025") == {"東京", "京都", "2025"}
