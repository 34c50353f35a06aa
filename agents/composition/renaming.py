"""Watches that go on under another id, or in another file, keep what they have told."""

import asyncio
import logging
from collections.abc import Sequence

from agents.composition.program import Program
from monitor.alerting.renames import KnownWatch
from monitor.config.configuration import Configuration
from monitor.ledger.fingerprints import known_watches
from monitor.ledger.renames import take_over

log = logging.getLogger(__name__)


async def configured_watches(configuration: Configuration) -> Sequence[KnownWatch]:
    """The watches of `configuration`, each with what it says; of many, that takes a while."""
    return await asyncio.to_thread(known_watches, configuration.watchlists, configuration.policies)


async def take_over_renamed(program: Program, configured: Sequence[KnownWatch]) -> None:
    """What is remembered of a watch that is `configured` under another id is that watch's from now on.

    Called before its watches match, by whoever keeps others from deciding meanwhile. May raise Transient.
    """
    for old, new in (await take_over(program.store, configured, program.clock())).items():
        log.warning("watch_renamed old=%s new=%s", old, new)
