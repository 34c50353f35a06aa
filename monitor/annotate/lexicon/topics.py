"""What a text is about, by its words: politics, or one of the topics of ordinary news.

The same words mean less in the news of sport or business: "beat", "attack", "strike". Lists of words, no model.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain

from monitor.annotate.lexicon.words import rows, words_of
from monitor.records import EventType
from monitor.text.inflection import singular

POLITICS = "politics"
_BENEFIT = 3  # words of politics that every article is taken to have
_PLAY = ("sport", "culture")
_BESIDE = {
    EventType.AID: words_of("topics", "aid"),
    EventType.COERCE: words_of("topics", "coerce"),
    EventType.COOPERATE: words_of("topics", "cooperate"),
    EventType.PROTEST: words_of("topics", "protest"),
}
"""Topics that news of events of a type speaks of as well."""


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
    return share_of_politics(topic_counts(words))


def share_of_politics(counts: Mapping[str, int], kinds: Iterable[EventType] = ()) -> float:
    """The share of politics, 0 to 1, beside the topics that news of events of these types speaks of as well: of shops
    and wards where people strike, of a flood where help is sent.
    """
    apart = frozenset[str]().union(*(_BESIDE.get(kind, ()) for kind in kinds))
    others = sum(count for topic, count in counts.items() if topic not in apart)
    return (counts.get(POLITICS, 0) + _BENEFIT) / (others + _BENEFIT)


def share_beside_play(counts: Mapping[str, int]) -> float:
    """The share of politics, 0 to 1, beside sport and culture alone, whose words only sound like deeds."""
    return (counts.get(POLITICS, 0) + _BENEFIT) / (sum(counts.get(each, 0) for each in (POLITICS, *_PLAY)) + _BENEFIT)
