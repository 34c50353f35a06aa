"""PLOVER's quads of event types, as far as one type changes another."""

from monitor.records import EventType

COOPERATIVE = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
"""The types of PLOVER's two quads of cooperation."""

HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.THREATEN,
    }
)
"""What can be threatened: the quad of material conflict, and a threat itself."""
