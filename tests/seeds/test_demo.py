"""`make demo`: the morning over a program that ends, and over one that stays with its page."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from seeds.demo import USUAL_PORT, free_port
from tests.docs.pages import ROOT
from tests.seeds.morning import expected_alerts

PATIENCE = 90.0  # seconds


@pytest.fixture
def with_page() -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "seeds.demo", "--page"]
    # in a group of its own, which a terminal would send Ctrl-C to as a whole
    program = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, start_new_session=True)
    try:
        yield program
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()


@pytest.mark.slow(20)
def test_it_shows_every_alert_and_says_how_to_see_them_in_a_browser() -> None:
    command = [sys.executable, "-m", "seeds.demo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert f"deliveries    {sum(expected_alerts().values())} sent" in done.stderr
    assert done.stdout.endswith("make demo PAGE=1\n")


@pytest.mark.slow(10)
def test_with_the_page_it_says_where_and_stays_until_ctrl_c(with_page: "subprocess.Popen[str]") -> None:
    assert with_page.stdout is not None
    said = re.fullmatch(r"The page: (http://127\.0\.0\.1:\d+/)\n", with_page.stdout.readline())
    assert said
    with urllib.request.urlopen(said[1], timeout=30) as page:
        assert (page.status, page.headers.get_content_type()) == (200, "text/html")
    commands = re.fullmatch(r"Commands: \.venv/bin/wirewatch status --config (\S+)\n", with_page.stdout.readline())
    assert commands
    assert (Path(commands[1]) / "monitor.yaml").exists()
    assert with_page.poll() is None
    os.killpg(with_page.pid, signal.SIGINT)
    assert with_page.wait(30) == 0


def test_where_the_usual_port_is_taken_another_one_is() -> None:

    try:
        taken = socket.create_server(("127.0.0.1", USUAL_PORT))
    except OSError:  # by somebody else
        assert free_port() != USUAL_PORT
        return
    with taken:
        assert free_port() != USUAL_PORT


def test_make_hands_the_wish_on() -> None:
    make = ["make", "--dry-run", "--always-make", "--no-print-directory", "demo"]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    for wish, ends in [([], "-m seeds.demo"), (["PAGE=1"], "-m seeds.demo --page")]:
        done = subprocess.run([*make, *wish], cwd=ROOT, env=outside, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1].rstrip().endswith(ends)
