"""A program with a worker process: prints the worker's process id and waits to be killed."""

import asyncio

from monitor.nlp.forked.worker import WorkerAnnotator
from tests.nlp.articles import placed
from tests.nlp.hostile_work import obey


async def main() -> None:
    annotator = WorkerAnnotator(processes=1, model="none", work=obey)
    annotated = await annotator.annotate(placed())
    print(annotated.annotator.removeprefix("obeyed in "), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
