"""The `wirewatch` command.

Each command is imported when it is called: `--help` and the worker processes, which import this module again, should
not pay for Faust.
"""

import importlib
import sys
from typing import Final

import click

from monitor.cli import collector
from monitor.errors import ConfigError, WirewatchError

EXIT_CONFIG: Final = 2
EXIT_FAILED: Final = 1
_OPENS: Final = "run"  # the command that opens much which stays, and lets the collector work by itself after that
_COMMANDS: Final = {
    "init": "monitor.cli.init:init_command",
    "check": "monitor.cli.check:check_command",
    "run": "monitor.cli.run:run_command",
    "status": "monitor.cli.history.status:status_command",
    "topics": "monitor.cli.topics:topics_group",
    "watch": "monitor.cli.watch.command:watch_group",
    "search": "monitor.cli.watch.search:search_command",
    "feeds": "monitor.cli.feeds.command:feeds_group",
    "alerts": "monitor.cli.history.alerts:alerts_command",
    "why": "monitor.cli.why.command:why_command",
    "held": "monitor.cli.history.held:held_command",
    "matches": "monitor.cli.history.matches:matches_command",
    "stories": "monitor.cli.history.stories:stories_group",
    "mute": "monitor.cli.attention.mute:mute_group",
    "ack": "monitor.cli.attention.ack:ack_group",
    "feedback": "monitor.cli.attention.feedback:feedback_group",
    "deliveries": "monitor.cli.history.deliveries:deliveries_group",
    "token": "monitor.cli.attention.token:token_group",
    "replay": "monitor.cli.replay.command:replay_command",
    "deadletters": "monitor.cli.history.deadletters:deadletters_group",
    "explain": "monitor.cli.explain.command:explain_command",
    "events": "monitor.cli.events:events_command",
    "annotate": "monitor.cli.annotate:annotate_command",
    "mcp": "monitor.cli.mcp.command:mcp_command",
}


class Commands(click.Group):
    """The commands by name, in the order in which a newcomer needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wirewatch", prog_name="wirewatch")
@click.pass_context
def cli(context: click.Context) -> None:
    """Wirewatch: a news monitor that finds who did what to whom, and tells you at once."""
    if context.invoked_subcommand != _OPENS:
        collector.resume()


def main() -> None:
    """Runs the command; what goes wrong is one clear message, exit 2 for the configuration and 1 for the rest.

    What is imported stays, so that the collector neither looks through it meanwhile nor ever after.
    """
    collector.pause()
    try:
        cli()
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake), err=True)
        sys.exit(EXIT_CONFIG)
    except WirewatchError as error:
        click.echo(f"wirewatch: {error}", err=True)
        sys.exit(EXIT_FAILED)
