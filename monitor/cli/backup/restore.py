"""`wirewatch restore`."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from monitor.backup.manifest import read_manifest, verify
from monitor.backup.places import places, to_be_repeated
from monitor.backup.restoring import configuration_of, restore_data
from monitor.cli.backup.bar import bar
from monitor.cli.options import config_option, configuration
from monitor.clock import system_clock
from monitor.config.files import digest
from monitor.config.load import Part


@click.command("restore")
@click.argument("backup", metavar="DIR", type=click.Path(path_type=Path))
@config_option
@click.option("--replace", is_flag=True, help="Keep files that are in the way aside, under a name with the moment.")
@click.option("--with-config", is_flag=True, help="Put the configuration files back as well.")
def restore_command(backup: Path, directory: Path, replace: bool, with_config: bool) -> None:
    """Puts the backup in DIR back, to where the configuration says that the data is.

    It is checked first, and refused where anything in it is damaged, made by a newer version, or in the way; also where
    a program runs on the data. What was polled since the backup is polled again by the next run.
    """
    manifest, now = read_manifest(backup), system_clock()
    with bar("checking", manifest.size) as told:
        verify(backup, manifest, told)
    placed = configuration_of(backup, manifest, directory, replace=replace, now=now) if with_config else nullcontext(())
    with placed as kept:
        settings = configuration(directory, frozenset({Part.STORE})).settings
        data = restore_data(backup, manifest, places(settings, directory), replace=replace, now=now)
    _tell([*kept, *data])
    if digest(directory) != manifest.configuration:
        click.echo(f"{directory} is not as it was when this was saved; --with-config puts that back", err=True)
    for line in to_be_repeated(settings, manifest.made):
        click.echo(line, err=True)
    click.echo(f"restored as of {manifest.made:%Y-%m-%d %H:%M:%S} UTC, which Wirewatch {manifest.program} saved")


def _tell(kept: Sequence[Path]) -> None:
    for path in kept:
        click.echo(f"kept aside: {path}", err=True)
