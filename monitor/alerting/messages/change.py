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
_STANCES: Final = {"asserted": "reported as fact"}
_OF_NO_FIGURE: Final = ("article", "who")  # what a correction is about where both sides speak for themselves


def change_lines(alert: Alert) -> Iterator[Line]:
    """What `alert` says to be otherwise; of a correction, what was told and what is right now, a line each."""
    for change in alert.changes:
        if change.kind is ChangeKind.CORRECTION or alert.kind is AlertKind.CORRECTION:
            yield from _correction(change)
        else:
            yield Line(change_in_words(change), _NAMES.get(change.kind, _CHANGED))


def change_in_words(change: Change) -> str:
    """From what to what."""
    before, after = _said(change.before), _said(change.after)
    if before and after:
        return f"{_what(change)}{before} → {after}"
    if before:
        return f"{_what(change)}no longer {before}"
    return f"{_what(change)}{after}" if after else change.what


def _correction(change: Change) -> Iterator[Line]:
    """What was told and what is right now; where neither is known, what is corrected."""
    of = "" if change.what in _OF_NO_FIGURE else _what(change)
    if change.before:
        yield Line(f"{of}{_said(change.before)}", "Told before")
    if change.after:
        yield Line(f"{of}{_said(change.after)}", "Right now")
    if not change.before and not change.after:
        yield Line(change.what, "Corrected")


def _said(stance: str) -> str:
    """A stance of an event in plain English; other text as it is."""
    return _STANCES.get(stance, stance)


def _what(change: Change) -> str:
    return f"{change.what}: " if change.what else ""
