"""`wirewatch feeds`: what there is to see and do about feeds."""

import click

from monitor.cli.feeds_parse import parse_command


@click.group("feeds")
def feeds_group() -> None:
    """Looks at feeds, one by one or all."""


feeds_group.add_command(parse_command)
