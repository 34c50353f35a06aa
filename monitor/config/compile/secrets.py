"""Secrets, fetched from where the configuration says they are; no message repeats one."""

from collections.abc import Mapping
from pathlib import Path

from monitor.config.shapes.secret import Reference
from monitor.net.proxy import is_proxy_address
from monitor.secret import Secret

MAX_BYTES = 65_536


def fetch(reference: Reference, directory: Path, environ: Mapping[str, str]) -> Secret:
    """The secret behind `reference`; files are relative to `directory`. Raises ValueError that says what is missing."""
    if reference.inline is not None:
        return Secret(reference.inline)
    if reference.env is not None:
        value, source = environ.get(reference.env, ""), f"environment variable {reference.env}"
    else:
        value, source = _read(directory / str(reference.file)), f"file {reference.file}"
    if not value.strip():
        raise ValueError(f"{source} is not set or empty")
    return Secret(value.strip())


def proxy_problem(reference: Reference, address: str) -> str | None:
    """What is wrong with the `address` of a proxy that `reference` led to; None for nothing."""
    if reference.inline is not None and "@" in address:
        return "a user or password must not stand here: use {env: NAME} or {file: path}"
    if not is_proxy_address(address):
        return "expected http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with what is odd as %XX"
    return None


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES).decode()
    except OSError as error:
        raise ValueError(f"file {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"file {path} is not text") from None
