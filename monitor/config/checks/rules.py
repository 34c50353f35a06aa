"""What a watchlist must not say although its shape allows it.

All of it is read from the plain data of the file, so that no other mistake in it hides one of this kind.
"""

from collections.abc import Iterator

from monitor.config.reading.yaml_file import Place, Plain, YamlFile, as_list, as_mapping, items
from monitor.match.patterns.spellings import PREFIX_LETTERS


def check_rules(watchlist: YamlFile) -> None:
    """Notes every watch that cannot be meant so, and every prefix that would stand for too many words."""
    for index, item in enumerate(as_list(watchlist.data.get("watches"))):
        if isinstance(item, dict):
            _check_request(watchlist, item, ("watches", index))
    for text, place in _prefixes(watchlist.data, (), inherited=False):
        if sum(map(str.isalnum, text)) < PREFIX_LETTERS:
            watchlist.report(place, f"the prefix '{text}' has fewer than {PREFIX_LETTERS} letters")


def _check_request(file: YamlFile, watch: dict[str, Plain], place: Place) -> None:
    """A watch asks for something: one that only excludes would match nearly everything."""
    if "query" in watch:  # a line that could not be read, which is told of
        return
    when, has_event = watch.get("when"), watch.get("event") is not None
    excludes = watch.get("none") is not None or "none" in as_mapping(when)
    if not has_event and (when is None or (isinstance(when, dict) and when.keys() == {"none"})):
        problem = "only excludes" if excludes else "asks for nothing"
        file.report(place, f"the watch {problem}: expected 'event', or a condition in 'when'")
    for key in ("modality", "confidence"):
        if not has_event and watch.get(key) is not None:
            file.report((*place, key), f"'{key}' is about an event, and the watch has no 'event'", at_key=True)


def _prefixes(value: Plain, place: Place, *, inherited: bool) -> Iterator[tuple[str, Place]]:
    """Every text that is a prefix: of a word that says `forms: prefix`, or whose term does."""
    if isinstance(value, str) and inherited:
        yield value, place
    forms = as_mapping(value).get("forms")
    is_prefix = inherited if forms is None else forms == "prefix"
    for step, inner in items(value):
        if step not in ("forms", "case"):
            yield from _prefixes(inner, (*place, step), inherited=is_prefix)
