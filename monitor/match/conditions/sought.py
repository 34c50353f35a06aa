"""An actor of a watchlist as it is looked for: by its own words, and by what the annotator has recognised as it.

Whatever the annotator says, the actor's own words count only where the rules of the matcher accept them; it may add
what is called otherwise: an office, a capital for its government, another name, a surname whose full name stands in
the article.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from monitor.match.names.bearer import Bearer
from monitor.match.names.support import Support
from monitor.match.occurrences.scan import Hit, Scan
from monitor.match.watchlist import Actor, Holder
from monitor.records import FoundBy, Mention, Party, Record
from monitor.text.fold import fold, words_only


class Sought(Record, frozen=True, kw_only=True):
    """An actor of one watchlist. Its id counts there alone."""

    clause: str  # "actor macron"; of who holds an office, with the name
    actor: Actor
    own_words: frozenset[str]  # its spellings, as the matcher looks for them
    bearer: Bearer
    support: Support = Support()
    tenure: Holder | None = None  # of an office, which it stands for
    office: str = ""  # clause of that office

    @property
    def entity(self) -> str | None:
        """The entity of the annotator that it is."""
        return self.actor.identity.entity

    def shown(self, hit: Hit, on: date) -> Hit | None:
        """`hit` as its watchlist calls it: whoever holds an office on that day is the office, others are nobody."""
        if self.tenure is None:
            return hit
        if not self.tenure.holds(on):
            return None
        found_by = FoundBy.ENTITY if hit.found_by is FoundBy.WORDS else hit.found_by
        return replace(hit, clause=self.office, found_by=found_by, meant=self.actor.name)

    def is_own(self, text: str) -> bool:
        """Whether `text` is but its own words, on which the matcher has its say."""
        written = as_spelt(text)
        return not self.own_words.isdisjoint((written, written.removeprefix("the ")))

    def recognised(self, scan: Scan, entity: int) -> Iterator[Hit]:
        """Where the annotator has recognised the entity of this number by other words than the actor's own."""
        for mention in scan.mentions.get(entity, ()):
            if not self.is_own(mention.text):
                yield scan.hit_of(mention, self.clause, FoundBy.ENTITY)

    def parties(self, scan: Scan, entity: int, party: Party) -> Iterator[Hit]:
        """`party` where it is the entity of this number, by other words than the actor's own."""
        if party in scan.parties.get(entity, ()) and not self.is_own(party.text):
            yield scan.hit_of(party, self.clause, FoundBy.ENTITY)

    def in_full(self, scan: Scan, hits: Iterable[Hit]) -> Iterator[Mention]:
        """Of `hits`, the names that count, those that are a whole mention of several words: its full name there."""
        for hit in hits:
            full = scan.mention_at.get((hit.start, hit.end)) if hit.clause == self.clause else None
            if full is not None and full.actor and len(full.text.split()) > 1:
                yield full

    def in_short(self, scan: Scan, full: Mention) -> Iterator[Hit]:
        """Where the article calls whom `full` names in full by a part of that name, or by its initials."""
        for mention in scan.annotated.mentions:
            if mention.actor == full.actor and _is_short(mention, full) and not self.is_own(mention.text):
                yield scan.hit_of(mention, self.clause, FoundBy.SHORT)


def _is_short(mention: Mention, full: Mention) -> bool:
    """Whether a mention is a part of a full name, or its initials; no office."""
    words = as_words(mention.text).split()
    is_part = set(words) < set(as_words(full.text).split())
    return mention.type is full.type and (is_part or (len(words) == 1 and mention.text.isupper()))


def as_spelt(text: str) -> str:
    """`text` as spellings are looked for: folded, hyphens as spaces; other signs stay, as in "Jr."."""
    return " ".join(fold(text).text.replace("-", " ").split())


def as_words(text: str) -> str:
    """`text` as names are compared: folded, words alone, without a leading article."""
    return " ".join(words_only(fold(text).text).split()).removeprefix("the ")
