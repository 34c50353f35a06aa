"""What a webhook sends, and what it makes of each answer."""

import json
from collections.abc import AsyncIterator

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from monitor.alerting.messages.pieces import Reply
from monitor.clock import Clock, ManualClock, system_clock
from monitor.errors import ConfigError, DeliveryDelayed, DeliveryRejected
from monitor.notify.base import Receiver
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.notify.open import open_receiver
from monitor.notify.spec import Webhook
from monitor.secret import Secret
from tests.notify.builders import NOON, alert, bundle
from tests.notify.hook import Answer, Hook
from tests.notify.test_cloudevent import published

SECRET = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


def opened(
    hook: Hook,
    *,
    secret: Secret | None = SECRET,
    clock: Clock = system_clock,
    seconds: float = 5,
    asked: str = "?token=hush",
) -> Receiver:
    spec = Webhook(name="desk", url=Secret(f"http://{hook.place}{asked}"), secret=secret, allow_private=True)
    return open_receiver(spec, clock=clock, deadline_seconds=seconds)


@pytest.fixture
async def receiver(hook: Hook) -> AsyncIterator[Receiver]:
    made = opened(hook)
    yield made
    await made.close()


async def test_the_alert_is_posted_as_a_cloudevent_under_its_id(hook: Hook, receiver: Receiver) -> None:
    await receiver.send(alert())
    [request] = hook.requests
    assert request.path == "/hook?token=hush"
    assert request.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert request.headers["webhook-id"] == "al-1"
    assert alert_of(request.body) == alert()


async def test_the_alerts_of_a_bundle_are_posted_as_one_batch_of_cloudevents_each_with_its_own_id(
    hook: Hook, receiver: Receiver
) -> None:
    await receiver.send_bundle(bundle(alert(1), alert(2)))
    [request] = hook.requests
    assert request.headers["content-type"] == "application/cloudevents-batch+json; charset=utf-8"
    assert request.headers["webhook-id"] == "d-digest"
    events = Verifier(SECRET.reveal()).verify(request.body, request.headers)
    assert [alert_of(json.dumps(event).encode()) for event in events] == [alert(1), alert(2)]


async def test_a_link_to_silence_the_alert_stands_beside_it_where_there_are_links(hook: Hook) -> None:
    spec = Webhook(name="desk", url=Secret(f"http://{hook.place}"), allow_private=True)
    receiver = open_receiver(spec, replies=lambda each: Reply(page=f"https://desk.example/a/{each.id}"))
    await receiver.send(alert())
    await receiver.send_bundle(bundle(alert(1), alert(2)))
    await receiver.close()
    single, several = (json.loads(request.body) for request in hook.requests)
    assert single["silenceurl"] == "https://desk.example/a/al-1"
    assert [each["silenceurl"] for each in several] == ["https://desk.example/a/al-1", "https://desk.example/a/al-2"]
    assert "silenceurl" not in json.loads(cloud_event(alert()))
    for event in (single, *several):
        published().validate(event)


async def test_the_signature_is_the_one_that_standard_webhooks_verify(hook: Hook, receiver: Receiver) -> None:
    await receiver.send(alert(title="Żółć 🕊"))
    [request] = hook.requests
    assert Verifier(SECRET.reveal()).verify(request.body, request.headers)["data"]["title"] == "Żółć 🕊"
    with pytest.raises(WebhookVerificationError):
        Verifier(SECRET.reveal()).verify(request.body.replace(b"al-1", b"al-2"), request.headers)


async def test_each_attempt_has_its_own_time_and_the_same_id(hook: Hook) -> None:
    clock = ManualClock(NOON)
    receiver = opened(hook, clock=clock)
    for _ in range(2):
        await receiver.send(alert())
        clock.advance(60)
    await receiver.close()
    times = [int(request.headers["webhook-timestamp"]) for request in hook.requests]
    assert times == [int(NOON.timestamp()), int(NOON.timestamp()) + 60]
    assert {request.headers["webhook-id"] for request in hook.requests} == {"al-1"}


async def test_without_a_secret_nothing_is_signed(hook: Hook) -> None:
    receiver = opened(hook, secret=None)
    await receiver.send(alert())
    await receiver.close()
    assert "webhook-signature" not in hook.requests[0].headers


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_an_answer_of_2xx_takes_the_alert(status: int, hook: Hook, receiver: Receiver) -> None:
    hook.answers.append(Answer(status))
    await receiver.send(alert())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 422])
async def test_an_answer_of_4xx_rejects_it(status: int, hook: Hook, receiver: Receiver) -> None:
    hook.answers.append(Answer(status, body="no such\x1b[31m desk"))
    with pytest.raises(DeliveryRejected, match=rf"^answered {status} [\w ]+: no such \[31m desk$"):
        await receiver.send(alert())


@pytest.mark.parametrize("quoted", ["/hook/T024/hunter2hunter2?key=hunter3", "hunter2hunter2", "key=hunter3"])
async def test_an_answer_that_quotes_the_address_does_not_tell_it(quoted: str, hook: Hook) -> None:
    receiver = opened(hook, asked="/T024/hunter2hunter2?key=hunter3")
    hook.answers.append(Answer(404, body=f"Cannot POST {quoted}"))
    with pytest.raises(DeliveryRejected, match=r"^answered 404 Not Found: Cannot POST …$"):
        await receiver.send(alert())
    await receiver.close()


@pytest.mark.parametrize("status", [407, 408, 425, 429, 500, 502, 503, 504, 599])
async def test_an_answer_that_may_change_delays_it(status: int, hook: Hook, receiver: Receiver) -> None:
    hook.answers.append(Answer(status))
    with pytest.raises(DeliveryDelayed, match=f"^answered {status}") as delayed:
        await receiver.send(alert())
    assert not delayed.value.retry_after


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("Mon, 02 Mar 2026 12:05:00 GMT", 300), ("Mon, 02 Mar 2026 11:00:00 GMT", 0), ("soon", 0)],
)
async def test_a_receiver_says_when_to_come_again(said: str, seconds: float, hook: Hook) -> None:
    receiver = opened(hook, clock=ManualClock(NOON))
    hook.answers.append(Answer(429, {"Retry-After": said, "Date": "Mon, 02 Mar 2026 12:00:00 GMT"}))
    with pytest.raises(DeliveryDelayed) as delayed:
        await receiver.send(alert())
    await receiver.close()
    assert (delayed.value.retry_after or 0) == seconds


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int, hook: Hook, receiver: Receiver) -> None:
    hook.answers.append(Answer(status, {"Location": f"http://{hook.place}/elsewhere"}))
    with pytest.raises(DeliveryDelayed, match=f"answered {status}"):
        await receiver.send(alert())
    assert len(hook.requests) == 1


async def test_a_long_answer_is_not_read_to_its_end(hook: Hook, receiver: Receiver) -> None:
    hook.answers.append(Answer(500, body="x" * 50_000_000))
    with pytest.raises(DeliveryDelayed) as delayed:
        await receiver.send(alert())
    assert len(str(delayed.value)) == 200
    await receiver.send(alert())


async def test_an_answer_that_does_not_come_delays(hook: Hook) -> None:
    hook.answers.append(Answer(silent=True))
    receiver = opened(hook, seconds=0.05)
    with pytest.raises(DeliveryDelayed, match=r"not taken within 0.05 s"):
        await receiver.send(alert())
    await receiver.close()


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
async def test_an_address_that_is_not_public_is_not_called(host: str, hook: Hook) -> None:
    address = Secret(f"http://{host.format(port=hook.port)}/?token=hush")
    receiver = open_receiver(Webhook(name="desk", url=address))
    with pytest.raises(DeliveryDelayed, match="not public"):
        await receiver.send(alert())
    await receiver.close()
    assert hook.requests == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/?token=hush", "http://[hush/", "http://hush.invalid/", "x:hush"])
async def test_no_error_shows_the_address(url: str) -> None:
    receiver = open_receiver(Webhook(name="desk", url=Secret(url), allow_private=True))
    with pytest.raises(DeliveryDelayed) as delayed:
        await receiver.send(alert())
    await receiver.close()
    assert str(delayed.value)
    assert "hush" not in str(delayed.value)


@pytest.mark.parametrize("secret", ["whsec_", "whsec_not base64!"])
async def test_a_secret_that_is_none_is_refused_unseen(secret: str, hook: Hook) -> None:
    with pytest.raises(ConfigError, match="receiver desk: the secret is not base64") as refused:
        opened(hook, secret=Secret(secret))
    assert "not base64!" not in str(refused.value)
