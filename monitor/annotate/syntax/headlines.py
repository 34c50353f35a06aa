"""Headlines, worded as sentences are before they are parsed: their grammar is one of their own.

They leave out auxiliaries ("Seven soldiers killed in ambush") and verbs of saying ("Iran: no talks"), join by commas
("Iran, Iraq swap prisoners"), and tell in the present what has happened, so that a verb may look like a noun ("US
sanctions Chinese refineries"). Parsers learn from sentences and misread them. A wording says the same in words that
parsers know; `restored` puts its parse on the words of the text. Grammar of headlines: Mårdh, Headlinese (1980).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import msgspec

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.entries import ANY
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence, Token
from monitor.records import EventType
from monitor.text.inflection import past_forms, singular

_LONGEST = 25  # words; longer ones are captions and lists
_LONGEST_NAME = 4  # words of who says it
_OPENING = 4  # words behind a colon that tell whether they are said
_FALLEN = words_of("headlines", "fallen")
"""Adjectives that say of somebody what was done to them: "six dead in shelling"."""

_ACTIVE = ("aux", "auxpass", "dobj", "ccomp", "xcomp", "attr")
"""What hangs on a verb that is no bare participle."""

_BEHIND_NOUN = ("IN", "TO", "CC", ",", ":")
"""Tags of what stands behind a noun rather than behind a verb with an object: "sanctions on"."""

_ATTACKS = words_of("headlines", "attacks")
"""Weapons, and attacks whose names mean other things, too: "strike"."""

_ACCIDENTS = words_of("headlines", "accidents")
"""Nouns of attacks that may be accidents."""

_JOINING = frozenset(("and", "while", ",", ";"))
_COUNTED = frozenset(("CD", "NN", "NNS", "JJ", "JJR", "RB"))
"""Tags from a number to the participle that it is counted by: "17 others wounded"."""

_SPEAKERS = words_of("headlines", "speakers")
"""Nouns beside a colon or dash that name who says what stands on the other side: "Police: man shot in Jenin"."""

_JOINT = words_of("headlines", "joint")
"""Nouns behind two countries that each of them has: "Iran, Iraq leaders meet"."""

_PLURAL = words_of("headlines", "plural")
"""Nouns and names that a plural verb follows without a sign of plural."""

_BEHIND_PARTICIPLE = words_of("headlines", "behind_participle")
"""Words that follow a passive participle, where an active verb has its object."""


class Word(NamedTuple):
    """A word of a wording, and the token of the text that it stands for; None where it was put in."""

    text: str
    token: int | None = None
    read_as: str = ""  # what the token then counts as, where that is another word
    is_verb: bool = False  # it heads a clause, if the wording is right


Wording = tuple[Word, ...]
Change = dict[int, tuple[Word, ...]]
"""What is put in the place of some tokens."""


def wordings(sentence: ParsedSentence) -> list[Wording]:
    """How a sentence would say in full what it says, the likeliest first; [] where it is none of these or reads well.

    A full sentence leaves out at most the auxiliary of a verb that is joined to another: "two were killed, six hurt".
    """
    gapped = _gapped(sentence)
    if len(sentence) > _LONGEST or any(token.tag == "." for token in sentence.tokens[-2:]):
        return [_worded(sentence, gapped)] if gapped else []
    attributed = {**_opening_attribution(sentence), **_closing_attribution(sentence)}
    changes = ({**gapped, **attributed, **change, **_joined(sentence, change)} for change in (*_verbs(sentence), {}))
    return [(*_worded(sentence, change), Word(".")) for change in changes if change]


def _gapped(sentence: ParsedSentence) -> Change:
    """ "two were killed and six were wounded": participles behind a number that is joined to what stands before it."""
    found: Change = {}
    participles = [at for at in range(1, len(sentence)) if _is_participle(sentence[at])]
    for before, verb in pairwise(participles):
        between = sentence.tokens[before + 1 : verb]
        counts = [at for at, token in enumerate(between) if token.tag == "CD"]
        opens = next((at for at, token in enumerate(between) if token.lower in _JOINING), len(between))
        if counts and opens < counts[0] and all(token.tag in _COUNTED for token in between[counts[0] :]):
            found[verb] = (Word("were"), Word(sentence[verb].text, verb, is_verb=True))
    return found


def _verbs(sentence: ParsedSentence) -> Iterator[Change]:
    """The verbs that a headline may be headed by, in the words of a sentence: passives first."""
    for verb in range(1, len(sentence)):
        if _is_reduced_passive(sentence, verb):
            dead = "killed" if sentence[verb].lower == "dead" else ""
            participle = Word(dead or sentence[verb].text, verb, read_as=dead, is_verb=True)
            yield {verb: (Word(_auxiliary(sentence, verb)), participle)}
            return
    yield from _prospective(sentence)
    yield from _actives(sentence)


def _prospective(sentence: ParsedSentence) -> Iterator[Change]:
    """ "Modi will visit Colombo", for "to visit" behind a name; not "Battle to retake Mosul"."""
    for to in range(1, min(_LONGEST_NAME, len(sentence) - 1)):
        verb = to + 1
        is_open = sentence[to].tag == "TO" and sentence[verb].tag == "VB" and sentence.child(verb, "nsubj") is None
        if is_open and load_lexicon().noun(sentence[0].lower) is None:
            yield {to: (Word("will", to),), verb: (Word(sentence[verb].text, verb, is_verb=True),)}


def _is_reduced_passive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether an auxiliary is left out before a participle: "Seven soldiers killed in ambush"."""
    token, behind = sentence[verb], verb + 1
    if behind < len(sentence) and sentence[behind].lower not in _BEHIND_PARTICIPLE:
        return False
    if token.lower in _FALLEN:
        counted = sentence[verb - 1].tag.startswith(("CD", "NN"))
        return counted and _is_nominal(sentence, _root(sentence, verb)) and _tells_attack(sentence, verb)
    return _is_participle(token) and not sentence.children(verb, *_ACTIVE)


def _is_participle(token: Token) -> bool:
    """Whether a token may be the passive participle of a verb of the lexicon."""
    forms = (past_forms(lemma)[1] for lemma in load_lexicon().lemmas(token.lower))
    return token.tag in ("VBN", "VBD") and token.lower in forms


def _root(sentence: ParsedSentence, index: int) -> int:
    """The root above a token."""
    return next(reversed((index, *sentence.ancestors(index))))


def _tells_attack(sentence: ParsedSentence, start: int) -> bool:
    """Whether an attack or a weapon is named from `start` on; else the dead may be those of an accident."""
    words = (singular(token.lower) for token in sentence.tokens[start:])
    return any(word in _ATTACKS or (_names_assault(word) and word not in _ACCIDENTS) for word in words)


def _names_assault(word: str) -> bool:
    entry = load_lexicon().noun(word)
    return entry is not None and entry.type is EventType.ASSAULT


def _is_nominal(sentence: ParsedSentence, index: int) -> bool:
    return sentence[index].tag.startswith(("NN", "CD", "JJ"))


def _auxiliary(sentence: ParsedSentence, verb: int) -> str:
    several = any(token.tag in ("NNS", "NNPS", "CD") for token in sentence.tokens[:verb])
    return "were" if several else "was"


def _actives(sentence: ParsedSentence) -> Iterator[Change]:
    """ "US sanctioned Turkish banks": the verb that the parse took for a noun, in the past."""
    root = _root(sentence, 0)
    is_verbless = _is_nominal(sentence, root) or _is_of_saying(sentence, root)
    for index in range(1, len(sentence) - 1):
        if not (is_verbless or _is_odd(sentence[index]) or _governs_next(sentence, index)):
            continue
        past = _past(sentence[index].lower) if _may_be_verb(sentence, index) else ""
        if past:
            articles = {0: (Word("the"), Word(sentence[0].text, 0))} if sentence[index - 1].tag == "NN" else {}
            yield {**articles, index: (Word(past, index, is_verb=True), *_article(sentence, index + 1))}


def _is_of_saying(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    return any(lexicon.operator(lemma) is Operator.REPORT for lemma in lexicon.lemmas(sentence[verb].lower))


def _article(sentence: ParsedSentence, index: int) -> tuple[Word, ...]:
    """The article that a noun lacks: "bombed the airport"."""
    return (Word("the"),) if sentence[index].tag in ("NN", "JJ") else ()


def _is_odd(token: Token) -> bool:
    """Whether a token is tagged as a finite verb where none can stand."""
    return token.tag == "VBZ" and token.dep in ("compound", "amod", "nmod", "nsubj")


def _governs_next(sentence: ParsedSentence, index: int) -> bool:
    """Whether the lexicon has the next word as an object of this one: "strikes deal"."""
    lexicon, behind = load_lexicon(), sentence[index + 1].lower
    return any(behind in lexicon.readings(lemma).get(ANY, {}) for lemma in lexicon.lemmas(sentence[index].lower))


def _may_be_verb(sentence: ParsedSentence, index: int) -> bool:
    """Whether what looks like a noun may be a verb: "Iran sanctions banks", "banks sanction Iran"."""
    token, before, behind = sentence[index], sentence[index - 1], sentence[index + 1]
    if not (token.tag.startswith("NN") or _is_odd(token)) or not (
        before.tag.startswith("NN") or before.text[0].isupper()
    ):
        return False
    if token.tag in ("NN", "NNP"):
        plural = before.tag in ("NNS", "NNPS") or before.lower in _PLURAL or sentence[0].tag == "NNS"
        return plural or sentence[max(0, index - 2)].text == ","
    return behind.tag not in _BEHIND_NOUN and not all(other.tag == "NN" for other in sentence.tokens[index + 1 :])


def _past(word: str) -> str:
    """The past of a present form of a verb of the lexicon; "" where `word` is none."""
    pasts = (past_forms(lemma)[0] for lemma in load_lexicon().lemmas(word))
    return next((past for past in pasts if past != word), "")


def _joined(sentence: ParsedSentence, verbs: Change) -> Change:
    """ "Iran and Iraq swap prisoners": a comma between two parties before the verb."""
    for comma in range(1, min(_LONGEST_NAME, len(sentence) - 2)):
        if sentence[comma].text != "," or not all(_is_nominal(sentence, at) for at in (*range(comma), comma + 1)):
            continue
        verb = comma + (3 if sentence[comma + 2].lower in _JOINT else 2)
        if verb in verbs or (verb < len(sentence) and sentence[verb].tag.startswith(("VB", "TO"))):
            return {comma: (Word("and", comma, read_as="and"),)}
    return {}


def _is_name(sentence: ParsedSentence, index: int) -> bool:
    return sentence[index].tag in ("NNP", "NNPS")


def _opening_attribution(sentence: ParsedSentence) -> Change:
    """ "Iran said no talks were held": who says it, before a colon."""
    colon = next((at for at, token in enumerate(sentence.tokens) if token.text == ":"), 0)
    said = sentence.tokens[colon + 1 : colon + 1 + _OPENING]
    if not _says(sentence, 0, colon) or not any(_is_of_speech(token) for token in said):
        return {}
    return {colon: (Word("said", colon, read_as="says", is_verb=True),)}


def _is_of_speech(token: Token) -> bool:
    """Whether a word behind a colon shows that it is said: a name, a pronoun, a modal; else the colon names a place."""
    return token.text[0].isupper() or token.tag in ("PRP", "PRP$", "MD")


def _closing_attribution(sentence: ParsedSentence) -> Change:
    """ "Two hostages are free, Qatar said": who says it, behind a dash."""
    dash = next((at for at in range(len(sentence) - 1, 2, -1) if sentence[at].text in ("-", "–", "—")), 0)
    if not dash or not _says(sentence, dash + 1, len(sentence)):
        return {}
    speaker = (Word(sentence[at].text, at) for at in range(dash + 1, len(sentence)))
    said = (Word(","), *speaker, Word("said", dash, read_as="says", is_verb=True))
    return {dash: said, **dict.fromkeys(range(dash + 1, len(sentence)), ())}


def _says(sentence: ParsedSentence, start: int, stop: int) -> bool:
    """Whether these tokens name somebody who may say something."""
    if not 0 < stop - start <= _LONGEST_NAME:
        return False
    capital = sentence[start].tag == "JJ" and sentence[start].text[0].isupper() and stop - start == 1  # "Kyiv"
    return capital or all(_is_name(sentence, at) or sentence[at].lower in _SPEAKERS for at in range(start, stop))


def _worded(sentence: ParsedSentence, change: Change) -> Wording:
    words = (change.get(at, (Word(token.text, at),)) for at, token in enumerate(sentence.tokens))
    return tuple(word for several in words for word in several)


def is_borne_out(wording: Wording, parsed: ParsedSentence) -> bool:
    """Whether the parse of a wording takes what it made a verb for one that heads a clause, with a subject."""
    return all(_heads_clause(parsed, at) for at, word in enumerate(wording) if word.is_verb)


def _heads_clause(parsed: ParsedSentence, verb: int) -> bool:
    token, subject = parsed[verb], parsed.child(verb, "nsubj", "nsubjpass")
    return token.tag in ("VBN", "VBD", "VB") and token.dep in ("ROOT", "ccomp", "conj") and subject is not None


def restored(wording: Wording, parsed: ParsedSentence, sentence: ParsedSentence) -> ParsedSentence:
    """The parse of a wording, on the tokens of the sentence that it words; what was put in is left out."""
    tokens: list[Token] = []
    places = {word.token: at for at, word in enumerate(wording) if word.token is not None}
    for index, own in enumerate(sentence.tokens):
        at = places[index]
        head = next((wording[above].token for above in parsed.ancestors(at) if wording[above].token is not None), index)
        tokens.append(
            msgspec.structs.replace(
                own,
                lower=wording[at].read_as or own.lower,
                tag=parsed[at].tag,
                dep=parsed[at].dep,
                head=index if head is None else head,
            )
        )
    return ParsedSentence(tuple(tokens), sentence.start, sentence.end)
