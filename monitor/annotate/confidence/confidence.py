"""How sure an event is: what two linear models make of it, one that sees the lexicon and one that sees words only.

They were trained on sentences with and without events, so the same figure means the same on political and on ordinary
news; what the rest of the article is about shifts it.
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from monitor.annotate.confidence.features import all_features, of_modes, of_unknown_names
from monitor.annotate.confidence.linear import NO_EVENT, Floats, load_event_models
from monitor.annotate.modality.stance import Modality
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType

ALERT_CONFIDENCE = 0.7
"""From here on an event is worth an alert: ordinary news has at most one such event in ten articles."""


_DOUBT, _POLITICAL_ENOUGH = 12.0, 0.6
"""How strongly an article that is mostly about sport or business counts against an event, in log-odds a share."""

_WATCHED = 0.5
"""The share of that doubt which is left, and the share of politics that is enough, for who watches for a party."""

_EDGE = 1e-4


class Sureness(NamedTuple):
    """How sure an event is; and how sure it would be, were the names known of whom nothing is known, were it told
    without its modes, if there are any, or were the article less about other things than politics.

    Of a name without country and sector the models know that it is mostly a club's or a firm's, and of what may happen
    or happened long ago that it is mostly no news. Who watches for just that knows better.
    """

    confidence: float  # 0 to 1
    if_known: float | None = None  # more than `confidence`
    if_asserted: float | None = None  # more than `confidence`
    if_on_topic: float | None = None  # more than `confidence`


def confidence(
    sentence: ParsedSentence,
    phrases: Phrases,
    draft: Draft,
    kinds: Sequence[EventType],
    modes: Modality,
    politics: float = 1.0,
    beside_play: float = 1.0,
) -> Sureness:
    """The probability that `draft` is an event of this type; of a type that no model was taught, of any event.

    kinds: its type, and that of the deed that it is about, which it may be read as where a watch asks for the mode;
    politics, beside_play: the share of politics in the words of the article, and beside sport and culture alone, see
    `topics`.
    """
    models, views = load_event_models(), all_features(sentence, phrases, draft, kinds[0], modes)
    summed = models.summed(*views)
    likely = models.likely(*summed)
    sure = _probability(kinds[0], likely, politics)
    if_on_topic = _probability(kinds[0], likely, min(_on_topic(politics), beside_play))
    unknown = [of_unknown_names(view) for view in views]
    if_known = _probability(kinds[0], _without(unknown, summed), politics) if any(unknown) else None
    if_asserted = None
    if modes != Modality() or len(kinds) > 1:
        asserted = _without([of_modes(view) for view in views], summed)
        if_asserted = max(_if_asserted(kinds, each, politics) for each in (likely, asserted))
    return Sureness(sure, _more(if_known, sure), _more(if_asserted, sure), _more(if_on_topic, sure))


def _without(dropped: Sequence[Sequence[str]], summed: tuple[Floats, Floats]) -> dict[str, float]:
    """How likely each class is without some features of both views."""
    models = load_event_models()
    words, lexicon = (whole - part for whole, part in zip(summed, models.summed(*dropped), strict=True))
    return models.likely(words, lexicon)


def _if_asserted(kinds: Sequence[EventType], likely: dict[str, float], politics: float) -> float:
    """How sure an event would be as words or as the deed."""
    return min(1.0, sum(_probability(kind, likely, politics) for kind in kinds))


def _more(figure: float | None, than: float) -> float | None:
    return figure if figure is not None and figure > than else None


def _probability(kind: EventType, likely: dict[str, float], politics: float) -> float:
    probability = likely.get(kind.value, 1 - likely[NO_EVENT])
    return round(in_article(probability, politics), 3)


def _on_topic(politics: float) -> float:
    """The share of politics that raises half the doubt, and only where there is more else than politics."""
    return _POLITICAL_ENOUGH + _WATCHED * min(0.0, politics - _WATCHED)


def in_article(probability: float, politics: float) -> float:
    """A probability shifted by what the article is about."""
    odds = log((probability + _EDGE) / (1 - probability + _EDGE)) + _DOUBT * min(0.0, politics - _POLITICAL_ENOUGH)
    return 1 / (1 + exp(-odds))
