"""What the linear models of the event coder see of a draft: names of features, each present or not.

Two views. The one of words knows no lexicon: trigger, objects, prepositions, governed and governing verbs, auxiliaries,
kinds of parties, and the words of the sentence. The one of the lexicon knows what the rules said, and beside what.
"""

from collections.abc import Iterator, Sequence

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.topics import topic_of
from monitor.annotate.modality.stance import Modality
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.syntax.base_forms import base_form
from monitor.annotate.syntax.clauses import complement, is_verb, objects
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType, Rule
from monitor.text.inflection import singular

_CONTENT = ("NN", "VB", "JJ")
_UNKNOWN = " ?>"  # how the feature of a party ends of which neither country nor sector is known
_NEAR = 12  # tokens around a trigger whose words count


def _topics(sentence: ParsedSentence) -> tuple[str, ...]:
    return topic_of(token.lower for token in sentence.tokens)


def _word_view(
    sentence: ParsedSentence, phrases: Phrases, draft: Draft, modes: Modality, topics: tuple[str, ...]
) -> list[str]:
    words = dict.fromkeys(_words(sentence, phrases, draft, modes))
    return [*words, *(f"topic={topic}" for topic in topics)]


def _lexicon_view(
    sentence: ParsedSentence,
    phrases: Phrases,
    draft: Draft,
    kind: EventType,
    modes: Modality,
    topics: tuple[str, ...],
) -> list[str]:
    rules = dict.fromkeys(_rules(sentence, phrases, draft, kind, modes))
    return [*rules, *(feature for topic in topics for feature in (f"topic={topic}", f"k={kind} topic={topic}"))]


def _words(sentence: ParsedSentence, phrases: Phrases, draft: Draft, modes: Modality) -> Iterator[str]:
    trigger = draft.trigger
    verb = base_form(sentence, trigger)
    yield f"t={verb}"
    for head in _object_heads(sentence, trigger):
        noun = _word(sentence, phrases, head)
        yield from (f"o={noun}", f"{verb}+{noun}")
    for child in sentence.children(trigger, "prep", "prt", "agent", "dative"):
        yield from (f"p={sentence[child].lower}", f"{verb}_{sentence[child].lower}")
        for head in sentence.children(child, "pobj"):
            yield f"po={_word(sentence, phrases, head)}"
    governed = complement(sentence, trigger) if is_verb(sentence, trigger) else None
    if governed is not None:
        yield from (f"g={base_form(sentence, governed)}", f"{verb}>{base_form(sentence, governed)}")
        yield from (f"go={_word(sentence, phrases, head)}" for head in _object_heads(sentence, governed))
    yield from (f"up={base_form(sentence, above)}" for above in list(sentence.ancestors(trigger))[:2])
    yield from (f"aux={sentence[child].lower}" for child in sentence.children(trigger, "aux", "neg", "auxpass"))
    yield from _modes(modes)
    yield from _parties(sentence, phrases, draft)
    yield from _surroundings(sentence, phrases, trigger)


def _object_heads(sentence: ParsedSentence, trigger: int) -> list[int]:
    return objects(sentence, trigger) if is_verb(sentence, trigger) else []


def _word(sentence: ParsedSentence, phrases: Phrases, index: int) -> str:
    """A noun, or what kind of name it is: names themselves must teach nothing."""
    name = phrases.name(index)
    return f"<{name.type}>" if name is not None else base_form(sentence, phrases.counted(index))


def _modes(modes: Modality) -> Iterator[str]:
    flags = ("negated", "future", "hypothetical", "historical")
    yield from (f"m={flag}" for flag in flags if getattr(modes, flag))


def _parties(sentence: ParsedSentence, phrases: Phrases, draft: Draft) -> Iterator[str]:
    for role, heads in (("a", draft.actors), ("r", draft.recipients)):
        if not heads:
            yield f"{role}=none"
        yield from (f"{role}={_party(sentence, phrases, head)}" for head in heads[:3])


def _party(sentence: ParsedSentence, phrases: Phrases, head: int) -> str:
    if (name := phrases.name(head)) is not None:
        return f"<{name.type} {name.sector or '?'}{' of a country' if name.country else ''}>"  # see _UNKNOWN
    named = "named " if phrases.is_named(head) else ""
    return f"{named}{singular(sentence[head].lower)}" if phrases.is_party(head) else f"{named}thing"


def _surroundings(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> Iterator[str]:
    start, end = max(0, trigger - _NEAR), min(len(sentence), trigger + _NEAR)
    for index in range(start, end):
        if sentence[index].tag[:2] in _CONTENT and not phrases.is_name(index) and index != trigger:
            yield f"w={base_form(sentence, index)}"


def _rules(sentence: ParsedSentence, phrases: Phrases, draft: Draft, kind: EventType, modes: Modality) -> Iterator[str]:
    reading = draft.reading
    inner, is_noun = _inner(reading.rule), sentence[draft.trigger].tag.startswith("NN")
    governs = "governs" if inner else "names" if is_noun else "tells"
    yield from (f"k={kind}", f"k={kind} {governs}", f"k={kind} s={reading.strength:.0f}", f"read={reading.type}")
    yield from (f"k={kind} {mode}" for mode in _modes(modes))
    for party in _parties(sentence, phrases, draft):
        yield from (party, f"k={kind} {party}")
    yield f"rule={reading.rule}"
    yield from (f"inner={part}" for part in inner)
    countries = sum(1 for name in set(phrases.names.values()) if name.type in ("place", "nationality"))
    yield from (f"places={min(countries, 3)}", f"k={kind} places={min(countries, 2)}")
    yield from _other_readings(sentence, draft)


def _inner(rule: Rule) -> list[str]:
    """What each operator of a rule governs, as the models that ship were taught it: with the brackets that close."""
    inner = [part for part in (*rule.operators, rule.entry) if part][1:]
    return [*(f"{part} " for part in inner[:-1]), *(f"{part}{')' * len(inner)}" for part in inner[-1:])]


def _other_readings(sentence: ParsedSentence, draft: Draft) -> Iterator[str]:
    """Which types the nouns of events below the trigger are of."""
    for index in sentence.subtree(draft.trigger):
        entry = load_lexicon().noun(sentence[index].lower) if sentence[index].tag.startswith("NN") else None
        if entry is not None:
            yield f"noun={entry.type}"


def all_features(
    sentence: ParsedSentence, phrases: Phrases, draft: Draft, kind: EventType, modes: Modality
) -> tuple[Sequence[str], Sequence[str]]:
    """Both views; `kind` is the type after the rules of time."""
    topics = _topics(sentence)
    return (
        _word_view(sentence, phrases, draft, modes, topics),
        _lexicon_view(sentence, phrases, draft, kind, modes, topics),
    )


def without_unknown_names(features: Sequence[str]) -> list[str]:
    """`features` but for those of parties by a name of which nothing is known."""
    return [feature for feature in features if not feature.endswith(_UNKNOWN)]
