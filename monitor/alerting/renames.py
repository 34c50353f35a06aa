"""Which watch goes on under another id: one that is gone, where one that is new says the same, and no other does."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec.structs import replace

from monitor.alerting.attention.absence import Silence
from monitor.alerting.chain.recording import REMEMBERED_MATCHES
from monitor.alerting.state import AlertState, WatchState, together
from monitor.records import Acknowledgement, Record

R = TypeVar("R", bound=Record)


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


def moved(state: AlertState, watch: str, there: AlertState | None = None) -> AlertState:
    """`state` as that of `watch`, joined with what is `there` already.

    It does not tell what `state` holds: that is told under the id it was found by.
    """
    own = replace(state, watch=watch)
    if state.held:
        told = together((state.told, state.held_facts))
        own = replace(own, alerts=state.alerts + 1, told=told, held=0, held_facts=None)
    return own if there is None else _joined(own, there)


def watch_moved(state: WatchState, new: KnownWatch, there: WatchState | None) -> WatchState:
    """The later one of `state` and what is `there` already, as that of `new`."""
    return replace(_later(state, there, lambda each: each.last), watch=new.watch, watchlist=new.watchlist)


def silence_moved(silence: Silence, watch: str, there: Silence | None) -> Silence:
    """The later one of `silence` and what is `there` already, as that of `watch`."""
    return replace(_later(silence, there, lambda each: each.heard), watch=watch)


def acknowledgement_moved(said: Acknowledgement, watch: str, there: Acknowledgement | None) -> Acknowledgement:
    """The later one of what is `said` and what is `there` already, of `watch`."""
    return replace(_later(said, there, lambda each: each.at), watch=watch)


def _joined(own: AlertState, there: AlertState) -> AlertState:
    """Both as one; `own` holds nothing, and what both have told is the same in part."""
    earlier, later = sorted((own, there), key=lambda each: (each.told_at is not None, each.told_at or each.last))
    return replace(
        later,
        alerts=max(own.alerts, there.alerts),
        first=min(own.first, there.first),
        last=max(own.last, there.last),
        last_alert=later.last_alert or earlier.last_alert,
        suppressed=max(own.suppressed, there.suppressed),
        matches=_all_of(earlier.matches, later.matches)[-REMEMBERED_MATCHES:],
        told=together((earlier.told, later.told)),
        held=there.held,
        unsure=max(own.unsure, there.unsure),
        held_facts=there.held_facts,
        routes=_all_of(earlier.routes, later.routes),
        parts=_all_of(earlier.parts, later.parts),
        part_of=later.part_of or earlier.part_of,
    )


def _all_of(earlier: Sequence[str], later: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*earlier, *later)))


def _later(own: R, there: R | None, at: Callable[[R], datetime]) -> R:
    return own if there is None else max(there, own, key=at)


def _by_fingerprint(watches: Iterable[KnownWatch]) -> Mapping[str, Sequence[KnownWatch]]:
    found: defaultdict[str, list[KnownWatch]] = defaultdict(list)
    for each in watches:
        found[each.fingerprint].append(each)
    return found
