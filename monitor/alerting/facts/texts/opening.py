"""The parts of an article that say what is new in it: its title and its first sentences."""

import re
from typing import Final, NamedTuple

from monitor.records import Article
from monitor.text.sentences import split_sentences

_BEGINS: Final = 200  # characters within which a sentence of the opening begins
_LONGEST: Final = 600  # characters
_GENRES: Final = (
    r"live|analysis|explainer|explained|opinion|comment|timeline|factbox|profile|q ?& ?a|interview|column|editorial"
    r"|in pictures|morning brief\w*|evening brief\w*|briefing|newsletter|what we know|what to know|fact check"
)
_COUNT: Final = r"two|three|four|five|six|seven|eight|nine|ten|\d+"
_ROUND_UPS: Final = (
    r"good (?:morning|afternoon|evening)|headlines|top stories|news in brief|at a glance|round-?up"
    r"|the (?:world|day|week|news) in (?:brief|pictures|\w+ (?:seconds|minutes))|week in review|as it happened"
    rf"|(?:{_COUNT}) (?:things|takeaways)"
)
_OVERVIEW: Final = re.compile(
    rf"^\W*(?:{_GENRES})\b|\b(?:live(?= ?:)|what (?:we know|it means|you need to know|happens next)|explained)\b"
    rf"|\b(?:{_ROUND_UPS})\b|\?\W*$",
    re.IGNORECASE,
)
"""Titles of what goes over what was told before."""


class Opening(NamedTuple):
    """The first sentences of a text."""

    text: str
    sentences: tuple[str, ...]
    end: int  # in the document


def is_overview(title: str) -> bool:
    """Whether an article goes over what is known: an analysis, questions and answers, a live page, a list."""
    return _OVERVIEW.search(title) is not None


def opening(article: Article) -> Opening:
    """The first sentences of the text of `article`, all of its first paragraph at most."""
    first = article.text[:_LONGEST].lstrip().partition("\n")[0]
    spans = [(start, end) for start, end in split_sentences(first) if start < _BEGINS]
    sentences = tuple(first[start:end] for start, end in spans)
    begin = article.text.find(first) if first else 0
    end = len(article.title) + 1 + begin + (spans[-1][1] if spans else 0)
    return Opening(text=" ".join(sentences), sentences=sentences, end=end)
