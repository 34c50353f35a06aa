"""`canary` of `monitor.yaml` → settings of the canary."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from monitor.config.compile.secrets import fetch
from monitor.config.configuration import CanarySettings
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.monitor import CanaryShape
from monitor.config.shapes.secret import Reference
from monitor.secret import Secret


def canary(
    shape: CanaryShape | None, file: YamlFile, directory: Path, environ: Mapping[str, str], *, with_heartbeat: bool
) -> CanarySettings | None:
    """What `shape` says; `with_heartbeat` asks for the address of the heartbeat, which may be a secret."""
    if shape is None:
        return None
    heartbeat = shape.heartbeat if with_heartbeat else None
    return CanarySettings(
        every_seconds=shape.every,
        deadline_seconds=shape.deadline,
        heartbeat=_address(heartbeat, file, directory, environ) if heartbeat else None,
        allow_private=shape.allow_private,
    )


def _address(reference: Reference, file: YamlFile, directory: Path, environ: Mapping[str, str]) -> Secret | None:
    try:
        address = fetch(reference, directory, environ)
        parts = urlsplit(address.reveal())
        good = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError as error:
        file.report(("canary", "heartbeat"), str(error))
        return None
    if not good:
        file.report(("canary", "heartbeat"), "expected an address of https:// or http:// without a password")
    return address
