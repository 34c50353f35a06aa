"""Longer names that hold an actor's: South Sudan, Papua New Guinea, Paris in Texas."""

import re

from monitor.match.names.bearer import Bearer
from monitor.match.occurrences.scan import Scan
from monitor.text.characters import is_unsegmented
from monitor.text.fold import words_only

_FAR = 60  # characters
_CHAIN_BEFORE = re.compile(r"[^\W\d_a-z]\w+ (?:for|pour|para|per|für) (?:(?:the|la|le|die|el|il) )?\Z")
_CHAIN_BEHIND = re.compile(r" ([^\W\d_]\w+) (?:of|for|and|de|du|des|von|di)\b")


def is_in_longer_name(scan: Scan, bearer: Bearer, name: str, start: int, end: int) -> bool:
    """Whether the `name` at `start` to `end` of the folded text is part of a longer name of something else."""
    longer = bearer.longer.get(name)
    if longer is None:
        return False
    whole = any(map(is_unsegmented, name))
    before, behind = scan.folded.text[max(0, start - _FAR) : start], scan.folded.text[end : end + _FAR]
    edge, signs = ("", "") if whole else (" ", behind)
    if not whole:
        before, behind = f" {words_only(before)}", f"{words_only(behind)} "
    stretches = [(start - len(found), start) for found in longer.before if before.endswith(edge + found)]
    stretches += [(end, end + len(found)) for found in longer.behind if behind.startswith(found + edge)]
    stretches += [(end, end + len(found)) for found in longer.behind if found[0] == "," and signs.startswith(found)]
    return any(whole or _has_capital(scan.written(*stretch)) for stretch in stretches)


def is_amid_name(before: str, behind: str) -> bool:
    """Whether a word stands amid a name: National Union for the *Total* Independence of Angola."""
    found = _CHAIN_BEHIND.match(behind)
    return found is not None and found.group(1)[0].isupper() and _CHAIN_BEFORE.search(before) is not None


def _has_capital(text: str) -> bool:
    return any(word[0].isupper() for word in text.replace("-", " ").replace(",", " ").split())
