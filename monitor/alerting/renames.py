"""Which watch goes on under another id: one that is gone, where one that is new says the same, and no other does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from monitor.alerting.state import AlertState, together
from monitor.records import Record


class KnownWatch(Record, frozen=True, kw_only=True):
    """A watch as it was configured last."""

    watch: str  # its id
    watchlist: str  # name of its file
    fingerprint: str  # SHA-256 of all that it says but its id and its description, in hexadecimal
    is_gone: bool = False  # it was taken out of the configuration


def renamed(remembered: Iterable[KnownWatch], configured: Iterable[KnownWatch]) -> dict[str, KnownWatch]:
    """By the id of a watch that is not `configured` any more, the one that it goes on as.

    That one is unknown so far, or was gone. Where several say the same among those that are gone or among those that
    are new, none of them goes on: which is which, nobody knows.
    """
    before, now = {each.watch: each for each in remembered}, {each.watch: each for each in configured}
    gone = _by_fingerprint(each for each in before.values() if each.watch not in now)
    new = _by_fingerprint(each for each in now.values() if each.watch not in before or before[each.watch].is_gone)
    pairs = ((gone.get(fingerprint, ()), watches) for fingerprint, watches in new.items())
    return {old[0].watch: watches[0] for old, watches in pairs if len(old) == len(watches) == 1}


def changed(
    remembered: Iterable[KnownWatch], configured: Iterable[KnownWatch], taken_over: Mapping[str, KnownWatch]
) -> list[KnownWatch]:
    """What is to be remembered otherwise than it is; those that are `taken_over`, by id, are no more."""
    before, now = {each.watch: each for each in remembered}, {each.watch: each for each in configured}
    gone = (each for each in before.values() if each.watch not in now and each.watch not in taken_over)
    wanted = (*now.values(), *(replace(each, is_gone=True) for each in gone))
    return [each for each in wanted if before.get(each.watch) != each]


def moved(state: AlertState, watch: str) -> AlertState:
    """`state` as that of `watch`, which need not tell what is held: that is told under the id it was found by."""
    if not state.held:
        return replace(state, watch=watch)
    told = together((state.told, state.held_facts))
    return replace(state, watch=watch, alerts=state.alerts + 1, told=told, held=0, held_facts=None)


def _by_fingerprint(watches: Iterable[KnownWatch]) -> Mapping[str, Sequence[KnownWatch]]:
    found: defaultdict[str, list[KnownWatch]] = defaultdict(list)
    for each in watches:
        found[each.fingerprint].append(each)
    return found
