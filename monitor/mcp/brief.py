"""What of an answer is worth the room that it takes in a conversation."""

from collections.abc import Mapping
from typing import Any, Final

Json = Mapping[str, Any]

ALERT: Final = (
    "id", "raised", "severity", "kind", "watch", "watchlist", "title", "publisher", "published", "url", "sentence",
    "reason", "changes", "publishers", "independent", "story", "article",
)  # fmt: skip
ARTICLE: Final = ("id", "title", "publisher", "published", "fetched", "language", "url", "text")
_LONGEST: Final = 20_000  # characters of an article's text


def alert(found: Json) -> Json:
    """An alert without offsets and evidence."""
    return _picked(found, ALERT)


def match(found: Json) -> Json:
    """An article that a search found, with the sentences that it was found by."""
    sentences = dict.fromkeys(each["sentence"]["text"] for each in found["evidence"])
    return {**_article(found["article"], text=False), "story": found["story"], "sentences": list(sentences)}


def article(found: Json) -> Json:
    """An article with its text and who did what to whom in it."""
    events = [_event(each) for each in found.get("events", ())]
    return {**_article(found["article"], text=True), "story": found["story"], "events": events}


def _article(found: Json, *, text: bool) -> dict[str, Any]:
    picked = _picked(found, ARTICLE)
    whole = picked.pop("text", "")
    if text:
        picked["text"] = whole[:_LONGEST]
    return picked


def _event(found: Json) -> Json:
    parties = {name: [each["text"] for each in found.get(name, ())] for name in ("actors", "recipients")}
    return {"type": found["type"], **parties, "sentence": found["sentence"]["text"]}


def _picked(found: Json, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: found[name] for name in names if found.get(name) not in (None, "", [])}
