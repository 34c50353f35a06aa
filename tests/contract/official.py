"""The JSON Schema by which AsyncAPI's own tools judge a document, as npm has it."""

import json
import shutil
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.services.processes import check, run

PACKAGE = "@asyncapi/specs@6.11.1"
MEMBER = "package/schemas/3.1.0-without-$id.json"
HERE = Path(__file__).parent / "asyncapi"
MISSING = "AsyncAPI's JSON Schema comes from npm, once: install it (Debian: npm)"


def schema() -> dict[str, Any]:
    """The schema of AsyncAPI 3.1.0; fetched once. The test fails where it cannot be had."""
    kept = HERE / "3.1.0.json"
    if not kept.exists():
        _fetch(kept)
    found: dict[str, Any] = json.loads(kept.read_text("utf-8"))
    return found


def _fetch(kept: Path) -> None:
    if shutil.which("npm") is None:
        pytest.fail(MISSING, pytrace=False)
    with tempfile.TemporaryDirectory() as directory:
        check(run(["npm", "pack", "--silent", "--pack-destination", directory, PACKAGE], 120))
        (package,) = Path(directory).glob("*.tgz")
        with tarfile.open(package) as archive:
            member = archive.extractfile(MEMBER)
            assert member is not None
            text = member.read()
    part = kept.with_suffix(".part")
    HERE.mkdir(exist_ok=True)
    part.write_bytes(text)
    with suppress(OSError):  # another process was quicker
        part.rename(kept)
