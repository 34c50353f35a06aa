"""Characters as they are compared, and which of them make words.

Casefold, then compatibility decomposition without accents (Unicode Standard Annex 15 and chapter 3.13). Folded away
are: case, accents of alphabetic scripts, vowel points of Hebrew and Arabic, strokes through letters (ł, ø), full-width
forms and ligatures, the tatweel, and the ye and kaf of Persian keyboards. Quotes, with geresh and gershayim, become '
and ", hyphens, the maqaf and the en dash -, every blank a space; the line feed (which parts paragraphs) and the em dash
(which parts clauses) stay. What cannot be seen (soft hyphens, zero-width marks) is dropped.
Marks that make another letter are kept: й is not и, が is not か.
"""

import re
import unicodedata

# A character with the marks that may make another letter of it: accents, kana voicing, Korean vowels and finals.
JOINING = r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff]"
# Scripts that do not part words by spaces: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han.
UNSPACED = (
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Korean parts them, but glues its particles to them.
_UNSEGMENTED = re.compile(rf"[{UNSPACED}\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")

_UNIFIED = {
    **dict.fromkeys("‘’‚‛ʹʻʼʽʾʿˈ′＇`´׳", "'"),
    **dict.fromkeys("“”„‟«»″＂״", '"'),
    **dict.fromkeys("‐‑‒–−﹣－־", "-"),
    **dict(zip("ٱیک", "ايك", strict=True)),  # Persian keyboards write their own ye and kaf
    "ـ": "",  # the tatweel only stretches a word
    "\n": "\n",
}
STROKES = dict(zip("łøđðħıŧæœþŁØĐÐĦŦÆŒÞ", "l o d d h i t ae oe th L O D D H T Ae Oe Th".split(), strict=True))
"""Latin letters that are no letter with an accent, and the plain ones that are written for them."""

_LETTERS_OF_THEIR_OWN = frozenset("йїўѓќ")


def fold_cluster(cluster: str, *, keep_case: bool = False) -> str:
    """A character, with the marks that stand on it, folded; with `keep_case` in all but its case."""
    composed = unicodedata.normalize("NFC", cluster)
    folded = "".join(_fold_character(character, keep_case=keep_case) for character in composed)
    return unicodedata.normalize("NFC", folded)


def is_unsegmented(character: str) -> bool:
    """Whether `character` belongs to a script in which words cannot be told by spaces."""
    return _UNSEGMENTED.match(character) is not None


def has_unsegmented(text: str) -> bool:
    """Whether a character of `text` belongs to such a script."""
    return not text.isascii() and _UNSEGMENTED.search(text) is not None


def is_word(character: str) -> bool:
    """Whether `character` is part of a word in a script that parts words: a letter, mark, digit or underscore."""
    return WORDS[ord(character)] != " "


def _fold_character(character: str, *, keep_case: bool) -> str:
    unified = _UNIFIED.get(character)
    if unified is not None:
        return unified
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category[0] in "CZ":
        return " "
    cased = character if keep_case else character.casefold().lower()
    if cased.lower() in _LETTERS_OF_THEIR_OWN:
        return cased
    plain = unicodedata.normalize("NFKD", cased)
    plain = plain if keep_case else plain.casefold()  # mathematical letters have no case of their own
    # Symbols such as ™ and raised numbers such as ¹ stay what they are: they end a word, they are no letters of it.
    if (category[0] in "LM" or len(plain) == 1) and not _is_raised(character):
        cased = plain
    return "".join(STROKES.get(part, part) for part in cased if not _is_accent(part))


def _is_accent(character: str) -> bool:
    """Whether `character` is a mark that folding drops: accents, vowel points; not the voicing of kana or a virama."""
    place = unicodedata.combining(character)
    return place == 1 or 10 <= place <= 35 or place >= 200


def _is_raised(character: str) -> bool:
    return unicodedata.decomposition(character).startswith("<super>")


_KNOWN = 20_000  # characters that a table keeps; more than all languages that one reads need


class _Folds(dict[int, str]):
    """Code point → folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold_cluster(chr(code))
        if len(self) < _KNOWN:
            self[code] = folded
        return folded


class _Words(dict[int, str]):
    """Code point → itself if part of a word in a script that parts words, else a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        lettered = character.isalnum() and not _is_raised(character)
        wordly = lettered or character == "_" or unicodedata.category(character)[0] == "M"
        seen = character if wordly and not is_unsegmented(character) else " "
        if len(self) < _KNOWN:
            self[code] = seen
        return seen


FOLDS = _Folds()
"""For `str.translate`: each character folded by itself."""

WORDS = _Words()
"""For `str.translate`: what is no part of a word as a space."""
