"""Actors that users add to the gazetteer: the people and organisations of their watchlists."""

import re
from collections.abc import Iterator

from monitor.annotate.gazetteer.spelling import exact_key, folded_key
from monitor.records import EntityType, Record
from monitor.text.language_range import primary

_WORD = re.compile(r"\w+")
_WITHIN = frozenset(" -'’.")
"""Between the words of a name, beside what stands in it as its user wrote it."""


class OwnName(Record, frozen=True, kw_only=True):
    """One way in which texts call an actor."""

    text: str
    language: str = "*"  # of the articles that call it so (BCP 47), "*" for all
    exact: bool = False  # whether it counts only in this very case

    def is_in(self, language: str) -> bool:
        """Whether articles in `language` (a primary subtag) call it so."""
        return self.language == "*" or primary(self.language) == language

    def is_meant(self, written: str) -> bool:
        """Whether `written`, which has the same words, is this name: in its case, or at least not as a common word."""
        if set(_WORD.sub("", written)) - _WITHIN - set(self.text):
            return False
        if self.exact:
            return exact_key(written) == exact_key(self.text)
        return not written[0].islower() or self.text[0].islower()


class OwnActor(Record, frozen=True, kw_only=True):
    """An actor as a user describes it. What is left out is taken from the gazetteer where it knows the same one."""

    id: str
    name: str
    type: EntityType | None = None
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None  # PLOVER
    wikidata: str | None = None
    names: tuple[OwnName, ...] = ()


class OwnActors(Record, frozen=True, kw_only=True):
    """All actors that users add, in the order in which they count."""

    actors: tuple[OwnActor, ...] = ()


class OwnNames:
    """The names of users' actors: looked up one by one, or found in a document. Numbers are those of entries."""

    def __init__(self) -> None:
        self._exact: dict[str, list[int]] = {}
        self._folded: dict[str, list[int]] = {}
        self._spelled: dict[tuple[str, ...], list[tuple[OwnName, int]]] = {}  # by words
        self._lengths: dict[str, list[int]] = {}  # first word → numbers of words of names, longest first

    def add(self, number: int, name: OwnName) -> None:
        """Files the entry `number` under `name`."""
        keys, key = (self._exact, exact_key(name.text)) if name.exact else (self._folded, folded_key(name.text))
        if number not in keys.setdefault(key, []):
            keys[key].append(number)
        if words := tuple(map(folded_key, _WORD.findall(name.text))):
            self._spelled.setdefault(words, []).append((name, number))
            lengths = self._lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))
                lengths.sort(reverse=True)

    def named(self, exact: str, folded: str) -> list[int]:
        """The entries that a name means, given both its keys."""
        return self._exact.get(exact) or self._folded.get(folded, [])

    def find(self, document: str) -> Iterator[tuple[int, int, int]]:
        """Where a name begins and ends in `document`, and whose it is: the longest ones, from the left."""
        if not self._spelled:
            return
        spans = [found.span() for found in _WORD.finditer(document)]
        words = [folded_key(document[start:end]) for start, end in spans]
        free = 0
        for at, word in enumerate(words):
            for length in self._lengths.get(word, ()) if at >= free else ():
                names = self._spelled.get(tuple(words[at : at + length]), ())
                start, end = spans[at][0], spans[min(at + length, len(spans)) - 1][1]
                number = next((number for name, number in names if name.is_meant(document[start:end])), None)
                if number is not None:
                    yield start, end, number
                    free = at + length
                    break
