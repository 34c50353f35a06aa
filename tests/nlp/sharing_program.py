"""A program with a worker process: prints how much of the worker's memory is its own, in parts of all that it holds.

And how many times the worker asked for the model, beside its article.
"""

import asyncio
import os
from functools import partial
from pathlib import Path

from benchmarks.resident import tree
from monitor.nlp.forked.worker import _fork_server, _load, annotate_bytes
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.records import encode
from monitor.workers.pebble import PebbleWorkers
from tests.nlp.articles import placed


def kilobytes(process: int, kind: str) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:"))


def asked() -> int:
    """How many times this process, and the fork server before it, asked for the model."""
    known = load_model.cache_info()
    return known.hits + known.misses


async def main() -> None:
    model = find_model()
    workers = PebbleWorkers(warm_up=partial(_load, model), context=partial(_fork_server, model))
    await workers.run(annotate_bytes, encode(placed()), model)
    *_, worker = tree(os.getpid())
    print(kilobytes(worker, "Private_Dirty") / kilobytes(worker, "Rss"), await workers.run(asked) - 1)
    await workers.close()


if __name__ == "__main__":
    asyncio.run(main())
