"""Language work in worker processes, each with a deadline and a memory limit.

Every worker is a Pebble pool of one process that holds one article at a time: whatever becomes of the process (a
crash, the memory limit, the deadline) is then that article's doing and costs no other one. A dead worker is replaced
at once; one that has done `recycle_after` articles is too, so that no leak grows. Processes come from a fork server,
not from this process, which has threads and an event loop; they end when this process ends, however that happens.
"""

import asyncio
import multiprocessing
import resource
from collections.abc import AsyncIterator, Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from multiprocessing.context import BaseContext
from threading import Lock

from pebble import ProcessExpired, ProcessPool

from monitor.annotate.gazetteer.own import OwnActors
from monitor.errors import Transient, Unprocessable, WirewatchError, WorkerDied, WorkerTimeout
from monitor.nlp.annotation import annotate_bytes, directories, warm_up, why_not, without_annotations
from monitor.nlp.model import limit_threads
from monitor.records import AnnotatedArticle, StoryArticle, decode, encode

Work = Callable[..., bytes]
"""What a worker runs: an encoded StoryArticle, the model's name and, where there are any, encoded OwnActors in, an
encoded AnnotatedArticle out."""


_CLOSED = "the annotator was closed"


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
        if processes < 1:
            raise ValueError(f"{processes} worker processes cannot work")
        self._model, self._deadline, self._work = model, deadline_s, work
        warmed = model if work is annotate_bytes else None
        self._workers = [_Worker(recycle_after, memory_bytes, warmed) for _ in range(processes)]
        self._own = b""
        self._closing = asyncio.Event()
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        for worker in self._workers:
            self._idle.put_nowait(worker)

    def know(self, actors: OwnActors) -> None:
        """Resolves names to these actors too, from the next article on; the workers get them with each article."""
        self._own = encode(actors) if actors.actors else b""

    async def start(self) -> None:
        """Starts all worker processes; they load the model on their own, while this returns."""
        await asyncio.gather(*(asyncio.to_thread(worker.pool) for worker in self._workers))

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article; waits for an idle worker.

        A copy, and an article in a language without a model, come back at once. Raises WorkerTimeout, WorkerDied,
        Unprocessable (the work itself failed) or Transient (no worker starts, the model cannot be loaded, `close`).
        """
        if reason := why_not(placed):
            return without_annotations(placed, reason, directories(self._own))
        async with self._idle_worker() as worker:
            return decode(await self._finish(worker, encode(placed)), AnnotatedArticle)

    async def close(self) -> None:
        """Ends the worker processes. What is under way, and all that comes later, raises Transient."""
        self._closing.set()
        await asyncio.gather(*(asyncio.to_thread(worker.stop) for worker in self._workers))

    @asynccontextmanager
    async def _idle_worker(self) -> "AsyncIterator[_Worker]":
        worker = await self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put_nowait(worker)

    async def _finish(self, worker: "_Worker", data: bytes) -> bytes:
        """What the work makes of `data`; every failure becomes one of ours."""
        try:
            return await self._run(worker, data)
        except WirewatchError:
            raise
        except TimeoutError as error:
            raise WorkerTimeout(f"not annotated within {self._deadline:g} s") from error
        except ProcessExpired as error:
            raise WorkerDied(f"the worker process ended with exit code {error.exitcode}") from error
        except BrokenProcessPool as error:
            raise Transient("no worker process stays up to take this article") from error
        except MemoryError as error:
            raise WorkerDied("the worker process ran out of the memory allowed") from error
        except Exception as error:
            raise Unprocessable(f"{type(error).__name__}: {str(error)[:500]}") from error

    async def _run(self, worker: "_Worker", data: bytes) -> bytes:
        """Runs the work, once more on a new process where the first one ended before it took the article up."""
        try:
            return await self._run_once(worker, data)
        except BrokenProcessPool:
            return await self._run_once(worker, data)

    async def _run_once(self, worker: "_Worker", data: bytes) -> bytes:
        pool = await asyncio.to_thread(worker.pool)
        own = (self._own,) if self._own else ()
        future = pool.schedule(self._work, args=(data, self._model, *own), timeout=self._deadline)
        work, closing = asyncio.wrap_future(future), asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait((work, closing), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise Transient(_CLOSED)
            return work.result()
        finally:
            closing.cancel()
            work.cancel()


class _Worker:
    """One worker process and those that replace it. `warmed` is the model to load before the first article, if any."""

    def __init__(self, recycle_after: int, memory_bytes: int, warmed: str | None) -> None:
        self._recycle_after, self._memory, self._warmed = recycle_after, memory_bytes, warmed
        self._pool: ProcessPool | None = None
        self._stopped = False
        self._changing = Lock()

    def pool(self) -> ProcessPool:
        """The running pool of this one process; started where there is none, replaced where it broke."""
        with self._changing:
            if self._stopped:
                raise Transient(_CLOSED)
            if self._pool is None or not self._pool.active:
                self._end()
                self._pool = self._started()
            return self._pool

    def stop(self) -> None:
        """Ends the process for good; waits until it has ended."""
        with self._changing:
            self._stopped = True
            self._end()

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=1,
            max_tasks=self._recycle_after,
            initializer=_prepare_process,
            initargs=(self._memory, self._warmed),
            context=_fork_server(),
        )
        if not pool.active:  # asking starts it
            raise BrokenProcessPool("the worker process does not start")
        return pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


def _fork_server() -> BaseContext:
    """Where new processes come from; it imports spaCy once for all of them. Its settings come from this environment."""
    limit_threads()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["monitor.nlp.annotation", "spacy.lang.en", "thinc.api"])
    return context


def _prepare_process(memory_bytes: int, model: str | None) -> None:
    """Sets the limit of memory and loads the model, in a new worker process.

    A model that cannot be loaded fails the articles, with its reason, not the start of the process.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    if model is not None:
        with suppress(Transient):
            warm_up(model)
