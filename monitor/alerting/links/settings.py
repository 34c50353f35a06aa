"""What the user says of signed links."""

from typing import Final

from monitor.records import Record
from monitor.secret import Secret

LISTEN: Final = "127.0.0.1:8481"


class LinkSettings(Record, frozen=True, kw_only=True):
    """Where links lead and who answers there; messages carry links as soon as one of the two addresses is set."""

    listen: str = ""  # HOST:PORT on which this program answers, "" for `LISTEN` where `base_url` is set, else nowhere
    base_url: str = ""  # how readers reach it, "" for http:// and `listen`; what stands in front may add a path
    secret: Secret | None = None  # that links are signed with; None: one made once, in `data_dir`

    @property
    def on(self) -> bool:
        """Whether messages carry links."""
        return bool(self.listen or self.base_url)
