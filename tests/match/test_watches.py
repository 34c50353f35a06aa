"""What a watch makes of an article."""

from monitor.match.rejection import RejectReason
from monitor.match.watchlist import All, Forms
from tests.match.builders import (
    actor,
    article,
    found,
    means,
    names,
    only,
    run,
    term,
    watch,
    watchlist,
    word,
)

MACRON = actor("macron", "Emmanuel Macron", "Macron")
CEASEFIRE = term("ceasefire", word("cease-fire", forms=Forms.LEMMA), "truce")
LEADERS = All(conditions=(names("macron"), means("ceasefire")))


def desk(*watches: object, **fields: object):  # type: ignore[no-untyped-def]
    return watchlist(watch(LEADERS, **fields), actors=(MACRON,), terms=(CEASEFIRE,))  # type: ignore[arg-type]


def test_a_match_shows_every_clause_with_its_sentence() -> None:
    match = only(run(desk(), article("It rained. Macron wants a truce. Others do not.")))
    assert [(piece.clause, piece.matched.text) for piece in match.evidence] == [
        ("actor macron", "Macron"),
        ("term ceasefire", "truce"),
    ]
    assert {piece.sentence.text for piece in match.evidence} == {"Macron wants a truce."}


def test_words_in_different_sentences_are_no_match_and_the_reason_says_so() -> None:
    result = run(desk(), article("Macron spoke. A truce began."))
    assert result.matches == ()
    assert [rejection.reason for rejection in result.rejections] == [RejectReason.SCOPE]
    assert result.rejections[0].detail == '"Macron", "truce" occur, but not all in one sentence'


def test_the_longest_name_of_an_actor_wins() -> None:
    assert found(watchlist(watch(names("macron")), actors=(MACRON,)), "Emmanuel Macron spoke.") == ["Emmanuel Macron"]
