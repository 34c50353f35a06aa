"""`wirewatch feeds`: what there is to see and do about feeds."""

import click

from monitor.cli.feeds.edit import add_command, export_command, import_command
from monitor.cli.feeds.listing import list_command, show_command
from monitor.cli.feeds.parse import parse_command
from monitor.cli.feeds.try_feed import test_command


@click.group("feeds")
def feeds_group() -> None:
    """Looks at feeds, one by one or all."""


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
