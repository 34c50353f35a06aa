"""`wirewatch watch show`: what a watch asks for, as a line and as YAML."""

from pathlib import Path

import click
import msgspec

from monitor.cli.options import config_option, json_option
from monitor.cli.watch.lines import refused
from monitor.config.query.printed import printed
from monitor.config.query.yaml_form import yaml_form
from monitor.config.question import Said, said_by_line, said_by_watch
from monitor.errors import ConfigError


@click.command("show")
@config_option
@click.argument("watch", metavar="ID|QUERY")
@json_option("One JSON object with the line and the keys.")
def show_command(directory: Path, watch: str, as_json: bool) -> None:
    """Shows what a watch asks for in both forms, each as it may be pasted: the one line, and the keys of YAML.

    The watch is one of the watchlists, with what `defaults` of its file add, or a line of the watch language.
    """
    said = _said(directory, watch)
    if as_json:
        click.echo(msgspec.json.encode({"query": printed(said.keys), "watch": said.keys}))
        return
    if said.watchlist:
        click.echo(f"{said.watchlist}/{watch}", err=True)
    click.echo(printed(said.keys))
    click.echo(f"\n{yaml_form(said.keys)}", nl=False)


def _said(directory: Path, watch: str) -> Said:
    if found := said_by_watch(directory, watch):
        return found
    try:
        return said_by_line(watch)
    except ConfigError as error:
        raise refused(watch, error) from error
