"""Patterns and markup: `/truce/i`, `sanction(s|ed)`, `sanction*`, `AT&amp;T`."""

import re
from html import unescape

from monitor.config.checks.syntax.advice import Syntax, any_of, as_written, plain
from monitor.config.checks.written import Where, WrittenWord

_MARKUP = re.compile(r"</?[a-z][^>]*>|&(?:[a-z]{2,8}|#\d{2,5});", re.IGNORECASE)
_EACH = "words, one for each text that it stands for"
_SLASHES = re.compile(r"/(.+)/[a-z]*")
_REGEX = re.compile(
    r"\\|\(\?|[.)\]][*+]|(?<=\w)\[[^\]]+\]|\[[^\]]+\](?=\w)|^\^|(?<=\w)\$$|\{\d*,?\d*\}"
    r"|\([^()]*\|[^()]*\)|(?<=[^\W\d_])\(\w{1,3}\)|[)\]]\?|(?<=\w)\.\*|(?<=\w)\.\?(?=\w)|(?<=[a-z])\?(?=[a-z])"
)
_WILDCARD = re.compile(
    r"\w{2,}\*(?:\w{2}|\s|$)|^[^\W\d]{2,}%$|(?:^|\s)[*%][^\W\d]{2,}|(?:^|\s)\*(?:\s|$)|^[^\W_A-Z][^\W_]+\?$"
)


def markup(word: WrittenWord) -> Syntax | None:
    """`AT&amp;T`, `<b>truce</b>`: articles are read without their markup."""
    found = _MARKUP.search(word.text)
    if found is None:
        return None
    plain = unescape(re.sub(r"<[^>]*>", "", word.text))
    return Syntax(f"'{found.group()}'", as_written(word, plain))


def regex(word: WrittenWord) -> Syntax | None:
    """`/truce/i`, `(?i)truce.*`, `sanction(s|ed)`, `truces?`: a word is no regular expression."""
    slashes = _SLASHES.fullmatch(word.text)
    found = slashes or _REGEX.search(word.text)
    if found is None:
        return None
    return Syntax(f"the regular expression '{found.group()}'", _without_expression(word, slashes))


def _without_expression(word: WrittenWord, slashes: re.Match[str] | None) -> str:
    expression = slashes.group(1) if slashes else word.text
    inner = re.sub(r"\(\?\w+\)|\\[bBAZ]|^\^|\$$", "", expression)
    if beginning := re.fullmatch(r"([^\W\d_]{4,})(?:\.|\\w|\[[^\]]*\])[*+]", inner):
        return _beginning(word, beginning.group(1))
    if plural := re.fullmatch(r"([\w -]+?)(?:\(\w{1,3}(?:\|\w{0,3})*\)\??|\[\w+\]\??|s\?)", inner):
        return f"keyword: {plural.group(1)}, which is found with its inflections"
    if re.search(r"[\\\[\](){}*+?^$]", inner.removeprefix("(").removesuffix(")")):
        return f"regex: '{expression}'" if word.where is Where.CONDITION else _EACH
    return any_of(word, inner.split("|")) if "|" in inner else as_written(word, plain(inner))


def wildcard(word: WrittenWord) -> Syntax | None:
    """`sanction*`, `*gate`, `a * truce`, `sanction?`."""
    found = _WILDCARD.search(word.text)
    if found is None:
        return None
    mark = next(mark for mark in "*%?" if mark in found.group())
    beginning = re.fullmatch(r"(\w{4,})[*%]", word.text)
    if beginning:
        return Syntax(f"'{mark}'", _beginning(word, beginning.group(1)))
    return Syntax(f"'{mark}'", _without_wildcard(word))


def _without_wildcard(word: WrittenWord) -> str:
    if between := re.fullmatch(r"([^*]+) \* ([^*]+)", word.text):
        return f"near: {{a: {between.group(1)}, b: {between.group(2)}, within: 1, ordered: true}}"
    if re.search(r"\w[*%]\w", word.text):
        return _EACH
    return f"keyword: {plain(re.sub(r'[*%?]', '', word.text))}, which is found with its inflections"


def _beginning(word: WrittenWord, text: str) -> str:
    return as_written(word, f"{{text: {text}, forms: prefix}}")
