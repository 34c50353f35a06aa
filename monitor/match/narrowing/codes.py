"""Words as codes of one to three characters, so that the sentences of an article are short and quick to look through.

A code is a hash: two words may share one, as the matcher judges what is found. It keeps where a word begins and ends,
so that a code is never found across two words, and the beginning of the word, so that a prefix is found by its own.
"""

from functools import lru_cache
from zlib import crc32

BEGINS = "[\u1000-\u8fff]"
"""The first character of a word, as a regular expression."""

LONGEST_CODE = 3
"""Characters of a word."""

NUMBERS = "[\ud000-\ud7ff]"
"""A number, as a regular expression."""

MOST_NUMBER = 2047
"""How large a number `of_number` takes."""

SHORTEST_PREFIX = 4
"""How many characters a prefix has at least to be told from others."""

_HEAD, _MIDDLE = SHORTEST_PREFIX, 6  # characters that the first hash is of, that the second one ends at
_BEGIN, _WHOLE = (0x1000, 0x4000), (0x5000, 0x4000)  # where the hashes stand, and how many there are: of the head,
_GOES_ON, _END = (0x9000, 0x1000), (0xA000, 0x2000)  # of a head that is the whole word, and of what is behind a head
_MARK = (0xC000, 0x1000)
_FIRST_NUMBER = "\ud000"


@lru_cache(maxsize=16_384)
def of_token(word: str) -> str:
    """The code of a word, within which no other one begins or ends, or of a mark, which is no code of a word."""
    if word.startswith(":"):
        return _hashed(word, _MARK)
    if len(word) <= _HEAD:
        return _hashed(word, _WHOLE)
    begin, middle = _hashed(word[:_HEAD], _BEGIN), word[_HEAD:_MIDDLE]
    if len(word) <= _MIDDLE:
        return begin + _hashed(middle, _END)
    return begin + _hashed(middle, _GOES_ON) + _hashed(word[_MIDDLE:], _END)


def of_prefix(prefix: str) -> tuple[str, ...]:
    """What the codes of all words begin with that begin with `prefix`, one of these; ("",) where it is too short."""
    if len(prefix) < SHORTEST_PREFIX:
        return ("",)
    head, middle = _hashed(prefix[:_HEAD], _BEGIN), prefix[_HEAD:_MIDDLE]
    if len(prefix) == _HEAD:
        return head, _hashed(prefix, _WHOLE)
    if len(prefix) < _MIDDLE:
        return (head,)
    goes_on = head + _hashed(middle, _GOES_ON)
    return (goes_on, head + _hashed(middle, _END)) if len(prefix) == _MIDDLE else (goes_on,)


def of_number(number: int) -> str:
    """A number up to MOST_NUMBER."""
    return chr(ord(_FIRST_NUMBER) + number)


def is_number(character: str) -> bool:
    """Whether it is a number, and no part of a code."""
    return character >= _FIRST_NUMBER


def number_of(character: str) -> int:
    """What `of_number` was given."""
    return ord(character) - ord(_FIRST_NUMBER)


def _hashed(text: str, where: tuple[int, int]) -> str:
    first, many = where
    return chr(first + crc32(text.encode("utf-8", "surrogatepass")) % many)
