"""What may be asked of the text of an article."""

from enum import StrEnum

from monitor.match.watchlist.words import Case, Word
from monitor.records import Record


class Scope(StrEnum):
    """Within what the conditions of an `all` must meet."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


class ActorIs(Record, frozen=True, kw_only=True, tag="actor"):
    """One of these actors is named."""

    actors: tuple[str, ...]


class TermIs(Record, frozen=True, kw_only=True, tag="term"):
    """One of these terms occurs."""

    terms: tuple[str, ...]


class WordIs(Record, frozen=True, kw_only=True, tag="word"):
    """This word or phrase occurs."""

    word: Word


class RegexIs(Record, frozen=True, kw_only=True, tag="regex"):
    """This regular expression (RE2) matches the text as it stands, accents and all."""

    pattern: str
    case: Case = Case.EXACT


class OneOf(Record, frozen=True, kw_only=True):
    """One of these: actors of the watchlist, or whoever acts for one of these countries, listed or not."""

    actors: tuple[str, ...] = ()  # ids
    countries: tuple[str, ...] = ()  # ISO 3166 alpha-3


class Near(Record, frozen=True, kw_only=True, tag="near"):
    """Both stand in one sentence, or in what else `scope` says, with at most `within` words between them."""

    first: "Condition"
    second: "Condition"
    within: int
    ordered: bool = False
    scope: Scope = Scope.SENTENCE


class QuoteIs(Record, frozen=True, kw_only=True, tag="quote"):
    """One of these speakers says what meets the condition, within the words of one quote; one of the two is given."""

    by: OneOf | None = None  # None: anybody
    says: "Condition | None" = None  # None: anything


class All(Record, frozen=True, kw_only=True, tag="all"):
    """Every one of these holds, within the watch's scope."""

    conditions: tuple["Condition", ...]


class Any(Record, frozen=True, kw_only=True, tag="any"):
    """At least one of these holds."""

    conditions: tuple["Condition", ...]


Condition = ActorIs | TermIs | WordIs | RegexIs | QuoteIs | Near | All | Any
