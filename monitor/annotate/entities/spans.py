"""Names as spans of words."""

from collections.abc import Iterator, Sequence, Set

from monitor.annotate.entities.words import name_lists
from monitor.records import Record


class NameSpan(Record, frozen=True, kw_only=True):
    """A name from word `first` up to before word `end`."""

    first: int
    end: int
    type: str
    reason: str = ""  # "" where the sequence model alone decided


def read_spans(labels: Sequence[str], wanted: Set[str] | None = None) -> Iterator[NameSpan]:
    """The spans that BIO labels say; an I- behind another type, or behind nothing, begins one.

    wanted: labels of the types that are looked for, all of a type or none; without it, of any but "O".
    """
    counted = set(labels) - {"O"} if wanted is None else wanted
    first = 0
    for at in [at for at, label in enumerate(labels) if label in counted]:
        label, kind = labels[at], labels[at][2:]
        if label[0] == "B" or at == 0 or labels[at - 1][2:] != kind:
            first = at
        if labels[at + 1 : at + 2] != [f"I-{kind}"]:
            yield NameSpan(first=first, end=at + 1, type=kind)


def has_given_name(name: NameSpan, words: Sequence[str]) -> bool:
    """Whether a name of several words begins with a given name."""
    return name.end - name.first > 1 and name_lists().get(words[name.first], "s") != "s"
