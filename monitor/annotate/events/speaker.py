"""Who says that an event happened."""

import msgspec

from monitor.annotate.events.article import ArticleContext
from monitor.annotate.events.participants import party_of
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import subject
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import Party
from monitor.text.inflection import singular

_TELLING = frozenset({Operator.REPORT, Operator.THREAT})
_FINDING = words_of("finalise", "finding")
"""Forms of verbs by which a court, a panel or an inquiry tells what it came to see."""

_LOCAL = words_of("finalise", "local")
"""Who speaks of what happened where he is: a governor, residents; not officials, who may be anybody's."""


def speaker(
    sentence: ParsedSentence, trigger: int, roles: Roles, article: ArticleContext, there: str = ""
) -> Party | None:
    """Who says so: the subject of the reporting verb above the trigger, or who stands behind "according to".

    there: the country where it happened, which is that of a governor or a mayor whom nothing else tells of.
    """
    head = _speaking(sentence, trigger)
    if head is None:
        return None
    said_by = party_of(roles, head, article)
    if said_by.country or not there or not _is_local(sentence, head):
        return said_by
    return msgspec.structs.replace(said_by, country=there)


def _is_local(sentence: ParsedSentence, head: int) -> bool:
    described = (head, *sentence.children(head, "amod", "compound"))
    return any(singular(sentence[at].lower) in _LOCAL for at in described)


def _speaking(sentence: ParsedSentence, trigger: int) -> int | None:
    below = trigger
    for above in sentence.ancestors(trigger):
        if sentence[below].dep in ("ccomp", "parataxis") and _reports(sentence, above):
            return subject(sentence, above)
        below = above
    for index, token in enumerate(sentence.tokens):
        if token.lower == "according" and (source := _behind_to(sentence, index)) is not None:
            return source
    return None


def _reports(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb tells what others hear: "said", "told lawmakers", "warned"."""
    lexicon = load_lexicon()
    lemmas = lexicon.lemmas(sentence[verb].lower)
    told = "tell" in lemmas or sentence[verb].lower in _FINDING
    return told or any(lexicon.operator(lemma) in _TELLING for lemma in lemmas)


def _behind_to(sentence: ParsedSentence, according: int) -> int | None:
    preposition = sentence.child(according, "prep")
    return None if preposition is None else sentence.child(preposition, "pobj")
