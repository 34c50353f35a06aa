"""What the forms of the page send, and where a browser goes when it is done."""

from collections.abc import Mapping
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec
from litestar.exceptions import ValidationException

from monitor.records import Record, Verdict

T = TypeVar("T")

Short = Annotated[str, msgspec.Meta(max_length=500)]


class Form(Record, frozen=True, kw_only=True):
    """What every form says."""

    back: Annotated[str, msgspec.Meta(max_length=2000)] = "/"  # the page that it stands on
    watch: Short = ""  # that is meant alone; "" for all that told the story


class Comment(Form, frozen=True, kw_only=True):
    """An acknowledgement."""

    comment: Short = ""


class MuteForm(Form, frozen=True, kw_only=True):
    """A mute or a snooze."""

    about: Short = ""  # an element of `choices`
    lasts: Annotated[str, msgspec.Meta(max_length=40)] = ""
    until_changed: str = ""  # "yes", where it is chosen
    reason: Short = ""


class FeedbackForm(Form, frozen=True, kw_only=True):
    """What somebody makes of an alert."""

    verdict: Verdict
    note: Short = ""


class EndForm(Form, frozen=True, kw_only=True):
    """The end of a mute."""

    mute: Short


def wanted(kind: type[T], given: Mapping[str, object]) -> T:
    """What the API is asked for, with what is `given` and not empty; raises ValidationException as it does."""
    try:
        return msgspec.convert({name: value for name, value in given.items() if value}, kind)
    except msgspec.ValidationError as error:
        raise ValidationException(str(error)) from error


def on_this_site(address: str) -> str:
    """`address` where it is a path of ours, else "/": nobody is led elsewhere by a link to a form."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    leads_elsewhere = parts.scheme or parts.netloc or "\\" in address or not address.isprintable()
    return address if address.startswith("/") and not address.startswith("//") and not leads_elsewhere else "/"
