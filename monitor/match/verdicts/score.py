"""How much what was found weighs, by where it stands: in the title, in the lead or in the body."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from monitor.match.occurrences.scan import Scan
from monitor.match.watchlist import Fields
from monitor.records import Record

LEAD: Final = 3  # sentences, of the first paragraph of the text


class Field(StrEnum):
    """The parts of an article that may weigh differently."""

    TITLE = "title"
    LEAD = "lead"  # the first paragraph of the text, `LEAD` sentences of it at most
    BODY = "body"


class Score(Record, frozen=True):
    """The sum over the sentences in which something was found, and where they stand."""

    total: float
    sentences: tuple[tuple[Field, int], ...]  # how many stand in each part, the title first

    def __str__(self) -> str:
        """The sum and what it is made of: "4 (title 1, body 1)"."""
        where = ", ".join(f"{field} {count}" for field, count in self.sentences)
        return f"{self.total:g} ({where})"


def score(scan: Scan, fields: Fields, sentences: Iterable[int]) -> Score:
    """What is found in these sentences, each counted once by the weight of the part in which it stands."""
    counted = Counter(_field(scan, sentence) for sentence in set(sentences))
    weights = {Field.TITLE: fields.title, Field.LEAD: fields.lead, Field.BODY: fields.body}
    found = tuple((field, counted[field]) for field in Field if counted[field])
    return Score(sum(weights[field] * count for field, count in found), found)


def _field(scan: Scan, sentence: int) -> Field:
    start = scan.sentences.starts[sentence]
    if start < scan.title_end:
        return Field.TITLE
    first = scan.sentences.index(scan.title_end + 1)
    in_first = scan.sentences.paragraph(start) == scan.sentences.paragraph(scan.title_end + 1)
    return Field.LEAD if in_first and sentence < first + LEAD else Field.BODY
