"""Mutes that stand in a watchlist."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.errors import ConfigError
from monitor.records import Mute, MuteMatcher
from tests.config.builders import directory, loaded

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
WATCHES = """
actors:
  macron: {name: Emmanuel Macron, wikidata: Q3052772}
  ann: {name: Ann Nobody-Knows}
watches:
  - {id: a, when: {actor: macron}}
"""


def with_mutes(root: Path, *mutes: str, more: str | None = None) -> Configuration:
    said = "".join(f"  - {{{each}}}\n" for each in mutes)
    return loaded(root, watchlists__desk=f"{WATCHES}mutes:\n{said}", watchlists__more=more)


def test_a_mute_has_a_matcher_an_end_a_reason_and_an_author(tmp_path: Path) -> None:
    (mute,) = with_mutes(
        tmp_path,
        "watch: a, story: s-1, publisher: Echo, tag: sport, since: 2026-05-01, until: 2026-05-20T06:00Z, "
        "reason: known, by: Ann",
    ).mutes
    assert mute == Mute(
        id=mute.id,
        matcher=MuteMatcher(watch="a", story="s-1", publisher="Echo", tag="sport"),
        until=datetime(2026, 5, 20, 6, tzinfo=UTC),
        reason="known",
        author="Ann",
        created=datetime(2026, 5, 1, tzinfo=UTC),
        origin="yaml",
    )


def test_one_that_does_not_say_who_or_since_when_is_its_files_and_as_old_as_may_be(tmp_path: Path) -> None:
    (mute,) = with_mutes(tmp_path, "watch: a, until: 2026-05-31, reason: known").mutes
    assert (mute.author, mute.created) == ("watchlist desk", datetime(2026, 5, 1, tzinfo=UTC))


def test_one_until_something_changes_ends_after_thirty_days_at_the_latest(tmp_path: Path) -> None:
    (mute,) = with_mutes(tmp_path, "story: s-1, since: 2026-05-01, until: changed, reason: known").mutes
    assert mute.until_changed
    assert mute.until == datetime(2026, 5, 31, tzinfo=UTC)


def test_an_actor_is_meant_by_the_entity_that_it_is_else_by_its_id(tmp_path: Path) -> None:
    made = with_mutes(
        tmp_path,
        "actor: macron, until: 2026-05-31, reason: known",
        "actor: ann, until: 2026-05-31, reason: known",
    )
    entity = made.watchlists[0].actors[0].identity.entity
    assert entity is not None
    assert [mute.matcher.actor for mute in made.mutes] == [entity, "ann"]


def test_the_id_is_a_function_of_what_the_mute_says(tmp_path: Path) -> None:
    base = "watch: a, until: 2026-05-31, reason: known"
    (first,) = with_mutes(tmp_path, base).mutes
    others = (
        "watch: a, until: 2026-05-30, reason: known",
        "watch: a, until: 2026-05-31, reason: noise",
        "watch: a, until: 2026-05-31, reason: known, by: Ann",
        "watch: a, story: s-1, until: 2026-05-31, reason: known",
        "story: a, until: 2026-05-31, reason: known",
        "watch: a, since: 2026-05-01, until: changed, reason: known",
    )
    made = with_mutes(tmp_path, "watch: a, story: s-2, until: 2026-05-31, reason: known", base, base, *others).mutes
    assert made[1] == first
    assert len({mute.id for mute in made}) == len(made) == 8


def test_a_mute_may_be_of_a_watch_in_another_file(tmp_path: Path) -> None:
    more = "watches: [{id: z, when: {word: ice}}]\n"
    (mute,) = with_mutes(tmp_path, "watch: z, until: 2026-05-31, reason: known", more=more).mutes
    assert mute.matcher.watch == "z"


def said_of(root: Path, mute: str) -> list[str]:
    target = directory(root, watchlists__desk=f"{WATCHES}mutes: [{{{mute}}}]\n")
    return [
        str(warning).replace(f"{target}/watchlists/desk.yaml:", "") for warning in load(target, {}, now=NOW).warnings
    ]


def test_one_that_has_ended_is_warned_of(tmp_path: Path) -> None:
    ended = ["7: warning: this mute ended on 2026-05-01 and holds nothing"]
    assert said_of(tmp_path, "watch: a, until: 2026-05-01T12:00Z, reason: known") == ended
    assert said_of(tmp_path, "watch: a, since: 2026-04-01, until: changed, reason: known") == ended
    assert said_of(tmp_path, "watch: a, until: 2026-05-01T12:01Z, reason: known") == []


@pytest.mark.parametrize("mute", ["until: 2026-05-31T12:01Z", "since: 2026-05-01T12:01Z, until: changed"])
def test_one_that_ends_later_than_in_thirty_days_is_refused(tmp_path: Path, mute: str) -> None:
    target = directory(tmp_path, watchlists__desk=f"{WATCHES}mutes: [{{watch: a, reason: known, {mute}}}]\n")
    with pytest.raises(ConfigError) as error:
        load(target, {}, now=NOW)
    assert "7: ends more than 30 days from now: expected 2026-05-31 at the latest" in str(error.value)
    assert load(target, {}, now=NOW + timedelta(minutes=1)).mutes
