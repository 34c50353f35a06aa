"""`receivers.yaml`: where alerts go."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from monitor.alerting.severities import is_at_least
from monitor.alerting.timing import GroupBy
from monitor.config.shapes.secret import SecretOnly, SecretOrText
from monitor.config.shapes.shape import Shape, contradiction, one_of
from monitor.config.shapes.timing import DigestShape, QuietShape
from monitor.config.shapes.values import FilePath, Id, Ids, OneOrMany, duration
from monitor.notify.spec import Format
from monitor.records import Severity

_OF_A_WATCH = "belongs to a watch, in its watchlist"
_DATA = "is for receivers that people read: alerts are data here"


class TimedShape(Shape):
    """What all receivers have."""

    refused: ClassVar = dict.fromkeys(("throttle", "cap", "story"), _OF_A_WATCH)

    min_severity: Annotated[Severity, one_of(Severity)] = Severity.LOW
    """Quieter alerts are not sent here."""
    quiet: QuietShape | None = None
    """Hours of each day in which nothing is sent."""
    digest: DigestShape | None = None
    """Set times at which alerts are sent, all in one message. Left out: each at once."""
    group_by: (
        Annotated[list[Annotated[GroupBy, one_of(GroupBy)]], Field(min_length=1, max_length=1), OneOrMany()] | None
    ) = None
    """What comes soon after one another is one message: alerts of one `story`, or of one `article`. Left out: story,
    with `group_wait`; else each is a message."""
    group_wait: Annotated[float, duration("1s", "1h")] | None = None
    """How long the first waits for others. Left out: 1m, with `group_by`."""

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        passing = self.quiet.pass_ if self.quiet else None
        if passing is not None and is_at_least(self.min_severity, passing):
            problem = f"the quiet hours hold nothing: every alert from {self.min_severity} on passes"
            raise contradiction("quiet", problem)
        if self.digest is not None and (self.group_by is not None or self.group_wait is not None):
            key = "group_by" if self.group_by is not None else "group_wait"
            raise contradiction(key, f"'{key}' does nothing: a digest gathers all that there is")
        return self


class ConsoleShape(TimedShape):
    """Alerts on the terminal that the program runs in."""

    type: Literal["console"]
    """Kind of receiver."""
    template: FilePath | None = None
    """A file, relative to this directory, that says how a message is written. Left out: as the program writes it."""


class FileShape(TimedShape):
    """Alerts at the end of a file, one CloudEvent in JSON a line."""

    refused: ClassVar = {**TimedShape.refused, "format": _DATA, "template": _DATA}

    type: Literal["file"]
    """Kind of receiver."""
    path: FilePath
    """Relative to `data_dir` of monitor.yaml."""


class WebhookShape(TimedShape):
    """Alerts by POST, signed as Standard Webhooks say."""

    refused: ClassVar = {**TimedShape.refused, "format": _DATA, "template": _DATA}

    type: Literal["webhook"]
    """Kind of receiver."""
    url: SecretOrText
    """An address that begins with https:// or http://."""
    secret: SecretOnly | None = None
    """What requests are signed with: `whsec_` and 24 to 64 bytes in base64. Left out: not signed."""
    allow_private: bool = False
    """Whether its host may have an address that is not public; then no proxy is asked."""
    proxy: SecretOrText | None = None
    """Over which it is called, as `ingest.proxy` of monitor.yaml. Left out: none."""


class AppriseShape(TimedShape):
    """Alerts to anything that Apprise reaches: mail, Slack, Teams, Telegram, ntfy, Matrix and a hundred others."""

    type: Literal["apprise"]
    """Kind of receiver."""
    url: SecretOnly
    """The Apprise address, such as `slack://…`; it holds credentials. A message is cut to what its channel takes, so
    that `overflow` has nothing to do. What a feed wrote is shown and does not act: an invisible blank stands in
    mentions, links, tags and codes; markup is escaped, or written with look-alikes (`∗`, `‹`) where a channel has no
    escapes."""
    format: Annotated[Format, one_of(Format)] | None = None
    """In what a message is written. Left out: what the address asks for, else what suits the service best."""
    template: FilePath | None = None
    """A file, relative to this directory, that says how a message is written, in `format`. Left out: as the program
    writes it."""


ReceiverShape = Annotated[ConsoleShape | FileShape | WebhookShape | AppriseShape, Field(discriminator="type")]


class ReceiversShape(Shape):
    """Where alerts go."""

    version: Literal[1] = 1
    """Version of this file's language."""
    receivers: Annotated[dict[Id, ReceiverShape], Field(min_length=1)]
    """By name; `routes` of a watch speak of these names."""
    default_routes: Ids | None = None
    """Receivers of the watches that name none. Left out: all."""
