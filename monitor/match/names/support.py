"""What a watchlist itself asks around an actor's names: words that the article must have, others not to be near."""

from collections.abc import Iterator, Mapping

from monitor.match.occurrences.occurrence import Form, occurrence
from monitor.match.occurrences.scan import Scan
from monitor.records import Record

NEAR = 5
"""So many words may stand between a name and one of `not_near` that speaks against it, in one sentence."""

Forms = Mapping[int, tuple[Form, ...]]


class Support(Record, frozen=True, kw_only=True):
    """Both kinds of words of one actor, by the numbers of their patterns; empty where nothing is asked."""

    context_any: Forms = {}
    not_near: Forms = {}

    def is_missing(self, scan: Scan) -> bool:
        """Whether one of `context_any` is asked for and none stands in the article."""
        return bool(self.context_any) and next(_found(scan, self.context_any), None) is None

    def is_against(self, scan: Scan, start: int, end: int) -> bool:
        """Whether one of `not_near` stands near the name at `start` to `end` of the original."""
        return any(_is_near(scan, (start, end), span) for span in _found(scan, self.not_near))


def _found(scan: Scan, forms: Forms) -> Iterator[tuple[int, int]]:
    for pattern in forms.keys() & scan.starts.keys():
        for form in forms[pattern]:
            for start in scan.starts[pattern]:
                span = occurrence(scan, form, start)
                if isinstance(span, tuple):
                    yield span


def _is_near(scan: Scan, name: tuple[int, int], word: tuple[int, int]) -> bool:
    first, second = sorted((name, word))
    same = scan.sentences.index(first[0]) == scan.sentences.index(second[0])
    return same and scan.words_between(first[1], second[0]) <= NEAR
