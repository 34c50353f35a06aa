"""A configuration directory → a Configuration, or every mistake in it at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from monitor.config.checks.mutes import check_mutes
from monitor.config.checks.references import (
    check_references,
    check_route_names,
    check_unique,
    receiver_names,
)
from monitor.config.checks.silence import Surroundings, warn_of_silence, warn_of_waiting
from monitor.config.compile.feeds import General, feeds
from monitor.config.compile.receivers import receivers
from monitor.config.compile.settings import settings
from monitor.config.compile.watchlist import Compiled
from monitor.config.configuration import Configuration, Settings
from monitor.config.files import ALL, FEEDS, RECEIVERS, WATCHLISTS, Files, read_files, watchlist_files
from monitor.config.known import KNOWN
from monitor.config.reading.yaml_file import Plain, as_list, as_mapping
from monitor.errors import ConfigError, Mistake
from monitor.feeds.feed import MAX_AGE, Feed
from monitor.records import Record

_INTERVAL = 900.0  # seconds; stands in where monitor.yaml could not be understood


class Part(StrEnum):
    """What a command may need of a configuration, beside the settings in `monitor.yaml`."""

    FEEDS = FEEDS
    RECEIVERS = RECEIVERS
    WATCHLISTS = WATCHLISTS
    STORE = "store"  # the address of the store, which may be a secret
    FETCHING = "fetching"  # the proxy and the logins of feeds, which may be secrets


EVERYTHING: Final = frozenset(Part)
SETTINGS: Final = frozenset[Part]()  # nothing beside them


def load(
    directory: Path, environ: Mapping[str, str], parts: frozenset[Part] = EVERYTHING, now: datetime | None = None
) -> Configuration:
    """What the files in `directory` say, with secrets from `environ` or from files.

    now: the present moment (UTC), which tells what has expired; None where it does not matter.

    Reads `monitor.yaml` (may be absent) and, as far as `parts` names them, `feeds.yaml` or `feeds.opml` or both,
    `receivers.yaml` and `watchlists/*.yaml`. What `parts` does not name is left empty, and nothing that is wrong with
    it is told: a command that only looks is not stopped by a secret or a file that it has no use for. Raises
    ConfigError with every mistake of every file that was asked for, sorted by file and line.
    """
    read = ALL if Part.WATCHLISTS in parts else parts  # routes and tags are held against the other files
    return _loaded(read_files(directory, read), directory, environ, parts, now)


def _loaded(
    files: Files, directory: Path, environ: Mapping[str, str], parts: frozenset[Part], now: datetime | None
) -> Configuration:
    made_settings = settings(
        files.monitor,
        directory,
        environ,
        with_store=Part.STORE in parts,
        with_fetching=Part.FETCHING in parts,
        with_links=Part.RECEIVERS in parts,
    )
    secrets = environ if Part.FETCHING in parts else None
    made_feeds = _feeds(files, directory, made_settings, secrets) if Part.FEEDS in parts else ()
    data_dir = made_settings.data_dir if made_settings else directory
    made_receivers = receivers(files.receivers, directory, data_dir, environ) if Part.RECEIVERS in parts else ((), ())
    made_watchlists = _watchlists(files, made_feeds) if Part.WATCHLISTS in parts else ()
    if parts == EVERYTHING:
        _check(files, now)
    mistakes = files.mistakes(parts)
    if mistakes or made_settings is None or made_feeds is None or made_receivers is None:
        raise ConfigError(mistakes)
    made = Configuration(
        directory=directory,
        settings=made_settings,
        feeds=made_feeds,
        watchlists=tuple(made.watchlist for made in made_watchlists),
        receivers=made_receivers[0],
        default_routes=made_receivers[1],
        policies={watch: policy for made in made_watchlists for watch, policy in made.policies.items()},
        mutes=tuple({mute.id: mute for made in made_watchlists for mute in made.mutes}.values()),
        samples=tuple(sample for made in made_watchlists for sample in made.samples),
    )
    return replace(made, warnings=_warnings(files, made, now)) if parts == EVERYTHING else made


def _warnings(files: Files, made: Configuration, now: datetime | None) -> tuple[Mistake, ...]:
    """What is suspicious in the files, as it is printed."""
    around = Surroundings(made.feeds, made.receivers, made.default_routes, made.policies, now)
    warn_of_waiting(files.receivers, made.receivers)
    for each in made.watchlists:
        warn_of_silence(files.watchlists[each.id], each, around)
    return tuple(files.warnings())


class Look(Record, frozen=True, kw_only=True):
    """What a command that looks works with although somebody may be editing a watchlist."""

    configuration: Configuration  # settings and the watchlists without mistakes
    mistakes: tuple[Mistake, ...] = ()  # in the other watchlists


def look(directory: Path, environ: Mapping[str, str]) -> Look:
    """The settings without the store, and the watchlists that are right.

    Raises ConfigError for `monitor.yaml`.
    """
    files = read_files(directory)
    configuration = _loaded(files, directory, environ, SETTINGS, None)
    made = _watchlists(files, None)
    mistakes = files.mistakes(frozenset({Part.WATCHLISTS}))
    wrong = {mistake.file for mistake in mistakes}
    good = tuple(each.watchlist for each in made if files.watchlists[each.watchlist.id].name not in wrong)
    return Look(configuration=replace(configuration, watchlists=good), mistakes=mistakes)


def watchlist_names(directory: Path) -> tuple[str, ...]:
    """The names of the watchlists in `directory`, whether or not their files can be understood."""
    return tuple(path.stem for path in watchlist_files(directory))


def watch_names(directory: Path) -> tuple[str, ...]:
    """The ids of the watches in `directory`, as far as their files can be read."""
    return tuple(str(as_mapping(watch).get("id")) for watch in _written_watches(read_files(directory, (WATCHLISTS,))))


def _written_watches(files: Files) -> Iterator[Plain]:
    return (watch for file in files.watchlists.values() for watch in as_list(file.data.get("watches")))


def _feeds(
    files: Files, directory: Path, made: Settings | None, environ: Mapping[str, str] | None
) -> tuple[Feed, ...] | None:
    has_budget = made is not None and made.ingest.requests_per_hour is not None
    interval = made.ingest.interval_seconds if made else _INTERVAL
    general = General(None if has_budget else interval, made.ingest.max_age_seconds if made else MAX_AGE)
    return feeds(files.feeds, directory, general, environ)


def _watchlists(files: Files, made_feeds: Sequence[Feed] | None) -> Sequence[Compiled]:
    """The watchlists that could be understood. Names in a file that could not be understood are taken to be right."""
    made = [made for name, file in files.watchlists.items() if (made := KNOWN.understood(file, name))]
    tags = {tag for feed in made_feeds for tag in feed.tags} if made_feeds else None
    for file in files.watchlists.values():
        check_references(file, receiver_names(files.receivers) or None, tags)
    return made


def _check(files: Files, now: datetime | None) -> None:
    """Notes what is wrong between files, and mutes that end too late."""
    check_route_names(files.receivers)
    check_unique(files.watchlists.values(), "watches")
    check_unique([files.feeds], "feeds")
    watches = {str(as_mapping(watch).get("id")) for watch in _written_watches(files)}
    for file in files.watchlists.values():
        check_mutes(file, watches, now)


class Reload(Record, frozen=True, kw_only=True):
    """What holds after the files were read again."""

    configuration: Configuration  # the new one, or the previous one where the new one has mistakes
    mistakes: tuple[Mistake, ...] = ()


def reload(previous: Configuration, directory: Path, environ: Mapping[str, str], now: datetime | None = None) -> Reload:
    """Reads the files again. A configuration with mistakes never replaces a good one. Raises nothing."""
    try:
        return Reload(configuration=load(directory, environ, now=now))
    except ConfigError as error:
        return Reload(configuration=previous, mistakes=error.mistakes)
