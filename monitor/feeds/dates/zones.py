"""Zones by name: what "CET", "IST" or "Europe/Berlin" is, for a feed of some place.

The offsets are those of the IANA time zone database. Of the names that mean several zones, those of RFC 822 mean what
it says unless the feed comes from a country where they mean something else; "IST" means nothing without a country.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from monitor.feeds.dates.place import Place
from monitor.feeds.dates.words import folded
from monitor.text.tables import rows


class _Zone(NamedTuple):
    offset: str  # minutes, or a zone of the IANA database
    countries: frozenset[str]
    languages: frozenset[str]

    @property
    def is_general(self) -> bool:
        return not self.countries and not self.languages


def is_zone(name: str) -> bool:
    """Whether `name`, folded, is that of a zone."""
    return name in _zones() or name in _regions()


def offset_of(name: str, local: datetime, place: Place, habit: int | None) -> int | None:
    """How many minutes east of UTC the zone called `name` is at `local`; None where nobody can tell.

    `habit` is the offset of the feed's other dates: of several zones of one name it tells which is meant.
    """
    zones = _zones().get(name, ())
    if not zones:
        return _offset(_regions().get(name, ""), local)
    meant = [zone for zone in zones if _is_of(zone, place)]
    offsets = [_offset(zone.offset, local) for zone in zones]
    if len(meant) != 1 and habit is not None and habit in offsets:
        return habit
    meant = meant if len(meant) == 1 else [zone for zone in zones if zone.is_general]
    return _offset(meant[0].offset, local) if meant else None


def _is_of(zone: _Zone, place: Place) -> bool:
    return not zone.countries.isdisjoint(place.countries) or not zone.languages.isdisjoint(place.languages)


def _offset(zone: str, local: datetime) -> int | None:
    if zone.lstrip("-").isdecimal():
        return int(zone)
    try:
        offset = local.replace(tzinfo=ZoneInfo(zone)).utcoffset() if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # this machine has no such database
        return None
    return None if offset is None else int(offset / timedelta(minutes=1))


@cache
def _zones() -> dict[str, tuple[_Zone, ...]]:
    found: dict[str, tuple[_Zone, ...]] = {}
    for name, offset, countries, languages in rows("monitor.feeds.dates", "zones.tsv", 4):
        zone = _Zone(offset, frozenset(countries.split()), frozenset(languages.split()))
        found[folded(name)] = (*found.get(folded(name), ()), zone)
    return found


@cache
def _regions() -> dict[str, str]:
    names: Collection[str] = available_timezones()
    return {name.casefold(): name for name in names if "/" in name}
