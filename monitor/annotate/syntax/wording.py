"""Words to parse in the place of those of a text, and what their parse says of the words of the text."""

from typing import NamedTuple

import msgspec

from monitor.annotate.syntax.parse import ParsedSentence, Token


class Word(NamedTuple):
    """A word of a wording, and the token of the text that it stands for; None where it was put in."""

    text: str
    token: int | None = None
    read_as: str = ""  # what the token then counts as, where that is another word
    is_verb: bool = False  # it heads a clause, if the wording is right


Wording = tuple[Word, ...]

Change = dict[int, tuple[Word, ...]]
"""What is put in the place of some tokens."""


def worded(sentence: ParsedSentence, change: Change) -> Wording:
    """The words of a sentence, some of them changed."""
    words = (change.get(at, (Word(token.text, at),)) for at, token in enumerate(sentence.tokens))
    return tuple(word for several in words for word in several)


def spaces_of(wording: Wording) -> list[bool]:
    """Whether a space stands behind each word, which parsers look at: none does in "$5"."""
    return [word.text != "$" for word in wording]


def is_borne_out(wording: Wording, parsed: ParsedSentence) -> bool:
    """Whether the parse of a wording takes what it made a verb for one that heads a clause, with a subject."""
    return all(_heads_clause(parsed, at) for at, word in enumerate(wording) if word.is_verb)


def _heads_clause(parsed: ParsedSentence, verb: int) -> bool:
    token, subject = parsed[verb], parsed.child(verb, "nsubj", "nsubjpass")
    is_joined = token.dep == "conj" and parsed[parsed.head(verb)].tag.startswith("VB")
    return token.tag.startswith("VB") and (is_joined or (token.dep in ("ROOT", "ccomp") and subject is not None))


def restored(wording: Wording, parsed: ParsedSentence, sentence: ParsedSentence) -> ParsedSentence:
    """The parse of a wording, on the tokens of the sentence that it words.

    What was put in is left out; what the wording left out hangs as a mark on the nearest word that it has.
    """
    tokens: list[Token] = []
    places = {word.token: at for at, word in enumerate(wording) if word.token is not None}
    for index, own in enumerate(sentence.tokens):
        if index not in places:
            nearest = min((kept for kept in places if kept is not None), key=lambda kept: abs(kept - index))
            tokens.append(msgspec.structs.replace(own, dep="punct", head=nearest))
            continue
        at = places[index]
        head = next((wording[above].token for above in parsed.ancestors(at) if wording[above].token is not None), index)
        tokens.append(
            msgspec.structs.replace(
                own,
                lower=wording[at].read_as or own.lower,
                tag=parsed[at].tag,
                dep=parsed[at].dep,
                head=index if head is None else head,
            )
        )
    return ParsedSentence(tuple(tokens), sentence.start, sentence.end)
