"""What a message says of each kind of alert."""

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.change import change_in_words
from monitor.alerting.messages.message import heading, main_event, message
from monitor.alerting.messages.pieces import Line
from monitor.alerting.messages.source import others
from monitor.records import Alert, AlertKind, Change, ChangeKind, Held, Part
from tests.notify.builders import NOON, SENTENCE, alert, release, sanctions

FACT = "reported as fact"
MORE_DEAD = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")


def of_kind(kind: AlertKind, *changes: Change) -> Alert:
    return replace(alert(), kind=kind, changes=changes)


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (alert(), "EU agrees sanctions"),
        (of_kind(AlertKind.AGAIN), "EU agrees sanctions"),
        (of_kind(AlertKind.CHANGE, MORE_DEAD), "Update (dead: 3 → 40): EU agrees sanctions"),
        (of_kind(AlertKind.CHANGE), "EU agrees sanctions"),
        (of_kind(AlertKind.CORRECTION, MORE_DEAD), "Correction: EU agrees sanctions"),
        (release(), "14 held until now: Held 1"),
        (of_kind(AlertKind.SPIKE), "EU agrees sanctions"),
        (replace(alert(title="a\r\n b"), kind=AlertKind.NOTICE), "a b"),
    ],
)
def test_the_title_says_what_is_new(raised: Alert, told: str) -> None:
    assert heading(raised) == told
    assert message(raised).title == f"[high] {told}"


def test_a_long_change_leaves_the_title_its_room() -> None:
    long = replace(MORE_DEAD, after="x" * 500)
    assert len(heading(of_kind(AlertKind.CHANGE, long))) < 100


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (MORE_DEAD, "dead: 3 → 40"),
        (Change(kind=ChangeKind.PLACE, what="", before="Arvo", after="Velna"), "Arvo → Velna"),
        (Change(kind=ChangeKind.EVENT, what="attack, Russia → Kharkiv"), "attack, Russia → Kharkiv"),
        (
            Change(kind=ChangeKind.MODALITY, what="ban", before="planned", after="asserted"),
            "ban: planned → reported as fact",
        ),
        (Change(kind=ChangeKind.PLACE, what="place", after="Velna"), "place: Velna"),
        (Change(kind=ChangeKind.PLACE, what="place", before="Velna"), "place: no longer Velna"),
    ],
)
def test_a_change_is_told_from_what_to_what(change: Change, told: str) -> None:
    assert change_in_words(change) == told


def test_changes_are_named_by_what_they_are() -> None:
    event = Change(kind=ChangeKind.EVENT, what="attack, Russia → Kharkiv")
    place = Change(kind=ChangeKind.PLACE, what="", after="Velna")
    assert message(of_kind(AlertKind.CHANGE, MORE_DEAD, event, place)).changes == (
        Line("dead: 3 → 40", "Changed"),
        Line("attack, Russia → Kharkiv", "New"),
        Line("Velna", "New place"),
    )


def test_a_correction_says_what_was_told_and_what_is_right_now() -> None:
    def told(what: str, before: str = "", after: str = "") -> tuple[Line, ...]:
        change = Change(kind=ChangeKind.CORRECTION, what=what, before=before, after=after)
        return message(of_kind(AlertKind.CORRECTION, change)).changes

    assert told("dead", "31", "13") == (Line("dead: 31", "Told before"), Line("dead: 13", "Right now"))
    assert told("article", "Flood kills 31", "its publisher withdrew it") == (
        Line("Flood kills 31", "Told before"),
        Line("its publisher withdrew it", "Right now"),
    )
    assert told("attack, Russia → Kharkiv", "asserted", "planned") == (
        Line("attack, Russia → Kharkiv: reported as fact", "Told before"),
        Line("attack, Russia → Kharkiv: planned", "Right now"),
    )
    assert told("the text") == (Line("the text", "Corrected"),)


def test_a_release_says_how_many_were_held_why_and_which() -> None:
    told = message(release(count=25))
    assert told.held == (
        Line("25 matches since 2026-03-02 11:00 UTC, muted by anna until 2026-03-02 12:00 UTC: known", "Held"),
    )
    assert [item.title for item in told.items][:3] == ["Held 1", "Held 2", "Held 3"]
    assert (len(told.items), told.more) == (20, 5)
    assert (told.sentence, told.event, told.link, told.source) == ("", (), "", Line(""))
    assert told.reason == Line("eu-sanctions", "Watch")


def test_a_match_that_was_held_alone_is_told_as_itself_with_why_it_comes_so_late() -> None:
    held = Held(count=1, why="throttled for an hour", since=NOON, items=())
    told = message(replace(alert(), held=held))
    assert told.held == (Line("throttled for an hour", "Held"),)
    assert told.sentence == SENTENCE
    assert told.items == ()


@pytest.mark.parametrize("kind", [AlertKind.SPIKE, AlertKind.ABSENCE, AlertKind.NOTICE])
def test_what_is_about_no_article_names_no_source(kind: AlertKind) -> None:
    told = message(replace(alert(), kind=kind, event=sanctions()))
    assert told.source == Line("")
    assert told.event == ()
    assert told.reason.text == alert().reason


def test_the_event_is_the_one_asked_for_else_one_that_the_sentence_tells_of() -> None:
    asked = sanctions()
    inside = replace(asked, id="e-2", sentence=replace(asked.sentence, text=SENTENCE))
    elsewhere = replace(asked, id="e-3")
    assert main_event(replace(alert(), event=asked, events=(inside,))) is asked
    assert main_event(replace(alert(), events=(elsewhere, inside))) is inside
    assert main_event(replace(alert(), events=(elsewhere,))) is None


def test_the_event_of_the_title_is_told_where_the_words_stand_there_too() -> None:
    titled = replace(sanctions(), in_title=True)
    in_text = alert().evidence[0]
    in_title = replace(in_text, field=Part.TITLE)
    assert main_event(replace(alert(), events=(titled,), evidence=(replace(in_text, field=Part.TEXT),))) is None
    assert main_event(replace(alert(), events=(titled,), evidence=(in_text, in_title))) is titled


def test_an_event_that_nobody_asked_for_is_told_where_it_is_sure_the_surest_of_them() -> None:
    inside = replace(sanctions(), sentence=replace(sanctions().sentence, text=SENTENCE))
    unsure, sure, surest = (replace(inside, id=f"e-{sureness}", confidence=sureness) for sureness in (0.49, 0.5, 0.9))
    assert main_event(replace(alert(), events=(unsure,))) is None
    assert main_event(replace(alert(), events=(unsure, sure, surest))) is surest
    assert main_event(replace(alert(), event=unsure)) is unsure


def test_where_no_event_is_known_the_reader_is_told_to_read_the_sentence() -> None:
    unread = Line("as the sentence says; who did what to whom was not recognised for sure", "What")
    assert message(alert()).event == (unread,)
    assert message(replace(alert(), evidence=())).event == ()


@pytest.mark.parametrize(
    ("publishers", "independent", "told"),
    [
        (1, 1, "no other publisher so far"),
        (2, 1, "1 other publisher so far, none of them independent"),
        (5, 3, "4 other publishers so far, 2 of them independent"),
    ],
)
def test_how_many_others_have_the_story_is_told(publishers: int, independent: int, told: str) -> None:
    assert others(replace(alert(), publishers=publishers, independent=independent)) == told


def test_whoever_reads_it_learns_how_to_silence_it() -> None:
    assert message(alert()).silence == Line(
        "wirewatch mute al-1, or until something changes: wirewatch ack al-1", "Silence"
    )


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (AlertKind.SPIKE, "wirewatch mute al-1"),
        (AlertKind.ABSENCE, "wirewatch mute al-1"),
        (AlertKind.RELEASE, "wirewatch mute al-1"),
        (AlertKind.NOTICE, "wirewatch mute al-1"),
    ],
)
def test_what_tells_of_no_single_story_cannot_be_acknowledged(kind: AlertKind, told: str) -> None:
    assert message(replace(alert(), kind=kind)).silence.text == told


def test_what_is_about_a_feed_cannot_be_silenced() -> None:
    assert message(replace(alert(), watchlist="wirewatch", kind=AlertKind.NOTICE)).silence.text == ""
