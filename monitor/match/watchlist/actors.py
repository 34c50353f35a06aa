"""Actors, by all their names, and which entities of the annotator they are."""

from datetime import date
from enum import StrEnum

from monitor.match.watchlist.words import Word
from monitor.records import EntityType, Record


class IdentityReason(StrEnum):
    """Why an actor is, or is not, one of the entities that the annotator knows."""

    WIKIDATA = "the same Wikidata item"
    NAME = "the same name"
    UNKNOWN = "nobody of this name is known"
    SEVERAL = "several have this name"
    OTHER_TYPE = "who has this name is of another type"
    PART = "it is but a part of who has this name"
    OTHER_ITEM = "who has this name is another Wikidata item"
    OTHER_COUNTRY = "who has this name is of another country"
    OFFICE = "an office, which stands for whoever holds it on the day of the article"


class Identity(Record, frozen=True, kw_only=True):
    """Which entity of the annotator an actor is; one that is none of them is found by its own words alone."""

    entity: str | None = None  # id, as mentions and parties of events have it
    name: str = ""  # of the entity
    type: EntityType | None = None  # of the entity
    country: str = ""  # ISO 3166 alpha-3, where the entity is that country
    reason: IdentityReason = IdentityReason.UNKNOWN
    # names of those that it might have been, where it is none; of an office, who holds it and since when
    candidates: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Who it is, and why, or why it is nobody: "Emmanuel Macron (emmanuel-macron): the same Wikidata item"."""
        if self.entity:
            return f"{self.name} ({self.entity}): {self.reason}"
        named = f" ({', '.join(self.candidates)})" if self.candidates else ""
        if self.reason is IdentityReason.OFFICE:
            return f"{self.reason}{named}"
        return f"found by its own words only: {self.reason}{named}"


class Actor(Record, frozen=True, kw_only=True):
    """Somebody or something that acts, by all its names. Its id belongs to its watchlist and means nothing outside."""

    id: str
    name: str
    type: EntityType | None = None
    wikidata: str | None = None
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None  # PLOVER
    names: tuple[Word, ...]  # the name and its aliases
    identity: Identity = Identity()
    context_any: tuple[Word, ...] = ()  # its names count only where one of these stands in the article
    not_near: tuple[Word, ...] = ()  # and not where one of these stands near
    known_as: tuple[str, ...] = ()  # names of several words that the entity has besides
    longer: tuple[str, ...] = ()  # names of others that hold one of its own: New Mexico
    office: str = ""  # "President of France", where it is one
    not_behind: tuple[str, ...] = ()  # words right behind which its names do not count: former, deputy
    holders: tuple["Holder", ...] = ()  # of the office, the last one first


class Holder(Record, frozen=True, kw_only=True):
    """Who holds an office, and when. Where only the month is known, it is held in all of that month."""

    actor: Actor
    since: str = ""  # YYYY-MM-DD or YYYY-MM, "" for ever
    until: str = ""  # the day from which on it is another's, or the last month; "" for ever

    def holds(self, on: date) -> bool:
        """Whether the office is held on that day."""
        day = on.isoformat()
        is_over = self.until <= day if len(self.until) > len("YYYY-MM") else self.until < day[:7]
        return self.since <= day and not (self.until and is_over)
