"""The pages that a link shows: what can be done, what that would have held lately, what is done already.

No scripts, nothing from elsewhere, no style but the one here; what feeds and readers wrote is text.
"""

import base64
import hashlib
import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from monitor.alerting.attention.preview import Preview
from monitor.alerting.links.actions import LABELS, LinkAction
from monitor.alerting.links.deed import LONGEST_COMMENT
from monitor.alerting.links.token import Grant

DAYS: Final = 7
"""How far back a preview looks."""

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif}"
    "h1{font-size:1.3rem}h2{font-size:1.05rem;margin:0}"
    "section{border-left:4px solid #8a8f98;padding-left:1rem;margin:1.5rem 0}"
    "section.done{border-color:#2e8b57}p,ul{margin:.3rem 0}"
    "button,input{font:inherit;padding:.3rem .8rem;margin:.3rem .5rem .3rem 0}"
)
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The Content-Security-Policy of the pages."""

_MEANINGS: Final = {
    LinkAction.ACKNOWLEDGE: "The team knows. Watch {watch} tells nothing more of this story until something changes.",
    LinkAction.MUTE_STORY: "Watch {watch} holds what comes of this story for 8 hours, then tells it in one message.",
    LinkAction.MUTE_UNTIL_CHANGED: (
        "Watch {watch} holds what comes of this story until something changes in it, for 30 days at most, "
        "then tells it in one message."
    ),
    LinkAction.MUTE_WATCH: "Watch {watch} holds all its alerts for 8 hours, then tells them in one message.",
}


class Choice(NamedTuple):
    """One thing that can be done."""

    action: LinkAction
    preview: Preview  # of what it would have held
    done: str = ""  # that it is in force, in words; "" where it is not


def page(grant: Grant, title: str, choices: Sequence[Choice]) -> str:
    """What `grant` allows about the alert with this `title`."""
    heading = title or f"Watch {grant.watch}"
    shown = "".join(_section(grant, choice) for choice in choices)
    known = f"Alert {grant.alert}. This link works until {grant.until:%Y-%m-%d %H:%M} UTC."
    return _document(heading, f"<h1>{html.escape(heading)}</h1>{shown}<p>{html.escape(known)}</p>")


def refused(why: str) -> str:
    """That nothing was done, and why."""
    instead = "Nothing was changed. <code>wirewatch mute ALERT</code> and <code>wirewatch ack ALERT</code> do the same."
    return _document("Nothing was changed", f"<h1>{html.escape(why)}</h1><p>{instead}</p>")


def _section(grant: Grant, choice: Choice) -> str:
    parts = "".join(_done(choice) if choice.done else _open(grant, choice))
    return f'<section class="{"done" if choice.done else "open"}">{parts}</section>'


def _done(choice: Choice) -> Iterator[str]:
    yield f"<h2>{html.escape(choice.done)}</h2>"
    yield _form(choice.action, '<input type="hidden" name="undo" value="1">', f"Undo: {LABELS[choice.action].lower()}")


def _open(grant: Grant, choice: Choice) -> Iterator[str]:
    label = LABELS[choice.action]
    yield f"<h2>{label}</h2>"
    yield f"<p>{html.escape(_MEANINGS[choice.action].format(watch=grant.watch))}</p>"
    yield f"<p>{_would_have_held(choice.preview)}</p>{_titles(each.title for each in choice.preview.newest)}"
    comment = f'<label>Why: <input name="comment" maxlength="{LONGEST_COMMENT}"></label>'
    yield _form(choice.action, comment, label)


def _would_have_held(preview: Preview) -> str:
    held = f"{preview.held} of the {preview.reached} matches of the watch"
    return f"In the last {DAYS} days that would have held back {held}."


def _titles(titles: Iterable[str]) -> str:
    shown = "".join(f"<li>{html.escape(' '.join(title.split()))}</li>" for title in titles)
    return f"<ul>{shown}</ul>" if shown else ""


def _form(action: LinkAction, fields: str, label: str) -> str:
    wanted = f'<input type="hidden" name="do" value="{action}">'
    return f'<form method="post">{wanted}{fields}<button type="submit">{label}</button></form>'


def _document(title: str, body: str) -> str:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        f"<title>{html.escape(title)} · Wirewatch</title><style>{_STYLE}</style>"
    )
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
