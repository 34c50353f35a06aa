"""An event of a new type, or a new role of a watched actor."""

from collections.abc import Iterator

from monitor.alerting.facts.facts import Facts, Happening
from monitor.alerting.facts.sides import in_words
from monitor.records import Change, ChangeKind


def new_events(told: Facts, new: Facts) -> Iterator[Change]:
    """The events of `new` of a type that was not told."""
    types = {happening.type for happening in told.happenings}
    for happening in new.happenings:
        if _counts(happening) and happening.type not in types and happening.trigger not in told.words:
            types.add(happening.type)
            yield Change(kind=ChangeKind.EVENT, what=in_words(happening), after="asserted")


def _counts(happening: Happening) -> bool:
    watched = happening.asked or any(side.watched for side in happening.actors)
    return happening.headline and happening.sure and not happening.modes and watched
