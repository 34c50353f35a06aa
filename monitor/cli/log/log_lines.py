"""The log of the program on standard error: one line a fact, with the moment in UTC and values that can be parsed."""

import faulthandler
import json
import logging
import re
import sys
import time
from typing import Any, Final

from monitor.log.quiet import RepeatFilter

_OWN: Final = ("agents", "monitor")
_PLAIN: Final = re.compile(r"[^\s\"=\\]+")  # what logfmt takes without quotation marks


class LineFormatter(logging.Formatter):
    """`2026-10-05T06:30:01.123Z WARNING agents.retry retry agent=story error="no route to host"`.

    Of our own lines each value that is text is quoted where it holds blanks, quotation marks, an equals sign or a line
    end, as in logfmt; in the lines of libraries, which are sentences, line ends are written out. A stack follows its
    line as it is.
    """

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        """The line, without the stack."""
        if is_ours(record) and isinstance(record.args, tuple):
            record.message = str(record.msg) % tuple(map(_quoted, record.args))
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)


def is_ours(record: logging.LogRecord) -> bool:
    """Whether a line is of our own, and no sentence of a library."""
    return record.name.split(".")[0] in _OWN


def _quoted(value: object) -> Any:
    """`value` as it stands behind `=`: numbers as they are, for `%d` and `%.1f`."""
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def start_logging(verbose: bool, formatter: logging.Formatter | None = None) -> None:
    """Logs to standard error, in lines of text where no `formatter` is given; the libraries below only warn."""
    faulthandler.enable()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter or LineFormatter())
    handler.addFilter(RepeatFilter())
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
    logging.getLogger("faust.app.base").setLevel(logging.ERROR)  # it warns of each rebalance that goes well
    logging.getLogger("aiokafka.conn").setLevel(logging.ERROR)  # of a password in the clear `check` warns, once
    for name in ("faust", "mode", "aiokafka", "alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
