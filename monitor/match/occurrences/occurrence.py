"""Whether a spelling that the automaton found is the word that the watchlist means."""

import re
from enum import StrEnum

from monitor.match.occurrences.scan import Scan
from monitor.match.patterns.spellings import Spelling
from monitor.records import Record
from monitor.text.capitals import are_letters, is_governed
from monitor.text.characters import has_unsegmented, is_word
from monitor.text.fold import fold_keeping_case
from monitor.text.language_range import primary, speaks
from monitor.text.ordinary import is_ordinary

_LETTERS_ARE_TOLD = frozenset({"en", "und"})  # languages whose words around letters are known
_CONTRACTED = frozenset({"can", "won", "don"})  # can't, won't, don't
_GLUED = frozenset({"s", "d", "ll", "ve", "re", "m", "em", "t"})  # Macron's, Trump'd
_GLUING = frozenset("tr az tk uz crh tt pl cs sk fi et lv lt hu nl uk be mt so sw".split())  # Erdoğan'ın, NATO'yu
_LETTERS = re.compile(r"[^\W\d_]+")
_FAR = 20
_NOTHING = frozenset({""})
_BLANK = frozenset({"", " ", "\n"})
_END = frozenset({*_BLANK, ",", ";", ")", '"'})
"""What may stand behind a word of letters without a closer look: blanks, signs that end an address too."""
_CODE = re.compile(r"-\d(?![,.]?\d)")
_COMPOUND_LENGTH = 40
_INITIAL_BEHIND = re.compile(r"\.?[^\W\d_]\.")
_INITIAL_BEFORE = re.compile(r"(?<!\w)[^\W\d_]\.\Z")
_OF_ADDRESSES = frozenset("@#/.:_")  # a word with one of these may be meant for addresses
_NEGATED_WORD = re.compile(r"(?:(?<!\w)anti |(?<!\w)(?:anti|non|de|un|dis)-[\w-]*)\Z")
# A non-EU country is not the EU; but an anti-Putin rally is about Putin, and what is non-UK speaks of the UK.
_NEGATED_NAME = re.compile(r"(?<!\w)(?:non|de)-[\w-]*\Z")


class Form(Record, frozen=True, kw_only=True):
    """One spelling of one word of a clause."""

    text: str  # as in Spelling
    cased: str | None
    prefix: bool
    language: str  # of the articles it is for
    clause: str  # such as "actor macron"
    before: frozenset[str]  # as in Spelling
    is_name: bool  # of an actor
    is_place: bool = False
    is_plain: bool  # one word, without spaces or signs within it
    is_simple: bool = False  # words of letters, in any case and language: between blanks there is nothing to ask


class Refusal(StrEnum):
    """Why a found spelling does not count."""

    LANGUAGE = "the word is for articles in another language"
    CASE = "the case differs"
    CAPITALS = "an ordinary word in a sentence all in capitals"
    PART = "part of another word, name or number"
    PUNCTUATION = "other punctuation in between"
    ADDRESS = "part of an address of a page, of mail or of an account"
    NEGATED = "turned round by its prefix"


def occurrence(scan: Scan, form: Form, start: int) -> tuple[int, int] | Refusal:
    """Where the word stands in the original, or why what was found at `start` of the folded text is not the word."""
    text, end = scan.folded.text, start + len(form.text)
    if form.is_simple and _stands_alone(text, form.text, start, end):
        return scan.folded.original(start, end)
    if refusal := _as_such(scan, form, start, end):
        return refusal
    end = _word_end(text, end) if form.prefix else end
    begin = start if form.before == _NOTHING else _word_start(text, start)
    is_code = form.cased is not None and form.cased.isupper() and _is_code(text, end)
    if text[begin:start] not in form.before or is_code or _is_part(text, begin, end, scan.language):
        return Refusal.PART
    if not form.is_place and _is_negated(text, begin, form.is_name):
        return Refusal.NEGATED
    span = scan.folded.original(begin, end)
    return span if form.cased is None else _case_refusal(scan, form, form.cased, span) or span


def _stands_alone(text: str, word: str, start: int, end: int) -> bool:
    """Whether simple words stand between blanks or before a sign that parts, so that nothing can speak against them."""
    if (start and text[start - 1] not in _BLANK) or not text.startswith(word, start):
        return False
    behind = text[end : end + 2]
    is_end = behind[:1] in _END or (behind[0] == "." and behind[1:] in _BLANK)
    return is_end and not text.endswith("anti ", 0, start)


def is_simple(spelling: Spelling) -> bool:
    """Whether `spelling` is words of letters that are looked for in any case and language."""
    letters = spelling.text.replace(" ", "")
    is_free = spelling.language == "*" and spelling.cased is None and not spelling.prefix
    return is_free and len(letters) > 1 and letters.isalpha() and spelling.before == _NOTHING and _is_parted(letters)


def _is_parted(letters: str) -> bool:
    return all(map(is_word, letters)) and not has_unsegmented(letters)


def _as_such(scan: Scan, form: Form, start: int, end: int) -> Refusal | None:
    """Why what was found does not count whatever stands around it."""
    if form.language != "*" and not speaks(form.language, scan.language):
        return Refusal.LANGUAGE
    written = scan.folded.text[start:end] if form.is_plain else _written(scan, start, end)
    if written != form.text:
        return Refusal.PUNCTUATION
    is_address = scan.layout.in_address(start) and _OF_ADDRESSES.isdisjoint(form.text)
    return Refusal.ADDRESS if is_address else None


def _written(scan: Scan, start: int, end: int) -> str:
    """What stands there, a hyphen and the end of a line that was only wrapped as a space."""
    written = scan.folded.text[start:end].replace("-", " ")
    breaks = [start + place for place, character in enumerate(written) if character == "\n"]
    return written.replace("\n", " ") if breaks and all(_only_wraps(scan, start, each) for each in breaks) else written


def _only_wraps(scan: Scan, start: int, line_end: int) -> bool:
    """Whether a phrase that begins at `start` goes on behind the end of a line: "New York", not "cease. Fire"."""
    begins_small = scan.written(start, start + 1).islower()
    is_capital = scan.written(line_end + 1, line_end + 2).isupper()
    return scan.layout.is_wrapped(line_end) and not (begins_small and is_capital)


def _word_end(text: str, end: int) -> int:
    while end < len(text) and is_word(text[end]):
        end += 1
    return end


def _is_code(text: str, end: int) -> bool:
    """Whether a figure is glued to letters: the rover EU-1; a longer number is a year or one of members (EU-27)."""
    return _CODE.match(text, end) is not None


def _word_start(text: str, start: int) -> int:
    while start and is_word(text[start - 1]):
        start -= 1
    return start


def _goes_on(behind: str, language: str) -> bool:
    """Whether a word goes on behind an apostrophe (Xi'an), in a language that glues no endings to names so."""
    found = _LETTERS.match(behind)
    return found is not None and found.group() not in _GLUED and primary(language) not in _GLUING


def _is_part(text: str, start: int, end: int, language: str) -> bool:
    """Whether the word goes on at either side.

    The automaton sees to letters; what is left are substrings that begin or end in a script with spaces, contractions
    (`won` in `won't`), names with an apostrophe (`Neill` in `O'Neill`, `Xi` in `Xi'an`) and numbers (`100` in `1,100`).
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _BLANK and after in _BLANK:
        return False
    first, last = text[start], text[end - 1]
    if (before and is_word(before) and is_word(first)) or (after and is_word(after) and is_word(last)):
        return True
    if before == "'" and text[start - 2 : start - 1] == "o" and not text[start - 3 : start - 2].isalnum():
        return True
    is_contracted = after == "'" and text[end + 1 : end + 2] == "t" and text[start:end] in _CONTRACTED
    if is_contracted or after == "$":  # US$5m
        return True
    if (after == "'" and _goes_on(text[end + 1 : end + _FAR], language)) or _is_in_initials(text, start, end):
        return True
    in_front = before in {".", ","} and first.isdigit() and text[start - 2 : start - 1].isdigit()
    behind = after in {".", ","} and last.isdigit() and text[end + 1 : end + 2].isdigit()
    return in_front or behind


def _is_in_initials(text: str, start: int, end: int) -> bool:
    """Whether initials go on at either side: the "U.S" of "U.S.A."."""
    if text[start + 1 : start + 2] != ".":
        return False
    return bool(_INITIAL_BEHIND.match(text, end)) or bool(_INITIAL_BEFORE.search(text, max(0, start - 3), start))


def _is_negated(text: str, start: int, is_name: bool) -> bool:
    """Whether a negating prefix stands before the word in its compound, or "anti" before it."""
    if text[start - 1 : start] != "-" and text[start - 5 : start] != "anti ":
        return False
    pattern = _NEGATED_NAME if is_name else _NEGATED_WORD
    return pattern.search(text, max(0, start - _COMPOUND_LENGTH), start) is not None


def _case_refusal(scan: Scan, form: Form, cased: str, span: tuple[int, int]) -> Refusal | None:
    """Case-exact words are compared with the original; among capitals the case of a word is no evidence.

    An ordinary word among capitals counts where it is the letters of a name, and they are compared again: who watches
    the word "us" is not told of the country.
    """
    in_capitals = scan.in_capitals(*span)
    if is_ordinary(form.text, scan.language) and (in_capitals or scan.is_shouted(*span)):
        if not _are_letters(scan, span):
            return Refusal.CAPITALS
    elif in_capitals:
        return None
    written = " ".join(fold_keeping_case(scan.document[slice(*span)]).replace("-", " ").split())
    same = written.startswith(cased) if form.prefix else written == cased
    return None if same else Refusal.CASE


def _are_letters(scan: Scan, span: tuple[int, int]) -> bool:
    """Whether an ordinary word among capitals is the letters of a name, by its neighbours or the rest of the text."""
    start, end = scan.sentences.span(scan.sentences.index(span[0]))
    sentence, place = scan.document[start:end], (span[0] - start, span[1] - start)
    if primary(scan.language) in _LETTERS_ARE_TOLD and are_letters(sentence, *place):
        return True
    return scan.is_written(scan.document[slice(*span)]) and not is_governed(sentence, *place)
