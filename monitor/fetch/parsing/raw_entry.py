"""An entry as its feed wrote it, whoever read it, and how that becomes an Entry."""

from typing import NamedTuple

from monitor.feeds.entry import Entry
from monitor.fetch.parsing import fields
from monitor.fetch.parsing.dates import written as dated


class Written(NamedTuple):
    """The fields of an entry before they are cleaned; "" where the feed gave nothing."""

    guid: str
    link: str
    title: str
    summary: str
    contents: tuple[str, ...]
    published: str
    updated: str
    authors: tuple[str, ...]
    language: str
    tags: tuple[str, ...]


def cleaned(written: Written, url: str) -> Entry:
    """`written` as an Entry; its text is the longest of the contents, else the summary. `url` is the base of links."""
    published, updated = dated(written.published), dated(written.updated)
    longest = max(written.contents, key=len, default="")
    return Entry(
        guid=fields.guid(written.guid),
        link=fields.link(written.link, url),
        title=fields.title(written.title),
        text=fields.text(longest) or fields.text(written.summary),
        published=published.moment,
        updated=updated.moment,
        published_text=published.text,
        updated_text=updated.text,
        offset=updated.offset if published.offset is None else published.offset,
        authors=fields.names(written.authors),
        language=fields.language(written.language),
        tags=fields.names(written.tags),
    )
