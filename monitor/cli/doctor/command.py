"""`wirewatch doctor`."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from rich.console import RenderableType
from rich.text import Text

from monitor.cli.doctor.everything import Extent, everything
from monitor.cli.entries import entry, listed, printable
from monitor.cli.options import config_option, configuration, json_option
from monitor.doctor.finding import Diagnosis, Finding, Level
from monitor.records import encode

EXIT_LOOK: Final = 3
_STYLES: Final = {Level.OK: "green", Level.WARN: "bold yellow", Level.FAIL: "bold red"}


@click.command("doctor")
@config_option
@click.option("--feeds", is_flag=True, help="Ask each feed once, by a conditional request.")
@click.option("--send-test", is_flag=True, help="Send a test to each receiver, marked as one.")
@click.option("--thorough", is_flag=True, help="Check every page of databases in files, however long it takes.")
@json_option("One JSON object.")
def doctor_command(directory: Path, feeds: bool, send_test: bool, thorough: bool, as_json: bool) -> None:
    """Looks at an installation, whether or not the program runs, and says of each point how it is and what to do.

    Changes nothing. Ends with 3 where somebody should look at something, with 2 where the configuration has mistakes,
    with 0 where all is well.
    """
    read = configuration(directory)
    found = asyncio.run(everything(read, Extent(feeds=feeds, send_test=send_test, thorough=thorough)))
    if as_json:
        click.echo(encode(found))
    else:
        listed(_shown(found))
    if not found.is_well:
        sys.exit(EXIT_LOOK)


def _shown(found: Diagnosis) -> Iterator[RenderableType]:
    for each in found.findings:
        yield entry(_head(each), *([f"     {each.todo}"] if each.todo else []))


def _head(finding: Finding) -> Text:
    level = Text(f"{finding.level:4} ", _STYLES[finding.level])
    return level.append(f"{finding.point}: ", "bold").append(printable(finding.found), "default")
