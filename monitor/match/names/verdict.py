"""Whether a name that was found is the actor's: each reason why not, in the order in which they are asked."""

from enum import StrEnum

from monitor.match.names.bearer import Bearer, Kind, is_whole
from monitor.match.names.longer import is_amid_name, is_in_longer_name
from monitor.match.names.others import Named, has_own_first_name, is_another_person, is_in_doubt
from monitor.match.names.shortened import is_called_in_short
from monitor.match.names.spelled_out import means_another
from monitor.match.names.support import Support
from monitor.match.names.things import is_junior, is_month, is_thing
from monitor.match.occurrences.scan import Scan


class Whose(StrEnum):
    """Whose name it is, where it is not the actor's."""

    SOMEBODY_ELSE = "part of the name of somebody else"
    LONGER = "part of a longer name"
    THING = "the name of a thing that is called after it"
    SPELLED_OUT = "letters that the article spells out as another name"
    DATE = "a month"
    NO_CONTEXT = "none of the words that its context_any asks for stands in the article"
    NOT_NEAR = "a word of its not_near stands near"
    NOT_HELD = "an office that somebody held or will hold, or one below it"
    NOT_IN_OFFICE = "the name of who does not hold the office on the day of the article"


def whose(scan: Scan, bearer: Bearer, support: Support, name: str, place: int) -> Whose | None:
    """Whose the `name` (folded, hyphens as spaces) at `place` of the folded text is; None where it is the actor's.

    The full name of a person is that person's, whatever stands before it or near.
    """
    start, end = scan.folded.original(place, place + len(name))
    if other := _others(scan, bearer, name, place, (start, end)):
        return other
    if bearer.kind is Kind.PERSON and is_whole(name):
        return None
    if support.is_missing(scan):
        return Whose.NO_CONTEXT
    return Whose.NOT_NEAR if support.is_against(scan, start, end) else None


def in_doubt(scan: Scan, bearer: Bearer, name: str, start: int, end: int) -> bool:
    """Whether the `name` at `start` to `end` of the original counts, but may be that of somebody else."""
    return not is_whole(name) and is_in_doubt(_named(scan, start, end), bearer)


def _others(scan: Scan, bearer: Bearer, name: str, place: int, span: tuple[int, int]) -> Whose | None:
    start, end = span
    named = _named(scan, start, end)
    if is_thing(named, bearer, scan.language):
        return Whose.THING
    if bearer.kind is Kind.PERSON:
        return _of_person(scan, named, bearer, name, place)
    letters = named.sentence[named.start : named.end].isupper()
    amid = (
        bearer.kind is Kind.BODY
        and " " not in name
        and not letters
        and is_amid_name(named.sentence[: named.start], named.rest)
    )
    if amid or is_in_longer_name(scan, bearer, name, place, place + len(name)):
        return Whose.LONGER
    is_one_word = bearer.kind is not Kind.UNKNOWN and " " not in name
    if is_one_word and (is_another_person(named, bearer) or is_called_in_short(scan, span)):
        return Whose.SOMEBODY_ELSE
    if means_another(scan.document[start:end].replace(".", ""), scan.document, bearer.full):
        return Whose.SPELLED_OUT
    return None


def _of_person(scan: Scan, named: Named, bearer: Bearer, name: str, place: int) -> Whose | None:
    whole = is_whole(name)
    if is_month(named):
        return Whose.DATE
    if not bearer.is_junior and is_junior(named, is_whole=whole):
        return Whose.SOMEBODY_ELSE
    if whole:
        return None
    if is_another_person(named, bearer):
        return Whose.SOMEBODY_ELSE
    if has_own_first_name(named, bearer):
        return None
    return Whose.LONGER if is_in_longer_name(scan, bearer, name, place, place + len(name)) else None


def _named(scan: Scan, start: int, end: int) -> Named:
    floor, ceiling = scan.sentences.span(scan.sentences.index(start))
    around = [person for person in scan.people if person.start <= start and end <= person.end]
    return Named(
        scan.document[floor : max(ceiling, end)],
        start - floor,
        end - floor,
        language=scan.language,
        goes_before=any(person.start < start for person in around),
        goes_behind=any(end < person.end for person in around),
        followed=any(end < person.start <= end + 2 for person in scan.annotated.mentions),
        held=tuple(
            (other.type, other.start - floor, other.end - floor)
            for other in scan.annotated.mentions
            if other.actor is None and other.start <= start and end <= other.end and other not in around
        ),
    )
