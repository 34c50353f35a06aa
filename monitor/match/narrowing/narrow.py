"""A watch → what the tokens of every article that it matches meet.

Where a condition says nothing that tokens tell, it requires nothing; what is excluded is left to the matcher.
"""

from collections.abc import Iterable, Sequence

from monitor.match.names.bearer import bearer
from monitor.match.names.full_names import pairs
from monitor.match.narrowing import tokens
from monitor.match.narrowing.terms import EVERYTHING, Phrase, Requirement, Term, all_of, any_of, or_whole
from monitor.match.patterns.spellings import Spelling, spellings
from monitor.match.watchlist import (
    Actor,
    ActorIs,
    All,
    Any,
    Condition,
    EventIs,
    Near,
    OneOf,
    QuoteIs,
    RegexIs,
    Sources,
    TermIs,
    Watch,
    Watchlist,
    Word,
    WordIs,
)
from monitor.records import EventType
from monitor.text.characters import has_unsegmented, is_word
from monitor.text.fold import words_only


def narrow(watchlist: Watchlist, watch: Watch) -> Requirement:
    """What every article that `watch` matches meets."""
    asked = [_condition(watchlist, watch.when)] if watch.when is not None else []
    asked += [_event(watchlist, watch.event)] if watch.event is not None else []
    return or_whole(all_of((*asked, *_sources(watch.sources))))


def _sources(sources: Sources) -> Iterable[Requirement]:
    if sources.include_tags:
        yield any_of(Term(tokens.tagged(tag)) for tag in sources.include_tags)
    if sources.include:
        yield any_of(Term(tokens.source(name)) for name in sources.include)
    if sources.languages and "*" not in sources.languages:
        yield any_of(Term(tokens.in_language(tag)) for tag in (*sources.languages, "und"))


def in_words(watchlist: Watchlist, condition: ActorIs | TermIs | WordIs) -> Requirement:
    """What meets `condition` meets this."""
    return _condition(watchlist, condition)


def _condition(watchlist: Watchlist, condition: Condition) -> Requirement:
    """What meets `condition` meets this; a regular expression requires no whole word."""
    match condition:
        case Any(conditions=several):
            return any_of(_condition(watchlist, each) for each in several)
        case ActorIs(actors=ids):
            return _actors(watchlist, ids)
        case TermIs(terms=ids):
            return _words(word for term in watchlist.terms if term.id in ids for word in term.words)
        case WordIs(word=word):
            return _words((word,))
        case RegexIs():
            return EVERYTHING
    return all_of(_parts(watchlist, condition))


def _parts(watchlist: Watchlist, condition: All | Near | QuoteIs) -> Iterable[Requirement]:
    """What each part requires; who says something only where it is an actor: the country of a speaker is no token."""
    match condition:
        case All(conditions=several):
            yield from (_condition(watchlist, each) for each in several)
        case Near(first=first, second=second):
            yield from (_condition(watchlist, each) for each in (first, second))
        case QuoteIs(by=by, says=says):
            yield from (_actors(watchlist, by.actors),) if by and not by.countries else ()
            yield from (_condition(watchlist, says),) if says else ()


def _actors(watchlist: Watchlist, ids: Sequence[str]) -> Requirement:
    """One of these actors; of an office, whoever held it."""
    named = [actor for actor in watchlist.actors if actor.id in ids]
    return any_of(_actor(each) for actor in named for each in (actor, *(holder.actor for holder in actor.holders)))


def _actor(actor: Actor) -> Requirement:
    """An actor by its own words, as the entity that it is, or by a full name that is misspelt in one of its words."""
    entity = (Term(tokens.entity(actor.identity.entity)),) if actor.identity.entity else ()
    marks = dict.fromkeys(mark for pair in pairs(actor, bearer(actor)) for mark in tokens.full_name(pair))
    return any_of((_words(actor.names), *entity, *map(Term, marks)))


def _event(watchlist: Watchlist, wanted: EventIs) -> Requirement:
    """An event of one of the types that has to do with each country asked for; actors may be named anywhere."""
    asked = [
        *((tokens.Side.ACTOR, each) for each in wanted.actors),
        *((tokens.Side.RECIPIENT, each) for each in wanted.recipients),
        *((tokens.Side.ANY, each) for each in (wanted.said_by, wanted.location) if each),
    ]
    is_sure = wanted.least >= tokens.SURE
    countries = [(side, each.countries) for side, each in asked if not each.actors]
    happened = any_of(_happened(type_, countries, is_sure=is_sure) for type_ in wanted.types)
    return all_of((happened, *(_one_of(watchlist, each) for _, each in asked if each.actors)))


def _happened(
    type_: EventType, countries: Iterable[tuple[tokens.Side, Iterable[str]]], *, is_sure: bool
) -> Requirement:
    """An event of a type that is one for each of `countries`, which are alternatives."""
    of_each = (
        any_of(Term(tokens.happened(type_, code, side, is_sure=is_sure)) for code in codes) for side, codes in countries
    )
    return all_of((Term(tokens.happened(type_, is_sure=is_sure)), *of_each))


def _one_of(watchlist: Watchlist, asked: OneOf) -> Requirement:
    """One of some parties or places; a country that is an actor is all places in it."""
    named = [actor for actor in watchlist.actors if actor.id in asked.actors]
    codes = (*asked.countries, *(actor.identity.country for actor in named if actor.identity.country))
    return any_of((_actors(watchlist, asked.actors), *(Term(tokens.country(code)) for code in codes)))


def _words(words: Iterable[Word]) -> Requirement:
    return any_of(_spelling(spelling) for word in words for spelling in spellings(word))


def _spelling(spelling: Spelling) -> Requirement:
    """Each word of a spelling; of scripts without spaces, which are looked for within words, their characters."""
    text = spelling.text
    if has_unsegmented(text) or not any(map(is_word, text)):
        return all_of(map(_exactly, _pieces(text)))
    first, *others = (word[: tokens.LONGEST] for word in words_only(text).split())
    if not others:
        return any_of(Term((before + first)[: tokens.LONGEST], spelling.prefix) for before in spelling.before)
    begun = ((before + first)[: tokens.LONGEST] for before in spelling.before)
    return any_of(Phrase((word, *others), spelling.prefix) for word in begun)


def _pieces(text: str) -> list[str]:
    """Two characters of a script without spaces where they stand together, else the one."""
    found = list(dict.fromkeys(tokens.unsegmented(text)))
    return [each for each in found if len(each) > 1] or found


def _exactly(token: str) -> Requirement:
    return Term(token[: tokens.LONGEST])
