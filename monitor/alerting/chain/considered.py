"""A match beside what its watch has told: what is new in it, and how loud it is."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from monitor.alerting import facts
from monitor.alerting.chain.known import Known, combined, own_state, parts_of
from monitor.alerting.facts import Facts, Happening
from monitor.alerting.facts.sides import fit
from monitor.alerting.facts.steps import severity_of
from monitor.alerting.policy import Policy
from monitor.alerting.state import AlertState, WatchState, together
from monitor.records import Acknowledgement, Change, ChangeKind, Match, Mute, Record, Relation, Severity

SAME_DAY: Final = timedelta(hours=36)
"""Two tellings of one event in two stories of a storyline are no further apart."""


class Considered(Record, frozen=True, kw_only=True):
    """What the steps of the chain look at."""

    match: Match
    policy: Policy
    mutes: tuple[Mute, ...]
    acknowledgements: tuple[Acknowledgement, ...]
    watch: WatchState
    own: AlertState  # of the watch in the story, before this match
    parts: tuple[AlertState, ...]  # of the stories that were merged into it
    state: AlertState  # all of these as one
    facts: Facts  # of the match
    changes: tuple[Change, ...]  # what is new in it, of the kinds that count for the watch
    severity: Severity  # that its alert has, or would have
    is_told_elsewhere: bool  # the very same event, in another story of the storyline
    now: datetime

    @property
    def is_told(self) -> bool:
        """Whether people were told of the story."""
        return self.state.alerts > 0

    @property
    def is_correction(self) -> bool:
        """Whether what people were told is corrected or withdrawn."""
        return self.is_told and self.has_change(ChangeKind.CORRECTION)

    @property
    def is_held_itself(self) -> bool:
        """Whether an earlier version of the article may be held, and was not told."""
        told = self.state.told.articles if self.state.told else ()
        is_version = self.match.relation is Relation.SAME_ARTICLE and self.match.article.id not in told
        return is_version and self.state.held > 0

    def has_change(self, *kinds: ChangeKind) -> bool:
        """Whether something of these kinds is new."""
        return any(change.kind in kinds for change in self.changes)


def considered(match: Match, known: Known, now: datetime) -> Considered:
    """`match` beside what is known of its watch and story at `now`."""
    own, new = own_state(match, known, now), facts.of(match)
    parts = parts_of(own, match, known)
    state = combined(own, parts)
    before = together((state.told, state.held_facts))
    changes = facts.changes(before, new, known.policy) if before else ()
    wider = known.states.get(match.storyline)
    return Considered(
        match=match,
        policy=known.policy,
        mutes=known.mutes,
        acknowledgements=known.acknowledgements,
        watch=known.watch or WatchState(watch=match.watch, watchlist=match.watchlist, last=now),
        own=own,
        parts=parts,
        state=state,
        facts=new,
        changes=changes,
        severity=severity_of(together((before, new)) or new, known.policy),
        is_told_elsewhere=wider is not None and _is_told(new.happenings, wider, now),
        now=now,
    )


def _is_told(happenings: Iterable[Happening], wider: AlertState, now: datetime) -> bool:
    """Whether what a match is about was told in the storyline lately: all that stands in front of it."""
    if wider.told is None or wider.told_at is None or abs(now - wider.told_at) > SAME_DAY:
        return False
    front = [each for each in happenings if each.prominent]
    return bool(front) and all(any(_is_same(each, told) for told in wider.told.happenings) for each in front)


def _is_same(one: Happening, other: Happening) -> bool:
    """Whether two tellings are of one event: the type, the mode, and parties that are known on both sides."""
    if one.type is not other.type or set(one.modes) != set(other.modes):
        return False
    pairs = ((one.actors, other.actors), (one.recipients, other.recipients))
    return all(bool(here) == bool(there) and fit(here, there) for here, there in pairs) and any(map(all, pairs))
