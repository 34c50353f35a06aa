"""What goes out to each channel for a feed that means harm: nothing of its text acts, and all of it fits."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.pieces import Action, Reply
from monitor.records import (
    Alert,
    AlertKind,
    AuxiliaryMode,
    Bundle,
    BundleKind,
    Change,
    ChangeKind,
    Event,
    EventType,
    Held,
    ModeReason,
    Party,
    Size,
    Span,
)
from tests.notify import grammars
from tests.notify.builders import NOON, alert, bundle, release
from tests.notify.captured import ADDRESSES, payload, strings

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # as Apprise loads its services

LINK = "https://news.example/eu"
PAGE = "https://desk.example/a/choose.token"
REPLY = Reply(page=PAGE, actions=(Action("Acknowledge", "https://desk.example/a/acknowledge.token"),))
HOSTILE = {
    "pings on Discord": "Strike @everyone @here <@123456789012345678> <@!12345> <@&987654321098765432> <#4242> ends",
    "codes of Discord": "Strike <a:wave:1234> <:x:99> <t:1700000000:R> </deploy:123> <id:customize> ends",
    "pings on Slack": "Strike <!channel> <!here|here> <!everyone> <@U024BE7LH> <#C024BE7LR|general> <!subteam^S1> ends",
    "pings elsewhere": "Strike @channel @all @room @desk_editor ＠everyone @bot:matrix.example ends",
    "links of Markdown": "Strike [ends](https://evil.example/x) ![pic](http://evil.example/p) [a][b] <https://evil.io>",
    "links of Slack": "Strike <https://evil.example|bank.example> <mailto:x@evil.example|mail> ends",
    "bare links": "Strike https://evil.example www.evil.example evil.com/in ftp://evil.io x@evil.example tg://j ends",
    "other schemes": "Strike javascript:alert(1) data:text/html,x mailto:x@evil.example tel:+123456 sms:+1 ends",
    "emphasis": "Strike *ends* **now** _or_ __never__ ~~never~~ ***x*** `code` ```block``` ||spoiler|| ~gone~",
    "blocks": "# Strike\n> ends\n- now\n1. or\n2) never\n---\n===\n-# small\n>>> all\n| a | b |\n| - | - |\n    code",
    "HTML": "Strike <b>ends</b> <a href='https://evil.example'>x</a> <script>y</script> <!-- x --> <img onerror=y>",
    "entities": "Strike &lt;b&gt; &#60;script&#62; &amp;lt; &quot; &commat;everyone AT&T 5 < 6 > 4 & 7 ends",
    "tags and commands": "Strike #breaking /stop /start@bot $TSLA ~town-square :smile: :+1: :flag-us: ends",
    "line ends": "Strike\r\nBcc: all@evil.example\r\n\r\n<html>\x0b\x0c\x85\u2028\u2029 ends",
    "directions": "Strike \u202eesrever\u202c \u2066x\u2069 \u200ey\u200f \u061cz \u202a\u202b\u202d ends",
    "terminals": "Strike \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x00\x01\x07\x08\x7f ends",
    "templates": "Strike {{DATE(2026-01-01,SHORT)}} ${title} {body} %s \\n \\u0040everyone \\@everyone \\*x\\* ends",
    "long title": "Strike " + "of dockers & <sailors> " * 400,
    "long words": "Strike" + "*_<&@" * 4_000,
    "wide": "罢工 " + "罢工结束了，码头工人回到岗位。👩‍👩‍👧‍👦🇺🇦" * 400,
}

Found = Callable[[str], Iterator[str]]
LINKS = frozenset({LINK, PAGE, *(action.url for action in REPLY.actions)})
_TELEGRAM = frozenset({"b"})
GRAMMARS: dict[str, dict[str, Found]] = {
    "slack": {"title": grammars.found_in_slack, "text": grammars.found_in_slack},
    "slack-blocks": {"text": grammars.found_in_slack},
    "slack-markdown": {"title": grammars.found_in_mrkdwn, "text": grammars.found_in_mrkdwn},
    "telegram": {"text": partial(grammars.found_in_html, allowed=_TELEGRAM)},
    "telegram-markdown": {"text": grammars.found_in_telegram_markdown},
    "discord": {"content": grammars.found_in_markdown},
    "discord-embed": {"title": grammars.found_in_markdown, "description": grammars.found_in_markdown},
    "mattermost": {"text": grammars.found_in_markdown},
    "matrix": {"text": grammars.found_in_text},
    "matrix-html": {"text": partial(grammars.found_in_html, allowed=frozenset({"h1", "br"}))},
    "matrix-slack": {"title": grammars.found_in_slack, "text": grammars.found_in_slack},
    "teams": {"text": grammars.found_in_markdown},
    "google-chat": {"text": lambda text: grammars.found_in_mrkdwn(re.sub(r"\A\*(.*)\*$", r"\1", text, flags=re.M))},
    "rocket-chat": {"text": lambda text: grammars.found_in_markdown(text.removeprefix("# "))},
    "zulip": {"topic": grammars.found_in_text, "content": grammars.found_in_markdown},
    "ntfy": {"title": grammars.found_in_text, "message": grammars.found_in_text},
    "ntfy-markdown": {"title": grammars.found_in_text, "message": grammars.found_in_markdown},
    "pushover": {"title": grammars.found_in_text, "message": grammars.found_in_text},
    "pushover-html": {
        "title": grammars.found_in_text,
        "message": partial(grammars.found_in_html, allowed=frozenset({"br"})),
    },
    "mail": {"subject": grammars.found_in_text, "text/plain": grammars.found_in_text},
    "mail-html": {
        "subject": grammars.found_in_text,
        "text/plain": grammars.found_in_text,
        "text/html": partial(grammars.found_in_mail, links=LINKS),
    },
    "mailgun": {"subject": grammars.found_in_text, "html": partial(grammars.found_in_mail, links=LINKS)},
    "json": {"title": grammars.found_unseen, "message": grammars.found_unseen},  # for programs
}

Size_ = Callable[[str], int]


def in_bytes(text: str) -> int:
    return len(text.encode())


def in_units(text: str) -> int:
    """UTF-16 code units, by which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


LIMITS: dict[str, dict[str, tuple[Size_, int]]] = {
    "slack": {"title": (len, 300), "text": (len, 3_000)},
    "slack-blocks": {"text": (len, 3_000)},
    "slack-markdown": {"title": (len, 300), "text": (len, 3_000)},
    "telegram": {"text": (in_units, 4_096)},
    "telegram-markdown": {"text": (in_units, 4_096)},
    "discord": {"content": (in_units, 2_000)},
    "discord-embed": {"title": (in_units, 256), "description": (in_units, 4_096)},
    "mattermost": {"text": (len, 4_000)},
    "matrix": {"text": (in_bytes, 30_000)},
    "matrix-html": {"text": (in_bytes, 60_000)},
    "matrix-slack": {"text": (in_bytes, 60_000)},
    "teams": {"text": (in_bytes, 28_000)},
    "google-chat": {"text": (len, 4_000)},
    "rocket-chat": {"text": (len, 1_000)},
    "zulip": {"topic": (len, 60), "content": (len, 10_000)},
    "ntfy": {"title": (in_bytes, 1_024), "message": (in_bytes, 4_096)},
    "ntfy-markdown": {"title": (in_bytes, 1_024), "message": (in_bytes, 4_096)},
    "pushover": {"title": (len, 250), "message": (len, 1_024)},
    "pushover-html": {"title": (len, 250), "message": (len, 1_024)},
    "mail": {"subject": (in_bytes, 998), "text/plain": (in_bytes, 60_000)},
    "mail-html": {"subject": (in_bytes, 998), "text/html": (in_bytes, 200_000)},
    "mailgun": {"subject": (in_bytes, 998), "html": (in_bytes, 200_000)},
    "json": {"title": (len, 250), "message": (len, 20_000)},
}


def told(text: str) -> Alert:
    """An alert of which everything that a feed can write says `text`."""
    place = Span(text=text, start=0, end=len(text))
    party = Party(text=text, start=0, end=len(text), name=text)
    event = Event(
        id="e-1",
        type=EventType.PROTEST,
        actors=(party,),
        recipients=(party,),
        trigger=place,
        sentence=place,
        said_by=party,
        location=place,
        mode_reasons=(ModeReason(mode=AuxiliaryMode.FUTURE, rule="auxiliary", cue=place),),
        future=True,
    )
    reason = f"Watch 'dock_strike': term strike ('{text}') in the title; first alert in this story."
    raised = replace(alert(title=text, sentence=f"{text} It was said."), publisher=text, matched=(text,), reason=reason)
    return replace(raised, event=event, publishers=3)


def changed(text: str) -> Alert:
    """The same with `text` in what changed, and in why it was held."""
    change = Change(kind=ChangeKind.FIGURE, what=text, before=text, after=text)
    held = Held(count=1, why=text, since=NOON, items=())
    return replace(told(text), kind=AlertKind.CHANGE, changes=(change,), held=held)


def corrected(text: str) -> Alert:
    """The same in a correction."""
    change = Change(kind=ChangeKind.CORRECTION, what=text, before=text, after=text)
    return replace(told(text), kind=AlertKind.CORRECTION, changes=(change,))


def released(text: str) -> Alert:
    """The same in what a release tells of."""
    shown = release(25, title=text, why=text)
    assert shown.held is not None
    items = tuple(replace(item, url=LINK, publisher=text) for item in shown.held.items)
    return replace(shown, held=replace(shown.held, items=items))


def digest(text: str) -> Bundle:
    """The same in every alert of a digest, of many stories and several articles in some."""
    alerts = [replace(changed(text), story=f"s-{number // 2}", title=f"{number} {text}") for number in range(16)]
    return bundle(*alerts, more=3)


def group(text: str) -> Bundle:
    """The same in one alert of a group."""
    return bundle(told(text), kind=BundleKind.GROUP)


def releases(text: str) -> Bundle:
    """The same in what a release in a digest tells of."""
    return bundle(released(text))


KINDS: dict[str, Callable[[str], Alert | Bundle]] = {
    "change": changed,
    "correction": corrected,
    "release": released,
    "digest": digest,
    "releases": releases,
    "group": group,
}


def without_link(text: str) -> str:
    """`text` without the links that the message is meant to have."""
    for link in LINKS:
        text = text.replace(link, "L").replace(re.sub(r"([.])", r"\\\1", link), "L")
    return text


def parts(channel: str, sent: Any) -> Iterator[tuple[str, str]]:
    """The texts of a payload that hold what a feed wrote."""
    known = GRAMMARS[channel]
    found = [(name, text) for name, text in strings(sent) if name in known and text != "Wirewatch"]
    assert {name for name, _ in found} == set(known)
    yield from found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("channel", ADDRESSES)
async def test_nothing_of_a_feeds_text_acts_and_nothing_is_too_long(channel: str, text: str) -> None:
    assert list(wrong(channel, await payload(channel, told(text)))) == []


def wrong(channel: str, sent: Any) -> Iterator[str]:
    """What acts in a payload, and what is longer than the channel takes."""
    for name, part in parts(channel, sent):
        yield from GRAMMARS[channel][name](part if name in ("text/html", "html") else without_link(part))
        if name in LIMITS[channel]:
            measure, limit = LIMITS[channel][name]
            if measure(part) > limit:
                yield f"{name} is too long: {measure(part)} of {limit}"
        if name in ("title", "subject", "topic") and {"\n", "\r"} & set(part):
            yield f"{name} has several lines"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", ADDRESSES)
async def test_the_same_holds_for_whatever_else_is_told_with_links_to_silence_it(channel: str, kind: str) -> None:
    for name, text in HOSTILE.items():
        sent = await payload(channel, KINDS[kind](text), lambda _: REPLY)
        assert list(wrong(channel, sent)) == [], name


@pytest.mark.parametrize("channel", ADDRESSES)
async def test_however_long_the_sentence_source_link_and_id_are_there(channel: str) -> None:
    sentence = (
        "and the dockers said that the night shift would stay, " * 90 + "a strike was called, " + "or so it went, " * 90
    )
    sent = await payload(channel, replace(alert(sentence=sentence), matched=("strike",)))
    texts = [
        re.sub(r"[\\\u200b]", "", text).replace("&nbsp;", " ").replace("\xa0", " ") for _, text in parts(channel, sent)
    ]
    whole = "\n".join(texts)
    assert "…" in whole
    assert "a strike was called" in whole
    assert re.search(r"Source:(\*\*|</b>)?\s?news.example", whole)
    assert LINK in whole
    assert "Alert al-1" in whole


@pytest.mark.parametrize("channel", ADDRESSES)
async def test_however_long_the_rest_what_is_new_and_the_link_that_silences_are_there(channel: str) -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    long = replace(alert(title="Strike " * 90, sentence="and so they said, " * 300), kind=AlertKind.CHANGE)
    sent = await payload(channel, replace(long, changes=(change,)), lambda _: REPLY)
    whole = "\n".join(re.sub(r"[\\\u200b]", "", text) for _, text in parts(channel, sent))
    whole = html.unescape(whole).replace("\xa0", " ")
    assert "dead: 3 → 40" in whole
    assert PAGE in whole
    assert LINK in whole
    assert "Alert al-1" in whole
    assert "wirewatch mute" not in whole


async def test_a_link_that_does_not_fit_is_not_cut_but_told_to_be_too_long() -> None:
    sent = await payload("pushover", alert(url=f"https://news.example/{'u' * 3_000}"))
    assert "https:" not in sent["message"]
    assert "Link: too long to be shown here, 3,021 characters" in sent["message"]
    assert "Alert al-1" in sent["message"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/a_b?x=1&y=2#z", "https://news.example/a_b?x=1&y=2#z"),
        ("https://news.example/@everyone/<b>|x", "https://news.example/%40everyone/%3Cb%3E%7Cx"),
        ("https://user:pass@news.example/x", "https://news.example/x"),
        ("https://news.example/x\r\nBcc: y", "https://news.example/x"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
async def test_the_link_is_a_link_and_nothing_else(url: str, shown: str) -> None:
    sent = await payload("discord", alert(url=url))
    links = [line for line in sent["content"].splitlines() if "://" in line]
    assert [link.partition("Bcc")[0] for link in links] == ([shown] if shown else [])


async def test_a_message_answers_who_did_what_to_whom_how_sure_and_how_it_is_known() -> None:
    attack = Event(
        id="e-1",
        type=EventType.ASSAULT,
        actors=(Party(text="Karsovan forces", start=0, end=15, country="KAR"),),
        recipients=(Party(text="Velna", start=0, end=5),),
        trigger=Span(text="attack", start=0, end=6),
        sentence=Span(text="x", start=0, end=1),
        future=True,
        mode_reasons=(ModeReason(mode=AuxiliaryMode.FUTURE, rule="auxiliary", cue=Span(text="will", start=0, end=4)),),
        said_by=Party(text="a spokesman", start=0, end=11),
        location=Span(text="Arvo", start=0, end=4),
        location_country="NOR",
        day=date(2026, 3, 4),
        size=Size(dead=12, injured=3, troops=2_000, money=2_500_000.0, currency="EUR"),
        confidence=0.84,
    )
    sent = await payload("mail", replace(alert(), event=attack, publishers=4, independent=2))
    assert re.sub("\u200b", "", sent.get_content()).strip().splitlines() == [
        "Ministers agreed new sanctions on Monday.",
        "What: attack, Karsovan forces → Velna",
        "Status: planned, not done yet ('will'), according to a spokesman; certainty high (0.84)",
        "Details: in Arvo (Norway); on 2026-03-04; 12 dead, 3 injured, 2,000 troops, 2,500,000 EUR",
        "Source: news.example, 2026-03-02 12:00 UTC; 3 other publishers so far, 1 of them independent",
        LINK,
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story.",
        "Silence: wirewatch mute al-1, or until something changes: wirewatch ack al-1",
        "Alert al-1",
    ]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("EU agrees sanctions", "EU agrees sanctions"),
        ("EU agrees sanctions", "EU  agrees sanctions."),
        ("EU agrees sanctions - The Mail", "EU agrees sanctions"),
        ("EU agrees sanctions", ""),
    ],
)
async def test_the_title_is_not_said_again_as_the_sentence(title: str, sentence: str) -> None:
    sent = await payload("ntfy", alert(title=title, sentence=sentence))
    assert sent["message"].splitlines()[0].startswith("What:")


async def test_the_subject_of_a_mail_in_html_is_no_html() -> None:
    sent = await payload("mail-html", alert(title="Fish & chips < 5"))
    assert str(sent["Subject"]) == "[high] Fish & chips < 5"
