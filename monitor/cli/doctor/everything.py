"""All points, one after the other; what cannot be looked at is a finding, and the next point follows."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from monitor.cli.doctor.asked import addresses, feeds, receivers
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
    async for finding in store(configured):
        yield finding
    async for finding in log(configured, process):
        yield finding
    async for finding in addresses(configured.settings, is_running=process is not None):
        yield finding
    if extent.feeds:
        async for finding in feeds(configured):
            yield finding
    if extent.send_test:
        async for finding in receivers(configured):
            yield finding
