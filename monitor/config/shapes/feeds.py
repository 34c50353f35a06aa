"""`feeds.yaml`: what is polled."""

from typing import Annotated, ClassVar, Literal

from monitor.config.shapes.numbers import Whole
from monitor.config.shapes.secret import SecretOnly
from monitor.config.shapes.shape import Shape, one_of
from monitor.config.shapes.values import Address, HeaderName, Id, Language, Text, Texts, duration
from monitor.feeds.feed import FirstPoll
from monitor.records import LOWEST_TIER


class FeedDefaultsShape(Shape):
    """What holds for every feed that does not say otherwise, those of OPML files included."""

    interval: Annotated[float, duration("1s", "7d")] | None = None
    """Between two polls. Left out: `ingest.interval` of monitor.yaml, or its `ingest.requests_per_hour` decides."""
    longest_hold: Annotated[float, duration("1m", "7d")] | None = None
    """The longest that max-age, Expires, ttl, skipHours and skipDays may put off a poll. Left out: 1d."""
    tags: Texts | None = None
    """Words to choose feeds by, in `sources` of a watch."""
    tier: Annotated[int, Whole(1, LOWEST_TIER)] | None = None
    """How far it is trusted: from 1, the most, to 4; `sources` of a watch may ask for it. Left out: 4."""
    language: Language | None = None
    """Of articles whose feed does not say."""
    first_poll: Annotated[FirstPoll, one_of(FirstPoll)] | None = None
    """What the first poll finds: `seen` counts as old, `publish` is worked on. Left out: seen."""
    max_age: Annotated[float, duration("1h", "3650d")] | None = None
    """An article that is older when its feed first shows it is no news. Left out: `ingest.max_age` of monitor.yaml."""
    owner: Text | None = None
    """Who owns the publisher. Publishers of one owner count as one independent source. Left out: the publisher."""
    full_text: bool | None = None
    """Whether the text of a new article is taken from its own page, where robots.txt allows it. Left out: no."""


class BasicShape(Shape):
    """A user with a password (RFC 7617)."""

    user: Text
    """The name; no colon is allowed in it."""
    password: SecretOnly
    """The password, from `{env: NAME}` or `{file: path}`."""


class HeaderShape(Shape):
    """A header of the server's own, such as X-Api-Key, or Cookie."""

    name: HeaderName
    """The name of the header."""
    value: SecretOnly
    """Its whole value, from `{env: NAME}` or `{file: path}`."""


class LoginShape(Shape):
    """What is told to a server that gives the feed to those it knows; one of three."""

    basic: BasicShape | None = None
    """A user with a password."""
    bearer: SecretOnly | None = None
    """A token, sent as `Authorization: Bearer`."""
    header: HeaderShape | None = None
    """A header of the server's own."""


class FeedShape(FeedDefaultsShape):
    """One feed."""

    refused: ClassVar = {"name": "is not known here: a feed has an 'id' and, for people, a 'title'"}

    id: Id
    """Short name, unique, kept for ever: what is remembered of the feed is filed under it."""
    url: Address
    """RSS, Atom, JSON Feed or a news sitemap."""
    title: Text | None = None
    """For people."""
    publisher: Text | None = None
    """Whose its articles are. Left out: the site that an aggregator names, else the title, else the host of links."""
    login: LoginShape | None = None
    """Sent to the host of `url` only, over redirects as well: same scheme and port, or https instead of http."""
    allow_private: bool = False
    """Whether its host may have an address that is not public."""


class FeedsShape(Shape):
    """What is polled."""

    version: Literal[1] = 1
    """Version of this file's language."""
    defaults: FeedDefaultsShape = FeedDefaultsShape()
    opml: Texts | None = None
    """OPML files with further feeds, relative to this file. A `feeds.opml` beside it is read without being named."""
    feeds: list[FeedShape] = []
    """The feeds."""
