"""What the linear models of the event coder see of a draft: names of features, each present or not.

Two views. The one of words knows no lexicon: trigger, objects, prepositions, governed and governing verbs, auxiliaries,
kinds of parties, and the words of the sentence. The one of the lexicon knows what the rules said, and beside what.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.modality.stance import Modality
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.syntax.base_forms import base_form
from monitor.annotate.syntax.clauses import complement, is_passive, is_verb, objects
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType
from monitor.text.inflection import singular

_CONTENT = ("NN", "VB", "JJ")
_UNKNOWN_CLASS = " unknown"
_MODE = "m="  # how the feature of a mode begins
_UNKNOWN = " ?>"  # how the feature of a party ends of which neither country nor sector is known
_NEAR = 12  # tokens around a trigger whose words count
_WEAPON, _ARMED = words_of("confidence", "weapon"), words_of("confidence", "armed")
_SCENES = {
    "weapon": _WEAPON,
    "armed": _ARMED,
    "accident": words_of("confidence", "accident"),
    "fiction": words_of("confidence", "fiction"),
    "exercise": words_of("confidence", "exercise"),
    "trade": words_of("confidence", "trade"),
    "opinion": words_of("confidence", "opinion"),
}
_CLASSES = {
    "weapon": _WEAPON,
    "armed": _ARMED,
    "police": words_of("confidence", "police"),
    "people": words_of("confidence", "people"),
}
_DEEDS = {
    "kills": words_of("confidence", "kills"),
    "strikes": words_of("confidence", "strikes"),
    "seizes": words_of("confidence", "seizes"),
    "condemns": words_of("confidence", "condemns"),
}
"""What a sentence is set in, by its words: deeds with dead or a weapon, accidents, plays, drills, matches, trade."""


class _Shared(NamedTuple):
    """What both views see."""

    modes: list[str]
    parties: list[str]
    shape: list[str]


def _word_view(sentence: ParsedSentence, phrases: Phrases, draft: Draft, shared: _Shared) -> list[str]:
    words = dict.fromkeys(_words(sentence, phrases, draft, shared))
    return [*words, *shared.shape]


def _lexicon_view(
    sentence: ParsedSentence, phrases: Phrases, draft: Draft, kind: EventType, shared: _Shared
) -> list[str]:
    shape = shared.shape
    rules = dict.fromkeys(
        (*_rules(sentence, phrases, draft, kind, shared), *shape, *(f"k={kind} {at}" for at in shape))
    )
    return [*rules]


def _words(sentence: ParsedSentence, phrases: Phrases, draft: Draft, shared: _Shared) -> Iterator[str]:
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
    yield from shared.modes
    yield from shared.parties
    yield from _surroundings(sentence, phrases, trigger)


def _object_heads(sentence: ParsedSentence, trigger: int) -> list[int]:
    return objects(sentence, trigger) if is_verb(sentence, trigger) else []


def _word(sentence: ParsedSentence, phrases: Phrases, index: int) -> str:
    """A noun, or what kind of name it is: names themselves must teach nothing."""
    name = phrases.name(index)
    return f"<{name.type}>" if name is not None else base_form(sentence, phrases.counted(index))


def _modes(modes: Modality) -> Iterator[str]:
    flags = ("negated", "future", "hypothetical", "historical")
    yield from (f"{_MODE}{flag}" for flag in flags if getattr(modes, flag))


def _parties(phrases: Phrases, draft: Draft) -> Iterator[str]:
    for role, heads in (("a", draft.actors), ("r", draft.recipients)):
        if not heads:
            yield f"{role}=none"
        yield from (f"{role}={_party(*phrases.meant(head))}" for head in heads[:3])


def _party(phrases: Phrases, head: int) -> str:
    if (name := phrases.name(head)) is not None:
        return f"<{name.type} {name.sector or '?'}{' of a country' if name.country else ''}>"  # see _UNKNOWN
    named = "named " if phrases.is_named(head) else ""
    return f"{named}{singular(phrases.sentence[head].lower)}" if phrases.is_party(head) else f"{named}thing"


def _surroundings(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> Iterator[str]:
    start, end = max(0, trigger - _NEAR), min(len(sentence), trigger + _NEAR)
    for index in range(start, end):
        if sentence[index].tag[:2] in _CONTENT and not phrases.is_name(index) and index != trigger:
            yield f"w={base_form(sentence, index)}"


def _shape(sentence: ParsedSentence, phrases: Phrases, draft: Draft) -> Iterator[str]:
    """What sort of clause it is, whoever stands in it: its deed and scene, its voice, who acts on whom."""
    passive = is_verb(sentence, draft.trigger) and is_passive(sentence, draft.trigger)
    voice = "passive" if passive else "active"
    doer, patient = (_class_of_side(sentence, phrases, side) for side in (draft.actors, draft.recipients))
    scenes = [name for name, listed in _SCENES.items() if not listed.isdisjoint(sentence.forms)]
    deed = _deed(sentence, draft.trigger)
    yield from (f"voice={voice}", f"doer={doer}", f"patient={patient}", f"deed={deed}")
    yield from (f"{voice}: {doer} > {patient}", f"{deed}: {doer} > {patient}")
    for scene in scenes or ["none"]:
        yield from (f"scene={scene}", f"{deed} in {scene}", f"doer={doer} in {scene}")
    yield f"scenes={' '.join(scenes)}"


def _deed(sentence: ParsedSentence, trigger: int) -> str:
    verb = base_form(sentence, trigger)
    return next((name for name, listed in _DEEDS.items() if verb in listed), "other")


def _class_of_side(sentence: ParsedSentence, phrases: Phrases, heads: Sequence[int]) -> str:
    return _class_of(sentence, phrases, heads[0]) if heads else "nobody"


def _class_of(sentence: ParsedSentence, phrases: Phrases, head: int) -> str:
    """Of the noun that a party is named by: "Russian missiles" are a weapon, "Israeli troops" are armed."""
    above = sentence.head(head)
    of_noun = sentence[head].dep in ("amod", "compound", "poss", "nmod") and sentence[above].tag.startswith("NN")
    noun = singular(sentence[above if of_noun else head].lower)
    named = next((name for name, listed in _CLASSES.items() if noun in listed), None)
    if named or of_noun:
        return named or "beside a noun"
    if (name := phrases.name(head)) is not None:
        return f"{name.type}{'' if name.country or name.sector else _UNKNOWN_CLASS}"
    return "party" if phrases.is_party(head) else "thing"


def _rules(sentence: ParsedSentence, phrases: Phrases, draft: Draft, kind: EventType, shared: _Shared) -> Iterator[str]:
    reading = draft.reading
    governed = [part for part in (*reading.rule.operators, reading.rule.entry) if part][1:]
    is_noun = sentence[draft.trigger].tag.startswith("NN")
    governs = "governs" if governed else "names" if is_noun else "tells"
    own = f"k={kind}"
    yield from (own, f"{own} {governs}", f"{own} s={reading.strength:.0f}", f"read={reading.type}")
    yield from [f"{own} {mode}" for mode in shared.modes]
    for party in shared.parties:
        yield from (party, f"{own} {party}")
    yield f"rule={reading.rule}"
    yield from (f"inner={part}" for part in governed)
    countries = sum(1 for name in set(phrases.names.values()) if name.type in ("place", "nationality"))
    yield from (f"places={min(countries, 3)}", f"{own} places={min(countries, 2)}")
    yield from _other_readings(sentence, draft)


def _other_readings(sentence: ParsedSentence, draft: Draft) -> Iterator[str]:
    """Which types the nouns of events below the trigger are of."""
    lexicon = load_lexicon()
    for index in sentence.subtree(draft.trigger):
        token = sentence[index]
        entry = lexicon.noun(token.lower) if token.tag[:2] == "NN" else None
        if entry is not None:
            yield f"noun={entry.type}"


def all_features(
    sentence: ParsedSentence, phrases: Phrases, draft: Draft, kind: EventType, modes: Modality
) -> tuple[Sequence[str], Sequence[str]]:
    """Both views; `kind` is the type after the rules of time."""
    shared = _Shared(
        modes=[*_modes(modes)],
        parties=[*_parties(phrases, draft)],
        shape=[*_shape(sentence, phrases, draft)],
    )
    return (
        _word_view(sentence, phrases, draft, shared),
        _lexicon_view(sentence, phrases, draft, kind, shared),
    )


def of_unknown_names(features: Sequence[str]) -> list[str]:
    """Those of `features` that are of parties by a name of which nothing is known."""
    return [feature for feature in features if feature.endswith(_UNKNOWN) or _UNKNOWN_CLASS in feature]


def of_modes(features: Sequence[str]) -> list[str]:
    """Those of `features` that are of the modes of an event; its auxiliaries are not."""
    return [feature for feature in features if feature.startswith(_MODE) or f" {_MODE}" in feature]
