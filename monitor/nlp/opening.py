"""Opens the annotator that a configuration asks for."""

import os

from monitor.nlp.forked.worker import WorkerAnnotator
from monitor.nlp.installed import find_model


def open_annotator(
    *,
    model: str | None = None,
    processes: int | None = None,
    deadline_s: float = 60.0,
    memory_bytes: int = 2 * 1024**3,
) -> WorkerAnnotator:
    """An annotator in worker processes, one a core unless told otherwise; call its `start` to warm the workers up.

    Raises ConfigError where the model `model`, or without a name any known one, is not installed.
    """
    return WorkerAnnotator(
        processes=processes or usable_cores(),
        model=find_model(model),
        deadline_s=deadline_s,
        memory_bytes=memory_bytes,
    )


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
