"""An event as found in one sentence, before its modes are settled; positions are indices of tokens."""

from monitor.annotate.typing.senses import Reading
from monitor.records import Record


class Draft(Record, frozen=True, kw_only=True):
    """What a trigger was read as, and who stands in its roles."""

    reading: Reading
    trigger: int
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    goes_on: bool = False  # nobody is named: it counts only where it goes on about an event told before
