"""Whether two tellings are of one happening, by what stands in their headlines and first sentences.

For it speak the words that both have, each by the square of its rarity in news, as in the cosine of TF-IDF vectors
(Salton and Buckley 1988: Term-weighting approaches in automatic text retrieval): a rare place and a rare deed say more
than many common words of one subject. Against it speaks a name in each headline that the other telling does not have:
another place or person.
"""

from collections.abc import Set
from typing import Final, NamedTuple

from monitor.alerting.facts.facts import Facts
from monitor.alerting.facts.texts.rarity import rarity
from monitor.alerting.facts.texts.words import function_stems

_OTHERS: Final = 1.5  # how much a name that only one headline has weighs, against a word that both tellings have
_LONG: Final = 4  # letters


class Resemblance(NamedTuple):
    """How much two tellings have in common."""

    words: float  # that both have, as if all were of the rarest ones, less the names that speak against it
    names: bool  # whether a name is among them
    headlines: bool  # whether one is in both headlines


def resemblance(told: Facts, new: Facts, known: Set[str]) -> Resemblance:
    """What `told` and `new` have in common.

    `known` are stems that tell nothing since every telling has them, such as those that a watch asks for.
    """
    names = {*told.names, *new.names}
    known |= _are_of(names, known)
    shared = set(new.words) & set(told.words) - known - function_stems()
    missing = min(_rarest_missing(told, new, known), _rarest_missing(new, told, known))
    weight = sum(rarity(word) ** 2 for word in shared) - _OTHERS * missing**2
    leading = shared & set(told.headline_names) & set(new.headline_names)
    return Resemblance(weight, not shared.isdisjoint(names), bool(leading))


def _are_of(names: Set[str], known: Set[str]) -> Set[str]:
    """The names that are other forms of a known one: "Serbs" beside "Serbia"."""
    long = [each for each in known if len(each) >= _LONG]
    return {name for name in names if len(name) >= _LONG and any(_begins(name, each) for each in long)}


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _rarest_missing(one: Facts, other: Facts, known: Set[str]) -> float:
    """The rarity of the rarest name in the headlines of `one` that `other` does not have."""
    missing = set(one.headline_names) - set(other.words) - known
    return max(map(rarity, missing), default=0.0)
