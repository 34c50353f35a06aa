"""One YAML file as plain data, with the line of every key and value.

YAML 1.2 by ruamel.yaml, so `NO` is Norway and `yes` is a word; a date stays text. Refused, with the line: syntax
errors, a key given twice, tags such as `!!python/object`, merge keys, nesting deeper than 40, files over 1 MiB, and
aliases that grow to more than 200,000 values.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, cast

from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from monitor.config.reading.yaml_syntax import advice, without_tabs_after_keys
from monitor.errors import Mistake

MAX_BYTES = 2**20
MAX_DEPTH = 40
MAX_VALUES = 200_000

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
Place = tuple[str | int, ...]  # keys and indices that lead to a value

_TAG = "tag:yaml.org,2002:"


def as_mapping(value: Plain) -> dict[str, Plain]:
    """`value` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Plain) -> list[Plain]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def items(value: Plain) -> Iterable[tuple[str | int, Plain]]:
    """What stands in a mapping or list, with the step that leads to it; nothing for anything else."""
    return value.items() if isinstance(value, dict) else enumerate(as_list(value))


@dataclass
class YamlFile:
    """What a file says, where each part of it stands, and what is wrong or suspicious about it."""

    name: str  # as messages print it
    data: dict[str, Plain] = field(default_factory=dict)  # empty where nothing could be read
    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)  # what is probably not meant so, but may be
    key_lines: dict[Place, int] = field(default_factory=dict)
    value_lines: dict[Place, int] = field(default_factory=dict)

    def report(self, place: Place, problem: str, *, at_key: bool = False) -> None:
        """Notes a mistake in the value at `place`, or in its key."""
        self.report_line(self.line(place, at_key=at_key), problem)

    def report_line(self, line: int | None, problem: str) -> None:
        """Notes a mistake on `line`, or in the whole file; what cannot be printed in one line is escaped."""
        self.mistakes.append(Mistake(self.name, line, _printable(problem)))

    def warn(self, place: Place, problem: str) -> None:
        """Notes what is suspicious about the value at `place`; the configuration can be used all the same."""
        self.warnings.append(Mistake(self.name, self.line(place), f"warning: {_printable(problem)}"))

    def line(self, place: Place, *, at_key: bool = False) -> int | None:
        """Where the value (or key) at `place` begins; steps that the file does not have (a shorthand) are skipped."""
        here: Place = ()
        for step in place:
            if (*here, step) in self.value_lines:
                here = (*here, step)
        line = self.value_lines.get(here)
        return self.key_lines.get(here, line) if at_key else line


def _printable(problem: str) -> str:
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in problem)


def read(path: Path, name: str) -> YamlFile:
    """The YAML file at `path`; what is wrong with it stands in its `mistakes`. Raises nothing."""
    try:
        with path.open("rb") as stream:
            return parsed(stream.read(MAX_BYTES + 1), name)
    except OSError as error:
        file = YamlFile(name)
        file.report_line(None, f"cannot be read: {error.strerror}")
        return file


def parsed(raw: bytes, name: str) -> YamlFile:
    """The YAML file of this content, `MAX_BYTES` and one more at most. Raises nothing."""
    file = YamlFile(name)
    if len(raw) > MAX_BYTES:
        file.report_line(None, f"larger than {MAX_BYTES:,} bytes: split it")
    else:
        _parse(raw, file)
    return file


def _parse(raw: bytes, file: YamlFile) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = MAX_DEPTH
    yaml.composer.warn_double_anchors = False
    try:
        text = without_tabs_after_keys(raw.decode("utf-8-sig"))
        root = yaml.compose(text)
        if root is not None:
            _read_root(root, file)
    except UnicodeDecodeError as error:
        file.report_line(raw.count(b"\n", 0, error.start) + 1, "is not UTF-8")
    except ReaderError as error:
        file.report_line(text.count("\n", 0, error.position) + 1, "holds a control character")
    except MaxDepthExceededError as error:
        file.report_line(error.problem_mark.line + 1, f"nested more than {MAX_DEPTH} deep")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = ", ".join(filter(None, (error.context, error.problem)))
        file.report_line(mark.line + 1, problem + advice(problem))
    except _TooMuch as error:
        file.report_line(error.line, f"aliases grow it to more than {MAX_VALUES:,} values or {MAX_DEPTH} levels")


def _read_root(root: Node, file: YamlFile) -> None:
    data = _Values(file).plain(root, ())
    if isinstance(data, dict):
        file.data = data
    elif data is not None:
        file.report_line(1, "expected keys with values, such as 'version: 1'")


class _TooMuch(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass
class _Values:
    """Turns nodes into plain data and notes where each stood."""

    file: YamlFile
    seen: int = 0

    def plain(self, node: Node, place: Place) -> Plain:
        line = node.start_mark.line + 1
        self.file.value_lines[place] = line
        self.seen += 1
        # An alias inside its own anchor never ends; one of many aliases to many aliases takes very long to.
        if self.seen > MAX_VALUES or len(place) > MAX_DEPTH:
            raise _TooMuch(line)
        match node, str(node.tag).removeprefix(_TAG):
            case MappingNode(), "map":
                return self.mapping(node, place)
            case SequenceNode(), "seq":
                return [self.plain(item, (*place, index)) for index, item in enumerate(node.value)]
            case ScalarNode(), tag if tag in _SCALARS:
                return self.scalar(node, _SCALARS[tag])
            case _, tag:
                self.file.report_line(line, f"a value of the type '{tag}' is not supported")
        return None

    def mapping(self, node: MappingNode, place: Place) -> Plain:
        data: dict[str, Plain] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode) or key.tag == _TAG + "merge":
                self.file.report_line(line, "a key must be text; lists, mappings and '<<' are not supported as keys")
            elif key.value in data:
                first = self.file.key_lines[*place, key.value]
                self.file.report_line(line, f"key '{key.value}' is given twice, first on line {first}")
            else:
                self.file.key_lines[*place, key.value] = line
                data[key.value] = self.plain(value, (*place, key.value))
        return data

    def scalar(self, node: Node, read: Callable[[str], Plain]) -> Plain:
        try:
            return read(cast(str, node.value))
        except (KeyError, ValueError):  # NO in a file that asks for YAML 1.1, a number of thousands of digits
            self.file.report_line(node.start_mark.line + 1, "cannot be read as what it looks like: put it in quotes")
            return None


def _integer(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits, 0 if digits.lstrip("+-")[1:2] in ("x", "o", "b") else 10)


_SCALARS: dict[str, Callable[[str], Plain]] = {
    "str": str,
    "timestamp": str,
    "merge": str,
    "null": lambda text: None,
    "bool": lambda text: {"true": True, "false": False}[text.lower()],
    "int": _integer,
    "float": lambda text: float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan")),
}
