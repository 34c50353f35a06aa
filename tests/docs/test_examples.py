"""The YAML in the documentation is a configuration that loads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.config.builders import directory, mistakes
from tests.docs.pages import pages
from tests.kafka.secured import Certificates

FILES = {"watches": "watchlists__desk", "receivers": "receivers", "feeds": "feeds"}  # by a key that only they have
ENVIRON = {
    "ARCHIVE_KEY": "hunter2",
    "PAPER_PASSWORD": "hunter2",
    "KAFKA_USER": "desk",
    "KAFKA_PASSWORD": "hunter2",
    "KAFKA_KEY_PASSWORD": "hunter2",
    "WIRE_TOKEN": "hunter2",
    "WIREWATCH_STORE": "postgresql://user:password@host/wirewatch",
    "WIREWATCH_WEBHOOK_SECRET": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
}


def examples() -> Iterator[tuple[str, str, str]]:
    """Page, file that the block would stand in, and block."""
    for page in pages():
        for block in page.blocks:
            if block.language == "yaml":
                keys = YAML(typ="safe").load(block.text)
                kind = next((FILES[key] for key in keys if key in FILES), "monitor")
                yield page.name, kind, block.text


@pytest.mark.parametrize(("page", "kind", "text"), list(examples()))
def test_an_example_loads(page: str, kind: str, text: str, tmp_path: Path) -> None:
    tagged = "feeds:\n  - {id: wire, url: https://wire.example/rss, tags: [wire, sport]}\n"
    target = directory(tmp_path, **{"feeds": tagged} | {kind: text})
    certificates = Certificates(target)
    certificates.encrypted("key", "hunter2").rename(target / "wirewatch.key")
    certificates.client.rename(target / "wirewatch.pem")
    assert mistakes(target, ENVIRON) == [], page
