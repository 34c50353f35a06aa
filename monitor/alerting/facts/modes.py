"""What was planned happens, what happened is denied: the mode of an event that was told has flipped."""

from collections.abc import Iterator

from monitor.alerting.facts.facts import Facts, Happening
from monitor.alerting.facts.sides import alike, in_words
from monitor.records import AuxiliaryMode, Change, ChangeKind

_UNREAL = frozenset({AuxiliaryMode.FUTURE, AuxiliaryMode.HYPOTHETICAL})


def turns(told: Facts, new: Facts) -> Iterator[Change]:
    """The events of `new` that were told in another mode."""
    for happening in new.happenings:
        same = [each for each in told.happenings if alike(each, happening)]
        before, after = {called(each) for each in same}, called(happening)
        if not happening.prominent or not happening.sure or not same or after in before:
            continue
        if after == "asserted" or (after == "denied" and "asserted" in before):
            said = "asserted" if "asserted" in before else called(same[-1])
            yield Change(kind=ChangeKind.MODALITY, what=in_words(happening), before=said, after=after)


def called(happening: Happening) -> str:
    """The mode of an event as people are told it."""
    if AuxiliaryMode.NEGATED in happening.modes:
        return "denied"
    return "planned" if _UNREAL.intersection(happening.modes) else "asserted"
