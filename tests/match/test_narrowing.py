"""What an index finds for a watch: every article that matches (each test of the matcher asks it), and few more."""

import pytest
from msgspec.structs import replace

from monitor.match.narrowing import tokens as listed
from monitor.match.narrowing.narrow import narrow
from monitor.match.narrowing.terms import EVERYTHING, NOTHING, Requirement, Term, all_of, any_of, holds
from monitor.match.narrowing.tokens import MOST, WHOLE, tokens
from monitor.match.narrowing.wording import of_words
from monitor.match.watchlist import (
    All,
    Any,
    EventIs,
    Fields,
    Forms,
    Near,
    OneOf,
    QuoteIs,
    RegexIs,
    Sources,
    Watch,
    Watchlist,
)
from monitor.records import EventType
from tests.match.builders import article, event, names, says, watch, watchlist


def looked_at(asked: Watch, text: str) -> bool:
    return holds(narrow(watchlist(asked), asked), tokens(article(text)))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (watch(says("truce")), "A ceasefire holds."),
        (watch(says("peace talks")), "A talk on peace."),
        (watch(says("peace talks")), "Talks on peace."),
        (watch(All(conditions=(says("truce"), says("talks")))), "A truce holds."),
        (watch(Any(conditions=(says("truce"), says("talks")))), "A summit ends."),
        (watch(Near(first=says("truce"), second=says("talks"), within=3)), "A truce holds."),
        (watch(says("sanct", forms=Forms.PREFIX)), "A saint."),
        (watch(says("停火")), "停战，火灾。"),
        (watch(says("truce"), sources=Sources(languages=("fr",))), "A truce holds."),
        (watch(says("truce"), sources=Sources(include_tags=("wire",))), "A truce holds."),
        (watch(says("truce"), sources=Sources(include=("herald",))), "A truce holds."),
    ],
)
def test_what_lacks_something_required_is_not_looked_at(asked: Watch, text: str) -> None:
    assert not looked_at(asked, text)


@pytest.mark.parametrize(
    ("asked", "is_looked_at"),
    [
        (EventIs(types=(EventType.SANCTION,), recipients=(OneOf(countries=("RUS",)),)), True),
        (EventIs(types=(EventType.SANCTION,), actors=(OneOf(countries=("RUS",)),)), False),
        (EventIs(types=(EventType.SANCTION,), actors=(OneOf(countries=("FRA",)),)), True),
        (EventIs(types=(EventType.SANCTION,), said_by=OneOf(countries=("FRA",))), False),
        (EventIs(types=(EventType.CONSULT,), recipients=(OneOf(countries=("FRA",)),)), True),
    ],
)
def test_an_event_is_found_by_the_part_that_a_country_has_in_it(asked: EventIs, is_looked_at: bool) -> None:
    text = "France sanctioned Russia. France met Russia."
    parts = (("sanctioned", EventType.SANCTION), ("met", EventType.CONSULT))
    happened = [event(text, type_, word, actors=("France",), recipients=("Russia",)) for word, type_ in parts]
    known = {"France": "FRA", "Russia": "RUS"}
    events = tuple(
        replace(
            each,
            actors=tuple(replace(party, country=known[party.text]) for party in each.actors),
            recipients=tuple(replace(party, country=known[party.text]) for party in each.recipients),
        )
        for each in happened
    )
    one = watch(event=asked)
    assert holds(narrow(watchlist(one), one), tokens(article(text, events=events))) == is_looked_at


def test_a_regex_may_match_within_any_word() -> None:
    assert looked_at(watch(RegexIs(pattern="ruc")), "A truce.")


def test_how_far_apart_words_stand_and_in_which_case_is_left_to_the_matcher() -> None:
    near = Near(first=says("peace"), second=says("talks"), within=1)
    assert looked_at(watch(near), "Talks were held. There is no peace.")
    assert looked_at(watch(says("US", exact=True)), "It is up to us.")


def test_an_article_with_more_tokens_than_are_listed_is_always_looked_at() -> None:
    text = " ".join(f"word{number}" for number in range(MOST + 1))
    assert tokens(article(text)) == (WHOLE,)
    assert looked_at(watch(says("truce")), text)


def test_no_token_holds_what_an_index_reads_as_syntax() -> None:
    text = "It's \"so\" 'A' \\ B:C (D) *E* Ünïon x_y 停火 O’Neill\x00 \u00a0 Jean-Marie Le'Pen"
    found = tokens(article(text, source_tags=("local news", "Zeitung'"), mentions=()))
    assert not [token for token in found if set(token) & set(" '\"\\*()\x00")]
    assert all(0 < len(token) <= listed.LONGEST for token in found)


def test_what_requires_nothing_and_what_cannot_be_met() -> None:
    term: Requirement = Term("truce")
    assert (all_of([EVERYTHING, term]), any_of([EVERYTHING, term])) == (term, EVERYTHING)
    assert (all_of([NOTHING, term]), any_of([NOTHING, term])) == (NOTHING, term)
    assert narrow(Watchlist(id="desk"), watch(says("$"))) == EVERYTHING


def test_the_version_is_another_where_texts_are_folded_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    before = listed.version()
    listed.version.cache_clear()
    monkeypatch.setattr(listed, "words_only", str.upper)
    assert listed.version() != before
    listed.version.cache_clear()


def test_of_a_watch_its_words_alone_are_asked_first() -> None:
    truce, talks = says("truce"), says("talks")
    near = Near(first=truce, second=talks, within=3)
    several = All(conditions=(near, names("eu"), Any(conditions=(talks, names("eu")))))
    asked = of_words(watch(several, none=(talks,)))
    assert asked == watch(All(conditions=(near,)))
    assert of_words(watch(Near(first=truce, second=names("eu"), within=3))) is None
    assert of_words(watch(near)) == watch(near)
    assert of_words(watch(All(conditions=(truce, talks)))) is None
    assert of_words(watch(event=EventIs(types=(EventType.AID,)))) is None


def test_of_a_quote_only_what_stands_in_one_sentence_is_asked_first_and_of_weights_nothing() -> None:
    near = Near(first=says("truce"), second=says("talks"), within=3)
    assert of_words(watch(QuoteIs(says=near))) == watch(near)
    assert of_words(watch(QuoteIs(says=All(conditions=(near, near))))) is None
    assert of_words(watch(QuoteIs(by=OneOf(countries=("RUS",))))) is None
    assert of_words(watch(near, fields=Fields(title=2, min_score=2))) == watch(near)


def test_a_regex_is_asked_first_where_it_has_letters_that_every_match_has() -> None:
    expression = RegexIs(pattern="CVE-[0-9]+")
    assert of_words(watch(expression)) == watch(expression)
    assert of_words(watch(RegexIs(pattern="[0-9]+"), event=EventIs(types=(EventType.AID,)))) is None
