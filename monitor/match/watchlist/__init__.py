"""The watchlist language as records: what people want to be told of, free of the files it was written in.

`monitor.config` reads YAML into these records and refuses what they cannot mean; `monitor.match` compiles them.
References are resolved here already: a condition names ids that exist in the same watchlist, groups are spelled out.

- `words`: words, their forms and terms.
- `actors`: actors and offices, and which entities they are.
- `conditions`: what is asked of a text.
- `events`: what is asked of events.
- `watches`: watches with their sources and weights, and watchlists.
"""

from monitor.match.watchlist.actors import Actor, Holder, Identity, IdentityReason
from monitor.match.watchlist.conditions import (
    ActorIs,
    All,
    Any,
    Condition,
    Near,
    OneOf,
    QuoteIs,
    RegexIs,
    Scope,
    TermIs,
    WordIs,
)
from monitor.match.watchlist.events import DEFAULT_MODALITY, AtLeast, EventIs, Modality
from monitor.match.watchlist.watches import Fields, Sources, Watch, Watchlist
from monitor.match.watchlist.words import Case, Forms, Term, Word

__all__ = [
    "DEFAULT_MODALITY",
    "Actor",
    "ActorIs",
    "All",
    "Any",
    "AtLeast",
    "Case",
    "Condition",
    "EventIs",
    "Fields",
    "Forms",
    "Holder",
    "Identity",
    "IdentityReason",
    "Modality",
    "Near",
    "OneOf",
    "QuoteIs",
    "RegexIs",
    "Scope",
    "Sources",
    "Term",
    "TermIs",
    "Watch",
    "Watchlist",
    "Word",
    "WordIs",
]
