"""Whether the text of an article's page may take the place of what the feed gave.

What is found at a link may be another thing than the article: a consent form, a paywall's first lines, a page that asks
for JavaScript, the front page. So it counts only where it is longer than the feed's text and holds at least half of
that text's telling words; where the feed gave too few of them, the words of the title count as well.
"""

import re
from enum import StrEnum

import msgspec

from monitor.records import Article, Record, TextSource

SHARE = 0.5  # of the telling words of the feed's text that the page must hold
ENOUGH = 6  # telling words that judge a page without the help of the title
SHORTEST = 4  # characters of a telling word: shorter ones stand in every text

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")  # without spaces


class TextReason(StrEnum):
    """Why an article has the text of its page, or that of the feed."""

    PAGE = "its page gave the text"
    NO_LINK = "no page: the entry has no link"
    TOO_MANY = "not fetched: more new articles than a poll may fetch pages for"
    NO_TIME = "not fetched: the time that a poll has for pages was used up"
    PAUSED = "not fetched: its host failed or asked to be left alone"
    ROBOTS = "not fetched: robots.txt does not allow it"
    ROBOTS_UNAVAILABLE = "not fetched: robots.txt cannot be had at present"
    REFUSED = "refused: the address is not public"
    TOO_LARGE = "refused: too large or too slow"
    NO_RESPONSE = "no response"
    HTTP_ERROR = "the server answered with an error"
    NOT_HTML = "the link leads to no HTML page"
    NO_TEXT = "no main text was found in the page"
    UNREADABLE = "the page cannot be read"
    WORKER_DIED = "reading the page took too much memory"
    WORKER_TIMEOUT = "reading the page took too much time"
    NO_WORKER = "no worker process stayed up to read the page"
    SHORTER = "the page has no more text than the feed"
    ELSEWHERE = "the page is about something else than the feed's text"


class TextOutcome(Record, frozen=True, kw_only=True):
    """What became of the wish for the full text of one article."""

    article: str  # id
    reason: TextReason
    error: str = ""


def with_page_text(article: Article, text: str) -> tuple[Article, TextReason]:
    """`article` with `text`, the main text of its page, where that is the better one; and why, or why not."""
    text = _without_title(text, article.title)
    if not text:
        return article, TextReason.NO_TEXT
    if len(text) <= len(article.text):
        return article, TextReason.SHORTER
    if not speaks_of(text, article):
        return article, TextReason.ELSEWHERE
    return msgspec.structs.replace(article, text=text, text_source=TextSource.PAGE), TextReason.PAGE


def speaks_of(text: str, article: Article) -> bool:
    """Whether `text` holds enough of the words of `article`; one that has no telling words is not doubted."""
    telling = telling_words(article.text)
    if len(telling) < ENOUGH:
        telling |= telling_words(article.title)
    return len(telling & telling_words(text)) >= SHARE * len(telling)


def telling_words(text: str) -> set[str]:
    """The words of at least SHORTEST characters; of scripts that part no words, every two neighbouring characters."""
    words = set()
    for word in _WORD.findall(text.casefold()):
        runs = _UNSPACED.findall(word)
        words |= {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
        if not runs and len(word) >= SHORTEST:
            words.add(word)
    return words


def _without_title(text: str, title: str) -> str:
    """Pages repeat the title above the text, but a document has it already."""
    first, _, rest = text.partition("\n")
    return rest if first.casefold() == title.casefold() else text
