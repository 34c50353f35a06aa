"""How mails look: in HTML and in the part in plain text, one alert and several; and how they form conversations."""

from email.message import EmailMessage
from typing import Any

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.pieces import Action, Reply
from monitor.notify.apprise import AppriseReceiver
from monitor.notify.spec import Format
from monitor.records import AlertKind, Bundle, Change, ChangeKind
from monitor.secret import Secret
from tests.notify.builders import SENTENCE, alert, bundle, release, sanctions
from tests.notify.captured import edge, payload

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # as Apprise loads its services

PAGE = "https://desk.example/a/choose.token"
REPLY = Reply(PAGE, (Action("Acknowledge", "https://desk.example/a/ack.token"),))


def text(sent: EmailMessage, kind: str = "plain") -> str:
    part = sent.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\u200b", "")


async def test_without_a_word_on_the_format_a_mail_has_html_and_plain_text() -> None:
    address = "mailtos://user:pass@mail.example/?to=desk@desk.example&from=bot@desk.example"
    receiver = AppriseReceiver("desk", Secret(address))
    with edge() as sent:
        await receiver.send(alert())
    await receiver.close()
    assert [part.get_content_type() for part in sent[0].walk()] == ["multipart/alternative", "text/plain", "text/html"]


async def test_the_part_in_plain_text_says_all_with_addresses_instead_of_links() -> None:
    sent = await payload("mail-html", replace(alert(), event=sanctions()), lambda _: REPLY)
    assert text(sent).strip().splitlines() == [
        "HIGH",
        "EU agrees sanctions",
        SENTENCE,
        "What: sanctions or cut in ties, Ministers → Russia",
        "Status: reported as fact; certainty high (1.00)",
        "Source: news.example, 2026-03-02 12:00 UTC; no other publisher so far",
        "https://news.example/eu",
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story.",
        f"Silence: Acknowledge: {PAGE}",
        "Alert al-1",
    ]


async def test_without_links_a_mail_names_the_commands() -> None:
    sent = await payload("mail-html", alert())
    assert "Silence: wirewatch mute al-1, or until something changes: wirewatch ack al-1" in text(sent)


async def test_a_release_in_a_digest_names_what_it_held_and_the_command() -> None:
    shown = text(await payload("mail-html", bundle(release(count=14)))).splitlines()
    place = shown.index("– Held 3")
    assert shown[place + 1 : place + 4] == [
        "https://news.example/held/3",
        "and 11 more matches",
        "Silence: wirewatch mute al-1",
    ]
    assert {"– Held 1", "– Held 2", "https://news.example/held/1"} <= set(shown)


async def test_each_action_is_a_link_of_its_own_in_html() -> None:
    sent = await payload("mail-html", alert(), lambda _: REPLY)
    assert '<a href="https://desk.example/a/ack.token" style="color:inherit">Acknowledge</a>' in text(sent, "html")


async def test_a_mail_needs_no_image_no_style_sheet_and_sets_no_background() -> None:
    for what in (alert(), bundle(alert()), release()):
        html = text(await payload("mail-html", what), "html")
        assert '<meta name="color-scheme" content="light dark">' in html
        assert not [bad for bad in ("<img", "<style", "<link", "<script", "background", "url(") if bad in html]


async def test_a_digest_has_its_counts_in_the_subject_and_a_story_after_the_other() -> None:
    first = replace(alert(1, title="First"), story="s-1")
    second = replace(alert(2, title="Second"), story="s-2")
    sent = await payload("mail-html", bundle(first, second, more=3))
    assert sent["Subject"] == "Digest: 5 alerts (2 shown: 2 high): First"
    plain = text(sent)
    assert plain.index("First") < plain.index("Second") < plain.index("and 3 more alerts") < plain.index("Bundle ")


async def test_a_digest_stays_below_what_programs_show_of_a_mail_and_counts_the_rest() -> None:
    alerts = [replace(alert(number, title=f"{number} {'罢工' * 100}"), story=f"s-{number}") for number in range(200)]
    html = text(await payload("mail-html", bundle(*alerts)), "html")
    assert len(html.encode()) < 100_000
    shown = html.count("罢" * 1 + "工")
    assert shown > 0
    assert "more stories</p>" in html


async def test_what_is_released_is_listed_whole() -> None:
    plain = text(await payload("mail-html", release(count=25)))
    assert "Held: 25 matches since 2026-03-02 11:00 UTC, muted by anna until 2026-03-02 12:00 UTC: known" in plain
    assert plain.count("https://news.example/held/") == 20
    assert "and 5 more alerts" in plain


async def headers(*sent_: Any) -> list[EmailMessage]:
    address = "mailtos://user:pass@mail.example/?to=desk@desk.example&from=bot@desk.example&+X-Desk=night"
    receiver = AppriseReceiver("desk", Secret(address))
    with edge() as sent:
        for each in sent_:
            await (receiver.send_bundle(each) if isinstance(each, Bundle) else receiver.send(each))
    await receiver.close()
    return list(sent)


async def test_messages_of_a_watch_and_story_are_one_conversation() -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    update = replace(alert(2), kind=AlertKind.CHANGE, changes=(change,), replaces="al-1")
    first, second, other = await headers(alert(1), update, replace(alert(3), story="s-2"))
    assert (
        first["References"] == second["References"] == second["In-Reply-To"] == "<s-1.eu-sanctions@wirewatch.invalid>"
    )
    assert other["References"] != first["References"]
    assert (first["X-Wirewatch-Replaces"], second["X-Wirewatch-Replaces"]) == (None, "al-1")
    assert len({each["Message-ID"] for each in (first, second, other)}) == 3


async def test_a_bundle_is_in_no_conversation_and_headers_of_the_address_stay() -> None:
    alone, together = await headers(alert(1), bundle(alert(1)))
    assert together["References"] is None
    assert (alone["X-Desk"], together["X-Desk"]) == ("night", "night")
    assert (alone["Auto-Submitted"], together["Auto-Submitted"]) == ("auto-generated", "auto-generated")


@pytest.mark.parametrize(
    ("address", "wanted", "content"),
    [("", Format.TEXT, "text/plain"), ("&format=text", Format.HTML, "multipart/alternative")],
)
async def test_the_format_of_the_receiver_goes_before_that_of_the_address(
    address: str, wanted: Format, content: str
) -> None:
    url = f"mailtos://user:pass@mail.example/?to=desk@desk.example&from=bot@desk.example{address}"
    receiver = AppriseReceiver("desk", Secret(url), wanted=wanted)
    with edge() as sent:
        await receiver.send(alert())
    await receiver.close()
    assert sent[0].get_content_type() == content


def test_a_format_that_the_service_does_not_take_is_refused() -> None:
    with pytest.raises(ValueError, match="its service takes no messages in markdown"):
        AppriseReceiver(
            "desk", Secret("mailtos://user:pass@mail.example/?to=desk@desk.example"), wanted=Format.MARKDOWN
        )
