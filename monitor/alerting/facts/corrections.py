"""What a publisher takes back: corrections and retractions, as they say so themselves."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.facts import Facts
from monitor.records import Article, Change, ChangeKind

_TITLE: Final = re.compile(
    r"^\W*(?:correction|corrected|retraction|retracted|clarification|editor['’]s note|withdrawn)\b\s*(?:[:\-–—|]|\()",
    re.IGNORECASE,
)


def correction_in(article: Article) -> str:
    """The words by which `article` corrects or retracts what its publisher said, "" where it does not."""
    found = _TITLE.match(article.title)
    return found.group().strip(" :-–—|(") if found else ""


def corrections(told: Facts, new: Facts) -> Iterator[Change]:
    """What the publisher of `new` takes back of what was told."""
    if new.withdrawal:
        yield Change(kind=ChangeKind.CORRECTION, what="article", before="told", after=new.withdrawal)
    elif new.correction and not told.correction:
        yield Change(kind=ChangeKind.CORRECTION, what="article", before="told", after=new.correction)
