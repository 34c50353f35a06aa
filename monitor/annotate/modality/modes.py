"""The modes of an event: the steps that decide them, in their order."""

from monitor.annotate.modality.ascent import ascend
from monitor.annotate.modality.beside import historical_of
from monitor.annotate.modality.fiction import fiction_of
from monitor.annotate.modality.future import future_of
from monitor.annotate.modality.stance import Modality
from monitor.annotate.modality.trigger import read_trigger
from monitor.annotate.syntax.parse import ParsedSentence


def modality(sentence: ParsedSentence, trigger: int, year: int) -> Modality:
    """The modes of the event that `trigger` names, in an article of the year `year`, each with its reason."""
    stance = read_trigger(sentence, trigger)
    stance = ascend(sentence, trigger, stance)
    historical = historical_of(sentence, trigger, year)
    return Modality(
        negated=stance.negated,
        future=None if historical else future_of(sentence, trigger, year, stance),
        hypothetical=stance.hypothetical or stance.condition or fiction_of(sentence, trigger),
        historical=historical,
    )
