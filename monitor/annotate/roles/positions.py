"""Where a party stands in its sentence, in the words of grammar: why it was taken for an actor or a recipient."""

from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import Position, PositionKind

_KINDS = {
    "nsubj": PositionKind.SUBJECT,
    "nsubjpass": PositionKind.PASSIVE_SUBJECT,
    "dobj": PositionKind.OBJECT,
    "dative": PositionKind.INDIRECT_OBJECT,
    "pobj": PositionKind.BEHIND,
    "poss": PositionKind.BEFORE,
    "amod": PositionKind.BEFORE,
    "compound": PositionKind.BEFORE,
    "nmod": PositionKind.BEFORE,
}
"""By the label of the parse (ClearNLP's, as spaCy's English models have them)."""


def position(sentence: ParsedSentence, head: int) -> Position | None:
    """Where the party headed by `head` stands; None where the parse calls it by no label that says something.

    Who is joined by "and", or stands in apposition, stands where the first of them does.
    """
    while sentence[head].dep in ("conj", "appos"):
        head = sentence.head(head)
    kind = _KINDS.get(sentence[head].dep)
    return None if kind is None else Position(kind=kind, word=sentence[sentence.head(head)].text)
