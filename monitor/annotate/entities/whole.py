"""Names from their first word to their last: joined where the sequence model cut them, cut where it took too much.

What the gazetteer holds as one name of several words is one ("Christian Social Union in Bavaria"); so are "Ministry of
Labour and Housing", "Principality of Guria", "Korea Exchange" and "Rostov Region". Ranks and a leading article are
left out, and a nationality is no name of somebody.
"""

from collections.abc import Iterator, Sequence, Set

import msgspec

from monitor.annotate.entities.spans import NameSpan
from monitor.annotate.entities.words import ORGANISATION_WORDS, PLACE_WORDS, is_capital
from monitor.annotate.gazetteer.phrases import OUTSIDE
from monitor.annotate.lexicon.words import words_of

_LEAST_WORDS = 3
"""Of a name of the gazetteer that is taken as a whole whatever the model says."""

_OFFICES = words_of("entities", "ministries")
"""What opens "Ministry of X and Y"."""

_STATES = words_of("entities", "states")
"""What opens "Principality of X" as a part of the name."""

_REGIONS = words_of("entities", "regions")
"""What closes "Rostov Region" as a part of the name."""

_AREAS = words_of("entities", "areas")
"""Nouns of places that stand between two of them: "the Manaus suburb of Compensa"."""

_RANKS = words_of("entities", "ranks")
"""Words of ranks and titles that stand before names and are no part of them."""


def whole(
    names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str], others: Set[int] = frozenset()
) -> list[NameSpan]:
    """The names with their edges repaired, in order; nationalities by themselves are left out.

    others: words of names of other kinds (events, works), in which none of these names stands.
    """
    names = [part for name in names for part in _parted(name, words)]
    joined = _as_one_of_ministries(_by_gazetteer(names, words, tags, others), words, tags)
    cut = (_without_article(_without_ranks(_extended(name, words, tags), words), words, tags) for name in joined)
    return [name for name in cut if not _is_nationality(name, tags)]


def _parted(name: NameSpan, words: Sequence[str]) -> list[NameSpan]:
    """Two places in one: "the Manaus suburb of Compensa"."""
    for at in range(name.first + 1, name.end - 2):
        if words[at] in _AREAS and words[at + 1] == "of":
            parts = (name.first, at), (at + 2, name.end)
            return [msgspec.structs.replace(name, first=first, end=end, type="LOC") for first, end in parts]
    return [name]


def _by_gazetteer(
    names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str], others: Set[int]
) -> list[NameSpan]:
    """The names of organisations of several words that the gazetteer holds, in place of those that they overlap."""
    seen = {at for name in names for at in range(name.first, name.end)}
    held = [
        span
        for span in _spans_of_organisations(tags)
        if _is_long_organisation(span, words, seen) and others.isdisjoint(range(span.first, span.end))
    ]
    if not held:
        return list(names)
    covered = {at for span in held for at in range(span.first, span.end)}
    around = [name for name in names for span in held if name.first <= span.first and span.end <= name.end]
    kept = [name for name in names if name in around or covered.isdisjoint(range(name.first, name.end))]
    inside = {at for name in kept for at in range(name.first, name.end)}
    found = [
        NameSpan(first=span.first, end=span.end, type="ORG", reason="gazetteer")
        for span in held
        if span.first not in inside
    ]
    return sorted([*kept, *found], key=lambda name: name.first)


def _spans_of_organisations(tags: Sequence[str]) -> Iterator[NameSpan]:
    """The names of several words that the gazetteer holds as those of organisations or parties."""
    opening = {tag for tag in set(tags) if tag[0] == "B" and not {"O", "P"}.isdisjoint(tag[2:])}
    for first in [at for at, tag in enumerate(tags) if tag in opening]:
        inside, end = f"I{tags[first][1:]}", first + 1
        while end < len(tags) and tags[end] == inside:
            end += 1
        if end - first > 1:
            yield NameSpan(first=first, end=end, type=tags[first][2:])


def _is_long_organisation(span: NameSpan, words: Sequence[str], seen: Set[int]) -> bool:
    """Whether the gazetteer holds it as an organisation of three words, or of two that nobody saw, but of no party."""
    is_organisation = {"C", "H"}.isdisjoint(span.type)
    length = span.end - span.first
    is_long = length >= _LEAST_WORDS or (
        length == 2 and "P" not in span.type and seen.isdisjoint(range(span.first, span.end))
    )
    return is_organisation and is_long and is_capital(words[span.first]) and is_capital(words[span.end - 1])


def _as_one_of_ministries(names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str]) -> list[NameSpan]:
    """ "Ministry of Labour and Housing" as one name, not that of a ministry and something called Housing."""
    ends = {name.first: end for name in names if (end := _ministry_end(name, words, tags)) != name.end}
    if not ends:
        return list(names)
    fields = {end - 1 for end in ends.values()}
    return [
        msgspec.structs.replace(name, end=ends.get(name.first, name.end)) for name in names if name.first not in fields
    ]


def _ministry_end(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> int:
    behind = words[name.end : name.end + 3]
    is_ministry = name.type == "ORG" and words[name.first] in _OFFICES and "of" in words[name.first : name.end]
    if not is_ministry or len(behind) < 2 or behind[0] != "and" or not _is_field(behind[1], tags[name.end + 1]):
        return name.end
    return name.end if is_capital(behind[-1]) else name.end + 2


def _is_field(word: str, tag: str) -> bool:
    """Whether it may be what a ministry looks after: Housing, Labor, and nothing that is known by its name."""
    return is_capital(word) and tag == OUTSIDE and word.lower() not in ORGANISATION_WORDS


def _extended(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> NameSpan:
    """A place with "Principality of" before it or "Region" behind it, and a body called after a place."""
    if name.type != "LOC":
        return name
    first, behind = name.first, words[name.end : name.end + 1]
    if words[first - 1 : first] == ["of"] and words[first - 2 : first - 1] and words[first - 2] in _STATES:
        return msgspec.structs.replace(name, first=first - 2)
    if not behind or not tags[name.first].startswith("B") or not is_capital(behind[0]):
        return name
    lower = behind[0].lower()
    if lower in _REGIONS:
        return msgspec.structs.replace(name, end=name.end + 1)
    if lower in ORGANISATION_WORDS - PLACE_WORDS and not is_capital((*words[name.end + 1 : name.end + 2], "")[0]):
        return NameSpan(first=first, end=name.end + 1, type="ORG", reason=f"before {behind[0]!r}")
    return name


def _without_ranks(name: NameSpan, words: Sequence[str]) -> NameSpan:
    """ "Rear Admiral Nuwan Peiris" without the rank: two words of ranks, or one before two words of a name."""
    first = name.first
    while first < name.end and words[first] in _RANKS:
        first += 1
    ranks, left = first - name.first, words[first : name.end]
    if not ranks or not left or ranks + len(left) < _LEAST_WORDS or not _may_be_somebody(left):
        return name
    return msgspec.structs.replace(name, first=first, type="PER", reason="behind a rank")


def _may_be_somebody(words: Sequence[str]) -> bool:
    lower = {word.lower() for word in words}
    return all(map(is_capital, words)) and not lower & (ORGANISATION_WORDS | PLACE_WORDS)


def _without_article(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> NameSpan:
    """ "The Bahamas", "The Grand Egyptian Museum" without the article that no name in the gazetteer has."""
    first = name.first
    if words[first] != "The" or name.end - first < 2 or not _speaks_of_country(name, tags):
        return name
    if "O" in tags[first] or "P" in tags[first]:
        return name
    return msgspec.structs.replace(name, first=first + 1)


def _speaks_of_country(name: NameSpan, tags: Sequence[str]) -> bool:
    return any(tag[:1] == "B" and not {"C", "N"}.isdisjoint(tag[2:]) for tag in tags[name.first : name.end])


def _is_nationality(name: NameSpan, tags: Sequence[str]) -> bool:
    """Whether a name is that of a people only: "Sri Lankan", and not the surname French."""
    is_whole = tags[name.first] == "B-N" and all(tag == "I-N" for tag in tags[name.first + 1 : name.end])
    return is_whole and (name.type != "PER" or name.end - name.first > 1)
