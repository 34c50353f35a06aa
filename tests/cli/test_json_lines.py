"""The log as JSON says what the lines of text say, each value under its name."""

import json
import logging
import sys
from typing import Any

import pytest

from monitor.cli.log.json_lines import JsonFormatter
from tests.docs.test_made import logged

MOMENT = 1_790_000_000.25  # 2026-09-21, in seconds
OWN = {"time": "2026-09-21T14:13:20.250Z", "level": "WARNING", "logger": "agents.polling"}


def line(message: str, *values: object, name: str = "agents.polling", error: bool = False) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.WARNING, "file", 1, message, values, sys.exc_info() if error else None)
    record.created, record.msecs = MOMENT, 250.0
    text = JsonFormatter().format(record)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def test_each_value_stands_under_its_name_and_numbers_are_numbers() -> None:
    told = line("retry agent=%s in_seconds=%.1f error=%s", "story", 2.04, OSError('no "route"\nto host'))
    assert told == OWN | {"event": "retry", "agent": "story", "in_seconds": 2.0, "error": 'no "route"\nto host'}
    assert line("ready feeds=%d", 5)["feeds"] == 5


def test_what_has_no_name_is_the_message() -> None:
    told = line("stalled %s; the stacks follow, exit %d", "story has not looked for work", 70)
    assert told == OWN | {"event": "stalled", "message": "story has not looked for work; the stacks follow, exit 70"}
    told = line("stopped_by_force seconds=%.0f nothing is lost", 15.0)
    assert told == OWN | {"event": "stopped_by_force", "seconds": 15, "message": "nothing is lost"}


def test_a_value_cannot_pretend_to_be_another_fact() -> None:
    told = line("clash level=%s error=%s", "low", 'x", "level": "CRITICAL')
    assert (told["level"], told["level_"], told["error"]) == ("WARNING", "low", 'x", "level": "CRITICAL')


def test_a_sentence_of_a_library_is_a_message() -> None:
    told = line("Unable to connect to %s\nagain", "the broker", name="aiokafka.client")
    assert told == OWN | {"logger": "aiokafka.client", "message": "Unable to connect to the broker\nagain"}


def test_a_stack_is_a_value() -> None:
    try:
        raise ValueError("odd")
    except ValueError:
        told = line("agent_failed agent=%s", "match", error=True)
    assert told["stack"].splitlines()[-1] == "ValueError: odd"


@pytest.mark.parametrize("text", sorted({text for text, _ in logged()}))
def test_every_line_of_the_program_has_an_event(text: str) -> None:
    values = tuple(1 for _ in range(text.count("%")))
    told = line(text, *values)
    assert told["event"] == text.split(maxsplit=1)[0]
    assert len(told.keys() - OWN.keys() - {"event", "message"}) == text.count("=%")
