"""People: who a personal name means, by its full name in the article, in the gazetteer, or by the words before it."""

import re
from collections.abc import Sequence

import msgspec

from monitor.annotate.actors.appositions import phrase_before, phrase_behind
from monitor.annotate.actors.common_names import may_stand_alone
from monitor.annotate.actors.context import BEFORE, Context
from monitor.annotate.actors.coreference import joined, person, sex_of
from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.actors.phrases.identity import Identity, of_entry
from monitor.annotate.actors.phrases.phrase import PREPOSITIONS
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.spelling import slug
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType, Mention

_CLAUSE_ENDS = frozenset('.,;:!?()"“”\n—–')
_NOBODY = Identity()
_OF = re.compile(r" of (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})")

_TRADE = re.compile(r",(?: \d+,)? (?:an?|who is an?) ((?:[\w'’-]+ ){0,3}[\w'’-]+)")
_TRADES = words_of("actors", "trades")
_NO_MORE = frozenset("former ex one-time trained".split())

_IMPERSONAL = frozenset("BUS JRN IGO NGO EDU".split())


class People:
    """The people of one article."""

    def __init__(self, context: Context) -> None:
        self._context, self._directory, self._on = context, context.directory, context.on
        self._full_names = self._joined()
        self._known: dict[str, Identity] = {}

    def full_names(self, mention: Mention) -> tuple[str, ...]:
        """The full names of the article that a mention may stand for; its own where it stands for nobody else."""
        return self._full_names.get(mention.start, (mention.text,))

    def identity(self, mention: Mention) -> Identity:
        """Who a mention of a person is; several full names are candidates."""
        meant = self.full_names(mention)
        if len(meant) > 1:
            return Identity(candidates=tuple(map(slug, meant)), reason=f"may be {' or '.join(meant)}")
        (name,) = meant
        if name not in self._known:
            self._known[name] = self._looked_up(mention, name)
        identity = self._known[name]
        if name == mention.text or identity.actor is None:
            return identity
        return msgspec.structs.replace(identity, reason=f"short for {name}; {identity.reason}")

    def _joined(self) -> dict[int, tuple[str, ...]]:
        people = [mention for mention in self._context.mentions if mention.type is EntityType.PERSON]
        named = [person(mention.text, sex_of(mention.text, self._context.titles(mention))) for mention in people]
        return {mention.start: meant for mention, meant in zip(people, joined(named), strict=True)}

    def _looked_up(self, mention: Mention, name: str) -> Identity:
        """A name as the gazetteer knows it, else as a person of this article only, told by the words before it."""
        found = self._directory.person(name) if " " in name else self._directory.named(name)
        if found and self._is_namesake(mention):
            return self._of_namesake(name)
        if known := self._in_gazetteer(mention, name, found):
            identity = of_entry(known, self._on, self._directory, reason=f"gazetteer: {known.name}")
            return self._in_office(identity, name) if identity.sector == "ELI" else identity
        if company := self._company(found):
            return company
        return self._of_article(name) if " " in name else self._of_several(name)

    def _in_gazetteer(self, mention: Mention, name: str, found: Sequence[Entry]) -> Entry | None:
        people = [entry for entry in found if entry.type is EntityType.PERSON]
        if len(people) == 1:
            return people[0]
        alone = " " not in name and may_stand_alone(mention, self._context.document)
        return self._known_for_short(name) if alone else None

    def _is_namesake(self, mention: Mention) -> bool:
        """Whether a full name is of somebody in a trade, and so not of whom everybody knows: ", an Ohio plumber"."""
        said = _TRADE.match(self._context.document, mention.end)
        words = said[1].lower().split() if said else []
        return " " in mention.text and not _TRADES.isdisjoint(words) and _NO_MORE.isdisjoint(words)

    def _of_namesake(self, name: str) -> Identity:
        """Somebody who is called as somebody known is: nobody that a watch could mean."""
        described = self._described(name)
        reason = "bears the name of somebody known"
        return Identity(country=described.country, sector=described.sector, name=name, reason=reason)

    def _of_several(self, name: str) -> Identity:
        """A surname alone that nobody, or no one alone, is known by."""
        candidates = tuple(entry.id for entry in self._directory.surnamed(name, self._on))
        return Identity(candidates=candidates, reason="several people have this name" if candidates else "")

    def _of_article(self, name: str) -> Identity:
        described = self._described(name)
        return Identity(
            actor=slug(name),
            name=name,
            type=EntityType.PERSON,
            country=described.country,
            sector=described.sector,
            reason="named in full in this article",
        )

    def _known_for_short(self, name: str) -> Entry | None:
        """Whom a surname means that no full name in the article explains."""
        people = self._directory.surnamed(name, self._on)
        here = [entry for entry in people if entry.country in self._context.countries]
        if len(here) == 1:
            return here[0]
        return self._directory.known_for_short(name, self._on)

    def _in_office(self, identity: Identity, name: str) -> Identity:
        """Somebody who left office by the article's day, but bears its title in it: texts are older than they seem."""
        if not any(mention.text == name for mention in self._context.mentions):
            return identity
        described = self._described(name)
        if described.sector != "GOV":
            return identity
        return msgspec.structs.replace(
            identity, sector="GOV", reason=f"{identity.reason}; by the title before the name"
        )

    def _described(self, name: str) -> Identity:
        """What the words before the first mention of a full name say: "Ugandan opposition leader …"."""
        mention = next(mention for mention in self._context.mentions if mention.text == name)
        words = _without_origin(self._context.words_behind_names(mention))
        country = self._country_behind(mention) or self._country_of_owner(mention)
        if not words or words[-1].lower() in PREPOSITIONS or _is_deed(words[-1]):
            # "in place of Makoto Uchida", "led by Juliette Binoche"
            return Identity(country=country) if country else self._described_behind(mention)
        start = max((at + 1 for at, word in enumerate(words) if word in _CLAUSE_ENDS), default=0)
        phrase = " ".join(words[start:][-7:])
        found = identify(phrase, self._on, self._directory) if phrase else Identity()
        country = country or self._place_before(mention, found.country)
        if country:
            return msgspec.structs.replace(found, country=country)
        return found if found.country else self._described_behind(mention, found)

    def _country_behind(self, mention: Mention) -> str | None:
        """The country that stands right behind a name: "King Frederik of Denmark"."""
        found = _OF.match(self._context.document, mention.end)
        words = found[1].split(" ") if found else []
        names = (" ".join(words[:size]) for size in range(len(words), 0, -1))
        return next(filter(None, map(self._directory.country_called, names)), None)

    def _country_of_owner(self, mention: Mention) -> str | None:
        """The country whose somebody is called: "Kiribati's Taneti Maamau"."""
        is_owned = self._context.document.endswith(("'s ", "’s "), 0, mention.start)
        return self._context.owner(mention) or None if is_owned else None

    def _place_before(self, mention: Mention, country: str | None) -> str | None:
        """Where a state before a name lies that is called like a country: "Georgia Governor Brian Kemp"."""
        near = range(mention.start - BEFORE, mention.start)
        places = (place for start, place in self._context.contained.items() if start in near)
        return next((p.country for p in places if country and self._directory.country_called(p.name) == country), None)

    def _described_behind(self, mention: Mention, before: Identity = _NOBODY) -> Identity:
        """What the words beside a full name say: "…, an Ivorian minister, resigned", "Fiji's envoy, …, spoke"."""
        document = self._context.document
        phrases = phrase_behind(document, mention.end), phrase_before(document, mention.start, mention.end)
        called = (identify(phrase, self._on, self._directory) for phrase in phrases if phrase)
        found = next((each for each in called if each.country), _NOBODY)
        return Identity(country=found.country or before.country, sector=before.sector or found.sector)

    def _company(self, found: Sequence[Entry]) -> Identity | None:
        """The company or the like that alone is called so: Sinopec is no person."""
        if len(found) != 1 or found[0].type is not EntityType.ORGANISATION or found[0].sector not in _IMPERSONAL:
            return None
        identity = of_entry(found[0], self._on, self._directory, reason=f"gazetteer: {found[0].name}, no person")
        return msgspec.structs.replace(identity, repairs_type=True)


def _without_origin(words: list[str]) -> list[str]:
    """`words` behind a name without what says where its bearer is from: "of Moldova met"."""
    if words[:1] != ["of"]:
        return words
    start = next((at for at, word in enumerate(words) if at and not word[0].isupper()), len(words))
    return words[start:]


def _is_deed(word: str) -> bool:
    """Whether the word before a name tells what is done to its bearer, and so not who it is: "met", "accused"."""
    return bool(load_lexicon().lemmas(word)) and not load_lexicon().is_actor(word)
