"""What is otherwise than people were told, in words: "dead: 3 → 40"."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.messages.pieces import Line
from monitor.records import Alert, AlertKind, Change, ChangeKind

_NAMES: Final = {
    ChangeKind.EVENT: "New",
    ChangeKind.PLACE: "New place",
    ChangeKind.CORRECTION: "Corrected",
}
_CHANGED: Final = "Changed"


def change_lines(alert: Alert) -> Iterator[Line]:
    """What `alert` says to be otherwise; of a correction, what was told and what is right now, a line each."""
    for change in alert.changes:
        if change.kind is ChangeKind.CORRECTION or alert.kind is AlertKind.CORRECTION:
            yield from _correction(change)
        else:
            yield Line(change_in_words(change), _NAMES.get(change.kind, _CHANGED))


def change_in_words(change: Change) -> str:
    """From what to what."""
    if change.before and change.after:
        return f"{_what(change)}{change.before} → {change.after}"
    if change.before:
        return f"{_what(change)}no longer {change.before}"
    return f"{_what(change)}{change.after}" if change.after else change.what


def _correction(change: Change) -> Iterator[Line]:
    yield Line(change.what, "Corrected")
    if change.before:
        yield Line(change.before, "Told before")
    if change.after:
        yield Line(change.after, "Right now")


def _what(change: Change) -> str:
    return f"{change.what}: " if change.what else ""
