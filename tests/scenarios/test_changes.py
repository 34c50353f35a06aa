"""A story changes: what was planned happens, is denied, is corrected. Each change is told once and named."""

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import STRIKE, STRIKE_TOLL, news, receivers, strike, velna, watchlist

ACTORS = """
actors:
  macron: {name: Emmanuel Macron, aliases: {en: [Macron]}}
  eu: {name: European Union, aliases: {en: [European Union, {text: EU, case: exact}]}}
"""
MACRON = "{id: macron, when: {actor: macron}}"
SANCTIONS = "{id: sanctions, event: {type: SANCTION, actor: eu}, modality: [asserted, planned, denied], confidence: 0}"

PLANNED = (
    "Macron to meet Zelenskyy in Kyiv",
    "Emmanuel Macron will meet Volodymyr Zelenskyy in Kyiv on Tuesday, the palace said. Both want to speak about air "
    "defence before the winter and about the loan of the allies.",
)
DONE = (
    "Macron and Zelenskyy meet in Kyiv",
    "Emmanuel Macron met Volodymyr Zelenskyy in Kyiv on Tuesday. Both spoke about air defence before the winter and "
    "about the loan of the allies, the palace said.",
)
DENIED = (
    "Palace denies that Macron met Zelenskyy in Kyiv",
    "Emmanuel Macron did not meet Volodymyr Zelenskyy in Kyiv on Tuesday, the palace said, correcting itself. Both had "
    "wanted to speak about air defence before the winter and about the loan of the allies.",
)


async def test_planned_then_done_then_denied_is_told_three_times(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(MACRON, head=ACTORS)) as desk:
        await desk.at("09:00", news("one", *PLANNED))
        assert await desk.left(by="09:01") == [f"desk: first macron | {PLANNED[0]}"]
        await desk.at("+1 15:00", news("two", *DONE))
        (done,) = await desk.left(by="+1 15:01")
        assert done.startswith(f"desk: change macron | {DONE[0]} (")
        await desk.at("+1 18:00", news("three", *DENIED))
        (denied,) = await desk.left(by="+1 18:01")
        assert f"macron | {DENIED[0]} (" in denied


async def test_the_same_plan_from_another_publisher_is_no_change(open_desk: OpenDesk) -> None:
    again = (
        "Kyiv expects Macron on Tuesday",
        "Volodymyr Zelenskyy expects Emmanuel Macron in Kyiv on Tuesday. They will speak about air defence before the "
        "winter and the loan of the allies, the palace said.",
    )
    async with open_desk(watchlist(MACRON, head=ACTORS)) as desk:
        await desk.at("09:00", news("one", *PLANNED))
        await desk.at("10:00", news("two", *again))
        assert await desk.left(by="11:00") == [f"desk: first macron | {PLANNED[0]}"]


async def test_a_toll_that_grows_a_little_is_no_change(open_desk: OpenDesk) -> None:
    four = STRIKE_TOLL[1].replace("40", "4")
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        await desk.at("12:00", news("courier", "Fourth docker dies after Velna port attack", four))
        assert await desk.left(by="13:00") == [f"desk: first velna | {STRIKE[0]}"]


async def test_an_edit_that_corrects_the_toll_is_told_as_a_correction(open_desk: OpenDesk) -> None:
    corrected = STRIKE[1].replace("killing 3 dock workers", "injuring 3 dock workers")
    async with open_desk(watchlist(velna("story: {realert: never}"))) as desk:
        await desk.at("09:00", strike())
        await desk.at("11:00", news("herald", f"CORRECTION: {STRIKE[0]}", corrected, version=2))
        told = await desk.left(by="11:01")
        assert told[0] == f"desk: first velna | {STRIKE[0]}"
        assert len(told) == 2
        assert told[1].startswith("desk: correction velna | ")


async def test_an_edit_of_a_comma_is_not_told(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        await desk.at("11:00", news("herald", STRIKE[0], STRIKE[1].replace("fire, the", "fire; the"), version=2))
        assert await desk.left(by="12:00") == [f"desk: first velna | {STRIKE[0]}"]


async def test_an_edit_that_does_not_meet_the_watch_any_more_is_told_to_who_had_the_alert(open_desk: OpenDesk) -> None:
    elsewhere = [text.replace("Velna", "Ostrava") for text in STRIKE]
    async with open_desk(watchlist(velna()), receivers(desk="", phone="min_severity: critical")) as desk:
        await desk.at("09:00", strike())
        await desk.at("11:00", news("herald", elsewhere[0], elsewhere[1], version=2))
        told = await desk.left(by="11:01")
        assert told[0] == f"desk: first velna | {STRIKE[0]}"
        assert [each.partition(" | ")[0] for each in told[1:]] == ["desk: correction velna"]


async def test_an_edit_of_what_nobody_was_told_is_told_to_nobody(open_desk: OpenDesk) -> None:
    elsewhere = [text.replace("Velna", "Ostrava") for text in STRIKE]
    async with open_desk(watchlist(velna("mode: shadow"))) as desk:
        await desk.at("09:00", strike())
        await desk.at("11:00", news("herald", elsewhere[0], elsewhere[1], version=2))
        assert await desk.left(by="12:00") == []


async def test_an_edit_that_brings_the_word_in_is_a_first_alert(open_desk: OpenDesk) -> None:
    elsewhere = [text.replace("Velna", "Ostrava") for text in STRIKE]
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", news("herald", elsewhere[0], elsewhere[1]))
        assert await desk.left(by="09:30") == []
        await desk.at("11:00", news("herald", *STRIKE, version=2))
        assert await desk.left(by="11:01") == [f"desk: first velna | {STRIKE[0]}"]


async def test_a_sanction_that_was_planned_and_then_imposed_is_told_twice(open_desk: OpenDesk) -> None:
    planned = (
        "EU to impose sanctions on Belarus",
        "The European Union will impose sanctions on Belarus over the balloons that closed the airport of Vilnius, "
        "diplomats said. Four airlines are on the list.",
    )
    imposed = (
        "EU imposes sanctions on Belarus",
        "The European Union imposed sanctions on Belarus on Monday over the balloons that closed the airport of "
        "Vilnius. Four airlines are on the list.",
    )
    async with open_desk(watchlist(SANCTIONS, head=ACTORS)) as desk:
        await desk.at("09:00", news("one", *planned))
        await desk.at("15:00", news("two", *imposed))
        told = await desk.left(by="15:01")
        assert told[0] == f"desk: first sanctions | {planned[0]}"
        assert [each.partition(" (")[0] for each in told[1:]] == [f"desk: change sanctions | {imposed[0]}"]
