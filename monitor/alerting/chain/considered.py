"""A match beside what its watch has told: what is new in it, and how loud it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from monitor.alerting import facts
from monitor.alerting.chain.elsewhere import told_elsewhere
from monitor.alerting.chain.known import Known, combined, own_state, parts_of
from monitor.alerting.facts import Facts
from monitor.alerting.facts.steps import severity_of
from monitor.alerting.facts.texts.words import stems
from monitor.alerting.policy import Policy
from monitor.alerting.state import AlertState, WatchState, together
from monitor.records import Acknowledgement, Change, ChangeKind, Match, Mute, Record, Relation, Severity


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
    is_told_elsewhere: bool  # lately, in other stories, and not in this one
    told_under: str = ""  # the headline under which it was told last there
    now: datetime

    @property
    def is_told(self) -> bool:
        """Whether people were told of the story, or of the same in another one."""
        return self.state.alerts > 0 or self.is_told_elsewhere

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
    elsewhere = told_elsewhere(match, new, known, now)
    is_told_elsewhere = bool(elsewhere) and state.alerts == 0
    if is_told_elsewhere:
        state = _following(state, elsewhere[-1])
    before = together((*(each.told for each in elsewhere), state.told, state.held_facts))
    changes = _changes(before, new, known.policy, is_told_elsewhere=is_told_elsewhere) if before else ()
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
        is_told_elsewhere=is_told_elsewhere,
        told_under=_headline(elsewhere) if is_told_elsewhere else "",
        now=now,
    )


def _headline(told: Sequence[AlertState]) -> str:
    """That of what was told last."""
    return told[-1].told.title if told and told[-1].told else ""


def _following(state: AlertState, wider: AlertState) -> AlertState:
    """`state` of a story that goes on with what was told in another one: its alerts follow that, to who was told."""
    return replace(state, last_alert=wider.last_alert, replaceable=wider.replaceable, routes=wider.routes)


def _changes(told: Facts, new: Facts, policy: Policy, *, is_told_elsewhere: bool) -> tuple[Change, ...]:
    """What is new; of another story a place counts as well, unless it was told of: a town beside its province, or the
    north of a country that was named."""
    if not is_told_elsewhere:
        return facts.changes(told, new, policy)
    with_places = replace(policy, again=tuple(dict.fromkeys((*policy.again, ChangeKind.PLACE))))
    changes, known = facts.changes(told, new, with_places), set(told.words)
    return tuple(
        each for each in changes if each.kind is not ChangeKind.PLACE or not known.issuperset(_place_stems(each.after))
    )


def _place_stems(place: str) -> Iterator[str]:
    """The stems of the names in the words for a place: that of Somalia for "northern Somalia"."""
    return stems(" ".join(word for word in place.split() if not word.islower()) or place)
