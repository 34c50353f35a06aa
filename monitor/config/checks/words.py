"""What is wrong with the words of a watchlist: search syntax, mixed alphabets, words that stand everywhere."""

from monitor.config.checks.alphabets import mixed_alphabets
from monitor.config.checks.syntax.recognise import search_syntax
from monitor.config.checks.written import Where, WrittenWord, written_words
from monitor.config.reading.yaml_file import YamlFile
from monitor.match.patterns.spellings import INFLECTED
from monitor.text.fold import fold, fold_keeping_case
from monitor.text.language_range import primary
from monitor.text.ordinary import function_words, is_ordinary

_WITHOUT_INFLECTIONS = frozenset(
    "zh ja ko th lo km my bo vi".split()
)  # their words are found within others, or have none


def check_words(watchlist: YamlFile) -> None:
    """Notes every word that cannot be meant as it is written, and warns of those that are probably not."""
    words = list(written_words(watchlist.data))
    for word in words:
        if syntax := search_syntax(word):
            note = watchlist.report if syntax.is_certain else watchlist.warn
            note(word.place, f"'{word.text}' {syntax}")
        elif mixed := mixed_alphabets(word.text):
            watchlist.report(word.place, f"'{word.text}' {mixed}")
        elif common := _common(word):
            watchlist.warn(word.place, f"'{word.text}' {common}")
    _check_forms(watchlist, words)
    _warn_of_shared_names(watchlist, [word for word in words if word.owner[:1] == ("actors",)])


def _check_forms(watchlist: YamlFile, words: list[WrittenWord]) -> None:
    """`forms: lemma` must do something, in each language that it is said for."""
    for word in {(word.owner, word.language): word for word in words if word.forms == "lemma"}.values():
        language = primary(word.language)
        if language not in ("any", "*", *INFLECTED, *_WITHOUT_INFLECTIONS):
            known = ", ".join(sorted(INFLECTED))
            problem = f"'forms: lemma' does nothing for words in '{language}': inflections are known of {known}"
            watchlist.report(word.place, f"{problem}; write 'forms: exact' and each form as a word")


def _common(word: WrittenWord) -> str | None:
    """Why `word` is found nearly everywhere; a capital whose case counts is not (US, WHO)."""
    folded = fold(word.text).text.split()
    if word.case == "exact" and not word.text.islower():
        return None
    language = primary(word.language) if word.language not in ("any", "*") else "en"
    if folded and all(each in function_words(language) for each in folded):
        return "stands in most articles: expected a word that tells something" + _in_capitals(word)
    if word.text.isupper() and len(word.text) > 1 and (found := _ordinary_in(word, folded)) is not None:
        return f"is found where a text has the word '{word.text.lower()}'{found} too" + _in_capitals(word)
    return None


def _ordinary_in(word: WrittenWord, folded: list[str]) -> str | None:
    """The language in which an abbreviation is an ordinary word, for a message; "" for English."""
    if len(folded) != 1:
        return None
    if word.language not in ("any", "*"):
        return "" if is_ordinary(folded[0], word.language) else None
    if is_ordinary(folded[0], "en"):
        return ""
    names = {"fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}
    return next((f" ({name})" for code, name in names.items() if folded[0] in function_words(code)), None)


def _in_capitals(word: WrittenWord) -> str:
    if not word.text.isupper():
        return ""
    exact = f"{{text: {word.text}, case: exact}}"
    if word.where is Where.NAME:
        return f"; if only the capitals are meant, give the actor a longer name and this one as an alias: {exact}"
    return f"; write it as {exact} if only the capitals are meant"


def _warn_of_shared_names(watchlist: YamlFile, names: list[WrittenWord]) -> None:
    """Where a name is two actors', each of them counts wherever it stands."""
    first: dict[str, list[WrittenWord]] = {}
    for name in names:
        others = first.setdefault(fold(name.text).text, [])
        for other in others:
            if other.owner != name.owner and _may_both_be_found(other, name):
                where = f"line {watchlist.line(other.place)}"
                problem = f"'{name.text}' is a name of '{other.owner[1]}' too, at {where}: both count where it stands"
                watchlist.warn(name.place, problem)
                break
        others.append(name)


def _may_both_be_found(one: WrittenWord, other: WrittenWord) -> bool:
    languages = {primary(word.language) for word in (one, other)} - {"any", "*"}
    both_exact = one.case == other.case == "exact"
    same_case = not both_exact or fold_keeping_case(one.text) == fold_keeping_case(other.text)
    return len(languages) < 2 and same_case
