"""The packages under oath, and what each of them says of a span, in words that stand in a corpus.

Each text is read once a process: words, names, parse. What a package makes of them is worked out anew for each example,
through the function that the product calls.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache

import msgspec

from benchmarks.corpora.examples import Example
from benchmarks.language import language_model
from monitor.annotate.actors.listed.find import find_listed
from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.actors.phrases.identity import Identity
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.confidence.confidence import ALERT_CONFIDENCE
from monitor.annotate.entities.casing import recased
from monitor.annotate.entities.repair import Words, find_mentions
from monitor.annotate.events.coder import code_events
from monitor.annotate.events.gates import may_tell_events, why_not_parsed
from monitor.annotate.events.reasons import NoEvent
from monitor.annotate.events.silence import why_silent, without_event
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.modality.modes import modality
from monitor.annotate.quotes.quotes import find_quotes
from monitor.annotate.syntax.base_forms import base_form
from monitor.annotate.syntax.clauses import agent, complement, is_passive, is_verb, objects, subject
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import read_clause
from monitor.annotate.typing.complements import event_noun
from monitor.nlp.annotation import worth_parsing
from monitor.nlp.model import ReadSentence
from monitor.records import AuxiliaryMode, Event, Mention, Party, Record, Span
from monitor.text.article import article_of
from monitor.text.language import language_of
from monitor.text.sentences import split_sentences

MODES = ("negated", "future", "hypothetical", "historical")
NOTHING = "-"
"""What a package says of a span that it has nothing to say of."""


class ReadText(Record, frozen=True, kw_only=True):
    """A text as far as models read it: words, names as they were found, names resolved to actors, parse."""

    text: str
    on: date
    bounds: tuple[tuple[int, int], ...]
    read: tuple[ReadSentence, ...]
    words: Words
    found: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    parses: tuple[ParsedSentence, ...]

    def sentences(self) -> list[ParsedSentence]:
        """The parsed sentences, made anew: they remember what was worked out of them."""
        return [ParsedSentence(each.tokens, each.start, each.end) for each in self.parses]

    def token(self, example: Example) -> tuple[ParsedSentence, int]:
        """The sentence of a span and its token there, of several words the one that the others hang on."""
        for sentence in self.sentences():
            for index, token in enumerate(sentence.tokens):
                if token.start <= example.start < token.end:
                    above = (head for head in sentence.ancestors(index) if index < head)
                    inside = [head for head in above if sentence[head].end <= example.end]
                    return sentence, max((index, *inside))
        raise ValueError(f"{example.place}: no word stands at {example.span!r}")


@cache
def read_text(text: str, on: date) -> ReadText:
    """`text`, of the day `on`, read as an article is, no gate before the parse."""
    model, bounds = language_model(), split_sentences(text)
    read = model.read(recased(text), bounds)
    words = model.words(read)
    found = tuple(find_mentions(words, text, model.name))
    return ReadText(
        text=text,
        on=on,
        bounds=tuple(bounds),
        read=tuple(read),
        words=words,
        found=found,
        mentions=resolve(found, text, on, load_directory()),
        parses=tuple(model.parse(read)),
    )


def _modes(read: ReadText, example: Example) -> str:
    """Of a trigger: "negated", "future hypothetical", "asserted"."""
    sentence, index = read.token(example)
    said = modality(sentence, index, read.on.year)
    return " ".join(mode for mode in MODES if getattr(said, mode)) or "asserted"


def _type(read: ReadText, example: Example) -> str:
    """Of a verb or event noun: its type, "THREATEN unreal" where what it speaks of is only threatened.

    What verbs made of verbs that they govern stands behind it: "THREATEN unreal of ASSAULT, threaten to", with the deed
    where it is the speaker's own.
    """
    sentence, index = read.token(example)
    if is_verb(sentence, index):
        reading = read_clause(sentence, index)
        if reading is None:
            return NOTHING
        deed = f" of {reading.governed}" if reading.governed else ""
        return ", ".join((f"{reading.type}{' unreal' * reading.unreal}{deed}", *reading.rule.operators))
    entry = event_noun(sentence, index)
    return NOTHING if entry is None else str(entry.type)


def coded(read: ReadText) -> tuple[Event, ...]:
    """The events of a text: gates, then coder."""
    starts = {each.start for each in worth_parsing(read.read, read.words, read.mentions)}
    sentences = [each for each in read.sentences() if each.start in starts]
    return code_events(sentences, read.mentions, document=read.text, story="s", on=read.on)


def _event(read: ReadText, example: Example) -> Event | None:
    return next((event for event in coded(read) if example.start <= event.trigger.start < example.end), None)


def _shown(span: Span, country: str | None) -> str:
    return f"{span.text} ({country})" if country else span.text


def _side(parties: tuple[Party, ...]) -> str:
    return ", ".join(_shown(party, party.country) for party in parties) or NOTHING


def _sides(event: Event) -> str:
    return f"{_side(event.actors)} > {_side(event.recipients)}"


def _identity(party: Party) -> str:
    known = [party.country, party.sector, f"is {party.actor}" if party.actor else "", f"by {party.reason}"]
    stands = f"; {party.position}" if party.position else ""
    return f"{party.text} ({' '.join(each for each in known if each)}{stands})"


def _parties(read: ReadText, example: Example) -> str:
    """Of a trigger: "Kyiv (UKR GOV is ukraine by its name; subject of 'met') > police (COP by not known)"."""
    event = _event(read, example)
    if event is None:
        return NOTHING
    sides = (", ".join(map(_identity, side)) or NOTHING for side in (event.actors, event.recipients))
    return " > ".join(sides)


def _whole_event(read: ReadText, example: Example) -> str:
    """Of a trigger: "ASSAULT Russia (RUS) > Odesa (UKR), future 'will'; said by Kyiv; at Odesa; dead 12".

    What it is about stands behind the type: "REJECT of negated RETREAT France (FRA) > Niger (NER)".

    Where it is none, why its sentence has none: "- it has no name, nor an unnamed party such as police or rebels".
    """
    event = _event(read, example)
    if event is None:
        return f"{NOTHING} {_why_silent(read, example)}"
    cues = {reason.mode: f" '{reason.cue.text}'" for reason in event.mode_reasons if reason.cue}
    modes = "".join(f", {mode}{cues.get(mode, '')}" for mode in AuxiliaryMode if getattr(event, mode))
    said_by = f"; said by {event.said_by.text}" if event.said_by else ""
    place = f"; at {event.location.text}" if event.location else ""
    dead = f"; dead {event.size.dead}" if event.size and event.size.dead else ""
    deed = " ".join(("", "of", *event.deed.modes, event.deed.type)) if event.deed else ""
    return f"{event.type}{deed} {_sides(event)}{modes}{said_by}{place}{dead}"


def _why_silent(read: ReadText, example: Example) -> str:
    if not may_tell_events(read.words.words):
        return NoEvent.TOPIC
    events = coded(read)
    for words, parsed in zip(read.read, read.sentences(), strict=True):
        if not words.start <= example.start < words.end:
            continue
        if gate := why_not_parsed(words.words, words.start, words.end, read.mentions):
            return gate
        if without_event([(words.start, words.end)], events):
            return why_silent(parsed, read.mentions)[0]
    return "of another event"


def _circumstances(read: ReadText, example: Example) -> str:
    """Of a trigger: "airstrike; at Odesa (UKR); 2026-06-12; dead 12; about military".

    "in UKR" where the country alone is told.
    """
    event = _event(read, example)
    if event is None:
        return NOTHING
    where = event.location_country
    place = f"at {_shown(event.location, where)}" if event.location else f"in {where}" if where else ""
    size = event.size
    fields = ("dead", "injured", "arrested", "troops", "countries", "money", "currency")
    sizes = [f"{name} {value}" for name in fields if size and (value := getattr(size, name)) not in (None, "")]
    contexts = f"about {', '.join(event.contexts)}" if event.contexts else ""
    parts = (event.mode, place, event.day.isoformat() if event.day else "", *sizes, contexts)
    return "; ".join(part for part in parts if part) or NOTHING


def _sureness(read: ReadText, example: Example) -> str:
    """Of a trigger: "alert" where an event is as sure as an alert needs it, else "doubt"; "-" where there is none.

    "alert if known" where it would be so sure, were something known of those who are named, "alert if asserted" were it
    told without its modes, "alert if on topic" were the article less about other things.
    """
    event = _event(read, example)
    if event is None or event.confidence >= ALERT_CONFIDENCE:
        return NOTHING if event is None else "alert"
    if (event.confidence_if_known or 0.0) >= ALERT_CONFIDENCE:
        return "alert if known"
    if (event.confidence_if_asserted or 0.0) >= ALERT_CONFIDENCE:
        return "alert if asserted"
    return "alert if on topic" if (event.confidence_if_on_topic or 0.0) >= ALERT_CONFIDENCE else "doubt"


def _anew(read: ReadText) -> ReadText:
    """`read` with a parse of its own where that is made in other words, by rules of this package: of a headline, and
    of a full sentence with a part out of its order.
    """
    if read.text.endswith(".") and "," not in read.text and not read.text.startswith("It "):
        return read
    model = language_model()
    return msgspec.structs.replace(read, parses=tuple(model.parse(model.read(recased(read.text), read.bounds))))


def _clause(read: ReadText, example: Example) -> str:
    """Of a verb: "accuse: Iran > Iraq; by EU; governs sign; passive"; of another word, the phrase it heads."""
    sentence, index = _anew(read).token(example)
    phrases = Phrases(sentence, read.mentions)
    if not is_verb(sentence, index):
        return _phrase(sentence, phrases, index, read.text)

    def shown(head: int | None) -> str:
        if head is None:
            return NOTHING
        heads = phrases.members(head) or phrases.with_conjuncts(phrases.counted(head))
        return ", ".join(phrases.span(each, read.text).text for each in heads)

    acting, governed = agent(sentence, index), complement(sentence, index)
    acted_on = ", ".join(shown(head) for head in objects(sentence, index)) or NOTHING
    parts = (
        f"{base_form(sentence, index)}: {shown(subject(sentence, index))} > {acted_on}",
        "" if acting is None else f"by {shown(acting)}",
        "" if governed is None else f"governs {sentence[governed].lower}",
        "passive" * is_passive(sentence, index),
    )
    return "; ".join(part for part in parts if part)


_EDGES = ' ,.;!?"“”'


def _phrase(sentence: ParsedSentence, phrases: Phrases, index: int, text: str) -> str:
    """Of a noun: "Two Pakistani guards (guard, party, known, named); of Pakistani"."""
    name = phrases.name(index)
    said = {
        f"{name.type}" if name else "": name is not None,
        "name": phrases.is_name(index),
        "party": phrases.is_party(index),
        "known": phrases.is_known(index),
        "named": phrases.is_named(index),
        "time": phrases.is_time(index),
        "count": phrases.is_count(index),
        "beside a place": phrases.names_place,
    }
    shown = ", ".join((base_form(sentence, index), *(word for word, so in said.items() if so)))
    others = [head for head in phrases.owners(index) if phrases.name(head) is not name or name is None]
    owners = ", ".join(phrases.span(head, text).text for head in others)
    return f"{phrases.span(index, text).text} ({shown}){f'; of {owners}' if owners else ''}"


def _speaker(read: ReadText, example: Example) -> str:
    """Of words that are quoted: "direct: Tom Fletcher (tom-fletcher)", "reported: police".

    With the words where the quotation is not just the span: "reported: Kyiv (ukraine), of \"it would respond\"".
    """
    for quote in find_quotes(read.text, read.bounds, read.mentions):
        if quote.said.start <= example.start < quote.said.end:
            name = quote.speaker.text if quote.speaker else "nobody"
            actor = f" ({quote.actor})" if quote.actor else ""
            said, asked = (text.strip(_EDGES) for text in (quote.said.text, read.text[example.start : example.end]))
            whole = "" if said == asked else f', of "{said}"'
            return f"{'direct' if quote.direct else 'reported'}: {name}{actor}{whole}"
    return NOTHING


def _actor(read: ReadText, example: Example) -> str:
    """Of a mention: canonical id, country and sector, "-" for each that is not known: "emmanuel-macron FRA GOV".

    "? " and ids where a name may mean several. Of words that are no mention what they say as a phrase for somebody
    who acts: "phrase: - UKR AGR".
    """
    language = language_of(article_of(read.text, datetime.combine(read.on, time(), UTC), source="corpus"))
    directory = load_directory()
    found = read.found if language == "en" else find_listed(read.text, language, read.on, directory)
    for mention in resolve(found, read.text, read.on, directory):
        if (mention.start, mention.end) == (example.start, example.end):
            return _known(mention, mention.candidates)
    identity = identify(read.text[example.start : example.end], read.on, directory)
    return f"phrase: {_known(identity, identity.candidates)}"


def _known(actor: Mention | Identity, candidates: Sequence[str]) -> str:
    known = " ".join(each or NOTHING for each in (actor.actor, actor.country, actor.sector))
    return f"{known} ? {' '.join(candidates)}" if candidates else known


@cache
def _words(cased: str) -> Words:
    model = language_model()
    return model.words(model.read(cased, split_sentences(cased)))


def _name(read: ReadText, example: Example) -> str:
    """Of a name: its type and extent: "person: Tom Fletcher"."""
    for mention in find_mentions(_words(recased(read.text)), read.text, language_model().name):
        if mention.start <= example.start < mention.end:
            return f"{mention.type}: {mention.text}"
    return NOTHING


class Package(Record, frozen=True, kw_only=True):
    """A package under oath: what it says of a span, and the modules or packages whose rules its corpus holds."""

    value: Callable[[ReadText, Example], str]
    rooms: tuple[str, ...]


PACKAGES = {
    "modality": Package(
        value=_modes,
        rooms=(
            "monitor.annotate.modality",
            "monitor.annotate.syntax.auxiliaries",
            "monitor.annotate.lexicon.modal_cues",
        ),
    ),
    "typing": Package(value=_type, rooms=("monitor.annotate.typing",)),
    "roles": Package(value=_parties, rooms=("monitor.annotate.roles",)),
    "circumstances": Package(
        value=_circumstances,
        rooms=(
            "monitor.annotate.circumstances",
            "monitor.text.quantities.size",
            "monitor.text.quantities.counts",
            "monitor.text.quantities.numbers",
            "monitor.text.quantities.money",
        ),
    ),
    "confidence": Package(value=_sureness, rooms=("monitor.annotate.confidence",)),
    "events": Package(value=_whole_event, rooms=("monitor.annotate.events",)),
    "quotes": Package(value=_speaker, rooms=("monitor.annotate.quotes",)),
    "actors": Package(value=_actor, rooms=("monitor.annotate.actors",)),
    "entities": Package(  # its sequence model is learnt; what that is worth, benchmarks.entities tells
        value=_name,
        rooms=(
            "monitor.annotate.entities.casing",
            "monitor.annotate.entities.repair",
            "monitor.annotate.entities.spans",
            "monitor.annotate.entities.edges",
            "monitor.annotate.entities.whole",
            "monitor.annotate.entities.appositions",
            "monitor.annotate.entities.consistency",
        ),
    ),
    "syntax": Package(
        value=_clause,
        rooms=(
            "monitor.annotate.syntax.base_forms",
            "monitor.annotate.syntax.clauses",
            "monitor.annotate.syntax.headlines",
            "monitor.annotate.syntax.hyphens",
            "monitor.annotate.syntax.headline_verbs",
            "monitor.annotate.syntax.clause_breaks",
            "monitor.annotate.syntax.opening_time",
            "monitor.annotate.syntax.amounts",
            "monitor.annotate.syntax.word_order",
            "monitor.annotate.syntax.wording",
            "monitor.annotate.syntax.noun_phrases",
        ),
    ),
}
"""All packages with a corpus, by the name of their folder in `monitor/annotate`."""


def value_of(package: str, example: Example) -> str:
    """What a package says of an example."""
    return PACKAGES[package].value(read_text(example.text, example.on), example)
