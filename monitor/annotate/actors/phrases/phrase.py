"""A phrase as a noun phrase: its words, its head with modifiers, and the names that stand in it."""

import re
from collections.abc import Iterator

from monitor.annotate.actors.phrases.offices import office_at
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType
from monitor.text.personal_names import title

PREPOSITIONS = words_of("actors", "prepositions")
_WORD = re.compile(r"['’]s\b|(?:\w\.){2,}|\w+(?:[-'’](?!s\b)\w+)*")
_LONGEST_NAME = 7
_PORTFOLIOS = frozenset(("labour", "labor"))
_OFFICES = frozenset("minister ministry secretary department commissioner inspector inspectors court courts".split())
"""What is for labour, and of no party that is called so."""


class Phrase:
    """A phrase cut into words, with the names that stand in it; its head ends before the first preposition."""

    def __init__(self, text: str, directory: Directory) -> None:
        self._directory = directory
        self.words = _WORD.findall(text)
        self.lower = [word.lower() for word in self.words]
        here = {code for word in self.words if word[0].isupper() and (code := directory.nationality(word))}
        found = [*_names(self.words, directory)]
        found += _titled(self.words, found, directory)
        self.names = [
            (start, end, entry)
            for start, end, entry in found
            # the Grand Ethiopian Renaissance Dam has nothing to do with a French party
            if (entry.sector != "PTY" or end - start > 1 or not here or entry.country in here)
            and not (entry.sector == "BUS" and self._goes_on(start, end, entry, found))
            and not (entry.sector == "PTY" and self._is_portfolio(start, end))
            and not (entry.sector == "JRN" and self._is_end_of_name(start, end))
        ]
        edges = [at for at, word in enumerate(self.lower) if word in PREPOSITIONS and not self._in_name(at)]
        self.head_end = edges[0] if edges and edges[0] > 0 else len(self.words)

    def demonym(self, at: int, size: int = 1) -> str | None:
        """The country of the demonym that `size` words from `at` on are."""
        return self._directory.nationality(" ".join(self.words[at : at + size]))

    def _goes_on(self, start: int, end: int, entry: Entry, found: list[tuple[int, int, Entry]]) -> bool:
        """Whether a word that is a company's name too goes on to a name of another country: Total Independence of …"""
        if end - start > 1 + (self.lower[start] == "the"):
            return False
        places = ((at, other) for at, _, other in found if other.type is EntityType.PLACE)
        elsewhere = {at for at, place in places if place.country != entry.country}
        of = [at for at in range(end + 1, len(self.words) - 1) if self.lower[at] == "of" and at + 1 in elsewhere]
        return bool(of) and all(word[0].isupper() for word in self.words[end : of[0]])

    def _is_portfolio(self, start: int, end: int) -> bool:
        """Whether the name of a party is what a ministry is for: Labour Minister."""
        return (
            end - start == 1 and self.lower[start] in _PORTFOLIOS and not _OFFICES.isdisjoint(self.lower[end : end + 1])
        )

    def _is_end_of_name(self, start: int, end: int) -> bool:
        """Whether one word is the end of a longer name, as Times is of The Moscow Times."""
        before = self.words[start - 1] if start else ""
        return end - start == 1 and before[:1].isupper() and before not in ("The", "A")

    def _in_name(self, at: int) -> bool:
        return any(start <= at < end for start, end, _ in self.names)


def _names(words: list[str], directory: Directory) -> Iterator[tuple[int, int, Entry]]:
    """The gazetteer's names in a phrase, longest first from the left."""
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
            if words[at].islower() and end - at == 1:
                continue
            found = directory.named(" ".join(words[at:end]))
            if len(found) == 1:
                yield at, end, found[0]
                at = end - 1
                break
        at += 1


def _titled(
    words: list[str], found: list[tuple[int, int, Entry]], directory: Directory
) -> Iterator[tuple[int, int, Entry]]:
    """The person whose name ends a phrase behind a title: President Obama, Gen. Dimitry Medvedev."""
    end = len(words) - (words[-1:] in (["'s"], ["’s"]))
    if end < 2 or not words[end - 1][0].isupper():
        return
    taken = {at for start, stop, _ in found for at in range(start, stop)}
    start = end
    while start > 0 and words[start - 1][0].isupper() and not _is_title(words[start - 1]) and start - 1 not in taken:
        start -= 1
    if not 0 < start < end or not _is_title(words[start - 1]):
        return
    people = directory.person(" ".join(words[start:end])) if end - start > 1 else []
    if end - start == 1:
        before = [word.lower() for word in words[:start]]
        named = (office_at(before, at) for at in range(len(before)))
        people = directory.ever_in_office(words[start], {office for found in named if found for office in found[0]})
    if len(people) == 1:
        yield start, end, people[0]


def _is_title(word: str) -> bool:
    return title(word) is not None


def is_international(entry: Entry) -> bool:
    """Whether an entry is an organisation of several countries."""
    return entry.type is EntityType.ORGANISATION and entry.country is None and entry.sector == "IGO"
