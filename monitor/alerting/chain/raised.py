"""The alert that a match raises."""

from typing import Final

from monitor.alerting.chain.considered import Considered
from monitor.alerting.wording import best_sentence, matched_words, why
from monitor.identity import content_id
from monitor.records import Alert, AlertKind, DecisionReason

KINDS: Final = {
    DecisionReason.FIRST_IN_STORY: AlertKind.FIRST,
    DecisionReason.MATERIAL_CHANGE: AlertKind.CHANGE,
    DecisionReason.CORRECTION: AlertKind.CORRECTION,
    DecisionReason.EVERY_MATCH: AlertKind.AGAIN,
    DecisionReason.BELOW_CONFIDENCE: AlertKind.FIRST,
}
_OCCASIONS: Final = {
    AlertKind.FIRST: "first alert in this story",
    AlertKind.CHANGE: "changed since the last alert",
    AlertKind.CORRECTION: "what was told is corrected",
    AlertKind.AGAIN: "another article of this story",
}
_UNSURE: Final = "less sure than the watch asks for alerts, so for digests alone"


def alert_id(watch: str, story: str, step: int) -> str:
    """The id of the `step`th alert (from 1) of `watch` in `story`, whichever article of the story raised it."""
    return content_id("al", watch, story, str(step))


def unsure_id(watch: str, story: str) -> str:
    """The id of the alert of `watch` in `story` that is for digests alone."""
    return content_id("al", watch, story, "unsure")


def alert_of(c: Considered, reason: DecisionReason) -> Alert:
    """The next alert of the watch in the story, told for `reason`."""
    match, state, step, kind = c.match, c.state, c.state.alerts + 1, KINDS[reason]
    return Alert(
        id=unsure_id(match.watch, state.story) if match.unsure else alert_id(match.watch, state.story, step),
        watch=match.watch,
        watchlist=match.watchlist,
        severity=c.severity,
        story=state.story,
        article=match.article.id,
        title=match.article.title,
        url=match.article.url,
        publisher=match.article.publisher,
        published=match.article.published,
        dating=match.article.dating,
        matched=matched_words(match),
        sentence=best_sentence(match),
        evidence=match.evidence,
        event=match.event,
        reason=_why(c, kind),
        raised=match.found,
        routes=_routes(c, kind),
        publishers=match.publishers,
        kind=kind,
        step=step,
        changes=c.changes,
        replaces=state.replaceable,
        independent=match.independent,
        storyline=match.storyline,
        events=match.events,
        unsure=match.unsure,
    )


def _why(c: Considered, kind: AlertKind) -> str:
    if c.match.withdrawal:
        return f"Watch '{c.match.watch}' told of this story; of this article it is told because {c.match.withdrawal}."
    return why(c.match, _UNSURE if c.match.unsure else _OCCASIONS[kind])


def _routes(c: Considered, kind: AlertKind) -> tuple[str, ...]:
    """A correction goes to all who had an alert of the story; without routes, alerts go to the default ones."""
    own = c.match.routes
    return tuple(dict.fromkeys((*own, *c.state.routes))) if own and kind is AlertKind.CORRECTION else own
