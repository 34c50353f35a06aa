"""Ships, streets, prizes: names of people that are those of things, by the words right beside them."""

from collections.abc import Sequence

from monitor.annotate.actors.context import Context
from monitor.annotate.lexicon.words import rows, words_of
from monitor.records import Mention

_HOMOGRAPHS = {category: frozenset(words.split()) for category, words in rows("homographs.tsv")}
_SHIPS = words_of("actors", "ships")
_THINGS = words_of("actors", "things")
_BETWEEN = words_of("actors", "between")
"""What may stand between a name and the thing: international, peace."""


def is_word(mention: Mention, context: Context) -> bool:
    """Whether the name of a country is a word here: "Turkey prices rose", "fine china"."""
    name = mention.text.lower()
    if not {name, f"before_{name}"} & _HOMOGRAPHS.keys():
        return False
    before, behind = context.words_before(mention), context.words_behind(mention)
    return _stands_in(name, behind[:1]) or _stands_in(f"before_{name}", before[-1:])


def _stands_in(category: str, words: Sequence[str]) -> bool:
    return any(word.lower() in _HOMOGRAPHS.get(category, ()) for word in words)


def is_thing(mention: Mention, context: Context) -> bool:
    """Whether a personal name is that of a thing: the carrier Harry S. Truman, Indira Gandhi International Airport."""
    before = context.words_before(mention)
    if before and before[-1].lower() in _SHIPS:
        return True
    for word in context.words_behind(mention):
        if word.lower() in _THINGS:
            return True
        if word.lower() not in _BETWEEN:
            return False
    return False
