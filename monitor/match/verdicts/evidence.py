"""Which words and sentences show a match best."""

from collections.abc import Iterable, Iterator

from monitor.match.occurrences.scan import Hit, Scan, by_place
from monitor.records import Evidence

MAX_EVIDENCE = 12  # pieces; after so many only clauses that were not shown yet


def evidence(scan: Scan, hits: Iterable[Hit]) -> Iterator[Evidence]:
    """The sentence with the most clauses first, the earlier of equals; of each sentence the first word a clause.

    A match that has more than `MAX_EVIDENCE` pieces shows beyond them only what no piece showed yet.
    """
    shown: set[str] = set()
    number = 0
    for sentence in _best_first(hits):
        for hit in sentence:
            if number < MAX_EVIDENCE or hit.clause not in shown:
                shown.add(hit.clause)
                number += 1
                yield scan.evidence(hit)


def _best_first(hits: Iterable[Hit]) -> list[list[Hit]]:
    by_sentence: dict[int, dict[str, Hit]] = {}
    for hit in sorted(hits, key=by_place):
        by_sentence.setdefault(hit.sentence, {}).setdefault(hit.clause, hit)
    sentences = [list(found.values()) for found in by_sentence.values()]
    return sorted(sentences, key=len, reverse=True) if len(sentences) > 1 else sentences
