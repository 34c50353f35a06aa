"""What a watch asks of the words of an article alone: quickly judged, before all that was found in it is read."""

from msgspec.structs import replace

from monitor.match.watchlist import ActorIs, All, Any, Condition, Near, Watch


def of_words(watch: Watch) -> Watch | None:
    """A watch that matches whatever `watch` does, and looks at nothing but words; None where it asks for none."""
    asked = _of_words(watch.when) if watch.when is not None else None
    return None if asked is None else replace(watch, when=asked, event=None, none=())


def _of_words(condition: Condition) -> Condition | None:
    """What must hold where `condition` does, without actors, who may be called by other words; None for nothing."""
    match condition:
        case ActorIs():
            return None
        case All(conditions=several):
            kept = tuple(each for inner in several if (each := _of_words(inner)) is not None)
            return All(conditions=kept) if kept else None
        case Any(conditions=several):
            kept = tuple(each for inner in several if (each := _of_words(inner)) is not None)
            return Any(conditions=kept) if len(kept) == len(several) else None
        case Near(first=first, second=second):
            is_whole = (_of_words(first), _of_words(second)) == (first, second)
            return condition if is_whole else None
    return condition
