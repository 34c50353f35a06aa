"""Words that are looked for."""

from enum import StrEnum

from monitor.records import Record


class Forms(StrEnum):
    """Which forms of a word count."""

    EXACT = "exact"  # as written (case and accents apart)
    NAME = "name"  # as names are written and declined
    LEMMA = "lemma"  # with its inflections: sanction, sanctions, sanctioned
    PREFIX = "prefix"  # whatever begins so; at least 4 letters


class Case(StrEnum):
    """Whether case counts."""

    FOLD = "fold"  # "NATO" is "Nato"
    EXACT = "exact"  # "US" is not "us", "WHO" is not "who"


class Word(Record, frozen=True, kw_only=True):
    """A word or phrase to look for, as whole words."""

    text: str
    language: str = "*"  # of the articles it is looked for in, "*" for all
    case: Case = Case.FOLD
    forms: Forms = Forms.EXACT


class Term(Record, frozen=True, kw_only=True):
    """A word or its equals, under one name."""

    id: str
    words: tuple[Word, ...]
