"""Letters or a word: what a line all in capitals means by US, WHO or ICE, by the words that stand beside it."""

import re
from functools import cache
from string import ascii_lowercase

from monitor.text.tables import groups

_WORD = re.compile(r"[^\W\d_][\w.'’-]*|[^\w\s]")
_CLAUSE = frozenset(".,:;!?-–—|/\"“”()'‘")
_PRONOUN, _RELATIVE = "us", "who"
_FAR = 40  # characters
_SMALL_LETTERS = ascii_lowercase.encode()


def are_letters(line: str, start: int, end: int) -> bool:
    """Whether the ordinary word at `start` to `end` of `line` (all in capitals, English) is the letters of a name.

    "US" is a pronoun behind a verb or preposition that governs it, "WHO" a relative or interrogative unless a body's
    deeds or people follow; other words are words, unless those follow. In doubt it is a word.
    """
    word = line[start:end].lower().replace(".", "")
    before, behind = _before(line[max(0, start - _FAR) : start]), _behind(line[end : end + _FAR])
    if word == _PRONOUN:
        return _is_country(before, behind)
    if behind == ":" and not before:
        return True  # WHO: CHOLERA SPREADS
    if behind not in _words("bodies" if word == _RELATIVE else "agencies"):
        return word == _RELATIVE and before in _words("relatives") and bool(before)
    if word == _RELATIVE:
        return before in {"", *_words("relatives")} and "?" not in line[end:]
    return before in {"", *_words("articles"), *_words("relatives")}


def is_governed(line: str, start: int, end: int) -> bool:
    """Whether "US" at `start` to `end` stands where only the pronoun does: TELL US WHY."""
    before, behind = _before(line[max(0, start - _FAR) : start]), _behind(line[end : end + _FAR])
    return before in _words("governs") and behind not in _words("bodies")


def _is_country(before: str, behind: str) -> bool:
    if not before:
        return behind != "them"
    return before in _words("articles") or behind in _words("bodies")


def _before(text: str) -> str:
    """The last word of `text` in small letters; "" at the beginning of a clause."""
    found = _WORD.findall(text.rsplit("\n", 1)[-1])
    return found[-1].lower() if found and found[-1] not in _CLAUSE else ""


def _behind(text: str) -> str:
    """The first word of `text` in small letters."""
    found = _WORD.match(text.split("\n", 1)[0].lstrip())
    return found.group().lower().removesuffix("'s").removesuffix("’s") if found else ""


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(groups(__package__, "words/acronyms.tsv")[group])


def is_mostly_small(line: str) -> bool:
    """Whether more than half of a line are small letters from a to z, so that it is not in capitals.

    Costs a tenth of finding its words.
    """
    coded = line.encode(errors="replace")
    return 2 * len(coded.translate(None, _SMALL_LETTERS)) < len(coded)


def has_small_word(line: str, letters: int) -> bool:
    """Whether a word of at least so many small letters from a to z stands behind another word; most lines have one."""
    return re.search(rf"[A-Za-z] [a-z]{{{letters}}}", line) is not None
