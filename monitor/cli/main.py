"""The `wirewatch` command."""

import sys

import click

from monitor.cli.alerts import alerts_command
from monitor.cli.check import check_command
from monitor.cli.deadletters import deadletters_group
from monitor.cli.explain import explain_command
from monitor.cli.feeds import feeds_group
from monitor.cli.init import init_command
from monitor.cli.run import run_command
from monitor.cli.topics import topics_group
from monitor.errors import ConfigError, WirewatchError

EXIT_CONFIG = 2
EXIT_FAILED = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wirewatch", prog_name="wirewatch")
def cli() -> None:
    """Wirewatch: a news monitor that finds who did what to whom, and tells you at once."""


for command in (
    init_command,
    check_command,
    run_command,
    feeds_group,
    topics_group,
    alerts_command,
    deadletters_group,
    explain_command,
):
    cli.add_command(command)


def main() -> None:
    """Runs the command; what goes wrong is one clear message, exit 2 for the configuration and 1 for the rest."""
    try:
        cli(standalone_mode=True)
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake), err=True)
        sys.exit(EXIT_CONFIG)
    except WirewatchError as error:
        click.echo(f"wirewatch: {error}", err=True)
        sys.exit(EXIT_FAILED)
