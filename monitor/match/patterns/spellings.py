"""How a word of a watchlist may stand in a text: its inflections, and its variants with hyphen and space.

A hyphen may be a space or be left out (cease-fire, cease fire, ceasefire), a space may be a hyphen. Where the watchlist
writes one word, a table tells where English parts it too (airstrike, air strike).
"""

from monitor.match.patterns.phrases import inflections
from monitor.match.watchlist import Case, Forms, Word
from monitor.records import Record
from monitor.text.fold import fold, fold_keeping_case
from monitor.text.language_range import primary
from monitor.text.tables import parted, rows

_COMPOUNDS = {
    compound.replace(" ", ""): compound.index(" ")
    for (cell,) in rows(__package__, "compounds.tsv", 1)
    for compound in parted(cell)
}
"""Words that are also written in two or with a hyphen → where they part."""

PREFIX_LETTERS = 4  # a shorter prefix stands for too many words


class Spelling(Record, frozen=True, kw_only=True):
    """One spelling, folded, hyphens as spaces."""

    text: str
    cased: str | None  # the same with its case, where case counts
    prefix: bool  # whether the last word may go on


def spellings(word: Word) -> tuple[Spelling, ...]:
    """All spellings of `word`. Raises ValueError for a word of nothing and for a prefix under four letters."""
    if word.forms is Forms.PREFIX and sum(character.isalnum() for character in word.text) < PREFIX_LETTERS:
        raise ValueError(f"the prefix {word.text!r} has fewer than {PREFIX_LETTERS} letters")
    found: dict[str, Spelling] = {}
    for variant in _variants(word):
        cased = _one_spaced(fold_keeping_case(variant))
        spelling = Spelling(
            text=_one_spaced(fold(variant).text),
            cased=cased if word.case is Case.EXACT else None,
            prefix=word.forms is Forms.PREFIX,
        )
        found.setdefault(cased if word.case is Case.EXACT else spelling.text, spelling)
    if not all(spelling.text for spelling in found.values()):
        raise ValueError(f"the word {word.text!r} has nothing to look for")
    return tuple(found.values())


def _variants(word: Word) -> list[str]:
    text = " ".join(word.text.split())
    english = word.language == "*" or primary(word.language) == "en"
    forms = inflections(text) if word.forms is Forms.LEMMA and english else (text,)
    variants = [variant for form in forms for variant in (form, *_joined(form), *(_parted(form) if english else ()))]
    return variants + _dotted(word, text)


def _joined(form: str) -> tuple[str, ...]:
    """`cease-fire` is `ceasefire` too, and `air strike` is `airstrike`; but `re-sign` is not `resign`."""
    joined = form.replace("-", "")
    if joined == form:
        joined = form.replace(" ", "")
        return (joined,) if joined != form and _place_to_part(joined) else ()
    return () if form.lower().startswith("re-") else (joined,)


def _parted(form: str) -> tuple[str, ...]:
    """`airstrikes` is `air strikes` too."""
    place = _place_to_part(form)
    return (f"{form[:place]}-{form[place:]}",) if place else ()


def _place_to_part(form: str) -> int:
    """Where a known compound or one of its inflections parts, 0 for any other word."""
    lower = form.lower()
    return next((_COMPOUNDS[lower[:end]] for end in range(len(lower), 4, -1) if lower[:end] in _COMPOUNDS), 0)


def _dotted(word: Word, text: str) -> list[str]:
    """`US` is `U.S.` too: capitals whose case counts are initials."""
    initials = word.case is Case.EXACT and text.isalpha() and text.isupper() and text.isascii() and 2 <= len(text) <= 5
    return ["".join(f"{letter}." for letter in text)] if initials else []


def _one_spaced(folded: str) -> str:
    return " ".join(folded.replace("-", " ").split())
