"""What an alert looks like on a terminal."""

import io
from typing import Literal

from msgspec.structs import replace
from rich.console import Console

from monitor.alerting.messages.pieces import Reply
from monitor.notify.console import ConsoleReceiver, render
from monitor.notify.spec import Template
from monitor.records import Alert, AlertKind, Bundle, Change, ChangeKind
from tests.notify.builders import SENTENCE, alert, bundle, release, sanctions

PAGE = f"https://desk.example/a/{'t0k-n' * 40}"


def printed(shown: Alert, *, colours: bool = False, width: int = 100) -> str:
    stream = io.StringIO()
    system: Literal["truecolor"] | None = "truecolor" if colours else None
    Console(file=stream, width=width, force_terminal=colours, color_system=system).print(render(shown), crop=False)
    return stream.getvalue()


def lines(shown: Alert) -> list[str]:
    return [line.rstrip() for line in printed(shown).rstrip().splitlines()]


def test_an_alert_is_readable_at_a_glance() -> None:
    assert lines(alert()) == [
        " HIGH  eu-sanctions  trade · 2026-03-02 12:00 UTC",
        "  EU agrees sanctions",
        f"  {SENTENCE}",
        "  What: as the sentence says; who did what to whom was not recognised for sure",
        "  news.example, 2026-03-02 12:00 UTC; no other publisher so far",
        "  https://news.example/eu",
        "  Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story.",
        "  Silence: wirewatch mute al-1, or until something changes: wirewatch ack al-1",
    ]


def test_the_event_of_an_alert_stands_below_its_sentence() -> None:
    assert lines(replace(alert(), event=sanctions()))[3:5] == [
        "  What: sanctions or cut in ties, Ministers → Russia",
        "  Status: reported as fact; certainty high (1.00)",
    ]


def test_what_changed_stands_below_the_title() -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    assert lines(replace(alert(), kind=AlertKind.CHANGE, changes=(change,)))[1:3] == [
        "  EU agrees sanctions",
        "  Changed: dead: 3 → 40",
    ]


def test_what_is_released_is_listed_with_its_links() -> None:
    shown = lines(release(count=25))
    assert shown[2] == "  Held: 25 matches since 2026-03-02 11:00 UTC, muted by anna until 2026-03-02 12:00 UTC: known"
    assert shown[3:6] == [
        "  [high] Held 1",
        "    news.example, found 2026-03-02 11:00 UTC",
        "    https://news.example/held/1",
    ]
    assert "  and 5 more" in shown


async def sent(shown: Alert | Bundle, *, width: int, template: Template | None = None) -> list[str]:
    """The lines of what the receiver prints where signed links are on and the output is redirected."""
    stream = io.StringIO()
    receiver = ConsoleReceiver("console", Console(file=stream, width=width), lambda each: Reply(PAGE), template)
    await (receiver.send_bundle(shown) if isinstance(shown, Bundle) else receiver.send(shown))
    await receiver.close()
    return [line.rstrip() for line in stream.getvalue().splitlines()]


async def test_a_signed_link_stands_whole_on_a_line_of_its_own_above_the_commands() -> None:
    shown = await sent(alert(), width=80)
    place = shown.index(f"  {PAGE}")
    assert shown[place - 1] == "  Mute or acknowledge:"
    assert shown[place + 1].startswith("  Silence: wirewatch mute al-1, ")


async def test_so_it_does_with_each_story_of_a_bundle() -> None:
    shown = await sent(bundle(alert(1), replace(alert(2), story="s-2")), width=80)
    assert shown.count(f"    {PAGE}") == 2
    assert [line for line in shown if "Silence" in line] == [
        "    Silence: wirewatch mute al-1",
        "    Silence: wirewatch mute al-2",
    ]


async def test_what_a_release_in_a_bundle_held_is_listed_with_whole_links() -> None:
    shown = await sent(bundle(release(count=25)), width=24)
    for number in (1, 2, 3):
        place = shown.index(f"    - Held {number}")
        assert shown[place + 1] == f"    https://news.example/held/{number}"
    assert "    and 22 more held" in shown


async def test_a_link_of_a_template_stays_whole() -> None:
    template = Template(name="short.txt", text="{{ title }}\n{{ page }}")
    assert PAGE in await sent(alert(), width=60, template=template)


def test_how_many_publishers_have_the_story_stands_with_the_source() -> None:
    assert lines(replace(alert(), publishers=3, independent=2))[4].startswith(
        "  news.example, 2026-03-02 12:00 UTC; 2 other publishers so far, 1 of them independent"
    )


def test_what_is_not_known_leaves_no_hole() -> None:
    assert lines(replace(alert(), published=None, url="", publisher="", evidence=()))[2:4] == [
        f"  {SENTENCE}",
        "  no other publisher so far",
    ]


def test_a_sentence_that_is_the_title_is_not_said_twice() -> None:
    shown = replace(alert(), sentence="EU agrees sanctions")
    assert printed(shown).count("EU agrees sanctions") == 1


def test_the_matched_words_stand_out_in_title_and_sentence_and_nowhere_else() -> None:
    shown = alert(title="Presanctions: EU agrees", sentence="The sanctionsmonger wrote sanctions.")
    matched = shown.evidence[1].matched
    moved = replace(matched, start=matched.start + 22, end=matched.end + 22)
    evidence = (replace(shown.evidence[1], matched=moved),)
    text = printed(replace(shown, evidence=evidence), colours=True)
    assert "The sanctionsmonger wrote \x1b[1;7msanctions\x1b[0m." in text
    assert text.count("\x1b[1;7m") == 1


def test_a_feed_cannot_command_the_terminal() -> None:
    shown = alert(
        title="\x1b]0;owned\x07\x9b2JEU\u202e sanctions", sentence="[red]x[/red] \r\n sanctions", url="\x1b[2J"
    )
    text = printed(shown)
    assert not set(text) & set("\x1b\x07\x9b\u202e\r")
    assert "[red]x[/red]" in text


def test_a_long_link_stays_whole_on_one_line() -> None:
    url = f"https://news.example/{'x' * 150}"
    assert f"  {url}" in printed(alert(url=url), width=60).splitlines()


async def test_a_terminal_that_lacks_a_letter_still_shows_the_alert() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    receiver = ConsoleReceiver("console", Console(file=stream, width=100))
    await receiver.send(alert(title="Żółć in Łódź"))
    await receiver.close()
    assert b"???? in ??d?" in raw.getvalue()
