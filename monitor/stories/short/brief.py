"""What is kept of a short item: its own words, as they were written, and by what it is found."""

from hashlib import blake2b
from typing import Final

from monitor.records import Article, Record
from monitor.stories.short.own_words import own_title, own_words
from monitor.stories.short.words import Word, words

BRIEF_WORDS: Final = 100  # of headline and text, at most; a longer text is compared by its shingles
_BRIEF_LENGTH: Final = 1_600  # characters; in a longer text nobody counts words
_AROUND: Final = 40  # words that publishers put around a short item, at most
_LEAST_TEXT: Final = 15  # words of a text that stands for itself, whatever its headline


class Brief(Record, frozen=True, kw_only=True):
    """The own words of a short item, some 700 bytes at most."""

    title: str
    text: str
    suffix: str = ""  # behind the headline, where it may as well be a place or a section as a publisher


def brief_of(article: Article, spaced_words: int) -> Brief | None:
    """The brief of `article`, which has so many words between spaces; None of a longer one."""
    if spaced_words > BRIEF_WORDS + _AROUND or len(article.document) > _BRIEF_LENGTH:
        return None
    own, document = own_words(article), article.document
    if len(words(document, *own.title)) + len(words(document, *own.text)) > BRIEF_WORDS:
        return None
    return Brief(title=document[slice(*own.title)], text=document[slice(*own.text)], suffix=own.suffix)


def title_key(article: Article) -> str:
    """What articles under one headline share, publishers' names apart; "" without a headline."""
    if len(article.title) > _BRIEF_LENGTH:
        return ""
    start, end, _ = own_title(article)
    return _key(words(article.title, start, end))


def text_key(brief: Brief) -> str:
    """What briefs with one text share; "" where the text is too short to stand for itself."""
    found = words(brief.text)
    return _key(found) if len(found) >= _LEAST_TEXT else ""


def _key(found: list[Word]) -> str:
    joined = " ".join(word.folded for word in found)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if found else ""
