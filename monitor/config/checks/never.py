"""Watches that can never match: what they ask for contradicts itself."""

from collections.abc import Iterator

from monitor.config.checks.implied import implies
from monitor.config.reading.yaml_file import Place, YamlFile, as_list, as_mapping
from monitor.match.watchlist import (
    ActorIs,
    All,
    Any,
    Condition,
    Modality,
    Near,
    QuoteIs,
    TermIs,
    Watch,
    Watchlist,
    Word,
    WordIs,
)
from monitor.records import EntityType
from monitor.text.language_range import primary


def check_never(file: YamlFile, watchlist: Watchlist) -> None:
    """Notes every watch of `file` that no article can meet, whatever it says."""
    for index, watch in enumerate(watchlist.watches):
        place = ("watches", index)
        _check_none(file, watchlist, watch, place)
        _check_sources(file, watch, place)
        _check_location(file, watchlist, watch, place)
        _check_modes(file, watch, place)
        _check_languages(file, watchlist, watch, place)


def _check_none(file: YamlFile, watchlist: Watchlist, watch: Watch, place: Place) -> None:
    """`none` must leave something of what is asked for."""
    where = list(_places_of_none(file, place))
    for condition, at in zip(watch.none, where, strict=False):
        if watch.when is not None and implies(watchlist, watch.when, condition):
            file.report(at, f"watch '{watch.id}' never matches: 'none' excludes what 'when' asks for")
        elif watch.event is not None and isinstance(condition, ActorIs):
            for key, role in (("actor", watch.event.actors), ("recipient", watch.event.recipients)):
                if any(not each.countries and set(each.actors) <= set(condition.actors) for each in role):
                    file.report(at, f"watch '{watch.id}' never matches: 'none' excludes every {key} of its event")


def _places_of_none(file: YamlFile, place: Place) -> Iterator[Place]:
    """Where the excluded conditions of a watch stand, in the order of the record."""
    watch = as_mapping(as_list(file.data.get("watches"))[int(place[1])])
    for steps, holder in (((), watch), (("when",), as_mapping(watch.get("when")))):
        for index, _ in enumerate(as_list(holder.get("none"))):
            yield (*place, *steps, "none", index)


def _check_location(file: YamlFile, watchlist: Watchlist, watch: Watch, place: Place) -> None:
    """Nothing happens in a person."""
    asked = watch.event.location.actors if watch.event and watch.event.location else ()
    for actor in watchlist.actors:
        if actor.id in asked and actor.type is EntityType.PERSON:
            file.report((*place, "event", "location"), f"actor '{actor.id}' is a person: expected a place")


def _check_sources(file: YamlFile, watch: Watch, place: Place) -> None:
    for tag in sorted(set(watch.sources.include_tags) & set(watch.sources.exclude_tags)):
        file.report((*place, "sources", "exclude_tags"), f"tag '{tag}' is included and excluded: no feed can have both")
    for source in sorted(set(watch.sources.include) & set(watch.sources.exclude)):
        file.report((*place, "sources", "exclude"), f"source '{source}' is included and excluded")


def _check_modes(file: YamlFile, watch: Watch, place: Place) -> None:
    """`polarity: affirmed` leaves nothing of `modality: [negated]`."""
    event = watch.event
    if event is not None and event.negated is False and set(event.modality) <= {Modality.NEGATED}:
        problem = f"watch '{watch.id}' never matches: an affirmed event is not negated; drop 'polarity' or 'modality'"
        file.report((*place, "modality"), problem)


def _check_languages(file: YamlFile, watchlist: Watchlist, watch: Watch, place: Place) -> None:
    """Words for other languages than the watch looks at are never met."""
    wanted = frozenset(map(primary, watch.sources.languages))
    if not wanted or watch.when is None or _can_be_met(watchlist, watch.when, wanted):
        return
    looked = ", ".join(watch.sources.languages)
    problem = (
        f"watch '{watch.id}' never matches: it looks at articles in {looked}, and its words are for other languages"
    )
    file.report((*place, "sources", "languages"), problem)


def _can_be_met(watchlist: Watchlist, condition: Condition, wanted: frozenset[str]) -> bool:
    match condition:
        case Any(conditions=several):
            return any(_can_be_met(watchlist, each, wanted) for each in several)
        case TermIs(terms=ids):
            words = [word for term in watchlist.terms if term.id in ids for word in term.words]
            return any(_is_for(word, wanted) for word in words)
        case WordIs(word=word):
            return _is_for(word, wanted)
    return all(_can_be_met(watchlist, each, wanted) for each in _parts(condition))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    """What stands in a condition and must be met too; nothing in an actor, whose name is for all languages."""
    match condition:
        case All(conditions=several):
            return several
        case Near(first=first, second=second):
            return first, second
        case QuoteIs(says=says) if says is not None:
            return (says,)
    return ()


def _is_for(word: Word, wanted: frozenset[str]) -> bool:
    return word.language == "*" or primary(word.language) in wanted
