"""Those who may take a part in an event: actors of the watchlist, or whoever acts for a country."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from monitor.match.conditions.clauses import Patterns
from monitor.match.conditions.leaves import Words
from monitor.match.conditions.sought import Sought
from monitor.match.occurrences.scan import Hit, Scan
from monitor.records import Party, PartyReason, Quote, Span

_KNOWN: Final = frozenset({PartyReason.NAME, PartyReason.OFFICE, PartyReason.PRONOUN, PartyReason.PHRASE})
"""How the country of a party is known for sure, and not only supposed."""

_LOCAL: Final = frozenset({"COP", "GOV", "JUD", "LEG"})
"""Sectors whose parties belong to the country in which they act: the police of a town are that country's."""


class AnyOf:
    """One of some actors, or a party of one of some countries, whether the watchlist lists it or not.

    countries: code (ISO 3166 alpha-3) → the clause that it satisfies; number: gives the pattern of a code.
    """

    def __init__(self, words: Words | None, countries: Mapping[str, str], number: Callable[[str], int]) -> None:
        self._words, self._countries = words, countries
        self.required: Patterns = (words.patterns if words else frozenset[int]()).union(map(number, countries))

    def hits(self, scan: Scan, roles: Sequence[Party], *, is_there: bool = False) -> tuple[Hit, ...]:
        """What names one of them within the spans of a role, else the words of a role that acts for a country.

        None where the role is unknown. is_there: who has the role is mostly of where it happens, as whoever suffers,
        protests or tells of it.
        """
        named = _named(scan, self._words, roles) if self._words else ()
        return named or tuple(
            scan.hit(role.start, role.end, clause)
            for role in roles
            if (clause := self._countries.get(role.country or "")) and _acts_for_it(role, is_there=is_there)
        )

    def at(self, scan: Scan, place: Span | None, country: str) -> tuple[Hit, ...]:
        """What shows that `place`, in the country of this code ("" where unknown), is one of them."""
        if place is None:
            return ()
        within = self._words.hits(scan) if self._words else ()
        named = tuple(hit for hit in within if is_for(hit, place))
        if named or country not in self._countries:
            return named
        return (scan.hit(place.start, place.end, self._countries[country]),)

    def speaker(self, scan: Scan, quote: Quote) -> tuple[Hit, ...]:
        """What shows that one of them says `quote`: a name, whom a pronoun means, or the country of who says it."""
        speaker = quote.speaker
        if speaker is None:
            return ()
        named = tuple(hit for hit in self._words.hits(scan) if is_for(hit, speaker)) if self._words else ()
        if self._words and not named and quote.actor:
            named = tuple(self._words.meant(scan, speaker, quote.actor))
        clause = self._countries.get(_country_of(scan, speaker, quote.actor) or "")
        return named or ((scan.hit(speaker.start, speaker.end, clause),) if clause else ())

    def sought(self, scan: Scan, party: Party) -> Sought | None:
        """The actor of the watchlist that `party` is."""
        hit = next(iter(_named(scan, self._words, (party,))), None) if self._words else None
        return self._words.sought.get(hit.clause) if hit and self._words else None

    def describe(self) -> str:
        """Those that count, in the words of the watchlist."""
        named = self._words.describe().split(" or ") if self._words else []
        actors = [clause for clause in self._countries.values() if clause.startswith("actor ")]
        countries = [f"country {code}" for code, clause in self._countries.items() if clause not in actors]
        return " or ".join(dict.fromkeys([*named, *actors, *countries]))


def all_named(scan: Scan, asked: Iterable[AnyOf], roles: Sequence[Party], *, is_there: bool = False) -> tuple[Hit, ...]:
    """What names each of those asked for among `roles`; nothing where one of them is not there."""
    found = [each.hits(scan, roles, is_there=is_there) for each in asked]
    return tuple(hit for hits in found for hit in hits) if all(found) else ()


def is_for(hit: Hit, role: Span) -> bool:
    """Whether the name stands in the role, or the role is the part of the name that the annotator took for it."""
    in_role = role.start <= hit.start and hit.end <= role.end
    return in_role or (hit.start <= role.start and role.end <= hit.end)


def _named(scan: Scan, leaf: Words, roles: Sequence[Party]) -> tuple[Hit, ...]:
    """The names of `leaf` within the spans of a role, else what stands there for one of its actors without a name."""
    named = tuple(hit for hit in leaf.hits(scan) if any(is_for(hit, role) for role in roles))
    return named or tuple(_without_a_name(scan, leaf, roles))


def _without_a_name(scan: Scan, leaf: Words, roles: Sequence[Party]) -> Iterator[Hit]:
    return (hit for role in roles for hit in leaf.as_party(scan, role))


def _country_of(scan: Scan, speaker: Span, actor: str | None) -> str | None:
    """The country of a name within the words for a speaker, else of whom they mean elsewhere in the article."""
    mentions = [mention for mention in scan.annotated.mentions if mention.country]
    within = (each.country for each in mentions if speaker.start <= each.start and each.end <= speaker.end)
    meant = (each.country for each in mentions if actor and each.actor == actor)
    return next((country for countries in (within, meant) for country in countries), None)


def _acts_for_it(party: Party, *, is_there: bool) -> bool:
    """Whether the country of a party is known, or it is where it happened and that is enough for such a party."""
    if party.reason is PartyReason.PLACE:
        return is_there or party.sector in _LOCAL
    return party.reason in _KNOWN
