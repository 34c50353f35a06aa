"""Watches, and the files of them."""

from collections.abc import Iterator
from datetime import datetime

from monitor.match.watchlist.actors import Actor
from monitor.match.watchlist.conditions import ActorIs, All, Any, Condition, Near, OneOf, QuoteIs, Scope, TermIs
from monitor.match.watchlist.events import EventIs
from monitor.match.watchlist.words import Term
from monitor.records import Record, Severity, Visibility


class Sources(Record, frozen=True, kw_only=True):
    """Which articles a watch looks at; an empty tuple is no restriction."""

    include_tags: tuple[str, ...] = ()
    exclude_tags: tuple[str, ...] = ()
    include: tuple[str, ...] = ()  # feed ids, publishers or hosts of links
    exclude: tuple[str, ...] = ()  # feed ids, publishers or hosts of links
    languages: tuple[str, ...] = ()
    tiers: tuple[int, ...] = ()  # of trust, from 1, the most, to 4


class Fields(Record, frozen=True, kw_only=True):
    """What a sentence with what was found weighs by where it stands, and how much is asked for in all."""

    title: float = 1.0
    lead: float = 1.0  # the first paragraph, three sentences of it at most
    body: float = 1.0
    min_score: float = 1.0


class Watch(Record, frozen=True, kw_only=True):
    """One thing somebody wants to be told of. At least one of `when` and `event` is given; both must hold."""

    id: str  # unique over all watchlists
    when: Condition | None = None
    none: tuple[Condition, ...] = ()  # any of these anywhere in the article and the watch does not match
    event: EventIs | None = None
    scope: Scope = Scope.SENTENCE
    sources: Sources = Sources()
    fields: Fields | None = None
    severity: Severity = Severity.MEDIUM
    routes: tuple[str, ...] = ()  # receivers; none means the default ones
    visibility: Visibility = Visibility.LIVE  # `mode` in the file
    description: str = ""
    owner: str = ""
    expires: datetime | None = None

    @property
    def actors(self) -> frozenset[str]:
        """The ids of the actors that it speaks of, in its conditions and its event."""
        in_event = (id_ for each in _in_event(self.event) for id_ in each.actors)
        return frozenset([*in_event, *(id_ for each in self._conditions for id_ in _actors(each))])

    @property
    def terms(self) -> frozenset[str]:
        """The ids of the terms that it speaks of."""
        return frozenset(id_ for each in self._conditions for id_ in _terms(each))

    @property
    def countries(self) -> frozenset[str]:
        """The countries (ISO 3166 alpha-3) that its event speaks of, as parties or as the place."""
        return frozenset(code for each in _in_event(self.event) for code in each.countries)

    @property
    def is_of_words(self) -> bool:
        """Whether words alone decide: it asks for no event, no quote and no actor, who may be called by other words."""
        return self.event is None and not self.actors and not any(map(_is_of_quotes, self._conditions))

    @property
    def _conditions(self) -> tuple[Condition, ...]:
        return (*self.none, *((self.when,) if self.when else ()))


def _is_of_quotes(condition: Condition) -> bool:
    if isinstance(condition, All | Any):
        return any(map(_is_of_quotes, condition.conditions))
    return isinstance(condition, QuoteIs)


def _in_event(event: EventIs | None) -> Iterator[OneOf]:
    if event is not None:
        yield from filter(None, (*event.actors, *event.recipients, event.location, event.said_by))


def _actors(condition: Condition) -> Iterator[str]:
    match condition:
        case ActorIs(actors=ids):
            yield from ids
        case All(conditions=inner) | Any(conditions=inner):
            for each in inner:
                yield from _actors(each)
        case Near(first=first, second=second):
            yield from _actors(first)
            yield from _actors(second)
        case QuoteIs(by=by, says=says):
            yield from by.actors if by else ()
            yield from _actors(says) if says else ()


def _terms(condition: Condition) -> Iterator[str]:
    match condition:
        case TermIs(terms=ids):
            yield from ids
        case All(conditions=inner) | Any(conditions=inner):
            for each in inner:
                yield from _terms(each)
        case Near(first=first, second=second):
            yield from _terms(first)
            yield from _terms(second)
        case QuoteIs(says=says):
            yield from _terms(says) if says else ()


class Watchlist(Record, frozen=True, kw_only=True):
    """One file of watches with the actors and terms they speak of."""

    id: str  # its file name without the ending; part of the topic news.alerts.<watchlist>
    actors: tuple[Actor, ...] = ()
    terms: tuple[Term, ...] = ()
    watches: tuple[Watch, ...] = ()
