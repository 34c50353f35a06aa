"""An entry as its feed wrote it, whoever read it, and how that becomes an Entry."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.feeds.entry import Entry
from monitor.fetch.parsing import fields
from monitor.fetch.parsing.dates import written as dated
from monitor.fetch.parsing.stubs import LONGEST, is_stub

_ELEMENT = re.compile(r"\s*<(p|div|span|article|section|ul|ol|h[1-6]|figure)\b[^<>]*>.*</(?:\1|p|div)>\s*", re.DOTALL)


class Text(NamedTuple):
    """A text of a feed."""

    value: str = ""
    is_plain: bool = False  # the feed says that it holds no markup: `<` means itself


class Written(NamedTuple):
    """The fields of an entry before they are cleaned; "" where the feed gave nothing."""

    guid: str
    link: str
    title: Text
    summary: Text
    contents: tuple[Text, ...]
    published: str
    updated: str
    authors: tuple[str, ...]
    language: str
    tags: tuple[str, ...]
    source: str = ""  # address of the feed or site that an aggregator has the entry from


def cleaned(written: Written, url: str) -> Entry:
    """`written` as an Entry; `url` is the base of links."""
    published, updated = dated(written.published), dated(written.updated)
    return Entry(
        guid=fields.guid(written.guid),
        link=fields.page(written.link, url),
        title=_title(written.title),
        text=body_of(written.contents, written.summary),
        published=published.moment,
        updated=updated.moment,
        published_text=published.text,
        updated_text=updated.text,
        offset=updated.offset if published.offset is None else published.offset,
        authors=fields.names(written.authors),
        language=fields.language(written.language),
        tags=fields.names(written.tags),
        source=fields.link(written.source, "") or fields.behind(written.link),
    )


def _title(title: Text) -> str:
    return fields.plain_title(title.value) if title.is_plain else fields.title(title.value)


def body_of(contents: Sequence[Text], summary: Text) -> str:
    """The longest of the contents, unless it only leads to the article or the summary is twice as long."""
    longest = max(contents, key=lambda content: len(content.value), default=Text())
    content = text_of(longest)
    if longest.value == summary.value or LONGEST < len(content) >= len(summary.value) // 2:
        return content
    short = text_of(summary)
    leads = 2 * len(content) < len(short) or (len(content) <= LONGEST and is_stub(longest.value, content))
    return short if leads and len(short) > len(content) else content


def text_of(text: Text) -> str:
    """`text` as plain paragraphs. What is nothing but an element is markup, though it be called plain."""
    if text.is_plain and not _ELEMENT.fullmatch(text.value):
        return fields.plain_text(text.value)
    return fields.text(text.value)
