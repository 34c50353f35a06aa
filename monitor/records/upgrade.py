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
    if "event" in message:
        newer["event"] = _event(message["event"])
    if isinstance(message.get("events"), list):
        newer["events"] = [_event(event) for event in message["events"]]
    return newer


def _event(event: Any) -> Any:
    """An event of version 1 in today's shape; what is no event stays, and is refused by whoever decodes it.

    The lists of countries stay too, as fields that nobody reads.
    """
    if not isinstance(event, dict):
        return event
    sides = {side: event[f"{side}s"] for side in ("actor", "recipient") if isinstance(event.get(f"{side}s"), list)}
    parties = {f"{side}s": _parties(spans, event.get(f"{side}_countries")) for side, spans in sides.items()}
    return {**event, **parties, "rule": {"entry": event.get("rule", "")}}


def _parties(spans: list[Any], countries: Any) -> list[Any]:
    told = countries if isinstance(countries, list) else []
    known = [*told, *[""] * len(spans)]  # of an event without such a list nothing is known
    return [
        {**span, "country": country or None} if isinstance(span, dict) else span
        for span, country in zip(spans, known, strict=False)
    ]
