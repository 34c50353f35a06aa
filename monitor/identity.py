"""Ids are functions of content, so that a replay makes the same ids again.

An id is a short prefix that names its kind and 128 bits of SHA-256 over the parts it depends on, in hexadecimal.
"""

import hashlib
import re
from typing import Final
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

# Parameters that tell a site where its readers come from: those of analytics and advertising programs (as the lists of
# ClearURLs and AdGuard have them), and of publishers' own feeds.
_ORIGIN: Final = re.compile(
    r"(?:utm|mtm|matomo|hsa)_\w+|(?:pk|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid)"
    r"|itm_(?:source|medium|campaign|content|term)|sc_(?:campaign|channel|medium|content|country|outcome|publisher)"
    r"|at_(?:medium|campaign|campaign_type|format|ptr_name|bbc_team|link_\w+|custom\d|creation|variant)"
    r"|(?:fb|g|d|y|ys|tw|tt)clid|(?:msclk|irclick|wicked|srslt|igsh)id|gclsrc|gbraid|wbraid|igsh|epik|li_fat_id|rdt_cid"
    r"|mc_[ce]id|_hs(?:enc|mi)|__(?:s|hstc|hssc|hsfp)|hsctatracking|mkt_tok|oly_(?:anon|enc)_id|vero_(?:id|conv)"
    r"|ref_(?:src|url)|s_(?:cid|kwcid)|cmpid|ocid|ns_(?:mchannel|source|campaign|linkname|fee)|_openstat|dicbo"
    r"|xto[rd]|xtref|traffic_source|smtyp|guccounter|guce_referrer(?:_sig)?|wtrid|wt_z?mc|wt\.mc_\w+"
    r"|__twitter_impression|echobox|int_?cmp|trkcampaign",
    re.IGNORECASE,
)
# As well, but where nothing else names the page they may do.
_PERHAPS: Final = re.compile("cmp|sref|smid|ftag|partner|feedtype|feedname|spm|rss|ito", re.IGNORECASE)
_CHANNEL: Final = re.compile(
    "(?:ref|referrer|source|src|from|via|mod|origin|medium)="
    "(?:rss|feed|atom|newsletter|twitter|facebook|social)(?:[-_.%].*|feed|s)?",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(r"[^/]*//[^/]+/+(?!(?:[^/]*/)*[^/]*\.(?:php|aspx?|jsp|cgi|do|pl|cfm|exe)$).+", re.IGNORECASE)
_SEPARATOR: Final = re.compile("([?&;])")


def content_id(prefix: str, *parts: str) -> str:
    """The id of kind `prefix` for `parts`, in order; equal parts give equal ids on every machine."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:32]}"


def without_tracking(url: str) -> str:
    """`url` without parameters and fragments that only tell where its readers come from; all else as it is."""
    if not _SEPARATOR.search(url) and "#" not in url:
        return url
    address, mark, fragment = url.partition("#")
    base, *rest = _SEPARATOR.split(address)
    has_page = _PAGE.match(base) is not None
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    start = next((place for place, (separator, _) in enumerate(pairs) if separator == "?"), len(pairs))
    path, query = (
        [pair for pair in part if not _tells_origin(pair[1], has_page=has_page)]
        for part in (pairs[:start], pairs[start:])
    )
    if len(path) + len(query) < len(pairs):
        query[:1] = [("?", query[0][1])] if query else []
        address = base + "".join(separator + pair for separator, pair in path + query)
    return address if mark and _tells_origin(fragment, has_page=True) else address + mark + fragment


def _tells_origin(pair: str, *, has_page: bool) -> bool:
    name = pair.partition("=")[0]
    return bool(
        _ORIGIN.fullmatch(name) or _CHANNEL.fullmatch(pair) or (has_page and "=" in pair and _PERHAPS.fullmatch(name))
    )


def canonical_url(url: str) -> str:
    """`url` without scheme, `www.`, default port, fragment, tracking parameters and a slash at the end.

    Two addresses with one canonical form lead to one article. Returned in the form `host/path?query`, with the query
    sorted; it is a key, not an address to be fetched. An address that cannot be read is returned as it is.
    """
    try:
        cleaned = url_query_cleaner(without_tracking(url.strip()), (), remove=True)
        canonical = canonicalize_url(cleaned)
    except ValueError:
        return url.strip()
    scheme, separator, rest = canonical.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        return canonical
    host, slash, path = rest.partition("/")
    host = host.lower().removesuffix(":80").removesuffix(":443").removeprefix("www.")
    path, question, query = path.partition("?")
    return f"{host}{slash}{path}".rstrip("/") + question + query


def host(url: str) -> str:
    """The host of an address, without `www.`; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # such as an unclosed bracket
        return ""


def article_id(link: str | None, feed: str, guid: str | None, title: str, text: str) -> str:
    """The id of an article: of its canonical link, else of its guid within `feed`, else of its title and text."""
    if link:
        return content_id("a", "link", canonical_url(link))
    if guid:
        return content_id("a", "guid", feed, guid)
    return content_id("a", "content", feed, title, text)
