"""What the API answers about watches: their hits day by day."""

from datetime import timedelta

from monitor.records import DecisionOutcome
from tests.store.builders import NOON, decided
from tests.web.conftest import Web

DAY = timedelta(days=1)


async def test_hits_of_all_watches_come_in_one_answer_with_a_number_a_day(web: Web) -> None:
    rows = [decided("m-1"), decided("m-2", DecisionOutcome.HELD), decided("m-3", at=NOON - 2 * DAY)]
    await web.store.record_decisions(rows)
    answer = (await web.client.get("/api/v1/hits?days=3")).json()
    assert answer["days"] == ["2026-02-28", "2026-03-01", "2026-03-02"]
    watches = (await web.client.get("/api/v1/watches")).json()["items"]
    assert [each["watch"] for each in answer["items"]] == [each["watch"] for each in watches]
    [ceasefire] = [each for each in answer["items"] if each["watch"] == "ceasefire"]
    assert ceasefire == {"watch": "ceasefire", "told": [1, 0, 1], "held": [0, 0, 1], "not_told": [0, 0, 0]}
    assert (await web.client.get("/api/v1/watches/ceasefire/hits?days=3")).json()["items"] == [ceasefire]


async def test_hits_of_a_watch_that_there_is_not_are_refused(web: Web) -> None:
    answer = await web.client.get("/api/v1/watches/none/hits")
    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no watch 'none'.")
