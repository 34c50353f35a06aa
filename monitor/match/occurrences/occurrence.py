"""Whether a spelling that the automaton found is the word that the watchlist means."""

import re
from enum import StrEnum

from monitor.match.occurrences.scan import Scan
from monitor.records import Record
from monitor.text.characters import is_word
from monitor.text.fold import fold_keeping_case
from monitor.text.language_range import speaks
from monitor.text.ordinary import is_ordinary

_CONTRACTED = frozenset({"can", "won", "don"})  # can't, won't, don't
_BLANK = frozenset({"", " ", "\n"})
_COMPOUND_LENGTH = 40
_NEGATED_WORD = re.compile(r"(?:(?<!\w)anti |(?<!\w)(?:anti|non|de|un|dis)-[\w-]*)\Z")
# A non-EU country is not the EU; but an anti-Putin rally is about Putin.
_NEGATED_NAME = re.compile(r"(?<!\w)(?:non|de)-[\w-]*\Z")


class Form(Record, frozen=True, kw_only=True):
    """One spelling of one word of a clause."""

    text: str  # as in Spelling
    cased: str | None
    prefix: bool
    language: str  # of the articles it is for
    clause: str  # such as "actor macron"
    is_name: bool  # of an actor
    is_plain: bool  # one word that the automaton found between spaces: nothing within it is left to be compared


class Refusal(StrEnum):
    """Why a found spelling does not count."""

    LANGUAGE = "the word is for articles in another language"
    CASE = "the case differs"
    CAPITALS = "an ordinary word in a sentence all in capitals"
    PART = "part of another word, name or number"
    PUNCTUATION = "other punctuation in between"
    NEGATED = "turned round by its prefix"
    SOMEBODY_ELSE = "part of the name of somebody else"


def occurrence(scan: Scan, form: Form, start: int) -> tuple[int, int] | Refusal:
    """Where the word stands in the original, or why what was found at `start` of the folded text is not the word."""
    text = scan.folded.text
    end = start + len(form.text)
    if form.language != "*" and not speaks(form.language, scan.language):
        return Refusal.LANGUAGE
    if not form.is_plain and text[start:end].replace("-", " ") != form.text:
        return Refusal.PUNCTUATION
    if form.prefix:
        end = _word_end(text, end)
    if _is_part(text, start, end):
        return Refusal.PART
    if _is_negated(text, start, form.is_name):
        return Refusal.NEGATED
    span = scan.folded.original(start, end)
    return span if form.cased is None else _case_refusal(scan, form, form.cased, span) or span


def _word_end(text: str, end: int) -> int:
    while end < len(text) and is_word(text[end]):
        end += 1
    return end


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the word goes on at either side.

    The automaton sees to letters; what is left are substrings that begin or end in a script with spaces, contractions
    (`won` in `won't`), Irish names (`Neill` in `O'Neill`) and numbers (`100` in `1,100`).
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _BLANK and after in _BLANK:
        return False
    first, last = text[start], text[end - 1]
    if (before and is_word(before) and is_word(first)) or (after and is_word(after) and is_word(last)):
        return True
    if before == "'" and text[start - 2 : start - 1] == "o" and not text[start - 3 : start - 2].isalnum():
        return True
    if after == "'" and text[end + 1 : end + 2] == "t" and text[start:end] in _CONTRACTED:
        return True
    in_front = before in {".", ","} and first.isdigit() and text[start - 2 : start - 1].isdigit()
    behind = after in {".", ","} and last.isdigit() and text[end + 1 : end + 2].isdigit()
    return in_front or behind


def _is_negated(text: str, start: int, is_name: bool) -> bool:
    """Whether a negating prefix stands before the word in its compound, or "anti" before it."""
    if text[start - 1 : start] != "-" and text[start - 5 : start] != "anti ":
        return False
    pattern = _NEGATED_NAME if is_name else _NEGATED_WORD
    return pattern.search(text, max(0, start - _COMPOUND_LENGTH), start) is not None


def _case_refusal(scan: Scan, form: Form, cased: str, span: tuple[int, int]) -> Refusal | None:
    """Case-exact words are compared with the original; in a sentence all in capitals its case is no evidence."""
    if scan.in_capitals(*span):
        return Refusal.CAPITALS if is_ordinary(form.text, scan.language) else None
    written = fold_keeping_case(scan.document[slice(*span)]).replace("-", " ")
    same = written.startswith(cased) if form.prefix else written == cased
    return None if same else Refusal.CASE
