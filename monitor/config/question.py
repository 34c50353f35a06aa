"""A watch that somebody asks for beside the files, in one line; and what a watch of the files asks for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from monitor.annotate.gazetteer.directory import load_directory
from monitor.config.checks.expressions import check_expressions
from monitor.config.checks.mistakes import shaped
from monitor.config.checks.never import check_never
from monitor.config.checks.references import check_references
from monitor.config.checks.rules import check_rules
from monitor.config.checks.words import check_words
from monitor.config.compile.watchlist import Compiled, watchlist
from monitor.config.files import WATCHLISTS, read_files
from monitor.config.query.canonical import canonical
from monitor.config.query.embedded import expand
from monitor.config.query.errors import QueryError
from monitor.config.query.printed import printed
from monitor.config.query.written import Written, written
from monitor.config.query.yaml_form import yaml_form
from monitor.config.reading.yaml_file import Plain, YamlFile, as_mapping, items, read
from monitor.config.shapes.watchlist import WatchDefaultsShape, WatchlistShape, WatchShape
from monitor.errors import ConfigError, Mistake

ID = "query"  # of the watch, and of the file that its mistakes stand in
_KINDS = ("actors", "groups", "terms")
_WORD = re.compile(r"[a-z0-9]+")
_WORDS = 4  # of the line, in the id that is proposed


class Said(NamedTuple):
    """What a watch asks for, in one form."""

    watchlist: str  # that it stands in, "" for a line by itself
    keys: dict[str, Plain]


class Proposal(NamedTuple):
    """A watch for a watchlist."""

    line: str  # what it asks for, in its one form
    yaml: str  # a whole watchlist with it, and with the actors that only the gazetteer knows
    watchlists: tuple[str, ...]  # in which it may stand, as they define all that it speaks of; () for a new one alone


def asked(line: str, directory: Path, name: str | None = None) -> Compiled:
    """A watchlist with the one watch of `line`, which may speak of what the watchlists in `directory` define.

    name: of the watchlist that is meant; without it an id of several is that of the first, in the order of their names.
    An actor whom none of them has may be one of the gazetteer, by its id there. Raises ConfigError with every mistake
    in the line; their line number is the column.
    """
    return _checked(_file(_written(line), _defined(directory, name)), ID)


def proposed(path: Path) -> Compiled:
    """The watchlist in the file at `path`, as if it stood among the others. Raises ConfigError with its mistakes."""
    file = read(path, str(path))
    expand(file)
    return _checked(file, path.stem)


def _checked(file: YamlFile, name: str) -> Compiled:
    made = watchlist(file, name)
    check_references(file, None, None)
    check_rules(file)
    check_words(file)
    if made is not None:
        check_never(file, made.watchlist)
        check_expressions(file, made.watchlist)
    _refuse(file)
    if made is None:
        raise ConfigError(tuple(file.mistakes))
    return made


def said_by_line(line: str) -> Said:
    """What `line` asks for. Raises ConfigError; its line number is the column."""
    file = _file(_written(line), {})
    shape = shaped(file, WatchlistShape)
    _refuse(file)
    if shape is None:
        raise ConfigError(tuple(file.mistakes))
    return Said("", canonical(shape.watches[0]))


def as_watch(line: str, directory: Path, name: str | None = None) -> Proposal:
    """The watch that `line` would be, as a person would write it into a watchlist.

    name: of the watchlist whose actors, groups and terms are meant. Raises ConfigError with every mistake in the line;
    their line number is the column.
    """
    asked(line, directory, name)
    keys = said_by_line(line).keys
    places = [name] if name else [stem for stem in sorted(_files(directory)) if _stands_in(line, directory, stem)]
    own = _defined(directory, places[0] if places else None)
    missing = {"actors": _known_alone(own, keys)} if _known_alone(own, keys) else {}
    words = "-".join(_WORD.findall(printed(keys).casefold())[:_WORDS])
    file: dict[str, Plain] = {**missing, "watches": [{"id": words or ID, **keys}]}
    return Proposal(printed(keys), yaml_form({"version": 1, **file}), tuple(places))


def said_by_watch(directory: Path, name: str) -> Said | None:
    """What the watch `name` in `directory` asks for, with what `defaults` of its file add; None where there is none."""
    for stem, file in _files(directory).items():
        shape = shaped(file, WatchlistShape)
        for watch in shape.watches if shape else ():
            if watch.id == name and shape is not None:
                return Said(stem, canonical(_with_defaults(watch, shape.defaults)))
    return None


def _with_defaults(watch: WatchShape, general: WatchDefaultsShape) -> WatchShape:
    keys = ("scope", "fields", "sources", *(("modality", "confidence") if watch.event else ()))
    given = {key: getattr(general, key) for key in keys if getattr(watch, key) is None}
    return watch.model_copy(update={key: value for key, value in given.items() if value is not None})


def _written(line: str) -> Written:
    try:
        return written(line)
    except QueryError as error:
        raise ConfigError((Mistake(ID, error.column, error.problem),)) from error


def _file(said: Written, defined: dict[str, Plain]) -> YamlFile:
    """A file with the one watch; of what else stands in it no line is known, so that its mistakes are told apart."""
    file = YamlFile(ID, data={**_with_known(defined, said.data), "watches": [{"id": ID, **said.data}]})
    file.value_lines = {("watches",): 1, ("watches", 0): 1}
    file.value_lines |= {("watches", 0, *place): column for place, column in said.columns.items()}
    return file


def _refuse(file: YamlFile) -> None:
    told = (each for each in file.mistakes if each.line or file.name != ID)
    mistakes = sorted(told, key=lambda each: each.line or 0)
    if mistakes:
        raise ConfigError(tuple(mistakes))


def _defined(directory: Path, name: str | None) -> dict[str, Plain]:
    """The actors, groups and terms of the watchlists in `directory`, as far as their files can be understood."""
    files = _files(directory)
    if name is not None and name not in files:
        raise ConfigError((Mistake(str(directory / WATCHLISTS), None, f"there is no watchlist '{name}'"),))
    found: dict[str, dict[str, Plain]] = {kind: {} for kind in _KINDS}
    for stem in (name,) if name else sorted(files):
        if shaped(files[stem], WatchlistShape) is not None:
            for kind in _KINDS:
                found[kind] = as_mapping(files[stem].data.get(kind)) | found[kind]
    return {kind: dict(each) for kind, each in found.items()}


def _files(directory: Path) -> Mapping[str, YamlFile]:
    return read_files(directory, (WATCHLISTS,)).watchlists if directory.is_dir() else {}


def _stands_in(line: str, directory: Path, name: str) -> bool:
    """Whether the watchlist `name` defines all that `line` speaks of, but for whom the gazetteer knows."""
    try:
        asked(line, directory, name)
    except ConfigError:
        return False
    return True


def _with_known(defined: dict[str, Plain], said: dict[str, Plain]) -> dict[str, Plain]:
    """`defined`, with the actors that no watchlist has and the gazetteer knows by this id: `actor:emmanuel-macron`."""
    return {**defined, "actors": {**as_mapping(defined.get("actors")), **_known_alone(defined, said)}}


def _known_alone(defined: dict[str, Plain], said: dict[str, Plain]) -> dict[str, Plain]:
    """The actors that `said` may speak of, `defined` does not have, and the gazetteer knows."""
    missing = {*_texts(said)} - as_mapping(defined.get("actors")).keys() - as_mapping(defined.get("groups")).keys()
    entries = load_directory().entries if missing else {}
    actors: dict[str, Plain] = {}
    for entry in (entries[name] for name in sorted(missing) if name in entries):
        known = {"name": entry.name, "wikidata": entry.wikidata, "country": entry.country, "type": entry.type.value}
        actors[entry.id] = {key: value for key, value in known.items() if value}
    return actors


def _texts(value: Plain) -> Iterator[str]:
    for _, inner in items(value):
        if isinstance(inner, str):
            yield inner
        yield from _texts(inner)
