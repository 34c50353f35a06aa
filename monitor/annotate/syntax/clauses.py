"""Who stands where in a clause: subject, objects, agent and complement of a verb, over a dependency parse.

A verb often lacks its own subject: it stands in the governing clause (control), in a conjoined verb (coordination), or
is the noun that a relative or participial clause hangs on.
"""

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import past_forms, singular, verb_forms

_NOT_REACH = 2  # tokens before a conjunct within which "not" takes it out
_DEEPEST = 8  # clauses to go up for a subject; deeper ones are parser errors
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_USING = frozenset(form for verb in words_of("clauses", "using") for form in verb_forms(verb))

_OBJECTS = ("dobj", "obj", "attr", "acomp", "oprd", "dative")
_RELATIVE = words_of("clauses", "relative")
_CIRCUMSTANCES = words_of("clauses", "circumstances")
"""Prepositions whose gerund tells when or how: "ordered a retrial after siding with"."""

_STATES = words_of("clauses", "states")
"""Participles that say what somebody is like."""

_STANDING = words_of("clauses", "standing")
_FORESEEN = words_of("clauses", "foreseen")
"""Adjectives whose infinitive is a deed of their subject: "is due to visit"; not "is easy to reach"."""

_PICTURES = words_of("clauses", "pictures")
"""What shows others at what they do."""

_PROMISING = words_of("clauses", "promising")
"""Nouns whose infinitive is what their owner means to do: "a plan to attack"."""


def is_verb(sentence: ParsedSentence, index: int) -> bool:
    """Whether the token heads a clause. A noun with a subject does too: taggers see headline verbs as nouns."""
    token = sentence[index]
    kind = token.tag[:2]  # asked of every token: `startswith` takes twice as long
    if kind == "VB":
        return token.dep not in ("aux", "auxpass", "amod", "compound", "punct")
    return kind == "NN" and sentence.child(index, "nsubj") is not None and not _is_named(sentence, index)


def _is_named(sentence: ParsedSentence, index: int) -> bool:
    return sentence.child(index, "cop", "det", "poss") is not None


def is_passive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the subject of `verb` is the one it is done to; who is committed to something binds himself."""
    if sentence[verb].lower in _STATES and agent(sentence, verb) is None:
        return False
    if sentence.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    if sentence[verb].tag != "VBN" or sentence.child(verb, "aux") is not None:
        return False
    if sentence.child(verb, "nsubj") is not None:
        return _is_only_participle(sentence[verb].lower)
    return sentence.child(verb, "dobj") is None and _is_reduced(sentence, verb)


def _is_reduced(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a participle without subject or object is a passive: "soldiers killed in an ambush", "killed by"."""
    token = sentence[verb]
    if token.dep == "conj":
        return is_verb(sentence, token.head) and is_passive(sentence, token.head)
    if _stands(sentence, verb):
        return True
    if token.dep == "acl" and _is_main_verb(sentence, verb):
        return False
    return token.dep in ("acl", "advcl", "ccomp") or sentence.child(verb, "agent") is not None


def _stands(sentence: ParsedSentence, participle: int) -> bool:
    """ "Two officers stand accused of beating a trader"."""
    return sentence[participle].dep == "acomp" and sentence[sentence.head(participle)].lower in _STANDING


def _is_only_participle(word: str) -> bool:
    """Whether a form is a past participle and no simple past, so that it lacks an auxiliary: "nine soldiers slain"."""
    forms = [past_forms(lemma) for lemma in load_lexicon().lemmas(word)]
    return any(participle == word for _, participle in forms) and all(past != word for past, _ in forms)


def _is_main_verb(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a participle is the only verb of a full sentence: the parser took "students protested." for a title."""
    is_full = sentence.tokens[-1].lower == "." and sentence[sentence.head(verb)].dep == "ROOT"
    finite = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in sentence.tokens)
    return is_full and not finite and sentence.child(verb, "agent") is None


def subject(sentence: ParsedSentence, verb: int, depth: int = 0) -> int | None:
    """The head of the noun phrase that is the subject of `verb`, wherever it stands."""
    own = sentence.child(verb, *_SUBJECTS)
    if own is not None:
        return _antecedent(sentence, verb, own)
    if is_second_clause(sentence, verb):
        return verb - 1
    beside = _interrupted(sentence, verb)
    token = sentence[verb]
    if beside is not None or token.head == verb or depth > _DEEPEST:
        return beside
    if (shown := _shown(sentence, verb)) is not None:
        return shown
    if token.dep in ("conj", "ccomp", "advcl", "dep", "parataxis") or _stands(sentence, verb):
        return subject(sentence, token.head, depth + 1) if is_verb(sentence, token.head) else None
    return _controlling(sentence, verb, depth)


def _controlling(sentence: ParsedSentence, verb: int, depth: int) -> int | None:
    """The subject of a verb that never has its own: infinitives, participles and gerunds."""
    head = sentence.head(verb)
    match sentence[verb].dep:
        case "xcomp" if sentence[head].dep == "acomp":
            return subject(sentence, sentence.head(head), depth + 1) if sentence[head].lower in _FORESEEN else None
        case "xcomp":
            used = sentence[head].lower in _USING  # "used a drone to blow up a helicopter"
            controller = None if used else sentence.child(head, "dobj", "dative")
            return subject(sentence, head, depth + 1) if controller is None else controller
        case "acl" if is_infinitive(sentence, verb):
            return _owner(sentence, head, depth)
        case "acl" | "relcl":
            return _depicted(sentence, head)
        case "pcomp":
            return _subject_beyond_preposition(sentence, head, depth)
    return None


def _shown(sentence: ParsedSentence, verb: int) -> int | None:
    """Who does it in what is shown, where the parser hangs that on the showing: "aired footage of men burning cars"."""
    if sentence[verb].tag != "VBG" or sentence[verb].dep not in ("advcl", "xcomp", "ccomp"):
        return None
    shown = (head for head in sentence.children(sentence.head(verb), "dobj") if _depicted(sentence, head) != head)
    return next((_depicted(sentence, head) for head in shown), None)


def _depicted(sentence: ParsedSentence, noun: int) -> int:
    """Who does what a picture shows: "pictures of marchers denouncing the visit"; else the noun itself."""
    if singular(sentence[noun].lower) not in _PICTURES:
        return noun
    of = (child for child in sentence.children(noun, "prep") if sentence[child].lower == "of")
    return next((head for child in of if (head := sentence.child(child, "pobj")) is not None), noun)


def _interrupted(sentence: ParsedSentence, verb: int) -> int | None:
    """Whose verb a participle between commas parts from it: "Soldiers, acting on a tip, freed nine hostages"."""
    if sentence[verb].tag != "VBD":
        return None
    before = (at for at in sentence.children(verb, "advcl") if at < verb and sentence[at].tag in ("VBG", "VBN"))
    own = ((at, sentence.child(at, "nsubj", "nsubjpass")) for at in before if sentence[at - 1].lower == ",")
    return next((acting for at, acting in own if acting is not None and acting < at), None)


def is_second_clause(sentence: ParsedSentence, verb: int) -> bool:
    """Whether who acts was taken for a second object: "marched against a levy and police arrested 61"."""
    before = sentence[verb - 1]
    return sentence[verb].tag == "VBD" and before.dep == "conj" and before.tag.startswith("NN")


def _antecedent(sentence: ParsedSentence, verb: int, own: int) -> int:
    """A relative pronoun stands for the noun that its clause hangs on."""
    while sentence[verb].dep == "conj":
        verb = sentence.head(verb)
    is_relative = sentence[verb].dep == "relcl" and sentence[own].lower in _RELATIVE
    return _affirmed(sentence, sentence.head(verb)) if is_relative else own


def _affirmed(sentence: ParsedSentence, noun: int) -> int:
    """Who is meant by "it was soldiers, and not the rebels, who": the conjunct that is not denied."""
    while sentence[noun].dep == "conj" and is_excluded(sentence, sentence.head(noun), noun):
        noun = sentence.head(noun)
    return noun


def is_excluded(sentence: ParsedSentence, first: int, conjunct: int) -> bool:
    """ "soldiers, and not the rebels"."""
    return any(token.lower == "not" for token in sentence.tokens[first + 1 : conjunct][-_NOT_REACH:])


def is_infinitive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether `verb` stands with "to"."""
    return any(sentence[child].lower == "to" for child in sentence.children(verb, "aux"))


def _owner(sentence: ParsedSentence, noun: int, depth: int) -> int | None:
    """Whose plan a plan is: its possessor, or the subject of the verb that the noun is the object of."""
    possessor = sentence.child(noun, "poss")
    if possessor is not None:
        return possessor
    governor = sentence.head(noun)
    return subject(sentence, governor, depth + 1) if is_verb(sentence, governor) else None


def _subject_beyond_preposition(sentence: ParsedSentence, preposition: int, depth: int) -> int | None:
    """ "accused Iran of arming": Iran arms; "by bombing the city, Iran …": so does the subject."""
    governor = sentence.head(preposition)
    if not is_verb(sentence, governor):
        return _owner(sentence, governor, depth)
    accused = sentence.child(governor, "dobj", "nsubjpass")
    if accused is not None and sentence[preposition].lower in ("of", "for", "from", "into"):
        return accused
    return subject(sentence, governor, depth + 1)


def agent(sentence: ParsedSentence, verb: int) -> int | None:
    """The agent of a passive verb ("by …"), also of several that share it: "killed and wounded by a drone"."""
    for preposition in sentence.children(verb, "agent", "prep"):
        if sentence[preposition].lower == "by":
            return sentence.child(preposition, "pobj")
    joined = (child for child in sentence.children(verb, "conj") if sentence[child].tag == "VBN")
    return next((found for child in joined if (found := agent(sentence, child)) is not None), None)


def objects(sentence: ParsedSentence, verb: int) -> list[int]:
    """The direct objects and predicates of `verb`: its own, its passive subject, or the noun that it qualifies."""
    own = [child for child in sentence.children(verb, *_OBJECTS) if sentence[child].lower not in _RELATIVE]
    own += [struck for dead in sentence.children(verb, "acomp") for struck in sentence.children(dead, "dobj")]
    own += _found_so(sentence, verb)
    if is_passive(sentence, verb):
        patient = subject(sentence, verb)
        return own if patient is None else [patient, *own]
    token = sentence[verb]
    if own or token.dep != "relcl" or sentence.child(verb, "nsubj") is None:
        return own
    placed = any(sentence[child].lower in ("where", "when", "why") for child in sentence.children(verb, "advmod"))
    return own if placed or subject(sentence, verb) == token.head else [token.head]


def tells_where(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a relative clause tells what happened at a place: "the stadium where soldiers tortured prisoners"."""
    opens = (sentence[child].lower == "where" for child in sentence.children(verb, "advmod"))
    return sentence[verb].dep == "relcl" and any(opens)


def predicated(sentence: ParsedSentence, verb: int) -> list[int]:
    """What `verb` says of its object: "found two men guilty", "declared two envoys persona non grata"."""
    clauses = sentence.children(verb, "ccomp")
    return [child for child in clauses if sentence[child].tag == "JJ" or sentence[child].lower == "persona"]


def _found_so(sentence: ParsedSentence, verb: int) -> list[int]:
    """Of whom an adjective is said, as the subject of a clause without a verb."""
    return [head for clause in predicated(sentence, verb) for head in sentence.children(clause, "nsubj")]


def complement(sentence: ParsedSentence, verb: int) -> int | None:
    """The verb that `verb` governs: "agreed to meet", "said it would go", "accused of killing", "has a plan to go"."""
    clauses = sentence.children(verb, "xcomp", "ccomp") or _infinitive_of_threat(sentence, verb)
    said = predicated(sentence, verb)
    clauses = [at for at in clauses if at not in said and is_verb(sentence, at)]
    clause = next((at for at in clauses if not _stands_beside(sentence, at, verb)), None)
    if clause is not None:
        return clause
    for preposition in sentence.children(verb, "prep"):
        gerund = sentence.child(preposition, "pcomp")
        if gerund is not None and sentence[preposition].lower not in _CIRCUMSTANCES:
            return gerund
    adjective = sentence.child(verb, "acomp")
    if adjective is not None and (infinitive := sentence.child(adjective, "xcomp")) is not None:
        return infinitive
    return _complement_of_noun(sentence, verb)


def _infinitive_of_threat(sentence: ParsedSentence, verb: int) -> list[int]:
    """What is threatened, where a day stands between, and the parser takes it for a purpose: "threatened on Friday to
    impose tariffs".
    """
    if "threaten" not in load_lexicon().lemmas(sentence[verb].lower) or sentence.child(verb, "dobj") is not None:
        return []
    return [at for at in sentence.children(verb, "advcl") if at > verb and is_infinitive(sentence, at)][:1]


def _stands_beside(sentence: ParsedSentence, clause: int, verb: int) -> bool:
    """Whether a clause is one of its own, which the parser took for what it says: "Rockets hit Kyiv; two died"."""
    lexicon = load_lexicon()
    lemmas = lexicon.lemmas(sentence[verb].lower)
    governs = any(lexicon.operator(lemma) for lemma in lemmas) or not lemmas
    return clause < verb and not governs and any(token.text == "," for token in sentence.tokens[clause:verb])


def _complement_of_noun(sentence: ParsedSentence, verb: int) -> int | None:
    for noun in sentence.children(verb, "dobj"):
        infinitive = sentence.child(noun, "acl")
        if infinitive is None or not is_infinitive(sentence, infinitive):
            continue
        if singular(sentence[noun].lower) in _PROMISING:
            return infinitive
    return None
