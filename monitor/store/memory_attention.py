"""What people say about alerts, silences of watches, and which watches are configured, in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from monitor.alerting.renames import acknowledgement_moved, moved, silence_moved, watch_moved
from monitor.records import Acknowledgement, Mute
from monitor.store.base import KnownWatch, Silence
from monitor.store.memory_alerts import MemoryAlertStore
from monitor.store.memory_rows import remove


class MemoryAttentionStore(MemoryAlertStore):
    """See AttentionStore and WatchStore. Never raises."""

    def __init__(self) -> None:
        super().__init__()
        self._mutes: dict[str, Mute] = {}
        self._acknowledgements: dict[tuple[str, str], Acknowledgement] = {}
        self._silences: dict[str, Silence] = {}
        self._watches: dict[str, KnownWatch] = {}
        self._renames: dict[str, tuple[str, datetime]] = {}  # by old id: the one now, and since when

    async def remember_mute(self, mute: Mute) -> None:
        """Writes one mute."""
        self._mutes[mute.id] = mute

    async def mutes(self, since: datetime) -> Sequence[Mute]:
        """Mutes that end at `since` or later, whether somebody ended them sooner or not; what ends first is first."""
        kept = (mute for mute in self._mutes.values() if mute.until >= since)
        return sorted(kept, key=lambda mute: (mute.until, mute.id))

    async def remember_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """Writes what is said of a watch and story, in the place of what was said before."""
        self._acknowledgements[acknowledgement.watch, acknowledgement.story] = acknowledgement

    async def acknowledgements(self, watch: str | None = None) -> Sequence[Acknowledgement]:
        """Those of a watch, or all, newest first."""
        by_story = sorted(self._acknowledgements.values(), key=lambda each: each.story)
        newest_first = sorted(by_story, key=lambda each: each.at, reverse=True)
        return [each for each in newest_first if watch in (None, each.watch)]

    async def silences(self) -> dict[str, Silence]:
        """How long each watch that tells absence has been without a match, by watch."""
        return dict(self._silences)

    async def remember_silence(self, silence: Silence) -> None:
        """Writes it."""
        self._silences[silence.watch] = silence

    async def forget_mutes(self, before: datetime) -> int:
        """Removes mutes that end before `before`; returns how many."""
        return remove(self._mutes, lambda mute: mute.until < before)

    async def forget_acknowledgements(self, before: datetime) -> int:
        """Removes acknowledgements made before `before`; returns how many."""
        return remove(self._acknowledgements, lambda each: each.at < before)

    async def forget_silences(self, kept: Collection[str]) -> int:
        """Removes those of all watches but these; returns how many."""
        return remove(self._silences, lambda silence: silence.watch not in kept)

    async def known_watches(self) -> Sequence[KnownWatch]:
        """All of them, those that are gone included, by id."""
        return [self._watches[watch] for watch in sorted(self._watches)]

    async def remember_watches(
        self, watches: Sequence[KnownWatch], taken_over: Mapping[str, KnownWatch], now: datetime
    ) -> Mapping[str, str]:
        """Writes `watches`; those that are `taken_over`, by their id, go on as others."""
        taken = {old: new for old, new in taken_over.items() if self._watches.pop(old, None) is not None}
        for old, new in taken.items():
            self._go_on(old, new)
            self._renames = {each: (_after(known, old, new.watch), at) for each, (known, at) in self._renames.items()}
            self._renames[old] = new.watch, now
        self._watches |= {each.watch: each for each in watches}
        for each in watches:
            if not each.is_gone:
                self._renames.pop(each.watch, None)
        return {old: new.watch for old, new in taken.items()}

    async def renames(self) -> Mapping[str, str]:
        """By the ids of watches that went on under another one, those under which they are known now."""
        return {old: known for old, (known, _) in self._renames.items()}

    async def forget_renames(self, before: datetime) -> int:
        """Removes renames of watches that went on under another id before `before`; returns how many."""
        return remove(self._renames, lambda rename: rename[1] < before)

    async def forget_watches(self, configured: Collection[str]) -> int:
        """Removes those that are not `configured` and have no watch state; returns how many."""
        kept = {*configured, *self._watch_states}
        return remove(self._watches, lambda each: each.watch not in kept)

    def _go_on(self, old: str, new: KnownWatch) -> None:
        """What is remembered of the watch `old` goes over to `new`."""
        name, states, there = new.watch, self._alert_states.pop(old, {}), self._alert_states[new.watch]
        there |= {story: moved(state, name, there.get(story)) for story, state in states.items()}
        self._alert_states[old] |= {story: state for story, state in states.items() if state.held}
        if (state := self._watch_states.pop(old, None)) is not None:
            self._watch_states[name] = watch_moved(state, new, self._watch_states.get(name))
        if (silence := self._silences.pop(old, None)) is not None:
            self._silences[name] = silence_moved(silence, name, self._silences.get(name))
        self._say_of(old, name)

    def _say_of(self, old: str, new: str) -> None:
        """What people said of the watch `old` is said of `new`."""
        for watch, story in [key for key in self._acknowledgements if key[0] == old]:
            said, there = self._acknowledgements.pop((watch, story)), self._acknowledgements.get((new, story))
            self._acknowledgements[new, story] = acknowledgement_moved(said, new, there)
        about = {name: mute for name, mute in self._mutes.items() if mute.matcher.watch == old}
        self._mutes |= {name: replace(m, matcher=replace(m.matcher, watch=new)) for name, m in about.items()}


def _after(watch: str, old: str, new: str) -> str:
    return new if watch == old else watch
