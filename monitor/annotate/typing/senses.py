"""The lexicon's reading of one verb in its clause: verb, particle and object, whichever entry fits most of it.

Objects decide before the verb alone: lift + ban against impose + ban. The head of the object counts more than its
modifiers, a compound (air-strike, hunger-strike) like a head, and behind a quantity stands what is counted ("$3
million in aid").
"""

from collections.abc import Iterator

from monitor.annotate.lexicon import LIGHT_VERBS, Entry, Operator, load_lexicon
from monitor.annotate.lexicon.entries import ANY, NOTHING, PARTY, SUBJECT
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import agent, is_passive, objects, subject
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType, Record, Rule
from monitor.text.inflection import singular

HEAD, MODIFIER, NOUN = 3.0, 2.0, 1.5
"""How much an object counts as head, as modifier, and as an event noun under a verb that has no entry for it."""

AGENT_WEIGHT = 2.7
"""How much a subject counts that an entry asks for: more than a particle, less than an object."""

_VERB, _PARTICLE = 1.0, 1.0
_JOINT = words_of("senses", "joint")
_JOINING = words_of("senses", "joining")
_DONE_TOGETHER = frozenset({EventType.COERCE, EventType.MOBILIZE, EventType.ACCUSE})
"""Types of which working together is more than the deed itself: armies that patrol together, police that search."""

_QUANTITIES = words_of("senses", "quantities")
_PARTICLES = ("prt", "prep", "agent", "advmod", "acomp", "oprd", "dobj", "attr", "dative", "intj")


class Reading(Record, frozen=True, kw_only=True):
    """What a verb was read as."""

    type: EventType
    rule: Rule  # the lexicon entry, and what the verbs that govern it made of it
    words: tuple[str, ...] = ()  # of the lexicon, outermost first: verb, particle, object
    strength: float  # how much of the entry stood in the text
    embedded: int | None = None  # the verb whose meaning was taken up
    unreal: bool = False  # what is spoken of is only threatened
    counts_negation: bool = False  # the "not" is part of what was read ("would not accept")
    theme: str = ""  # the object that the entry names: what is lifted, imposed, signed

    @property
    def verb(self) -> str:
        """The outermost verb, by lemma."""
        return self.words[0] if self.words else ""


def read_entry(sentence: ParsedSentence, verb: int) -> Reading | None:
    """The reading of `verb` by the best entry of the lexicon, None where none fits."""
    best = max(_fits(sentence, verb), key=lambda fit: fit[0], default=None)
    if best is None or (best[0] < HEAD and is_nothing(sentence, verb)):
        return None
    strength, entry = best
    kind = _in_company(sentence, verb, entry)
    return Reading(
        type=kind,
        rule=Rule(entry=entry.name),
        words=entry.words,
        strength=strength,
        theme=entry.object,
    )


def _in_company(sentence: ParsedSentence, verb: int, entry: Entry) -> EventType:
    """The type of an entry after who does it together with whom: a drill held alone is a show of force."""
    below = [sentence[index].lower for index in sentence.subtree(verb)]
    exercises = entry.type is EventType.COOPERATE and load_lexicon().is_of_class("exercises", entry.object)
    if exercises and entry.word not in _JOINING:
        jointly = not _JOINT.isdisjoint(below) or _has_partner(sentence, verb)
        return EventType.COOPERATE if jointly else EventType.MOBILIZE
    if entry.type in _DONE_TOGETHER:
        around = (verb, *sentence.children(verb, "prep"))
        adverbs = {sentence[child].lower for head in around for child in sentence.children(head, "advmod")}
        joined = adverbs & {"together", "jointly"} or _is_alongside(sentence, verb)
        return EventType.COOPERATE if joined else entry.type
    return entry.type


def _is_alongside(sentence: ParsedSentence, verb: int) -> bool:
    """ "patrolled the waters alongside their colleagues"."""
    heads = (verb, *objects(sentence, verb))
    return any(sentence[child].lower == "alongside" for head in heads for child in sentence.children(head, "prep"))


def _has_partner(sentence: ParsedSentence, verb: int) -> bool:
    """Whether somebody else does it too: "with" somebody, or two subjects."""
    beside = [child for head in (verb, *objects(sentence, verb)) for child in sentence.children(head, "prep")]
    if any(sentence[child].lower in ("with", "alongside", "between") for child in beside):
        return True
    acting = _agent_of(sentence, verb)
    return acting is not None and sentence.child(acting, "conj") is not None


def _agent_of(sentence: ParsedSentence, verb: int) -> int | None:
    return agent(sentence, verb) if is_passive(sentence, verb) else subject(sentence, verb)


def is_nothing(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the object is one that makes the verb no event, as "album" does with "released"."""
    lexicon = load_lexicon()
    particles = [sentence[child].lower for child in sentence.children(verb, "prt")] or [ANY]
    words = {singular(sentence[head].lower) for head in objects(sentence, verb)}
    return any(
        lexicon.is_nothing(lemma, particle, word)
        for lemma in lexicon.lemmas(sentence[verb].lower)
        for particle in particles
        for word in words
    )


def _fits(sentence: ParsedSentence, verb: int) -> Iterator[tuple[float, Entry]]:
    lexicon = load_lexicon()
    direct = objects(sentence, verb)
    adverb = sentence.child(verb, "prt")
    around = _particles(sentence, verb)
    for lemma in lexicon.lemmas(sentence[verb].lower):
        for particle, entries in lexicon.readings(lemma).items():
            if particle == ANY:
                # "give up" is not "give", unless the object says the same
                alone = 0.5 if adverb is not None else _VERB
                yield from _by_object(sentence, direct, entries, 0.0, alone)
            elif particle == SUBJECT:
                yield from _by_subject(sentence, _agent_of(sentence, verb), entries)
            elif (parts := particle.split())[0] in around and all(part in around for part in parts):
                behind = _behind(sentence, around[parts[-1]])
                bonus = _PARTICLE + 0.1 * len(parts)  # "call on to" says more than "call on"
                yield from _by_object(sentence, behind + direct, entries, bonus, _VERB)
        if lexicon.operator(lemma) is Operator.STOP:
            yield from _by_stopped_noun(sentence, lemma, direct)
        if lemma in LIGHT_VERBS:
            yield from _by_event_noun(sentence, lemma, direct)


def _behind(sentence: ParsedSentence, particle: int) -> list[int]:
    """What stands behind a particle, or behind the preposition of a noun that is one ("took part in drills")."""
    behind = sentence.children(particle, "pobj")
    for preposition in sentence.children(particle, "prep") if sentence[particle].tag.startswith("NN") else ():
        behind += sentence.children(preposition, "pobj")
    return behind


def _by_subject(
    sentence: ParsedSentence, acting: int | None, entries: dict[str, Entry]
) -> Iterator[tuple[float, Entry]]:
    """Entries that depend on who acts: troops that gather, bombers that fly, hackers that strike."""
    for word, weight in object_words(sentence, [] if acting is None else [acting]):
        if word in entries and weight > MODIFIER:
            yield AGENT_WEIGHT, entries[word]


def _by_object(
    sentence: ParsedSentence, heads: list[int], entries: dict[str, Entry], bonus: float, alone: float
) -> Iterator[tuple[float, Entry]]:
    for word, weight in object_words(sentence, heads):
        if word in entries:
            yield weight + bonus, entries[word]
    if not heads:
        general = (ANY, NOTHING)
    else:
        general = (ANY, PARTY) if any(_is_somebody(sentence, head) for head in heads) else (ANY, ANY)
    for kind in general:
        if kind in entries:
            yield alone + bonus, entries[kind]


def _is_somebody(sentence: ParsedSentence, head: int) -> bool:
    token = sentence[head]
    return token.tag in ("NNP", "NNPS", "PRP") or load_lexicon().is_actor(token.lower)


def _by_event_noun(sentence: ParsedSentence, lemma: str, direct: list[int]) -> Iterator[tuple[float, Entry]]:
    for word, weight in object_words(sentence, direct):
        entry = load_lexicon().noun(word)
        if entry is not None and weight == HEAD:
            yield NOUN, Entry(type=entry.type, word=lemma, object=entry.word)


def _by_stopped_noun(sentence: ParsedSentence, lemma: str, direct: list[int]) -> Iterator[tuple[float, Entry]]:
    """ "halted intelligence sharing", "paused its raids": whoever stops help breaks with somebody, else gives way."""
    for word, weight in object_words(sentence, direct):
        entry = load_lexicon().noun(word)
        if entry is None or weight < HEAD:
            continue
        if entry.type in (EventType.COOPERATE, EventType.AID):
            yield NOUN, Entry(type=EventType.SANCTION, word=lemma, object=entry.word)
        elif entry.type is EventType.ASSAULT:
            yield NOUN, Entry(type=EventType.RETREAT, word=lemma, object=entry.word)


def _particles(sentence: ParsedSentence, verb: int) -> dict[str, int]:
    """The words that can complete `verb`, each with its token; those one below count too: "walk out of"."""
    found: dict[str, int] = {}
    for child in sentence.children(verb, *_PARTICLES):
        if child < verb and sentence[child].dep == "prep":
            continue  # "In October the army took …" is not "took in"
        if sentence[child].dep == "prep" and _says_when(sentence, child):
            continue  # "called him on Friday" is not "called on him"
        found.setdefault(sentence[child].lower, child)
        if sentence[child].dep in ("prep", "prt", "advmod") or sentence[child].lower == "part":
            for below in sentence.children(child, "prep", "pobj", "pcomp", "advmod"):
                found.setdefault(sentence[below].lower, below)
    return found


def _says_when(sentence: ParsedSentence, preposition: int) -> bool:
    behind = sentence.child(preposition, "pobj")
    return behind is not None and is_time_word(sentence[behind].lower)


def event_noun(sentence: ParsedSentence, index: int) -> Entry | None:
    """The entry of the noun at `index`, with the word before it where both make one ("phone call")."""
    lexicon, word = load_lexicon(), sentence[index].lower
    for modifier in sentence.children(index, "compound", "amod"):
        if entry := lexicon.noun(f"{sentence[modifier].lower}-{word}"):
            return entry
    return lexicon.noun(word)


def object_words(sentence: ParsedSentence, heads: list[int]) -> Iterator[tuple[str, float]]:
    """The words that the objects headed by `heads` are known by in the lexicon, with how much each counts."""
    for head in heads:
        yield from _noun_words(sentence, head)
        for conjunct in sentence.children(head, "conj"):
            yield from _noun_words(sentence, conjunct)


def _noun_words(sentence: ParsedSentence, noun: int) -> Iterator[tuple[str, float]]:
    word = sentence[noun].lower
    modifiers = [sentence[child].lower for child in sentence.children(noun, "compound", "amod", "nmod", "nummod")]
    for modifier in modifiers:
        yield from ((f"{modifier}{join}{form}", HEAD + 0.5) for join in ("-", "") for form in (word, singular(word)))
    quantity = singular(word) in _QUANTITIES
    yield from ((form, HEAD - 0.3 * quantity) for form in (word, singular(word)))
    if quantity:
        for preposition in sentence.children(noun, "prep"):
            for counted in sentence.children(preposition, "pobj"):
                yield from ((form, HEAD - 0.2) for form in (sentence[counted].lower, singular(sentence[counted].lower)))
    yield from ((form, MODIFIER) for modifier in modifiers for form in (modifier, singular(modifier)))
