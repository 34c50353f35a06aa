"""The parts of an article that say what is new in it: its title and its first sentences."""

from typing import Final, NamedTuple

from monitor.records import Article
from monitor.text.sentences import split_sentences

_SENTENCES: Final = 2
_LONGEST: Final = 400  # characters


class Opening(NamedTuple):
    """The first sentences of a text."""

    text: str
    sentences: tuple[str, ...]
    end: int  # in the document


def headline(article: Article) -> str:
    """The title."""
    return article.title


def opening(article: Article) -> Opening:
    """The first sentences of the text of `article`, all of its first paragraph at most."""
    first = article.text[:_LONGEST].lstrip().partition("\n")[0]
    spans = split_sentences(first)[:_SENTENCES]
    sentences = tuple(first[start:end] for start, end in spans)
    begin = article.text.find(first) if first else 0
    end = len(article.title) + 1 + begin + (spans[-1][1] if spans else 0)
    return Opening(text=" ".join(sentences), sentences=sentences, end=end)
