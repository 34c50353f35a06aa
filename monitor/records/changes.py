"""What can be otherwise in a story than people were told."""

from enum import StrEnum

from monitor.records.base import Record


class ChangeKind(StrEnum):
    """What can change in a story, as `again` of a watch names it."""

    MODALITY = "modality"  # planned → asserted, asserted → negated
    EVENT = "event"  # a new event type, or a new role of a watched actor
    FIGURE = "figure"  # dead 3 → 40
    PLACE = "place"
    SEVERITY = "severity"  # of the watch's own steps, upwards
    PUBLISHERS = "publishers"  # independent ones crossed a number
    CORRECTION = "correction"  # what was told was corrected, denied or withdrawn by its publisher; told in any case


class Change(Record, frozen=True, kw_only=True):
    """One thing that is otherwise than people were told."""

    kind: ChangeKind  # what sort of thing
    what: str  # such as "dead", or the event in words
    before: str = ""  # as it was told, "" where nothing was
    after: str = ""  # as it is now, "" where it is no more
