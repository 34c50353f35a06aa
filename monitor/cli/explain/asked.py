"""The configuration as far as `wirewatch explain` needs it: the watchlists that are right, or one watch of them."""

import os
from collections.abc import Iterable
from pathlib import Path

import click
from msgspec.structs import replace

from monitor.config.configuration import Configuration
from monitor.config.load import look
from monitor.config.reading.suggestion import did_you_mean
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import Visibility


def asked(directory: Path, watch: str | None) -> Configuration | None:
    """The configuration in `directory`, with `watch` alone if it is named; None where nobody wrote one.

    Mistakes in watchlists are told on standard error, and these lists left out. Raises ConfigError where the settings
    have mistakes, BadParameter where there is no watch of this name.
    """
    if not directory.exists() and watch is None:
        return None
    found = look(directory, os.environ)
    for mistake in found.mistakes:
        click.echo(f"left out: {mistake}", err=True)
    if watch is None:
        return found.configuration
    return replace(found.configuration, watchlists=(_alone(found.configuration.watchlists, watch),))


def _alone(watchlists: Iterable[Watchlist], name: str) -> Watchlist:
    """The watchlist of the watch `name` with this watch alone and the actors that it speaks of."""
    known: list[str] = []
    for watchlist in watchlists:
        for watch in watchlist.watches:
            if watch.id == name:
                actors = tuple(actor for actor in watchlist.actors if actor.id in watch.actors)
                return replace(watchlist, watches=(_on(watch),), actors=actors)
            known.append(watch.id)
    raise click.BadParameter(f"there is no watch {name!r}{did_you_mean(name, known)}", param_hint="--watch")


def _on(watch: Watch) -> Watch:
    """The watch as it would look, were it not off."""
    if watch.visibility is not Visibility.OFF:
        return watch
    click.echo(f"the watch {watch.id} is off; shown is what it would find", err=True)
    return replace(watch, visibility=Visibility.SHADOW)
