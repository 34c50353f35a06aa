"""What is known when a match is decided."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce

from msgspec.structs import replace

from monitor.alerting.policy import Policy
from monitor.alerting.state import AlertState, WatchState, together, unknown
from monitor.records import Acknowledgement, Match, Mute, Record


class Known(Record, frozen=True, kw_only=True):
    """What is known of the watch of a match, and of its story in this watch."""

    policy: Policy
    states: Mapping[str, AlertState]  # of the watch, by story: that of the match, its parts, its storyline
    lately: tuple[AlertState, ...] = ()  # of the watch, in all stories that it met lately, the last one first
    watch: WatchState | None = None
    mutes: tuple[Mute, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()


def policy_of(policies: Mapping[str, Policy], match: Match) -> Policy:
    """The policy of the watch of `match`; of a watch that is not configured any more, what the match says."""
    missing = Policy(watch=match.watch, watchlist=match.watchlist, severity=match.severity, routes=match.routes)
    return policies.get(match.watch, missing)


def stories_of(match: Match) -> tuple[str, ...]:
    """The ids under which states are looked up: the story, those that are parts of it, its storyline."""
    return tuple(dict.fromkeys(filter(None, (match.story, *match.merged, match.storyline))))


def redirects(states: Mapping[str, AlertState]) -> tuple[str, ...]:
    """Further stories to look up: those in which some of `states` are counted by now, and those counted in them."""
    named = {name for state in states.values() for name in (*state.parts, state.part_of) if name}
    return tuple(sorted(named - states.keys()))


def own_state(match: Match, known: Known, now: datetime) -> AlertState:
    """What is recorded of the story of `match` itself: of the story that it is a part of, where it was merged."""
    own = known.states.get(match.story)
    if own is not None and own.part_of in known.states:
        own = known.states[own.part_of]
    return own or unknown(match.watch, match.story, now)


def parts_of(own: AlertState, match: Match, known: Known) -> tuple[AlertState, ...]:
    """What is recorded of the stories that were merged into that of `own`, and of those merged into these before."""
    names = [*own.parts, *match.merged, match.story]
    for name in names:  # grows while it is read
        further = known.states[name].parts if name in known.states else ()
        names += [part for part in further if part not in names]
    found = (name for name in dict.fromkeys(names) if name != own.story)
    return tuple(known.states[name] for name in found if name in known.states)


def combined(own: AlertState, parts: Iterable[AlertState]) -> AlertState:
    """`own` with what was told and held in its parts: nothing that was told there is told again."""
    return reduce(_with_part, parts, own)


def linked(own: AlertState, parts: Sequence[AlertState]) -> tuple[AlertState, tuple[AlertState, ...]]:
    """`own`, naming its parts, and those of the parts that do not say yet where they are counted."""
    named = replace(own, parts=tuple(dict.fromkeys((*own.parts, *(part.story for part in parts)))))
    return named, tuple(replace(part, part_of=own.story) for part in parts if part.part_of != own.story)


def _with_part(state: AlertState, part: AlertState) -> AlertState:
    is_later = part.told_at is not None and (state.told_at is None or part.told_at > state.told_at)
    later = part if is_later else state
    return replace(
        state,
        alerts=state.alerts + part.alerts,
        last_alert=later.last_alert or state.last_alert or part.last_alert,
        matches=(*part.matches, *state.matches),
        told=together((state.told, part.told)),
        told_at=later.told_at,
        pace=later.pace,
        replaceable=later.replaceable,
        held=state.held + part.held,
        unsure=state.unsure + part.unsure,
        held_facts=together((state.held_facts, part.held_facts)),
        routes=tuple(dict.fromkeys((*state.routes, *part.routes))),
    )
