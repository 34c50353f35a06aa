"""Messages by a template of the user's; where it fails or writes too much, in the built-in form, which the log says."""

import logging
from collections.abc import Mapping
from typing import Any, Final

from jinja2 import TemplateError
from jinja2.environment import Template as Compiled

from monitor.alerting.messages.pieces import Replies
from monitor.notify.forms.channels import Form
from monitor.notify.forms.cutting import cut
from monitor.notify.forms.rendering import Rendered
from monitor.notify.forms.writing import BuiltIn
from monitor.notify.spec import Template
from monitor.notify.templates.language import SUBJECT, environment
from monitor.notify.templates.variables import of_alert, of_bundle
from monitor.records import Alert, Bundle

log = logging.getLogger(__name__)

_TIMES: Final = 4  # characters that a template may write for each that the channel takes, blanks at the ends included


class Templated:
    """Writes messages by a template."""

    def __init__(self, receiver: str, template: Template, form: Form, replies: Replies) -> None:
        """`template` has been checked (`checking.problems`); raises TemplateError where it cannot even be read."""
        self._receiver, self._name = receiver, template.name
        self._form, self._replies = form, replies
        self._built_in = BuiltIn(form, replies)
        self._body = environment(form.escape, is_html=form.is_html).from_string(template.text)
        self._title = environment(form.title_escape or form.escape, is_html=False).from_string(template.text)

    def alert(self, alert: Alert) -> Rendered:
        """The message about one alert."""
        built_in = self._built_in.alert(alert)
        body, title = (of_alert(alert, self._replies, is_html=is_html) for is_html in (self._form.is_html, False))
        return self._written(body, title, built_in)

    def bundle(self, bundle: Bundle) -> Rendered:
        """The message about several."""
        built_in = self._built_in.bundle(bundle)
        body, title = (of_bundle(bundle, self._replies, is_html=is_html) for is_html in (self._form.is_html, False))
        return self._written(body, title, built_in)

    def _written(self, body: Mapping[str, Any], title: Mapping[str, Any], built_in: Rendered) -> Rendered:
        try:
            text = _bounded(self._body, body, _TIMES * self._form.whole)  # and so is the same once more for the title
            written = Rendered(_subject(self._title, title, self._form) or built_in.title, text.strip())
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            return self._instead(built_in, str(error))
        length = self._form.measure(written.title) + 2 + self._form.measure(written.body)
        if length > self._form.whole:
            return self._instead(built_in, f"it wrote {length:,}, of at most {self._form.whole:,}")
        return written if written.body else self._instead(built_in, "it wrote nothing")

    def _instead(self, built_in: Rendered, why: str) -> Rendered:
        log.error("template_failed receiver=%s template=%s error=%s", self._receiver, self._name, why)
        return built_in


def _bounded(template: Compiled, variables: Mapping[str, Any], most: int) -> str:
    """What `template` writes; raises ValueError once that is more than `most` characters."""
    parts, length = [], 0
    for part in template.generate(dict(variables)):
        parts.append(part)
        length += len(part)
        if length > most:
            raise ValueError(f"it wrote more than {most:,} characters")
    return "".join(parts)


def _subject(template: Compiled, variables: Mapping[str, Any], form: Form) -> str:
    """The title that `template` sets, on one line and as long as the channel takes; "" where it sets none."""
    said = getattr(template.make_module(dict(variables)), SUBJECT, "")
    return cut(" ".join(str(said).split()), min(form.title, form.whole // 2), form.measure)
