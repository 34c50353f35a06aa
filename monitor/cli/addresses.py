"""What the commands share that ask a web address: which one is meant, and with which settings it is asked."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from monitor.cli.options import configuration
from monitor.config.files import FEEDS
from monitor.config.load import Part
from monitor.errors import ConfigError, ForbiddenAddress, WirewatchError
from monitor.feeds.feed import Feed
from monitor.feeds.written_address import http_address
from monitor.fetch.base import FetchRequest
from monitor.fetch.settings import FetchSettings
from monitor.identity import canonical_url

allow_private_option = click.option("--allow-private", is_flag=True, help="The address may be one that is not public.")
_LOGIN = re.compile(r"^(https?://).*@", re.IGNORECASE | re.DOTALL)
_ALLOWED_BY = "networks of your own are allowed by ingest.allow_networks, or --allow-private"


def is_address(source: str) -> bool:
    """Whether `source` is meant as a web address, right or wrong."""
    return source.lower().startswith(("http://", "https://"))


def without_login(address: str) -> str:
    """An address that was refused, without the user and password that it may hold."""
    return _LOGIN.sub(r"\1", address)


def refused(error: ForbiddenAddress) -> str:
    """Why an address is not asked, and what would allow it."""
    return f"{error}; {_ALLOWED_BY}"


def request_of(address: str, feed: Feed | None, *, allow_private: bool) -> FetchRequest:
    """How `address` is asked; where it is that of `feed`, as ingest asks that, so that its login goes nowhere else.

    Raises WirewatchError where it is no address or holds a password, and repeats nothing of it.
    """
    try:
        url = http_address(address)
    except ValueError as error:
        raise WirewatchError(str(error)) from error
    if feed is None:
        return FetchRequest(url=url, allow_private=allow_private)
    allowed = allow_private or feed.allow_private
    return FetchRequest(url=feed.url, allow_private=allowed, login=feed.login)


def fetch_settings(directory: Path) -> FetchSettings:
    """Those of the configuration in `directory`, or the defaults where there is none."""
    try:
        return configuration(directory, frozenset({Part.FETCHING})).settings.ingest.fetch
    except ConfigError:
        if directory.exists():
            raise
        return FetchSettings()


def configured_feeds(directory: Path) -> Sequence[Feed]:
    """The feeds of the configuration in `directory`, with their logins; none where there is none.

    Where that has mistakes, it is said on standard error, and they come without logins, or not at all.
    """
    try:
        return configuration(directory, frozenset({Part.FEEDS, Part.FETCHING})).feeds
    except ConfigError as error:
        if (directory / FEEDS).exists():
            click.echo(f"without the logins of feeds.yaml: {error.mistakes[0]}", err=True)
    try:
        return configuration(directory, frozenset({Part.FEEDS})).feeds
    except ConfigError:
        return ()


def feed_of(address: str, feeds: Sequence[Feed]) -> Feed | None:
    """The one of `feeds` whose address this is; None for none."""
    return next((feed for feed in feeds if canonical_url(feed.url) == canonical_url(address)), None)
