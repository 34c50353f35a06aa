"""A match beside what its watch has told: what is new in it, and how loud it is."""

from datetime import datetime, timedelta
from functools import cache
from typing import Final

from msgspec.structs import replace

from monitor.alerting import facts
from monitor.alerting.chain.known import Known, combined, own_state, parts_of
from monitor.alerting.facts import Facts
from monitor.alerting.facts.sides import alike
from monitor.alerting.facts.steps import severity_of
from monitor.alerting.facts.texts.words import stem, stems
from monitor.alerting.policy import Policy
from monitor.alerting.state import AlertState, WatchState, together
from monitor.records import Acknowledgement, Change, ChangeKind, Match, Mute, Record, Relation, Severity
from monitor.text.ordinary import function_words

LATELY: Final = timedelta(hours=72)
"""For so long what was told in one story of a storyline is known in the others."""
SHARED_WORDS: Final = 2
"""Stems of title and first sentences that two stories of a storyline share at least, where they tell one thing;"""
SHARED_PART: Final = 0.15
"""and this part of the later one's."""


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
    is_told_elsewhere: bool  # lately, in another story of the storyline, and not in this one
    now: datetime

    @property
    def is_told(self) -> bool:
        """Whether people were told of the story, or of another one of its storyline."""
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
    wider = _told_lately(known.states.get(match.storyline), new, _asked_for(match), now)
    is_told_elsewhere = wider is not None and state.alerts == 0
    if wider is not None and is_told_elsewhere:
        state = _following(state, wider)
    before = together((state.told, state.held_facts, wider.told if wider else None))
    policy = _with_places(known.policy) if is_told_elsewhere else known.policy
    changes = facts.changes(before, new, policy) if before else ()
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
        now=now,
    )


def _told_lately(wider: AlertState | None, new: Facts, asked_for: frozenset[str], now: datetime) -> AlertState | None:
    """What was told in the storyline, if it was not long ago and is of what the match is about.

    Every match has the words that the watch asks for (`asked_for`), so these tell nothing: others must be shared.
    """
    if wider is None or wider.told is None or wider.told_at is None or abs(now - wider.told_at) > LATELY:
        return None
    own = set(new.words) - asked_for - _function_words()
    is_of_it = len(own & set(wider.told.words)) >= max(SHARED_WORDS, SHARED_PART * len(own))
    return None if not is_of_it or _is_between_others(new, wider.told) else wider


def _asked_for(match: Match) -> frozenset[str]:
    """The stems of the words by which the watch was met."""
    return frozenset(each for piece in match.evidence for each in stems(piece.matched.text))


@cache
def _function_words() -> frozenset[str]:
    """The stems of words that every text has."""
    return frozenset(map(stem, function_words("en")))


def _is_between_others(new: Facts, told: Facts) -> bool:
    """Whether what stands in front is of a type that was told, and only between others."""
    for happening in new.happenings:
        same_type = [each for each in told.happenings if each.type is happening.type and each.prominent]
        if happening.prominent and same_type and not any(alike(happening, each) for each in same_type):
            return True
    return False


def _following(state: AlertState, wider: AlertState) -> AlertState:
    """`state` of a story that goes on with what was told in another one: its alerts follow that, to who was told."""
    return replace(state, last_alert=wider.last_alert, replaceable=wider.replaceable, routes=wider.routes)


def _with_places(policy: Policy) -> Policy:
    """Of another story of the storyline a new place counts as well."""
    return replace(policy, again=tuple(dict.fromkeys((*policy.again, ChangeKind.PLACE))))
