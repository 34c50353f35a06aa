"""Letters that an article spells out: "the Danish Refugee Council (DRC)" is no Congo, nor is DRC from then on.

After A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions (2003), with the letters
at the beginnings of words.
"""

import re
from collections.abc import Iterable, Iterator

from monitor.match.names.likeness import distance
from monitor.text.fold import fold

_WORD = re.compile(r"\w+")
_SMALL = frozenset("of the and for in on to a an at by de des du la le les del der die das und et y e da do di".split())
_LEAST, _MOST = 2, 6  # letters
_SPELLINGS = 2  # letters by which words of one name may differ: organisation, organization


def means_another(letters: str, document: str, own: Iterable[str]) -> bool:
    """Whether `document` spells `letters` out as a name that is none of `own`, the folded longer names of the actor.

    Only where one of `own` explains the letters: those of a name in another language tell nothing.
    """
    if not (_LEAST <= len(letters) <= _MOST and letters.isupper()):
        return False
    if f"({letters})" not in document and f"{letters} (" not in document:
        return False
    explained = [name for name in own if letters.lower() in _initials(name)]
    if not explained:
        return False
    meant = [fold(text).text for text in _spelled_out(letters, document)]
    return bool(meant) and not any(_is_same(text, name) for text in meant for name in explained)


def _spelled_out(letters: str, document: str) -> Iterator[str]:
    """The names that stand before the letters in brackets, or in brackets behind them."""
    for found in re.finditer(rf"\({re.escape(letters)}\)", document):
        before = document[max(0, found.start() - 120) : found.start()].rsplit("\n", 1)[-1]
        words = list(_WORD.finditer(before))
        for count in range(len(letters), min(len(words), 2 * len(letters) + 2) + 1):
            text = before[words[-count].start() :].strip()
            is_name = text[:1].isupper() or count == len(letters)  # an individual retirement account (IRA)
            if is_name and letters.lower() in _initials(text):
                yield text
                break
    for found in re.finditer(rf"\b{re.escape(letters)} \(([^()\n]{{4,100}})\)", document):
        if letters.lower() in _initials(found.group(1)):
            yield found.group(1)


def _initials(name: str) -> tuple[str, ...]:
    """The letters that a name may have: of its large words, and of all its words."""
    words = [word.lower() for word in _WORD.findall(name)]
    return "".join(word[0] for word in words if word not in _SMALL), "".join(word[0] for word in words)


def _is_same(one: str, other: str) -> bool:
    """Whether two names have the same large words, spelling apart."""
    ours, theirs = ([word for word in _WORD.findall(text) if word not in _SMALL] for text in (one, other))
    pairs = zip(ours, theirs, strict=False)
    return len(ours) == len(theirs) and all(distance(a, b, _SPELLINGS) <= _SPELLINGS for a, b in pairs)
