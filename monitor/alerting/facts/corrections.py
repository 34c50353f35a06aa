"""What a publisher takes back: corrections and retractions, as they say so themselves."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.facts import Facts
from monitor.records import Article, Change, ChangeKind

_MARKS: Final = "correction|corrected|retraction|retracted|clarification|editor['’]s note|withdrawn"
_TITLE: Final = re.compile(
    rf"^\W*(?P<first>{_MARKS})\b\W*(?:[:\-–—|(\]]|$)|[(\[|–—-]\s*(?P<last>{_MARKS})\W*$", re.IGNORECASE
)


def correction_in(article: Article) -> str:
    """The words by which `article` corrects or retracts what its publisher said, "" where it does not."""
    found = _TITLE.search(article.title)
    return (found["first"] or found["last"]) if found else ""


def corrections(told: Facts, new: Facts) -> Iterator[Change]:
    """What the publisher of `new` takes back of what was told."""
    if new.withdrawal:
        yield Change(kind=ChangeKind.CORRECTION, what="article", before="told", after=new.withdrawal)
    elif new.correction and not told.correction:
        yield Change(kind=ChangeKind.CORRECTION, what="article", before="told", after=new.correction)
