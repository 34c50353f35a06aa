"""A configuration directory → a Configuration, or every mistake in it at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from monitor.config.checks.references import (
    check_references,
    check_route_names,
    check_unique,
    receiver_names,
)
from monitor.config.checks.rules import check_rules
from monitor.config.compile.feeds import feeds
from monitor.config.compile.receivers import receivers
from monitor.config.compile.settings import settings
from monitor.config.compile.watchlist import watchlist
from monitor.config.configuration import Configuration
from monitor.config.files import Files, read_files
from monitor.errors import ConfigError, Mistake
from monitor.feeds.feed import Feed
from monitor.records import Record

_INTERVAL = 900.0  # seconds; stands in where monitor.yaml could not be understood


def load(directory: Path, environ: Mapping[str, str]) -> Configuration:
    """What the files in `directory` say, with secrets from `environ` or from files.

    Reads `monitor.yaml` (may be absent), `feeds.yaml` or `feeds.opml` or both, `receivers.yaml` and
    `watchlists/*.yaml`. Raises ConfigError with every mistake of every file, sorted by file and line.
    """
    files = read_files(directory)
    made_settings = settings(files.monitor, directory, environ)
    interval = made_settings.ingest.interval_seconds if made_settings else _INTERVAL
    data_dir = made_settings.data_dir if made_settings else directory
    budget = made_settings.ingest.requests_per_hour if made_settings else None
    made_feeds = feeds(files.feeds, directory, interval if budget is None else None)
    made_receivers = receivers(files.receivers, directory, data_dir, environ)
    made_watchlists = [made for name, file in files.watchlists.items() if (made := watchlist(file, name))]
    _check(files, made_feeds)
    mistakes = files.mistakes()
    if mistakes or made_settings is None or made_feeds is None or made_receivers is None:
        raise ConfigError(mistakes)
    return Configuration(
        settings=made_settings,
        feeds=made_feeds,
        watchlists=tuple(made for made, _ in made_watchlists),
        receivers=made_receivers[0],
        default_routes=made_receivers[1],
        samples=tuple(sample for _, samples in made_watchlists for sample in samples),
    )


def _check(files: Files, made_feeds: Sequence[Feed] | None) -> None:
    """Notes what is wrong between files. Names in a file that could not be understood are taken to be right."""
    tags = {tag for feed in made_feeds for tag in feed.tags} if made_feeds else None
    for file in files.watchlists.values():
        check_references(file, receiver_names(files.receivers) or None, tags)
        check_rules(file)
    check_route_names(files.receivers)
    check_unique(files.watchlists.values(), "watches")
    check_unique([files.feeds], "feeds")


class Reload(Record, frozen=True, kw_only=True):
    """What holds after the files were read again."""

    configuration: Configuration  # the new one, or the previous one where the new one has mistakes
    mistakes: tuple[Mistake, ...] = ()


def reload(previous: Configuration, directory: Path, environ: Mapping[str, str]) -> Reload:
    """Reads the files again. A configuration with mistakes never replaces a good one. Raises nothing."""
    try:
        return Reload(configuration=load(directory, environ))
    except ConfigError as error:
        return Reload(configuration=previous, mistakes=error.mistakes)
