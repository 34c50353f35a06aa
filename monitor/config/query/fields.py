"""Words and fields of a line → conditions as YAML has them."""

import re
from typing import Final

from monitor.config.query.errors import QueryError
from monitor.config.query.tokens import Text, Token
from monitor.config.reading.suggestion import alternatives, did_you_mean
from monitor.config.reading.yaml_file import Plain

WORDS: Final = ("keyword", "word", "phrase", "name")
CASE: Final = "case"
QUOTE: Final = "quote"
REGEX: Final = "regex"
PARTIES: Final = ("location", "said_by")
IDS: Final = ("actor", "term")
FIGURES: Final = ("dead", "injured", "arrested", "troops", "countries", "money")
FILTERS: Final[dict[str, tuple[str, ...]]] = {  # what is said once, for the whole line → its synonyms
    "event": (),
    "location": ("place", "where"),
    "said_by": ("saidby",),
    "polarity": (),
    **dict.fromkeys(FIGURES, ()),
    "mode": ("modality",),
    "confidence": (),
    "scope": (),
    "fields": ("weights",),
    "lang": ("language",),
    "tag": (),
    "tier": (),
    "source": ("site",),
}
_SYNONYMS = {other: name for name, others in FILTERS.items() for other in others} | {"exact": "word"}
_KNOWN = (*IDS, QUOTE, *WORDS, CASE, REGEX, *FILTERS)
_EXPRESSION = re.compile(r"/(.+)/(i?)", re.DOTALL)


def names(token: Token) -> tuple[str, ...]:
    """The fields of a leaf by the names that they have here. Raises QueryError for what is no field."""
    return tuple(_name(each) for each in token.fields)


def _name(given: Text) -> str:
    name = _SYNONYMS.get(given.text.lower(), given.text.lower())
    if name not in _KNOWN:
        meant = did_you_mean(given.text, _KNOWN) or f"; expected {alternatives(_KNOWN)}"
        raise QueryError(given.column, f"unknown field '{given.text}'{meant}, or quotes around the whole")
    return name


def filter_name(token: Token) -> str | None:
    """Which of the filters a leaf is; None for a condition."""
    found = names(token)
    filters = [name for name in found if name in FILTERS]
    if filters and len(found) > 1:
        raise QueryError(token.column, f"'{filters[0]}:' stands by itself")
    return filters[0] if filters else None


def is_quote(token: Token) -> bool:
    """Whether a leaf says who is quoted."""
    return [each.text.lower() for each in token.fields] == [QUOTE]


def condition(token: Token) -> Plain:
    """The condition that a leaf is, as YAML has it."""
    found = names(token)
    if QUOTE in found:
        raise QueryError(token.column, f"'{QUOTE}:' stands by itself")
    if ids := [name for name in found if name in IDS]:
        if len(found) > 1:
            raise QueryError(token.column, f"'{ids[0]}:' stands by itself")
        return {found[0]: one_or_many(listed(token))}
    if REGEX in found or (not found and _is_expression(token.values[0])):
        return {REGEX: _expression(token, found)}
    several: list[Plain] = [_word(token, found, value) for value in token.values]
    return several[0] if len(several) == 1 else {"any": several}


def _is_expression(value: Text) -> bool:
    return not value.is_quoted and _EXPRESSION.fullmatch(value.text) is not None


def _expression(token: Token, found: tuple[str, ...]) -> Plain:
    """`/CVE-[0-9]+/`, and with `i` behind it whatever its case."""
    value = token.values[0]
    written = _EXPRESSION.fullmatch(value.text)
    if written is None or value.is_quoted or len(token.values) > 1 or len(found) > 1:
        raise QueryError(value.column, "expected a regular expression between slashes, such as /CVE-[0-9]+/")
    return regex(written[1], is_folded=bool(written[2]))


def regex(pattern: str, *, is_folded: bool) -> Plain:
    """The one way to say in YAML that a regular expression matches; a slash in it needs no escape."""
    plain = re.sub(r"\\(.)", lambda found: "/" if found[1] == "/" else found[0], pattern, flags=re.DOTALL)
    return {"pattern": plain, "case": "fold"} if is_folded else plain


def _word(token: Token, found: tuple[str, ...], value: Text) -> Plain:
    """What one word of a leaf asks for: bare with its inflections, in quotes as written, with an asterisk a prefix."""
    kinds = [name for name in found if name != CASE]
    if len(kinds) > 1 or len(found) - len(kinds) > 1:
        raise QueryError(token.column, f"'{':'.join(found)}:' says too much: expected one of {alternatives(WORDS)}")
    starred = token.is_starred if value.is_quoted else len(value.text) > 1 and value.text.endswith("*")
    kind = kinds[0] if kinds else "word" if value.is_quoted else "keyword"
    if starred and kinds:
        raise QueryError(value.column, f"'{kind}:' takes no asterisk: it has forms of its own")
    text = value.text if value.is_quoted or not starred else value.text[:-1]
    return word(text, "prefix" if starred else kind, is_cased=CASE in found)


def word(text: str, kind: str, *, is_cased: bool = False) -> Plain:
    """The one way to say in YAML that a word occurs: `keyword`, `word`, `phrase`, and `name` or `prefix` as forms."""
    text = " ".join(text.split())
    forms = kind if kind in ("name", "prefix") else None
    key = kind if kind == "keyword" else "phrase" if " " in text and forms is None else "word"
    said: dict[str, Plain] = {"text": text}
    said |= {"case": "exact"} if is_cased else {}
    said |= {"forms": forms} if forms else {}
    return {key: text if len(said) == 1 else said}


def listed(token: Token) -> list[str]:
    """The values of a leaf."""
    if token.is_starred:
        raise QueryError(token.column, "an asterisk stands behind words only")
    return [value.text for value in token.values]


def one_or_many(values: list[str]) -> Plain:
    """One value by itself, several as a list."""
    return values[0] if len(values) == 1 else list[Plain](values)
