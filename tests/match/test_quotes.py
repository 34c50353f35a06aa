"""Watches that ask for what somebody says."""

import pytest
from msgspec.structs import replace

from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import All, Any, Condition, Near, OneOf, QuoteIs, RegexIs, Scope
from monitor.records import AnnotatedArticle, EntityType, LeftOut, Mention, Quote, Span
from tests.match.builders import actor, article, found, names, only, run, says, watch, watchlist

MACRON = actor("macron", "Macron", entity="emmanuel-macron")
TEXT = "“We want a truce,” said Macron. Putin met him. “No talks, no truce,” he added. Officials said talks failed."


def span(words: str, text: str = TEXT, after: str = "") -> Span:
    start = text.index(words, text.index(after)) + 1
    return Span(text=words, start=start, end=start + len(words))


def mention(words: str, type_: EntityType, entity: str | None, country: str, after: str = "") -> Mention:
    at = span(words, after=after)
    return Mention(type=type_, text=words, start=at.start, end=at.end, actor=entity, country=country)


QUOTES = (
    Quote(said=span("We want a truce,"), speaker=span("Macron"), cue=span("said"), actor="emmanuel-macron"),
    Quote(said=span("No talks, no truce,"), speaker=span("he", after="truce,” he"), actor="emmanuel-macron"),
    Quote(said=span("talks failed"), speaker=span("Officials"), cue=span("said", after="Officials"), direct=False),
)
MENTIONS = (
    mention("Macron", EntityType.PERSON, "emmanuel-macron", "FRA"),
    mention("Putin", EntityType.PERSON, "vladimir-putin", "RUS"),
)


def quoted(*quotes: Quote) -> AnnotatedArticle:
    return replace(article(TEXT, mentions=MENTIONS), quotes=quotes)


def words(condition: Condition, *quotes: Quote) -> list[tuple[str, str]]:
    """The clauses with their words."""
    result = run(watchlist(watch(condition), actors=(MACRON,)), quoted(*(quotes or QUOTES)))
    return [(piece.clause, piece.matched.text) for match in result.matches for piece in match.evidence]


BY = OneOf(actors=("macron",))


def test_a_quote_shows_its_cue_its_speaker_and_the_words() -> None:
    assert words(QuoteIs(by=BY, says=says("truce"))) == [
        ('word "truce"', "truce"),
        ("quote", "said"),
        ("actor macron", "Macron"),
        ('word "truce"', "truce"),
        ("actor macron", "he"),
        ("quote", "he"),
    ]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (QuoteIs(by=BY), True),
        (QuoteIs(by=OneOf(countries=("FRA",))), True),
        (QuoteIs(by=OneOf(countries=("RUS",))), False),
        (QuoteIs(says=says("failed")), True),
        (QuoteIs(by=BY, says=says("failed")), False),
        (QuoteIs(says=says("met")), False),
        (QuoteIs(by=BY, says=All(conditions=(says("talks"), says("truce")))), True),
        (QuoteIs(by=BY, says=All(conditions=(says("want"), says("talks")))), False),
        (QuoteIs(by=BY, says=Any(conditions=(says("failed"), says("want")))), True),
        (QuoteIs(by=BY, says=Near(first=says("talks"), second=says("truce"), within=1)), True),
        (QuoteIs(by=BY, says=Near(first=says("talks"), second=says("truce"), within=0)), False),
        (QuoteIs(says=Near(first=says("truce"), second=says("met"), within=9, scope=Scope.DOCUMENT)), False),
        (QuoteIs(by=BY, says=RegexIs(pattern="tru.e")), True),
        (QuoteIs(says=names("macron")), False),
        (All(conditions=(QuoteIs(by=BY), says("met"))), False),
    ],
)
def test_one_quote_has_the_speaker_and_all_that_is_asked_for(condition: Condition, *, holds: bool) -> None:
    assert bool(words(condition)) is holds


def test_a_pronoun_is_of_the_country_of_whom_it_means() -> None:
    assert ("said by FRA", "he") in words(QuoteIs(by=OneOf(countries=("FRA",))), QUOTES[1])
    assert words(QuoteIs(by=OneOf(countries=("RUS",))), QUOTES[1]) == []


def test_quotes_of_a_copy_are_not_looked_for_in_what_it_leaves_out() -> None:
    copy = replace(quoted(QUOTES[2]), left_out=LeftOut(text="x" * (QUOTES[2].said.start - 3) + " a truce."))
    asked = watch(says("met"), none=(QuoteIs(says=says("truce")),))
    assert found(asked, copy) == ["met"]


def test_a_quote_of_nobody_is_nobodys() -> None:
    unknown = replace(QUOTES[0], speaker=None, cue=None, actor=None)
    assert words(QuoteIs(says=says("truce")), unknown) == [('word "truce"', "truce")]
    assert words(QuoteIs(by=BY, says=says("truce")), unknown) == []


@pytest.mark.parametrize(
    ("condition", "quotes", "detail"),
    [
        (QuoteIs(by=BY, says=says("met")), (), 'quote by actor macron with word "met": nobody is quoted'),
        (QuoteIs(by=BY, says=says("met")), QUOTES[2:], 'quote by actor macron with word "met": others are quoted'),
        (QuoteIs(by=BY, says=says("met")), QUOTES, 'quote by actor macron with word "met": something else is said'),
        (QuoteIs(says=says("met")), QUOTES, 'quote with word "met": something else is said'),
    ],
)
def test_why_there_is_no_such_quote(condition: Condition, quotes: tuple[Quote, ...], detail: str) -> None:
    (rejection,) = run(watchlist(watch(condition), actors=(MACRON,)), quoted(*quotes)).not_matched
    assert (rejection.reason, rejection.detail) == (RejectReason.NOT_SAID, detail)


def test_a_quote_that_is_excluded_excludes() -> None:
    asked = watchlist(watch(says("truce"), none=(QuoteIs(by=BY, says=says("truce")),)), actors=(MACRON,))
    (rejection,) = run(asked, quoted(*QUOTES)).not_matched
    assert rejection.reason is RejectReason.EXCLUDED
    assert only(run(asked, quoted(QUOTES[2]))).watch == "w"


def test_words_near_each_other_may_stand_in_two_sentences_where_the_scope_says_so() -> None:
    def near(scope: Scope) -> list[str]:
        asked = Near(first=says("truce"), second=says("talks"), within=1, scope=scope)
        return found(watch(asked), "Hope of a truce. Talks go on.\nA truce.\nTalks end.")

    assert near(Scope.SENTENCE) == []
    assert near(Scope.PARAGRAPH) == ["truce", "Talks"]
    assert near(Scope.DOCUMENT) == ["truce", "Talks", "truce", "Talks"]
    far = Near(first=says("truce"), second=says("talks"), within=0, scope=Scope.PARAGRAPH)
    (rejection,) = run(far, "Hope of a truce now. Talks go on.").not_matched
    assert rejection.detail == 'word "truce" and word "talks" within 0 words of one paragraph'
