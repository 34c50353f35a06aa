"""What is remembered of what a watch told of a story."""

from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum
from typing import Final, TypeVar

from monitor.alerting.facts.texts.tolls import Figure
from monitor.records import AuxiliaryMode, EventType, Record, Withdrawal

HAPPENINGS: Final = 24
FIGURES: Final = 24
MENTIONED: Final = 48
PLACES: Final = 16
NAMES: Final = 64
WORDS: Final = 240
ARTICLES: Final = 16


class Concern(StrEnum):
    """What a watch has to do with an event."""

    NOTHING = "nothing"
    ASKED = "the watch asks for the event"
    ACTOR = "an actor of the watch does it"
    PARTY = "it is done to an actor of the watch"
    WORDS = "words of the watch stand in its sentence"


class Side(Record, frozen=True, kw_only=True):
    """A party of what happened, as far as it is remembered."""

    text: str  # its canonical name, else its words
    actor: str = ""  # canonical actor id, "" where none is known
    country: str = ""  # ISO 3166 alpha-3, "" where none is known


class Happening(Record, frozen=True, kw_only=True):
    """An event as it was told."""

    type: EventType
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    trigger: str  # stem of the word that says what is done
    words: tuple[str, ...]  # stems of its sentence
    modes: tuple[AuxiliaryMode, ...] = ()  # asserted where none
    operators: tuple[str, ...] = ()  # verbs above it that made it what it is, such as "threaten to"
    concerns: Concern = Concern.NOTHING  # what the watch has to do with it
    headline: bool = False  # told in the title
    prominent: bool = False  # told in the title or the first sentences
    repeated: bool = False  # its word stands in the title and in the first sentences
    confidence: float = 1.0  # that it is told so, 0 to 1
    article: str = ""  # id of the article that told it


class Stages(Record, frozen=True, kw_only=True):
    """How far a matter has come, by the words that it is told in."""

    open: bool = False  # it may come: it is talked of, planned, expected
    tentative: tuple[str, ...] = ()  # stems of what may be done
    refused: tuple[str, ...] = ()  # stems of what is ruled out
    stated: tuple[str, ...] = ()  # stems of what is done
    decided: str = ""  # the words that say that it is agreed
    off: str = ""  # what is called off, or ended without a result
    retracted: str = ""  # what is taken back
    deferred: tuple[str, ...] = ()  # stems of what is put off
    reached: tuple[str, ...] = ()  # steps that no type of event tells, such as a landfall


class Facts(Record, frozen=True, kw_only=True):
    """What a match tells, or what a watch has told of a story."""

    happenings: tuple[Happening, ...] = ()
    figures: tuple[Figure, ...] = ()
    mentioned: tuple[Figure, ...] = ()  # figures further below
    places: tuple[str, ...] = ()  # where its happenings are
    words: tuple[str, ...] = ()  # stems of titles and first sentences
    names: tuple[str, ...] = ()  # stems of the names in these
    headline_names: tuple[str, ...] = ()  # of those in titles
    stages: Stages = Stages()
    developments: tuple[str, ...] = ()  # steps that its titles and first sentences tell, such as an arrest
    headlined: tuple[str, ...] = ()  # those that the title says to be taken, where they count for the watch
    negated: tuple[str, ...] = ()  # words that titles and first sentences say not to be so
    later_than: str = ""  # what it says to have come hours or days after, in its words
    independent: int = 1  # publisher families
    articles: tuple[str, ...] = ()  # ids of the articles that told it
    title: str = ""  # of the article that told it last
    correction: str = ""  # the word of the title by which its publisher takes something back, "" where none does
    revoked: tuple[float, ...] = ()  # figures that it says to be wrong: "24, not 30"
    note: str = ""  # what it says in the text to have been corrected
    withdrawal: Withdrawal | None = None  # why it takes back what was told, where it meets the watch no more
    overview: bool = False  # all of it goes over what was told before: an analysis, questions and answers, a list


_Kept = TypeVar("_Kept")


def merged(told: Facts, new: Facts) -> Facts:
    """What is told once `new` is told too. Bounded: of much that was told, the latest is kept."""
    corrected = {(figure.what, figure.unit) for figure in new.figures} if new.correction or new.note else set()
    kept = (figure for figure in told.figures if (figure.what, figure.unit) not in corrected)
    return Facts(
        happenings=_latest((*told.happenings, *new.happenings), HAPPENINGS, _what_happened),
        figures=_latest((*kept, *new.figures), FIGURES, _which_figure),
        mentioned=_latest((*told.mentioned, *new.mentioned), MENTIONED, _itself),
        places=_latest((*told.places, *new.places), PLACES, _itself),
        words=_latest((*told.words, *new.words), WORDS, _itself),
        names=_latest((*told.names, *new.names), NAMES, _itself),
        headline_names=_latest((*told.headline_names, *new.headline_names), NAMES, _itself),
        stages=_later(told.stages, new.stages),
        developments=_latest((*told.developments, *new.developments), WORDS, _itself),
        negated=_latest((*told.negated, *new.negated), WORDS, _itself),
        later_than=told.later_than or new.later_than,
        independent=max(told.independent, new.independent),
        articles=_latest((*told.articles, *new.articles), ARTICLES, _itself),
        title=new.title or told.title,
        correction=new.correction or told.correction,
        note=new.note or told.note,
        withdrawal=new.withdrawal or told.withdrawal,
        overview=told.overview and new.overview,
    )


def _later(told: Stages, new: Stages) -> Stages:
    done = not set(told.tentative).isdisjoint(new.stated)  # other words of the plan are no other plan
    return Stages(
        open=told.open or new.open,
        tentative=_latest((*(() if done else told.tentative), *new.tentative), WORDS, _itself),
        refused=_latest((*told.refused, *new.refused), WORDS, _itself),
        stated=_latest((*told.stated, *new.stated), WORDS, _itself),
        decided=told.decided or new.decided,
        off=told.off or new.off,
        retracted=told.retracted or new.retracted,
        deferred=_latest((*told.deferred, *new.deferred), WORDS, _itself),
        reached=_latest((*told.reached, *new.reached), WORDS, _itself),
    )


def _latest(items: Iterable[_Kept], most: int, key: Callable[[_Kept], Hashable]) -> tuple[_Kept, ...]:
    """The last of those that share a key, at most so many, the latest last."""
    kept: dict[Hashable, _Kept] = {}
    for item in items:
        kept.pop(key(item), None)
        kept[key(item)] = item
    return tuple(kept.values())[-most:]


def _what_happened(happening: Happening) -> Hashable:
    sides = tuple(tuple(side.text for side in parties) for parties in (happening.actors, happening.recipients))
    return happening.article, happening.type, happening.modes, happening.trigger, sides


def _which_figure(figure: Figure) -> Hashable:
    return figure.article, figure.what, figure.unit


def _itself(item: Hashable) -> Hashable:
    return item
