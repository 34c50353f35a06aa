"""The figures that an article opens with, but for those of other events and of all the years before."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from monitor.alerting.facts.texts.counts import counted
from monitor.alerting.facts.texts.opening import opening
from monitor.records import Article, Record, Size
from monitor.text.quantities.numbers import NUMBER
from monitor.text.quantities.size import size_of
from monitor.text.sentences import split_sentences

COUNTS: Final = ("dead", "injured", "arrested", "troops", "countries", "money")
_READ: Final = 3000  # characters below the opening
_BACKGROUND: Final = re.compile(
    r"\b(?:since|so far this|this (?:year|month)|last (?:week|month|year|decade)|in (?:19|20)\d\d"
    r"|(?:years?|months?) ago|overall|in total|worst|deadliest"
    r"|each year|every year|earlier (?:attack|strike|this)|previous"
    r"|(?:war|conflict|fighting|rebellion|uprising|unrest|epidemic|outbreak|offensive|season|it|they)"
    r" (?:that |which )?(?:began|started|broke out))\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(rf"{NUMBER}|[$€£¥]|\b(?:first|single)\b", re.IGNORECASE)
"""Without any of these a sentence tells no figure: looked for first, as that costs least."""


class Figure(Record, frozen=True, kw_only=True):
    """How many, or how much."""

    what: str  # a field of Size (dead, injured, arrested, troops, countries, money) or a kind of `counts`
    value: float
    unit: str = ""  # currency, ISO 4217
    article: str = ""  # id of the article that told it


def figures(article: Article) -> Iterator[Figure]:
    """The first figure of each kind in the title, else in the first sentences.

    A figure that a sentence of the opening puts into a time before counts nowhere in it.
    """
    yield from _figures(article, (article.title, *opening(article).sentences))


def mentioned(article: Article) -> Iterator[Figure]:
    """The figures that stand further below, the first of each kind in a sentence: whoever read it knows them."""
    below = article.document[opening(article).end :][:_READ]
    for start, end in split_sentences(below):
        yield from _figures(article, (below[start:end],))


def _figures(article: Article, all_sentences: Sequence[str]) -> Iterator[Figure]:
    sentences = [sentence for sentence in all_sentences if _COUNTED.search(sentence)]
    sizes = [size_of(sentence, of_one=False) for sentence in sentences]
    past = {value for at, size in enumerate(sizes) if _is_background(sentences[at]) for value in _all(size)}
    for what in COUNTS:
        told = [size for size in sizes if (what, getattr(size, what)) in {*_all(size)} - past]
        if told and not (what == "troops" and told[0].troops in (told[0].dead, told[0].injured)):
            unit = told[0].currency if what == "money" else ""
            yield Figure(what=what, value=float(getattr(told[0], what)), unit=unit, article=article.id)
    present = [each for sentence in sentences if not _is_background(sentence) for each in counted(sentence)]
    for what, value in dict(reversed(present)).items():
        yield Figure(what=what, value=value, article=article.id)


def _is_background(sentence: str) -> bool:
    return _BACKGROUND.search(sentence) is not None


def _all(size: Size) -> Iterator[tuple[str, float]]:
    return ((what, value) for what in COUNTS if (value := getattr(size, what)) is not None)
