"""Where an event happened: the place that its clause names behind "in", "near" and the like, and the country of it.

A place may stand in the noun behind the preposition ("in a Mogadishu hotel"), in what that belongs to ("in the suburbs
of Beirut"), or behind it ("in Kachin state, Myanmar"), which then says in which country it lies.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from monitor.annotate.circumstances.clause import clause_of, telling_how
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.countries import only_country
from monitor.annotate.roles.places import country_of_part
from monitor.annotate.syntax.clauses import is_verb, tells_where
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention
from monitor.text.inflection import singular

_PLACING = words_of("circumstances", "placing")
_BEFORE_NOUN = ("compound", "poss", "amod", "nmod")
_COMPASS = words_of("circumstances", "compass")
_SITES = words_of("circumstances", "sites")
"""Nouns that stand or happen where the name before them says, beside those of objects.tsv."""

_LANDS = words_of("circumstances", "lands")
_DISTANT = words_of("circumstances", "distant")
"""Who tells of what happens far away: a monitor in Vienna."""

_SHORT = 3  # words from "in" to the name behind it: "in the western Niger"
_AT = frozenset(("on", "against"))

_MISSIONS = frozenset("embassy embassies consulate consulates".split())
"""What stands elsewhere than the name before it says."""


def place_of(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> int | None:
    """The head of the place that is named in the clause, nearest to the trigger; else in the clause that tells how."""
    clause = clause_of(sentence, trigger)
    if not is_verb(sentence, trigger):
        clause += clause_of(sentence, sentence.head(trigger))
    found = [*_places(sentence, phrases, clause)]
    if not found:
        beside = [*telling_how(sentence, trigger), *_brought_about(sentence, trigger), *_there(sentence, trigger)]
        found = [*_places(sentence, phrases, beside)] or _spoken_of(sentence, phrases, trigger)
        found = found or [*_of_peoples(sentence, phrases, clause)] or _before_colon(sentence, phrases)
    return min(found, key=lambda head: abs(head - trigger), default=None)


def place_left(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> int | None:
    """The head of the place that somebody leaves: "pulled back from the town of Goma", "out of Bria"."""
    for way in sentence.subtree(trigger):
        if sentence[way].lower == "from" or (sentence[way].lower == "of" and sentence[way - 1].lower == "out"):
            for behind in sentence.children(way, "pobj"):
                named = (head for head in (behind, *_owners(sentence, behind)) if _is_place(phrases.name(head)))
                if (place := next(named, None)) is not None:
                    return place
    return None


def _there(sentence: ParsedSentence, trigger: int) -> Iterator[int]:
    """The clauses above that "there" looks back to: "on a square in Jaffa, for those whom soldiers abducted there"."""
    if any(sentence[word].lower == "there" for word in sentence.children(trigger, "advmod")):
        for above in sentence.ancestors(trigger):
            yield from clause_of(sentence, above) if is_verb(sentence, above) else ()


def place_in(sentence: ParsedSentence, phrases: Phrases, clause: list[int], trigger: int) -> int | None:
    """The head of the place that a clause names, nearest to the trigger."""
    found = [*_places(sentence, phrases, clause)] or [*_of_peoples(sentence, phrases, clause)]
    return min(found, key=lambda head: abs(head - trigger), default=None)


def _spoken_of(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> list[int]:
    """The place that a clause with "where" speaks of: "in Djibo, where militants killed 20 soldiers"."""
    there = sentence.head(trigger)
    return [there] if tells_where(sentence, trigger) and _is_place(phrases.name(there)) else []


def _places(sentence: ParsedSentence, phrases: Phrases, clause: list[int]) -> Iterator[int]:
    for index in clause:
        if not is_placing(sentence, index):
            continue
        if sentence[sentence.head(index)].lower in _DISTANT:
            continue
        for behind in sentence.children(index, "pobj"):
            for head in (behind, *_owners(sentence, behind), *_before(sentence, behind)):
                if _is_place(phrases.name(head)):
                    yield head


def _of_peoples(sentence: ParsedSentence, phrases: Phrases, clause: list[int]) -> Iterator[int]:
    """The places that only a people tells the country of: "in a Malian village", "at Greek ports"."""
    for index in clause:
        if not is_placing(sentence, index):
            continue
        for behind in sentence.children(index, "pobj"):
            before = (phrases.name(at) for at in sentence.children(behind, "amod", "compound"))
            peoples = (name for name in before if name is not None and name.type is EntityType.NATIONALITY)
            if singular(sentence[behind].lower) in _LANDS and any(name.country for name in peoples):
                yield behind


def is_placing(sentence: ParsedSentence, index: int) -> bool:
    """Whether a place stands behind a preposition: "in", "near", "east of", "the shelling of"."""
    if sentence[index].dep != "prep":
        return False
    noun = sentence.head(index)
    governor = sentence[noun].lower
    is_patient = _is_deed(governor) and not any(_says_at_whom(sentence, at) for at in sentence.children(noun, "prep"))
    is_way = sentence[index].lower == "of" and (governor in _COMPASS or is_patient)
    return is_way or sentence[index].lower in _PLACING


def _says_at_whom(sentence: ParsedSentence, preposition: int) -> bool:
    """Whether somebody is aimed at, so that "of" tells who did it: "the attack of Syria on Israel"."""
    behind = sentence.child(preposition, "pobj")
    return sentence[preposition].lower in _AT and behind is not None and not is_time_word(sentence[behind].lower)


def _before_colon(sentence: ParsedSentence, phrases: Phrases) -> list[int]:
    """Where what a headline tells happened: "Haiti: 30 dead in gang raid"."""
    name = phrases.name(0)
    opens = [at for at in range(1, len(sentence)) if phrases.name(at) is not name][:1] if _is_place(name) else []
    return [0 for at in opens if sentence[at].text == ":"]


def _brought_about(sentence: ParsedSentence, trigger: int) -> list[int]:
    """The clause whose outcome a participle tells: "a car blew up outside a shop in Mogadishu, killing six"."""
    is_outcome = sentence[trigger].dep == "advcl" and sentence[trigger].tag == "VBG"
    return clause_of(sentence, sentence.head(trigger)) if is_outcome else []


def _before(sentence: ParsedSentence, noun: int) -> list[int]:
    """What stands before a place without a name: "in a Mogadishu hotel", not "at the Zurich insurer"."""
    word, lexicon = sentence[noun].lower, load_lexicon()
    if word in _MISSIONS:
        return []
    is_site = word in _SITES or lexicon.is_of_class("targets", word) or lexicon.is_of_class("ground", word)
    return sentence.children(noun, *_BEFORE_NOUN) if is_site or _is_deed(word) else []


def _owners(sentence: ParsedSentence, noun: int) -> list[int]:
    """What a part of a place belongs to: "in the suburbs of Beirut"."""
    return [
        head
        for preposition in sentence.children(noun, "prep")
        if sentence[preposition].lower in ("of", "off")
        for head in sentence.children(preposition, "pobj")
    ]


def _is_place(name: Mention | None) -> bool:
    return name is not None and name.type is EntityType.PLACE


def country_of_place(sentence: ParsedSentence, phrases: Phrases, place: int | None, on: date) -> str:
    """The country that a place lies in: the one named behind it or before its noun, else its own; "" where none is."""
    if place is None:
        return ""
    noun = _noun_of(sentence, place)
    around = [*sentence.children(noun, "appos"), *sentence.children(place, "appos")]
    around += [head for head in sentence.children(noun, *_BEFORE_NOUN) if head != place]
    around += _right_behind(sentence, phrases, place)
    names = [name for head in around if (name := phrases.name(head)) is not None and name.type in _TELLING]
    return next((country for name in (*names, phrases.name(place)) if (country := _country(name, on))), "")


def _right_behind(sentence: ParsedSentence, phrases: Phrases, place: int) -> list[int]:
    """What a place lies in by the words right behind it: "at Inates in western Niger"."""
    if place + 2 >= len(sentence) or sentence[place + 1].lower != "in":
        return []
    nearest = range(place + 2, min(place + 2 + _SHORT, len(sentence)))
    return [at for at in nearest if phrases.name(at) is not None][:1]


def country_by_text(place: int | None, telling: Sequence[Mention]) -> str:
    """The country of a place that nobody knows: the only one that the text names; "" where it names several."""
    return "" if place is None else only_country(telling)


def _noun_of(sentence: ParsedSentence, place: int) -> int:
    """The noun that a place stands in: "the Somali town of Qoryoley", "Kachin state"; but no deed."""
    if sentence[place].dep in _BEFORE_NOUN:
        return sentence.head(place)
    above = sentence.head(place)
    noun = sentence.head(above) if sentence[place].dep == "pobj" and sentence[above].lower == "of" else place
    return place if _is_deed(sentence[noun].lower) else noun


def _is_deed(noun: str) -> bool:
    """Whether a noun names a deed: "the shelling of Kidal"."""
    entry = load_lexicon().noun(noun)
    return entry is not None and entry.names_deed


_TELLING = (EntityType.PLACE, EntityType.NATIONALITY)


def _country(name: Mention | None, on: date) -> str | None:
    return None if name is None else name.country or country_of_part(name.text, on)
