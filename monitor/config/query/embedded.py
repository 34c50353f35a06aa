"""The lines that watches of a file have under `query`, put in the place of what they say."""

from monitor.config.query.errors import QueryError
from monitor.config.query.written import written
from monitor.config.reading.yaml_file import Place, Plain, YamlFile, as_list, items


def expand(file: YamlFile) -> None:
    """Turns `query` of each watch of `file` into `when`, `none`, `event` and the rest; notes what is wrong with it."""
    for index, watch in enumerate(as_list(file.data.get("watches"))):
        if isinstance(watch, dict) and isinstance(watch.get("query"), str):
            _expand(file, watch, str(watch["query"]), ("watches", index))


def _expand(file: YamlFile, watch: dict[str, Plain], line: str, place: Place) -> None:
    """A line that means nothing stays where it is, so that the watch is not told to ask for nothing as well."""
    try:
        said = written(line).data
    except QueryError as error:
        file.report((*place, "query"), str(error))
        return
    for key in said.keys() & watch.keys():
        file.report((*place, key), f"'{key}' is said in 'query' already", at_key=True)
    number = file.line((*place, "query")) or 1
    del watch["query"]
    for key in said.keys() - watch.keys():
        watch[key] = said[key]
        _note_lines(file, said[key], (*place, key), number)


def _note_lines(file: YamlFile, value: Plain, place: Place, number: int) -> None:
    file.value_lines[place] = number
    for step, inner in items(value):
        _note_lines(file, inner, (*place, step), number)
