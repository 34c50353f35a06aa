"""Files of words with their labels, a word a line, an empty line between sentences: BIO and IO, CoNLL.

The word stands first, its label last; `-DOCSTART-` or a second empty line begins a new document. IO labels without B
are read as one name a run.

Labels are mapped to ours: PER (person, politician, per), ORG (organisation, organization, politicalparty, org), LOC
(location, country, loc, gpe, place, city, fac), and the rest (events, elections, miscellaneous) to MISC, which says
only that a name of none of these stands there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from monitor.records import Record

TYPES = {
    **dict.fromkeys(("per", "person", "politician", "pers", "people"), "PER"),
    **dict.fromkeys(("org", "organisation", "organization", "politicalparty", "corporation"), "ORG"),
    **dict.fromkeys(("loc", "location", "country", "gpe", "place", "city", "fac"), "LOC"),
}


class LabelledSentence(Record, frozen=True, kw_only=True):
    """Words with a label each, in BIO: "O", "B-PER", "I-PER", …; `document` counts from 0."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    document: int = 0


def read_sentences(path: Path) -> list[LabelledSentence]:
    """All sentences of a file."""
    return list(_sentences(path.read_text(encoding="utf-8")))


def _sentences(text: str) -> Iterator[LabelledSentence]:
    document = 0
    for block in text.split("\n\n"):
        if block.startswith("\n") or block.startswith("-DOCSTART-"):
            document += 1
        rows = [line.split() for line in block.splitlines() if line.strip() and not line.startswith("-DOCSTART-")]
        if rows:
            labels = [_ours(row[-1]) for row in rows]
            yield LabelledSentence(words=tuple(row[0] for row in rows), labels=bio(labels), document=document)


def _ours(label: str) -> str:
    if label == "O" or "-" not in label:
        return "O"
    prefix, kind = label.split("-", 1)
    return f"{prefix}-{TYPES.get(kind.lower(), 'MISC')}"


def bio(labels: list[str]) -> tuple[str, ...]:
    """The same labels with every name begun by B, also where a file only says I."""
    fixed = []
    for before, label in pairwise(["O", *labels]):
        goes_on = label.startswith("I-") and before[2:] == label[2:]
        fixed.append(label if label == "O" or label.startswith("B-") or goes_on else f"B-{label[2:]}")
    return tuple(fixed)


def spans(labels: tuple[str, ...] | list[str]) -> set[tuple[int, int, str]]:
    """The names that BIO labels say, as (first word, word behind the last, type)."""
    found, start = set(), 0
    for at, (label, after) in enumerate(pairwise([*labels, "O"])):
        if label.startswith("B-"):
            start = at
        if label != "O" and not (after.startswith("I-") and after[2:] == label[2:]):
            found.add((start, at + 1, label[2:]))
    return found


def strict_f1(
    gold: Iterable[Sequence[str]], found: Iterable[Sequence[str]], kinds: Sequence[str] = ("PER", "ORG", "LOC")
) -> dict[str, float]:
    """F1 of names with the same edges and type, a type and over all."""
    counts: Counter[tuple[str, str]] = Counter()
    for right, answer in zip(gold, found, strict=True):
        wanted, given = spans(list(right)), spans(list(answer))
        for name in wanted | given:
            if name[2] in kinds:
                counts[name[2], "tp" if name in wanted and name in given else "fn" if name in wanted else "fp"] += 1

    def score(*of: str) -> float:
        tp, fp, fn = (sum(counts[kind, what] for kind in of) for what in ("tp", "fp", "fn"))
        return round(2 * tp / max(2 * tp + fp + fn, 1), 4)

    return {**{kind: score(kind) for kind in kinds}, "all": score(*kinds)}
