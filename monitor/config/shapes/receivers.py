"""`receivers.yaml`: where alerts go."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from monitor.config.shapes.secret import SecretOnly, SecretOrText
from monitor.config.shapes.shape import Shape, one_of
from monitor.config.shapes.values import FilePath, Id, Ids
from monitor.records import Severity


class _ReceiverShape(Shape):
    unsupported: ClassVar = ("digest", "quiet", "group_by", "group_wait", "template", "format")

    min_severity: Annotated[Severity, one_of(Severity)] = Severity.LOW
    """Quieter alerts are not sent here."""


class ConsoleShape(_ReceiverShape):
    """Alerts on the terminal that the program runs in."""

    type: Literal["console"]
    """Kind of receiver."""


class FileShape(_ReceiverShape):
    """Alerts at the end of a file, one CloudEvent in JSON a line."""

    type: Literal["file"]
    """Kind of receiver."""
    path: FilePath
    """Relative to `data_dir` of monitor.yaml."""


class WebhookShape(_ReceiverShape):
    """Alerts by POST, signed as Standard Webhooks say."""

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


class AppriseShape(_ReceiverShape):
    """Alerts to anything that Apprise reaches: mail, Slack, Teams, Telegram, ntfy, Matrix and a hundred others."""

    type: Literal["apprise"]
    """Kind of receiver."""
    url: SecretOnly
    """The Apprise address, such as `slack://…`; it holds credentials. A message is cut to what its channel takes, so
    that `overflow` has nothing to do. What a feed wrote is shown and does not act: an invisible blank stands in
    mentions, links, tags and codes; markup is escaped, or written with look-alikes (`∗`, `‹`) where a channel has no
    escapes."""


ReceiverShape = Annotated[ConsoleShape | FileShape | WebhookShape | AppriseShape, Field(discriminator="type")]


class ReceiversShape(Shape):
    """Where alerts go."""

    version: Literal[1] = 1
    """Version of this file's language."""
    receivers: Annotated[dict[Id, ReceiverShape], Field(min_length=1)]
    """By name; `routes` of a watch speak of these names."""
    default_routes: Ids | None = None
    """Receivers of the watches that name none. Left out: all."""
