"""What the API answers to the question why."""

from monitor.records import DecisionOutcome, DecisionReason
from monitor.stories.entry import StoryEntry
from tests.store.builders import NOON, annotated, decided, delivery, sketch
from tests.web.conftest import Web


async def test_an_alert_is_followed_to_each_receiver_and_says_what_waits_behind_it(web: Web) -> None:
    waits = decided("m-2", DecisionOutcome.HELD)
    later = decided("m-3", DecisionOutcome.NOT_TOLD, reason=DecisionReason.COPY_ALERTED)
    await web.store.record_decisions([decided("m-1"), waits, later, decided("al-1", receiver="console")])
    await web.store.enqueue([delivery(1)])
    answer = (await web.client.get("/api/v1/why?of=al-1")).json()
    [way] = answer["items"]
    [step] = way["steps"]
    assert step["decision"]["reason"] == "first alert of this watch in this story"
    assert [each["delivery"]["state"] for each in step["receivers"]] == ["pending"]
    assert (answer["later"], [each["subject"] for each in answer["held"]]) == (1, ["m-2"])


async def test_an_article_says_why_watches_of_today_do_not_meet_it(web: Web) -> None:
    await web.store.archive_article(annotated("a-1"))
    [way] = (await web.client.get("/api/v1/why?of=a-1")).json()["items"]
    watches = (await web.client.get("/api/v1/watches")).json()["items"]
    assert way["undecided"] == ["macron"]
    assert len(way["rejections"]) + way["untouched"] == len(watches) - 1
    [way] = (await web.client.get("/api/v1/why?of=a-1&watch=ceasefire")).json()["items"]
    assert [(each["watch"], each["reason"]) for each in way["rejections"]] == [("ceasefire", "no word of it")]


async def test_a_story_says_for_a_watch_article_by_article_why_it_told_nothing(web: Web) -> None:
    for number, name in enumerate(("a-1", "a-2")):
        placed = sketch(name, placed=NOON)
        entry = StoryEntry(article=name, story="s-1", relation=placed.relation, at=NOON, title=f"Title {number}")
        await web.store.remember_sketch(placed, entry)
        await web.store.archive_article(annotated(name))
    await web.store.record_decisions([decided("m-9", watch="other")])
    items = (await web.client.get("/api/v1/why?of=s-1&watch=ceasefire")).json()["items"]
    assert {each["article"] for each in items} == {"a-1", "a-2"}
    assert [each["rejections"][0]["reason"] for each in items] == ["no word of it"] * 2
    assert [each["steps"] for each in items] == [[], []], "what another watch decided is left out"


async def test_what_a_watch_meets_by_now_and_did_not_decide_on_is_said(web: Web) -> None:
    await web.store.archive_article(annotated("a-1"))
    [way] = (await web.client.get("/api/v1/why?of=a-1&watch=macron")).json()["items"]
    assert (way["undecided"], way["rejections"]) == (["macron"], [])
    await web.store.record_decisions([decided("m-1", watch="macron")])
    [way] = (await web.client.get("/api/v1/why?of=a-1&watch=macron")).json()["items"]
    assert (way["undecided"], len(way["steps"])) == ([], 1)


async def test_what_is_not_known_is_not_found(web: Web) -> None:
    answer = await web.client.get("/api/v1/why?of=al-none")
    assert answer.status_code == 404
    assert "There is no alert, article, story or match 'al-none'" in answer.json()["detail"]
