"""Headlines In Title Case or in CAPITALS, written as sentences are: names are known by their capitals.

The length stays, so that offsets of the new text are offsets of the old one. A word is written as the rest of the
document writes it; else as the gazetteer does; else ordinary words are written small and what is left like a name.
"""

import re
from collections.abc import Mapping, Set
from functools import cache
from itertools import compress

from monitor.annotate.entities.words import is_ordinary
from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.lexicon import load_lexicon
from monitor.text.capitals import are_letters, has_small_word, is_mostly_small

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?=\b([^\W\d_]+ [^\W\d_]+)\b)")
"""Every two words that follow each other: most names of several words that hide have two."""

_INFLECTED = re.compile(r".{3,}(?:ing|ed|ly|tions?|ments?|ness|ity|ities|ists?|isms?|able|ness|ances?|ences?)")
_LETTERS = frozenset({"US", "WHO", "ICE", "AID"})
"""Letters of countries and bodies that are words, too."""

_LEAST_WORDS = 3  # fewer in capitals may be an acronym and its label
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands".split())
_SHOUTED = 0.75  # of the letters
_SMALL = 4  # letters; shorter words stay small in a title
_LEAST_LONG = 3  # longer words; fewer are a name or a label


@cache
def written_names() -> Mapping[str, str]:
    """How the gazetteer writes the words of its names, by the word in capitals; small towns are left out."""
    written: dict[str, str] = {}
    for first, phrases in load_compiled().phrases.items():
        for rest, classes in phrases:
            for word in _WORD.findall(" ".join((first, *rest))) if classes != "t" else ():
                if word[0].isupper():
                    written.setdefault(word.upper(), word)
    return written


def recased(document: str) -> str:
    """`document` with its lines in capitals or title case written as sentences; the same object without such lines."""
    lines = document.split("\n")
    shouted = [_is_shouted(line) or _is_titled(line) for line in lines]
    if not any(shouted):
        return document
    capitals = {word.upper() for line in compress(lines, shouted) for word in _WORD.findall(line)}
    rest = _forms("\n".join(line for line, loud in zip(lines, shouted, strict=True) if not loud), capitals)
    return "\n".join(_spoken(line, rest) if loud else line for line, loud in zip(lines, shouted, strict=True))


def _is_shouted(line: str) -> bool:
    if is_mostly_small(line) or not any(map(str.isupper, line[:3])):
        return False
    words = [word for word in _WORD.findall(line) if len(word) > 1]
    letters = "".join(words)
    return len(words) >= _LEAST_WORDS and sum(map(str.isupper, letters)) >= _SHOUTED * len(letters)


def _is_titled(line: str) -> bool:
    """Whether all longer words of a line that no full stop ends begin with a capital, a verb among them."""
    if has_small_word(line, _SMALL):
        return False
    words = [word for word in _WORD.findall(line)[1:] if len(word) >= _SMALL]
    if len(words) < _LEAST_LONG or line.rstrip().endswith(".") or not all(word[0].isupper() for word in words):
        return False
    return any(load_lexicon().lemmas(word.lower()) for word in words)


def _is_common(lower: str) -> bool:
    """Whether a word that begins with a capital in a title is no name as a rule."""
    lexicon = load_lexicon()
    return is_ordinary(lower) or lexicon.is_actor(lower) or lexicon.noun(lower) is not None or lower in _NUMBERS


def _forms(text: str, wanted: Set[str]) -> dict[str, str]:
    """How a text writes `wanted` inside its sentences, by the word in capitals; small where it does both."""
    written = {word for word in set(_WORD.findall(text)) if word.upper() in wanted}
    forms: dict[str, str] = {}
    for found in _WORD.finditer(text) if written else ():
        word = found.group()
        if word not in written:
            continue
        if word[0].islower() or (found.start() > 1 and text[found.start() - 2] not in '.!?\n"“'):
            forms[word.upper()] = word if word[0].islower() else forms.get(word.upper(), word)
    return forms


@cache
def written_phrases() -> Mapping[str, str]:
    """Names of several words as the gazetteer writes them, by the name in capitals."""
    phrases = (
        " ".join((first, *rest))
        for first, found in load_compiled().phrases.items()
        for rest, classes in found
        if rest and classes != "t"
    )
    return {phrase.upper(): phrase for phrase in phrases if phrase[0].isupper() and "'" not in phrase}


def _spoken(line: str, rest: Mapping[str, str]) -> str:
    is_titled = not _is_shouted(line)
    spoken = _WORD.sub(lambda found: _written(found, rest, is_titled=is_titled), line)
    for found in _PAIR.finditer(line):
        if (name := written_phrases().get(found.group(1).upper())) and len(name) == len(found.group(1)):
            spoken = spoken[: found.start()] + name + spoken[found.start() + len(name) :]
    first = _WORD.search(spoken)
    if first is None or len(spoken) != len(line):
        return line
    return spoken[: first.start()] + first.group()[0].upper() + spoken[first.start() + 1 :]


def _written(found: re.Match[str], rest: Mapping[str, str], *, is_titled: bool) -> str:
    word = found.group()
    if len(word) == 1:
        return word.lower() if found.string[found.start() - 1 : found.start()] in ("'", "’") else word
    if word in _LETTERS and are_letters(found.string, found.start(), found.end()):
        return word
    if is_titled:
        form = rest.get(word.upper(), word.lower() if _is_common(word.lower()) else word) if word.istitle() else word
    else:
        form = rest.get(word) or _guessed(word) if word.isupper() else word
    return form if len(form) == len(word) else word


def _guessed(word: str) -> str:
    """How a word is written of which the rest of the document says nothing."""
    lower = word.lower()
    if is_ordinary(lower):
        return lower
    if known := written_names().get(word):
        return known
    if not set("aeiouy") & set(lower):
        return word  # an acronym
    return lower if _INFLECTED.fullmatch(lower) else word.title()
