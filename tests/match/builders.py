"""Short ways to say an article, an event and a watch."""

from datetime import UTC, datetime
from typing import Any as Anything

from monitor.match import matcher
from monitor.match.matcher import MatchResult
from monitor.match.narrowing.narrow import narrow
from monitor.match.narrowing.terms import holds
from monitor.match.narrowing.tokens import tokens
from monitor.match.watchlist import (
    Actor,
    ActorIs,
    Case,
    Condition,
    Forms,
    Identity,
    OneOf,
    Term,
    TermIs,
    Watch,
    Watchlist,
    Word,
    WordIs,
)
from monitor.records import AnnotatedArticle, Article, Event, EventType, Match, Party, Relation, Span

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def article(
    text: str, *, title: str = "", language: str = "en", feed_language: str | None = None, **fields: Anything
) -> AnnotatedArticle:
    """An annotated article; `fields` go to the article, except those of the annotation."""
    annotation: dict[str, Anything] = {"story": "st-1", "relation": Relation.NEW_STORY} | {
        name: fields.pop(name)
        for name in ("sentences", "events", "mentions", "relation", "original", "story")
        if name in fields
    }
    given: dict[str, Anything] = {
        "id": "a-1",
        "feed": "wire",
        "entry": "1",
        "url": "https://news.example/1",
        "fetched": NOW,
    } | fields
    return AnnotatedArticle(
        **annotation,
        article=Article(title=title, text=text, language=feed_language, **given),
        language=language,
    )


def word(text: str, *, exact: bool = False, forms: Forms = Forms.EXACT, language: str = "*") -> Word:
    return Word(text=text, case=Case.EXACT if exact else Case.FOLD, forms=forms, language=language)


def says(text: str, *, exact: bool = False, forms: Forms = Forms.EXACT, language: str = "*") -> WordIs:
    return WordIs(word=word(text, exact=exact, forms=forms, language=language))


def actor(id_: str, *names: Word | str, entity: str | None = None, **fields: Anything) -> Actor:
    """An actor by its names, the first of which is the full one; `entity` is who of the annotator's it is."""
    words = tuple(word(name) if isinstance(name, str) else name for name in names)
    return Actor(id=id_, name=words[0].text, names=words, identity=Identity(entity=entity), **fields)


def term(id_: str, *words: Word | str) -> Term:
    return Term(id=id_, words=tuple(word(text) if isinstance(text, str) else text for text in words))


def names(*ids: str) -> ActorIs:
    return ActorIs(actors=ids)


def means(*ids: str) -> TermIs:
    return TermIs(terms=ids)


def by(*ids: str, country: tuple[str, ...] = ()) -> tuple[OneOf, ...]:
    """The part of one of some actors, or of a party of one of some countries."""
    return (OneOf(actors=ids, countries=country),)


def watch(when: Condition | None = None, *, id: str = "w", **fields: Anything) -> Watch:  # noqa: A002
    return Watch(id=id, when=when, **fields)


def watchlist(*watches: Watch, actors: tuple[Actor, ...] = (), terms: tuple[Term, ...] = ()) -> Watchlist:
    return Watchlist(id="desk", actors=actors, terms=terms, watches=watches)


def run(lists: Watchlist | Watch | Condition, annotated: AnnotatedArticle | str) -> MatchResult:
    """What a watchlist, a lone watch or a lone condition makes of an article or a text."""
    if isinstance(lists, Watch):
        lists = watchlist(lists)
    elif not isinstance(lists, Watchlist):
        lists = watchlist(watch(lists))
    annotated = article(annotated) if isinstance(annotated, str) else annotated
    result = matcher.compile([lists]).match(annotated, NOW)
    for match in result.matches:  # whatever a test is about: an index of tokens finds each article that matches
        (asked,) = (each for each in lists.watches if each.id == match.watch)
        assert holds(narrow(lists, asked), tokens(annotated)), f"not found by {narrow(lists, asked)}"
    return result


def found(lists: Watchlist | Watch | Condition, annotated: AnnotatedArticle | str) -> list[str]:
    """The matched words, as they stand in the text."""
    return [piece.matched.text for match in run(lists, annotated).matches for piece in match.evidence]


def only(result: MatchResult) -> Match:
    (match,) = result.matches
    return match


def event(
    text: str,
    type_: EventType,
    trigger: str,
    *,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    sentence: str = "",
    **flags: Anything,
) -> Event:
    """An event in an article without a title, its parts given by their words."""

    def span(part: str) -> Span:
        start = text.index(part)
        # The empty title and its line feed stand before the text.
        return Span(text=part, start=start + 1, end=start + len(part) + 1)

    def party(part: str) -> Party:
        return Party(text=part, start=span(part).start, end=span(part).end)

    return Event(
        id=f"e-{trigger}",
        type=type_,
        actors=tuple(map(party, actors)),
        recipients=tuple(map(party, recipients)),
        trigger=span(trigger),
        sentence=span(sentence or text),
        **flags,
    )
