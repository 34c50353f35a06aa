"""Longer names that hold an actor's: South Sudan, Papua New Guinea, Paris in Texas."""

import re

from monitor.match.names.bearer import Bearer
from monitor.match.occurrences.scan import Scan
from monitor.text.characters import has_unsegmented
from monitor.text.fold import words_only

_FAR = 60  # characters
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_LISTED_BEFORE = re.compile(r"\w, \Z|\w,? (?:and|or) \Z")
_LISTED_BEHIND = re.compile(r", [\w ]+(?: (?:and|or|&) |, (?:and |or )?[^\W\d_a-z])")
_CHAIN_BEFORE = re.compile(r"[^\W\d_a-z]\w+ (?:for|pour|para|per|für) (?:(?:the|la|le|die|el|il) )?\Z")
_CHAIN_BEHIND = re.compile(r" ([^\W\d_]\w+) (?:of|for|and|de|du|des|von|di)\b")


def is_in_longer_name(scan: Scan, bearer: Bearer, name: str, start: int, end: int) -> bool:
    """Whether the `name` at `start` to `end` of the folded text is part of a longer name of something else."""
    longer = bearer.longer.get(name)
    if longer is None:
        return False
    before, behind = scan.folded.text[max(0, start - _FAR) : start], scan.folded.text[end : end + _FAR]
    if has_unsegmented(name):
        return any(map(before.endswith, longer.before)) or any(map(behind.startswith, longer.behind))
    signs, before, behind = behind, f" {_spaced(before)}", f"{_spaced(behind)} "
    stretches = [_last(scan, start, found) for found in longer.before if before.endswith(f" {found}")]
    stretches += [(end, end + len(found)) for found in longer.behind if behind.startswith(f"{found} ")]
    if not (bearer.country and _is_enumerated(scan, start, end)):
        stretches += [(end, end + len(found)) for found in longer.behind if found[0] == "," and signs.startswith(found)]
    return any(_has_capital(scan.written(*stretch)) for stretch in stretches)


def _is_enumerated(scan: Scan, start: int, end: int) -> bool:
    """Whether a country stands among others: after Canada, Mexico, Alaska is but the next of several."""
    first, last = scan.folded.original(start, end)
    before, behind = scan.document[max(0, first - _FAR) : first], scan.document[last : last + _FAR]
    return _LISTED_BEFORE.search(before) is not None or _LISTED_BEHIND.match(behind) is not None


def _spaced(text: str) -> str:
    """`text` with a single space for all signs between words: Lyndon B. Johnson, Johnson & Johnson."""
    return _BLANKS.sub(" ", words_only(text))


def _last(scan: Scan, start: int, words: str) -> tuple[int, int]:
    """Where the last words before `start` stand, as many as in `words`; offsets of the folded text."""
    begins = [found.start() for found in _WORD.finditer(scan.folded.text, max(0, start - _FAR), start)]
    return begins[-len(words.split())], start


def is_amid_name(before: str, behind: str) -> bool:
    """Whether a word stands amid a name: National Union for the *Total* Independence of Angola."""
    found = _CHAIN_BEHIND.match(behind)
    return found is not None and found.group(1)[0].isupper() and _CHAIN_BEFORE.search(before) is not None


def _has_capital(text: str) -> bool:
    return any(word[0].isupper() for word in text.replace("-", " ").replace(",", " ").split())
