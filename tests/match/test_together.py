"""What must stand in one sentence: no article is left out that a watch matches, and many that it does not."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.match import matcher
from monitor.match.narrowing.codes import MOST_NUMBER
from monitor.match.narrowing.meeting import may_meet
from monitor.match.narrowing.sentences import UNKNOWN, listed
from monitor.match.narrowing.terms import EVERYTHING, Term, all_of, any_of
from monitor.match.narrowing.together import together
from monitor.match.narrowing.tokens import MOST
from monitor.match.watchlist import All, Any, Forms, Near, OneOf, QuoteIs, RegexIs, Scope, Watch
from monitor.records import EntityType, Mention, Quote, Span
from tests.match.builders import NOW, actor, article, names, says, term, watch, watchlist
from tests.match.test_reference import conditions, texts

ACTORS = (
    actor("eu", "European Union", "Union", entity="european-union"),
    actor("union", "Union", "prime minister", entity="nato"),
    actor("us", "US", "Kier Zelensky", entity="zelensky", type=EntityType.PERSON),
)
TERMS = (term("truce", "cease-fire", "cease", "ceasefire"),)
BOTH = (says("truce"), says("talks"))
BEGUN = says("peace ta", forms=Forms.PREFIX)
SPOKEN = "said."


def looked_at(asked: Watch, text: str) -> bool:
    return may_meet(together(watchlist(asked, actors=ACTORS, terms=TERMS), asked))(listed(article(text)))


@pytest.mark.parametrize(
    ("asked", "text", "is_looked_at"),
    [
        (watch(All(conditions=BOTH)), "A truce after talks.", True),
        (watch(All(conditions=BOTH)), "A truce. The talks go on.", False),
        (watch(All(conditions=BOTH), scope=Scope.DOCUMENT), "A truce. The talks go on.", True),
        (watch(All(conditions=BOTH), scope=Scope.PARAGRAPH), "A truce. The talks go on.", True),
        (watch(Near(first=BOTH[0], second=BOTH[1], within=3)), "A truce. The talks go on.", False),
        (watch(Near(first=BOTH[0], second=BOTH[1], within=3, scope=Scope.PARAGRAPH)), "A truce. The talks.", True),
        (watch(Near(first=BOTH[0], second=BOTH[1], within=3), scope=Scope.DOCUMENT), "A truce. The talks.", False),
        (watch(Near(first=BOTH[0], second=BOTH[1], within=3)), "A truce may come out of talks.", False),
        (watch(Near(first=BOTH[0], second=BOTH[1], within=3)), "A truce: may be talks.", True),
        (watch(Near(first=BOTH[0], second=BOTH[1], within=3)), "A truce out-of-the-way talks.", True),
        (watch(Near(first=BOTH[1], second=BOTH[0], within=3)), "A truce out of talks.", True),
        (watch(Near(first=BOTH[1], second=BOTH[0], within=3, ordered=True)), "A truce out of talks.", False),
        (watch(Near(first=BOTH[0], second=says("peace talks"), within=1)), "A truce in peace. Talks.", True),
        (watch(Near(first=BOTH[0], second=says("peace talks"), within=1)), "A truce in this peace. Talks.", False),
        (watch(Near(first=BOTH[0], second=Any(conditions=(says("x"), BOTH[1])), within=0)), "x truce x. Talks", True),
        (watch(Near(first=BOTH[0], second=says("sanct", forms=Forms.PREFIX), within=0)), "Truce sanctions.", True),
        (watch(Near(first=BOTH[0], second=says("sanct", forms=Forms.PREFIX), within=0)), "Truce on sanctions.", False),
        (
            watch(Near(first=BEGUN, second=BOTH[0], within=0)),
            "On peace tax: truce",
            True,
        ),
        (
            watch(Near(first=BEGUN, second=BOTH[0], within=0)),
            "On peace. A truce.",
            False,
        ),
        (watch(All(conditions=(BEGUN, BOTH[0]))), "Peace talks on a truce.", True),
        (watch(All(conditions=(BEGUN, BOTH[0]))), "Talks on peace. A truce.", False),
        (watch(All(conditions=(says("peace talks"), says("truce")))), "Peace talks. A truce.", False),
        (watch(All(conditions=(says("sanct", forms=Forms.PREFIX), says("truce")))), "A truce on sanctions.", True),
        (watch(All(conditions=(says("sanct", forms=Forms.PREFIX), says("truce")))), "A truce. Sanctions.", False),
        (watch(All(conditions=(names("us"), says("truce")))), "Kier Zelenski spoke. A truce.", False),
        (watch(All(conditions=(names("us"), says("truce")))), "Kier Zelenski on a truce.", True),
        (watch(All(conditions=(RegexIs(pattern="x"), *BOTH))), "A truce. The talks go on.", False),
        (watch(QuoteIs(says=All(conditions=BOTH))), "A truce. The talks go on.", True),
        (watch(QuoteIs(says=Near(first=BOTH[0], second=BOTH[1], within=3))), "A truce. The talks.", False),
        (watch(All(conditions=(says("停火"), says("truce")))), "停火。 A truce.", True),
    ],
)
def test_what_does_not_stand_together_is_left_out(asked: Watch, text: str, is_looked_at: bool) -> None:
    assert looked_at(asked, text) == is_looked_at


def test_an_entity_is_looked_for_in_the_sentence_that_mentions_it() -> None:
    asked = watch(All(conditions=(names("eu"), says("truce"))))
    lists = watchlist(asked, actors=ACTORS)
    text = "Brussels met. A truce holds in Brussels."

    def mentioned(start: int) -> bool:
        brussels = Mention(text="Brussels", start=start, end=start + 8, type=EntityType.PLACE, actor="european-union")
        return may_meet(together(lists, asked))(listed(article(text, mentions=(brussels,))))

    assert (mentioned(1), mentioned(text.rindex("Brussels") + 1)) == (False, True)


def test_a_misspelt_name_is_looked_for_by_its_key_in_its_own_sentence() -> None:
    le_pen = actor("le-pen", "Jean-Marie Pen", entity="le-pen", type=EntityType.PERSON)
    asked = watch(All(conditions=(names("le-pen"), says("truce"))))
    lists = watchlist(asked, actors=(le_pen,))
    for text, is_looked_at in (("It rained. Jean-Marie Pern on a truce.", True), ("Jean-Marie Pern. A truce.", False)):
        assert may_meet(together(lists, asked))(listed(article(text))) == is_looked_at


def test_a_phrase_may_go_on_in_the_next_sentence() -> None:
    asked = watch(All(conditions=(says("peace talks"), says("truce"))))
    text = "A truce and peace talks."
    annotated = article(text, sentences=((0, text.index("talks") + 1), (text.index("talks") + 1, len(text) + 1)))
    assert matcher.compile([watchlist(asked)]).match(annotated, NOW).matches
    assert may_meet(together(watchlist(asked), asked))(listed(annotated))
    assert not looked_at(asked, "Talks on a truce, and on peace. It rains.")


def test_a_phrase_may_go_on_over_a_sentence_that_is_but_a_word_of_it() -> None:
    asked = watch(says("on peace talks"))
    text = "A truce on peace talks."
    second, third = text.index("peace") + 1, text.index("talks") + 1
    annotated = article(text, sentences=((0, second), (second, third), (third, len(text) + 1)))
    assert matcher.compile([watchlist(asked)]).match(annotated, NOW).matches
    assert may_meet(together(watchlist(asked), asked))(listed(annotated))


def test_who_is_no_entity_may_be_called_otherwise_in_any_sentence() -> None:
    asked = watch(All(conditions=(names("smith"), says("truce"))))
    assert together(watchlist(asked, actors=(actor("smith", "Ada Smith"),)), asked) == Term("truce")


def test_of_an_article_that_is_too_long_and_of_an_odd_sentence_nothing_is_told() -> None:
    assert listed(article("truce " * (MOST + 1))) == UNKNOWN
    assert listed(article("a-" * (MOST_NUMBER + 2) + "truce")) == UNKNOWN
    assert listed(article("a-" * MOST_NUMBER + "truce")) != UNKNOWN
    assert listed(article("Atruce.", sentences=((0, 3), (3, 8)))) == UNKNOWN
    assert may_meet(Term("talks"))(UNKNOWN)
    assert may_meet(Term("talks"))(None)
    assert may_meet(EVERYTHING)(listed(article("A truce.")))


def test_alternatives_may_stand_in_sentences_of_their_own() -> None:
    said = listed(article("A truce. The talks go on."))
    either, both = any_of(map(Term, ("truce", "talks"))), all_of(map(Term, ("truce", "talks")))
    assert (may_meet(either)(said), may_meet(both)(said)) == (True, False)
    assert may_meet(all_of((either, Term("on"))))(said)


def cut(text: str, places: list[int]) -> tuple[tuple[int, int], ...]:
    """Sentences of an annotator that parts the text, behind its empty title, wherever blanks stand at `places`."""
    blanks = [found.end() + 1 for found in re.finditer(r"\s+", text)]
    starts = sorted({0, *(blanks[place % len(blanks)] for place in places if blanks)})
    return tuple(pairwise([*starts, len(text) + 1]))


PLACES = st.lists(st.integers(0, 100), max_size=4)
QUOTES = st.builds(
    QuoteIs,
    by=st.none() | st.just(OneOf(actors=("eu",))),
    says=st.none() | conditions.filter(lambda each: not isinstance(each, RegexIs)),
).filter(lambda quote: quote.by is not None or quote.says is not None)
NEARS = st.builds(
    Near,
    first=st.sampled_from([names("eu"), names("us"), says("won"), says("prime minister")]),
    second=st.sampled_from([names("union"), says("US"), says("cease-fire")]),
    within=st.integers(0, 9),
    scope=st.sampled_from(Scope),
)
PARTS = conditions | QUOTES | NEARS
WATCHES = st.builds(
    watch,
    PARTS
    | st.lists(PARTS, min_size=2, max_size=2).flatmap(
        lambda some: st.sampled_from([All(conditions=tuple(some)), Any(conditions=tuple(some))])
    ),
    scope=st.sampled_from(Scope),
)


@settings(max_examples=300)
@given(WATCHES, texts, PLACES, st.sampled_from(["european-union", "nato", "zelensky"]), st.integers(0, 10**6))
def test_no_article_is_left_out_that_the_watch_matches(
    asked: Watch, text: str, places: list[int], entity: str, at: int
) -> None:
    text = f"{text} He {SPOKEN}"
    place = 1 + at % len(text)
    he = Mention(text=text[place - 1 : place + 1], start=place, end=place + 2, type=EntityType.PERSON, actor=entity)
    end = len(text) + 1
    cue = Span(text=SPOKEN, start=end - len(SPOKEN), end=end)
    quote = Quote(
        said=Span(text=text, start=1, end=end), cue=cue, speaker=Span(text=he.text, start=he.start, end=he.end)
    )
    annotated = replace(article(text, sentences=cut(text, places), mentions=(he,)), quotes=(quote,))
    lists = watchlist(asked, actors=ACTORS, terms=TERMS)
    try:
        matches = matcher.compile([lists]).match(annotated, NOW).matches
    except ValueError:
        return  # a condition that no watch may have
    assert not matches or may_meet(together(lists, asked))(listed(annotated))
