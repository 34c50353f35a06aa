"""All points, one after the other; what cannot be looked at is a finding, and the next point follows."""

from collections.abc import AsyncIterator, Iterator
from typing import NamedTuple

from monitor.cli.doctor.asked import addresses, feeds, receivers
from monitor.cli.doctor.guarded import guarded_later
from monitor.cli.doctor.here import here
from monitor.cli.doctor.kept import integrity, log, store
from monitor.config.configuration import Configuration
from monitor.doctor.finding import Diagnosis, Finding, Point
from monitor.log.open import log_file
from monitor.log.sqlite_file import holder

_ORDER = {point: place for place, point in enumerate(Point)}


class Extent(NamedTuple):
    """What is looked at only where it is asked for."""

    feeds: bool = False  # each is asked once
    send_test: bool = False  # each receiver is sent one
    thorough: bool = False  # every page of databases in files


async def everything(configured: Configuration, extent: Extent) -> Diagnosis:
    """What is found of an installation with these files, in the order of the points."""
    found = [each async for each in _looks(configured, extent)]
    return Diagnosis(findings=tuple(sorted(found, key=lambda finding: _ORDER[finding.point])))


async def _looks(configured: Configuration, extent: Extent) -> AsyncIterator[Finding]:
    file = log_file(configured.settings.broker)
    process = holder(file) if file else None
    for finding in here(configured, process):
        yield finding
    for finding in integrity(configured.settings, thorough=extent.thorough):
        yield finding
    for point, look in _later(configured, process, extent):
        async for finding in guarded_later(point, look):
            yield finding


def _later(
    configured: Configuration, process: str | None, extent: Extent
) -> Iterator[tuple[Point, AsyncIterator[Finding]]]:
    yield Point.STORE, store(configured)
    yield Point.LOG, log(configured, process)
    yield Point.ADDRESSES, addresses(configured.settings, is_running=process is not None)
    if extent.feeds:
        yield Point.FEEDS, feeds(configured)
    if extent.send_test:
        yield Point.RECEIVERS, receivers(configured)
