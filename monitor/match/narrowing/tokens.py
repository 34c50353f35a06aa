"""The tokens of an article that an index lists. A change of what they are shows itself in `version`."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import groupby, pairwise

from monitor.identity import host
from monitor.match.conditions.events import RECIPROCAL
from monitor.match.conditions.telling import is_by_authorities, sureness
from monitor.match.names.full_names import Pair, placed, told_by
from monitor.records import AnnotatedArticle, Article, Event, EventType, Party
from monitor.text.characters import is_unsegmented
from monitor.text.fold import fold, words_only
from monitor.text.language_range import primary

LONGEST = 64  # characters of a token; what is longer is listed by its beginning
MOST = 20_000  # tokens of an article; one that has more is listed as WHOLE alone and is always looked at
WHOLE = ":whole"

SURE = 0.7  # confidence; events that watches ask for are at least so sure, unless they say otherwise
_FORMAT = 10
_FOREIGN = re.compile(r"[^\x00-\u0dff]+")  # where scripts without spaces are, and other things
_FOLDED = 0x3000  # characters whose folding stands for that of all: those of alphabets


class Side(Enum):
    """Which part a country has in an event, as its mark says it."""

    ACTOR = ":a"
    RECIPIENT = ":r"
    ANY = ""  # it happens there, or somebody of it says so


def tokens(annotated: AnnotatedArticle) -> tuple[str, ...]:
    """The words of an article in their order, then what else it is found by. No token holds a blank or a quote."""
    folded = fold(annotated.article.document).text
    words = tuple(word[:LONGEST] for word in words_only(folded).split())
    names = (mark for _, pair in placed(annotated.article.document) for mark in full_name(pair))
    others = (*unsegmented(folded), *names, *_marks(annotated))
    marks = {each[:LONGEST] for each in others}
    return (*words, *sorted(marks.difference(words))) if len({*words, *marks}) <= MOST else (WHOLE,)


@cache
def version() -> str:
    """Which tokens an article has depends on the folding, and on what is marked; this tells one from another."""
    folded = words_only(fold("\n".join(map(chr, range(_FOLDED)))).text)
    return f"{_FORMAT}-{hashlib.blake2b(folded.encode(), digest_size=6).hexdigest()}"


def unsegmented(folded: str) -> Iterator[str]:
    """The characters of scripts without spaces, and each two of them that stand together."""
    for stretch in _FOREIGN.findall(folded):
        for is_run, run in groupby(stretch, key=is_unsegmented):
            if is_run:
                characters = tuple(run)
                yield from characters
                yield from map("".join, pairwise(characters))


def _marks(annotated: AnnotatedArticle) -> Iterator[str]:
    yield in_language(read_as(annotated))
    yield from map(tagged, annotated.article.source_tags)
    yield from map(source, _sources(annotated.article))
    yield from (entity(mention.actor) for mention in annotated.mentions if mention.actor)
    for event in annotated.events:
        yield from _of_event(event)


def _sources(article: Article) -> Iterable[str]:
    return filter(None, (article.feed, article.publisher, host(article.url)))


def _of_event(event: Event) -> Iterator[str]:
    is_sure = sureness(event) >= SURE
    for type_ in (event.type, *((event.deed.type,) if event.deed else ())):
        for side, codes in _sides(event, type_):
            for code in dict.fromkeys(codes):
                yield happened(type_, code, side)
                if is_sure:
                    yield happened(type_, code, side, is_sure=True)
    speaker = (event.said_by,) if event.said_by else ()
    parties = (*event.actors, *event.recipients, *speaker)
    yield from (entity(party.actor) for party in parties if party.actor)
    yield from (country(code) for code in (event.location_country, *_codes(parties)) if code)


def _sides(event: Event, type_: EventType) -> Iterator[tuple[Side, Iterable[str]]]:
    """The countries that an event of a type has to do with, by the part that they have in it."""
    around = ["", event.location_country, *_codes((event.said_by,) if event.said_by else ())]
    if type_ in RECIPROCAL:
        yield Side.ANY, [*around, *_codes(event.actors), *_codes(event.recipients)]
    else:
        yield Side.ANY, around
        yield Side.ACTOR, [event.location_country] if is_by_authorities(event) else _codes(event.actors)
        yield Side.RECIPIENT, _codes(event.recipients)


def _codes(parties: Iterable[Party]) -> list[str]:
    return [party.country for party in parties if party.country]


def read_as(annotated: AnnotatedArticle) -> str:
    """The language of an article, as a watch looks at it."""
    return annotated.language if annotated.language != "und" else annotated.article.language or "und"


def in_language(tag: str) -> str:
    """The mark of a language, by its primary tag."""
    return f":l:{_plain(primary(tag))}"


def tagged(tag: str) -> str:
    """The mark of a tag of a feed."""
    return f":t:{_plain(tag)}"


def source(name: str) -> str:
    """The mark of a feed by its id, of a publisher, or of the host of links."""
    return f":f:{_plain(name)}"


def entity(name: str) -> str:
    """The mark of an entity that is mentioned, or takes part in an event."""
    return f":a:{_plain(name)}"


def full_name(pair: Pair) -> tuple[str, ...]:
    """The marks of what may be a full name, of which one that is misspelt has one at least."""
    return tuple(f":{each}"[:LONGEST] for each in told_by(pair))


def country(code: str) -> str:
    """The mark of a country that an event has to do with."""
    return f":c:{_plain(code)}"


def happened(type_: EventType, code: str = "", side: Side = Side.ANY, *, is_sure: bool = False) -> str:
    """The mark of an event, of one that has to do with a country, or of one that is as sure as `SURE`.

    side: the part that the country has in it; it is not told where all parties may stand on one side (`RECIPROCAL`).
    """
    mark = f":{'s' if is_sure else 'e'}:{type_.lower()}" + (f":{_plain(code)}" if code else "")
    return mark if type_ in RECIPROCAL else mark + side.value


def _plain(text: str) -> str:
    """`text` in characters that every index takes; what has others, or is long, by a digest."""
    if re.fullmatch(r"[a-z0-9_-]{1,48}", text):
        return text
    return "." + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
