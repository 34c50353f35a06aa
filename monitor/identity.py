"""Ids are functions of content, so that a replay makes the same ids again.

An id is a short prefix that names its kind and 128 bits of SHA-256 over the parts it depends on, in hexadecimal.
"""

import hashlib

from w3lib.url import canonicalize_url, url_query_cleaner

_TRACKING = (
    "utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_name utm_reader utm_brand utm_social "
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok oly_anon_id "
    "oly_enc_id vero_id ref_src ref_url cmpid cmp ocid ns_mchannel ns_source ns_campaign ns_linkname ns_fee at_medium "
    "at_campaign at_custom1 at_custom2 at_custom3 at_custom4 xtor traffic_source CMP smid sref ftag partner feedType "
    "feedName guccounter guce_referrer guce_referrer_sig spm rss ito wt_mc wtrid __twitter_impression"
).split()


def content_id(prefix: str, *parts: str) -> str:
    """The id of kind `prefix` for `parts`, in order; equal parts give equal ids on every machine."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:32]}"


def canonical_url(url: str) -> str:
    """`url` without scheme, `www.`, default port, fragment, tracking parameters and a slash at the end.

    Two addresses with one canonical form lead to one article. Returned in the form `host/path?query`, with the query
    sorted; it is a key, not an address to be fetched. An address that cannot be read is returned as it is.
    """
    try:
        cleaned = url_query_cleaner(url.strip(), _TRACKING, remove=True, keep_fragments=False)
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


def article_id(link: str | None, feed: str, guid: str | None, title: str, text: str) -> str:
    """The id of an article: of its canonical link, else of its guid within `feed`, else of its title and text."""
    if link:
        return content_id("a", "link", canonical_url(link))
    if guid:
        return content_id("a", "guid", feed, guid)
    return content_id("a", "content", feed, title, text)
