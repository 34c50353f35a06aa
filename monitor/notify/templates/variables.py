"""What templates know of a message; every name is there in every message, empty where it says nothing."""

from collections.abc import Sequence
from typing import Any, Final

from monitor.alerting.messages.message import Message, heading, message
from monitor.alerting.messages.overview import Overview, overview
from monitor.alerting.messages.pieces import Action, Article, Item, Replies
from monitor.notify.forms.breaking import safe_link
from monitor.notify.forms.mail import markup_of_link
from monitor.notify.templates.language import Ready
from monitor.records import Alert, Bundle

MEANINGS: Final = {
    "about": "`alert` or `bundle`",
    "kind": "`first`, `change`, `correction`, `again`, `release`, `spike`, `absence`, `notice`; of a bundle `digest`, "
    "`quiet hours`, `group`",
    "severity": "`low`, `medium`, `high` or `critical`; of a bundle the highest",
    "title": "the title that the message has without a template, such as `[high] Update (dead: 3 → 40): …`",
    "heading": "the same without the severity; of a bundle the title",
    "changes": "lines (`name`, `text`): what is otherwise than was told",
    "held": "lines: why it was held, where it was",
    "items": "the articles of a release or the stories of a bundle, each with `severity`, `title`, `about` (lines), "
    "`source`, `link`, `page`, `articles` (held and told with it: `title`, `link`), `more` (held beside those) and "
    "`silence` (the command that mutes it)",
    "more": "how many matches or alerts there are beside those",
    "intro": "of a bundle: how many alerts, from when to when",
    "sentence": "the sentence that shows the match best, empty where the title says it",
    "words": "the words that matched",
    "event": "lines: what happened, who → whom, whether it happened, where, how many, how sure that is",
    "source": "publisher, date, and how many others have the story",
    "link": "address of the article",
    "reason": "which watch, by which words, and why now",
    "silence": "the commands that mute and acknowledge",
    "page": "address where a reader can mute or acknowledge, empty where links are off",
    "actions": "the links that do each of it at a press of their button: `label`, `url`",
    "id": "id of the alert or bundle",
    "watch": "id of the watch",
    "watchlist": "name of its file",
    "story": "id of the story",
    "step": "which alert of its watch in its story this is, from 1; 0 for a bundle",
    "replaces": "id of the alert before it in its story",
    "publishers": "how many publishers have carried the story",
    "independent": "how many publisher families wrote about it themselves",
}
"""The variables of templates, for the documentation."""

_Variables = dict[str, Any]


def of_alert(alert: Alert, replies: Replies, *, is_html: bool) -> _Variables:
    """The variables of the message about `alert`."""
    told = message(alert, replies(alert))
    return (
        _NOTHING
        | _told(told, is_html=is_html)
        | {
            "about": "alert",
            "heading": heading(alert),
            "id": alert.id,
            "watch": alert.watch,
            "watchlist": alert.watchlist,
            "story": alert.story,
            "step": alert.step,
            "replaces": alert.replaces,
            "publishers": alert.publishers,
            "independent": alert.independent,
        }
    )


def of_bundle(bundle: Bundle, replies: Replies, *, is_html: bool) -> _Variables:
    """The variables of the message about `bundle`."""
    told: Overview = overview(bundle, replies)
    return _NOTHING | {
        "about": "bundle",
        "kind": told.kind.value,
        "severity": told.severity.value,
        "title": told.title,
        "heading": told.title,
        "items": _items(told.items, is_html=is_html),
        "more": told.more,
        "intro": told.intro,
        "id": bundle.id,
    }


def _told(told: Message, *, is_html: bool) -> _Variables:
    return {
        "kind": told.kind.value,
        "severity": told.severity.value,
        "title": told.title,
        "changes": told.changes,
        "held": told.held,
        "items": _items(told.items, is_html=is_html),
        "more": told.more,
        "sentence": told.sentence,
        "words": told.words,
        "event": told.event,
        "source": told.source.text,
        "link": _link(told.link, is_html=is_html),
        "reason": told.reason.text,
        "silence": told.silence.text,
        "page": _link(told.reply.page, is_html=is_html),
        "actions": [Action(each.label, _link(each.url, is_html=is_html)) for each in told.reply.actions],
    }


def _items(items: Sequence[Item], *, is_html: bool) -> Sequence[_Variables]:
    return [
        {
            "severity": item.severity.value,
            "title": item.title,
            "about": item.about,
            "source": item.source,
            "link": _link(item.link, is_html=is_html),
            "page": _link(item.reply.page, is_html=is_html),
            "articles": [Article(each.title, _link(each.link, is_html=is_html)) for each in item.articles],
            "more": item.more,
            "silence": item.silence.text,
        }
        for item in items
    ]


def _link(url: str, *, is_html: bool) -> Ready:
    return Ready(markup_of_link(url) if is_html else safe_link(url))


_LISTS: Final = ("changes", "held", "items", "words", "event", "actions")
_NUMBERS: Final = ("more", "step", "publishers", "independent")
_NOTHING: Final[dict[str, Any]] = {name: () if name in _LISTS else 0 if name in _NUMBERS else "" for name in MEANINGS}
