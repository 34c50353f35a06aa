"""`wirewatch feeds`: what there is to see and do about feeds."""

import click

from monitor.cli.feeds.edit import add_command, export_command, import_command
from monitor.cli.feeds.listing import list_command, show_command
from monitor.cli.feeds.parse import parse_command
from monitor.cli.feeds.try_feed import test_command
from monitor.cli.options import group_config_option


@click.group("feeds", invoke_without_command=True)
@group_config_option
@click.pass_context
def feeds_group(context: click.Context) -> None:
    """Looks at feeds, one by one or all; without a command it lists them."""
    if context.invoked_subcommand is None:
        list_command.invoke(list_command.make_context("list", [], parent=context))


for command in (
    list_command,
    show_command,
    test_command,
    add_command,
    import_command,
    export_command,
    parse_command,
):
    feeds_group.add_command(command)
