"""Text in which no channel finds a mention, link, command, tag or code: an invisible blank stands within each.

Channels look for these before, after or beside markup, and some do so within escaped text: Discord pings for
`@everyone` wherever it stands, Telegram links bare domains, names, tags and commands. A zero-width space (U+200B) is no
part of any of them, and readers do not see it.
"""

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

_BLANK: Final = "\u200b"
_STARTS: Final = re.compile(
    r"(?P<mention>[@＠](?=\w))"
    r"|(?P<token><(?=[@!#:/?a-z]))"  # <@id>, <!channel>, <t:0>, <https://…>, <b>
    r"|(?P<tag>[#$~](?=\w))"
    r"|(?P<command>(?<![\w/])/(?=[a-z_]))"
    r"|(?P<emoji>:(?=[\w+-]+:))"
    r"|(?P<scheme>(?<=[a-z]):(?=//))"
    r"|(?P<bare>(?<=mailto)(?=:)|(?<=tel)(?=:)|(?<=javascript)(?=:)|(?<=data)(?=:)|(?<=tg)(?=:)|(?<=sms)(?=:))"
    r"|(?P<domain>(?<=[\w-])\.(?=[^\W\d_]{2}|xn--)|(?<=www)\.)"
    r"|(?P<entity>&(?=#?\w{1,32};))",
    re.IGNORECASE,
)
_WEB: Final = ("http", "https")
_IN_LINKS: Final = "/?#:;,=&+%!$.-~"  # what stays as it is in paths and queries; mentions and markup do not


def broken(text: str) -> str:
    """`text` with nothing in it that a channel would act on."""
    return _STARTS.sub(lambda found: found.group() + _BLANK, text)


def safe_link(url: str) -> str:
    """`url` as a link with nothing in it but the link; "" where it is none to a web page."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _WEB or not host or not _HOST.fullmatch(host):
        return ""
    place = f"[{host}]" if ":" in host else host
    rest = (quote(part, safe=_IN_LINKS) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), place if port is None else f"{place}:{port}", *rest))


_HOST: Final = re.compile(r"[\w.:%-]+")
