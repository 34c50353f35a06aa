"""Sentences whose parts stand out of their usual order, worded in that order before they are parsed.

Who says so may stand in the middle ("Eritrea, a monitor said, has shelled the town") or behind ("Turkey will invade
unless they leave, its minister warned"), and who acts may be put first and set against somebody else ("It was the army,
and not the rebels, that shelled it", a cleft). Parsers take the speaker for who acts, or lose who acts. Cleft and
parenthetical clauses: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), 14.9 and 11.8.4.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.syntax.wording import Word, Wording

_LONGEST_SUBJECT = 9  # tokens before who says so
_LONGEST_SPEECH = 14  # tokens of who says so, and when
_FARTHEST_CLAUSE = 20  # tokens from "it was" to "that"

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOUN_PHRASE = ("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "PRP$", "POS", "IN", "CC", "PRP", "VBG", "VBN", ",")
"""Tags that stand in the noun phrase of who says so."""

_QUOTES = ('"', "“", "”", "'", "‘", "’", "``", "''")

_SAYING = (Operator.REPORT, Operator.THREAT)
_TELLING = words_of("word_order", "telling")
"""Verbs that report where they stand aside, and ask for something elsewhere: "the president told reporters"."""

_WAS = words_of("word_order", "was")
_THAT = words_of("word_order", "that")


def usual_order(sentence: ParsedSentence) -> list[Wording]:
    """A sentence with its parts in the usual order; [] where they stand in it."""
    found = ultimatum(sentence) or _without_cleft(sentence) or _speaker_first(sentence)
    return [(first._replace(text=first.text.capitalize()), *rest) for first, *rest in found]


def ultimatum(sentence: ParsedSentence) -> list[Wording]:
    """ "Herders warned farmers that they would burn it", of "Leave or we burn it, herders told farmers"."""
    either = next((at for at in range(1, len(sentence) - 2) if _is_choice(sentence, at)), None)
    commas = [] if either is None else [at for at in range(either, len(sentence)) if sentence[at].text == ","]
    first = next((at for at, token in enumerate(sentence.tokens) if token.text not in _QUOTES), 0)
    if either is None or not commas or not _is_bidden(sentence, first):
        return []
    stop = len(sentence) - (sentence[len(sentence) - 1].tag == ".")
    said = next((at for at in range(commas[-1] + 2, stop) if _may_say(sentence[at].lower)), None)
    if said is None:
        return []
    speakers = [at for at in range(commas[-1] + 1, said) if sentence[at].text not in _QUOTES]
    would = () if sentence[either + 2].tag == "MD" else (Word("would"),)
    threat = _kept(sentence, range(either + 2, commas[-1]))
    warned = Word("warned", said, read_as="warned", is_verb=True)
    speech = (*_kept(sentence, speakers), warned, *_kept(sentence, range(said + 1, stop)))
    return [(*speech, Word("that"), Word("they", either + 1), *would, *threat, Word("."))]


def _is_choice(sentence: ParsedSentence, at: int) -> bool:
    return sentence[at].lower == "or" and sentence[at + 1].lower in ("we", "i")


def _is_bidden(sentence: ParsedSentence, first: int) -> bool:
    """Whether a sentence opens with an imperative."""
    word = sentence[first].lower
    return word in load_lexicon().lemmas(word) and sentence.child(first, "nsubj", "det") is None


def _kept(sentence: ParsedSentence, tokens: Iterable[int], verb: int | None = None) -> Wording:
    return tuple(Word(sentence[at].text, at, is_verb=at == verb) for at in tokens)


def _speaker_first(sentence: ParsedSentence) -> list[Wording]:
    """ "A monitor said that Eritrea has shelled the town", of who says so between commas or behind the last one."""
    commas = [at for at, token in enumerate(sentence.tokens) if token.text == ","]
    for start, stop in (*pairwise((*commas, len(sentence) - 1)), *_office_and_name(sentence, commas)):
        said = _saying(sentence, start + 1, stop)
        if said is None or not _is_out_of_place(sentence, start, stop):
            continue
        speech = _kept(sentence, range(start + 1, stop), said)
        return [(*speech, Word("that"), *_kept(sentence, (*range(start), *range(stop + 1, len(sentence)))))]
    return []


def _office_and_name(sentence: ParsedSentence, commas: Sequence[int]) -> list[tuple[int, int]]:
    """Who says so behind all that is said, by office and name: ", the governor of Kano, Abba Yusuf, said"."""
    if len(commas) < 3 or not _may_say(sentence[commas[-1] + 1].lower):
        return []
    office, name, said = commas[-3:]
    is_name = all(sentence[at].tag.startswith("NNP") for at in range(name + 1, said))
    return [(office, len(sentence) - 1)] if is_name and not sentence[office + 1].tag.startswith("NNP") else []


def _saying(sentence: ParsedSentence, start: int, stop: int) -> int | None:
    """The verb of saying of a piece that only tells who says so: "a former commander said on Thursday"."""
    if not 2 <= stop - start <= _LONGEST_SPEECH:
        return None
    finite = [at for at in range(start, stop) if sentence[at].tag in _FINITE or _may_say(sentence[at].lower)]
    if len(finite) != 1 or finite[0] == start or not _may_say(sentence[finite[0]].lower):
        return None
    is_phrase = all(sentence[at].tag in _NOUN_PHRASE for at in range(start, finite[0]))
    return finite[0] if is_phrase else None


def _may_say(word: str) -> bool:
    lexicon = load_lexicon()
    lemmas = lexicon.lemmas(word) if word.endswith(("ed", "s", "said", "told", "wrote", "d")) else ()
    return any(lemma in _TELLING or lexicon.operator(lemma) in _SAYING for lemma in lemmas)


def _is_out_of_place(sentence: ParsedSentence, start: int, stop: int) -> bool:
    """Whether who says so parts a subject from its verb, or a verb from its participle; at the end, whether the parse
    has nobody who says it or nothing that is said.
    """
    if stop < len(sentence) - 1:
        before, behind = sentence.tokens[:start], sentence[stop + 1].tag
        is_subject = start <= _LONGEST_SUBJECT and all(token.tag in _NOUN_PHRASE for token in before)
        return behind == "VBG" or (is_subject and behind in (*_FINITE, "VBN"))
    said = [
        at for at in range(start, stop) if sentence.child(at, "ccomp") is not None or sentence[at].dep == "parataxis"
    ]
    return not any(start < head < stop for at in said for head in sentence.children(at, "nsubj"))


def _without_cleft(sentence: ParsedSentence) -> list[Wording]:
    """ "The army shelled the church", of "it was the army, and not the rebels, that" and "not the rebels but"."""
    if len(sentence) < 6 or sentence[0].lower != "it" or sentence[1].lower not in _WAS:
        return []
    reach = range(3, min(_FARTHEST_CLAUSE, len(sentence) - 1))
    that = next((at for at in reach if sentence[at].lower in _THAT), None)
    denied = next((at for at in range(2, that or 2) if sentence[at].lower == "not"), None)
    if that is None or denied is None:
        return []
    meant = _set_against(sentence, denied, that)
    told = range(that + 1, len(sentence))
    return [(*_kept(sentence, meant), *_kept(sentence, told, that + 1))] if meant else []


def _set_against(sentence: ParsedSentence, denied: int, that: int) -> range:
    """Who is meant, before or behind who is not."""
    if denied == 2:
        but = next((at for at in range(denied, that) if sentence[at].lower == "but"), that)
        return range(but + 1, that - (sentence[that - 1].text == ","))
    last = denied - 1
    while last > 2 and sentence[last].lower in (",", "and", "-", "–", "—"):
        last -= 1
    return range(2, last + 1)
