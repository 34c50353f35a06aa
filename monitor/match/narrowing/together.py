"""A watch → what one sentence of every article that it matches holds, as far as words and names tell."""

from monitor.match.narrowing.narrow import in_words
from monitor.match.narrowing.terms import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Close,
    Phrase,
    Requirement,
    Somewhere,
    Term,
    all_of,
    any_of,
)
from monitor.match.watchlist import (
    ActorIs,
    All,
    Any,
    Condition,
    Near,
    QuoteIs,
    RegexIs,
    Scope,
    TermIs,
    Watch,
    Watchlist,
    WordIs,
)
from monitor.text.characters import has_unsegmented


def together(watchlist: Watchlist, watch: Watch) -> Requirement:
    """What stands in one sentence of every article that `watch` matches."""
    return EVERYTHING if watch.when is None else _of(watchlist, watch.when, watch.scope)


def _of(watchlist: Watchlist, condition: Condition, scope: Scope) -> Requirement:
    """The sentences in which `condition` holds are among those that meet this."""
    match condition:
        case Any(conditions=several):
            return any_of(_of(watchlist, each, scope) for each in several)
        case All(conditions=several):
            parts = [_of(watchlist, each, scope) for each in several]
            return all_of(parts if scope is Scope.SENTENCE else map(_somewhere, parts))
        case Near():
            return _near(watchlist, condition)
        case QuoteIs(says=says):
            return EVERYTHING if says is None else _somewhere(_of(watchlist, says, Scope.DOCUMENT))
        case RegexIs():
            return EVERYTHING
    return _leaf(watchlist, condition)


def _near(watchlist: Watchlist, near: Near) -> Requirement:
    """Both stand in one sentence, unless they may stand in a paragraph: then each is found in its own."""
    asked = near.first, near.second
    first, second = sides = [_of(watchlist, each, Scope.SENTENCE) for each in asked]
    if near.scope is Scope.SENTENCE and all(map(_is_of_words, asked)) and all(map(_is_placed, sides)):
        return Close(first, second, near.within, is_ordered=near.ordered)
    return all_of(sides) if near.scope is Scope.SENTENCE else all_of((any_of(sides), *map(_somewhere, sides)))


def _is_of_words(condition: Condition) -> bool:
    """Whether nothing but words of the text meets it."""
    if isinstance(condition, Any):
        return all(map(_is_of_words, condition.conditions))
    return isinstance(condition, WordIs | TermIs)


def _is_placed(requirement: Requirement) -> bool:
    """Whether all that meets it stands at places of its own in a sentence."""
    if isinstance(requirement, AnyOf):
        return all(map(_is_placed, requirement.parts))
    return isinstance(requirement, Term | Phrase)


def _somewhere(part: Requirement) -> Requirement:
    return part if part == EVERYTHING else Somewhere(part)


def _leaf(watchlist: Watchlist, condition: ActorIs | TermIs | WordIs) -> Requirement:
    """A word or an actor; one who is no entity may be called otherwise where the article names him in full."""
    if isinstance(condition, ActorIs):
        named = [actor for actor in watchlist.actors if actor.id in condition.actors]
        everybody = [each for actor in named for each in (actor, *(holder.actor for holder in actor.holders))]
        if any(actor.identity.entity is None for actor in everybody):
            return EVERYTHING
    return _listed(in_words(watchlist, condition))


def _listed(requirement: Requirement) -> Requirement:
    """`requirement` as far as it speaks of words that stand between blanks."""
    match requirement:
        case AllOf(parts=parts):
            return all_of(map(_listed, parts))
        case AnyOf(parts=parts):
            return any_of(map(_listed, parts))
        case Term(token=token):
            return EVERYTHING if has_unsegmented(token) else requirement
        case Phrase() | Somewhere() | Close():
            return requirement
