"""Which log a broker URL names."""

from pathlib import Path

from monitor.clock import Clock, system_clock
from monitor.errors import LogError
from monitor.log.base import Log
from monitor.log.kafka.security import PLAIN, KafkaSecurity


async def open_log(
    broker: str, *, security: KafkaSecurity = PLAIN, owner: bool = True, clock: Clock = system_clock
) -> Log:
    """The log at `broker`: `sqlite:////absolute/path` (embedded) or `kafka://host:port,host:port`.

    `security` is how connections to Kafka are protected. Without `owner` an embedded log is opened beside the program
    that runs on it: to read and to produce, not to read for a group. Raises LogError for any other URL, and what the
    log itself raises.
    """
    scheme, separator, rest = broker.partition("://")
    if separator and scheme == "sqlite":
        from monitor.log.sqlite import SqliteLog

        return await SqliteLog.open(Path(rest.removeprefix("/")), owner=owner, clock=clock)
    if separator and scheme == "kafka":
        from monitor.log.kafka.log import KafkaLog

        return await KafkaLog.open(rest.replace("kafka://", "").replace(";", ","), security=security)
    raise LogError(f"broker: {broker!r} is neither sqlite:///FILE nor kafka://HOST:PORT")


def log_file(broker: str) -> Path | None:
    """The file of the embedded log at `broker`; None for any other log."""
    scheme, _, rest = broker.partition("://")
    return Path(rest.removeprefix("/")) if scheme == "sqlite" else None


def missing_file(broker: str) -> Path | None:
    """The file of the embedded log at `broker`, where no program has made it yet; None for any other log."""
    file = log_file(broker)
    return file if file is not None and not file.exists() else None
