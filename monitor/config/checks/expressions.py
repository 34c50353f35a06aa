"""Watches that a regular expression would make look at every article."""

from monitor.config.reading.yaml_file import YamlFile
from monitor.match.patterns.literals import LEAST, literals
from monitor.match.watchlist import All, Any, Condition, Near, QuoteIs, RegexIs, Watchlist


def check_expressions(file: YamlFile, watchlist: Watchlist) -> None:
    """Notes every watch whose regex must match no letters and has nothing beside it that must be there."""
    for index, watch in enumerate(watchlist.watches):
        if watch.when is not None and watch.event is None and not _is_findable(watch.when):
            problem = (
                f"watch '{watch.id}' would try its regex on every article: expected {LEAST} letters in a row that "
                "every match has, or a word, term or actor beside it in 'all'"
            )
            file.report(("watches", index, "when"), problem)


def _is_findable(condition: Condition) -> bool:
    """Whether something must stand in each text that meets the condition."""
    match condition:
        case RegexIs(pattern=pattern):
            return bool(literals(pattern))
        case All(conditions=several):
            return any(map(_is_findable, several))
        case Any(conditions=several):
            return all(map(_is_findable, several))
        case Near(first=first, second=second):
            return _is_findable(first) or _is_findable(second)
        case QuoteIs(by=by, says=says):
            return by is not None or (says is not None and _is_findable(says))
    return True
