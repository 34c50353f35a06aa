"""The log of the program as JSON, one object a line, for those who collect logs of many programs."""

import json
import logging
import re
from typing import Any, Final

from monitor.cli.log.log_lines import LineFormatter, is_ours

_WORD: Final = re.compile(r"(?P<event>[a-z0-9_]+)(?: |$)")
_VALUE: Final = re.compile(r"(?:(?P<key>\w+)=)?(?P<form>%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])")
_NUMBERS: Final = "dfi"
_OWN: Final = frozenset({"time", "level", "logger", "event", "message", "stack"})


class JsonFormatter(LineFormatter):
    """`{"time": "2026-10-05T06:30:01.123Z", "level": "WARNING", "logger": "agents.retry", "event": "retry", …}`.

    Of our own lines each value stands under its name, as in the lines of text, numbers as numbers; what else a line
    says is its `message`, and the only thing that lines of libraries have. A stack is the value of `stack`.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The object, on one line."""
        line: dict[str, Any] = {
            "time": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "logger": record.name,
        }
        line |= _told(record) if is_ours(record) else {"message": record.getMessage()}
        if record.exc_info:
            line["stack"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _told(record: logging.LogRecord) -> dict[str, Any]:
    """Event, values and the rest of a line of ours; a value whose name is one of the line's own is `name_`."""
    text, values = str(record.msg), iter(record.args if isinstance(record.args, tuple) else ())
    named: dict[str, Any] = {}
    rest: list[str] = []
    at = 0
    if first := _WORD.match(text):
        named["event"], at = first["event"], first.end()
    for found in _VALUE.finditer(text, at):
        rest.append(text[at : found.start()])
        value, at = next(values, None), found.end()
        if found["key"]:
            named[_free(found["key"])] = _value(value, found["form"])
        else:
            rest.append(found["form"] % (value,))
    rest.append(text[at:])
    message = " ".join("".join(rest).split())
    return named | ({"message": message} if message else {})


def _free(key: str) -> str:
    return f"{key}_" if key in _OWN else key


def _value(value: object, form: str) -> Any:
    """`value` as JSON has it; of a number so much as `form` shows."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        shown = form % value
        return (float(shown) if "." in shown else int(shown)) if form[-1] in _NUMBERS else value
    return str(value)
