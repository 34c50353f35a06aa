"""Messages of earlier releases, brought to the shape that records have today.

Version 1 says no version. What changed with version 2, and how a message of version 1 is read:

| what changed | read so |
| --- | --- |
| a party of an event carries its actor, country and sector | with the country that a list beside the parties told |
| `Event.rule` is a record | the words of the rule are its entry; no operators are known |
| an event says why its modes were set | nothing is known of that |

A message holds others: a delivery its alert, a CloudEvent its data. Each says its own version.
"""

from typing import Any, Final

_HELD: Final = ("alert", "data")  # fields that hold another message


def upgraded(message: Any) -> dict[str, Any] | None:
    """`message`, the JSON of a record, as today's release would have written it; None where nothing in it is older."""
    if not isinstance(message, dict):
        return None
    newer = {name: held for name in _HELD if (held := upgraded(message.get(name))) is not None}
    if "schema" not in message:
        newer |= _events(message)
    return {**message, **newer} if newer else None


def _events(message: dict[str, Any]) -> dict[str, Any]:
    """The fields of a message of version 1 that hold events, in today's shape."""
    newer: dict[str, Any] = {}
    if isinstance(message.get("event"), dict):
        newer["event"] = _event(message["event"])
    if isinstance(message.get("events"), list):
        newer["events"] = [_event(event) for event in message["events"]]
    return newer


def _event(event: dict[str, Any]) -> dict[str, Any]:
    """An event of version 1 in today's shape; the lists of countries are fields that today's reader ignores."""
    return {
        **event,
        "actors": _parties(event["actors"], event.get("actor_countries", [])),
        "recipients": _parties(event["recipients"], event.get("recipient_countries", [])),
        "rule": {"entry": event.get("rule", "")},
    }


def _parties(spans: list[dict[str, Any]], countries: list[str]) -> list[dict[str, Any]]:
    known = [*countries, *[""] * len(spans)]  # of an event without such a list nothing is known
    return [{**span, "country": country or None} for span, country in zip(spans, known, strict=False)]
