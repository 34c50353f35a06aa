"""Watches as queries of Lucene, in the prefix form that Monitored.java reads.

A watch is written as it is for whole documents; a word is all its spellings. What holds between sentences has no form.
"""

from monitor.match.patterns.spellings import spellings
from monitor.match.watchlist import All, Any, Condition, Near, Scope, Watch, Word, WordIs
from monitor.text.fold import words_only


def query(watch: Watch) -> str:
    """`watch` in prefix form. Raises ValueError for what Lucene has no equal of."""
    if watch.scope is not Scope.DOCUMENT or watch.when is None or watch.event:
        raise ValueError(f"{watch.id} asks for more than words in a document")
    when = _condition(watch.when)
    return f"not {when} {_several('any', watch.none)}" if watch.none else when


def _condition(condition: Condition) -> str:
    match condition:
        case All(conditions=conditions):
            return _several("all", conditions)
        case Any(conditions=conditions):
            return _several("any", conditions)
        case Near(first=first, second=second, within=within, ordered=ordered):
            return f"near {within} {int(ordered)} {_condition(first)} {_condition(second)}"
        case WordIs(word=word):
            return _word(word)
        case _:
            raise ValueError(f"Lucene has no equal of {condition}")


def _several(kind: str, conditions: tuple[Condition, ...]) -> str:
    written = " ".join(map(_condition, conditions))
    return written if len(conditions) == 1 else f"{kind} {len(conditions)} {written}"


def _word(word: Word) -> str:
    ways = list(dict.fromkeys(" ".join(words_only(each.text).split()) for each in spellings(word)))
    phrases = [f"phrase {way.count(' ') + 1} {way}" for way in ways]
    return phrases[0] if len(phrases) == 1 else f"any {len(phrases)} {' '.join(phrases)}"
