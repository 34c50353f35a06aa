"""Letters of two alphabets in one word: the Cyrillic "о" in "Pоutin" looks right and is never met."""

import re
import unicodedata

_LOOK_ALIKE = dict(zip("АВЕЅІЈКМНОРСТУХасеѕіјорухԁһ", "ABESIJKMHOPCTYXacesijopyxdh", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp", strict=True))
_TO_LATIN = _LOOK_ALIKE | _GREEK
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _LOOK_ALIKE.items()}
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {"LATIN": "Latin", "CYRILLIC": "Cyrillic", "GREEK": "Greek"}


def mixed_alphabets(text: str) -> str | None:
    """What is wrong with a word of `text` in which one letter only looks like one of its alphabet; None if nothing.

    A word that mixes alphabets on purpose ("ЯндексGPT") has letters of both that are no look-alikes.
    """
    for word in _WORD.findall(text):
        alphabets = {letter: name for letter in word if (name := _alphabet(letter)) in _NAMES}
        if len(set(alphabets.values())) > 1 and (meant := _meant(word)):
            strange = next(one for one, other in zip(word, meant, strict=True) if one != other)
            of = _NAMES[alphabets[strange]]
            return (
                f"mixes alphabets: the '{strange}' in '{word}' is a {of} letter (U+{ord(strange):04X}); write '{meant}'"
            )
    return None


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _meant(word: str) -> str | None:
    """`word` in one alphabet, that of most of its letters, where all others have look-alikes there."""
    fixed = ["".join(table.get(letter, letter) for letter in word) for table in (_TO_LATIN, _TO_CYRILLIC)]
    pure = [each for each in fixed if len({_alphabet(letter) for letter in each}) == 1]
    return min(pure, key=lambda each: sum(a != b for a, b in zip(each, word, strict=True)), default=None)
