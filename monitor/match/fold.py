"""Text as it is compared: case and accents folded, typography unified, with the way back to the original's offsets.

Casefold, then compatibility decomposition without accents (Unicode Standard Annex 15 and chapter 3.13). Folded away
are: case, accents of alphabetic scripts, vowel points of Hebrew and Arabic, letters with strokes (ł, ø), full-width
forms and ligatures. Quotes become ' and ", hyphens and the en dash -, every blank a space, runs of blanks one
space; the line feed (which parts paragraphs) and the em dash (which parts clauses) stay. What cannot be seen (soft
hyphens, zero-width marks) is dropped. Marks that make another letter are kept: й is not и, が is not か.
"""

import re
import unicodedata
from dataclasses import dataclass

_UNIFIED = {
    **dict.fromkeys("‘’‚‛ʹʻʼʽˈ′＇`´", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    "\n": "\n",
}
_STROKES = dict(zip("łøđðħıŧæœþŁØĐÐĦŦÆŒÞ", "l o d d h i t ae oe th L O D D H T Ae Oe Th".split(), strict=True))
_LETTERS_OF_THEIR_OWN = frozenset("йїўѓќ")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# A character with the marks that may make another letter of it: accents, kana voicing, Korean vowels and finals.
_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff]*", re.DOTALL)
# Scripts that do not part words by spaces: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han.
UNSPACED = (
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Korean parts them, but glues its particles to them.
_UNSEGMENTED = re.compile(rf"[{UNSPACED}\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")

_JOINS = re.compile(r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
# Over UTF-8: what is not ASCII stays as it is.
_ASCII_WORDS = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(128)) + bytes(
    range(128, 256)
)
_FEW = 12  # distinct characters; up to here str.replace for each is quicker than str.translate


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from."""

    text: str
    starts: tuple[int, ...] | None  # offset in the original of each character; None: the same offsets
    ends: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` (not empty) came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` as it is compared, and the way back."""
    strange = set(_NOT_ASCII.findall(text))
    folded = _fold_in_place(text, strange)
    return _fold_by_cluster(text) if folded is None or "  " in folded else Folded(folded, None, None)


def fold_keeping_case(text: str) -> str:
    """`text` folded in all but its case, for words whose case counts."""
    return "".join(_fold_cluster(cluster, keep_case=True) for cluster in _CLUSTER.findall(text))


def is_unsegmented(character: str) -> bool:
    """Whether `character` belongs to a script in which words cannot be told by spaces."""
    return _UNSEGMENTED.match(character) is not None


def is_word(character: str) -> bool:
    """Whether `character` is part of a word in a script that parts words: a letter, mark, digit or underscore."""
    return _WORDS[ord(character)] != " "


def words_only(folded: str) -> str:
    """`folded` with all that is no part of a word in a script that parts words as a space, offsets unchanged."""
    strange = set(_NOT_ASCII.findall(folded))
    if len(strange) > _FEW:
        return folded.translate(_WORDS)
    for character in strange:
        folded = folded.replace(character, _WORDS[ord(character)])
    return folded.encode().translate(_ASCII_WORDS).decode()


def _fold_in_place(text: str, strange: set[str]) -> str | None:
    """`text` folded, or None where that would move offsets."""
    if any(len(_FOLDS[ord(character)]) != 1 or _JOINS.match(character) for character in strange):
        return None
    if len(strange) > _FEW:
        return text.translate(_FOLDS)
    for character in strange:
        text = text.replace(character, _FOLDS[ord(character)])
    return _CONTROLS.sub(" ", text.lower()).replace("`", "'")


def _fold_by_cluster(text: str) -> Folded:
    """`text` folded one cluster at a time, where offsets move."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        characters = _fold_cluster(cluster.group())
        if characters == " " and folded and folded[-1] == " ":
            continue
        folded.extend(characters)
        starts.extend([cluster.start()] * len(characters))
        ends.extend([cluster.end()] * len(characters))
    return Folded("".join(folded), tuple(starts), tuple(ends))


def _fold_cluster(cluster: str, *, keep_case: bool = False) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    folded = "".join(_fold_character(character, keep_case=keep_case) for character in composed)
    return unicodedata.normalize("NFC", folded)


def _fold_character(character: str, *, keep_case: bool = False) -> str:
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
    # Symbols such as ™ and raised numbers such as ¹ stay what they are: they end a word, they are no letters of it.
    if not _is_raised(character) and category != "So":
        cased = unicodedata.normalize("NFKD", cased)
    return "".join(_STROKES.get(part, part) for part in cased if not _is_accent(part))


def _is_accent(character: str) -> bool:
    """Whether `character` is a mark that folding drops: accents, vowel points; not the voicing of kana or a virama."""
    place = unicodedata.combining(character)
    return place == 1 or 10 <= place <= 35 or place >= 200


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _is_raised(character: str) -> bool:
    return unicodedata.decomposition(character).startswith("<super>")


class _Folds(dict[int, str]):
    """Code point → folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_cluster(chr(code))
        return folded


class _Words(dict[int, str]):
    """Code point → itself if part of a word in a script that parts words, else a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        wordly = character == "_" or (character.isalnum() and not _is_raised(character)) or _is_mark(character)
        self[code] = character if wordly and not is_unsegmented(character) else " "
        return self[code]


_FOLDS = _Folds()
_WORDS = _Words()
