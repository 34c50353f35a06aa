"""How several alerts are put into one message, as far as the channel takes them."""

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.overview import overview
from monitor.alerting.messages.pieces import Reply
from monitor.notify.forms.channels import TEXT, form_of
from monitor.notify.forms.listing import listed
from monitor.records import Alert, Bundle
from tests.notify.builders import alert, bundle, release


def told(number: int) -> Alert:
    return replace(alert(number, title=f"Title {number}", url=f"https://news.example/{number}"), story=f"s-{number}")


def digest(count: int, more: int = 0) -> Bundle:
    return bundle(*map(told, range(1, count + 1)), more=more)


def lines(shown: Bundle, room: int = 2_000) -> list[str]:
    return listed(overview(shown), TEXT._replace(whole=room)).body.replace("\u200b", "").split("\n")


def test_each_story_has_its_number_severity_title_reason_source_and_link() -> None:
    assert lines(digest(1))[1:7] == [
        "",
        "(1) [high] Title 1",
        "Ministers agreed new sanctions on Monday.",
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story.",
        "Source: news.example, 2026-03-02 12:00 UTC; no other publisher so far",
        "https://news.example/1",
    ]
    assert lines(digest(1))[7] == "Silence: wirewatch mute al-1"


def test_where_not_all_fit_in_full_each_is_told_by_title_link_and_id() -> None:
    shown = lines(digest(20))
    assert shown[1:7] == [
        "(1) [high] Title 1",
        "https://news.example/1",
        "al-1",
        "(2) [high] Title 2",
        "https://news.example/2",
        "al-2",
    ]
    assert "(20) [high] Title 20" in shown


def test_what_a_release_held_is_named_with_its_links_and_the_rest_counted() -> None:
    shown = lines(bundle(release(count=14)))
    place = shown.index("- Held 1")
    assert shown[place : place + 8] == [
        "- Held 1",
        "https://news.example/held/1",
        "- Held 2",
        "https://news.example/held/2",
        "- Held 3",
        "https://news.example/held/3",
        "and 11 more held",
        "Silence: wirewatch mute al-1",
    ]


@pytest.mark.parametrize("room", [300, 500, 1_000, 2_000, 20_000])
@pytest.mark.parametrize("more", [0, 1, 7])
def test_those_that_do_not_fit_are_counted_and_nothing_is_lost(room: int, more: int) -> None:
    shown = lines(digest(60, more), room)
    assert len("\n".join(shown)) <= room
    listed_stories = sum(line.startswith("(") for line in shown)
    rest = shown[-2]
    assert listed_stories == 60 or f"and {60 - listed_stories} more stories" in rest
    assert not more or f"and {more} more alert" in rest
    assert shown[-1].startswith("Bundle ")


def test_the_link_that_silences_stands_with_each_story() -> None:
    form = form_of("NotifyEmail", is_html=False, is_markdown=False, title=0, text=0)
    shown = listed(overview(digest(2), lambda each: Reply(page=f"https://desk.example/{each.id}")), form)
    assert shown.body.count("Mute or acknowledge: https://desk.example/al-") == 2
    assert "wirewatch mute" not in shown.body
