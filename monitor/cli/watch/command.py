"""`wirewatch watch`: the group of commands."""

import click

from monitor.cli.options import group_config_option
from monitor.cli.watch.show import show_command
from monitor.cli.watch.test import test_command
from monitor.cli.watch.trial import try_command


@click.group("watch")
@group_config_option
def watch_group() -> None:
    """One watch: what it asks for, and whether it does what its author expects."""


for _command in (show_command, test_command, try_command):
    watch_group.add_command(_command)
