"""The steps of a matter that its title tells: each step, each of its words and each condition has an example."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.alerting.facts import Facts
from monitor.alerting.facts.developments.reading import UNREAL, headlined, told_in
from monitor.alerting.facts.developments.table import Step, sayings, steps
from monitor.alerting.facts.developments.taken import follows, taken
from monitor.alerting.facts.texts.words import stems
from monitor.records import Change, ChangeKind
from tests.alerting.builders import article

NONE = "-"
TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "developments.tsv").read_text("utf-8").splitlines()
    if not line.startswith(("#", "told\t"))
]


def facts_of(title: str, text: str = "") -> Facts:
    told = article(title=title, text=text)
    return Facts(
        words=tuple(stems(f"{title}\n{text}")),
        developments=tuple(told_in(told)),
        headlined=tuple(headlined(told)),
        articles=("a-1",),
    )


def change(told: str, title: str) -> Change | None:
    return next(taken(facts_of(told), facts_of(title)), None)


def without(step: Step) -> Iterator[Step]:
    """The step with one of its conditions taken away."""
    if step.after:
        yield replace(step, after=frozenset())
    if step.unless:
        yield replace(step, unless=frozenset())


@pytest.mark.parametrize(("told", "title", "step"), TABLE, ids=[f"{title}:{told}"[:60] for told, title, _ in TABLE])
def test_a_title_tells_a_step(told: str, title: str, step: str) -> None:
    found = change(told, title)
    assert (found.what if found else NONE) == step


@pytest.mark.parametrize("row", range(len(sayings())), ids=[f"{name}-{at}" for at, (name, _) in enumerate(sayings())])
def test_each_row_of_words_is_needed_by_an_example(row: int) -> None:
    name, words = sayings()[row]
    others = [each for at, (step, each) in enumerate(sayings()) if at != row and step == name]
    assert any(
        step == name and words.search(title) and not any(other.search(title) for other in others)
        for _, title, step in TABLE
    ), words.pattern


@pytest.mark.parametrize("step", [each for each in steps() if each.after or each.unless], ids=lambda step: step.name)
def test_each_condition_of_a_step_keeps_an_example_silent(step: Step) -> None:
    silent = [(facts_of(told), facts_of(title)) for told, title, expected in TABLE if expected == NONE]
    spoken = [(told, new) for told, new in silent if step.name in new.headlined]
    for looser in without(step):
        assert any(follows(told, looser) for told, _ in spoken), looser


@pytest.mark.parametrize("word", [*UNREAL, "doesn't", "won’t"])
def test_what_may_be_or_is_not_is_no_step(word: str) -> None:
    title = f"Premier {word.replace('|', ' ')} then backs down"
    assert [*headlined(article(title=title))] == []
    assert [*headlined(article(title=f"Premier in Bern for talks on {title}"))] == []
    assert [*headlined(article(title=f"{title}, backs down"))] == ["concession"]


def test_a_step_that_was_told_is_no_news() -> None:
    told = facts_of("Bomb on train in Lille", "Officers detained two. Separatists may claim responsibility for it.")
    assert list(taken(told, facts_of("Two nabbed after Lille bomb"))) == []
    assert [each.what for each in taken(told, facts_of("Separatists claim Lille bombing"))] == [
        "claim of responsibility"
    ]


def test_a_step_is_named() -> None:
    found = change("Suez port shut by fog", "Port of Suez reopens")
    assert found == Change(kind=ChangeKind.MODALITY, what="opened again")


def test_where_nothing_was_told_no_step_is_new() -> None:
    assert list(taken(Facts(), facts_of("Two nabbed in Lille"))) == []
