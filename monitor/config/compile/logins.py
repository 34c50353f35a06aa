"""The `login` of a feed → the header that is sent."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from monitor.config.compile.secrets import fetch
from monitor.config.reading.yaml_file import Place, YamlFile
from monitor.config.shapes.feeds import LoginShape
from monitor.config.shapes.secret import Reference
from monitor.feeds.login import Login, basic, bearer
from monitor.secret import Secret


class Logins(NamedTuple):
    """Makes the logins of one file, and notes in it which secrets are missing or cannot be sent."""

    file: YamlFile
    directory: Path
    environ: Mapping[str, str]

    def make(self, shape: LoginShape, place: Place) -> Login | None:
        """The header for what `shape` says at `place`; None, with a mistake noted, where there is none."""
        given = [each for each in (shape.basic, shape.bearer, shape.header) if each is not None]
        if len(given) != 1:
            self.file.report(place, "expected one of 'basic', 'bearer' and 'header'")
        elif shape.basic is not None:
            user = shape.basic.user
            if ":" in user:
                self.file.report((*place, "basic", "user"), "holds a colon, which ends it (RFC 7617)")
            return self._login(shape.basic.password, (*place, "basic", "password"), lambda word: basic(user, word))
        elif shape.bearer is not None:
            return self._login(shape.bearer, (*place, "bearer"), bearer)
        elif shape.header is not None:
            name = shape.header.name
            return self._login(
                shape.header.value,
                (*place, "header", "value"),
                lambda value: Login(header=name, value=Secret(value)),
            )
        return None

    def _login(self, reference: Reference, place: Place, make: Callable[[str], Login]) -> Login | None:
        try:
            made = make(fetch(reference, self.directory, self.environ).reveal())
        except ValueError as error:
            self.file.report(place, str(error))
            return None
        value = made.value.reveal()
        if not (value.isascii() and value.isprintable()):
            self.file.report(place, "holds a character that no header can: expected one line of ASCII")
            return None
        return made
