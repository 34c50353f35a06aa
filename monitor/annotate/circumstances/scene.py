"""What the sentence before tells of when and where, for an event whose doer or victim is a pronoun.

"Rebels entered a village in Ituri on Sunday. They shot nine people": that was in Ituri on Sunday, too. What had
happened before ("it had freed others") is another scene.
"""

from datetime import date

from monitor.annotate.circumstances.circumstances import day_of
from monitor.annotate.circumstances.places import country_of_place, place_of
from monitor.annotate.roles.references import References
from monitor.annotate.syntax.clauses import complement, subject
from monitor.annotate.syntax.parse import ParsedSentence

_GOING_ON = frozenset("they he she it there".split())


def day_of_scene(
    sentence: ParsedSentence, trigger: int, before: References | None, written: date | None
) -> date | None:
    """The day that the sentence `before` names, where the event of `trigger` goes on from it.

    written: the day of the article, None where it is not known.
    """
    if before is None or not _goes_on(sentence, trigger):
        return None
    return day_of(before.sentence, _told(before.sentence), written)


def country_of_scene(sentence: ParsedSentence, trigger: int, before: References | None, on: date) -> str:
    """The country of the place that the sentence `before` names, where the event goes on from it; "" for none."""
    if before is None or not _goes_on(sentence, trigger):
        return ""
    place = place_of(before.sentence, before.phrases, _told(before.sentence))
    return country_of_place(before.sentence, before.phrases, place, on)


def _goes_on(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether a pronoun acts or suffers, or it happened "there", in the plain past."""
    acting = subject(sentence, trigger)
    words = [*sentence.children(trigger, "advmod"), *([] if acting is None else [acting])]
    is_then = not sentence.children(trigger, "aux")
    return is_then and any(sentence[word].lower in _GOING_ON for word in words)


def _told(sentence: ParsedSentence) -> int:
    """The verb that tells what happened: of "officials said that rebels entered" the second."""
    root = next(index for index in range(len(sentence)) if sentence.head(index) == index)
    governed = complement(sentence, root)
    return root if governed is None else governed
