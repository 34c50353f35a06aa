"""`wirewatch init`: a configuration to start from."""

from pathlib import Path

import click

from monitor.config.default import write_default


@click.command("init")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), default=Path("config"))
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def init_command(directory: Path, force: bool) -> None:
    """Writes a configuration to start from into DIRECTORY: public news feeds, watchlists, alerts on the console."""
    for path in write_default(directory, force=force):
        click.echo(f"wrote {path}")
    click.echo(f"\nNext: wirewatch check --config {directory}\n      wirewatch run --config {directory}")
