"""Plain spaCy over texts, for benchmarks.pipeline: reads a job in JSON, prints seconds and CPU seconds in JSON."""

import json
import resource
import sys
import time
from pathlib import Path

import spacy


def main() -> None:
    """Runs the job in the file that the first argument names."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    nlp = spacy.load(job["model"])
    list(nlp.pipe([job["warm_up"]] * 10))
    start = time.perf_counter()
    cpu = _cpu_seconds()
    for _ in nlp.pipe(job["texts"], n_process=job["processes"]):
        pass
    print(json.dumps({"seconds": time.perf_counter() - start, "cpu_seconds": _cpu_seconds() - cpu}))


def _cpu_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
