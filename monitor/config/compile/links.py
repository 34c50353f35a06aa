"""`links` of `monitor.yaml` → settings of the signed links in messages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from monitor.alerting.links.settings import LinkSettings
from monitor.config.compile.secrets import fetch
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.monitor import LinksShape
from monitor.config.shapes.secret import Reference
from monitor.secret import Secret

SHORTEST: Final = 24  # bytes of a signing secret, as those of webhooks


def links(
    shape: LinksShape, file: YamlFile, directory: Path, environ: Mapping[str, str], *, with_secret: bool
) -> LinkSettings:
    """What `shape` says; without `with_secret` the secret, which may not be at hand, is left out."""
    if shape.secret is not None and shape.listen is None and shape.base_url is None:
        file.report(("links", "secret"), "the secret signs nothing: expected 'listen' or 'base_url' beside it")
    return LinkSettings(
        listen=shape.listen or "",
        base_url=shape.base_url or "",
        secret=_secret(shape.secret, file, directory, environ) if shape.secret and with_secret else None,
    )


def _secret(reference: Reference, file: YamlFile, directory: Path, environ: Mapping[str, str]) -> Secret | None:
    try:
        found = fetch(reference, directory, environ)
    except ValueError as error:
        file.report(("links", "secret"), str(error))
        return None
    if len(found.reveal().encode()) < SHORTEST:
        file.report(("links", "secret"), f"expected a secret of at least {SHORTEST} bytes")
    return found
