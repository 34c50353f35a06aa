"""What Arabic and Hebrew write together with a word: "and", "in", "to", "the" before it; their commonest plurals."""

from collections.abc import Iterator

_AND = ("", "و", "ف")
_ARABIC = ("ب", "ك", "ل")
_ARTICLE = "ال"
_TO_THE = "لل"  # li- and the article
_SPELT_AT_THE_END = {"ة": "ه", "ي": "ى", "ى": "ي"}  # papers of Egypt and hasty ones write one for the other
_OTHER_WORDS = frozenset({"على", "الى", "حتى", "متى"})  # prepositions that a name in -i would become
_HEBREW = ("ב", "ל", "כ", "מ", "ש", "ה", "ו")
_HEBREW_TWO = ("וב", "ול", "וה", "ומ", "וש", "שב", "של", "שה", "מה", "כש", "כשה", "לכש", "ושה", "ומה", "שמ", "וכש")
_LETTERS = 3  # of a Hebrew or Arabic word that may stand behind a letter; shorter ones become other words


def arabic(phrase: str, *, is_name: bool) -> Iterator[str]:
    """`phrase` with what Arabic writes before it; a word that is no name with the article and its plural in -at too."""
    for spelt in _arabic_spellings(phrase):
        if len(spelt) < _LETTERS:
            yield spelt
            continue
        for base in (spelt,) if is_name else _arabic_forms(spelt):
            yield from _with_arabic_letters(base)


def hebrew(phrase: str, *, is_name: bool) -> Iterator[str]:
    """`phrase` with what Hebrew writes before it; a word that is no name in its plurals too."""
    for base in (phrase,) if is_name else _hebrew_forms(phrase):
        yield base
        letters = sum(map(str.isalpha, base))
        if letters < _LETTERS:
            continue
        yield from (letter + base for letter in (*_HEBREW, *_HEBREW_TWO))
        if base.startswith("ה") and letters > _LETTERS:
            # The article melts into the prepositions: of ha-um, ba-um.
            yield from (before + base[1:] for before in ("ב", "ל", "כ", "וב", "ול", "שב", "של"))


def _with_arabic_letters(base: str) -> Iterator[str]:
    for before in _AND:
        yield before + base
        yield from (before + letter + base for letter in _ARABIC)
        if base.startswith(_ARTICLE):
            yield before + _TO_THE + base.removeprefix(_ARTICLE)


def _arabic_spellings(phrase: str) -> Iterator[str]:
    yield phrase
    other = " ".join(word[:-1] + _SPELT_AT_THE_END.get(word[-1], word[-1]) for word in phrase.split(" "))
    if other != phrase and not _OTHER_WORDS & set(other.split(" ")):
        yield other


def _arabic_forms(phrase: str) -> Iterator[str]:
    head, space, rest = phrase.partition(" ")
    forms = [head]
    if head.endswith(("ة", "ه")):
        forms += [head[:-1] + "ات", head[:-1] + "ت"]
    elif head.endswith("ات"):
        forms += [head[:-2] + "ة"]
    else:
        forms += [head + "ا", head + "ين", head + "ون", head + "ات"]
    for form in forms:
        yield form + space + rest
        if not form.startswith(_ARTICLE) and not rest:
            yield _ARTICLE + form


def _hebrew_forms(phrase: str) -> Iterator[str]:
    head, space, rest = phrase.partition(" ")
    if '"' in head or "״" in head:
        yield phrase
        return
    forms = [head]
    if head.endswith("ה"):
        forms += [head[:-1] + "ות", head[:-1] + "ת"]
    elif head.endswith("ים"):
        forms += [head[:-2], head[:-2] + "י"]
    elif head.endswith("ות"):
        forms += [head[:-2] + "ה", head[:-2] + "ת"]
    else:
        forms += [_unfinal(head) + "ים", _unfinal(head) + "ות", _unfinal(head) + "י"]
    yield from (form + space + rest for form in forms)


def _unfinal(word: str) -> str:
    """`word` with the shape that its last letter has within a word."""
    return word[:-1] + {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}.get(word[-1], word[-1])
