"""What is known of an actor's names: who bears them, under which first names, and which longer names hold them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from monitor.match.watchlist import Actor
from monitor.records import EntityType, Record
from monitor.text.characters import has_unsegmented
from monitor.text.fold import fold, words_only
from monitor.text.personal_names import Sex, given_name, name_key, title
from monitor.text.tables import groups

_GROUPS = {group: frozenset(words) for group, words in groups(__package__, "words.tsv").items()}
_FAMILY_NAME_FIRST = frozenset("CHN TWN KOR PRK VNM HKG HUN KHM".split())
_KEPT = 256  # actors of whom it is known already
_INITIAL = re.compile(r"[^\W\d_]")


def words(group: str) -> frozenset[str]:
    """The words of a group of words.tsv."""
    return _GROUPS[group]


class Kind(StrEnum):
    """What an actor is, as far as names of others are concerned."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    UNKNOWN = "unknown"


_KINDS = {EntityType.PERSON: Kind.PERSON, EntityType.PLACE: Kind.PLACE, EntityType.ORGANISATION: Kind.BODY}


class Longer(Record, frozen=True, kw_only=True):
    """What stands around a name in longer names that are not its bearer's: words before it, words behind it."""

    before: tuple[str, ...] = ()  # "south "
    behind: tuple[str, ...] = ()  # " bissau"


class Bearer(Record, frozen=True, kw_only=True):
    """An actor by its names. Words are keys of `monitor.text.personal_names`."""

    kind: Kind
    given: frozenset[str] = frozenset()  # first names, of a person
    behind: frozenset[str] = frozenset()  # first names in one word, of a person whose family name stands first
    sex: Sex | None = None
    is_junior: bool = False  # whether Jr, III or the like is part of a full name
    country: str | None = None
    full: tuple[str, ...] = ()  # the names of two words or more, folded
    longer: Mapping[str, Longer] = {}  # by name, folded, hyphens as spaces

    @property
    def initials(self) -> frozenset[str]:
        """The single letters among the first names."""
        return frozenset(name for name in self.given if len(name) == 1)


@lru_cache(maxsize=_KEPT)
def bearer(actor: Actor) -> Bearer:
    """What the watchlist says of `actor`."""
    whole = [text for word in actor.names if is_whole(text := word.text)]
    kind = _kind(actor, whole)
    whole += filter(is_whole, actor.known_as)
    parts = [_without_junior(text) for text in whole] if kind is Kind.PERSON else []
    first = _stands_first(actor)
    given = frozenset(name for part in parts for name in (part[1:] if first else part[:-1]))
    given = frozenset(each for name in given for each in (name, *name.split("-"))) - words("particles")
    given = frozenset(name for name in given if title(name) is None) or given  # Sir Keir
    return Bearer(
        kind=kind,
        given=given,
        behind=frozenset("".join(part[1:]).replace("-", "") for part in parts) if first else frozenset(),
        sex=next((sex for part in parts if (sex := given_name(part[0]))), None),
        is_junior=any(len(_without_junior(text)) < len(text.split()) for text in whole),
        country=actor.country,
        full=tuple(fold(text).text for text in whole),
        longer=_longer(actor),
    )


def is_whole(name: str) -> bool:
    """Whether a name has a first name, or another word, before its last word with its particles."""
    parts = name.replace("-", " ").split()
    return len([part for part in parts if part.lower() not in words("particles")]) > 1


def _kind(actor: Actor, whole: list[str]) -> Kind:
    """What the watchlist says that it is, else what the annotator knows; else a person by the first name."""
    type_ = actor.type or actor.identity.type
    if type_ is None and any(given_name(name.split()[0]) for name in whole):
        return Kind.PERSON
    return _KINDS.get(type_, Kind.UNKNOWN) if type_ else Kind.UNKNOWN


def _without_junior(text: str) -> list[str]:
    parts = [name_key(part) for part in text.replace(",", " ").split()]
    return [part for part in parts if part and part not in words("junior")]


def _stands_first(actor: Actor) -> bool:
    """Whether the family name stands first: a name of one word is the first word of a longer one."""
    single = {name_key(word.text) for word in actor.names if len(word.text.split()) == 1}
    whole = [_without_junior(word.text) for word in actor.names if is_whole(word.text)]
    if single:
        return any(part[0] in single and part[-1] not in single for part in whole)
    return actor.country in _FAMILY_NAME_FIRST


def _longer(actor: Actor) -> dict[str, Longer]:
    own = [spaced(word.text) for word in actor.names]
    found: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for longer in actor.longer:
        town, comma, region = longer.partition(", ")
        text, beside = spaced(town if comma else longer), f", {fold(region).text}" if comma else ""
        for name in (name for name in own if name in text):
            for before, behind in _around(name, text, beside):
                found[name][0].update({before} if before else ())
                found[name][1].update({behind} if behind and not before else ())
    return {name: Longer(before=tuple(sorted(b)), behind=tuple(sorted(a))) for name, (b, a) in found.items()}


def _around(name: str, text: str, region: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind `name` wherever `text` holds it as whole words; the region of a town."""
    if region:
        yield from [("", region)] if text == name else ()
        return
    edges = ("", "") if has_unsegmented(name) else (r"(?<!\w)", r"(?!\w)")
    for found in re.finditer(re.escape(name).join(edges), text):
        yield text[: found.start()], text[found.end() :]


def spaced(name: str) -> str:
    """`name` folded, with all signs as spaces; in scripts without spaces just folded."""
    folded = fold(name).text
    return folded if has_unsegmented(folded) else " ".join(words_only(folded).split())
