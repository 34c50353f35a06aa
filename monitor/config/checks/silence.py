"""Watches that people will hear nothing of as things are: expired, too quiet, without a feed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.alerting.policy import Policy
from monitor.alerting.severities import is_at_least
from monitor.config.reading.yaml_file import Place, Plain, YamlFile, as_list, as_mapping
from monitor.feeds.feed import Feed
from monitor.match.watchlist import Sources, Watch, Watchlist
from monitor.notify.spec import ReceiverSpec
from monitor.records import Severity, Visibility

_SURE = 0.99  # a confidence that the models hardly ever give


class Surroundings(NamedTuple):
    """What watches are held against."""

    feeds: Sequence[Feed]
    receivers: Sequence[ReceiverSpec]
    default_routes: Sequence[str]
    policies: Mapping[str, Policy]  # by watch id
    now: datetime | None  # the present moment (UTC), None where it does not matter


def warn_of_waiting(file: YamlFile, receivers: Sequence[ReceiverSpec]) -> None:
    """Warns of receivers that take the loudest alerts only, and let them wait."""
    for receiver in receivers:
        if receiver.min_severity is Severity.CRITICAL and receiver.timing.digest is not None:
            problem = f"receiver '{receiver.name}' takes critical alerts only, and they wait for the next digest"
            file.warn(("receivers", receiver.name, "digest"), problem)


def warn_of_silence(file: YamlFile, watchlist: Watchlist, around: Surroundings) -> None:
    """Warns of the watches of `file` that people will hear nothing of as things are."""
    severities = {receiver.name: receiver.min_severity for receiver in around.receivers}
    for index, watch in enumerate(watchlist.watches):
        place = ("watches", index)
        if around.now is not None and watch.expires is not None and watch.expires <= around.now:
            problem = f"expired on {watch.expires:%Y-%m-%d} and looks at nothing"
            file.warn((*place, "expires"), f"watch '{watch.id}' {problem}")
        if watch.visibility is Visibility.OFF and "tests" in _written(file, place):
            file.warn((*place, "tests"), f"watch '{watch.id}' is off: its samples are not tried")
        if watch.visibility is Visibility.LIVE:
            _warn_of_receivers(file, watch, place, severities, around)
        if watch.event is not None and watch.event.confidence >= _SURE:
            problem = f"hardly any event is as sure as {watch.event.confidence:g}; 0.9 is high already"
            file.warn((*place, "confidence"), f"watch '{watch.id}': {problem}")
        _warn_of_sources(file, watch, place, around.feeds)
        _warn_of_absence(file, around.policies.get(watch.id), watch, place, around.feeds)


def _warn_of_receivers(
    file: YamlFile, watch: Watch, place: Place, severities: dict[str, Severity], around: Surroundings
) -> None:
    """All receivers of a watch may want louder alerts than it ever gives."""
    routes = watch.routes or tuple(around.default_routes)
    least = [severities[name] for name in routes if name in severities]
    policy = around.policies.get(watch.id)
    given = (watch.severity, *(step.to for step in (policy.steps if policy else ())))
    if least and not any(is_at_least(severity, each) for each in least for severity in given):
        names = " and ".join(f"'{name}' ({severities[name]})" for name in routes)
        key = "severity" if "severity" in _written(file, place) else "routes"
        problem = f"its severity is {watch.severity}, less than every receiver of it takes: {names}"
        file.warn((*place, key), f"nobody hears of watch '{watch.id}': {problem}")


def _warn_of_sources(file: YamlFile, watch: Watch, place: Place, feeds: Sequence[Feed]) -> None:
    """Feeds may all be left out, each by its tags or its id."""
    sources = watch.sources
    both = set(sources.include_tags) & set(sources.exclude_tags)
    if not both and feeds and not _passing(sources, feeds):
        file.warn((*place, "sources"), f"watch '{watch.id}' looks at no feed: 'sources' leaves out every one")


def _warn_of_absence(file: YamlFile, policy: Policy | None, watch: Watch, place: Place, feeds: Sequence[Feed]) -> None:
    """No feed says anything between two polls."""
    shortest = min((feed.interval for feed in _passing(watch.sources, feeds)), default=0.0)
    if policy is not None and policy.absence is not None and policy.absence.max_gap_seconds < shortest:
        problem = f"none of its feeds is polled as often: the shortest interval is {shortest:g} s"
        file.warn((*place, "absence"), f"watch '{watch.id}' tells of an absence before it can know: {problem}")


def _passing(sources: Sources, feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds that `sources` may let through; an included name that is no id may be met in any of them."""
    ids = {feed.id for feed in feeds}
    is_of_ids = bool(sources.include) and ids.issuperset(sources.include)
    return [feed for feed in feeds if _passes(sources, feed) and not (is_of_ids and feed.id not in sources.include)]


def _passes(sources: Sources, feed: Feed) -> bool:
    tags = set(feed.tags)
    is_excluded = feed.id in sources.exclude or not tags.isdisjoint(sources.exclude_tags)
    is_trusted = not sources.tiers or feed.tier in sources.tiers
    return not is_excluded and is_trusted and (not sources.include_tags or not tags.isdisjoint(sources.include_tags))


def _written(file: YamlFile, place: Place) -> dict[str, Plain]:
    """The watch at `place` as it stands in the file."""
    return as_mapping(as_list(file.data.get("watches"))[int(place[1])])
