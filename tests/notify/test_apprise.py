"""What goes through Apprise, over its plainest service: JSON to loopback."""

import json

import pytest
from msgspec.structs import replace

from monitor.errors import ConfigError, DeliveryDelayed
from monitor.notify.open import open_receiver
from monitor.notify.spec import AppriseTarget
from monitor.records import Severity
from monitor.secret import Secret
from tests.notify.builders import SENTENCE, alert, bundle, sanctions
from tests.notify.hook import Answer, Hook

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # as Apprise loads its services


async def test_a_message_says_what_happened_and_how_to_know_it_again(hook: Hook) -> None:
    receiver = open_receiver(AppriseTarget(name="desk", url=Secret(f"json://{hook.place}")))
    await receiver.send(replace(alert(), event=sanctions()))
    await receiver.close()
    message = json.loads(hook.requests[0].body)
    assert message["title"] == "[high] EU agrees sanctions"
    assert message["type"] == "warning"
    assert message["message"].splitlines() == [
        SENTENCE,
        "What: sanctions or cut in ties, Ministers → Russia",
        "Status: reported as fact; certainty high (1.00)",
        "Source: news.example, 2026-03-02 12:00 UTC; no other publisher so far",
        "https://news.example/eu",
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story.",
        "Silence: wirewatch mute al-1, or until something changes: wirewatch ack al-1",
        "Alert al-1",
    ]


async def test_a_bundle_has_the_colour_of_its_highest_severity(hook: Hook) -> None:
    receiver = open_receiver(AppriseTarget(name="desk", url=Secret(f"json://{hook.place}")))
    severities = (Severity.MEDIUM, Severity.CRITICAL, Severity.LOW)
    await receiver.send_bundle(bundle(*(replace(alert(), severity=each) for each in severities), more=2))
    await receiver.close()
    message = json.loads(hook.requests[0].body)
    assert message["type"] == "failure"
    assert message["title"] == "Digest: 5 alerts (3 shown: 1 critical, 1 medium, 1 low): EU agrees sanctions"


@pytest.mark.parametrize(
    ("severity", "kind"),
    [(Severity.LOW, "info"), (Severity.MEDIUM, "info"), (Severity.HIGH, "warning"), (Severity.CRITICAL, "failure")],
)
async def test_the_severity_gives_the_message_its_colour(severity: Severity, kind: str, hook: Hook) -> None:
    receiver = open_receiver(AppriseTarget(name="desk", url=Secret(f"json://{hook.place}")))
    await receiver.send(replace(alert(), severity=severity))
    await receiver.close()
    assert json.loads(hook.requests[0].body)["type"] == kind


async def test_a_refusal_is_told_in_the_words_of_apprise_without_credentials(hook: Hook) -> None:
    receiver = open_receiver(AppriseTarget(name="desk", url=Secret(f"json://user:hush@{hook.place}?+token=hush")))
    hook.answers.append(Answer(403))
    with pytest.raises(DeliveryDelayed, match=r"^Apprise: Failed to send JSON .*403") as delayed:
        await receiver.send(alert())
    await receiver.close()
    assert "hush" not in str(delayed.value)


async def test_a_service_that_does_not_answer_delays(hook: Hook) -> None:
    hook.answers.append(Answer(silent=True))
    receiver = open_receiver(AppriseTarget(name="desk", url=Secret(f"json://{hook.place}")), deadline_seconds=0.05)
    with pytest.raises(DeliveryDelayed, match="not taken within"):
        await receiver.send(alert())
    await receiver.close()


@pytest.mark.parametrize("address", ["nonsense://hush", "hush", "slack://"])
async def test_an_address_that_apprise_cannot_read_is_refused_unseen(address: str) -> None:
    with pytest.raises(ConfigError, match="receiver desk: Apprise cannot read its address") as refused:
        open_receiver(AppriseTarget(name="desk", url=Secret(address)))
    assert "hush" not in str(refused.value)
