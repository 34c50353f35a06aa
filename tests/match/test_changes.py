"""Changed watchlists: only what changed is compiled, and the matcher is the one that all of them would make anew."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.match import matcher
from monitor.match.compiler import Compiler
from monitor.match.matcher import Compilation
from monitor.match.patterns import saved
from monitor.match.patterns.many import Many
from monitor.match.verdicts.verdict import CompiledWatch
from monitor.match.watchlist import All, Any, Watch, Watchlist
from monitor.records import AnnotatedArticle, Match, Visibility
from tests.match.builders import NOW, actor, article, means, names, says, term, watch
from tests.match.test_reference import articles, watchlists

WORDS = "truce ceasefire talks strike flood budget".split()


@pytest.fixture(params=[0, 2, 1_000])
def borne(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many changed watches are borne before all are filed anew."""
    monkeypatch.setattr(matcher, "_LEAST", request.param)


def desk(*watches: Watch, id_: str = "desk", truce: str = "truce", whose: str = "Macron") -> Watchlist:
    return Watchlist(id=id_, actors=(actor("who", whose),), terms=(term("truce", truce),), watches=watches)


def made(compilation: Compilation, lists: Sequence[Watchlist], text: str) -> list[str]:
    return [match.watch for match in compilation.take(lists).match(article(text), NOW).matches]


@settings(max_examples=60)
@given(st.lists(st.tuples(watchlists, watchlists), min_size=2, max_size=5), articles, st.sampled_from([0, 1, 50]))
def test_after_any_changes_it_matches_as_if_it_were_compiled_anew(
    changes: list[tuple[Watchlist, Watchlist]], annotated: AnnotatedArticle, least: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "_LEAST", least)
        compilation = Compilation()
        for one, other in changes:
            lists = [Watchlist(id="one", actors=one.actors, watches=_named("one", one)), other]
            changed, anew = compilation.take(lists), matcher.compile(lists)
            assert changed.match(annotated, NOW).matches == anew.match(annotated, NOW).matches
            assert changed.match(annotated, NOW).not_matched == anew.match(annotated, NOW).not_matched


def _named(prefix: str, watchlist: Watchlist) -> tuple[Watch, ...]:
    known = [each for each in watchlist.watches if "TermIs" not in repr(each)]
    return tuple(Watch(id=f"{prefix}-{each.id}", when=each.when, none=each.none, scope=each.scope) for each in known)


@pytest.mark.usefixtures("borne")
def test_what_is_new_matches_what_is_gone_does_not_and_the_rest_goes_on() -> None:
    compilation = Compilation()
    old = [watch(says(each), id=each) for each in WORDS]
    assert made(compilation, [desk(*old)], "A truce after talks.") == ["truce", "talks"]
    new = [watch(says("after"), id="after"), *old[:2], *old[3:]]
    assert made(compilation, [desk(*new)], "A truce after talks.") == ["after", "truce"]
    assert made(compilation, [desk(*old)], "A truce after talks.") == ["truce", "talks"]
    assert made(compilation, [], "A truce after talks.") == []


@pytest.mark.usefixtures("borne")
def test_a_watch_that_was_switched_off_or_moved_to_another_file_is_what_it_now_is() -> None:
    compilation = Compilation()
    talks, truce = watch(says("talks"), id="talks"), watch(says("truce"), id="truce")
    assert made(compilation, [desk(talks, truce)], "Truce talks.") == ["talks", "truce"]
    off = watch(says("talks"), id="talks", visibility=Visibility.OFF)
    assert made(compilation, [desk(off, truce)], "Truce talks.") == ["truce"]
    assert made(compilation, [desk(truce), desk(talks, id_="other")], "Truce talks.") == ["truce", "talks"]


@pytest.mark.usefixtures("borne")
def test_another_meaning_of_a_term_or_an_actor_holds_for_watches_that_stay_the_same() -> None:
    compilation = Compilation()
    both = watch(Any(conditions=(means("truce"), names("who"))), id="both")
    assert made(compilation, [desk(both)], "A truce with Macron.") == ["both"]
    changed = desk(both, truce="armistice", whose="Scholz")
    assert made(compilation, [changed], "A truce with Macron.") == []
    assert made(compilation, [changed], "An armistice.") == ["both"]
    assert made(compilation, [], "An armistice.") == []
    assert made(compilation, [desk(both)], "A truce.") == ["both"]


@pytest.mark.usefixtures("borne")
def test_a_change_that_can_mean_nothing_changes_nothing() -> None:
    compilation = Compilation()
    good = desk(watch(means("truce"), id="truce"))
    before = compilation.take([good])
    wrong = desk(watch(means("truce"), id="truce"), watch(All(conditions=()), id="wrong"), truce="armistice")
    with pytest.raises(ValueError, match="watch 'wrong'"):
        compilation.take([wrong])
    assert [match.watch for match in _matches(before, "A truce.")] == ["truce"]
    assert made(compilation, [good], "A truce.") == ["truce"]
    assert made(compilation, [good], "An armistice.") == []


def test_a_matcher_that_was_made_before_a_change_stays_as_it_is() -> None:
    compilation = Compilation()
    before = compilation.take([desk(watch(says("truce"), id="truce"))])
    compilation.take([desk(watch(says("talks"), id="talks"))])
    assert [match.watch for match in _matches(before, "Truce talks.")] == ["truce"]


def test_only_what_changed_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    compilation = Compilation()
    old = [watch(says(each), id=each) for each in WORDS]
    compilation.take([desk(*old), desk(watch(says("storm"), id="storm"), id_="other")])
    compiled: list[str] = []
    real = matcher._compiled

    def noting(compiler: Compiler, watchlist: Watchlist, asked: Watch, who: matcher._Who) -> CompiledWatch:
        compiled.append(asked.id)
        return real(compiler, watchlist, asked, who)

    monkeypatch.setattr(matcher, "_compiled", noting)
    compilation.take([desk(watch(says("armistice"), id="new"), *old[1:]), desk(id_="other")])
    assert compiled == ["new"]


class Kept:
    """Automata in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.loaded: list[str] = []

    def load(self, key: str) -> bytes | None:
        self.loaded.append(key)
        return self.kept.get(key)

    def save(self, key: str, data: bytes) -> None:
        self.kept[key] = data


def test_a_large_automaton_is_saved_and_opened_for_the_same_patterns_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "_LEAST", 2)
    kept, lists = Kept(), [desk(*(watch(says(each), id=each) for each in WORDS))]
    assert made(Compilation(saved=kept), lists, "Truce talks.") == ["truce", "talks"]
    monkeypatch.setattr(Many, "of", lambda patterns: pytest.fail("built again"))
    assert made(Compilation(saved=kept), lists, "Truce talks.") == ["truce", "talks"]
    monkeypatch.undo()
    monkeypatch.setattr(saved, "_LEAST", 2)
    assert made(Compilation(saved=kept), [desk(*lists[0].watches[:3])], "Truce talks.") == ["truce", "talks"]
    assert len(kept.kept) == 2
    assert len(kept.loaded) == 3


def test_a_small_one_is_built_as_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    Compilation(saved=kept).take([desk(watch(says("truce"), id="truce"))])
    assert kept.loaded == []


def _matches(made_before: matcher.Matcher, text: str) -> tuple[Match, ...]:
    return made_before.match(article(text), NOW).matches
