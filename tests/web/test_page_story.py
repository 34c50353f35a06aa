"""The screens of a story and an alert, and what people do there, as a browser that runs no script has them."""

import re

import pytest
from msgspec.structs import replace

from monitor.records import (
    OWN_WATCHLIST,
    AlertKind,
    DecisionOutcome,
    DecisionReason,
    Evidence,
    Part,
    Relation,
    Severity,
    Span,
)
from monitor.stories.entry import StoryEntry
from tests.store.builders import NOON, alert, decided, minutes, sketch
from tests.web.conftest import Web
from tests.web.test_page import page

LAST = alert(1)
OURS = {"Sec-Fetch-Site": "same-origin"}  # as browsers say of a form on our own pages


async def an_article(web: Web, number: int, title: str, new: str = "") -> None:
    placed = sketch(f"a-{number}", placed=NOON + minutes(number))
    entry = StoryEntry(
        article=placed.article,
        story="s-1",
        relation=Relation.FOLLOW_UP,
        at=placed.placed,
        title=title,
        url="https://bbc.example/1",
        publisher="bbc.example",
        new=new,
        words=("truce",),
    )
    await web.store.remember_sketch(placed, entry)


async def told(web: Web) -> None:
    """A story of two articles: one was told, one was not."""
    await an_article(web, 1, "Ceasefire agreed")
    await an_article(web, 2, "Envoy speaks", "The truce may fail.")
    sentence = Span(text="A ceasefire was agreed.", start=20, end=43)
    evidence = Evidence(
        clause="term ceasefire", matched=Span(text="ceasefire", start=22, end=31), sentence=sentence, field=Part.TEXT
    )
    await web.store.archive_alert(replace(LAST, evidence=(evidence,)))
    silent = decided("m-2", DecisionOutcome.NOT_TOLD, article="a-2", title="Envoy speaks")
    silent = replace(silent, decision=replace(silent.decision, reason=DecisionReason.NOTHING_MATERIAL))
    await web.store.record_decisions([decided("m-1"), silent])


async def post(web: Web, path: str, status: int = 303, *, in_place: bool = False, **fields: str) -> str:
    headers = OURS | ({"HX-Request": "true"} if in_place else {})
    answer = await web.client.post(path, data=fields, headers=headers, follow_redirects=False)
    assert answer.status_code == status, answer.text
    return answer.headers.get("location", "") or str(answer.text)


async def test_a_story_says_what_was_new_what_was_told_and_what_was_not(web: Web) -> None:
    await told(web)
    shown = await page(web, "/stories/s-1")
    assert "2 articles by" in shown
    assert "The <mark>truce</mark> may fail." in shown
    assert "A <mark>ceasefire</mark> was agreed." in shown
    assert DecisionReason.NOTHING_MATERIAL in shown
    assert "1 alerts and 2 articles between" in shown
    assert 'href="/api/v1/stories/s-1"' in shown


async def test_a_story_whose_articles_are_forgotten_still_says_what_was_told(web: Web) -> None:
    await web.store.archive_alert(LAST)
    assert "Its articles are older than what is kept" in await page(web, "/stories/s-1")
    assert "There is no story" in await page(web, "/stories/s-9", 404)


async def test_an_alert_of_a_story_leads_to_its_place_there(web: Web) -> None:
    await web.store.archive_alert(LAST)
    answer = await web.client.get("/alerts/al-1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/s-1#al-1")
    assert 'id="al-1"' in await page(web, "/stories/s-1")


async def test_an_alert_of_no_story_stands_by_itself(web: Web) -> None:
    spike = replace(alert(2), kind=AlertKind.SPIKE, title="More of ceasefire than usual")
    notice = replace(alert(3), kind=AlertKind.NOTICE, watchlist=OWN_WATCHLIST, title="A feed is broken")
    await web.store.archive_alert(spike)
    await web.store.archive_alert(notice)
    shown = await page(web, "/alerts/al-2")
    assert "More of ceasefire than usual" in shown
    assert "Acknowledge</button>" not in shown
    assert "/alerts/al-2/mute" in shown
    assert "/alerts/al-3/mute" not in await page(web, "/alerts/al-3")


async def test_a_story_is_acknowledged_for_each_watch_that_told_it(web: Web) -> None:
    await told(web)
    await web.store.archive_alert(replace(alert(2), watch="trade"))
    assert await post(web, "/stories/s-1/acknowledge", back="/?severity=low") == "/?severity=low"
    assert {each.watch for each in await web.store.acknowledgements()} == {"ceasefire", "trade"}
    assert (await page(web, "/")).count("<b>Acknowledged</b>") == 2
    assert "<b>Acknowledged</b>" in await page(web, "/stories/s-1")
    await post(web, "/stories/s-1/unacknowledge")
    assert "<b>Acknowledged</b>" not in await page(web, "/")


async def test_a_mute_is_foreseen_made_and_ended(web: Web) -> None:
    await told(web)
    form = await page(web, "/stories/s-1/mute?back=/stories/s-1")
    assert "would have held 1 of the 1 matches" in form
    where = await post(
        web, "/stories/s-1/mute", about="watch ceasefire", lasts="1d", reason="known", back="/stories/s-1"
    )
    assert where == "/stories/s-1"
    [mute] = await web.store.mutes(NOON)
    assert (mute.matcher.watch, mute.matcher.story, mute.reason, mute.origin) == ("ceasefire", None, "known", "web")
    assert "until 2026-03-03 12:00 UTC" in await page(web, "/")
    await post(web, "/stories/s-1/unmute", mute=mute.id)
    assert "<b>Muted</b>" not in await page(web, "/")


async def test_a_snooze_holds_the_story_for_an_hour(web: Web) -> None:
    await told(web)
    shown = await post(web, "/stories/s-1/snooze", 200, in_place=True, lasts="1h")
    assert "until 2026-03-02 13:00 UTC" in shown
    assert "<html" not in shown
    [mute] = await web.store.mutes(NOON)
    assert mute.matcher.story == "s-1"


async def test_a_story_is_acknowledged_and_snoozed_for_the_watch_alone_whose_alerts_are_shown(web: Web) -> None:
    await told(web)
    await web.store.archive_alert(replace(alert(2), watch="trade"))
    assert '<input type="hidden" name="watch" value="trade">' in await page(web, "/?watch=trade")
    assert '<input type="hidden" name="watch" value="trade">' not in await page(web, "/")
    await post(web, "/stories/s-1/acknowledge", watch="trade")
    assert [each.watch for each in await web.store.acknowledgements()] == ["trade"]
    assert "<b>Acknowledged</b>" in await page(web, "/?watch=trade")
    assert "<b>Acknowledged</b>" not in await page(web, "/?watch=ceasefire")
    await post(web, "/stories/s-1/acknowledge")
    await post(web, "/stories/s-1/unacknowledge", watch="trade")
    assert (await page(web, "/")).count("<b>Acknowledged</b>") == 1
    await post(web, "/stories/s-1/snooze", lasts="1h", watch="trade")
    assert [(each.matcher.watch, each.matcher.story) for each in await web.store.mutes(NOON)] == [("trade", "s-1")]
    await post(web, "/stories/s-1/acknowledge", 404, watch="other")


async def test_the_form_of_a_mute_offers_the_watch_alone_first_whose_alerts_are_shown(web: Web) -> None:
    await told(web)
    await web.store.archive_alert(replace(alert(2), watch="trade"))
    offered = re.findall('name="about" value="([^"]+)"', await page(web, "/stories/s-1/mute?watch=trade"))
    assert offered == ["both trade", "story", "watch trade"]
    offered = re.findall('name="about" value="([^"]+)"', await page(web, "/stories/s-1/mute"))
    assert offered[0] == "story"


async def test_what_is_muted_for_longer_is_not_muted_again_and_that_is_said(web: Web) -> None:
    await told(web)
    await post(web, "/stories/s-1/mute", lasts="8h", reason="known")
    shown = await post(web, "/stories/s-1/snooze", 200, in_place=True, lasts="1h")
    assert "It is muted until 2026-03-02 20:00 UTC already" in shown
    assert len(await web.store.mutes(NOON)) == 1


async def test_a_mute_of_all_of_its_watch_holds_what_a_snooze_would(web: Web) -> None:
    await told(web)
    await post(web, "/stories/s-1/mute", about="watch ceasefire", lasts="8h", reason="known")
    await post(web, "/stories/s-1/snooze", lasts="1h")
    assert len(await web.store.mutes(NOON)) == 1
    await web.store.archive_alert(replace(alert(2), watch="trade"))
    await post(web, "/stories/s-1/snooze", lasts="1h")  # the other watch is not muted
    assert len(await web.store.mutes(NOON)) == 2


async def test_a_mute_until_a_change_holds_less_than_a_snooze(web: Web) -> None:
    await told(web)
    await post(web, "/stories/s-1/mute", lasts="8h", reason="known", until_changed="yes")
    await post(web, "/stories/s-1/snooze", lasts="1h")
    assert [each.until_changed for each in await web.store.mutes(NOON)] == [False, True]


async def test_a_longer_mute_takes_the_place_of_a_snooze(web: Web) -> None:
    await told(web)
    await post(web, "/stories/s-1/snooze", lasts="1h")
    await post(web, "/stories/s-1/mute", lasts="8h", reason="known")
    assert [(each.reason, each.ended is None) for each in await web.store.mutes(NOON)] == [
        ("snoozed", False),
        ("known", True),
    ]
    assert (await page(web, "/")).count("<b>Muted</b>") == 1


async def test_a_muted_story_is_called_by_its_title(web: Web) -> None:
    await told(web)
    await post(web, "/stories/s-1/mute", lasts="8h", reason="known")
    assert "<b>Muted</b> (this story) by local" in await page(web, "/")
    shown = await page(web, "/held")
    assert '<a href="/stories/s-1">Ceasefire agreed</a>, until' in shown
    assert "story s-1" not in shown


async def test_who_acted_without_scripts_is_led_back_to_the_row(web: Web) -> None:
    await told(web)
    shown = await page(web, "/?severity=low")
    assert 'id="row-s-1"' in shown
    assert '<input type="hidden" name="back" value="/?severity=low#row-s-1">' in shown
    back = "/?severity=low#row-s-1"
    assert await post(web, "/stories/s-1/acknowledge", back=back) == back
    assert '<input type="hidden" name="back" value="/stories/s-1#al-1">' in await page(web, "/stories/s-1")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"lasts": "soon", "reason": "x"}, "expected a duration"),
        ({"lasts": "8h"}, "reason"),
        ({"lasts": "8h", "reason": "x", "about": "watch other"}, "cannot be muted"),
        ({"lasts": "31d", "reason": "x"}, "at most 30 days"),
    ],
)
async def test_a_mute_that_cannot_be_is_told(web: Web, fields: dict[str, str], said: str) -> None:
    await told(web)
    answer = await web.client.post("/stories/s-1/mute", data=fields, headers=OURS)
    assert (answer.status_code, said in answer.text) == (400, True), answer.text
    assert await web.store.mutes(NOON) == []


async def test_an_alert_is_judged_with_a_note(web: Web) -> None:
    await told(web)
    await post(web, "/alerts/al-1/feedback", verdict="wrong", note="sport")
    for path in ("/", "/stories/s-1"):
        assert "<b>Judged wrong</b> by local: sport" in await page(web, path)
    assert "<b>Judged useful</b>" in await post(web, "/alerts/al-1/feedback", 200, in_place=True, verdict="useful")
    await post(web, "/alerts/al-1/feedback", 400, verdict="perhaps")


async def test_a_form_on_a_page_elsewhere_does_nothing(web: Web) -> None:
    await told(web)
    answer = await web.client.post("/stories/s-1/acknowledge", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert await web.store.acknowledgements() == []


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "x"]
)
async def test_nobody_is_led_elsewhere(web: Web, back: str) -> None:
    await told(web)
    assert await post(web, "/stories/s-1/acknowledge", back=back) == "/"


async def test_a_row_is_as_loud_as_the_loudest_of_its_watches(web: Web) -> None:
    await web.store.archive_alert(LAST)
    await web.store.archive_alert(replace(alert(2, raised=NOON + minutes(1)), watch="trade", severity=Severity.LOW))
    assert '<li class="row high"' in await page(web, "/")
