"""Articles that do not meet a watch and take up what it told: edited, withdrawn, denied, a figure far above.

Who asks for assaults does not ask for denials, and is told all the same that what was told is denied. Who asks for a
person hears no figures of what the person was named with.
"""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.corrections import corrections
from monitor.alerting.facts.facts import Concern, Facts
from monitor.alerting.facts.figures import jumps
from monitor.alerting.facts.modes import Stance, turns
from monitor.alerting.facts.stages import is_taken_back, moved
from monitor.alerting.facts.texts.marks import mark_in, takes_back
from monitor.alerting.facts.texts.opening import opening
from monitor.alerting.facts.texts.tolls import figures
from monitor.alerting.facts.texts.words import stems
from monitor.records import AnnotatedArticle, Change, EventType, Relation, Withdrawal

GOES_ON: Final = frozenset({Relation.SAME_ARTICLE, Relation.EXPANDED, Relation.FOLLOW_UP})
"""What an article that may take up something is to its story."""
_BACK: Final = frozenset({Stance.DENIED, Stance.CALLED_OFF})


def may_take_up(annotated: AnnotatedArticle) -> Iterator[Withdrawal]:
    """Why an article may have to do with what a watch told that it does not meet; nothing for most articles."""
    if annotated.relation not in GOES_ON:
        return
    mark = mark_in(annotated.article.title)
    if takes_back(mark):
        yield Withdrawal.WITHDRAWN
    elif mark:
        yield Withdrawal.CORRECTED
    if annotated.relation is Relation.SAME_ARTICLE and annotated.article.version > 1:
        yield Withdrawal.EDITED
    if _denies(annotated):
        yield Withdrawal.DENIED
    if any(figures(annotated.article)):
        yield Withdrawal.FIGURE


def takes_up(told: Facts, new: Facts) -> bool:
    """Whether it has, for the reason that `new` names."""
    return any(True for _ in taken_up(told, new))


def taken_up(told: Facts, new: Facts) -> Iterator[Change]:
    """What of `told` an article takes up that does not meet the watch."""
    match new.withdrawal:
        case Withdrawal.DENIED:
            yield from (change for change in turned(told, new) if change.after in _BACK and _names_a_side(told, new))
        case Withdrawal.FIGURE:
            asked = any(each.concerns is Concern.ASKED for each in told.happenings)
            yield from (jump for jump in jumps(told, new) if asked and jump.before and not new.overview)
        case _:
            yield from corrections(told, new)


def _names_a_side(told: Facts, new: Facts) -> bool:
    """Whether the article opens with words of who did what was told: that no truce is agreed denies no visit."""
    sides = (side for each in told.happenings for side in each.actors)
    return any(not set(stems(side.text)).isdisjoint(new.words) for side in sides)


def turned(told: Facts, new: Facts) -> Iterator[Change]:
    """The flips of its events; where they tell none, how far its words say that it has come."""
    by_events = tuple(turns(told, new))
    yield from by_events or moved(told, new)


def _denies(annotated: AnnotatedArticle) -> bool:
    """Whether an article opens with something that is refused, denied or taken back."""
    first = opening(annotated.article)
    events = (event for event in annotated.events if event.sentence.start < first.end)
    return is_taken_back(annotated.article) or any(event.negated or event.type is EventType.REJECT for event in events)
