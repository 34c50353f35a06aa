"""Where it is that happens "in the east of the country": which country that is, by the sentence.

Forces and police mostly act at home there; whom armies strike is not told by who strikes.
"""

from collections.abc import Iterator, Sequence

from monitor.annotate.circumstances.clause import clause_of
from monitor.annotate.circumstances.places import is_placing
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, EventType

_COUNTRIES = words_of("definites", "countries")
_AT_HOME = frozenset({EventType.MOBILIZE, EventType.COERCE, EventType.PROTEST})
"""What is mostly done in the own country where it is called "the country"."""

_OF_PLACE = (EntityType.PLACE, EntityType.NATIONALITY)
_WAYS = frozenset("in to into across of".split())


def in_same_country(
    sentence: ParsedSentence, phrases: Phrases, trigger: int, actors: Sequence[int], kind: EventType
) -> tuple[int | None, str]:
    """The name of the country in which the clause says that it happened, as "the country", or these words where only a
    people tells which; with its code. None and "" where it is open.
    """
    called = next(_called(sentence, clause_of(sentence, trigger)), None)
    if called is None:
        return None, ""
    acting = (part for head in actors for part in phrases.parts(head)) if kind in _AT_HOME else ()
    for at in (*_before(sentence, phrases, called), *acting):
        name = phrases.name(at)
        if name is not None and name.type in _OF_PLACE and name.country:
            return (at if name.type is EntityType.PLACE else called), name.country
    return None, ""


def _called(sentence: ParsedSentence, clause: Sequence[int]) -> Iterator[int]:
    """ "the country" behind a preposition of the clause, or whose part stands there: "in the country's east"."""
    for preposition in clause:
        if not is_placing(sentence, preposition):
            continue
        for at in sentence.subtree(preposition):
            if sentence[at].lower in _COUNTRIES and any(
                sentence[det].lower == "the" for det in sentence.children(at, "det")
            ):
                yield at


def _before(sentence: ParsedSentence, phrases: Phrases, called: int) -> Iterator[int]:
    """The nearest name before, where something is in it, goes to it or belongs to it."""
    named = (at for at in reversed(range(called)) if phrases.is_name(at) and at not in _acting(sentence, called))
    for at in [*named][:1]:
        is_behind = sentence[at].dep == "pobj" and sentence[sentence.head(at)].lower in _WAYS
        if is_behind or sentence[at].dep == "poss":
            yield at


def _acting(sentence: ParsedSentence, called: int) -> list[int]:
    """Who owns whoever acts: Mali, of "Mali's army"."""
    subjects = (at for at in range(called) if sentence[at].dep in ("nsubj", "nsubjpass"))
    return [owner for at in subjects for owner in sentence.children(at, "poss")]
