"""The `wirewatch` command.

Each command is imported when it is called: `--help` and the worker processes, which import this module again, should
not pay for Faust.
"""

import importlib
import sys
from typing import Final, NamedTuple

import click

from monitor.cli import collector
from monitor.errors import ConfigError, WirewatchError

EXIT_CONFIG: Final = 2
EXIT_FAILED: Final = 1


class Command(NamedTuple):
    """Where a command stands, and what it does in a line of 65 columns, told without importing it."""

    address: str
    does: str


_OPENS: Final = "run"  # the command that opens much which stays, and lets the collector work by itself after that
_COMMANDS: Final = {
    "init": Command("monitor.cli.init:init_command", "Writes a configuration to start from."),
    "check": Command("monitor.cli.check:check_command", "Says what is wrong with the configuration."),
    "run": Command("monitor.cli.run:run_command", "Polls feeds and tells the receivers, until it is stopped."),
    "status": Command("monitor.cli.history.status:status_command", "Shows how all fares: what waits, what is broken."),
    "doctor": Command(
        "monitor.cli.doctor.command:doctor_command", "Looks at an installation, and says what to do about it."
    ),
    "topics": Command("monitor.cli.topics:topics_group", "The topics of the log."),
    "watch": Command(
        "monitor.cli.watch.command:watch_group", "What one watch asks for, and whether it does what is expected."
    ),
    "search": Command("monitor.cli.watch.search:search_command", "Finds archived articles that a watch would match."),
    "feeds": Command("monitor.cli.feeds.command:feeds_group", "Looks at feeds, one by one or all."),
    "alerts": Command("monitor.cli.history.alerts:alerts_command", "Shows the alerts in the log."),
    "why": Command("monitor.cli.why.command:why_command", "Shows why people were told of something, or why not."),
    "held": Command("monitor.cli.history.held:held_command", "Shows what is held now, by what and until when."),
    "matches": Command(
        "monitor.cli.history.matches:matches_command", "Shows the matches in the log, and what was decided on each."
    ),
    "stories": Command("monitor.cli.history.stories:stories_group", "What is known of stories."),
    "mute": Command("monitor.cli.attention.mute:mute_group", "Holds alerts until a mute ends."),
    "ack": Command("monitor.cli.attention.ack:ack_group", "Says that the team knows of a story."),
    "feedback": Command("monitor.cli.attention.feedback:feedback_group", "Says whether alerts were of use."),
    "deliveries": Command("monitor.cli.history.deliveries:deliveries_group", "The ledger of deliveries."),
    "token": Command("monitor.cli.attention.token:token_group", "Tokens by which the API knows who asks."),
    "replay": Command(
        "monitor.cli.replay.command:replay_command", "Takes the articles in the log through today's configuration."
    ),
    "backup": Command("monitor.cli.backup.backup:backup_command", "Saves all that is remembered; the program may run."),
    "restore": Command("monitor.cli.backup.restore:restore_command", "Puts a backup back."),
    "deadletters": Command("monitor.cli.history.deadletters:deadletters_group", "What could not be handled, and why."),
    "explain": Command("monitor.cli.explain.command:explain_command", "Shows what each stage makes of a text."),
    "events": Command("monitor.cli.events:events_command", "Prints the events that texts tell of."),
    "annotate": Command("monitor.cli.annotate:annotate_command", "Annotates articles without feeds or watches."),
    "mcp": Command("monitor.cli.mcp.command:mcp_command", "Serves what a running program knows to an assistant."),
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
        module, _, name = _COMMANDS[cmd_name].address.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes what each does; Click would import all of them for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.does) for name, command in _COMMANDS.items()])


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
