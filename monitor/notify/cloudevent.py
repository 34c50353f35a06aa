"""An alert as a CloudEvent 1.0 in structured JSON: on the alert topics, in files, to webhooks.

`docs/schema/alert.json` is the JSON Schema of it, made by `python -m monitor.notify.cloudevent`.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final, Literal, Protocol
from urllib.parse import quote

import msgspec

from monitor.notify.forms.cleaning import UNSHOWABLE
from monitor.records import Alert, Record, decode, encode
from monitor.records.schemas import components

LOCAL: Final = "local"  # the installation that nobody has named
CONTENT_TYPE: Final = "application/cloudevents+json; charset=utf-8"
BATCH_CONTENT_TYPE: Final = "application/cloudevents-batch+json; charset=utf-8"  # CloudEvents JSON format 1.0, 4

_SCHEMA: Final = "urn:wirewatch:schema:alert:v2"
_DATA_SCHEMA: Final = "urn:wirewatch:schema:alert:v2#/$defs/Alert"

_UNSHOWABLE: Final = re.compile(
    rf'(?P<kept>\\(?:["\\/]|u(?!00[01])[0-9a-f]{{4}}))|\\(?:[bfnrt]|u00[01][0-9a-f])|{UNSHOWABLE.pattern}',
    re.IGNORECASE,
)
"""In JSON, where control characters are escaped and a backslash is two."""


class Envelope(Protocol):
    """Puts an alert into its CloudEvent, see `cloud_event`."""

    def __call__(self, alert: Alert, /, *, silenceurl: str = "") -> bytes:
        """The event, with a link by which a person mutes or acknowledges where one is given."""


class AlertEvent(Record, frozen=True, kw_only=True):
    """An alert in the envelope of CloudEvents 1.0."""

    specversion: Literal["1.0"] = "1.0"  # of CloudEvents
    id: str  # of the alert: the same alert sent again has the same id
    source: str  # "urn:wirewatch:<installation>:<watchlist>"; with `id` it names the event the world over
    type: Literal["io.wirewatch.alert.v2"] = "io.wirewatch.alert.v2"  # of the event, with the version of its data
    time: Annotated[datetime, msgspec.Meta(tz=True)]  # when the alert was raised
    subject: str  # id of the watch
    datacontenttype: Literal["application/json"] = "application/json"  # of `data`
    dataschema: Literal["urn:wirewatch:schema:alert:v2#/$defs/Alert"] = _DATA_SCHEMA  # of `data`
    silenceurl: str | msgspec.UnsetType = msgspec.UNSET  # where a person mutes or acknowledges it; to webhooks alone
    data: Alert  # what people are told


class _Received(Record, frozen=True, kw_only=True):
    """What is read of an event, of this or of an earlier version."""

    specversion: Literal["1.0"]
    type: Literal["wirewatch.alert.v1", "wirewatch.alert.v2", "io.wirewatch.alert.v2"]
    data: Alert


def cloud_event(alert: Alert, /, *, installation: str = LOCAL, silenceurl: str = "") -> bytes:
    """`alert` as a CloudEvent in JSON, on one line; `installation` is the name of this Wirewatch among others.

    `silenceurl` is where a person mutes or acknowledges it, an extension attribute that is left out where it is "".

    A blank stands for each control character, line end and direction mark that a feed has written, so that who shows
    the event need not look for them, and offsets stay what they are.
    """
    source = f"urn:wirewatch:{quote(installation, safe='')}:{quote(alert.watchlist, safe='')}"
    event = AlertEvent(
        id=alert.id,
        source=source,
        time=alert.raised,
        subject=alert.watch,
        silenceurl=silenceurl or msgspec.UNSET,
        data=alert,
    )
    return _UNSHOWABLE.sub(_blank, encode(event).decode()).encode()


def batch(events: Iterable[bytes]) -> bytes:
    """`events` as a batch: a JSON array of them (CloudEvents JSON format 1.0, section 4)."""
    return b"[" + b",".join(events) + b"]"


def _blank(found: re.Match[str]) -> str:
    return found.group() if found["kept"] else " "


def envelope(installation: str) -> Envelope:
    """Puts alerts into CloudEvents of `installation`."""
    return partial(cloud_event, installation=installation)


def alert_of(event: bytes) -> Alert:
    """The alert in a CloudEvent that this or an earlier release made; raises Unprocessable where `event` is none."""
    return decode(event, _Received).data


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the event, made from the records."""
    made, definitions = components(AlertEvent)
    envelope = definitions["AlertEvent"]
    always = [name for name in envelope["properties"] if name != "silenceurl"]
    envelope["required"] = always  # those with a default are always written
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _SCHEMA, "title": "Wirewatch alert"}
    return {**head, **made, "$defs": definitions}


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
