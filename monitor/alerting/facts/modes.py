"""What was planned happens, what happened is denied: the mode of an event that was told has flipped."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from monitor.alerting.facts.facts import Concern, Facts, Happening, Side
from monitor.alerting.facts.sides import alike, fit, in_words, is_appointment, share
from monitor.alerting.facts.texts.words import stem, stems
from monitor.records import AuxiliaryMode, Change, ChangeKind, EventType

_UNREAL: Final = frozenset({AuxiliaryMode.FUTURE, AuxiliaryMode.HYPOTHETICAL})
_SURE: Final = 0.25  # less than for an alert by itself: that it was told in another mode bears it out
_ALONE: Final = 0.5  # where only its words bear it out
_DENIALS: Final = frozenset(map(stem, "deny denies denied denial dispute refute".split()))
_CONFIRMS: Final = frozenset(map(stem, "confirm admit acknowledge".split()))
_APPROVAL: Final = frozenset(map(stem, "approve adopt ratify sign endorse back clear".split()))
_DEEDS: Final = frozenset(EventType) - {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT}
_ANNOUNCED: Final = {
    EventType.AGREE: frozenset(
        {EventType.CONSULT, EventType.COOPERATE, EventType.AID, EventType.SUPPORT, EventType.RETREAT, EventType.CONCEDE}
    ),
    EventType.THREATEN: frozenset(
        {EventType.ASSAULT, EventType.SANCTION, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST}
    ),
}
"""PLOVER's types of what is promised or threatened, and the types of what then comes of it."""
_STRUCK: Final = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
_WORDS_ONLY: Final = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN})


class Stance(StrEnum):
    """Whether something happens, as people are told it."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DENIED = "denied"
    CALLED_OFF = "called off"


def turns(told: Facts, new: Facts) -> Iterator[Change]:
    """The events of `new` that were told in another mode, each type once, and each change."""
    seen: set[EventType | Change] = set()
    for happening in new.happenings:
        change = turn(told, new, happening)
        if change is not None and seen.isdisjoint((happening.type, change)):
            seen |= {happening.type, change}
            yield change


def turn(told: Facts, new: Facts, happening: Happening) -> Change | None:
    """How the mode of an event of `new` differs from what was told of it, if it does."""
    spoken_of = any(each.trigger == happening.trigger and each.type is happening.type for each in told.happenings)
    sure = happening.confidence >= _SURE or (happening.headline and (spoken_of or _approves(happening)))
    unsure = not sure and happening.concerns is not Concern.ASKED
    if not happening.prominent or unsure or happening.concerns is Concern.NOTHING:
        return None
    before, after = _flip(told, new, happening)
    if before is None:
        return None
    return Change(kind=ChangeKind.MODALITY, what=in_words(before), before=stance(before), after=after)


def stance(happening: Happening) -> Stance:
    """Whether it happens, as it was told."""
    if AuxiliaryMode.NEGATED in happening.modes:
        return Stance.DENIED
    announced = happening.type in _ANNOUNCED and bool(happening.operators)
    return Stance.PLANNED if announced or _UNREAL.intersection(happening.modes) else Stance.ASSERTED


def _flip(told: Facts, facts: Facts, new: Happening) -> tuple[Happening | None, Stance]:
    """What was told of `new` in another mode, and what is told now."""
    ours = (each for each in told.happenings if each.concerns is not Concern.NOTHING or facts.withdrawal is None)
    same = [each for each in ours if alike(each, new)]
    if not new.modes:
        if taken_back := _taken_back(told, facts, new):
            return taken_back, Stance.DENIED if stance(taken_back) is Stance.ASSERTED else Stance.CALLED_OFF
        made = new.trigger not in _APPROVAL and any(map(_is_made, same))
        if made or any(_is_told(told, each) for each in same) or stance(new) is not Stance.ASSERTED:
            return None, Stance.ASSERTED
        return next((each for each in told.happenings if _foretells(each, new)), None), Stance.ASSERTED
    if AuxiliaryMode.NEGATED in new.modes and not any(stance(each) is Stance.DENIED for each in same):
        before = next(iter(same), None)
        planned = before is not None and stance(before) is Stance.PLANNED
        return before, Stance.CALLED_OFF if planned else Stance.DENIED
    return _taken_back(told, facts, new), Stance.CALLED_OFF


def _foretells(told: Happening, new: Happening) -> bool:
    """Whether `told` said that `new` would come, or that it did not happen."""
    if stance(told) is Stance.ASSERTED and told.type is not EventType.THREATEN:
        return False
    if alike(told, new) or _is_spoken_of(told, new):
        return True
    comes = new.type in _ANNOUNCED.get(told.type, ())
    if not comes or AuxiliaryMode.NEGATED in told.modes:
        return False
    parties = share(told.actors, new.actors) and fit(told.recipients, new.recipients)
    return parties and (new.type is EventType.CONSULT or told.type is EventType.THREATEN or _same_matter(told, new))


def _is_made(told: Happening) -> bool:
    """Whether it is an agreement that is made already, on what is to come: "agreed to share"."""
    return told.type is EventType.AGREE and bool(told.operators) and not told.modes


def _is_told(told: Facts, happening: Happening) -> bool:
    """Whether it was told to have happened; who announces a meeting speaks of one, too: "led by the minister"."""
    if stance(happening) is not Stance.ASSERTED:
        return False
    beside = (each for each in told.happenings if each.article == happening.article and is_appointment(each))
    return happening.type is not EventType.CONSULT or not any(share(each.actors, happening.actors) for each in beside)


def _is_spoken_of(told: Happening, new: Happening) -> bool:
    """Whether what is done now was a part of a plan: "is expected to resign", "plan to approve the jets"."""
    parties = share((*told.actors, *told.recipients), new.actors)
    if AuxiliaryMode.NEGATED in told.modes or not parties:
        return False
    sure = new.confidence >= _ALONE
    approves = _approves(new) and (sure or new.headline)
    return (approves and _same_matter(told, new)) or (sure and new.type in _DEEDS and new.trigger in told.words)


def _taken_back(told: Facts, facts: Facts, new: Happening) -> Happening | None:
    """What was told and is now denied or called off by who does it: "denied that it had struck", "cancels visit"."""
    confirmed = not _CONFIRMS.isdisjoint(stems(facts.title)) or _is_approved(facts, new)
    if new.type is not EventType.REJECT or _has_refused(told, new) or confirmed:
        return None
    words = {*facts.words, *new.words}
    denies = not _DENIALS.isdisjoint(words)
    ours = [each for each in told.happenings if each.concerns is not Concern.NOTHING or facts.withdrawal is None]
    spoken_of = (each for each in ours if each.type not in _WORDS_ONLY and each.trigger in words)
    theirs = (each for each in spoken_of if share(each.actors, new.actors) or _is_disputed(each, new))
    meant = (each for each in ours if _is_given_up(each, new))
    blamed = (each for each in ours if _is_blamed(each, new))
    return next((each for each in (*theirs, *meant, *blamed) if _can_be_taken_back(each, denies)), None)


def _is_approved(facts: Facts, refused: Happening) -> bool:
    """Whether the title says that who is read to refuse approves: "approves force", "voted by 13 to none"."""
    approvals = (each for each in facts.happenings if each.headline and _approves(each))
    return not refused.headline and any(share(each.actors, refused.actors) for each in approvals)


def _approves(happening: Happening) -> bool:
    return happening.type is EventType.SUPPORT and not happening.modes and happening.trigger in _APPROVAL


def _is_given_up(told: Happening, new: Happening) -> bool:
    """Whether who meant to do something refuses to: "plans to expel the envoy", "rules out expelling the envoy"."""
    parties = share(told.actors, new.actors) and fit(told.recipients, new.recipients)
    return parties and stance(told) is Stance.PLANNED and _same_matter(told, new)


def _is_blamed(told: Happening, new: Happening) -> bool:
    """Whether who denies was told to have struck, or was accused of it, by whatever word: it names what it denies."""
    sides = told.recipients if told.type is EventType.ACCUSE else told.actors if told.type in _STRUCK else ()
    known = any(side.actor or side.country for side in new.actors)
    return known and new.trigger in _DENIALS and share(sides, new.actors)


def _is_disputed(told: Happening, new: Happening) -> bool:
    """Whether the other side says in one sentence that what was told of it did not happen."""
    named = any(_is_named(side, new) for side in told.recipients)
    return stance(told) is Stance.ASSERTED and told.trigger in new.words and named


def _is_named(side: Side, new: Happening) -> bool:
    """Whether at least half of the words of a party stand in a sentence: one of them may be where it is."""
    words = {*stems(side.text)}
    return 2 * len(words.intersection(new.words)) >= max(1, len(words))


def _can_be_taken_back(told: Happening, denies: bool) -> bool:
    return stance(told) is Stance.PLANNED or (denies and stance(told) is Stance.ASSERTED)


def _has_refused(told: Facts, new: Happening) -> bool:
    """Whether who refuses or denies now was told to have done so."""
    return any(each.type is EventType.REJECT and share(each.actors, new.actors) for each in told.happenings)


def _same_matter(told: Happening, new: Happening) -> bool:
    """Whether two tellings share a word besides the names of their parties."""
    sides = (*told.actors, *told.recipients, *new.actors, *new.recipients)
    names = {word for side in sides for word in stems(side.text)}
    return not (set(told.words) & set(new.words)) <= names
