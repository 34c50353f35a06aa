"""A reader follows a link of a message of the running program, after a program that looks at mail followed it."""

import re
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from seeds.serve import SeedServer
from tests.kafka.server import free_ports
from tests.whole.installation import Installation, wait_for_line

pytestmark = pytest.mark.slow(6)  # a child process that runs until its first alert, and commands

LINK = re.compile(r"http://127\.0\.0\.1:\d+/a/[\w.-]+")


def links(installation: Installation) -> list[str]:
    """The links of the messages on the console, once there are some."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := LINK.findall(installation.log.read_text("utf-8")):
            return found
        time.sleep(0.05)
    raise TimeoutError(installation.log.read_text("utf-8"))


def answered(url: str, form: dict[str, str] | None = None) -> str:
    data = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(url, data, timeout=30) as response:
        return str(response.read().decode())


def test_following_a_link_shows_and_its_button_mutes(tmp_path: Path) -> None:
    with SeedServer() as server:
        settings = {"links": {"listen": f"127.0.0.1:{free_ports(1)[0]}"}}
        installation = Installation(server.write_config(tmp_path), more=settings)
        process = installation.start("run")
        try:
            with installation.log.open("rb") as log:
                assert wait_for_line(log, b"/a/", process)
            for link in links(installation):
                assert "Mute story 8 h</button>" in answered(link)
            assert "0 mutes in force" in installation.output("mute", "list")
            page = answered(links(installation)[0], {"do": "mute-story", "comment": "known since Monday"})
            assert "The story is muted until" in page
            listed = installation.output("mute", "list")
            assert "1 mute in force" in listed
            assert "known since Monday" in listed
            assert "link in alert al-" in listed
        finally:
            process.terminate()
            assert process.wait(30) == 0
