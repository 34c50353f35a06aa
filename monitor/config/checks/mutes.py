"""Mutes that are about nothing, or end at a wrong time."""

from collections.abc import Collection
from datetime import datetime

from monitor.alerting.attention.mutes import LONGEST
from monitor.config.reading.suggestion import did_you_mean
from monitor.config.reading.yaml_file import Place, Plain, YamlFile, as_list, as_mapping
from monitor.config.shapes.attention import UNTIL_CHANGED
from monitor.config.shapes.values import moment


def check_mutes(file: YamlFile, watches: Collection[str], now: datetime | None) -> None:
    """Notes mutes of watches that are in no watchlist, and those that end later than in 30 days; warns of ended ones.

    now: the present moment (UTC); None where it does not matter.
    """
    for index, item in enumerate(as_list(file.data.get("mutes"))):
        mute, place = as_mapping(item), ("mutes", index)
        watch = mute.get("watch")
        if isinstance(watch, str) and watch not in watches:
            file.report((*place, "watch"), f"unknown watch '{watch}'" + did_you_mean(watch, watches))
        if now is not None and (end := _end(mute)) is not None:
            _check_end(file, (*place, "until"), end, now)


def _check_end(file: YamlFile, place: Place, end: datetime, now: datetime) -> None:
    if end > now + LONGEST:
        file.report(place, f"ends more than 30 days from now: expected {now + LONGEST:%Y-%m-%d} at the latest")
    elif end <= now:
        file.warn(place, f"this mute ended on {end:%Y-%m-%d} and holds nothing")


def _end(mute: dict[str, Plain]) -> datetime | None:
    """When it ends at the latest; None where that cannot be read, of which its shape tells."""
    until, since = mute.get("until"), mute.get("since")
    try:
        if until == UNTIL_CHANGED:
            return moment(str(since)) + LONGEST
        return moment(str(until))
    except ValueError:
        return None
