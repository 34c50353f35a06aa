"""Which files hold what the program remembers, and what is kept by somebody else."""

import shlex
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from monitor.config.configuration import Settings
from monitor.log.open import log_file
from monitor.records import Record
from monitor.store.address import without_password
from monitor.store.open import store_file

_WAITED: Final = timedelta(hours=1)  # what had waited unread for longer at a backup is not read again by itself
_KEYS: Final = ("links.key", "websub.key")


class Role(StrEnum):
    """What a file of a backup is."""

    STORE = "store"
    LOG = "log"
    KEY = "key"
    CONFIGURATION = "configuration"


class Places(Record, frozen=True, kw_only=True):
    """Where an installation keeps what, as far as it is files."""

    directory: Path  # of the configuration
    data_dir: Path
    store: Path | None  # None: it is no file
    log: Path | None  # None: it is no file

    @property
    def databases(self) -> Mapping[Role, Path]:
        """The files that are databases."""
        return {role: path for role, path in ((Role.STORE, self.store), (Role.LOG, self.log)) if path is not None}

    @property
    def keys(self) -> list[Path]:
        """The keys that the program made for itself."""
        return [path for name in _KEYS if (path := self.data_dir / name).exists()]


def places(settings: Settings, directory: Path) -> Places:
    """Those of an installation with `settings`, whose files stand in `directory`."""
    store, log = store_file(settings.store.reveal()), log_file(settings.broker)
    return Places(directory=directory, data_dir=settings.data_dir, store=store, log=log)


def not_saved(settings: Settings) -> Iterator[str]:
    """What a backup does not hold, and how it is saved."""
    url = settings.store.reveal()
    if url.startswith("postgresql:"):
        command = f"pg_dump --format=custom --file=wirewatch-store.dump {shlex.quote(without_password(url))}"
        embedded = " (stop the program for both, else they are of two moments)" if log_file(settings.broker) else ""
        yield f"the store is PostgreSQL; save it with: {command}{embedded}"
    elif store_file(url) is None:
        yield "the store is in memory; nothing of it lasts"
    if log_file(settings.broker) is None:
        yield "the log is on Kafka; its broker keeps it"


def to_be_repeated(settings: Settings, made: datetime) -> Iterator[str]:
    """What is still to be done once a store of the moment `made` is back beside a log that went on."""
    url = settings.store.reveal()
    if url.startswith("postgresql:"):
        yield (
            "the store in PostgreSQL is as it was; before the program starts, put back the dump of the same moment: "
            f"pg_restore --clean --if-exists --dbname={shlex.quote(without_password(url))} wirewatch-store.dump"
        )
    if log_file(settings.broker) is None:
        hosts = settings.broker.removeprefix("kafka://").replace("kafka://", "")
        moment = f"{made - _WAITED:%Y-%m-%dT%H:%M:%S.000}"
        yield (
            "what was read from Kafka since then is not in the store; before the program starts, have it read again: "
            f"kafka-consumer-groups.sh --bootstrap-server {hosts} --group wirewatch --all-topics --reset-offsets "
            f"--to-datetime {moment} --execute (an hour before the backup; say an earlier moment where messages had "
            "waited for longer than that: what is read twice is told once; with a login, add --command-config FILE)"
        )
