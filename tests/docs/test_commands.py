"""Every command line in the documentation is one that the program takes. Nothing is run."""

import re
import shlex
from collections.abc import Sequence
from importlib.util import find_spec

import click
import pytest

from monitor.cli.main import cli
from tests.docs.pages import ROOT, Page, pages

PROGRAM = re.compile(r"^(?:docker compose exec \S+ )?(?:/\S+/)?wirewatch (?P<arguments>.+)$")
UNIT = re.compile(r"^Exec\w+=(?P<line>/\S+/wirewatch .+)$", re.MULTILINE)
ENDS = {"|", ">", "&&", ";"}


def arguments(line: str) -> Sequence[str]:
    """What stands behind `wirewatch` in `line`: optional parts given, the first of alternatives taken; else nothing."""
    found = PROGRAM.match(line)
    if found is None:
        return []
    words = shlex.split(found["arguments"].replace("[", "").replace("]", ""), comments=True)
    end = next((place for place, word in enumerate(words) if word in ENDS), len(words))
    return [word.partition("|")[0] for word in words[:end]]


PLACEHOLDER = re.compile(r"'[A-Z]+(?:\.\w+)?'(?: does not exist|: No such file)")  # FILE: a file of the reader


def parse(words: Sequence[str]) -> None:
    """Parses as click would on the way to running; raises UsageError for what it would refuse."""
    command: click.Command = cli
    parent: click.Context | None = None
    name, rest = "wirewatch", list(words)
    while rest or not isinstance(command, click.Group):
        try:
            context = command.make_context(name, rest, parent=parent)
        except click.exceptions.Exit:  # --help, --version
            return
        if not isinstance(command, click.Group):
            return
        found, next_command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None
        assert next_command is not None
        name, command, parent = found, next_command, context


def refusal(words: Sequence[str]) -> str | None:
    """Why `wirewatch` would not take `words`; None where it would."""
    try:
        parse(words)
    except click.UsageError as error:
        why = error.format_message()
        return None if PLACEHOLDER.search(why) else why
    return None


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_command_of_a_page_is_taken(page: Page) -> None:
    lines = [line for line in page.command_lines() if arguments(line)]
    assert {line: why for line in lines if (why := refusal(arguments(line)))} == {}


def test_the_commands_of_the_systemd_unit_are_taken() -> None:
    lines = [found["line"] for found in UNIT.finditer((ROOT / "config" / "wirewatch.service").read_text("utf-8"))]
    assert lines
    assert {line: why for line in lines if (why := refusal(arguments(line)))} == {}


@pytest.mark.parametrize("wrong", ["runn", "run --twice", "feeds sing", "alerts --watchlist", "deadletters list 1 2"])
def test_a_command_that_does_not_exist_would_be_noticed(wrong: str) -> None:
    assert refusal(arguments(f"wirewatch {wrong}"))


def test_commands_are_found_in_prose_tables_and_blocks() -> None:
    assert arguments("wirewatch alerts [--follow] [--watchlist W]") == ["alerts", "--follow", "--watchlist", "W"]
    assert arguments("wirewatch deadletters list|show|replay") == ["deadletters", "list"]
    assert arguments("/opt/wirewatch/.venv/bin/wirewatch init /etc/wirewatch") == ["init", "/etc/wirewatch"]
    assert arguments("wirewatch alerts --json | head  # the oldest") == ["alerts", "--json"]
    assert arguments("systemctl restart wirewatch") == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_module_that_python_is_told_to_run_exists(page: Page) -> None:
    modules = [found for line in page.command_lines() for found in re.findall(r"python -m ([a-z_.]+)", line)]
    assert [module for module in modules if find_spec(module) is None] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_make_target_exists(page: Page) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {found for line in page.command_lines() for found in re.findall(r"^make (?:-C \S+ )?([a-z]+)", line)}
    assert named - targets == set()
