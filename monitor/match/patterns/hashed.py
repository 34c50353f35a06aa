"""Many patterns of whole words, found by the hashes of all runs of words of a text (Karp and Rabin 1987).

The hash of a run is the polynomial of its characters modulo 2⁶⁴; the sums over the text give it for every run at once.
What is found has the same hash of 64 bits as the pattern; whoever counts it compares the words (`occurrence`).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 8  # words

_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_MIXERS: Final = (np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F))
_CHUNK: Final = 20_000  # patterns hashed at a time
_MANY: Final = 1 << 16  # characters

_TYPES: Final = (np.uint64, np.int32, np.int32, np.int32, np.int32, np.uint8, np.uint8)

_Hashes = NDArray[np.uint64]
_Numbers = NDArray[np.int32]
_Places = NDArray[np.int64]


class Table(NamedTuple):
    """Slot of a hash → the number of the pattern there, and eight bits of its hash, of which one is set."""

    tags: NDArray[np.uint8]  # 0: the slot is free
    numbers: _Numbers


class Arrays(NamedTuple):
    """What is kept of the patterns."""

    lengths: _Numbers  # in words, that occur
    keys: _Hashes  # their hashes, by number
    first: Table
    second: Table  # of those whose slot in the first is taken
    others: _Numbers  # those whose slots are taken in both


class Hashed:
    """Finds patterns in padded texts. Each pattern is words with a blank before, between and behind them."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self._lengths, self._keys, self._first, self._second, others = arrays
        self._others = dict(zip(self._keys[others].tolist(), others.tolist(), strict=True))

    def find_overlapping(self, padded: str) -> list[tuple[int, int, int]]:
        """Start, end and number of each pattern that stands in `padded`."""
        if not len(self._lengths):
            return []
        sums, blanks, inverses = _sums(padded)
        count = len(blanks)
        behind = np.zeros(count + LONGEST, np.uint64)
        behind[:count] = sums
        hashes = np.empty((len(self._lengths), count), np.uint64)
        for row, words in enumerate(self._lengths.tolist()):
            np.subtract(behind[words : words + count], sums, out=hashes[row])
        hashes *= inverses
        places, numbers = self._known(hashes.ravel())
        rows, columns = np.divmod(places, count)
        starts, ends = blanks.take(columns), blanks.take(columns + self._lengths.take(rows)) + 1
        return list(zip(starts.tolist(), ends.tolist(), numbers.tolist(), strict=True))

    def _known(self, hashes: _Hashes) -> tuple[_Places, _Numbers]:
        """Which of `hashes` are those of patterns, and of which."""
        places, numbers, left = self._looked_up(self._first, 0, hashes)
        hashes = hashes.take(left)
        more, found, still = self._looked_up(self._second, 1, hashes)
        places, numbers = np.concatenate((places, left.take(more))), np.concatenate((numbers, found))
        keys = hashes.take(still).tolist()
        others = [at for at, key in enumerate(keys) if key in self._others]
        if others:
            places = np.append(places, left.take(still.take(others)))
            numbers = np.append(numbers, [self._others[keys[at]] for at in others])
        return places, numbers

    def _looked_up(self, table: Table, which: int, hashes: _Hashes) -> tuple[_Places, _Numbers, _Places]:
        """Where `hashes` are those of patterns in `table`, which, and where the slot is another's."""
        slots = _slots(hashes, which, len(table.tags))
        tags = table.tags.take(slots)
        is_like = tags == _tags(hashes)
        like = is_like.nonzero()[0]
        numbers = table.numbers.take(slots.take(like))
        is_same = self._keys.take(numbers) == hashes.take(like)
        if not is_same.all():
            is_like[like] = is_same
            like, numbers = like[is_same], numbers[is_same]
        tags[is_like] = 0
        return like, numbers, tags.nonzero()[0]


def is_hashable(pattern: str) -> bool:
    """Whether it is words between blanks, and not too many of them."""
    return pattern[0] == pattern[-1] == " " and pattern.count(" ") <= LONGEST + 1


def hashed(patterns: Sequence[str]) -> Hashed:
    """Patterns of which each one `is_hashable`. Raises ValueError where two of them cannot be told apart."""
    parts = [_hashes(patterns[at : at + _CHUNK]) for at in range(0, max(1, len(patterns)), _CHUNK)]
    keys, lengths = (np.concatenate(part) for part in zip(*parts, strict=True))
    if len(np.unique(keys)) < len(keys):
        raise ValueError("two patterns have one hash")
    size = 1 << max(4, (4 * len(keys)).bit_length())
    numbers = np.arange(len(keys), dtype=np.int32)
    first, numbers = _table(keys, numbers, 0, size)
    second, numbers = _table(keys, numbers, 1, size // 4)
    return Hashed(Arrays(np.unique(lengths).astype(np.int32), keys, first, second, numbers))


def written(arrays: Arrays) -> bytes:
    """`arrays` as `read` takes them: how long each is, then the widest first, so that all are aligned."""
    lengths, keys, first, second, others = arrays
    listed = (keys, lengths, first.numbers, second.numbers, others, first.tags, second.tags)
    return b"".join(
        [np.array([len(each) for each in listed], np.int64).tobytes(), *(each.tobytes() for each in listed)]
    )


def read(data: bytes) -> tuple[Arrays, bytes]:
    """What was `written`, and what stands behind it."""
    lengths = np.frombuffer(data, np.int64, len(_TYPES))
    at, found = lengths.nbytes, list[NDArray[Any]]()
    for type_, length in zip(_TYPES, lengths.tolist(), strict=True):
        found.append(np.frombuffer(data, type_, length, at))
        at += found[-1].nbytes
    keys, words, first, second, others, first_tags, second_tags = found
    return Arrays(words, keys, Table(first_tags, first), Table(second_tags, second), others), data[at:]


def _table(keys: _Hashes, numbers: _Numbers, which: int, size: int) -> tuple[Table, _Numbers]:
    """A table of `numbers`, and those of them that have no room."""
    slots = _slots(keys[numbers], which, size)
    table = Table(np.zeros(size, np.uint8), np.zeros(size, np.int32))
    table.numbers[slots] = numbers
    placed = table.numbers[slots] == numbers
    table.tags[slots[placed]] = _tags(keys[numbers[placed]])
    return table, numbers[~placed]


def _tags(hashes: _Hashes) -> NDArray[np.uint8]:
    """One byte of each of `hashes`, with its lowest bit set."""
    return hashes.view(np.uint8)[3::8] | np.uint8(1)


def _slots(hashes: _Hashes, which: int, size: int) -> _Places:
    """The slots of `hashes` in a table: the highest bits of their products, which all bits have a part in."""
    return ((hashes * _MIXERS[which]) >> np.uint64(65 - size.bit_length())).view(np.int64)


def _hashes(patterns: Sequence[str]) -> tuple[_Hashes, _Numbers]:
    """The hashes of some patterns, and how many words each has."""
    if not patterns:
        return np.zeros(0, np.uint64), np.zeros(0, np.int32)
    ends = np.fromiter(map(len, patterns), np.int64, len(patterns)).cumsum() - 1
    sums, blanks, inverses = _sums("".join(patterns))
    last = np.searchsorted(blanks, ends)
    first = np.append(0, last[:-1] + 1)
    return (sums[last] - sums[first]) * inverses[first], (last - first).astype(np.int32)


def _sums(padded: str) -> tuple[_Hashes, _Places, _Hashes]:
    """The sum up to each blank, where the blanks are, and what takes a sum from there to the beginning of a text."""
    if padded.isascii():
        codes: NDArray[np.uint8] | NDArray[np.uint32] = np.frombuffer(padded.encode(), np.uint8)
    else:
        codes = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), np.uint32)
    powers, inverses = _powers(max(_MANY, 1 << len(codes).bit_length()))
    blanks = (codes == 32).nonzero()[0]
    return (codes * powers[: len(codes)]).cumsum()[blanks], blanks, inverses[blanks]


@lru_cache(maxsize=2)
def _powers(number: int) -> tuple[_Hashes, _Hashes]:
    """The powers of the base and of its inverse modulo 2⁶⁴."""
    bases = (_BASE, pow(_BASE, -1, 1 << 64))
    powers = (np.full(number, base, np.uint64).cumprod() for base in bases)
    first, second = (np.append(np.uint64(1), each[:-1]) for each in powers)
    return first, second
