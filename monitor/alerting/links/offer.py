"""Links in messages: what a reader of an alert is offered."""

from datetime import timedelta
from typing import Final, NamedTuple

from monitor.alerting.links.actions import LABELS, LinkAction, possible
from monitor.alerting.links.token import Grant, signed
from monitor.alerting.messages.pieces import NO_REPLY, Action, Reply
from monitor.records import Alert

PATH: Final = "/a/"
"""Where the program answers those who follow a link."""
LASTS: Final = timedelta(days=14)
"""How long a link works, from when its alert was raised: a weekly digest is read a week later."""


class Offer(NamedTuple):
    """Makes the links of alerts; the same alert has the same links each time."""

    base_url: str  # how readers reach the program, without a slash at the end
    key: bytes  # that links are signed with

    def replies(self, alert: Alert) -> Reply:
        """The links to mute and acknowledge `alert`."""
        actions = possible(alert)
        if not actions:
            return NO_REPLY
        about_story = LinkAction.ACKNOWLEDGE in actions
        page = LinkAction.CHOOSE if about_story else actions[0]
        story = alert.story if about_story else ""
        return Reply(
            page=self._link(page, alert, story),
            actions=tuple(Action(LABELS[action], self._link(action, alert, story)) for action in actions),
        )

    def _link(self, action: LinkAction, alert: Alert, story: str) -> str:
        expires = int((alert.raised + LASTS).timestamp())
        grant = Grant(action=action, expires=expires, watch=alert.watch, story=story, alert=alert.id)
        return f"{self.base_url}{PATH}{signed(grant, self.key)}"
