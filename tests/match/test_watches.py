"""What a watch makes of an article: conditions, scopes, sources, languages, modes."""

from datetime import timedelta

import pytest

from monitor.match import matcher
from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import All, Any, Condition, Forms, Near, Scope, Sources, Watch, Watchlist
from monitor.records import Relation, Severity, Visibility
from tests.match.builders import NOW, actor, article, found, means, names, only, run, says, term, watch, watchlist, word

MACRON = actor("macron", "Emmanuel Macron", "Macron")
PUTIN = actor("putin", "Vladimir Putin", "Putin")
EU = actor("eu", "European Union", word("EU", exact=True), word("UE", exact=True, language="fr"))
UNION = actor("union", "Union")
CEASEFIRE = term("ceasefire", word("cease-fire", forms=Forms.LEMMA), "truce")


def desk(when: Condition | None = None, **fields: object) -> Watchlist:
    """One watch, with actors and terms to speak of."""
    made = Watch(**{"id": "w", "when": when} | fields)  # type: ignore[arg-type]
    return watchlist(made, actors=(MACRON, PUTIN, EU, UNION), terms=(CEASEFIRE,))


def reason(watchlist: Watchlist, text: str, **fields: object) -> tuple[RejectReason, str]:
    """Why the one watch does not match."""
    (rejection,) = run(watchlist, article(text, **fields)).rejections  # type: ignore[arg-type]
    return rejection.reason, rejection.detail


LEADERS = All(conditions=(names("macron", "putin"), means("ceasefire")))


@pytest.mark.parametrize(
    ("when", "text", "matches"),
    [
        (LEADERS, "Macron wants a truce.", True),
        (LEADERS, "Macron spoke. A truce began.", False),
        (LEADERS, "Nobody wants a truce.", False),
        (Any(conditions=(names("putin"), means("ceasefire"))), "A truce began.", True),
        (Any(conditions=(names("putin"), means("ceasefire"))), "It rained.", False),
        (All(conditions=(LEADERS, says("talks"))), "Putin: truce after talks.", True),
        (All(conditions=(LEADERS, says("talks"))), "Putin: truce. After talks.", False),
        (All(conditions=(Any(conditions=(says("a"), says("b"))), says("c"))), "It was b and c.", True),
        (Any(conditions=(LEADERS, All(conditions=(says("a"), says("b"))))), "b. Then a. Macron: truces.", False),
        (Any(conditions=(LEADERS, All(conditions=(says("a"), says("b"))))), "b. Then a. Macron: cease-fires.", True),
        (says("on this day"), "It was on this day in 1900.", True),
        (says("on this day"), "It was on this. Day one.", False),
    ],
)
def test_all_any_and_phrases(when: Condition, text: str, *, matches: bool) -> None:
    assert bool(run(desk(when), text).matches) is matches


@pytest.mark.parametrize(
    ("within", "ordered", "text", "matches"),
    [
        (2, False, "a truce after long talks", True),
        (1, False, "a truce after long talks", False),
        (0, False, "truce talks", True),
        (0, True, "talks truce", False),
        (0, False, "talks truce", True),
        (8, False, "A truce. Then talks.", False),
        (1, False, "a truce's talks", True),
        (0, False, "the truce's talks", True),
        (1, False, "a truce of cease-fire-like talks", False),
        (2, False, "a truce of cease-fire-like talks", True),
        (0, True, "talks, truce and talks: truce talks", True),
        (3, False, "truce truce", False),
        (1, False, "a truce ‘after long’ talks", False),
        (2, False, "a truce ‘after long’ talks", True),
        (1, False, "a truce o’er talks", True),
        (1, False, "a truce U.S. talks", True),
        (1, False, "a truce U.S.-led talks", True),
        (1, False, "a truce 1,000,000 talks", True),
        (1, False, "a truce, 1 a talks", False),
    ],
)
def test_near_counts_the_words_between_within_one_sentence(
    within: int, text: str, *, ordered: bool, matches: bool
) -> None:
    when = Near(first=says("truce"), second=says("talks"), within=within, ordered=ordered)
    assert bool(run(desk(when, scope=Scope.DOCUMENT), text).matches) is matches


def test_one_word_is_not_near_itself() -> None:
    truces = Near(first=says("truce"), second=says("truce"), within=3)
    assert not run(desk(truces), "a truce").matches
    assert run(desk(truces), "a truce and a truce").matches


def test_near_may_hold_any_of_several_and_another_near() -> None:
    inner = Near(first=Any(conditions=(says("truce"), names("putin"))), second=says("talks"), within=1)
    outer = Near(first=inner, second=says("Geneva"), within=3)
    assert found(desk(outer), "Vladimir Putin held talks over in cold Geneva.") == ["talks", "Geneva"]


@pytest.mark.parametrize(
    ("scope", "text", "matches"),
    [
        (Scope.SENTENCE, "Macron spoke. A truce began.", False),
        (Scope.PARAGRAPH, "Macron spoke. A truce began.", True),
        (Scope.PARAGRAPH, "Macron spoke.\nA truce began.", False),
        (Scope.DOCUMENT, "Macron spoke.\nA truce began.", True),
    ],
)
def test_what_belongs_together_must_meet_within_the_scope(scope: Scope, text: str, *, matches: bool) -> None:
    assert bool(run(desk(LEADERS, scope=scope), text).matches) is matches


def test_the_title_is_a_sentence_and_a_paragraph_of_its_own() -> None:
    annotated = article("A truce began.", title="Macron spoke")
    assert not run(desk(LEADERS, scope=Scope.PARAGRAPH), annotated).matches
    assert run(desk(LEADERS, scope=Scope.DOCUMENT), annotated).matches


def test_the_sentences_of_the_annotator_are_believed() -> None:
    text = "Macron spoke to Sgt. Truce talks began."
    assert not run(desk(LEADERS), article(text, sentences=((1, 21), (22, 40)))).matches
    assert run(desk(LEADERS), article(text, sentences=((1, 40),))).matches


def test_an_excluded_word_anywhere_in_the_article_ends_it() -> None:
    excluding = desk(LEADERS, none=(says("on this day"), All(conditions=(says("a"), says("b")))))
    assert run(excluding, "Macron: truce. It has a. It has b.").matches
    assert reason(excluding, "Macron: truce.\nIt was On This Day.") == (
        RejectReason.EXCLUDED,
        '"On This Day" (word "on this day")',
    )


def test_the_longest_name_of_an_actor_counts_once_and_hides_no_other_actor() -> None:
    assert found(desk(names("macron")), "Emmanuel Macron spoke.") == ["Emmanuel Macron"]
    assert found(desk(names("eu")), "The European Union spoke.") == ["European Union"]
    assert found(desk(names("eu", "union")), "The European Union spoke.") == ["European Union", "Union"]


def test_a_hyphened_name_that_speaks_against_somebody_is_about_him_but_a_non_member_is_no_member() -> None:
    assert found(desk(names("putin")), "An anti-Putin rally.") == ["Putin"]
    assert found(desk(names("eu")), "A non-EU country.") == []


@pytest.mark.parametrize(
    ("language", "matched"),
    [("fr", ["UE"]), ("fr-CA", ["UE"]), ("FR_ca", ["UE"]), ("en", []), ("frr", []), ("und", ["UE"])],
)
def test_a_name_of_one_language_counts_in_articles_of_that_language(language: str, matched: list[str]) -> None:
    assert found(desk(names("eu")), article("Selon la UE, rien.", language=language)) == matched


def test_what_the_feed_says_of_its_language_counts_where_nothing_was_detected() -> None:
    undetected = article("Selon la UE, rien.", language="und", feed_language="en")
    assert found(desk(names("eu")), undetected) == []


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (Sources(), None),
        (Sources(include_tags=("national", "wire")), None),
        (Sources(include_tags=("sport",)), (RejectReason.SOURCE, "only sources tagged sport")),
        (Sources(exclude_tags=("wire",)), (RejectReason.SOURCE, "sources tagged wire are excluded")),
        (Sources(exclude=("example-blog", "feed-1")), (RejectReason.SOURCE, "feed-1 is excluded")),
        (Sources(exclude=("The News",)), (RejectReason.SOURCE, "The News is excluded")),
        (Sources(exclude=("news.example",)), (RejectReason.SOURCE, "news.example is excluded")),
        (Sources(include=("herald", "feed-1")), None),
        (Sources(include=("The News",)), None),
        (Sources(include=("news.example",)), None),
        (Sources(include=("herald", "times")), (RejectReason.SOURCE, "only herald or times")),
        (Sources(include=("feed-1",), exclude=("The News",)), (RejectReason.SOURCE, "The News is excluded")),
        (Sources(tiers=(1, 2)), None),
        (Sources(tiers=(1, 3)), (RejectReason.SOURCE, "tier 2, only sources of tier 1 or 3")),
        (Sources(languages=("en", "fr")), None),
        (Sources(languages=("de",)), (RejectReason.LANGUAGE, "en-GB, the watch looks at de")),
    ],
)
def test_a_watch_looks_only_at_its_sources(sources: Sources, expected: tuple[RejectReason, str] | None) -> None:
    annotated = article(
        "Macron: truce.",
        language="en-GB",
        feed="feed-1",
        publisher="The News",
        url="https://www.news.example/1",
        source_tags=("wire", "uk"),
        tier=2,
    )
    result = run(desk(LEADERS, sources=sources), annotated)
    assert bool(result.matches) is (expected is None)
    assert [(rejection.reason, rejection.detail) for rejection in result.rejections] == ([expected] if expected else [])


def test_a_watch_ends_when_it_expires() -> None:
    watches = desk(LEADERS, expires=NOW + timedelta(seconds=1))
    compiled = matcher.compile([watches])
    annotated = article("Macron: truce.")
    assert compiled.match(annotated, NOW).matches
    (rejection,) = compiled.match(annotated, NOW + timedelta(seconds=1)).rejections
    assert rejection.reason is RejectReason.EXPIRED


def test_a_watch_that_is_off_is_not_looked_at_and_a_shadow_says_so() -> None:
    off = run(desk(LEADERS, visibility=Visibility.OFF), "Macron: truce.")
    assert (off.matches, off.rejections) == ((), ())
    assert (
        only(run(desk(LEADERS, visibility=Visibility.SHADOW), article("Macron: truce."))).visibility
        is Visibility.SHADOW
    )


def test_a_match_carries_what_the_watch_and_the_story_say() -> None:
    watches = desk(LEADERS, severity=Severity.CRITICAL, routes=("phone",))
    annotated = article("Macron: truce.", story="st-9", relation=Relation.NEAR_DUPLICATE, version=2)
    match = only(run(watches, annotated))
    assert (match.watch, match.watchlist, match.severity, match.routes) == ("w", "desk", Severity.CRITICAL, ("phone",))
    assert (match.story, match.relation, match.article, match.found) == (
        "st-9",
        Relation.NEAR_DUPLICATE,
        annotated.article,
        NOW,
    )


def test_a_match_id_depends_on_watch_article_and_version_alone() -> None:
    def match_id(watch_id: str = "w", **fields: object) -> str:
        annotated = article("Macron: truce.", **fields)  # type: ignore[arg-type]
        return only(run(desk(LEADERS, id=watch_id), annotated)).id

    assert match_id() == match_id(story="another")
    assert len({match_id(), match_id(watch_id="v"), match_id(id="a-2"), match_id(version=2)}) == 4


def test_matches_come_in_the_order_of_the_watchlists() -> None:
    first = watchlist(watch(says("truce"), id="b"), watch(says("rare"), id="a"))
    second = Watchlist(id="other", watches=(watch(says("truce"), id="c"),))
    result = matcher.compile([first, second]).match(article("A rare truce."), NOW)
    assert [(match.watchlist, match.watch) for match in result.matches] == [
        ("desk", "b"),
        ("desk", "a"),
        ("other", "c"),
    ]


def test_watchlists_may_use_one_id_for_different_actors() -> None:
    one = watchlist(watch(names("x"), id="one"), actors=(actor("x", "Macron"),))
    two = Watchlist(id="two", watches=(watch(names("x"), id="two"),), actors=(actor("x", "Putin"),))
    result = matcher.compile([one, two]).match(article("Putin spoke."), NOW)
    assert [match.watch for match in result.matches] == ["two"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (watch(), "watch 'w' has neither when nor event"),
        (watch(All(conditions=())), "watch 'w': all and any need at least one condition"),
        (watch(names("nobody")), "watch 'w': there is no actor 'nobody' in the watchlist 'desk'"),
        (watch(says("")), "watch 'w': the word '' has nothing to look for"),
        (watch(Near(first=LEADERS, second=says("a"), within=1)), "watch 'w': near takes words"),
    ],
)
def test_a_watch_that_can_mean_nothing_is_refused(wrong: Watch, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        matcher.compile([watchlist(wrong)])


def test_no_watchlists_match_nothing() -> None:
    result = matcher.compile([]).match(article("Macron: truce."), NOW)
    assert (result.matches, result.rejections) == ((), ())
