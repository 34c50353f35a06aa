"""`wirewatch why` and `wirewatch held` as a person types them, on the store of a program that ran."""

import json
from datetime import timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from monitor.alerting.receivers.routing import delivery_id
from monitor.cli.history.held import held_command
from monitor.cli.why.command import why_command
from monitor.identity import article_id
from monitor.records import (
    Change,
    ChangeKind,
    DecisionOutcome,
    DecisionReason,
    Delivery,
    DeliveryState,
    Relation,
)
from monitor.store.base import DecisionRow
from tests.cli.attention.desk import Desk, now, told
from tests.store.builders import NOON, annotated, decided, delivery

HELD, NOT_TOLD, RELEASED = DecisionOutcome.HELD, DecisionOutcome.NOT_TOLD, DecisionOutcome.RELEASED
WATCHES = """
terms: {truce: {en: [truce]}}
watches:
  - {id: truce, when: {term: truce}}
  - {id: wheat, when: {all: [{word: Macron}, {word: harvest}]}}
  - {id: rain, when: {word: rain}}
  - {id: text, when: {word: Text}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, WATCHES)


def types(desk: Desk, command: click.Command, *line: str) -> Result:
    return CliRunner().invoke(command, [*line, "--config", str(desk.directory)], env={"COLUMNS": "140"})


def why(desk: Desk, name: str) -> str:
    done = types(desk, why_command, name)
    assert done.exit_code == 0, done.output
    return done.output


def not_told(number: int, reason: DecisionReason, article: str = "a-1") -> DecisionRow:
    row = decided(f"m-{number}", NOT_TOLD, at=now(), watch="truce", alert="al-1", article=article)
    return replace(row, decision=replace(row.decision, reason=reason, title=f"Title {number}"), alert=None)


def at(receiver: str, reason: DecisionReason, outcome: DecisionOutcome = DecisionOutcome.TOLD) -> DecisionRow:
    row = decided("al-1", outcome, receiver=receiver, watch="truce", at=now())
    return replace(row, decision=replace(row.decision, reason=reason), alert=None)


def test_an_alert_is_followed_to_each_receiver(desk: Desk) -> None:
    sent = replace(delivery(1, "desk", state=DeliveryState.SENT, attempts=2), sent=NOON)
    failed = replace(delivery(1, "phone", state=DeliveryState.FAILED, attempts=9), error="HTTP status 500")
    desk.told(told(1), at("desk", DecisionReason.ROUTED), at("phone", DecisionReason.ROUTED))
    desk.told(at("quiet", DecisionReason.BELOW_SEVERITY, NOT_TOLD))
    desk.store(lambda store: store.enqueue([sent, failed]))
    shown = why(desk, "al-1")
    assert "Title 1\n  Herald · article a-1\n  story s-1\n" in shown
    assert "peace/truce  told: first alert of this watch in this story" in shown
    assert "alert al-1" in shown
    assert "→ desk  sent: on its way to the receiver" in shown
    assert f"delivery {sent.id} · sent 2026-03-02 12:00:00 UTC · attempts 2" in shown
    assert "→ phone  failed: on its way to the receiver\n  HTTP status 500" in shown
    assert "→ quiet  not told: quieter than the receiver wants" in shown


def test_an_alert_that_waits_at_its_receiver_says_until_when_and_one_that_went_with_others_in_which(desk: Desk) -> None:
    bundle = replace(delivery(9, "mail", state=DeliveryState.SENT), sent=NOON)
    waits = replace(delivery(1, "desk", state=DeliveryState.HELD), next_attempt=NOON)
    went = replace(delivery(1, "mail", state=DeliveryState.BUNDLED), bundled_in=bundle.id)
    desk.told(told(1), at("desk", DecisionReason.QUIET_HOURS, HELD), at("mail", DecisionReason.IN_BUNDLE, RELEASED))
    desk.store(lambda store: store.enqueue([waits, went, bundle]))
    shown = why(desk, "al-1")
    assert "→ desk  held: quiet hours of the receiver" in shown
    assert "held until 2026-03-02 12:00:00 UTC" in shown
    assert f"went with {bundle.id}, sent 2026-03-02 12:00:00 UTC" in shown


def test_a_match_that_is_held_says_by_what_and_until_when(desk: Desk) -> None:
    row = told(1, outcome=HELD, by="mu-1")
    muted = replace(row.decision, detail="muted by anna until noon: known", until=NOON)
    desk.told(replace(row, decision=muted))
    for name in ("m-1", "a-1", "s-1"):
        shown = why(desk, name)
        assert "peace/truce  held: muted\n  muted by anna until noon: known" in shown
        assert "held until 2026-03-02 12:00:00 UTC · by mu-1 · its story was told in al-1" in shown


def test_what_was_new_is_shown_and_a_release_names_its_message(desk: Desk) -> None:
    row = told(1, outcome=RELEASED)
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    ended = replace(row.decision, reason=DecisionReason.MUTE_ENDED, changes=(change,))
    desk.told(replace(row, decision=ended))
    shown = why(desk, "m-1")
    assert "peace/truce  released: the mute has ended\n  new: dead: 3 → 40" in shown
    assert "released in al-1" in shown


def test_an_alert_counts_the_later_matches_of_its_story_and_the_story_shows_them(desk: Desk) -> None:
    desk.told(told(1), not_told(2, DecisionReason.COPY_ALERTED, article="a-2"))
    assert "1 later match of this story told nobody anything new" in why(desk, "al-1")
    assert "Title 2" not in why(desk, "al-1")
    assert "not told: copy of an article already alerted" in why(desk, "s-1")


def test_an_alert_counts_the_matches_that_are_held_behind_it_and_says_until_when(desk: Desk) -> None:
    desk.told(told(1))
    assert "held" not in why(desk, "al-1")
    for number, hours in ((2, 1), (3, 3)):
        row = told(number, outcome=HELD)
        waits = replace(row.decision, alert="al-1", until=NOON + timedelta(hours=hours))
        desk.told(replace(row, decision=waits))
        if number == 2:
            assert "\n1 later match of this story is held, until 2026-03-02 13:00:00 UTC at the" in why(desk, "al-1")
    shown = why(desk, "al-1")
    assert "\n2 later matches of this story are held, until 2026-03-02 15:00:00 UTC at the latest" in shown
    assert "Title 2" not in shown


def test_an_article_shows_its_story_and_the_watches_that_it_does_not_meet(desk: Desk) -> None:
    copy = replace(annotated("a-1", relation=Relation.NEAR_DUPLICATE), original="a-0")
    desk.store(lambda store: store.archive_article(copy))
    shown = why(desk, "a-1")
    assert "Macron\n  https://bbc.example/1 · article a-1\n  story s-1 · near-duplicate, of a-0\n" in shown
    assert "looked at, did not match (1)\ndesk/wheat\n  a required word is missing" in shown
    assert "no word of it (2)\ndesk/truce, desk/rain" in shown
    assert "met by now, and not decided then: text" in shown


def test_for_one_watch_only_that_one_is_shown_and_why_it_was_not_met(desk: Desk) -> None:
    desk.store(lambda store: store.archive_article(annotated("a-1")))
    desk.told(told(1))
    shown = types(desk, why_command, "a-1", "--watch", "rain").output
    assert "no word of it" in shown
    assert "rain" in shown
    assert all(other not in shown for other in ("truce", "wheat", "met by now"))
    assert "did you mean 'rain'?" in types(desk, why_command, "a-1", "--watch", "rian").output


def test_an_article_is_found_by_its_address(desk: Desk) -> None:
    name = article_id("https://bbc.example/1", "", None, "", "")
    desk.store(lambda store: store.archive_article(annotated(name)))
    assert f"article {name}" in why(desk, "http://www.bbc.example/1/?utm_source=rss#top")


def test_for_programs_each_article_is_an_object(desk: Desk) -> None:
    desk.store(lambda store: store.archive_article(annotated("a-1")))
    desk.told(told(1), at("desk", DecisionReason.ROUTED))
    [line] = types(desk, why_command, "a-1", "--json").output.splitlines()
    way = json.loads(line)
    assert (way["article"], way["story"], way["relation"]) == ("a-1", "s-1", "new story")
    assert [step["decision"]["outcome"] for step in way["steps"]] == ["told"]
    assert [step["receivers"][0]["decision"]["receiver"] for step in way["steps"]] == ["desk"]
    assert {each["watch"] for each in way["rejections"]} == {"truce", "wheat", "rain"}


def test_what_the_store_does_not_know_is_told(desk: Desk) -> None:
    before = types(desk, why_command, "al-1")
    assert (before.exit_code, before.output) == (1, "Error: no store yet; `wirewatch run` makes it\n")
    desk.told(told(1))
    done = types(desk, why_command, "al-2")
    assert (done.exit_code, "the store has no alert, article, story or match 'al-2'" in done.output) == (1, True)


def held_delivery(number: int, receiver: str) -> Delivery:
    made = delivery(number, receiver, state=DeliveryState.HELD, next_attempt=NOON)
    return replace(made, held_for=DecisionReason.DIGEST)


def test_what_is_held_is_listed_by_what_and_until_when(desk: Desk) -> None:
    row = told(1, outcome=HELD, by="mu-1")
    later = told(2, outcome=HELD, watch="rain", hours_ago=0.5)
    desk.told(replace(row, decision=replace(row.decision, detail="muted by anna: known", until=NOON)), later, told(3))
    desk.store(lambda store: store.enqueue([held_delivery(1, "desk"), delivery(2, "desk")]))
    shown = types(desk, held_command).output
    assert "peace/truce  muted\n  muted by anna: known\n  Title 1\n" in shown
    assert f"until 2026-03-02 12:00:00 UTC · by mu-1 · {row.decision.subject}" in shown
    assert shown.index("Title 1") < shown.index("Title 2")
    assert "→ desk  waits for the next digest of the receiver\n  peace/ceasefire: Ceasefire agreed" in shown
    assert delivery_id("al-1", "desk") in shown
    assert shown.endswith("2 matches and 1 delivery held\n")


def test_what_is_held_of_one_watch(desk: Desk) -> None:
    desk.told(told(1, outcome=HELD), told(2, outcome=HELD, watch="rain"))
    desk.store(lambda store: store.enqueue([held_delivery(1, "desk")]))
    assert types(desk, held_command, "--watch", "rain").output.endswith("1 match and 0 deliveries held\n")
    unknown = types(desk, held_command, "--watch", "rian").output
    assert "no watchlist here has a watch 'rian'; did you mean 'rain'?" in unknown


def test_what_is_held_for_programs(desk: Desk) -> None:
    desk.told(told(1, outcome=HELD), told(2, hours_ago=1 + timedelta(minutes=1).seconds / 3600))
    desk.store(lambda store: store.enqueue([held_delivery(1, "desk")]))
    rows = [json.loads(line) for line in types(desk, held_command, "--json").output.splitlines()]
    assert [row.get("subject") or row["receiver"] for row in rows] == ["m-1", "desk"]


def test_nothing_is_held_where_the_program_never_ran(desk: Desk) -> None:
    assert types(desk, held_command).output == "0 matches and 0 deliveries held\n"
