"""The longer names of the gazetteer that hold an actor's and are not its own: South Sudan for Sudan.

Of a place they are the places elsewhere (Mexico City is in Mexico, New Mexico is not), with the regions that tell one
town from another (Paris, Texas); of a body or a person all names but those of its own parts. A sea or a gulf called
after a place (Gulf of Mexico) is beside it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from monitor.annotate.gazetteer.directory import Directory, load_directory
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.config.compile.actors.long_names import LongName, load_long_names
from monitor.match.names.bearer import spaced
from monitor.match.watchlist import Actor
from monitor.records import EntityType
from monitor.text.characters import is_unsegmented

_UNITS = frozenset({"USA", "CAN", "AUS"})  # whose regions are put behind the names of towns


def longer_names(actor: Actor) -> tuple[str, ...]:
    """The names that hold one of the actor's and mean something else, sorted."""
    directory = load_directory()
    own = {spaced(word.text) for word in actor.names}
    held = {long: _is_other(long, name, actor, directory) for name in own for long in _holding(name)}
    entity = actor.identity.entity
    ours = [spaced(long.text) for long in held if entity and entity == long.entity]  # People's Republic of China
    others = (long.text for long, is_other in held.items() if is_other)
    found = {text for text in others if not any(f" {spaced(text)} " in f" {own_name} " for own_name in ours)}
    if actor.type is not EntityType.PERSON:
        home = actor.country if actor.type is EntityType.PLACE else None  # White House, Tennessee
        towns = [word.text for word in actor.names if word.text.count(" ") <= 1]
        found |= {f"{town}, {region}" for town in towns for code, region in _regions() if code != home}
    return tuple(sorted(text for text in found if spaced(text) not in own))


def known_as(entity: str | None) -> tuple[str, ...]:
    """The names of several words that the gazetteer has of an entity."""
    return _by_entity().get(entity or "", ())


@cache
def _by_entity() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for long in load_long_names().names:
        if long.entity and " " in long.text:
            found[long.entity].append(long.text)
    return {entity: tuple(dict.fromkeys(names)) for entity, names in found.items()}


def _is_other(long: LongName, name: str, actor: Actor, directory: Directory) -> bool:
    entity = actor.identity.entity
    if entity is not None and entity in (long.entity, long.part_of):
        return False
    if actor.type is EntityType.PLACE:
        return long.type is EntityType.PLACE and _is_elsewhere(long, name, actor, directory)
    if long.type is EntityType.PLACE and actor.type is EntityType.PERSON:
        return False
    if entity is None and long.type is EntityType.ORGANISATION and spaced(long.text).startswith(name + " "):
        return False  # of Ford nobody knows that it is not Ford Motor
    whole = " " in name or all(word.text.isupper() for word in actor.names if spaced(word.text) == name)
    return not (whole and spaced(long.text).startswith(name + " "))


def _is_elsewhere(long: LongName, name: str, actor: Actor, directory: Directory) -> bool:
    if long.country is None:  # a sea, a river, a continent: South America, but the Congo River and the Gulf of Mexico
        return " of " not in long.text and spaced(long.text).endswith(f" {name}")
    if actor.country is None:
        if actor.identity.name and spaced(actor.identity.name) != spaced(actor.name):
            return False  # of Korea nobody said which
        return bool(directory.places(actor.name)) or len(directory.named(actor.name)) == 1
    return long.country != actor.country


def _holding(name: str) -> Iterator[LongName]:
    """The names that hold `name` (folded, signs as spaces) as whole words, in scripts without spaces anywhere."""
    names, text, starts = _listed()
    sought = name if is_unsegmented(name[0]) else f" {name} "
    at = text.find(sought)
    while at >= 0:
        yield names[bisect_right(starts, at) - 1]
        at = text.find(sought, at + 1)


@cache
def _listed() -> tuple[list[LongName], str, list[int]]:
    """All names, the same folded in one text, and where in it the line of each begins."""
    long = load_long_names()
    starts = [0, *accumulate(len(line) + len("\n") for line in long.folded.split("\n"))]
    return long.names, long.folded, starts


@cache
def _regions() -> tuple[tuple[str, str], ...]:
    regions = [(code, text) for code, cell in rows("regions.tsv", 2) if code in _UNITS for text in parted(cell)]
    return tuple(regions + [(code, name) for code, name, _ in rows("states_for_short.tsv", 3)])
