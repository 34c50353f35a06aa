"""One happening in stories of their own: a watch tells it once, and what else resembles it is told as well."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from monitor.records import AlertKind, DecisionReason, Event, EventType, Evidence, Match, Party, Relation, Span
from tests.alerting.builders import article, evidence, match
from tests.alerting.desk import COUNTS_PUBLISHERS, Desk, publishers

R = DecisionReason


class Pair(NamedTuple):
    """A row of `elsewhere.tsv`."""

    is_same: str
    storyline: str
    asked: str
    told_title: str
    told_text: str
    title: str
    text: str
    held: str

    def matches(self) -> tuple[Match, Match]:
        """What is told, and the match of another story."""
        return self._match("a-1", "s-1", self.told_title, self.told_text), self._match(
            "b-1", "s-2", self.title, self.text
        )

    def _match(self, name: str, story: str, title: str, text: str) -> Match:
        made = article(name, title=title, text=text)
        found = re.findall(rf"(?:{self.asked})\w*", made.document, re.IGNORECASE)
        evidences: list[Evidence] = [evidence("term asked", word, made) for word in dict.fromkeys(found)]
        storyline = "sl-1" if self.storyline == "storyline" else ""
        return match(name, *evidences, story=story, storyline=storyline, of=made)


_TABLE = Path(__file__).with_name("elsewhere.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [Pair(*line.split("\t")) for line in _TABLE if line and not line.startswith("#")]
QUAKE, WANTED = PAIRS[0].matches()
PORT = next(pair for pair in PAIRS if pair.storyline == "storyline")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.held}, {pair.storyline}")
async def test_what_was_told_in_another_story_is_told_again_only_where_it_is_something_else(pair: Pair) -> None:
    expected = R.TOLD_ELSEWHERE if pair.is_same == "same" else R.FIRST_IN_STORY
    told, second = await Desk().decisions(*pair.matches())
    assert (told.reason, second.reason) == (R.FIRST_IN_STORY, expected)


async def test_what_is_not_told_names_the_headline_and_the_alert_under_which_it_was() -> None:
    told, second = await Desk().decisions(QUAKE, WANTED)
    assert (second.alert, second.detail) == (told.alert, "the same was told under: Quake shakes Sarvan province")


@pytest.mark.parametrize(("hours", "reason"), [(23.9, R.TOLD_ELSEWHERE), (24.1, R.FIRST_IN_STORY)])
async def test_what_was_told_in_any_story_is_known_for_a_day(hours: float, reason: DecisionReason) -> None:
    desk = Desk()
    await desk.take(QUAKE, at=0)
    assert (await desk.take(WANTED, at=60 * hours)).row.decision.reason is reason


@pytest.mark.parametrize(("hours", "reason"), [(71.9, R.TOLD_ELSEWHERE), (72.1, R.FIRST_IN_STORY)])
async def test_what_was_told_in_the_storyline_is_known_for_three(hours: float, reason: DecisionReason) -> None:
    desk = Desk()
    told, repeated = PORT.matches()
    await desk.take(told, at=0)
    assert (await desk.take(repeated, at=60 * hours)).row.decision.reason is reason


async def test_another_watch_was_told_nothing() -> None:
    assert await Desk().reasons(QUAKE, replace(WANTED, watch="quakes")) == [R.FIRST_IN_STORY, R.FIRST_IN_STORY]


async def test_what_is_new_in_another_story_is_told_as_a_change_and_then_known_in_both() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(QUAKE, replace(WANTED, independent=3))
    assert (desk.left[-1].kind, desk.left[-1].changes) == (AlertKind.CHANGE, (publishers("1", "3"),))
    assert desk.left[-1].replaces == desk.left[0].id
    late = replace(
        QUAKE,
        id="m-late",
        independent=3,
        relation=Relation.FOLLOW_UP,
        article=article("a-2", title="Quake shook Ilmet in Sarvan", text=QUAKE.article.text),
    )
    assert await desk.reasons(late) == [R.NOTHING_MATERIAL]


async def test_a_story_goes_on_where_another_one_told_the_same_before() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    further = replace(WANTED, id="m-further", relation=Relation.FOLLOW_UP, article=replace(WANTED.article, id="b-2"))
    assert await desk.reasons(QUAKE, WANTED, further) == [R.FIRST_IN_STORY, R.TOLD_ELSEWHERE, R.TOLD_ELSEWHERE]


Parties = tuple[Party, ...]


def striking(made: Match, actors: Parties, recipients: Parties, **others: object) -> Match:
    """`made`, with an attack in its headline."""
    title = Span(text=made.article.title, start=0, end=len(made.article.title))
    event = Event(id="e-1", type=EventType.ASSAULT, actors=actors, recipients=recipients, trigger=title, sentence=title)
    return replace(made, event=replace(event, **others))


def party(text: str, country: str = "") -> Parties:
    return (Party(text=text, start=0, end=2, country=country or None),)


RUSSIA = party("Russia", "RUS")


@pytest.mark.parametrize(
    ("told", "new", "reason"),
    [
        ((party("Rebels"), ()), (party("India", "IND"), ()), R.FIRST_IN_STORY),
        ((party("Rebels"), ()), (party("gunmen"), ()), R.TOLD_ELSEWHERE),
        ((RUSSIA, party("Ukraine", "UKR")), (RUSSIA, party("Georgia", "GEO")), R.FIRST_IN_STORY),
        ((RUSSIA, party("Ukraine", "UKR")), (RUSSIA, party("a hamlet")), R.TOLD_ELSEWHERE),
        (((), party("six people", "NGA")), ((), party("Nembe", "NER")), R.TOLD_ELSEWHERE),
    ],
)
async def test_a_deed_of_others_is_another_happening_where_they_are_known(
    told: tuple[Parties, Parties], new: tuple[Parties, Parties], reason: DecisionReason
) -> None:
    assert (await Desk().reasons(striking(QUAKE, *told), striking(WANTED, *new)))[1] is reason


async def test_what_others_say_is_said_of_the_same_happening() -> None:
    told, new = (party("Council", "USA"), ()), (party("Haiti", "HTI"), ())
    pair = striking(QUAKE, *told, type=EventType.SUPPORT), striking(WANTED, *new, type=EventType.SUPPORT)
    assert (await Desk().reasons(*pair))[1] is R.TOLD_ELSEWHERE


@pytest.mark.parametrize(
    ("place", "reason"),
    [("Ilmet", R.TOLD_ELSEWHERE), ("northern Ilmet", R.TOLD_ELSEWHERE), ("Tarvik", R.MATERIAL_CHANGE)],
)
async def test_a_place_is_new_in_another_story_unless_it_was_spoken_of(place: str, reason: DecisionReason) -> None:
    at = [Span(text=name, start=0, end=len(name)) for name in ("Sarvan province", place)]
    pair = (striking(made, (), (), location=where) for made, where in zip((QUAKE, WANTED), at, strict=True))
    assert (await Desk().reasons(*pair))[1] is reason
