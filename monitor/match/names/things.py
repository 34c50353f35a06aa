"""Ships, streets, prizes: what is named after a person, and what is called after a place, a house or a company."""

import re

from monitor.match.names.bearer import Bearer, Kind, words
from monitor.match.names.surroundings import Surroundings
from monitor.text.personal_names import title

_JUNIOR = re.compile(r",? ([^\W\d_]+)\b")
_SMALL = re.compile(r" ({})\b".format("|".join(map(re.escape, sorted(words("thing_small"))))))
_FIRM = re.compile(
    r" (?:(?:&|and|et|und|y|e) (?:Sons?|Söhne|Fils|Co|Company|Cie|Hijos|Figli|Brothers|Partners|Associates)|"
    r"Ltd|Inc|GmbH|AG|SA|SpA|LLC|LLP|PLC|plc|Corp|Bros|KG|Holding|Holdings)\b"
)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?")
_YEAR = re.compile(r" \d{1,4}\b")
_ENGLISH = "en"


def is_thing(name: Surroundings, bearer: Bearer, language: str) -> bool:
    """Whether the name is that of a thing which is called after the actor."""
    if bearer.kind is Kind.PERSON:
        return (
            _has_it_behind(name) or _has_it_before(name, language) or name.glued_behind.lower() in words("thing_glued")
        )
    if bearer.kind is Kind.UNKNOWN or not name.behind:
        return False
    behind = name.behind[0]
    if bearer.kind is Kind.PLACE:
        return behind.lower() in words("of_places") and (behind[0].isupper() or behind.lower().startswith("sprout"))
    if behind.lower() in words("kinds") and len(name.behind) > 1:
        behind = name.behind[1]
    return behind.lower() in words("of_bodies")


def is_junior(name: Surroundings, *, is_whole: bool) -> bool:
    """Whether what follows makes it the name of a son, a father or a later bearer: Jr., fils, III behind a whole."""
    found = _JUNIOR.match(name.rest)
    if found is None or found.group(1).lower() not in words("junior"):
        return False
    suffix = found.group(1)
    return (is_whole and suffix.isupper()) or not set(suffix.upper()) <= set("IV")


def is_month(name: Surroundings) -> bool:
    """Whether a name that is a month's stands in a date: 5 May, May 2019, in May."""
    if name.sentence[name.start : name.end].lower() not in words("months"):
        return False
    before = name.sentence[: name.start].split()[-1:]
    return any(_DAY.fullmatch(word) or word.lower() in words("dating") for word in before) or bool(
        _YEAR.match(name.rest)
    )


def _has_it_behind(name: Surroundings) -> bool:
    if _SMALL.match(name.rest) or _FIRM.match(name.rest):
        return True
    for word in name.behind:
        if not word[0].isupper():
            return False
        if word.lower() in words("thing_behind"):
            return not name.in_title_case or word.lower() in words("thing_certain")
        if word.lower() not in words("kinds"):
            return False
    return False


def _has_it_before(name: Surroundings, language: str) -> bool:
    """Whether a ship, a street, a school stands before the name and what belongs to the name."""
    for word in name.before:
        lower = word.lower().rstrip(".")
        if lower in words("ships") or (language != _ENGLISH and lower in words("thing_before")):
            return True
        if not (word[0].isupper() or title(word) or lower in words("particles") or lower in ("d", "général")):
            return False
    return False
