"""Watchlist records → clauses over numbered patterns."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from monitor.match.conditions.clauses import AllClause, AnyClause, Clause
from monitor.match.conditions.events import EventClause, Parts
from monitor.match.conditions.expressions import Matches
from monitor.match.conditions.leaves import Words
from monitor.match.conditions.near import Nearby
from monitor.match.conditions.parties import AnyOf
from monitor.match.conditions.quotes import Said
from monitor.match.conditions.sought import Sought
from monitor.match.named import Named, actors_of, clause_of, of_holders, words_of
from monitor.match.names.bearer import Kind, bearer
from monitor.match.names.full_names import pairs
from monitor.match.names.support import Support
from monitor.match.occurrences.occurrence import Form, is_simple
from monitor.match.occurrences.scan import SPEAKER
from monitor.match.patterns.expressions import expression
from monitor.match.patterns.literals import literals
from monitor.match.patterns.numbering import Patterns
from monitor.match.patterns.spellings import spellings
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
    TermIs,
    Watchlist,
    WordIs,
)
from monitor.text.characters import is_word


class Compiler:
    """Compiles the conditions of one watchlist after the other; equal words share their patterns."""

    def __init__(self) -> None:
        self.patterns = Patterns()
        self._leaves: defaultdict[str, dict[ActorIs | TermIs | WordIs, Words]] = defaultdict(dict)
        self._count = 0

    def forget(self, watchlist: str) -> None:
        """Forgets the actors and terms of this watchlist: they have become others."""
        self._leaves.pop(watchlist, None)

    def clause(self, watchlist: Watchlist, condition: Condition) -> Clause:
        """`condition` compiled. Raises ValueError where it can mean nothing."""
        match condition:
            case All(conditions=conditions) | Any(conditions=conditions):
                if not conditions:
                    raise ValueError("all and any need at least one condition")
                clauses = tuple(self.clause(watchlist, inner) for inner in conditions)
                return AllClause(clauses) if isinstance(condition, All) else AnyClause(clauses)
            case Near():
                return self._near(watchlist, condition)
            case RegexIs():
                return self._matches(condition)
            case QuoteIs():
                return self._said(watchlist, condition)
            case _:
                return self._leaf(watchlist, condition)

    def event(self, watchlist: Watchlist, wanted: EventIs) -> EventClause:
        """`wanted` compiled."""
        actors, recipients = (
            tuple(self._one_of(watchlist, each, "country") for each in role)
            for role in (wanted.actors, wanted.recipients)
        )
        location = self._place(watchlist, wanted.location) if wanted.location else None
        said_by = self._one_of(watchlist, wanted.said_by, "said by") if wanted.said_by else None
        return EventClause(wanted, Parts(actors, recipients, location, said_by))

    def _one_of(self, watchlist: Watchlist, asked: OneOf, what: str) -> AnyOf:
        words = self._leaf(watchlist, ActorIs(actors=asked.actors)) if asked.actors else None
        return AnyOf(words, {code: f"{what} {code}" for code in asked.countries}, self.patterns.mentioned)

    def _place(self, watchlist: Watchlist, asked: OneOf) -> AnyOf:
        """Where an event must happen: a country that is an actor stands for all places in it."""
        named = [actor for actor in watchlist.actors if actor.id in asked.actors and actor.identity.country]
        countries = {actor.identity.country: f"actor {actor.id}" for actor in named}
        words = self._leaf(watchlist, ActorIs(actors=asked.actors)) if asked.actors else None
        of = {code: f"location {code}" for code in asked.countries}
        return AnyOf(words, of | countries, self.patterns.mentioned)

    def _near(self, watchlist: Watchlist, near: Near) -> Clause:
        if any(_has_all(side) for side in (near.first, near.second)):
            raise ValueError("near takes words, terms, actors and any of them, no all")
        first, second = self.clause(watchlist, near.first), self.clause(watchlist, near.second)
        return Nearby(self._number(), first, second, near.within, ordered=near.ordered, scope=near.scope)

    def _said(self, watchlist: Watchlist, quote: QuoteIs) -> Said:
        by = self._speakers(watchlist, quote.by) if quote.by else None
        return Said(self._number(), by, self.clause(watchlist, quote.says) if quote.says else None)

    def _speakers(self, watchlist: Watchlist, asked: OneOf) -> AnyOf:
        words = self._leaf(watchlist, ActorIs(actors=asked.actors)) if asked.actors else None
        countries = {code: f"said by {code}" for code in asked.countries}
        return AnyOf(words, countries, lambda code: self.patterns.mentioned(f"{SPEAKER}{code}"))

    def _matches(self, regex: RegexIs) -> Matches:
        texts = map(self.patterns.within, sorted(literals(regex.pattern)))
        return Matches(self._number(), regex.pattern, expression(regex.pattern, regex.case), texts)

    def _leaf(self, watchlist: Watchlist, condition: ActorIs | TermIs | WordIs) -> Words:
        leaves = self._leaves["" if isinstance(condition, WordIs) else watchlist.id]
        if condition not in leaves:
            named = list(words_of(watchlist, condition))
            name = " or ".join(dict.fromkeys(clause for clause, _, _ in named))
            named += of_holders(watchlist, condition)
            sought = tuple(each for actor in actors_of(watchlist, condition) for each in self._all_sought(actor))
            places = {each.clause for each in sought if each.bearer.kind is Kind.PLACE}
            leaves[condition] = Words(self._number(), name, self._forms(named, places), sought, self._known(sought))
        return leaves[condition]

    def _all_sought(self, actor: Actor) -> Iterator[Sought]:
        """An actor by its own words; of an office whoever held it, too."""
        yield self._sought(actor, clause_of(actor))
        for number, holder in enumerate(actor.holders):
            sought = self._sought(holder.actor, clause_of(actor, number))
            yield replace(sought, tenure=holder, office=clause_of(actor))

    def _sought(self, actor: Actor, clause: str) -> Sought:
        context, near = ([(clause, word, False) for word in words] for words in (actor.context_any, actor.not_near))
        return Sought(
            clause=clause,
            actor=actor,
            own_words=frozenset(spelling.text for word in actor.names for spelling in spellings(word)),
            bearer=bearer(actor),
            support=Support(context_any=self._forms(context), not_near=self._forms(near)),
        )

    def _known(self, sought: Iterable[Sought]) -> dict[int, tuple[Sought, ...]]:
        """The numbers of entities that may be mentioned and of full names, and who of the actors looked for is each."""
        found: defaultdict[int, list[Sought]] = defaultdict(list)
        for each in sought:
            if each.entity:
                found[self.patterns.mentioned(each.entity)].append(each)
            for pair in dict.fromkeys(pairs(each.actor, each.bearer)):
                found[self.patterns.misspelt(pair)].append(each)
        return {number: tuple(actors) for number, actors in found.items()}

    def _forms(self, named: Iterable[Named], places: Container[str] = ()) -> dict[int, tuple[Form, ...]]:
        forms: defaultdict[int, list[Form]] = defaultdict(list)
        for clause, word, is_name in named:
            for spelling in spellings(word):
                forms[self.patterns.number(spelling)].append(
                    Form(
                        text=spelling.text,
                        cased=spelling.cased,
                        prefix=spelling.prefix,
                        language=spelling.language,
                        before=spelling.before,
                        clause=clause,
                        is_name=is_name,
                        is_place=clause in places,
                        is_plain=all(map(is_word, spelling.text)),
                        is_simple=is_simple(spelling),
                    )
                )
        return {pattern: tuple(dict.fromkeys(found)) for pattern, found in forms.items()}

    def _number(self) -> int:
        self._count += 1
        return self._count


def _has_all(condition: Condition) -> bool:
    if isinstance(condition, Any):
        return any(map(_has_all, condition.conditions))
    return isinstance(condition, All)
