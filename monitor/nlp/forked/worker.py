"""Annotation in worker processes, each with a deadline and a memory limit; see `monitor.workers`.

Processes come from a fork server, not from this process, which has threads and an event loop. This process does no
language work, and so holds neither model nor tables.
"""

import multiprocessing
import os
from collections.abc import Callable
from functools import partial
from multiprocessing.context import BaseContext

from monitor.errors import Unprocessable, WirewatchError
from monitor.nlp.installed import PRELOADED, limit_threads
from monitor.records import AnnotatedArticle, StoryArticle, decode, encode
from monitor.workers.base import Limits
from monitor.workers.pebble import PebbleWorkers

Work = Callable[..., bytes]
"""What a worker runs: an encoded StoryArticle and the model's name in, an encoded AnnotatedArticle out."""

_START_SECONDS = 300.0  # for a worker to load its model on a busy machine


def annotate_bytes(data: bytes, model: str) -> bytes:
    """What workers run: an encoded StoryArticle in, an encoded AnnotatedArticle out."""
    from monitor.nlp.annotation import annotate_article
    from monitor.nlp.model import load_model

    return encode(annotate_article(decode(data, StoryArticle), load_model(model)))


class WorkerAnnotator:
    """Annotates in `processes` worker processes; `annotate` may be called for many articles at a time.

    Args:
        processes: how many; one a core is best, the work is pure CPU.
        deadline_s: seconds that one article may take, counted from when a worker takes it up.
        memory_bytes: address space of one worker; an article that needs more is given up.
        model: name of an installed spaCy model, passed to `work`.
        work: the function that the workers run; importable, as it travels by name.
        recycle_after: articles after which a worker process is replaced.
    """

    def __init__(
        self,
        *,
        processes: int,
        model: str,
        deadline_s: float = 60.0,
        memory_bytes: int = 2 * 1024**3,
        work: Work = annotate_bytes,
        recycle_after: int = 2000,
    ) -> None:
        limits = Limits(
            cpu_seconds=None,
            wall_seconds=deadline_s,
            start_seconds=_START_SECONDS,
            memory_bytes=memory_bytes,
            memory_beyond_start=False,
            tasks=recycle_after,
        )
        loaded = model if work is annotate_bytes else None
        self._workers = PebbleWorkers(
            processes=processes,
            limits=limits,
            warm_up=partial(_load, loaded),
            context=partial(_fork_server, loaded),
        )
        self._model, self._work = model, work

    async def start(self) -> None:
        """Starts all worker processes; they load the model on their own, while this returns."""
        await self._workers.start()

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article; waits for an idle worker.

        Raises WorkerTimeout, WorkerDied, Unprocessable (the work itself failed) or Transient (no worker stays up, the
        model cannot be loaded, `close`).
        """
        try:
            return decode(await self._workers.run(self._work, encode(placed), self._model), AnnotatedArticle)
        except WirewatchError:
            raise
        except Exception as error:
            raise Unprocessable(f"{type(error).__name__}: {str(error)[:500]}") from error

    async def close(self) -> None:
        """Ends the worker processes. What is under way, and all that comes later, raises Transient."""
        await self._workers.close()


def _fork_server(model: str | None) -> BaseContext:
    """Where new processes come from; it loads `model` once for all of them, as long as it is the first that is asked.

    Its settings come from this environment.
    """
    limit_threads()
    if model is not None:
        os.environ[PRELOADED] = model
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["monitor.nlp.forked.preloaded"])
    return context


def _load(model: str | None) -> None:
    """Loads the model in a new worker process that has not got it from the fork server; one that cannot be loaded fails
    the articles, with its reason.
    """
    if model is None:
        return
    from monitor.nlp.forked.preloaded import LOADED, load

    if model != LOADED:
        load(model)
