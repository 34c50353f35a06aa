"""Names of the gazetteer found in running words: which class of name begins and goes on where.

Classes, one letter each: C country or breakaway state, N nationality, T large and t smaller city, R region, O
organisation, P party, H person by full name. A phrase of several classes has all their letters ("CT" for Luxembourg).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from monitor.annotate.gazetteer.rows import parted, rows

OUTSIDE = "-"
LARGE_CITY = 400  # thousand people

_PIECES = re.compile(r"['’]s\b|,|[^\s,]+?(?=['’]s\b|,|\s|$)")


def unaccented(text: str) -> str:
    """`text` without accents; letters that are no accented ones stay (ł, ø)."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def pieces(name: str) -> tuple[str, ...]:
    """`name` cut into words as a tokenizer does, hyphens left in."""
    return tuple(_PIECES.findall(name))


def cuts(name: str) -> set[tuple[str, ...]]:
    """The ways in which tokenizers cut `name`: with and without accents, hyphens left in or cut out."""
    spellings = {name, unaccented(name)}
    spellings |= {spelling.replace("-", " - ") for spelling in spellings}
    return {pieces(spelling) for spelling in spellings}


def classed_names() -> Iterator[tuple[str, str]]:
    """All names of the tables with the letter of their class."""
    for _, name, _, capitals, others, demonyms in rows("countries.tsv", 6):
        yield from ((country, "C") for country in (name, *parted(others)))
        yield from ((capital, "T") for capital in parted(capitals))
        yield from ((people, "N") for people in parted(demonyms))
    for _, name, _, _, others, demonyms in rows("states.tsv", 6):
        yield from ((state, "C") for state in (name, *parted(others)))
        yield from ((people, "N") for people in parted(demonyms))
    for _, name, thousands, others in rows("cities.tsv", 4):
        size = "T" if int(thousands) >= LARGE_CITY else "t"
        yield from ((city, size) for city in (name, *(parted(others) if size == "T" else ())))
    for country, state, _ in rows("states_for_short.tsv", 3):
        if country == "USA":
            yield state, "T"
    for _, names in rows("regions.tsv", 2):
        yield from ((region, "R") for region in parted(names))
    for name, _, _, sector, _, others in rows("organisations.tsv", 6):
        yield from ((organisation, "P" if sector == "PTY" else "O") for organisation in (name, *parted(others)))
    yield from ((person, "H") for person in _people())


def _people() -> Iterator[str]:
    for name, *_, others in rows("people.tsv", 6):
        yield from (name, *parted(others))
    for _, languages, names in rows("names_abroad.tsv", 3):
        if languages == "*":
            yield from (person for person in parted(names) if " " in person)
    for _, _, holders in rows("offices.tsv", 3):
        for holder in holders.split("; "):
            if (person := holder.split(" ", 1)[-1].removesuffix(" (f)")) not in ("–", "?"):
                yield person


_MANY = 4
"""Names from one first word on, of which the second word is looked up first: "New", "The"."""

Index = dict[str, list[tuple[tuple[str, ...], str]]]
"""First word → the words that follow it and the letters of the classes, longest first."""


def indexed(names: Iterator[tuple[str, str]]) -> Index:
    """Names with their classes, by first word."""
    classes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, letter in names:
        for cut in cuts(name):
            classes[cut].add(letter)
    index: Index = defaultdict(list)
    for cut, letters in sorted(classes.items()):
        index[cut[0]].append((cut[1:], "".join(sorted(letters))))
    for found in index.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


class Phrases:
    """Finds the names of an index in words."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._second = {
            first: frozenset(rest[0] for rest, _ in found if rest)
            for first, found in index.items()
            if len(found) > _MANY
        }

    def tags(self, words: Sequence[str]) -> list[str]:
        """For each word "-", or "B-" or "I-" and the class of the longest name that begins or goes on there."""
        tags = [OUTSIDE] * len(words)
        index, free = self._index, 0
        for at, word in [(at, word) for at, word in enumerate(words) if word in index]:
            if at < free:
                continue
            found, second = index[word], self._second.get(word)
            if second is not None and second.isdisjoint(words[at + 1 : at + 2]):
                found = found[-1:]  # the word alone, where it is a name
            for rest, letters in found:
                end = at + 1 + len(rest)
                if not rest or tuple(words[at + 1 : end]) == rest:
                    tags[at] = f"B-{letters}"
                    tags[at + 1 : end] = [f"I-{letters}"] * len(rest)
                    free = end
                    break
        return tags
