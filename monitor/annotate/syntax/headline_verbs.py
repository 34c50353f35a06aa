"""The verbs of headlines, in the words of sentences: passives without auxiliary, presents that look like nouns."""

from collections.abc import Iterator
from itertools import pairwise

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.entries import ANY
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence, Token
from monitor.annotate.syntax.wording import Change, Word
from monitor.records import EventType
from monitor.text.inflection import past_forms, singular

_LONGEST_SUBJECT = 4  # words before "to visit"
_MEANWHILE = words_of("headline_verbs", "meanwhile")
"""Words that open a clause that tells how it came: "six killed as police open fire"."""

_FALLEN = words_of("headline_verbs", "fallen")
"""Adjectives that say of somebody what was done to them: "six dead in shelling"."""

_ACTIVE = ("aux", "auxpass", "dobj", "ccomp", "xcomp", "attr")
"""What hangs on a verb that is no bare participle."""

_BEHIND_NOUN = ("IN", "TO", "CC", ",", ":")
"""Tags of what stands behind a noun rather than behind a verb with an object: "sanctions on"."""

_ATTACKS = words_of("headline_verbs", "attacks")
"""Weapons, and attacks whose names mean other things, too: "strike"."""

_ACCIDENTS = words_of("headline_verbs", "accidents")
"""Nouns of attacks that may be accidents."""

_JOINING = frozenset(("and", "while", ",", ";"))

_COUNTED = frozenset(("CD", "NN", "NNS", "JJ", "JJR", "RB"))
"""Tags from a number to the participle that it is counted by: "17 others wounded"."""

_PASSIVE_ONLY = words_of("headline_verbs", "passive_only")
"""What seems an object behind a passive participle, and is none: "jailed pending trial", "taken hostage"."""

_OF = words_of("headline_verbs", "of")
"""Participles that are passives before "of": "MP stripped of seat"."""

_PLURAL = words_of("headline_verbs", "plural")
"""Nouns and names that a plural verb follows without a sign of plural."""

_BEHIND_PARTICIPLE = words_of("headline_verbs", "behind_participle")
"""Words that follow a passive participle, where an active verb has its object."""


def gapped(sentence: ParsedSentence) -> Change:
    """ "two were killed and six were wounded": participles behind a number that is joined to what stands before it."""
    found: Change = {}
    if all(token.tag != "CD" for token in sentence):
        return found
    participles = [
        at for at in range(1, len(sentence)) if _is_participle(sentence[at]) and not _is_of_saying(sentence, at)
    ]
    for before, verb in pairwise(participles):
        between = sentence.tokens[before + 1 : verb]
        counts = [at for at, token in enumerate(between) if token.tag == "CD"]
        opens = next((at for at, token in enumerate(between) if token.lower in _JOINING), len(between))
        if counts and opens < counts[0] and all(token.tag in _COUNTED for token in between[counts[0] :]):
            found[verb] = (Word("were"), Word(sentence[verb].text, verb, is_verb=True))
    return found


def verbs(sentence: ParsedSentence) -> Iterator[Change]:
    """The verbs that a headline may be headed by, in the words of a sentence: passives first."""
    for verb in range(1, len(sentence)):
        if _is_reduced_passive(sentence, verb):
            dead = "killed" if sentence[verb].lower == "dead" else ""
            participle = Word(dead or sentence[verb].text, verb, read_as=dead, is_verb=True)
            yield {verb: (Word(_auxiliary(sentence, verb)), participle), **_beside(sentence, verb)}
            return
    yield from _prospective(sentence)
    yield from _actives(sentence)


def _prospective(sentence: ParsedSentence) -> Iterator[Change]:
    """ "Modi will visit Colombo", for "to visit" behind a name; not "Battle to retake Mosul"."""
    for to in range(1, min(_LONGEST_SUBJECT, len(sentence) - 1)):
        verb = to + 1
        is_open = sentence[to].tag == "TO" and sentence[verb].tag == "VB" and sentence.child(verb, "nsubj") is None
        may_be = sentence[to - 1].tag.startswith("VB") or _may_be_verb(sentence, to - 1)
        is_said = may_be and _governs_clauses(sentence[to - 1])  # "MPs vote to oust"
        if is_open and not is_said and load_lexicon().noun(sentence[0].lower) is None:
            yield {to: (Word("will", to),), verb: (Word(sentence[verb].text, verb, is_verb=True),)}


def _is_reduced_passive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether an auxiliary is left out before a participle: "Seven soldiers killed in ambush"."""
    token, behind = sentence[verb], verb + 1
    if behind < len(sentence) and sentence[behind].lower not in _BEHIND_PARTICIPLE:
        return sentence[behind].lower == "of" and token.lower in _OF
    if token.lower in _FALLEN:
        counted = sentence[verb - 1].tag.startswith(("CD", "NN"))
        root = _root(sentence, verb)
        return counted and (root == verb or is_nominal(sentence, root)) and _tells_attack(sentence)
    until = next((at for at in range(behind, len(sentence)) if sentence[at].lower in _MEANWHILE), len(sentence))
    governed = [child for child in sentence.children(verb, *_ACTIVE) if child < until]
    governs = governed and not (behind < len(sentence) and sentence[behind].lower in _PASSIVE_ONLY)
    return _is_participle(token) and not governs


def _is_participle(token: Token) -> bool:
    """Whether a token may be the passive participle of a verb of the lexicon."""
    if token.tag not in ("VBN", "VBD"):
        return False
    return any(past_forms(lemma)[1] == token.lower for lemma in load_lexicon().lemmas(token.lower))


def _root(sentence: ParsedSentence, index: int) -> int:
    """The root above a token."""
    return next(reversed((index, *sentence.ancestors(index))))


def _tells_attack(sentence: ParsedSentence) -> bool:
    """Whether an attack or a weapon is named; else the dead may be those of an accident."""
    words = (singular(token.lower) for token in sentence.tokens)
    return any(word in _ATTACKS or (_names_assault(word) and word not in _ACCIDENTS) for word in words)


def _names_assault(word: str) -> bool:
    entry = load_lexicon().noun(word)
    return entry is not None and entry.type is EventType.ASSAULT


def is_nominal(sentence: ParsedSentence, index: int) -> bool:
    """Whether a token is a noun, a number or an adjective."""
    return sentence[index].tag.startswith(("NN", "CD", "JJ"))


def _auxiliary(sentence: ParsedSentence, verb: int) -> str:
    several = any(token.tag in ("NNS", "NNPS", "CD") for token in sentence.tokens[:verb])
    return "were" if several else "was"


def _actives(sentence: ParsedSentence) -> Iterator[Change]:
    """ "US sanctioned Turkish banks": the verb that the parse took for a noun, in the past."""
    root = _root(sentence, 0)
    is_verbless = is_nominal(sentence, root) or _is_of_saying(sentence, root) or _is_no_verb(sentence[root])
    for index in range(1, len(sentence) - 1):
        is_bare = sentence[index + 1].lower == "to" and _governs_clauses(sentence[index])  # "MPs vote to oust"
        if not (is_verbless or is_bare or _is_odd(sentence[index]) or _governs_next(sentence, index)):
            continue
        if change := _active(sentence, index):
            articles = {0: (Word("the"), Word(sentence[0].text, 0))} if sentence[index - 1].tag == "NN" else {}
            yield {**articles, **change}


def _active(sentence: ParsedSentence, index: int) -> Change:
    """A verb that the parse took for a noun, in the past; {} where it may be none."""
    past = _past(sentence[index].lower) if _may_be_verb(sentence, index) else ""
    return {index: (Word(past, index, is_verb=True), *_article(sentence, index + 1))} if past else {}


def _beside(sentence: ParsedSentence, passive: int) -> Change:
    """ "Rockets pounded Kyiv; two were killed": the verb of the clause before a semicolon."""
    end = next((at for at in range(passive) if sentence[at].text == ";"), 0)
    return next((change for at in range(1, end - 1) if (change := _active(sentence, at))), {})


def _is_no_verb(token: Token) -> bool:
    """Whether what is tagged as a verb is a noun for people: "Haiti gangs torch hospital"."""
    return load_lexicon().is_actor(token.lower) and not load_lexicon().lemmas(token.lower)


def subordinate_verb(sentence: ParsedSentence) -> Change:
    """ "as police opened fire", "when army shelled market": the verb of the clause that tells how it came."""
    start = next((at for at in range(1, len(sentence)) if sentence[at].lower in _MEANWHILE), len(sentence))
    for verb in range(start + 2, min(start + _LONGEST_SUBJECT + 2, len(sentence) - 1)):
        if sentence[verb].tag.startswith("VB"):
            return {}
        subject = sentence[verb - 1].tag
        past = _past(sentence[verb].lower) if subject.startswith("NN") and is_nominal(sentence, verb + 1) else ""
        if past and (sentence[verb].tag != "NN" or subject == "NNS" or sentence[verb - 1].lower in _PLURAL):
            return {verb: (Word(past, verb), *_article(sentence, verb + 1))}
    return {}


def _is_of_saying(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    return any(lexicon.operator(lemma) is Operator.REPORT for lemma in lexicon.lemmas(sentence[verb].lower))


def _article(sentence: ParsedSentence, index: int) -> tuple[Word, ...]:
    """The article that a noun lacks: "bombed the airport"."""
    return (Word("the"),) if sentence[index].tag in ("NN", "JJ") else ()


def _governs_clauses(token: Token) -> bool:
    """Whether a word may be a verb that stands with "to": "threaten to", "vote to"."""
    lexicon = load_lexicon()
    lemmas = lexicon.lemmas(token.lower)
    return any(lexicon.operator(lemma) is not None or "to" in lexicon.readings(lemma) for lemma in lemmas)


def _is_odd(token: Token) -> bool:
    """Whether a token is tagged as a finite verb where none can stand."""
    return token.tag == "VBZ" and token.dep in ("compound", "amod", "nmod", "nsubj")


def _governs_next(sentence: ParsedSentence, index: int) -> bool:
    """Whether the lexicon has the next word as an object of this one: "strikes deal"."""
    lexicon, behind = load_lexicon(), sentence[index + 1].lower
    objects = [lexicon.readings(lemma).get(ANY, {}) for lemma in lexicon.lemmas(sentence[index].lower)]
    return any(word in entries for entries in objects for word in (behind, singular(behind)))


def _may_be_verb(sentence: ParsedSentence, index: int) -> bool:
    """Whether what looks like a noun may be a verb: "Iran sanctions banks", "banks sanction Iran"."""
    token, before, behind = sentence[index], sentence[index - 1], sentence[index + 1]
    if not (token.tag.startswith("NN") or _is_odd(token)) or not (
        before.tag.startswith("NN") or before.text[0].isupper() or _is_no_verb(before)
    ):
        return False
    if token.tag in ("NN", "NNP"):
        plural = before.tag in ("NNS", "NNPS", "VBZ") or before.lower in _PLURAL or sentence[0].tag == "NNS"
        return plural or sentence[max(0, index - 2)].text == ","
    return behind.tag not in _BEHIND_NOUN and not all(other.tag == "NN" for other in sentence.tokens[index + 1 :])


def _past(word: str) -> str:
    """The past of a present form of a verb of the lexicon; "" where `word` is none."""
    pasts = (past_forms(lemma)[0] for lemma in load_lexicon().lemmas(word))
    return next((past for past in pasts if past != word), "")


def second_verb(sentence: ParsedSentence) -> Change:
    """ "Sudan's army retakes the palace and vows to go on": a comma before another verb of the same subject."""
    for comma in range(2, len(sentence) - 2):
        verb = comma + 1
        if sentence[comma].text == "," and sentence[verb].tag == "VBZ" and not _is_of_saying(sentence, verb):
            return {comma: (Word("and", comma, read_as="and"),), verb: (Word(sentence[verb].text, verb, is_verb=True),)}
    return {}
