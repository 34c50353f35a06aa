"""A program with a worker process: prints how much of the worker's memory is its own, in parts of all that it holds."""

import asyncio
import os
from pathlib import Path

from benchmarks.resident import tree
from monitor.nlp.forked.worker import WorkerAnnotator
from monitor.nlp.installed import find_model
from tests.nlp.articles import placed


def kilobytes(process: int, kind: str) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:"))


async def main() -> None:
    annotator = WorkerAnnotator(processes=1, model=find_model())
    await annotator.annotate(placed())
    *_, worker = tree(os.getpid())
    print(kilobytes(worker, "Private_Dirty") / kilobytes(worker, "Rss"))
    await annotator.close()


if __name__ == "__main__":
    asyncio.run(main())
