"""`receivers.yaml` → receivers and default routes."""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from monitor.config.checks.mistakes import shaped
from monitor.config.compile.secrets import fetch, proxy_problem
from monitor.config.compile.timing import timing
from monitor.config.reading.yaml_file import Place, YamlFile
from monitor.config.shapes.receivers import AppriseShape, ConsoleShape, FileShape, ReceiversShape, WebhookShape
from monitor.config.shapes.secret import Reference
from monitor.notify.spec import AppriseTarget, Console, File, ReceiverSpec, Template, Webhook
from monitor.secret import Secret

_EXPECTED_WEB = "expected an address that begins with https:// or http://"


def receivers(
    file: YamlFile, directory: Path, data_dir: Path, environ: Mapping[str, str]
) -> tuple[tuple[ReceiverSpec, ...], tuple[str, ...]] | None:
    """What `file` says about where alerts go, and where they go when nobody says."""
    shape = shaped(file, ReceiversShape)
    if shape is None:
        return None
    fetching = _Fetching(file, directory, environ)
    specs = tuple(_spec(name, receiver, fetching, data_dir) for name, receiver in shape.receivers.items())
    return specs, tuple(shape.default_routes or shape.receivers)


@dataclass
class _Fetching:
    """Fetches secrets, and notes those that are missing or not what they must be."""

    file: YamlFile
    directory: Path
    environ: Mapping[str, str]

    def __call__(self, reference: Reference, place: Place, problem_with: Callable[[str], str | None]) -> Secret:
        try:
            secret = fetch(reference, self.directory, self.environ)
        except ValueError as error:
            self.file.report(place, str(error))
            return Secret("")
        if problem := problem_with(secret.reveal()):
            self.file.report(place, problem)
        return secret


def _spec(
    name: str, shape: ConsoleShape | FileShape | WebhookShape | AppriseShape, fetching: _Fetching, data_dir: Path
) -> ReceiverSpec:
    place: Place = ("receivers", name)
    match shape:
        case ConsoleShape():
            return Console(
                name=name,
                min_severity=shape.min_severity,
                timing=timing(shape),
                template=_template(shape, place, fetching),
            )
        case FileShape():
            path = str(data_dir / shape.path)
            return File(name=name, path=path, min_severity=shape.min_severity, timing=timing(shape))
        case WebhookShape():
            secret = fetching(shape.secret, (*place, "secret"), _not_signing) if shape.secret else None
            return Webhook(
                name=name,
                url=fetching(shape.url, (*place, "url"), _not_web),
                secret=secret,
                allow_private=shape.allow_private,
                proxy=_proxy(shape.proxy, (*place, "proxy"), fetching),
                min_severity=shape.min_severity,
                timing=timing(shape),
            )
        case AppriseShape():
            return AppriseTarget(
                name=name,
                url=fetching(shape.url, (*place, "url"), _not_apprise),
                format=shape.format,
                template=_template(shape, place, fetching),
                min_severity=shape.min_severity,
                timing=timing(shape),
            )


def _template(shape: ConsoleShape | AppriseShape, place: Place, fetching: _Fetching) -> Template | None:
    """The user's own template, as far as it can be read."""
    if shape.template is None:
        return None
    try:
        text = (fetching.directory / shape.template).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        fetching.file.report((*place, "template"), f"'{shape.template}' cannot be read: {why}")
        return None
    template = Template(name=str(shape.template), text=text)
    wanted = shape.format if isinstance(shape, AppriseShape) else None
    from monitor.notify.templates.checking import problems  # takes long to import, and few configurations need it

    for line, problem in problems(text, wanted):
        fetching.file.report((*place, "template"), f"{template.name}:{line}: {problem}")
    return template


def _proxy(reference: Reference | None, place: Place, fetching: _Fetching) -> Secret | None:
    return fetching(reference, place, partial(proxy_problem, reference)) if reference else None


def _not_web(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return _EXPECTED_WEB
    if "@" in parts.netloc:
        return "an address with a password is not supported: sign requests by 'secret'"
    good = parts.scheme in ("http", "https") and parts.hostname and url.isprintable() and " " not in url
    return None if good else _EXPECTED_WEB


def _not_signing(secret: str) -> str | None:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        key = b""
    return None if 24 <= len(key) <= 64 else "expected a signing secret: 'whsec_' and 24 to 64 bytes in base64"


def _not_apprise(url: str) -> str | None:
    scheme, separator, rest = url.partition("://")
    if not (separator and rest and scheme.isascii() and scheme.isalnum()):
        return "expected an Apprise address such as slack://…"
    from monitor.notify.apprise import read_address  # takes long to import, and few configurations need it

    try:
        read_address(url)
    except ValueError:
        return "Apprise cannot read this address; its documentation has the form for each service"
    return None
