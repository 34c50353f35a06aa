"""What one message about several alerts says."""

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.overview import counts, overview
from monitor.alerting.messages.pieces import Article, Line, Reply
from monitor.records import OWN_WATCHLIST, Alert, AlertKind, BundleKind, Change, ChangeKind, Held, Severity
from tests.notify.builders import NOON, SENTENCE, alert, bundle, release, sanctions


def told(number: int, story: str, *, watch: str = "eu-sanctions", severity: Severity = Severity.LOW) -> Alert:
    return replace(
        alert(number, title=f"Title {number}", url=f"https://news.example/{number}", severity=severity),
        story=story,
        watch=watch,
        article=f"a-{number}",
    )


def test_the_title_counts_the_alerts_by_severity_and_names_the_first() -> None:
    shown = bundle(told(1, "s-1", severity=Severity.CRITICAL), told(2, "s-2"), told(3, "s-3"))
    assert overview(shown).title == "Digest: 3 alerts (1 critical, 2 low): Title 1"
    assert overview(shown).severity is Severity.CRITICAL


def test_what_is_counted_only_is_in_the_count_and_not_among_the_severities() -> None:
    shown = bundle(told(1, "s-1"), more=1_200)
    assert counts(shown) == "1,201 alerts (1 shown: 1 low)"
    assert overview(shown).more == 1_200
    assert counts(bundle(told(1, "s-1"))) == "1 alert (1 low)"


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (BundleKind.DIGEST, "Digest: "),
        (BundleKind.QUIET, "Held in quiet hours: "),
        (BundleKind.GROUP, "Together: "),
    ],
)
def test_the_title_says_why_they_come_together(kind: BundleKind, begins: str) -> None:
    assert overview(bundle(told(1, "s-1"), told(2, "s-2"), kind=kind)).title.startswith(begins)


def test_a_group_of_one_story_has_its_title() -> None:
    group = bundle(told(1, "s-1"), told(2, "s-1", severity=Severity.HIGH), kind=BundleKind.GROUP)
    assert overview(group).title == "[high] Title 1 (2 alerts)"


def test_it_says_how_many_stories_there_are_and_from_when_to_when() -> None:
    shown = bundle(told(1, "s-1"), told(2, "s-1"), told(3, "s-2"))
    since, until = f"{shown.since:%Y-%m-%d %H:%M}", f"{shown.until:%Y-%m-%d %H:%M}"
    assert overview(shown).intro == f"3 alerts, in 2 stories, from {since} to {until} UTC"
    more = replace(shown, more=4)
    assert overview(more).intro == f"7 alerts, the first 3 shown, from {since} to {until} UTC"


def test_a_story_is_told_once_at_the_place_of_its_first_alert() -> None:
    shown = overview(bundle(told(1, "s-1"), told(2, "s-2"), told(3, "s-1", severity=Severity.HIGH)))
    assert [item.title for item in shown.items] == ["Title 1", "Title 2"]
    assert [item.severity for item in shown.items] == [Severity.HIGH, Severity.LOW]
    assert Line("Title 3 (news.example)", "Also") in shown.items[0].about


def test_further_articles_of_a_story_are_named_or_counted() -> None:
    (item,) = overview(bundle(*(told(number, "s-1") for number in range(1, 6)))).items
    assert item.about[-1] == Line("Title 2 (news.example); Title 3 (news.example); 2 more", "Also")


def test_an_article_that_several_watches_found_is_told_once_with_their_names() -> None:
    same = [replace(told(1, "s-1"), id=f"al-{name}", watch=name) for name in "abcdefg"]
    (item,) = overview(bundle(*same)).items
    assert Line("'a', 'b', 'c', 'd', 'e' and 2 more", "Watches") in item.about
    assert not [line for line in item.about if line.name == "Also"]


def test_each_story_says_what_happened_and_why_it_is_here() -> None:
    (item,) = overview(bundle(replace(alert(), event=sanctions()))).items
    assert item.about == (
        Line("sanctions or cut in ties, Ministers → Russia; reported as fact", "What"),
        Line(alert().reason),
    )
    assert (item.source, item.link) == (
        "news.example, 2026-03-02 12:00 UTC; no other publisher so far",
        "https://news.example/eu",
    )


def test_a_story_of_which_no_event_is_known_is_told_by_its_sentence() -> None:
    (item,) = overview(bundle(alert())).items
    assert item.about[0] == Line(SENTENCE)
    (item,) = overview(bundle(alert(sentence="EU agrees sanctions"))).items
    assert item.about == (Line(alert().reason),)


def test_what_changed_in_a_story_comes_first_and_once() -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    changed = replace(told(1, "s-1"), kind=AlertKind.CHANGE, changes=(change,))
    (item,) = overview(bundle(changed, replace(changed, id="al-2", watch="other"))).items
    assert item.title == "Update (dead: 3 → 40): Title 1"
    assert [line for line in item.about if line.name == "Changed"] == [Line("dead: 3 → 40", "Changed")]
    assert item.about[0].name == "Changed"


def test_a_story_that_was_held_says_why() -> None:
    held = Held(count=1, why="throttled for an hour", since=NOON, items=())
    (item,) = overview(bundle(replace(alert(), held=held))).items
    assert Line("throttled for an hour", "Held") in item.about


def test_each_story_has_its_own_links_to_silence_it() -> None:
    shown = overview(bundle(told(1, "s-1"), told(2, "s-2")), lambda each: Reply(page=f"https://desk.example/{each.id}"))
    assert [item.reply.page for item in shown.items] == ["https://desk.example/al-1", "https://desk.example/al-2"]


def test_a_release_names_the_first_three_of_what_it_held_and_counts_the_rest() -> None:
    (item,) = overview(bundle(release(count=14))).items
    assert item.articles == tuple(
        Article(f"Held {number}", f"https://news.example/held/{number}") for number in (1, 2, 3)
    )
    assert item.more == 11
    (item,) = overview(bundle(release(count=2))).items
    assert (len(item.articles), item.more) == (2, 0)


def test_the_article_that_an_entry_is_about_is_not_named_again_below_it() -> None:
    first = replace(release(count=14), title="Held 1", url="https://news.example/held/1")
    (item,) = overview(bundle(first)).items
    assert [article.title for article in item.articles] == ["Held 2", "Held 3"]
    assert item.more == 11


def test_what_each_alert_of_a_story_releases_is_told() -> None:
    later = replace(release(count=4, title="Late", why="throttled for an hour"), id="al-2")
    (item,) = overview(bundle(release(count=1), later)).items
    assert [article.title for article in item.articles] == ["Held 1", "Late 1", "Late 2", "Late 3"]
    assert item.more == 1
    assert [line.text for line in item.about if line.name == "Held"] == [
        "muted by anna until 2026-03-02 12:00 UTC: known",
        "throttled for an hour",
    ]


def test_what_changed_while_it_was_held_is_told() -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    (item,) = overview(bundle(replace(release(), changes=(change,)))).items
    assert Line("dead: 3 → 40", "Changed") in item.about


def test_each_story_has_the_command_that_mutes_it() -> None:
    shown = overview(bundle(told(1, "s-1"), told(2, "s-2")))
    assert [item.silence for item in shown.items] == [
        Line("wirewatch mute al-1", "Silence"),
        Line("wirewatch mute al-2", "Silence"),
    ]


def test_what_no_command_silences_has_none() -> None:
    (item,) = overview(bundle(replace(alert(), watchlist=OWN_WATCHLIST))).items
    assert (item.silence.text, item.alert) == ("", "")
