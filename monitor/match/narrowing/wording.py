"""What a watch asks of the words of an article alone: quickly judged, before all that was found in it is read."""

from msgspec.structs import replace

from monitor.match.patterns.literals import literals
from monitor.match.watchlist import All, Any, Condition, Near, QuoteIs, RegexIs, TermIs, Watch, WordIs


def of_words(watch: Watch) -> Watch | None:
    """A watch that matches whatever `watch` does, and looks at nothing but words.

    None where it asks for none, or for no more of them than that they stand in one sentence, as the index tells.
    """
    asked = _of_words(watch.when) if watch.when is not None else None
    return replace(watch, when=asked, event=None, none=(), fields=None) if asked and _says_more(asked) else None


def _says_more(condition: Condition) -> bool:
    """Whether more is asked for than words in one sentence: how near, or by which expression."""
    if isinstance(condition, All | Any):
        return any(map(_says_more, condition.conditions))
    return isinstance(condition, Near | RegexIs)


def _of_words(condition: Condition) -> Condition | None:
    """What must hold where `condition` does; None for nothing.

    Without actors, who may be called by other words, and expressions that may match anywhere. Of a quote only a word,
    as the words of several sentences may stand in one.
    """
    match condition:
        case QuoteIs(says=says) if says is not None and not isinstance(says, All | Any):
            return _of_words(says)
        case All(conditions=several):
            kept = tuple(each for inner in several if (each := _of_words(inner)) is not None)
            return All(conditions=kept) if kept else None
        case Any(conditions=several):
            kept = tuple(each for inner in several if (each := _of_words(inner)) is not None)
            return Any(conditions=kept) if len(kept) == len(several) else None
        case Near(first=first, second=second):
            is_whole = (_of_words(first), _of_words(second)) == (first, second)
            return condition if is_whole else None
    return condition if _is_of_words(condition) else None


def _is_of_words(condition: Condition) -> bool:
    is_expression = isinstance(condition, RegexIs) and bool(literals(condition.pattern))
    return is_expression or isinstance(condition, TermIs | WordIs)
