"""The nouns of Wirewatch: frozen records, all times UTC, JSON on the topics.

`articles` (as a feed gave them, and in their stories), `language` (names, quotes), `events` (who did what to whom, and
why it was read so), `annotated` (an article with all of these), `alerts` (what watches find and people are told),
`changes` and `decisions` (what became of each match), `attention` (mutes, acknowledgements, feedback), `access` (who
may ask over HTTP), `deliveries`, `dead_letters`, on one `base`; `codec` writes and reads them, `upgrade` brings
messages of earlier releases to today's shape, `schemas` makes JSON Schemas of them. A record refuses, when decoded, a
value of the wrong type or a missing field; unknown fields are ignored, so that an older worker reads what a newer one
wrote.

Offsets are of characters in `Article.document` (title, newline, text), end exclusive.
"""

from monitor.records.access import Answer, Asking, Scope, Token
from monitor.records.alerts import (
    CANARY,
    OWN_WATCHLIST,
    Alert,
    AlertKind,
    Evidence,
    FoundBy,
    Held,
    HeldItem,
    Match,
    Severity,
    Visibility,
    Withdrawal,
)
from monitor.records.annotated import AnnotatedArticle, LeftOut
from monitor.records.articles import (
    COPIES,
    EARLIEST,
    FUTURE,
    LOWEST_TIER,
    Article,
    Dating,
    Part,
    Relation,
    StoryArticle,
    TextSource,
)
from monitor.records.attention import Acknowledgement, Feedback, Mute, MuteMatcher, Verdict
from monitor.records.base import SCHEMA, Record, Versioned
from monitor.records.changes import Change, ChangeKind
from monitor.records.codec import decode, encode
from monitor.records.dead_letters import DeadLetter, DeadLetterReason
from monitor.records.decisions import Decision, DecisionOutcome, DecisionReason
from monitor.records.deliveries import Bundle, BundleKind, Delivery, DeliveryState
from monitor.records.events import (
    AuxiliaryMode,
    Deed,
    Event,
    EventType,
    ModeReason,
    Party,
    PartyReason,
    Position,
    PositionKind,
    Rule,
    Size,
)
from monitor.records.language import EntityType, Mention, Quote, Span

__all__ = [
    "CANARY",
    "COPIES",
    "EARLIEST",
    "FUTURE",
    "LOWEST_TIER",
    "OWN_WATCHLIST",
    "SCHEMA",
    "Acknowledgement",
    "Alert",
    "AlertKind",
    "AnnotatedArticle",
    "Answer",
    "Article",
    "Asking",
    "AuxiliaryMode",
    "Bundle",
    "BundleKind",
    "Change",
    "ChangeKind",
    "Dating",
    "DeadLetter",
    "DeadLetterReason",
    "Decision",
    "DecisionOutcome",
    "DecisionReason",
    "Deed",
    "Delivery",
    "DeliveryState",
    "EntityType",
    "Event",
    "EventType",
    "Evidence",
    "Feedback",
    "FoundBy",
    "Held",
    "HeldItem",
    "LeftOut",
    "Match",
    "Mention",
    "ModeReason",
    "Mute",
    "MuteMatcher",
    "Part",
    "Party",
    "PartyReason",
    "Position",
    "PositionKind",
    "Quote",
    "Record",
    "Relation",
    "Rule",
    "Scope",
    "Severity",
    "Size",
    "Span",
    "StoryArticle",
    "TextSource",
    "Token",
    "Verdict",
    "Versioned",
    "Visibility",
    "Withdrawal",
    "decode",
    "encode",
]
