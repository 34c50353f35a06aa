"""What a feed has.

Of alerts: one entry a watch and story, which moves up when something material changes in it. Of a search: one entry an
article, which moves up when its publisher edits it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from monitor.alerting.messages.message import heading, message
from monitor.identity import content_id
from monitor.notify.forms.breaking import safe_link
from monitor.notify.forms.cleaning import cleaned
from monitor.records import Alert, Match, Relation

_LONGEST_TITLE: Final = 300


class Entry(NamedTuple):
    """A story as a watch told it, or an article that was found. All of it is plain text in which nothing acts."""

    id: str  # the same whatever becomes of it later
    title: str
    text: str
    link: str  # of the article, or of the one that told the story last; "" where it has no page
    author: str  # publisher of the article
    tags: tuple[str, ...]  # watchlist, watch and severity of what was told; those of the feed of what was found
    published: datetime  # when the story was told first, or the article published
    updated: datetime  # when it was told last, or fetched as it is now


def entries(alerts: Iterable[Alert]) -> list[Entry]:
    """An entry for each watch and story of `alerts`, what was told last first."""
    told: dict[tuple[str, str], list[Alert]] = {}
    for alert in sorted(alerts, key=lambda each: (each.raised, each.step)):
        told.setdefault((alert.watch, alert.story or alert.id), []).append(alert)
    return sorted(map(_entry, told.values()), key=lambda entry: (entry.updated, entry.id), reverse=True)


def found(matches: Iterable[Match]) -> list[Entry]:
    """An entry for each article of `matches` that is no exact copy of another, what was fetched last first."""
    own = [_found(match) for match in matches if match.relation is not Relation.EXACT_COPY]
    return sorted(own, key=lambda entry: (entry.updated, entry.id), reverse=True)


def _found(match: Match) -> Entry:
    article = match.article
    return Entry(
        id=f"urn:wirewatch:{article.id}",
        title=_title(article.title),
        text="\n".join(dict.fromkeys(cleaned(each.sentence.text) for each in match.evidence)),
        link=safe_link(article.url),
        author=cleaned(article.publisher),
        tags=tuple(cleaned(tag) for tag in article.source_tags),
        published=article.published or article.fetched,
        updated=article.fetched,
    )


def _title(title: str) -> str:
    return cleaned(" ".join(title.split()))[:_LONGEST_TITLE] or "(no title)"


def _entry(alerts: Sequence[Alert]) -> Entry:
    """Of one story, the oldest alert first."""
    first, last = alerts[0], alerts[-1]
    return Entry(
        id=f"urn:wirewatch:{content_id('told', first.watch, first.story or first.id)}",
        title=_title(heading(last)),
        text="\n".join(_lines(last)),
        link=safe_link(last.url),
        author=cleaned(last.publisher),
        tags=(last.watchlist, last.watch, last.severity),
        published=first.raised,
        updated=last.raised,
    )


def _lines(alert: Alert) -> Iterator[str]:
    said = message(alert)
    lines = (*said.changes, *said.held, *said.event, said.source, said.reason)
    if said.sentence:
        yield cleaned(said.sentence)
    yield from (cleaned(f"{line.name}: {line.text}" if line.name else line.text) for line in lines if line.text)
    yield from (cleaned(item.title) for item in said.items)
