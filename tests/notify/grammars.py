"""What would act in a text, by the grammar of the channel that it goes to.

Written after the services' own documents and apart from the code that escapes for them: Markdown is read by
markdown-it, HTML by the parser of the standard library, and what channels find in bare text by patterns.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_NAMES = "Source|Link|What|Status|Details|Silence|Mute or acknowledge|Changed|New|New place|Corrected|Told before"
_OWN_BOLD = re.compile(rf"\*\*(?:{_NAMES}|Right now|Held|Watch|Watches|Also):\*\*(?:\s|$)")
_IN_TEXT = {
    "mention": r"[@＠]\w|<[@!#][^>]*>",
    "link": r"[a-z][a-z0-9+.-]*://\S|\bwww\.\w|\b[\w-]+\.(?:com|example|org|net|io)\b|\bxn--",
    "scheme": r"\b(?:mailto|tel|sms|tg|javascript|data):[^\s\u200b]",
    "address": r"[\w.+-]+@[\w-]+\.\w",
    "tag": r"(?<!&)[#$]\w|(?<!\w)~\w",
    "command": r"(?<![\w/:])/[a-z_]{2,}",
    "emoji": r":[\w+-]+:",
    "token": r"<(?:a?:\w+:\d+|t:-?\d+|id:\w+|/\w)",
}
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def found_in_text(text: str) -> Iterator[str]:
    """What clients find in text that has no markup: mentions, links, tags, commands and codes."""
    for kind, pattern in _IN_TEXT.items():
        yield from (f"{kind} {found!r}" for found in (m.group() for m in re.finditer(pattern, text, re.IGNORECASE)))
    yield from found_unseen(text)


def found_unseen(text: str) -> Iterator[str]:
    """What cannot be seen and turns or commands what is seen."""
    yield from (f"direction U+{ord(mark):04X}" for mark in _DIRECTIONS.findall(text))
    controls = {mark for mark in text if unicodedata.category(mark) in ("Cc", "Cs")} - {"\n", "\r"}
    yield from (f"control U+{ord(mark):04X}" for mark in controls)


def found_in_markdown(text: str) -> Iterator[str]:
    """What Markdown draws beside lines of text and our own names of lines; and what is found in what is left."""
    reader = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    for block in reader.parse(_OWN_BOLD.sub("", text)):
        if block.type not in ("paragraph_open", "paragraph_close", "inline"):
            yield f"block {block.type}"
        for token in block.children or ():
            if token.type not in ("text", "text_special", "softbreak", "hardbreak"):
                yield f"markup {token.type}"
    yield from _spoilers(text)
    yield from found_in_text(re.sub(r"\\(?=[^\w\s])", "", text))


def found_in_slack(text: str) -> Iterator[str]:
    """What Slack draws: everything in angle brackets; entities are the brackets that people see."""
    yield from (f"control sequence {found!r}" for found in re.findall(r"<[^>]*>?", text))
    yield from (f"loose {found!r}" for found in re.findall(r"&(?!amp;|lt;|gt;)", text))
    yield from found_in_text(html.unescape(text))


def found_in_mrkdwn(text: str) -> Iterator[str]:
    """The same where Slack draws its own markup too, which has no escapes."""
    yield from found_in_slack(text)
    yield from (f"markup {found!r}" for found in re.findall(r"[*_~`]|^>", text, re.MULTILINE))


def found_in_html(text: str, allowed: frozenset[str]) -> Iterator[str]:
    """The tags beside those `allowed`, attributes, and what is found in the text between them."""
    reader = Tags()
    reader.feed(text)
    reader.close()
    yield from (f"tag {tag}" for tag in reader.tags if tag not in allowed)
    yield from (f"attribute {name}={value!r}" for name, value in reader.attributes)
    yield from found_in_text("".join(reader.text))


def found_in_mail(text: str, links: frozenset[str]) -> Iterator[str]:
    """The tags and attributes that no mail of ours has, links beside `links`, and what is found in the text."""
    reader = Tags()
    reader.feed(text)
    reader.close()
    yield from (f"tag {tag}" for tag in reader.tags if tag not in _OF_MAIL)
    for name, value in reader.attributes:
        known = name == "style" and re.fullmatch(r"[\w\s:;.,#%/'-]*", value or "")
        if not known and (name, value) not in _HEAD_OF_MAIL and (name != "href" or value not in links):
            yield f"attribute {name}={value!r}"
    shown = "".join(reader.text)
    for link in links:
        shown = shown.replace(link, "L")
    yield from found_in_text(shown)


_OF_MAIL = frozenset({"declaration", "html", "head", "meta", "body", "div", "p", "a", "b", "span"})
_HEAD_OF_MAIL = {
    ("lang", "en"),
    ("charset", "utf-8"),
    ("name", "color-scheme"),
    ("name", "supported-color-schemes"),
    ("content", "light dark"),
}


def found_in_telegram_markdown(text: str) -> Iterator[str]:
    """What the older Markdown of Telegram draws, which knows *, _, ` and [ and a backslash before them."""
    body = re.sub(r"\A\*(.*)\*$", r"\1", text, count=1, flags=re.MULTILINE)
    yield from (f"markup {found!r}" for found in re.findall(r"(?<!\\)[*_`\[]", body))
    yield from found_in_text(re.sub(r"\\([*_`\[\]])", r"\1", body))


class Tags(HTMLParser):
    """What a document holds: its tags, their attributes, its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.append("declaration")

    def unknown_decl(self, data: str) -> None:
        self.tags.append("declaration")


def _spoilers(text: str) -> Iterator[str]:
    """What Discord and Mattermost draw beside CommonMark."""
    for kind, pattern in (("spoiler", r"(?<!\\)\|\|"), ("small print", r"^-# "), ("underline", r"(?<!\\)__")):
        yield from (kind for _ in re.findall(pattern, text, re.MULTILINE))
