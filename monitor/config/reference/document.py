"""`docs/configuration.md`, made from the shapes.

`python -m monitor.config.reference.document > docs/configuration.md` writes it.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from monitor.config.reading.suggestion import alternatives
from monitor.config.reference.schema import SHAPES
from monitor.config.shapes.numbers import Above, NotBelow, Share, Whole
from monitor.config.shapes.secret import Referenced
from monitor.config.shapes.shape import Shape, Written
from monitor.config.shapes.values import OneOrMany

_FILES = {
    "monitor": "monitor.yaml",
    "feeds": "feeds.yaml",
    "receivers": "receivers.yaml",
    "watchlist": "watchlists/*.yaml",
}


def document() -> str:
    """The whole page, in Markdown."""
    introduction = files("monitor.config.reference").joinpath("introduction.txt").read_text("utf-8")
    parts = [_file(name, SHAPES[kind]) for kind, name in _FILES.items()]
    return "\n".join([introduction, *parts])


def _file(name: str, root: type[Shape]) -> str:
    sections = [f"## `{name}`\n", *_body(root)]
    for shape in _shapes_within(root):
        sections += [f"### {title(shape)}\n", *_body(shape)]
    return "\n".join(sections)


def _body(shape: type[Shape]) -> Iterator[str]:
    yield " ".join((shape.__doc__ or "").split()) + "\n"
    yield "| key | takes | left out | meaning |\n| --- | --- | --- | --- |"
    # Sorting is stable: what is needed comes first, the rest in the order of the shape.
    meanings = shape.meanings()
    for key, field in sorted(shape.fields().items(), key=lambda item: not item[1].is_required()):
        meaning = " ".join((meanings.get(key) or _meaning(field)).split())
        yield f"| `{key}` | {takes(field.annotation, field.metadata)} | {_left_out(field)} | {meaning} |"
    yield ""


def title(shape: type[Shape]) -> str:
    """`watch defaults` for WatchDefaultsShape."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape.__name__.removesuffix("Shape")).lower()


def takes(annotation: Any, metadata: Sequence[Any] = ()) -> str:
    """What a key takes, in words; shapes are linked to their sections."""
    marked = next(filter(None, map(_marked, metadata)), None)
    if marked:
        return marked
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return takes(inner, marks)
    return _composed(annotation, many=any(isinstance(mark, OneOrMany) for mark in metadata))


def _marked(mark: Any) -> str | None:
    """What a mark that reads the value by itself says."""
    if isinstance(mark, Written) and mark.choices:
        return alternatives([f"`{word}`" for word in mark.choices])
    if isinstance(mark, Written | Whole | Share | Above | NotBelow | Referenced):
        return re.sub(r"\{.*?\}", lambda found: f"`{found[0]}`", getattr(mark, "brief", "") or mark.expected)
    return None


def _composed(annotation: Any, *, many: bool) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return f"[{title(annotation)}](#{title(annotation).replace(' ', '-')})"
    origin, arguments = get_origin(annotation), [each for each in get_args(annotation) if each is not NoneType]
    if origin is Literal:
        return f"`{arguments[0]}`"
    inner = [takes(each) for each in arguments]
    if origin in (Union, UnionType):
        return alternatives(inner)
    if origin is list:
        return f"{inner[0]}; one or a list" if many else f"list: {inner[0]}"
    return f"mapping of {inner[0]} to {inner[1]}" if inner else {bool: "`true` or `false`", str: "text"}[annotation]


def _left_out(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    default = field.default
    plain = default is None or isinstance(default, Shape) or default in ([], {}, "")
    return "" if plain else f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _meaning(field: FieldInfo) -> str:
    """What the shape that the field takes says."""
    return next(_shapes_in(field.annotation)).__doc__ or ""


def _shapes_within(root: type[Shape]) -> list[type[Shape]]:
    """Every shape that stands in `root` at any depth, in the order of the text."""
    found: list[type[Shape]] = []
    waiting = [root]
    while waiting:
        inner = [each for field in waiting.pop(0).model_fields.values() for each in _shapes_in(field.annotation)]
        new = [each for each in dict.fromkeys(inner) if each not in found and each is not root]
        found += new
        waiting += new
    return found


def _shapes_in(annotation: Any) -> Iterator[type[Shape]]:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for inner in get_args(annotation):
        yield from _shapes_in(inner)


if __name__ == "__main__":
    sys.stdout.write(document())
