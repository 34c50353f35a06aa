"""feedparser as feeds need it: what it takes for a field of an entry is one, and no field costs more than it is worth.

- It looks for a mail address in an author by an expression that takes time quadratic in the length (4 s of CPU for
  32 KB) and knows no long top-level domain. What names an author is left to `author_name`.
- It takes the title and description of a picture (Media RSS), those of a podcast (iTunes) and of Dublin Core for those
  of the entry. Here they have keys of their own, `media_title` and so on.
- It lets any link of Atom in an entry of RSS replace the entry's <link>. Here <link> is kept as `text_link`, and a guid
  that is an address as `permalink`.
- It takes any element called title, link or id inside an entry for the entry's, however deep it stands.
- It does not tell an Atom text without a type from one that says that it is text: `explicit` in its detail does.
"""

import re
from typing import Any, Final

from feedparser.api import StrictFeedParser  # type: ignore[import-untyped]
from feedparser.mixin import _FeedParserMixin  # type: ignore[import-untyped]

from monitor.fetch.parsing.fields import written_address

LONGEST_AUTHOR: Final = 500  # characters; `fields.MAX_NAME` keeps fewer

_MAIL = re.compile(r"(?:mailto:)?[^\s@<>()\[\],;:]{1,100}@[^\s@<>()\[\],;:]{1,200}")
_BRACKETS = re.compile(r"[()<>\[\]]")
_OWN = ("media_title", "media_description", "dc_title", "dc_description")
_OF_PODCASTS = ("itunes_title", "itunes_summary", "itunes_subtitle")
_OF_ENTRIES = frozenset(
    "title link description summary content content:encoded guid id published pubdate issued updated modified "
    "dc:date dcterms:issued dcterms:modified dc:title dc:description category dc:subject".split()
)
_ADDRESS = re.compile(r"https?://|/(?!/)", re.IGNORECASE)

_push_content = _FeedParserMixin.push_content
_starttag, _endtag = _FeedParserMixin.unknown_starttag, _FeedParserMixin.unknown_endtag
_start_item = _FeedParserMixin._start_item


def author_name(given: str) -> str:
    """The name in "mail (Name)", "Name <mail>" or "Name, mail"; the mail where there is no more, else `given`."""
    given = given[:LONGEST_AUTHOR]
    if "@" not in given:
        return given
    name, mails = _MAIL.subn("", given)
    if mails > 1:
        name = " ".join(_BRACKETS.sub(" ", name).split()).replace(" ,", ",")
    return name.strip(" ()<>[],;:-\t\r\n\"'") or given.strip()


def patch() -> None:
    """Has feedparser do so in this process."""
    _FeedParserMixin._sync_author_detail = _name_author
    _FeedParserMixin.push_content = _push_with_type
    for key in (*_OWN, *_OF_PODCASTS):
        setattr(_FeedParserMixin, f"_start_{key}", _starting(key))
        setattr(_FeedParserMixin, f"_end_{key}", _ending(key))
    _FeedParserMixin._end_link = _end_link
    _FeedParserMixin._start_guid = _FeedParserMixin._start_id = _start_guid
    _FeedParserMixin._end_guid = _FeedParserMixin._end_id = _end_guid
    _FeedParserMixin._start_item = _FeedParserMixin._start_entry = _start_item_at
    StrictFeedParser.unknown_starttag, StrictFeedParser.unknown_endtag = _start, _end


def _name_author(parser: Any, key: str = "author") -> None:
    context = parser._get_context()
    detail = context.get(f"{key}s", [{}])[-1]
    if not detail:
        context[key] = (context.get(key) or "")[:LONGEST_AUTHOR]
        detail["name"] = author_name(context[key])
        return
    name, mail = detail.get("name"), detail.get("email")
    context[key] = f"{name} ({mail})" if name and mail else name or mail


def _push_with_type(parser: Any, tag: str, attributes: dict[str, str], default: str, expecting: Any) -> None:
    _push_content(parser, tag, attributes, default, expecting)
    parser.contentparams["explicit"] = "type" in attributes


def _starting(key: str) -> Any:
    return lambda parser, attributes: parser.push_content(key, attributes, "text/html", 1)


def _ending(key: str) -> Any:
    return lambda parser: parser.pop_content(key)


def _end_link(parser: Any) -> None:
    top = parser.elementstack[-1] if parser.elementstack else None
    if top and top[0] == "link" and all(isinstance(piece, str) for piece in top[2]):
        top[2] = [written_address("".join(top[2]))]  # before it is resolved
    value = parser.pop("link")
    if not value or not parser.inentry or parser.insource or parser.inimage:
        return
    if parser.entries[-1]["links"][-1].get("rel") == "alternate":
        parser.entries[-1].setdefault("text_link", value)


def _start_guid(parser: Any, attributes: dict[str, str]) -> None:
    parser.guidislink = attributes.get("ispermalink", "true").strip().lower() == "true"
    parser.push("id", 1)


def _end_guid(parser: Any) -> None:
    top = parser.elementstack[-1] if parser.elementstack else None
    given = "".join(map(str, top[2])).strip() if top and top[0] == "id" else ""
    value = parser.pop("id")
    if value and parser.guidislink and _ADDRESS.match(given):
        parser._save("permalink", value)
        parser._save("link", value)


def _start_item_at(parser: Any, attributes: dict[str, str]) -> None:
    parser.item_depth = parser.depth
    _start_item(parser, attributes)


def _start(parser: Any, tag: str, attributes: list[tuple[str, str]]) -> None:
    _starttag(parser, _inner(parser, tag, parser.depth), attributes)


def _end(parser: Any, tag: str) -> None:
    _endtag(parser, _inner(parser, tag, parser.depth - 1))


def _inner(parser: Any, tag: str, depth: int) -> str:
    """`tag`, or another name for one that is no child of the entry it stands in, `depth` elements deep."""
    aside = parser.incontent or parser.insource or not parser.inentry or depth <= parser.item_depth
    return tag if aside or tag not in _OF_ENTRIES else f"inner_{tag.replace(':', '_')}"
