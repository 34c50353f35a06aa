"""What is changed over HTTP: mutes, acknowledgements, feedback, deliveries sent again, feeds polled at once."""

from typing import Any

import pytest
from msgspec.structs import replace

from monitor.records import AlertKind, DeliveryState, Verdict
from monitor.store.base import DecisionRow
from tests.store.builders import NOON, alert, annotated, decided, delivery, feed_state, minutes
from tests.web.conftest import POLLED, Web

MUTE = {"watch": "ceasefire", "for": "8h", "reason": "known"}


def told(
    subject: str = "m-1", *, alert_id: str = "al-1", story: str = "s-1", kind: AlertKind = AlertKind.FIRST
) -> DecisionRow:
    row = decided(subject)
    assert row.alert is not None
    return replace(
        row,
        decision=replace(row.decision, alert=alert_id, story=story),
        alert=replace(row.alert, id=alert_id, story=story, kind=kind),
    )


async def sent(web: Web, method: str, path: str, body: object = None, status: int = 200, key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    answer = await web.client.request(method, f"/api/v1{path}", json=body, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


async def items(web: Web, path: str) -> list[Any]:
    return list((await sent(web, "GET", path))["items"])


async def test_a_mute_is_foreseen_made_listed_and_ended(web: Web) -> None:
    await web.store.record_decisions([told("m-1"), told("m-2")])
    foresight = await sent(web, "GET", "/mutes/preview?watch=ceasefire")
    assert (foresight["preview"]["held"], foresight["warnings"]) == (2, [])
    assert await items(web, "/mutes") == []
    made = await sent(web, "POST", "/mutes", MUTE, 201)
    assert (made["mute"]["author"], made["mute"]["origin"], made["already"]) == ("local", "web", False)
    assert made["would_have_held"] == foresight
    [listed] = await items(web, "/mutes")
    assert (listed["about"], listed["in_force"], listed["holds"]) == ("watch ceasefire", True, 0)
    assert (await sent(web, "DELETE", f"/mutes/{made['mute']['id']}"))["ended"] is not None
    assert await items(web, "/mutes") == []
    assert [each["in_force"] for each in await items(web, "/mutes?all=true")] == [False]


async def test_what_a_mute_names_that_nobody_knows_is_told(web: Web) -> None:
    made = await sent(web, "POST", "/mutes", MUTE | {"watch": "ceasfire", "story": "s-9"}, 201)
    [watch, story] = made["would_have_held"]["warnings"]
    assert "'ceasefire'" in watch
    assert "no story 's-9'" in story


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"for": "8h", "reason": "x"}, "name one at least"),
        ({"watch": "w", "reason": "x"}, "a mute has an end"),
        ({"watch": "w", "for": "31d", "reason": "x"}, "at most 30 days"),
        ({"watch": "w", "for": "soon", "reason": "x"}, "expected a duration such as"),
        ({"watch": "w", "for": "8h", "until": "2026-03-03T00:00:00Z", "reason": "x"}, "expected one of them"),
        ({"watch": "w", "until": "2020-01-01T00:00:00Z", "reason": "x"}, "would have ended"),
        ({"watch": "w", "for": "8h"}, "reason"),
        ({"watch": "w", "for": "8h", "reason": "x", "autor": "me"}, "autor"),
        ({"watch": 1, "for": "8h", "reason": "x"}, "watch"),
        ([], ""),
        (None, ""),
    ],
)
async def test_a_mute_that_cannot_be_is_a_problem_and_nothing_is_kept(web: Web, body: object, said: str) -> None:
    answer = await web.client.post("/api/v1/mutes", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), answer.text
    assert said in answer.text
    assert await items(web, "/mutes?all=true") == []


async def test_an_alert_is_muted_in_its_story_and_once(web: Web) -> None:
    await web.store.record_decisions([told()])
    first = await sent(web, "POST", "/alerts/al-1/mute", {})
    again = await sent(web, "POST", "/alerts/al-1/mute", {})
    assert (first["already"], again["already"], again["mute"]) == (False, True, first["mute"])
    matcher = first["mute"]["matcher"]
    assert (matcher["watch"], matcher["story"]) == ("ceasefire", "s-1")
    assert first["mute"]["until"] == "2026-03-02T20:00:00Z"


async def test_a_snooze_is_a_mute_of_an_hour(web: Web) -> None:
    await web.store.record_decisions([told(kind=AlertKind.SPIKE)])
    made = await sent(web, "POST", "/alerts/al-1/snooze", {})
    assert (made["mute"]["until"], made["mute"]["matcher"]["story"]) == ("2026-03-02T13:00:00Z", None)


async def test_a_story_is_acknowledged_listed_and_told_again(web: Web) -> None:
    await web.store.record_decisions([told()])
    made = await sent(web, "POST", "/acknowledgements", {"alert": "al-1", "comment": "front page"}, 201)
    assert (made["acknowledgement"]["author"], made["already"], made["warnings"]) == ("local", False, [])
    again = await sent(web, "POST", "/acknowledgements", {"story": "s-1", "watch": "ceasefire"}, 201)
    assert (again["already"], again["acknowledgement"]["comment"]) == (True, "front page")
    assert [each["in_force"] for each in await items(web, "/acknowledgements?story=s-1")] == [True]
    assert await sent(web, "DELETE", "/acknowledgements/s-1") == {"ended": 1}
    assert await items(web, "/acknowledgements") == []
    await sent(web, "DELETE", "/acknowledgements/s-1", status=404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"story": "s-1"}, 400),
        ({}, 400),
        ({"alert": "al-1", "story": "s-1"}, 400),
        ({"story": "s-none", "watch": "ceasefire"}, 404),
        ({"alert": "al-spike"}, 409),
    ],
)
async def test_what_cannot_be_acknowledged_is_a_problem(web: Web, body: object, status: int) -> None:
    await web.store.record_decisions([told("m-9", alert_id="al-spike", story="s-9", kind=AlertKind.SPIKE)])
    await sent(web, "POST", "/acknowledgements", body, status)
    assert await web.store.acknowledgements() == []


async def test_feedback_is_kept_with_who_gave_it_and_becomes_a_test_of_the_watch(web: Web) -> None:
    told_ = replace(alert(1), article="a-1")
    await web.store.archive_alert(told_)
    await web.store.archive_article(annotated("a-1"))
    path = f"/alerts/{told_.id}/feedback"
    await sent(web, "PUT", path, {"verdict": "useful"})
    await sent(web, "PUT", path, {"verdict": "wrong", "note": "another country"})
    [said] = await items(web, f"/feedback?watch={told_.watch}")
    assert (said["verdict"], said["note"], said["author"]) == (Verdict.WRONG, "another country", "local")
    article = annotated("a-1").article
    expected = {"title": article.title, "text": article.text, "match": False}
    assert await items(web, f"/watches/{told_.watch}/examples") == [expected]
    await sent(web, "PUT", "/alerts/al-none/feedback", {"verdict": "wrong"}, 404)
    await sent(web, "PUT", path, {"verdict": "great"}, 400)


async def test_what_failed_is_sent_again_and_nothing_else(web: Web) -> None:
    failed, waiting = replace(delivery(1), state=DeliveryState.FAILED), delivery(2)
    await web.store.enqueue([failed, waiting])
    assert (await sent(web, "POST", f"/deliveries/{failed.id}/retry"))["state"] == "pending"
    await sent(web, "POST", f"/deliveries/{waiting.id}/retry", status=409)
    await sent(web, "POST", "/deliveries/none/retry", status=404)
    await web.store.enqueue([replace(delivery(3), state=DeliveryState.FAILED)])
    assert await sent(web, "POST", "/deliveries/retry?receiver=none") == {"moved": 0}
    assert await sent(web, "POST", "/deliveries/retry") == {"moved": 1}


async def test_a_feed_is_polled_now_unless_its_server_asked_to_be_left_alone(web: Web) -> None:
    POLLED.clear()
    [first, second, *_] = await items(web, "/feeds")
    await sent(web, "POST", f"/feeds/{first['feed']}/poll", status=202)
    state = feed_state(second["feed"])
    held = replace(state, schedule=replace(state.schedule, held_until=NOON + minutes(30)))
    await web.store.remember_poll(held, ())
    refused = await sent(web, "POST", f"/feeds/{second['feed']}/poll", status=409)
    assert "2026-03-02 12:30 UTC" in refused["detail"]
    await sent(web, "POST", "/feeds/none/poll", status=404)
    assert [first["feed"]] == POLLED


async def test_a_request_that_comes_twice_is_done_once_and_answered_the_same(web: Web) -> None:
    first = await sent(web, "POST", "/mutes", MUTE, 201, key="k-1")
    assert await sent(web, "POST", "/mutes", MUTE, 201, key="k-1") == first
    assert len(await items(web, "/mutes")) == 1
    await sent(web, "POST", "/mutes", MUTE | {"reason": "other"}, 422, key="k-1")
    await sent(web, "DELETE", f"/mutes/{first['mute']['id']}", key="k-1", status=422)
    assert len(await items(web, "/mutes")) == 1


async def test_a_refusal_is_repeated_as_well(web: Web) -> None:
    refused = await sent(web, "POST", "/alerts/al-1/mute", {}, 404, key="k-2")
    await web.store.record_decisions([told()])
    assert await sent(web, "POST", "/alerts/al-1/mute", {}, 404, key="k-2") == refused


async def test_a_request_that_was_cut_off_is_done_as_of_when_it_came_first(web: Web) -> None:
    first = await sent(web, "POST", "/mutes", MUTE, 201, key="k-3")
    [kept] = web.store._requests.values()
    web.store._requests[kept.id] = replace(kept, answer=None)  # as a kill between the write and the answer leaves it
    assert await sent(web, "POST", "/mutes", MUTE, 201, key="k-3") == first
    assert len(await items(web, "/mutes")) == 1


@pytest.mark.parametrize("key", [" ", "é", "x" * 256])
async def test_a_key_that_is_none_is_refused(web: Web, key: str) -> None:
    answer = await web.client.post("/api/v1/mutes", json=MUTE, headers=[(b"Idempotency-Key", key.encode())])
    assert answer.status_code == 400
    assert await items(web, "/mutes") == []


async def test_a_body_is_json_and_bounded(web: Web) -> None:
    plain = await web.client.post("/api/v1/mutes", content=b"{}", headers={"Content-Type": "application/xml"})
    assert plain.status_code == 415
    large = await web.client.post("/api/v1/mutes", json=MUTE | {"reason": "x" * 70_000})
    assert large.status_code == 413
    deep = await web.client.post("/api/v1/mutes", content=b"[" * 60_000, headers={"Content-Type": "application/json"})
    assert deep.status_code == 400
    assert {each.headers["content-type"] for each in (plain, large, deep)} == {"application/problem+json"}


@pytest.mark.parametrize(("text", "status"), [("\0", 400), ("\\\0", 400), ("\\u0000", 201)])
async def test_a_body_has_no_character_that_no_database_takes(web: Web, text: str, status: int) -> None:
    assert (await web.client.post("/api/v1/mutes", json=MUTE | {"reason": text})).status_code == status
