"""What the words in apposition to a name call its bearer: "X, Fiji's health minister,", "a Tongan official, X,"."""

import re

from monitor.annotate.lexicon.words import words_of

_PEOPLE = words_of("entities", "people")
_FARTHEST = 80  # characters of a phrase

_WORDS = r"[\w’'.-]+(?: [\w’'.-]+){0,5}"
_ENDS = r"(?=[,.;:]|\s+(?:who|and|said|told|from|in|of|at|for)\b)"
_BEHIND = re.compile(rf",\s+(?:an?|the)\s+({_WORDS}){_ENDS}")
_OWNED_BEHIND = re.compile(rf",\s+((?:[A-Z][\w-]+ ){{0,2}}[A-Z][\w-]+['’]s? {_WORDS}?){_ENDS}")

_BARE_BEHIND = re.compile(
    rf",\s+((?:[a-z][\w-]* ){{0,3}}?(?P<holder>[a-z][\w-]*) (?:of|for|from) (?:the )?"
    rf"(?:[A-Z][\w’'-]* ){{0,3}}[A-Z][\w’'-]*){_ENDS}"
)
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_BEFORE = re.compile(
    rf"(?:(?P<whose>(?:{_NAME} ){{1,4}}(?:[a-z][\w-]* ){{0,3}})(?P<noun>[a-z-]+)"
    rf"|(?P<of>(?P<holder>[a-z-]+) (?:of|from) (?:the )?(?:{_NAME} ){{0,3}}{_NAME})),\s+$"
)
_CLOSED = re.compile(r"[,.;:)”\"]|\s+(?:said|told|says)\b")


def phrase_behind(document: str, end: int) -> str:
    """What stands in apposition behind the name that ends at `end`; "" for nothing."""
    if behind := _BEHIND.match(document, end):
        return behind[1]
    if bare := _BARE_BEHIND.match(document, end):
        return bare[1] if _is_of_people(bare["holder"]) else ""
    owned = _OWNED_BEHIND.match(document, end)
    return owned[1] if owned and _is_of_people(owned[1].split()[-1]) else ""


def phrase_before(document: str, start: int, end: int) -> str:
    """What the name between `start` and `end` stands in apposition to; "" for nothing."""
    found = _BEFORE.search(document[max(0, start - _FARTHEST) : start]) if _CLOSED.match(document, end) else None
    if found is None or not _is_of_people(found["noun"] or found["holder"]):
        return ""
    return found["of"] or found["whose"] + found["noun"]


def _is_of_people(noun: str) -> bool:
    return noun.lower() in _PEOPLE
