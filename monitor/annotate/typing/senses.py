"""The lexicon's reading of one verb in its clause: verb, particle and object, whichever entry fits most of it.

Objects decide before the verb alone: lift + ban against impose + ban. The head of the object counts more than its
modifiers, a compound (air-strike, hunger-strike) like a head, and behind a quantity stands what is counted ("$3
million in aid").
"""

from collections.abc import Iterator

from monitor.annotate.lexicon import LIGHT_VERBS, Entry, Operator, load_lexicon
from monitor.annotate.lexicon.entries import ANY, NOTHING, PARTY, SUBJECT
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import is_passive, is_verb, objects
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.collective import agent_of, in_company
from monitor.annotate.typing.complements import HEAD, MODIFIER, NOUN, behind_particle, object_words, particles
from monitor.annotate.typing.results import is_scored
from monitor.records import EventType, Record, Rule
from monitor.text.inflection import singular, verb_forms

AGENT_WEIGHT = 2.7
"""How much a subject counts that an entry asks for: more than a particle, less than an object."""

REFLEXIVE = words_of("senses", "reflexive")
_PLEDGING = words_of("senses", "pledging")
_SENDING = words_of("senses", "sending")
_INVESTIGATING = words_of("senses", "investigating")
_DRIVING = words_of("senses", "driving")
_HELD = words_of("senses", "held")
_CROWDS = words_of("senses", "crowds")
"""Who only in a figure of speech is an army or a brigade."""

_JESTS = words_of("senses", "jests")
_RESTS = words_of("senses", "rests")
_RESTING = words_of("senses", "resting")
_HURT = words_of("senses", "hurt")
_RULES = words_of("senses", "rules")
"""What only words can be fired on, beside the class of policies."""

_ACCIDENTAL = words_of("senses", "accidental")
"""What kills and burns in nobody's hands."""

_CRASHING = frozenset(form for verb in words_of("senses", "crashing") for form in verb_forms(verb))
_FLYING = words_of("senses", "flying")
"""What vehicles do by accident, and what only strikes so: "a drone crashed into a block of flats, killing two"."""

_TO_OTHERS = frozenset({EventType.ASSAULT, EventType.COERCE})
"""Types of what is done to others."""

_VERB, _PARTICLE = 1.0, 1.0


class Reading(Record, frozen=True, kw_only=True):
    """What a verb was read as."""

    type: EventType
    rule: Rule  # the lexicon entry, and what the verbs that govern it made of it
    words: tuple[str, ...] = ()  # of the lexicon, outermost first: verb, particle, object
    strength: float  # how much of the entry stood in the text
    embedded: int | None = None  # the verb whose meaning was taken up
    governed: EventType | None = None  # its type, where who says so is to do it himself
    forgone: bool = False  # what is governed is not to be done: "agreed not to attack"
    announced: bool = False  # it will be done, whatever others do: "said it would expel two envoys"
    unreal: bool = False  # a threat that is only planned, or what others are feared to do
    counts_negation: bool = False  # the "not" is part of what was read ("would not accept")
    theme: str = ""  # the object that the entry names: what is lifted, imposed, signed

    @property
    def verb(self) -> str:
        """The outermost verb, by lemma."""
        return self.words[0] if self.words else ""


def read_entry(sentence: ParsedSentence, verb: int) -> Reading | None:
    """The reading of `verb` by the best entry of the lexicon, None where none fits."""
    fits = (fit for fit in _fits(sentence, verb) if not _is_meeting_held(sentence, verb, fit[1]))
    best = max(fits, key=lambda fit: fit[0], default=None)
    if best is None or (best[0] < HEAD and is_nothing(sentence, verb)):
        return None
    strength, entry = best
    if (
        _is_left(sentence, verb)
        or _is_figurative(sentence, verb)
        or _is_in_jest(sentence, verb)
        or (entry.type is EventType.ASSAULT and is_scored(sentence, verb))
        or (entry.type is EventType.MOBILIZE and _is_of_crowd(sentence, verb))
        or (entry.type is EventType.PROTEST and _is_rest(sentence, verb))
        or (entry.type in _TO_OTHERS and _is_nobodys(sentence, verb, entry))
    ):
        return None
    kind = EventType.ACCUSE if _is_to_investigate(sentence, verb, entry) else in_company(sentence, verb, entry)
    kind = EventType.MOBILIZE if kind is EventType.ASSAULT and _is_test(sentence, verb) else kind
    kind = EventType.AID if kind is EventType.MOBILIZE and _is_with_aid(sentence, verb, entry) else kind
    return Reading(
        type=kind,
        rule=Rule(entry=entry.name),
        words=entry.words,
        strength=strength,
        theme=entry.object,
        governed=EventType.AID if kind is EventType.AGREE and _is_pledge_of_aid(sentence, verb, entry) else None,
    )


def _is_pledge_of_aid(sentence: ParsedSentence, verb: int, entry: Entry) -> bool:
    """ "pledged $12 million in aid": what is promised is given by whoever promises it."""
    if entry.word not in _PLEDGING:
        return False
    return any(load_lexicon().is_of_class("aid", word) for word, _ in object_words(sentence, objects(sentence, verb)))


def _is_left(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a participle only completes "left", which tells the event: "left 30 people injured"."""
    above = sentence.head(verb)
    return verb in _hurt(sentence, above) or verb in _hurt(sentence, sentence.head(above))


def _is_in_jest(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the word before a hyphen takes the deed out of a verb: "dive-bombing a rival", "photo-bombed"."""
    return verb > 1 and sentence[verb - 1].lower == "-" and sentence[verb - 2].lower in _JESTS


def _is_rest(sentence: ParsedSentence, verb: int) -> bool:
    """Whether people only have a day off: "stopped work for the holiday", "to watch the final"."""
    ends = any(sentence[clause].lower in _RESTING for clause in sentence.children(verb, "advcl", "xcomp"))
    behind = [
        *sentence.children(verb, "prep"),
        *(at for noun in objects(sentence, verb) for at in sentence.children(noun, "prep")),
    ]
    nouns = (noun for at in behind if sentence[at].lower == "for" for noun in sentence.children(at, "pobj"))
    return ends or any(singular(sentence[noun].lower) in _RESTS for noun in nouns)


def _is_test(sentence: ParsedSentence, verb: int) -> bool:
    """ "test-fired a missile"."""
    return verb > 1 and sentence[verb - 1].lower == "-" and sentence[verb - 2].lower == "test"


def _is_to_investigate(sentence: ParsedSentence, verb: int, entry: Entry) -> bool:
    """ "sent experts to Haiti to investigate the killings": what they are sent for decides."""
    if entry.type is not EventType.AID or entry.word not in _SENDING:
        return False
    clauses = sentence.children(verb, "advcl", "xcomp")
    behind = (clause for head in objects(sentence, verb) for clause in sentence.children(head, "acl", "relcl"))
    return any(sentence[clause].lower in _INVESTIGATING for clause in (*clauses, *behind))


def _is_with_aid(sentence: ParsedSentence, verb: int, entry: Entry) -> bool:
    """ "sent a navy ship with drinking water": what it carries decides."""
    if entry.word not in _SENDING:
        return False
    heads = (verb, *objects(sentence, verb))
    carrying = (child for head in heads for child in sentence.children(head, "prep") if sentence[child].lower == "with")
    carried = [noun for child in carrying for noun in sentence.children(child, "pobj")]
    words = {word for word, _ in object_words(sentence, carried)}
    return any(load_lexicon().is_of_class("cargo", word) for word in words)


def _is_figurative(sentence: ParsedSentence, verb: int) -> bool:
    """ "charges ahead with plans", "stormed ahead"."""
    ahead = any(sentence[child].lower == "ahead" for child in sentence.children(verb, "advmod", "prt"))
    return ahead and not _DRIVING.isdisjoint(load_lexicon().lemmas(sentence[verb].lower))


def _is_of_crowd(sentence: ParsedSentence, verb: int) -> bool:
    """ "sends an army of fans"."""
    crowds = (singular(sentence[noun].lower) for head in objects(sentence, verb) for noun in _made_of(sentence, head))
    return any(word in _CROWDS for word in crowds)


def _is_meeting_held(sentence: ParsedSentence, verb: int, entry: Entry) -> bool:
    """Whether what is held over or after something is nobody: talks are, nine men are arrested."""
    if entry.word != "hold" or entry.particle not in _HELD:
        return False
    heads = [head for head in objects(sentence, verb) if singular(sentence[head].lower) != entry.object]
    known = any(_is_somebody(sentence, head) or sentence[head].tag == "CD" for head in heads)
    is_person = known or any(load_lexicon().is_of_class("people", sentence[head].lower) for head in heads)
    return bool(heads) and not is_person


def _is_nobodys(sentence: ParsedSentence, verb: int, entry: Entry) -> bool:
    """Whether a deed is done to nobody else, by an accident, or in words: "shot himself", "the boiler blew up"."""
    return _is_to_oneself(sentence, verb, entry) or _is_accident(sentence, verb) or _is_fire_on_words(sentence, verb)


def _is_fire_on_words(sentence: ParsedSentence, verb: int) -> bool:
    """ "opened fire on the new tax rule"."""
    heads = (verb, *(head for head in objects(sentence, verb) if sentence[head].lower == "fire"))
    on = (child for head in heads for child in sentence.children(head, "prep") if sentence[child].lower == "on")
    hit = [singular(sentence[noun].lower) for child in on for noun in sentence.children(child, "pobj")]
    return len(heads) > 1 and any(load_lexicon().is_of_class("policies", word) or word in _RULES for word in hit)


def _is_accident(sentence: ParsedSentence, verb: int) -> bool:
    acting = agent_of(sentence, verb)
    if _is_of_crash(sentence, verb):
        return True
    if acting is None or is_verb(sentence, acting):
        return False
    return any(singular(sentence[noun].lower) in _ACCIDENTAL for noun in (acting, *_made_of(sentence, acting)))


def _is_of_crash(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a crash did it: "an army lorry overturned, killing nine recruits", "killed when their jet crashed"."""
    if sentence[verb].dep == "advcl":
        told = [*sentence.ancestors(verb)]
    else:
        told = sentence.children(verb, "advcl") if is_passive(sentence, verb) else []
    return any(_is_crash(sentence, clause) for clause in told)


def _is_crash(sentence: ParsedSentence, verb: int) -> bool:
    if sentence[verb].lower not in _CRASHING or objects(sentence, verb):
        return False
    crashed = sentence.child(verb, "nsubj")
    return crashed is None or singular(sentence[crashed].lower) not in _FLYING


def _made_of(sentence: ParsedSentence, noun: int) -> Iterator[int]:
    """What stands behind "of": "a bombardment of hail"."""
    for preposition in sentence.children(noun, "prep"):
        if sentence[preposition].lower == "of":
            yield from sentence.children(preposition, "pobj")


def _is_to_oneself(sentence: ParsedSentence, verb: int, entry: Entry) -> bool:
    """ "shot himself"; who blows himself up strikes others."""
    others = entry.object not in REFLEXIVE
    return others and any(sentence[head].lower in REFLEXIVE for head in objects(sentence, verb))


def is_nothing(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the object is one that makes the verb no event, as "album" does with "released"."""
    lexicon = load_lexicon()
    particles = [sentence[child].lower for child in sentence.children(verb, "prt")] or [ANY]
    heads = objects(sentence, verb)
    found = (*heads, *(clause for head in heads for clause in sentence.children(head, "acl")))
    words = {singular(sentence[index].lower) for index in found}  # "left 40 people missing"
    return any(
        lexicon.is_nothing(lemma, particle, word)
        for lemma in lexicon.lemmas(sentence[verb].lower)
        for particle in particles
        for word in words
    )


def _fits(sentence: ParsedSentence, verb: int) -> Iterator[tuple[float, Entry]]:
    lexicon = load_lexicon()
    direct = objects(sentence, verb) + _time_given(sentence, verb) + _hurt(sentence, verb)
    adverb = sentence.child(verb, "prt")
    around = particles(sentence, verb)
    for lemma in lexicon.lemmas(sentence[verb].lower):
        for particle, entries in lexicon.readings(lemma).items():
            if particle == ANY:
                # "give up" is not "give", unless the object says the same
                alone = 0.5 if adverb is not None else _VERB
                yield from _by_object(sentence, direct, entries, 0.0, alone)
            elif particle == SUBJECT:
                yield from _by_subject(sentence, agent_of(sentence, verb), entries)
            elif (parts := particle.split())[0] in around and all(part in around for part in parts):
                behind = behind_particle(sentence, around[parts[-1]])
                bonus = _PARTICLE + 0.1 * len(parts)  # "call on to" says more than "call on"
                other = adverb is not None and sentence[adverb].lower not in parts  # "broke up a rally with tear gas"
                yield from _by_object(sentence, behind + direct, entries, bonus, 0.0 if other else _VERB)
        if lexicon.operator(lemma) is Operator.STOP:
            yield from _by_stopped_noun(sentence, lemma, direct)
        if lemma in LIGHT_VERBS:
            yield from _by_event_noun(sentence, lemma, direct)


def _time_given(sentence: ParsedSentence, verb: int) -> list[int]:
    """ "gave Armenia a week to leave", where the parser takes the time for when it was given, or for Armenia's."""
    if "give" not in load_lexicon().lemmas(sentence[verb].lower):
        return []
    times = [*sentence.children(verb, "npadvmod")]
    times += [time for head in objects(sentence, verb) for time in sentence.children(head, "appos")]
    return [
        noun
        for noun in times
        if any(clause > noun for clause in (*sentence.children(verb, "advcl"), *sentence.children(noun, "relcl")))
    ]


def _hurt(sentence: ParsedSentence, verb: int) -> list[int]:
    """ "left 30 people injured": what became of whom a verb leaves."""
    if "leave" not in load_lexicon().lemmas(sentence[verb].lower):
        return []
    clauses = sentence.children(verb, "xcomp", "advcl")
    clauses += [clause for head in objects(sentence, verb) for clause in sentence.children(head, "acl")]
    return [clause for clause in clauses if sentence[clause].lower in _HURT]


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
        elif entry.type is EventType.PROTEST:
            yield NOUN, Entry(type=EventType.CONCEDE, word=lemma, object=entry.word)
        elif entry.type is EventType.ASSAULT:
            yield NOUN, Entry(type=EventType.RETREAT, word=lemma, object=entry.word)
