"""How much of the smaller of two short items stands in the other, if one is a copy of the other.

Strict, since a wrong answer hides news and a missed one only repeats it. Both must have one headline (publishers and
labels apart), or one text under headlines that have words in common. Words may be left out or put in; in place of a
number or a name no other may stand; of the remaining words few may differ, and none under a headline that says nothing
("Markets wrap") or where both are of one publisher, who prints rolling notices and a story once.
"""

from difflib import SequenceMatcher
from typing import Final, NamedTuple

from monitor.stories.short.brief import Brief
from monitor.stories.short.telling import Words, are_of_one_pattern, differ, headline, read

_NEARLY: Final = 0.8  # of the words of the smaller item that stand in the other, at least
_SPEAKING: Final = 4  # words of a headline that says what it is about
_ALONE: Final = 5  # words of a headline that stands for a whole item
_THIN: Final = 8  # words of a text that says too little to tell a publisher from a place behind the headline
_IN_COMMON: Final = 2  # words of different headlines over one text
_ALIKE: Final = 0.8  # of the letters of two spellings of one word


def likeness(known: Brief, new: Brief, *, same_publisher: bool) -> float:
    """The part of the smaller item's words that the other has too, 0 where neither copies the other."""
    one, other = _read(known), _read(new)
    if _are_parted(one, other) or _suffixes_part(known, new, one, other) or not _is_enough(one, other):
        return 0.0
    pairs = _replaced(one.all, other.all)
    if (same_publisher or len(one.title.all) < _SPEAKING) and not all(_is_alike(pair) for pair in pairs):
        return 0.0
    share = _shared(one.all, other.all, pairs) / min(len(one.all), len(other.all))
    return share if share >= _NEARLY else 0.0


def size(brief: Brief) -> int:
    """Its words."""
    return len(_read(brief).all)


def are_parted(one: Brief, other: Brief) -> bool:
    """Whether two short items of one pattern tell of different things."""
    return _are_parted(_read(one), _read(other))


class _Read(NamedTuple):
    """A brief in words."""

    title: Words
    text: Words

    @property
    def all(self) -> list[str]:
        return self.title.all + self.text.all


def _read(brief: Brief) -> _Read:
    text = read(brief.text)
    return _Read(headline(brief.title, text.names), text)


def _are_parted(one: _Read, other: _Read) -> bool:
    if differ(one.text, other.text):
        return True
    return are_of_one_pattern(one.title, other.title) and differ(one.title, other.title)


def _suffixes_part(known: Brief, new: Brief, one: _Read, other: _Read) -> bool:
    """Whether what stands behind the headlines may be what they are about, with nothing else to tell."""
    is_thin = min(len(one.text.all), len(other.text.all)) < _THIN
    return is_thin and "" != known.suffix != new.suffix != ""


def _is_enough(one: _Read, other: _Read) -> bool:
    """Whether the items say enough in common to be compared."""
    if one.title.all != other.title.all:
        in_common = set(one.title.all) & set(other.title.all)
        return len(in_common) >= _IN_COMMON or not (one.title.all and other.title.all)
    if one.text.all and other.text.all:
        return True
    return len(one.title.all) >= (_ALONE if one.text.all or other.text.all else _SPEAKING)


Pairs = list[tuple[list[str], list[str]]]


def _replaced(one: list[str], other: list[str]) -> Pairs:
    """What stands in `one` and, in its place, in `other`."""
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(one[i:k], other[j:m]) for tag, i, k, j, m in codes if tag == "replace"]


def _is_alike(pair: tuple[list[str], list[str]]) -> bool:
    """Whether words in one place are spellings of each other."""
    left, right = pair
    return len(left) == len(right) and all(
        SequenceMatcher(None, *both, autojunk=False).ratio() >= _ALIKE for both in zip(left, right, strict=True)
    )


def _shared(one: list[str], other: list[str], replaced: Pairs) -> int:
    """How many words both have, in one order; spellings of one word count."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) + sum(len(pair[0]) for pair in replaced if _is_alike(pair))
