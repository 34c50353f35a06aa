"""`wirewatch mcp`: what a running program knows, for assistants that speak the Model Context Protocol."""

import importlib.util
import os
import secrets
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click

from monitor.cli.options import config_option, configuration
from monitor.config.load import SETTINGS
from monitor.mcp.api import Api

TOKEN: Final = "WIREWATCH_TOKEN"  # noqa: S105 - the name of the variable


@click.command("mcp")
@config_option
@click.option(
    "--url",
    metavar="URL",
    help="Where the program answers; left out, at `web: listen` of monitor.yaml.",
)
def mcp_command(directory: Path, url: str | None) -> None:
    """Serves what a running program knows to an assistant, over standard input and output (Model Context Protocol).

    An assistant starts it itself, and may only read. Where the program asks for a token, the variable WIREWATCH_TOKEN
    has it. docs/mcp.md says more.
    """
    if importlib.util.find_spec("mcp") is None:
        raise click.ClickException("the Python package mcp is missing: python -m pip install 'wirewatch[mcp]'")
    from monitor.mcp.server import build

    api = Api(url or _configured(directory), os.environ.get(TOKEN))
    build(api, version("wirewatch"), lambda: secrets.token_hex(8)).run("stdio")


def _configured(directory: Path) -> str:
    web = configuration(directory, SETTINGS).settings.web
    if web is None:
        raise click.ClickException(f"{directory}/monitor.yaml has no `web:`, so no program answers; or give --url")
    return f"http://{web.listen}"
