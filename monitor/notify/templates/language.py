"""The part of Jinja that templates are written in: output, conditions, loops over what a message has, a few filters.

Nothing can be called, imported, included, counted up or put together, so that a template reads no file, ends soon and
writes no more than its own text and the message's; Jinja's sandbox stands behind that.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from monitor.notify.forms.dialects import Escape

SUBJECT: Final = "subject"
"""What a template sets to say the title of the message."""
LONGEST: Final = 20_000  # characters of a template
DEEPEST: Final = 2  # loops within loops

_KNOWN: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.AssignBlock, nodes.Name),
    *(nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Keyword),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Slice),
)
FILTERS: Final = frozenset(
    "capitalize count default d first join last length list lower map reject rejectattr reverse select selectattr sort "
    "string title trim truncate unique upper wordcount".split()
)


class Ready(str):
    """Text that is written in the channel's own markup already, such as a link."""

    __slots__ = ()


def environment(escape: Escape, *, is_html: bool) -> ImmutableSandboxedEnvironment:
    """What reads and renders templates of a channel that is written to by `escape`."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=is_html,
        finalize=_escaping(escape, is_html=is_html),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals = {}
    return made


def _escaping(escape: Escape, *, is_html: bool) -> Callable[[Any], str]:
    """Whatever is put out is text of a feed, but for what is ready; HTML must not be escaped again by Jinja."""
    kind: type[str] = Markup if is_html else str
    return lambda value: kind(value) if isinstance(value, Ready) else kind(escape(str(value)))


def unsupported(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """What stands in `tree` that templates cannot say, each with its line."""
    for node in _all(tree):
        if not isinstance(node, _KNOWN):
            yield node.lineno, f"'{type(node).__name__.lower()}' is more than templates can say"
        elif isinstance(node, nodes.For) and (node.recursive or _depth(node) > DEEPEST):
            yield node.lineno, f"loops may stand in loops {DEEPEST} deep, and not call themselves"
        elif isinstance(node, nodes.AssignBlock) and _target(node) != SUBJECT:
            yield node.lineno, f"only '{SUBJECT}' can be set"


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _depth(node: nodes.Node) -> int:
    deepest = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return deepest + isinstance(node, nodes.For)


def _target(node: nodes.AssignBlock) -> str:
    return node.target.name if isinstance(node.target, nodes.Name) else ""
