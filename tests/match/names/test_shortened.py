"""A person whom the article calls by a longer name is no place of that name."""

import pytest

from monitor.match.watchlist import Actor
from monitor.records import EntityType, Mention
from tests.match.builders import actor, article, found, names, watch, watchlist

TITLE = "Jordan drinks water"
TEXT = "Michael Jordan drank it all."
JORDAN = actor("jordan", "Jordan", type=EntityType.PLACE)


def mentioned(words: str, at: int, actor_: str | None, kind: EntityType = EntityType.PERSON) -> Mention:
    return Mention(text=words, start=at, end=at + len(words), type=kind, actor=actor_)


LONG = mentioned("Michael Jordan", len(TITLE) + 1, "michael-jordan")


@pytest.mark.parametrize(
    ("who", "short", "long", "matches"),
    [
        (JORDAN, mentioned("Jordan", 0, "michael-jordan"), LONG, []),
        (JORDAN, mentioned("Jordan", 0, "jordan", EntityType.PLACE), LONG, ["Jordan"]),
        (JORDAN, mentioned("Jordan", 0, None), LONG, ["Jordan"]),
        (JORDAN, mentioned("Jordan", 0, "someone"), LONG, ["Jordan"]),
    ],
)
def test_a_name_is_a_persons_where_the_article_calls_that_person_by_a_longer_one(
    who: Actor, short: Mention, long: Mention, matches: list[str]
) -> None:
    lists = watchlist(watch(names("jordan")), actors=(who,))
    assert found(lists, article(TEXT, title=TITLE, mentions=(short, long))) == matches
