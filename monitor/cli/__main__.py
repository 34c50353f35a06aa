"""`python -m monitor.cli` is the `wirewatch` command."""

from monitor.cli.main import main

main()
