"""Watches that go on under another id, or in another file, keep what they have told."""

import asyncio
import logging

from agents.composition.program import Program
from monitor.config.configuration import Configuration
from monitor.ledger.fingerprints import known_watches
from monitor.ledger.renames import take_over

log = logging.getLogger(__name__)


async def take_over_renamed(program: Program, configuration: Configuration) -> None:
    """What is remembered of a watch that `configuration` has under another id is that watch's from now on.

    Called before its watches match, by whoever keeps others from deciding meanwhile. May raise Transient.
    """
    configured = await asyncio.to_thread(known_watches, configuration.watchlists, configuration.policies)
    for old, new in (await take_over(program.store, configured, program.clock())).items():
        log.warning("watch_renamed old=%s new=%s", old, new)
