"""What a text is about, by its words: politics, or one of the topics of ordinary news.

The same words mean less in the news of sport or business: "beat", "attack", "strike". Lists of words, no model.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from monitor.annotate.lexicon.words import rows
from monitor.text.inflection import singular

POLITICS = "politics"
_BENEFIT = 3  # words of politics that every article is taken to have


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for topic, words in rows("topics.tsv"):
        for word in words.split():
            found[word] = (*found.get(word, ()), topic)
    return found


def topic_counts(words: Iterable[str]) -> Counter[str]:
    """How many of `words` (lower case) belong to each topic."""
    return Counter(chain.from_iterable(map(_topics_of, words)))


@lru_cache(maxsize=50_000)
def _topics_of(word: str) -> tuple[str, ...]:
    topics = _topics()
    return topics.get(word) or topics.get(singular(word), ())


def political_share(words: Iterable[str]) -> float:
    """The share of politics among all words of an article that belong to a topic, 0 to 1; few words tell little."""
    counts = topic_counts(words)
    return (counts[POLITICS] + _BENEFIT) / (sum(counts.values()) + _BENEFIT)
