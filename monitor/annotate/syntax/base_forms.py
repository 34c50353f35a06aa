"""The form of a word that a lexicon has it in."""

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import singular


def base_form(sentence: ParsedSentence, index: int) -> str:
    """The verb of the lexicon that a token is a form of, else the word, nouns in singular."""
    token = sentence[index]
    if token.tag.startswith("VB"):
        return next(iter(load_lexicon().lemmas(token.lower)), token.lower)
    return singular(token.lower)
