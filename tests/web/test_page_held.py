"""What was held or not told, and why, as a browser that runs no script has it."""

import pytest
from msgspec.structs import replace

from monitor.records import DecisionOutcome, DecisionReason, DeliveryState
from tests.store.builders import NOON, alert, annotated, decided, delivery, minutes
from tests.web.conftest import Web
from tests.web.test_page import page


async def decisions(web: Web) -> None:
    kept = decided("m-1", DecisionOutcome.HELD, until=NOON + minutes(90), article="a-1", title="Talks go on")
    silent = decided("m-2", DecisionOutcome.NOT_TOLD, article="a-2", title="Talks end")
    silent = replace(silent, decision=replace(silent.decision, reason=DecisionReason.COPY_ALERTED, watch="trade"))
    await web.store.record_decisions([kept, silent])


async def test_what_is_held_says_until_when_and_leads_to_why(web: Web) -> None:
    await decisions(web)
    shown = await page(web, "/held")
    assert "Talks go on" in shown
    assert "until 2026-03-02 13:30 UTC" in shown
    assert "/why?of=a-1&amp;watch=ceasefire" in shown
    assert "Talks end" not in shown


async def test_what_was_not_told_says_why_by_watch(web: Web) -> None:
    await decisions(web)
    assert DecisionReason.COPY_ALERTED in await page(web, "/held?outcome=not+told&watch=trade")
    assert "Nothing has this outcome for this watch" in await page(web, "/held?outcome=not+told&watch=ceasefire")


async def archived(web: Web, article: str, title: str) -> None:
    made = annotated(article)
    await web.store.archive_article(replace(made, article=replace(made.article, title=title)))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("envoys end the talks", "a-2"),  # all that it says
        ("begin TALKS", "a-3"),  # the only one that says it
        ("Envoys talks", None),  # both do
        ("envoys", None),
    ],
)
async def test_the_only_article_of_a_title_is_not_asked_for_again(web: Web, asked: str, meant: str | None) -> None:
    await archived(web, "a-2", "Envoys end the talks")
    await archived(web, "a-3", "Envoys begin talks")
    await archived(web, "a-4", "The envoys end the talks at noon")
    answer = await web.client.get("/why", params={"of": asked, "watch": "trade"}, follow_redirects=False)
    assert answer.headers.get("location") == (f"/why?of={meant}&watch=trade" if meant else None)
    assert ("Which article?" in answer.text) is (meant is None)


async def test_why_is_asked_by_name_or_by_words_of_a_title(web: Web) -> None:
    await archived(web, "a-2", "Envoys end the talks")
    await archived(web, "a-3", "Envoys begin talks")
    await decisions(web)
    shown = await page(web, "/why?of=a-2")
    assert "trade: not told" in shown
    assert DecisionReason.COPY_ALERTED in shown
    assert "Envoys end the talks" in await page(web, "/why?of=envoys+talks&watch=")
    assert "no feed has brought it" in await page(web, "/why?of=zebra+crossing")
    assert "Ask with what you have at hand" in await page(web, "/why")


async def test_why_says_of_each_receiver_whether_it_was_sent_there(web: Web) -> None:
    await web.store.record_decisions(
        [
            decided("m-1"),
            decided("al-1", receiver="console"),
            decided("al-1", DecisionOutcome.NOT_TOLD, receiver="pager"),
        ]
    )
    await web.store.archive_alert(alert(1))
    await web.store.enqueue([delivery(1, "console", state=DeliveryState.SENT)])
    shown = await page(web, "/why?of=al-1")
    assert "receiver console: sent" in shown
    assert "receiver pager: not sent, " in shown
