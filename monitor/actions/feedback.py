"""Feedback: whether an alert was of use, and the tests of its watch that follow from that."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from ruamel.yaml import YAML

from monitor.errors import NotThere
from monitor.records import Alert, AnnotatedArticle, Feedback, Record, Verdict
from monitor.store.base import Store

_LONGEST: Final = 2_000  # characters of a text that is taken whole


class Example(Record, frozen=True, kw_only=True):
    """A text that a watch should match, or should not: an element of its `tests:`."""

    title: str
    text: str
    match: bool


async def judge(store: Store, alert: str, verdict: Verdict, *, note: str, author: str, now: datetime) -> Feedback:
    """Remembers what a person makes of an alert; raises NotThere for one that is not kept."""
    found = await store.alert(alert)
    if found is None:
        raise NotThere(f"no alert {alert!r} is kept; see `wirewatch alerts`")
    said = Feedback(
        alert=alert, watch=found.watch, article=found.article, verdict=verdict, note=note, author=author, at=now
    )
    await store.remember_feedback(said)
    return said


async def examples(store: Store, watch: str) -> Sequence[Example]:
    """The articles of alerts of `watch` that people judged, the oldest first; of several opinions the newest counts.

    What the archive has no article of is left out: spikes, digests, and what is older than it keeps.
    """
    newest: dict[str, Feedback] = {}
    for said in await store.feedback(watch):
        newest.setdefault(said.article, said)
    found = [await _example(store, said) for said in reversed(newest.values())]
    return [each for each in found if each is not None]


def as_tests(found: Sequence[Example]) -> str:
    """`found` as the `tests:` of a watch, in YAML that can be pasted under it."""
    tests = [{"title": each.title, "text": each.text, "match": each.match} for each in found]
    page, yaml = io.StringIO(), YAML()
    yaml.width, yaml.allow_unicode = 100, True
    yaml.dump({"tests": tests}, page)
    return page.getvalue()


async def _example(store: Store, said: Feedback) -> Example | None:
    annotated, alert = await store.archived(said.article), await store.alert(said.alert)
    if annotated is None or alert is None:
        return None
    return Example(title=annotated.article.title, text=_text(annotated, alert), match=said.verdict is Verdict.USEFUL)


def _text(annotated: AnnotatedArticle, alert: Alert) -> str:
    """The text; of a long one, the sentences in which something was found."""
    text = annotated.article.text
    if len(text) <= _LONGEST:
        return text
    return " ".join(_shown(annotated, alert)) or text[:_LONGEST]


def _shown(annotated: AnnotatedArticle, alert: Alert) -> Iterator[str]:
    title, document = len(annotated.article.title), annotated.article.document
    spans = sorted({(each.sentence.start, each.sentence.end) for each in alert.evidence})
    return (document[start:end] for start, end in spans if start > title)
