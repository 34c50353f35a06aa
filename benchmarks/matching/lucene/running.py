"""Runs Lucene Monitor (Monitored.java) over articles; Maven resolves it once into jars/, Java 17 or later runs it."""

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.matching.lucene.queries import query
from monitor.match.watchlist import Watch
from monitor.records import AnnotatedArticle

_HERE = Path(__file__).parent
_JARS = _HERE / "jars"


class Outcome(NamedTuple):
    """What Lucene Monitor found, and what that cost."""

    matched: list[frozenset[str]]  # ids of watches, an article
    register_seconds: float
    first_seconds: float  # one pass, the first
    match_seconds: float  # one pass, once warm
    megabytes: float


def monitored(watches: Iterable[Watch], articles: Sequence[AnnotatedArticle], presearcher: str = "term") -> Outcome:
    """Lucene's own matches, one article at a time; presearcher: "term", or how many passes a multipass one makes."""
    if not _JARS.exists():
        _run(["mvn", "-q", "-B", "-f", str(_HERE / "pom.xml"), "dependency:copy-dependencies"])
    with tempfile.TemporaryDirectory() as folder:
        queries, texts, hits = (Path(folder) / name for name in ("queries", "texts", "hits"))
        queries.write_text("".join(f"{watch.id}\t{query(watch)}\n" for watch in watches), encoding="utf-8")
        texts.write_text("".join(f"{_line(article)}\n" for article in articles), encoding="utf-8")
        options = ["-Xmx6g", "-XX:+UseSerialGC", "-cp", f"{_JARS}/*"]
        files = [str(queries), str(texts), str(hits)]
        figures = _run(["java", *options, str(_HERE / "Monitored.java"), *files, presearcher]).split()
        matched = [frozenset(line.split()) for line in hits.read_text(encoding="utf-8").splitlines()]
    return Outcome(matched, *map(float, figures))


def _line(annotated: AnnotatedArticle) -> str:
    document = annotated.article.document
    return "\t".join(" ".join(document[start:end].split()) for start, end in annotated.sentences)


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
