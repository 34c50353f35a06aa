"""The log is one fact a line, in UTC, with values that a parser of logfmt reads back."""

import logging
import shlex
import sys

import pytest

from monitor.cli.log.log_lines import LineFormatter

MOMENT = 1_790_000_000.25  # 2026-09-21, in seconds


def line(message: str, *values: object, name: str = "agents.polling", error: bool = False) -> str:
    record = logging.LogRecord(name, logging.WARNING, "file", 1, message, values, sys.exc_info() if error else None)
    record.created, record.msecs = MOMENT, 250.0
    return LineFormatter().format(record)


def test_the_moment_is_in_utc_and_says_so() -> None:
    assert line("ready feeds=%d", 5) == "2026-09-21T14:13:20.250Z WARNING agents.polling ready feeds=5"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("herald", "error=herald"),
        ("no response: timed out", 'error="no response: timed out"'),
        ('said "no"', r'error="said \"no\""'),
        ("two\nlines", r'error="two\nlines"'),
        ("a=b", 'error="a=b"'),
        ("", 'error=""'),
        ("Владивосток, ночь", 'error="Владивосток, ночь"'),
        (OSError("no route to host"), 'error="no route to host"'),
        (None, "error=None"),
    ],
)
def test_a_value_is_quoted_where_it_would_run_into_the_next(value: object, written: str) -> None:
    assert line("retry agent=%s error=%s", "story", value).endswith(f"retry agent=story {written}")


def test_a_value_that_pretends_to_be_another_fact_stays_one_value() -> None:
    words = shlex.split(line("dead_letter error=%s", "x level=CRITICAL agent=none"))
    assert words[-1] == "error=x level=CRITICAL agent=none"


def test_numbers_keep_the_form_that_the_line_gives_them() -> None:
    assert line("retry in_seconds=%.1f", 2.04).endswith("in_seconds=2.0")


def test_a_sentence_of_a_library_stays_a_sentence_on_one_line() -> None:
    said = line("Unable to connect to %s\nagain", "the broker", name="aiokafka.client")
    assert said.endswith(r"aiokafka.client Unable to connect to the broker\nagain")


def test_a_stack_follows_its_line() -> None:
    try:
        raise ValueError("odd")
    except ValueError:
        lines = line("agent_failed agent=%s", "match", error=True).splitlines()
    assert lines[0].endswith("agent_failed agent=match")
    assert lines[-1] == "ValueError: odd"
