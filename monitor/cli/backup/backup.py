"""`wirewatch backup`."""

from pathlib import Path

import click

from monitor.backup.files import named
from monitor.backup.making import make_backup
from monitor.backup.places import Places, not_saved, places
from monitor.cli.backup.bar import bar
from monitor.cli.options import config_option, configuration, counted
from monitor.clock import system_clock
from monitor.config.files import templates_elsewhere
from monitor.config.load import Part


@click.command("backup")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@config_option
def backup_command(target: Path, directory: Path) -> None:
    """Copies store, log, keys and configuration into DIR, a new directory, as they are at one moment.

    The program may run meanwhile, and is not held up. Secrets of the configuration are not in the copy; what is in
    PostgreSQL or on Kafka is not either, and it is said how to save that.
    """
    settings = configuration(directory, frozenset({Part.STORE})).settings
    where = places(settings, directory)
    with bar("copying", 2 * _size(where)) as told:  # written, then read again
        made = make_backup(where, target.absolute(), system_clock, installation=settings.installation, told=told)
    for line in not_saved(settings):
        click.echo(line, err=True)
    for path in templates_elsewhere(directory):
        click.echo(f"the template {path} is not in {directory}, and not in the backup; save it yourself", err=True)
    number = counted(len(made.files), "file")
    click.echo(f"{target}: {number}, {made.size / 1e6:.1f} MB, as of {made.made:%Y-%m-%d %H:%M:%S} UTC")


def _size(where: Places) -> int:
    """Bytes of the databases that are there; raises BackupError where this user cannot look."""
    with named(where.data_dir):
        return sum(path.stat().st_size for path in where.databases.values() if path.exists())
