"""Headlines, worded as sentences are before they are parsed: their grammar is one of their own.

They leave out auxiliaries ("Seven soldiers killed in ambush") and verbs of saying ("Iran: no talks"), join by commas
("Iran, Iraq swap prisoners"), and tell in the present what has happened, so that a verb may look like a noun ("US
sanctions Chinese refineries"). Parsers learn from sentences and misread them. A wording says the same in words that
parsers know; `restored` puts its parse on the words of the text. Grammar of headlines: Mårdh, Headlinese (1980).
"""

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.amounts import usual_amounts
from monitor.annotate.syntax.headline_verbs import gapped, is_nominal, second_verb, subordinate_verb, verbs
from monitor.annotate.syntax.opening_time import parted_time
from monitor.annotate.syntax.parse import ParsedSentence, Token
from monitor.annotate.syntax.word_order import ultimatum, usual_order
from monitor.annotate.syntax.wording import Change, Word, Wording, worded

_LONGEST = 25  # words; longer ones are captions and lists
_LONGEST_NAME = 4  # words of who says it
_OPENING = 4  # words behind a colon that tell whether they are said

_SPEAKERS = words_of("headlines", "speakers")
"""Nouns beside a colon or dash that name who says what stands on the other side: "Police: man shot in Jenin"."""

_TELLING = words_of("headlines", "telling")
"""What stands between who demands something and of whom."""

_DOWNING = frozenset({"down", "downed"})
_OF_REFUSE = words_of("headlines", "of_refuse")
"""Nouns before which "refuse" is rubbish."""

_LONGEST_JOINT = 2  # words of what two have: "foreign ministers"
_JOINT = words_of("headlines", "joint")
"""Nouns behind two countries that each of them has: "Iran, Iraq leaders meet"."""


def wordings(sentence: ParsedSentence) -> list[Wording]:
    """How a sentence would say in full what it says, the likeliest first; [] where it is none of these or reads well.

    A full sentence leaves out at most the auxiliary of a verb that is joined to another: "two were killed, six hurt".
    """
    elliptic = {**gapped(sentence), **_misread(sentence), **parted_time(sentence), **usual_amounts(sentence)}
    if len(sentence) > _LONGEST or any(token.tag == "." for token in sentence.tokens[-2:]):
        return [worded(sentence, elliptic)] if elliptic else usual_order(sentence)
    if bidden := ultimatum(sentence):
        return bidden
    attributed = {**_address(sentence), **_opening_attribution(sentence), **_closing_attribution(sentence)}
    fixed = {**elliptic, **attributed, **second_verb(sentence), **subordinate_verb(sentence)}
    place = {} if attributed else _opening_place(sentence)
    told = ({**place, **change} for change in verbs(sentence))
    changes = ({**fixed, **change, **_joined(sentence, change)} for change in (*told, {}))
    return [(*worded(sentence, change), Word(".")) for change in changes if change]


def _misread(sentence: ParsedSentence) -> Change:
    """ "workers dropped tools", of "downed tools"; "Rubbish collectors", of "Refuse"."""
    found: Change = {}
    for before, (at, token) in zip(sentence.tokens, [*enumerate(sentence.tokens)][1:], strict=False):
        if before.lower in _DOWNING and token.lower == "tools":
            is_bare = at > 1 and sentence[at - 2].tag in ("TO", "MD")
            found[at - 1] = (Word("drop" if is_bare else "dropped", at - 1, is_verb=not is_bare),)
        elif before.lower == "refuse" and token.lower in _OF_REFUSE:
            found[at - 1] = (Word("Rubbish", at - 1, read_as="refuse"),)
    return found


def _joined(sentence: ParsedSentence, heads: Change) -> Change:
    """ "Iran and Iraq swap prisoners": a comma between two parties before the verb."""
    for comma in range(1, min(_LONGEST_NAME, len(sentence) - 2)):
        if sentence[comma].text != "," or not all(is_nominal(sentence, at) for at in (*range(comma), comma + 1)):
            continue
        verb = comma + 2 + _joint_words(sentence, comma + 2)
        if verb in heads or (verb < len(sentence) and sentence[verb].tag.startswith(("VB", "TO"))):
            return {comma: (Word("and", comma, read_as="and"),)}
    return {}


def _joint_words(sentence: ParsedSentence, start: int) -> int:
    """How many words say what both have: "leaders", "foreign ministers"; 0 where none is such a noun."""
    ends = range(start, min(start + _LONGEST_JOINT, len(sentence)))
    return next((at - start + 1 for at in ends if sentence[at].lower in _JOINT), 0)


def _is_name(sentence: ParsedSentence, index: int) -> bool:
    return sentence[index].tag in ("NNP", "NNPS")


def _opening_attribution(sentence: ParsedSentence) -> Change:
    """ "Iran said no talks were held": who says it, before a colon."""
    colon = next((at for at, token in enumerate(sentence.tokens) if token.text == ":"), 0)
    said = sentence.tokens[colon + 1 : colon + 1 + _OPENING]
    if not _says(sentence, 0, colon) or not any(_is_of_speech(token) for token in said):
        return {}
    return {colon: (Word("said", colon, read_as="says", is_verb=True),)}


def _opening_place(sentence: ParsedSentence) -> Change:
    """ "In Mexico, a candidate was shot", of "Mexico: candidate shot at rally": where it happened, before a colon."""
    colon = next((at for at, token in enumerate(sentence.tokens) if token.text == ":"), 0)
    is_place = 0 < colon <= _LONGEST_NAME and all(_is_name(sentence, at) for at in range(colon))
    return {0: (Word("In"), Word(sentence[0].text, 0)), colon: (Word(",", colon),)} if is_place else {}


def _address(sentence: ParsedSentence) -> Change:
    """ "Trump told Maduro to leave", of "Trump to Maduro: leave" and "Trump tells Maduro: leave"."""
    colon = next((at for at, token in enumerate(sentence.tokens) if token.text == ":"), 0)
    verb = colon + 1
    told = next((at for at in range(1, colon - 1) if sentence[at].lower in _TELLING), 0)
    if not told or verb == len(sentence) or sentence[verb].tag != "VB":
        return {}
    return {told: (Word("told", told, read_as="told", is_verb=True),), colon: (Word("to", colon, read_as="to"),)}


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
