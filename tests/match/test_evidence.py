"""What a match shows, and what is said of a watch that does not match."""

import pytest

from monitor.match.verdicts.evidence import MAX_EVIDENCE
from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import All, Any, Condition, Forms, Near, Scope, Watch
from monitor.records import Match
from tests.match.builders import actor, article, names, only, run, says, term, watch, watchlist, word


def shown(match: Match) -> list[tuple[str, str]]:
    return [(piece.matched.text, piece.sentence.text) for piece in match.evidence]


MACRON = Any(conditions=(says("Macron"), says("Paris")))
BOTH = All(conditions=(says("Macron"), says("truce")))


def test_offsets_are_of_the_original_and_the_field_is_told() -> None:
    annotated = article("Straße: É-Macron’s  plan", title="Macron “plans”")
    match = only(run(watch(says("Macron")), annotated))
    document = annotated.article.document
    assert [piece.field for piece in match.evidence] == ["title", "text"]
    for piece in match.evidence:
        assert document[piece.matched.start : piece.matched.end] == piece.matched.text == "Macron"
        assert document[piece.sentence.start : piece.sentence.end] == piece.sentence.text


def test_the_best_sentence_comes_first_the_earlier_of_equals() -> None:
    text = "Macron came. Macron left Paris. Paris and Macron."
    assert shown(only(run(watch(MACRON), text))) == [
        ("Macron", "Macron left Paris."),
        ("Paris", "Macron left Paris."),
        ("Paris", "Paris and Macron."),
        ("Macron", "Paris and Macron."),
        ("Macron", "Macron came."),
    ]


def test_the_title_comes_before_a_body_sentence_that_shows_as_much() -> None:
    match = only(run(watch(MACRON), article("Paris and Macron.", title="Macron in Paris")))
    assert [piece.field for piece in match.evidence] == ["title", "title", "text", "text"]


def test_a_clause_is_shown_once_a_sentence_and_only_where_all_holds() -> None:
    text = "Macron came. Macron said Macron wants a truce. A truce."
    assert [matched for matched, _ in shown(only(run(watch(BOTH), text)))] == ["Macron", "truce"]
    assert len(only(run(watch(BOTH, scope=Scope.DOCUMENT), text)).evidence) == 4


def test_a_sentence_that_ends_within_the_word_is_shown_with_all_of_it() -> None:
    annotated = article("The U.S. Congress met. It left.", sentences=((1, 9), (10, 23), (24, 32)))
    assert shown(only(run(watch(says("U.S. Congress")), annotated))) == [("U.S. Congress", "The U.S. Congress met.")]


def test_of_near_only_the_words_that_are_near_are_shown() -> None:
    near = Near(first=says("truce"), second=says("talks"), within=1)
    assert [
        matched for matched, _ in shown(only(run(watch(near), "A truce, no talks. A truce for now, so talks.")))
    ] == [
        "truce",
        "talks",
    ]


def test_a_long_article_shows_enough_and_every_clause() -> None:
    text = "Macron. " * 100 + "Paris."
    pieces = shown(only(run(watch(MACRON), text)))
    assert len(pieces) == MAX_EVIDENCE + 1
    assert pieces[-1] == ("Paris", "Paris.")


US = actor("us", word("US", exact=True), "United States")
TALKS = term("talks", word("talk", forms=Forms.LEMMA), "negotiations")


def why(when: Condition, text: str, **fields: object) -> tuple[RejectReason, str] | None:
    made = Watch(**{"id": "w", "when": when} | fields)  # type: ignore[arg-type]
    rejections = run(watchlist(made, actors=(US,), terms=(TALKS,)), article(text)).rejections
    return (rejections[0].reason, rejections[0].detail) if rejections else None


@pytest.mark.parametrize(
    ("when", "text", "expected"),
    [
        (BOTH, "Macron came.", (RejectReason.MISSING, 'word "truce"')),
        (BOTH, "It rained.", None),
        (
            BOTH,
            "Macron came. A truce.",
            (RejectReason.SCOPE, '"Macron", "truce" occur, but not all in one sentence'),
        ),
        (names("us"), "It told us.", (RejectReason.NOT_THE_WORD, 'actor us: "us" does not count: the case differs')),
        (
            says("won"),
            "They won’t.",
            (RejectReason.NOT_THE_WORD, 'word "won": "won" does not count: part of another word, name or number'),
        ),
        (
            says("sanctions"),
            "Anti-Sanctions.",
            (RejectReason.NOT_THE_WORD, 'word "sanctions": "Sanctions" does not count: turned round by its prefix'),
        ),
        (
            says("truce", language="fr"),
            "A truce.",
            (
                RejectReason.NOT_THE_WORD,
                'word "truce": "truce" does not count: the word is for articles in another language',
            ),
        ),
        (
            says("cease fire"),
            "Cease.Fire",
            (RejectReason.NOT_THE_WORD, 'word "cease fire": "Cease.Fire" does not count: other punctuation in between'),
        ),
        (
            says("US", exact=True),
            "NATO WARNS US AGAIN.",
            (
                RejectReason.NOT_THE_WORD,
                'word "US": "US" does not count: an ordinary word in a sentence all in capitals',
            ),
        ),
        (
            Near(first=says("truce"), second=says("talks"), within=1),
            "A truce before all the talks.",
            (RejectReason.TOO_FAR, 'word "truce" and word "talks" within 1 words'),
        ),
        (
            Near(first=says("truce"), second=says("talks"), within=1, ordered=True),
            "A truce.",
            (RejectReason.MISSING, 'word "talks"'),
        ),
        (
            Any(conditions=(BOTH, All(conditions=(says("snow"), says("ice"))))),
            "Macron came. A truce.",
            (RejectReason.SCOPE, '"Macron", "truce" occur, but not all in one sentence'),
        ),
        (
            All(conditions=(says("Macron"), Any(conditions=(says("snow"), names("us"))))),
            "Macron came.",
            (RejectReason.MISSING, '(word "snow" or actor us)'),
        ),
    ],
)
def test_the_reason_why_not_names_words(when: Condition, text: str, expected: tuple[RejectReason, str] | None) -> None:
    assert why(when, text) == expected


def test_the_scope_that_is_missed_is_named() -> None:
    reason = why(BOTH, "Macron came.\nA truce.", scope=Scope.PARAGRAPH)
    assert reason == (RejectReason.SCOPE, '"Macron", "truce" occur, but not all in one paragraph')
