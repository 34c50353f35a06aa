"""Names in languages that write no spaces: wherever their characters stand, longest names first from the left.

A name in katakana is none within a longer word in katakana, nor one in Latin letters within a longer word.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from monitor.annotate.actors.listed.abroad import Known
from monitor.annotate.actors.listed.bearers import is_somebody_elses
from monitor.annotate.gazetteer.spelling import folded_key
from monitor.records import Mention

LANGUAGES = frozenset("bo ja km lo my th yue zh".split())
_WHOLE_WORDS = ("KATAKANA", "KATAKANA-HIRAGANA", "LATIN")


def find_in_characters(document: str, names: Mapping[str, Known | None]) -> Iterator[Mention]:
    """The mentions in a document whose words nothing parts."""
    lengths = _lengths(names)
    at = 0
    while at < len(document):
        size = 1
        for length in lengths.get(folded_key(document[at])[:1], ()):
            key = folded_key(document[at : at + length])
            if key in names and len(document[at : at + length]) == length and _is_whole(document, at, at + length):
                size = length
                known = names[key]
                if known and not (known.is_surname(key) and is_somebody_elses(document, at)):
                    yield known.mention(document, at, at + length)
                break
        at += size


def _lengths(names: Mapping[str, Known | None]) -> dict[str, list[int]]:
    """First character → the lengths of the names that begin with it, longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        found[name[:1]].add(len(unicodedata.normalize("NFC", name)))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _is_whole(document: str, start: int, end: int) -> bool:
    """Whether no letter of the same script goes on beside a name in a script that writes whole words with it."""
    before = start and _script(document[start - 1]) == _script(document[start])
    behind = end < len(document) and _script(document[end]) == _script(document[end - 1])
    return not (before and _script(document[start]) in _WHOLE_WORDS) and not (
        behind and _script(document[end - 1]) in _WHOLE_WORDS
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].partition("-")[0]
