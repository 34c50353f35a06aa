"""Whether a template can be used: it is read, looked through, and tried on a message of every kind."""

import traceback
from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError, meta, nodes

from monitor.alerting.messages.pieces import Reply
from monitor.notify.forms.dialects import markup, plain
from monitor.notify.spec import Format
from monitor.notify.templates import samples
from monitor.notify.templates.language import LONGEST, SUBJECT, environment, unsupported
from monitor.notify.templates.variables import MEANINGS, of_alert, of_bundle
from monitor.records import Alert


class Problem(NamedTuple):
    """Something that is wrong with a template."""

    line: int  # from 1
    text: str


def problems(text: str, wanted: Format | None) -> tuple[Problem, ...]:
    """What is wrong with the template `text`, which is written in `wanted`; nothing where it can be used."""
    if len(text) > LONGEST:
        return (Problem(1, f"it has {len(text):,} characters, of at most {LONGEST:,}"),)
    is_html = wanted is Format.HTML
    made = environment(markup if is_html else plain, is_html=is_html)
    try:
        tree = made.parse(text)
        found = tuple(sorted({*_unsupported(tree), *_unknown(tree)}))
        return found or tuple(_tried(text, is_html=is_html))
    except TemplateSyntaxError as error:
        return (Problem(error.lineno, error.message or "it cannot be read"),)


def _unsupported(tree: nodes.Template) -> Iterator[Problem]:
    return (Problem(line, said) for line, said in unsupported(tree))


def _unknown(tree: nodes.Template) -> Iterator[Problem]:
    """Variables that no message has."""
    unknown = meta.find_undeclared_variables(tree) - set(MEANINGS) - {SUBJECT}
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            yield Problem(node.lineno, f"no message has a variable '{node.name}'; they are {', '.join(MEANINGS)}")


def _tried(text: str, *, is_html: bool) -> Iterator[Problem]:
    """The first thing that goes wrong on a message of some kind."""
    template = environment(markup if is_html else plain, is_html=is_html).from_string(text)
    tries = [of_alert(alert, _reply, is_html=is_html) for alert in samples.alerts()]
    tries += [of_bundle(bundle, _reply, is_html=is_html) for bundle in samples.bundles()]
    for variables in tries:
        try:
            template.render(variables)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            yield Problem(_line(error), f"it fails on a message about '{variables['kind']}': {error}")
            return


def _reply(alert: Alert) -> Reply:
    return samples.REPLY


def _line(error: Exception) -> int:
    """The line of the template that `error` was raised from."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)
