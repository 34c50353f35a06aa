"""Who writes the messages of a receiver: the built-in forms, or a template of the user's."""

from typing import NamedTuple, Protocol

from monitor.alerting.messages.message import message
from monitor.alerting.messages.overview import overview
from monitor.alerting.messages.pieces import Replies
from monitor.notify.forms.channels import Form
from monitor.notify.forms.listing import listed
from monitor.notify.forms.mail import mail, mail_of_several
from monitor.notify.forms.rendering import Rendered, rendered
from monitor.records import Alert, Bundle


class Writer(Protocol):
    """Writes messages in one form."""

    def alert(self, alert: Alert) -> Rendered:
        """The message about one alert."""

    def bundle(self, bundle: Bundle) -> Rendered:
        """The message about several."""


class BuiltIn(NamedTuple):
    """The built-in forms."""

    form: Form
    replies: Replies

    def alert(self, alert: Alert) -> Rendered:
        """The message about one alert."""
        told = message(alert, self.replies(alert))
        return mail(told, self.form) if self.form.is_html else rendered(told, self.form)

    def bundle(self, bundle: Bundle) -> Rendered:
        """The message about several."""
        told = overview(bundle, self.replies)
        return mail_of_several(told, self.form) if self.form.is_html else listed(told, self.form)
