"""The examples that hold the rules of a package: tab-separated files beside it, one example a line.

The columns are `text`, `span`, `expected`, `rule` and, where it matters, `date` (ISO; else DAY). `span` is the piece of
`text` that is asked about, its first occurrence, or the second as `span#2`; `expected` is what the package says of it,
in the words of its function in `values`; `rule` names the function or the group of words that the example is for, as
`benchmarks.rule_coverage` prints it. In a text `\\n` is a line break; a line that opens with `#` is a comment.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from monitor.records import Record

DAY = date(2026, 6, 15)
"""The day of a text that names none, a Monday."""

ROOT = Path(__file__).parents[2] / "monitor" / "annotate"
FILES = ("corpus.tsv", "negative.tsv")
KNOWN = "known_failures.txt"
_COLUMNS = ("text", "span", "expected", "rule")


class Example(Record, frozen=True, kw_only=True):
    """A text, the characters asked about, and the answer of a careful editor."""

    place: str  # file and line
    text: str
    span: str
    start: int
    end: int
    expected: str
    rule: str
    on: date = DAY

    @property
    def name(self) -> str:
        """How a known failure is listed."""
        return f"{self.text}\t{self.span}"


class CorpusError(Exception):
    """A mistake in a corpus, with the file and the line where it stands."""


def read_examples(package: str, root: Path = ROOT) -> tuple[Example, ...]:
    """All examples of a package; one without files has none.

    Raises CorpusError for a wrong header, a wrong number of columns, a span that the text does not have, a day that is
    none, and for a text and span that stand there twice.
    """
    found: dict[str, Example] = {}
    for file in FILES:
        path = root / package / file
        for example in _read(path) if path.exists() else ():
            if example.name in found:
                raise CorpusError(f"{example.place}: this text and span stand at {found[example.name].place}, too")
            found[example.name] = example
    return tuple(found.values())


def known_failures(package: str, root: Path = ROOT) -> frozenset[str]:
    """The names (text, tab, span) of the examples of a package that are known to fail."""
    path = root / package / KNOWN
    return frozenset(line for _, line in _lines(path)) if path.exists() else frozenset()


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _read(path: Path) -> Iterator[Example]:
    header: list[str] = []
    for number, line in _lines(path):
        place, cells = f"{path.parent.name}/{path.name}:{number}", line.split("\t")
        if not header:
            header = cells
            if tuple(header[:4]) != _COLUMNS or header[4:] not in ([], ["date"]):
                raise CorpusError(f"{place}: expected the columns {', '.join(_COLUMNS)} and maybe date")
        elif not 4 <= len(cells) <= len(header):
            raise CorpusError(f"{place}: {len(cells)} cells under {len(header)} columns")
        else:
            yield _example(place, *cells)


def _example(place: str, text: str, span: str, expected: str, rule: str, on: str = "") -> Example:
    text = text.replace("\\n", "\n")
    words, _, which = span.partition("#")
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if not words or int(which or 1) > len(starts):
        raise CorpusError(f"{place}: the text has no {span!r}")
    try:
        day = date.fromisoformat(on) if on else DAY
    except ValueError as error:
        raise CorpusError(f"{place}: {on!r} is no day") from error
    start = starts[int(which or 1) - 1]
    return Example(
        place=place, text=text, span=span, start=start, end=start + len(words), expected=expected, rule=rule, on=day
    )
