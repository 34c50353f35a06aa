"""How an alert explains itself."""

import pytest
from msgspec.structs import replace

from monitor.alerting.wording import best_sentence, matched_words, modes_in_words, why
from monitor.records import AuxiliaryMode, FoundBy, ModeReason, Span
from tests.alerting.builders import TITLE, article, event, evidence, match

SANCTIONS = evidence("term sanctions", "sanctions")
SANCTIONS_BITE = evidence("term sanctions", "sanctions", occurrence=2)
SANCTIONS_WORK = evidence("term sanctions", "Sanctions")
MACRON = evidence("actor macron", "Macron")
NATO = evidence("actor nato", "NATO")
RUSSIA = evidence("actor russia", "Russia")
OCCASION = "first alert in this story"


def test_the_reason_names_each_clause_once_with_the_word_and_where_it_stands() -> None:
    found = match("a-1", MACRON, SANCTIONS_BITE, SANCTIONS)
    assert why(found, OCCASION) == (
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title and actor macron ('Macron') in the text; "
        "first alert in this story."
    )


def test_an_event_is_called_by_what_it_is_and_not_by_its_code() -> None:
    assert why(match("a-1", evidence("event ASSAULT", "agrees")), OCCASION) == (
        "Watch 'eu-sanctions': event of the kind 'attack' ('agrees') in the title; first alert in this story."
    )


@pytest.mark.parametrize(
    ("clause", "called"),
    [
        ("country RUS", "a party of Russia"),
        ("location MLI", "a place in Mali"),
        ("said by UKR", "said by a party of Ukraine"),
        ("said by somebody", "said by somebody"),
        ("size 12 dead", "size 12 dead"),
    ],
)
def test_countries_are_called_by_their_names(clause: str, called: str) -> None:
    assert f": {called} ('agrees') in the title;" in why(match("a-1", evidence(clause, "agrees")), OCCASION)


def test_the_reason_says_what_it_weighs_where_the_watch_asks_for_so_much() -> None:
    found = replace(match("a-1", SANCTIONS), score="4 (title 1, body 1)")
    assert "in the title, score 4 (title 1, body 1); first" in why(found, OCCASION)


def test_the_reason_lists_three_clauses_as_english_does() -> None:
    assert why(match("a-1", SANCTIONS, RUSSIA, NATO), OCCASION) == (
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title, actor russia ('Russia') in the title and "
        "actor nato ('NATO') in the text; first alert in this story."
    )


def test_the_reason_counts_what_it_does_not_spell_out() -> None:
    found = match("a-1", *(evidence(f"word {word}", word) for word in "EU agrees new sanctions on Russia".split()))
    assert why(found, OCCASION).endswith(
        "word sanctions ('sanctions') in the title and 2 more; first alert in this story."
    )


def test_a_match_without_evidence_still_has_a_reason() -> None:
    assert why(match("a-1"), OCCASION) == "Watch 'eu-sanctions': it matched; first alert in this story."


def test_matched_words_stand_as_in_the_text_in_its_order_and_once_whatever_their_case() -> None:
    assert matched_words(match("a-1", SANCTIONS_WORK, NATO, MACRON, SANCTIONS)) == ("sanctions", "Macron", "NATO")


def test_the_sentence_that_bears_out_most_clauses_is_shown() -> None:
    assert best_sentence(match("a-1", SANCTIONS, SANCTIONS_WORK, SANCTIONS_BITE, MACRON)) == (
        "Macron said the sanctions would bite, as did NATO."
    )


def test_a_clause_met_twice_in_a_sentence_counts_once() -> None:
    found = match("a-1", SANCTIONS_WORK, MACRON, NATO, RUSSIA, SANCTIONS, evidence("term sanctions", "EU"))
    assert best_sentence(found) == "Macron said the sanctions would bite, as did NATO."


def test_a_sentence_of_the_text_comes_before_the_title_and_an_earlier_one_before_a_later_one() -> None:
    assert best_sentence(match("a-1", SANCTIONS_WORK, SANCTIONS, SANCTIONS_BITE)) == (
        "Macron said the sanctions would bite, as did NATO."
    )


def test_the_title_is_shown_where_it_alone_matches_or_nothing_is_known() -> None:
    assert best_sentence(match("a-1", RUSSIA)) == TITLE
    assert best_sentence(match("a-1", of=article(title="Untitled"))) == "Untitled"


def test_the_sentence_of_an_event_is_shown() -> None:
    sentence = Span(text="The package was agreed on Monday.", start=34, end=67)
    assert best_sentence(match("a-1", SANCTIONS_BITE, MACRON, event=event(sentence))) == sentence.text


@pytest.mark.parametrize(
    ("found_by", "expected"),
    [
        (FoundBy.ENTITY, "('NATO', Alliance: another name or office of the same actor)"),
        (FoundBy.SHORT, "('NATO', Alliance: short for the actor, who is named in full elsewhere in the article)"),
        (FoundBy.WORDS, "('NATO')"),
    ],
)
def test_of_words_that_are_not_the_watchlists_own_the_reason_says_whom_they_mean(
    found_by: FoundBy, expected: str
) -> None:
    piece = replace(NATO, found_by=found_by, meant="" if found_by is FoundBy.WORDS else "Alliance")
    assert why(match("a-1", piece), OCCASION) == f"Watch 'eu-sanctions': actor nato {expected} in the text; {OCCASION}."


def test_the_modes_of_an_event_are_named_with_the_words_that_they_were_read_by() -> None:
    may = Span(text="may", start=9, end=12)
    reason = ModeReason(mode=AuxiliaryMode.HYPOTHETICAL, rule="auxiliary of possibility", cue=may)
    planned = replace(event(may), hypothetical=True, future=True, mode_reasons=(reason,))
    assert modes_in_words(planned) == ("future", "hypothetical (auxiliary of possibility 'may')")
    assert modes_in_words(event(may)) == ()
